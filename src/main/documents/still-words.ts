import type { Still } from '../../shared/contract/stills.ts';
import { instantText, wallClockText } from '../time.ts';

// What the sheets about stills say alike.

/** CoP 5.15 and 5.16, in their own words. */
export const STILL_PURPOSE =
  'Released to the police only as an exhibit, and at no time to be used for anything other than the purposes specified and identified (Code of Practice 5.16).';

const NOT_RECORDED = 'not recorded';

export const frameTime = (wallClock: string | null): string =>
  wallClock === null ? 'The footage states no time that can be relied on' : wallClockText(wallClock);

const RANKS = {
  constable: 'Constable',
  sergeant: 'Sergeant',
  inspector: 'Inspector',
  'chief-inspector': 'Chief Inspector',
  superintendent: 'Superintendent',
  'chief-superintendent': 'Chief Superintendent',
  'chief-officer': 'Assistant Chief Constable or above',
} as const;

/** Who asked, in what capacity. */
export function askedForBy({ requester, police, agency, requestedAt, requestedBy }: Still): string {
  const entered = `${instantText(requestedAt)}; entered by ${requestedBy}`;
  if (police !== null)
    return `${RANKS[police.rank]} ${requester}, ${police.collarNumber}, ${police.station}; asked ${wallClockText(police.askedAt)}, ${entered}`;
  return agency === null ? `${requester}, ${entered}` : `${requester}, ${agency.agency}, ${entered}`;
}

/** On whose authority, beyond the manager's. */
export const authorityOf = ({ police, agency }: Still): string | null =>
  police === null
    ? (agency?.lawfulBasis ?? null)
    : `${RANKS[police.authorisedRank]} ${police.authorisedBy}, ${police.authorisedNumber}: ${police.justification}`;

export const decidedText = ({ decidedBy, decisionReasons }: Still): string =>
  [decidedBy ?? NOT_RECORDED, ...(decisionReasons === null ? [] : [decisionReasons])].join(': ');

export const producedText = ({ producedBy, producedAt }: Still): string =>
  `${producedBy ?? NOT_RECORDED}${producedAt === null ? '' : `, ${instantText(producedAt)}`}`;
