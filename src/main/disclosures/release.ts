import type { DisclosureClass } from '../../shared/contract/disclosures.ts';
import { AppError } from '../../shared/failure.ts';
import { isPublic } from './disclosure.ts';

export interface ReleasableDisc {
  readonly number: string;
  readonly caseId: string;
  readonly state: string;
  readonly copy: string;
  readonly whereNow: string;
  /** Places of its set without a verified disc. */
  readonly missingBeside: readonly number[];
}
export interface ReleasableStill {
  readonly number: string;
  readonly caseId: string;
  readonly state: string;
}

/** Only what exists already, is whole, and belongs to the request's case may leave; throws with the reason. */
export function checkItems(
  { class: kind, caseId }: { readonly class: DisclosureClass; readonly caseId: string | null },
  { discs, stills }: { readonly discs: readonly ReleasableDisc[]; readonly stills: readonly ReleasableStill[] },
): void {
  if (discs.length + stills.length === 0)
    throw new AppError('invalid-input', 'Choose at least one disc or still that was handed over.');
  for (const item of [...discs, ...stills])
    if (caseId !== null && item.caseId !== caseId)
      throw new AppError('conflict', `${item.number} belongs to another case than this request.`);
  for (const disc of discs) checkDisc(kind, disc);
  for (const still of stills)
    if (still.state !== 'countersigned')
      throw new AppError('clause', `${still.number} is not countersigned by the manager yet.`, { clause: '5.15' });
}

function checkDisc(kind: DisclosureClass, { number, state, copy, missingBeside }: ReleasableDisc): void {
  if (state !== 'verified')
    throw new AppError('conflict', `${number} is not a verified disc and must not be handed on.`);
  if (missingBeside.length > 0)
    throw new AppError(
      'conflict',
      `${number} belongs to a set that is not complete: burn ${missingBeside.length === 1 ? 'disc' : 'discs'} ${missingBeside.join(', ')} of it first.`,
    );
  if (copy === 'master')
    throw new AppError('clause', `${number} is the master disc and stays in the locked cabinet. Burn a copy.`, {
      clause: '3.10',
    });
  if (isPublic(kind))
    throw new AppError(
      'clause',
      `${number} was burned for legal proceedings. Under no circumstances does footage go to the public on disc; a still can, or the Assurance Team answers.`,
      { clause: '4.7' },
    );
}
