import type { CommandName } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';

/** Stands on every screen of a training vault. */
export const trainingLabel = 'Training: simulated footage. Nothing here is evidence.';

/** Stands on every page of every sheet of one. */
export const trainingMark = 'TRAINING: simulated footage, no evidence';

const fromReal = 'A training vault holds footage of the simulated recorder and no other. Use the vault of the scheme.';
const leaves = 'Nothing is taken out of a training vault but sheets that are marked. Use the vault of the scheme.';
const onlyThere = 'The simulated recorder is for a training vault alone. Footage of the scheme is never mixed with it.';

/** What would bring real footage in, or take simulated footage out. */
const notInTraining: Readonly<Partial<Record<CommandName, string>>> = {
  'retrievals.survey': fromReal,
  'retrievals.compareList': fromReal,
  'retrievals.connect': fromReal,
  'portals.connect': fromReal,
  'portals.register': fromReal,
  'sites.register': fromReal,
  'sites.change': fromReal,
  'sites.showKey': fromReal,
  'discs.burn': leaves,
  'transits.make': leaves,
  'ledger.export': leaves,
  'registers.export': leaves,
  'audits.writePack': leaves,
  'attachments.print': leaves, // a paper as it came, which nothing can mark
};

/** What stands in the way of a command because of the kind of vault; null when nothing does. */
export function trainingBars(name: CommandName, isTraining: boolean): AppError | null {
  const why = isTraining ? notInTraining[name] : name === 'retrievals.connectSimulated' ? onlyThere : undefined;
  return why === undefined ? null : new AppError('forbidden', why);
}

/** The vault of the scheme is never opened as a training vault, nor the other way round: its label would be wrong. */
export function refuseOtherKind(isTraining: boolean, startedForTraining: boolean): void {
  if (isTraining === startedForTraining) return;
  throw new AppError(
    'conflict',
    isTraining
      ? 'This is a training vault. Start the application for training to open it.'
      : 'This is the vault of the scheme and no training vault. Start the application without training to open it.',
  );
}

/** What the screens say at their head: what is not the locked-down application, and what is not the scheme's vault. */
export function screenLabel(hostLabel: string | undefined, isTraining: boolean): string | null {
  const said = [...(isTraining ? [trainingLabel] : []), ...(hostLabel === undefined ? [] : [hostLabel])];
  return said.length === 0 ? null : said.join(' ');
}
