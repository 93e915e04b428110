import type { DisclosureClass } from '../../shared/contract/disclosures.ts';
import type { ChosenAuthority, PrintAuthority, PrintTaker } from '../../shared/contract/prints.ts';
import { AppError } from '../../shared/failure.ts';
import { isSameName } from '../same-hand.ts';

// A print stays in the house unless somebody decided that this recipient may have this still: its own request
// (CoP 5.13, 5.14), a release under Disclosures (4.8-4.12), or an approved bundle of named proceedings (3.10, 4.11).

/** As whom each class of a request has a print. */
export const TAKER_OF: Readonly<Record<DisclosureClass, PrintTaker>> = {
  police: 'police',
  'court-order': 'court',
  solicitor: 'solicitor',
  council: 'agency',
  other: 'agency',
  'subject-access': 'public',
  foi: 'public',
  public: 'public',
};

const TAKER_WORDS: Readonly<Record<PrintTaker, string>> = {
  staff: 'our own staff',
  police: 'the police',
  court: 'a court',
  solicitor: 'a solicitor',
  agency: 'another agency or person',
  public: 'a member of the public',
};

const FIRST: Readonly<Record<Exclude<PrintTaker, 'staff'>, readonly [message: string, clause: string]>> = {
  police: [
    'The police have a still on their own request for it (with an Inspector’s authority), or by a release under Disclosures. Log their request first.',
    '5.13',
  ],
  court: [
    'A court has a still in named proceedings, by a bundle with this still that the manager has approved, or by a release under Disclosures of its order. Prepare the bundle under Court, or log the order.',
    '4.11',
  ],
  solicitor: [
    'A solicitor asks in writing, and the manager decides. Log the request under Disclosures; its release signs the print out by itself.',
    '4.11',
  ],
  agency: [
    'An agency has a still on a request that was made through the manager, or by a release under Disclosures. Log its request first.',
    '5.14',
  ],
  public: [
    'A member of the public has a still only by a request that goes to the Assurance Team. Log it under Disclosures; its release signs the print out by itself.',
    '4.8',
  ],
};

/** Who takes a print, of which organisation, and on what. */
export interface Leaving {
  readonly taker: PrintTaker;
  readonly organisation: string;
  readonly authority: ChosenAuthority | null;
}

/**
 * What a print leaves the house on; null for our own staff, who bring it back. Throws AppError('clause') unless the
 * authority exists, is decided, is this recipient's and covers this still; the sentence says what to do next.
 */
export function requireAuthority(
  { taker, organisation, authority }: Leaving,
  candidates: readonly PrintAuthority[],
): PrintAuthority | null {
  if (taker === 'staff') {
    if (authority === null) return null;
    throw new AppError('invalid-input', 'Our own staff need no authority; choose who takes the print once more.');
  }
  const [whatFirst, clause] = FIRST[taker];
  const refuse = (message: string): never => {
    throw new AppError('clause', message, { clause });
  };
  if (authority === null) return refuse(whatFirst);
  const found = candidates.find(({ kind, id }) => kind === authority.kind && id === authority.id);
  if (found === undefined) return refuse(`What was chosen is nothing of this still or its case. ${whatFirst}`);
  if (found.taker !== taker)
    return refuse(`${found.number} is for ${TAKER_WORDS[found.taker]}, not for ${TAKER_WORDS[taker]}. ${whatFirst}`);
  if (found.bar !== null) return refuse(found.bar);
  if (found.organisation !== null && !isSameName(found.organisation, organisation))
    return refuse(`${found.number} is for ${found.organisation}. The print goes to nobody else on it.`);
  return found;
}
