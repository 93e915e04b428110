import type { DisclosureClass, DisclosureRequest } from '../../shared/contract/disclosures.ts';
import { AppError } from '../../shared/failure.ts';
import { isSameName } from '../same-hand.ts';
import { isPublic } from './disclosure.ts';

export interface ReleasableDisc {
  readonly number: string;
  readonly caseId: string;
  readonly state: string;
  readonly copy: string;
  readonly whereNow: string;
  /** Places of its set without a verified disc. */
  readonly missingBeside: readonly number[];
  readonly setId: string | null;
  readonly setNumber: number;
  readonly setSize: number;
  /** Who has it, when the last that happened to it was its release; null once it was moved since. */
  readonly releasedTo: string | null;
}
export interface ReleasablePrint {
  readonly number: string;
  readonly caseId: string;
  /** Of its still. */
  readonly state: string;
}

/** A bundle in one encrypted file. */
export interface ReleasableCopy {
  readonly number: string;
  readonly caseId: string;
  /** For whom it was made: the passphrase was sent there. */
  readonly organisation: string;
  /** The request under which it went before; null while it went under none. */
  readonly releasedUnder: string | null;
}

/** Only what exists already, is whole, and belongs to the request's case may leave; throws with the reason. */
export function checkItems(
  { class: kind, caseId }: { readonly class: DisclosureClass; readonly caseId: string | null },
  {
    discs,
    prints,
    copies,
  }: {
    readonly discs: readonly ReleasableDisc[];
    readonly prints: readonly ReleasablePrint[];
    readonly copies: readonly ReleasableCopy[];
  },
): void {
  if (caseId === null) throw new AppError('clause', noCase(kind), { clause: isPublic(kind) ? '4.8' : '4.11' });
  if (discs.length + prints.length + copies.length === 0)
    throw new AppError('invalid-input', 'Choose at least one disc, encrypted copy or print that was handed over.');
  for (const item of [...discs, ...prints, ...copies])
    if (item.caseId !== caseId)
      throw new AppError('conflict', `${item.number} belongs to another case than this request.`);
  for (const disc of discs) checkDisc(kind, disc);
  checkSets(discs);
  for (const copy of copies) checkCopy(kind, copy);
  for (const print of prints)
    if (print.state !== 'countersigned')
      throw new AppError('clause', `${print.number} is of a still that is not countersigned.`, { clause: '5.15' });
}

/** Logged anew before this one is closed: what it froze must not thaw in between. */
export const noCase = (kind: DisclosureClass): string =>
  `This request names no case, and only what belongs to its case may leave. ${
    isPublic(kind) ? 'The Assurance Team answers it and the manager closes it, or the' : 'The'
  } officer logs it again with its case; after that the manager closes this one as withdrawn.`;

/** A part of a bundle proves nothing: a set leaves with all its discs, one of each place. */
function checkSets(discs: readonly ReleasableDisc[]): void {
  for (const disc of discs) {
    const places = discs
      .filter(({ setId }) => setId !== null && setId === disc.setId)
      .map(({ setNumber }) => setNumber);
    const missing = Array.from({ length: disc.setSize }, (_, index) => index + 1).filter(
      (place) => disc.setId !== null && !places.includes(place),
    );
    if (missing.length > 0)
      throw new AppError(
        'conflict',
        `${disc.number} is one of a set of ${disc.setSize} discs, which leave together. Choose ${missing.length === 1 ? 'disc' : 'discs'} ${missing.join(', ')} of it as well.`,
      );
  }
}

function checkDisc(kind: DisclosureClass, disc: ReleasableDisc): void {
  const { number, state, copy, missingBeside, releasedTo } = disc;
  if (state !== 'verified')
    throw new AppError('conflict', `${number} is not a verified disc and must not be handed on.`);
  if (releasedTo !== null)
    throw new AppError(
      'conflict',
      `${number} was released already and is with ${releasedTo}. Burn another copy, or record first in the register of discs that it came back.`,
    );
  if (missingBeside.length > 0)
    throw new AppError(
      'conflict',
      `${number} belongs to a set that is not complete: burn ${missingBeside.length === 1 ? 'disc' : 'discs'} ${missingBeside.join(', ')} of it first.`,
    );
  if (copy === 'master')
    throw new AppError('clause', `${number} is the master disc and stays in the locked cabinet. Burn a copy.`, {
      clause: '3.10',
    });
  if (isPublic(kind)) throw neverToThePublic(number);
}

const neverToThePublic = (number: string): AppError =>
  new AppError(
    'clause',
    `${number} was made for legal proceedings. Under no circumstances does footage go to the public on disc; a still can, or the Assurance Team answers.`,
    { clause: '4.7' },
  );

function checkCopy(kind: DisclosureClass, { number, releasedUnder }: ReleasableCopy): void {
  if (isPublic(kind)) throw neverToThePublic(number);
  if (releasedUnder !== null)
    throw new AppError(
      'conflict',
      `${number} went under ${releasedUnder} already. Make another copy for this request.`,
    );
}

/** A copy goes to whom it was made for, with its passphrase by the other way that is on its slip. */
export function checkCopyGoes(
  copies: readonly ReleasableCopy[],
  { to, isEncrypted }: { readonly to: string; readonly isEncrypted: boolean },
): void {
  for (const { number, organisation } of copies)
    if (!isSameName(organisation, to))
      throw new AppError(
        'clause',
        `${number} was made for ${organisation}, who were told its passphrase. Make another copy for ${to}.`,
        { clause: '4.11' },
      );
  if (copies.length > 0 && !isEncrypted)
    throw new AppError('invalid-input', 'The copy is encrypted. Tick it, and say how the passphrase goes.');
}

/** Whom a request speaks for; an order that names no organisation speaks for its court alone. */
export const speaksFor = ({ organisation, court }: DisclosureRequest): string | undefined =>
  organisation ?? court?.court;

/** Whatever leaves goes to whom the release was decided for, as the request names them; who carries it stands in the way. */
export function checkRecipient(asked: string | undefined, to: string): void {
  if (asked !== undefined && !isSameName(asked, to))
    throw new AppError(
      'clause',
      `The release was decided for ${asked}. Nothing goes to another organisation on it; log another request for ${to}.`,
      { clause: '4.11' },
    );
}
