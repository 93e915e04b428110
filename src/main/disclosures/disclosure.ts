import type {
  DisclosureClass,
  DisclosureRequest,
  DisclosureState,
  PoliceRank,
} from '../../shared/contract/disclosures.ts';
import { AppError } from '../../shared/failure.ts';

// received → (referred) → granted or refused → sent → closed, in this order only (SC4; CoP 4.8-4.12).

export type DisclosureStep =
  | 'refer'
  | 'release'
  | 'refuse'
  | 'send'
  | 'receipt'
  | 'unreceipted'
  | 'answered'
  | 'told'
  | 'withdrawn';

const NEXT: Readonly<Record<DisclosureStep, { from: readonly DisclosureState[]; to: DisclosureState }>> = {
  refer: { from: ['received'], to: 'referred' },
  release: { from: ['received', 'referred'], to: 'granted' },
  refuse: { from: ['received', 'referred'], to: 'refused' },
  send: { from: ['granted'], to: 'sent' },
  receipt: { from: ['sent'], to: 'closed' },
  unreceipted: { from: ['sent'], to: 'closed' },
  answered: { from: ['granted'], to: 'closed' },
  told: { from: ['refused'], to: 'closed' },
  withdrawn: { from: ['received', 'referred', 'granted'], to: 'closed' },
};

const STANDING: Readonly<Record<DisclosureState, string>> = {
  received: 'it was received and waits for a decision',
  referred: 'it was referred to the Assurance Team and waits for a decision',
  granted: 'its release was decided; nothing has been sent yet',
  refused: 'it was refused; the requester is to be told',
  sent: 'what was released has been sent; the receipt is awaited',
  closed: 'it is closed',
};

/** Requests of the public: decided with the Assurance Team (CoP 4.8, 4.9). */
export const isPublic = (kind: DisclosureClass): boolean =>
  kind === 'subject-access' || kind === 'foi' || kind === 'public';

/** What freezes the footage it touches from the day it is logged (KE6). */
export const freezes = (kind: DisclosureClass): boolean => isPublic(kind) || kind === 'court-order';

/** The state after a step, or a refusal that says where the request stands. */
export function nextState(kind: DisclosureClass, state: DisclosureState, step: DisclosureStep): DisclosureState {
  const { from, to } = NEXT[step];
  if (!from.includes(state))
    throw new AppError('conflict', `This request cannot be taken further that way: ${STANDING[state]}.`, {
      clause: '4.11',
    });
  if (step === 'refer' && !isPublic(kind))
    throw new AppError('conflict', 'Only requests of members of the public are referred to the Assurance Team.', {
      clause: '4.8',
    });
  if (step === 'answered' && !isPublic(kind))
    throw new AppError('conflict', 'Only the Assurance Team answers in place of a release; send what was granted.', {
      clause: '4.8',
    });
  const isDecision = step === 'release' || step === 'refuse';
  if (isDecision && isPublic(kind) && state !== 'referred')
    throw new AppError(
      'clause',
      'Requests from members of the public are directed to the Assurance Team first. The officer records the referral; then you can decide.',
      { clause: '4.8' },
    );
  return to;
}

const RANKS: readonly PoliceRank[] = [
  'constable',
  'sergeant',
  'inspector',
  'chief-inspector',
  'superintendent',
  'chief-superintendent',
  'chief-officer',
];

/** The place of a thing that was handed over, as its register names it. */
export const handedTo = (to: { readonly recipient: string; readonly recipientOrganisation: string }): string =>
  `${to.recipient}, ${to.recipientOrganisation}`;

/** What a request froze thaws with its receipt, so the signed receipt itself must be there. */
export function checkReceipt(kind: DisclosureClass, papersSinceRelease: number): void {
  if (freezes(kind) && papersSinceRelease === 0)
    throw new AppError(
      'clause',
      'This request froze footage, and the signed receipt is not among its papers. Attach the scanned receipt first (PDF, JPEG or PNG). If it never comes back, the manager closes the request and says why.',
      { clause: '4.9' },
    );
}

/** Inspector or above, as for stills (CoP 5.13; the rule of Schedule 2 requests). */
const mayAuthorise = (rank: PoliceRank): boolean => RANKS.indexOf(rank) >= RANKS.indexOf('inspector');

const PART: Readonly<Partial<Record<DisclosureClass, keyof DisclosureRequest>>> = {
  police: 'police',
  'court-order': 'court',
  solicitor: 'solicitor',
  council: 'council',
};
const PART_WORDS: Readonly<Record<string, string>> = {
  police: 'who asks for the police and who authorised it',
  court: 'the court, the case number and whether it is an order or the Civil Evidence Act 1995',
  solicitor: 'for whom the solicitor acts',
  council: 'the department and the legal action',
};

/** Each class tells its own facts, and no other's. */
export function checkRequest(kind: DisclosureClass, request: DisclosureRequest): void {
  const wanted = PART[kind];
  for (const part of Object.keys(PART_WORDS)) {
    const isGiven = request[part as keyof DisclosureRequest] !== undefined;
    if (part === wanted && !isGiven)
      throw new AppError('clause', `For this kind of request, say ${PART_WORDS[part] ?? ''}.`, { clause: '4.11' });
    if (part !== wanted && isGiven)
      throw new AppError('invalid-input', 'Facts of another kind of request were given. Choose the kind again.');
  }
}

export interface ReleaseFacts {
  readonly attachments: number;
  readonly agreement: { readonly agrees: boolean } | null;
}

/** What stands in the way of a release; each sentence says who can clear it. A refusal needs none of it. */
export function checkRelease(kind: DisclosureClass, request: DisclosureRequest, facts: ReleaseFacts): void {
  const bar = (message: string, clause: string): never => {
    throw new AppError('clause', message, { clause });
  };
  if (kind === 'police' && request.police !== undefined && !mayAuthorise(request.police.authorisedRank))
    bar(
      'A police request needs the authority of an Inspector or above. Refuse this one; the police officer can come again with that authority.',
      '4.11',
    );
  if (kind === 'solicitor' && request.solicitor?.isDataSubject !== true)
    bar(
      'Footage goes to a solicitor only when the defendant or victim they act for is seen in it (is a data subject).',
      '4.11',
    );
  if (kind === 'other' && facts.agreement?.agrees !== true)
    bar(
      'Nobody outside the list is given footage unless the Assurance Manager agrees as well. The officer records that agreement.',
      '4.12',
    );
  if (['police', 'court-order', 'solicitor', 'other'].includes(kind) && facts.attachments === 0)
    bar(
      'The signed paper itself is missing. The officer attaches the scanned request (PDF, JPEG or PNG) first; a text or an e-mail bears no signature.',
      '4.11',
    );
}

export const CLASS_WORDS: Readonly<Record<DisclosureClass, string>> = {
  police: 'police request',
  'court-order': 'court order or Civil Evidence Act 1995',
  solicitor: 'solicitor in criminal proceedings',
  council: 'Stockport MBC, legal action',
  'subject-access': 'subject access request',
  foi: 'freedom of information request',
  public: 'request of a member of the public',
  other: 'request outside the list',
};
