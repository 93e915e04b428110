import type { Bundle } from '../../shared/contract/court.ts';
import type { DisclosureClass, DisclosureState, Release } from '../../shared/contract/disclosures.ts';
import type { PrintAuthority } from '../../shared/contract/prints.ts';
import type { Still } from '../../shared/contract/stills.ts';
import type { z } from 'zod';
import { TAKER_OF } from './print-authority.ts';

// Everything on which a print of one still could leave the house, with what stands in the way of each.

/** A request for footage of the still's case. */
export interface CaseRequest {
  readonly id: string;
  readonly number: string;
  readonly class: DisclosureClass;
  readonly state: DisclosureState;
  readonly release: z.output<typeof Release> | null;
}
type CaseBundle = Pick<Bundle, 'id' | 'number' | 'state' | 'proceedings' | 'exhibits'>;

/** The still's own request: the police are one recipient, an agency is the one that asked (CoP 5.13, 5.14). */
function ownRequest({ id, number, route, police, agency }: Still): PrintAuthority[] {
  const of = { kind: 'request' as const, id, number: `The request for ${number}`, bar: null };
  if (police !== null)
    return [
      { ...of, taker: 'police', organisation: null, words: `police request, crime number ${police.crimeNumber}` },
    ];
  if (route === 'other' && agency !== null)
    return [{ ...of, taker: 'agency', organisation: agency.agency, words: `request of ${agency.agency}` }];
  return [];
}

const REQUEST_BAR: Readonly<Record<Exclude<DisclosureState, 'sent'>, string>> = {
  received: 'is not decided yet: the manager decides on it first.',
  referred: 'is not decided yet: the manager decides on it with the Assurance Team first.',
  granted: 'is granted. Record under Disclosures what is handed over; that signs the print out by itself.',
  refused: 'was refused: nothing is given out on it.',
  closed: 'is closed. Log a new request if they need a print again.',
};

function released(
  still: Still,
  shown: string | null,
  { id, number, class: kind, state, release }: CaseRequest,
): PrintAuthority {
  const covers =
    release?.items.some((item) => item.kind === 'still' && item.id === still.id && item.sha256 === shown) === true;
  const bar =
    state !== 'sent'
      ? `${number} ${REQUEST_BAR[state]}`
      : covers
        ? null
        : `${number} did not release this picture of ${still.number}. Log a new request for it.`;
  const organisation = release?.recipientOrganisation ?? null;
  const words = organisation === null ? 'a request under Disclosures' : `released to ${organisation}`;
  return { kind: 'release', id, number, taker: TAKER_OF[kind], organisation, words, bar };
}

const BUNDLE_BAR: Readonly<Record<Exclude<Bundle['state'], 'approved'>, string>> = {
  prepared: 'waits for the manager’s approval.',
  refused: 'was refused: prepare another one under Court.',
};

function forCourt(
  still: Still,
  shown: string | null,
  { id, number, state, proceedings, exhibits }: CaseBundle,
): PrintAuthority {
  const covers = exhibits.some(({ stillId, sha256 }) => stillId === still.id && sha256 === shown);
  const bar =
    state !== 'approved'
      ? `${number} ${BUNDLE_BAR[state]}`
      : covers
        ? null
        : `${number} does not hold this picture of ${still.number}. Prepare a bundle with it under Court, and have it approved.`;
  const words = `${proceedings.caseNumber}, ${proceedings.parties}`;
  return { kind: 'proceedings', id, number, taker: 'court', organisation: proceedings.court, words, bar };
}

/** What may be used first. `shown` is the SHA-256 of the picture on the print: the still’s, or its masked copy’s. */
export const authoritiesOf = (
  still: Still,
  shown: string | null,
  of: { readonly requests: readonly CaseRequest[]; readonly bundles: readonly CaseBundle[] },
): PrintAuthority[] =>
  [
    ...ownRequest(still),
    ...of.requests.map((request) => released(still, shown, request)),
    ...of.bundles.map((bundle) => forCourt(still, shown, bundle)),
  ].toSorted((a, b) => Number(a.bar !== null) - Number(b.bar !== null));
