import { type PiaHead, piaHeads, type PiaText, type PiaVersion } from '../../shared/contract/pias.ts';
import { AppError } from '../../shared/failure.ts';
import type { CameraSystem } from '../../shared/model.ts';
import { addDays } from '../time.ts';

// CoP 5.1-5.6: written by the SNO, no head blank, decided by the manager, and good for one place, one kind of system and
// one period only.

/** CoP 3.3: a system is installed for a minimum of 28 days. */
const LEAST_DAYS = 28;

export const blankText = Object.fromEntries(piaHeads.map(({ key }) => [key, ''])) as PiaText;

/** A draft with every head, blank where nothing was given. */
export const textOf = (given: Partial<Record<PiaHead, string | undefined>>): PiaText =>
  Object.fromEntries(piaHeads.map(({ key }) => [key, given[key] ?? ''])) as PiaText;

/** The heads that still hold nothing, by their labels. */
export const blankHeads = ({ text, plannedFrom, plannedUntil }: PiaVersion): string[] => [
  ...(plannedFrom === null || plannedUntil === null ? ['From when and until when'] : []),
  ...piaHeads.filter(({ key }) => text[key] === '').map(({ label }) => label),
];

/** CoP 5.4 and 5.5 name what a PIA must say; one that leaves something out is not passed on. */
export function refuseUnfinished(version: PiaVersion): void {
  const blank = blankHeads(version);
  if (blank.length > 0)
    throw new AppError('clause', `The PIA cannot be submitted yet. Still blank: ${blank.join('; ')}.`, {
      clause: '5.4',
    });
  const { plannedFrom, plannedUntil } = version;
  if (plannedFrom !== null && plannedUntil !== null && plannedUntil < addDays(plannedFrom, LEAST_DAYS))
    throw new AppError('clause', 'The period is too short: a system is installed for at least 28 days.', {
      clause: '3.3',
    });
}

const NOT_NOW: Record<PiaVersion['state'], string> = {
  draft: 'it is still being written',
  submitted: 'it waits for the manager’s decision',
  returned: 'the manager returned it; begin the next version',
  approved: 'it is approved; reopen it first',
  refused: 'the manager refused it; begin the next version if something changed',
};

/** The step is refused unless the newest version stands where the step begins. */
export function refuseUnless(version: PiaVersion, ...states: readonly PiaVersion['state'][]): void {
  if (!states.includes(version.state))
    throw new AppError('conflict', `That cannot be done with this PIA: ${NOT_NOW[version.state]}.`, { clause: '5.6' });
}

/**
 * The approved version that allows a camera, or null. A camera that moves or looks elsewhere has none until it is approved
 * again; while an extension is being judged the old approval still stands, to the end of its period.
 */
export function versionInForce(
  newestFirst: readonly PiaVersion[],
  wanted: { place: string; system: CameraSystem; today: string },
): PiaVersion | null {
  for (const version of newestFirst) {
    if (version.state === 'refused') return null;
    if (version.state === 'approved') {
      const isMeant = version.place === wanted.place && version.system === wanted.system;
      return isMeant && version.plannedUntil !== null && wanted.today <= version.plannedUntil ? version : null;
    }
    if (version.reopenedBecause === 'moved' || version.reopenedBecause === 'changed') return null;
  }
  return null;
}
