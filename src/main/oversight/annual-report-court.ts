import type { ReportSection } from '../../shared/contract/audits.ts';
import { footageWords, resultWords } from '../court/outcome.ts';
import { byKind, factsOf, figure, type Period, within } from './figures.ts';
import type { ReadRegister, RegisterRow } from './registers.ts';

// The part of the annual report about what was made of footage: stills by their routes, discs, and how cases ended.

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export const courtSections = (period: Period, read: ReadRegister): ReportSection[] => [
  stillsAndDiscs(period, read),
  courtResults(period, read),
];

/** The routes of CoP 5.13, and the one of 5.14. */
const ROUTES = {
  sno: 'By a Safer Neighbourhoods Officer',
  police: 'By the police',
  other: 'By others, through the manager',
};

/** A still that was taken back is no longer what it was before. */
const stateOf = ({ state, withdrawal }: RegisterRow): string => (withdrawal === null ? text(state) : 'withdrawn');
const routeOf = ({ route }: RegisterRow): string => text(route);

function stillsAndDiscs(period: Period, read: ReadRegister): ReportSection {
  const stills = read('stills').filter(({ requestedAt }) => within(period, requestedAt));
  const inState = (...states: readonly string[]): RegisterRow[] =>
    stills.filter((row) => states.includes(stateOf(row)));
  const refused = inState('refused', 'rejected');
  const discs = read('discs').filter(
    ({ burnedAt, state }) => within(period, burnedAt) && (state === 'verified' || state === 'destroyed'),
  );
  const ofStills = { again: 'stills' };
  return {
    title: 'Stills and discs',
    clause: '5.13',
    figures: [
      ...byKind(figure('stills', 'Stills requested', stills.length), stills, stateOf, {
        countersigned: 'Countersigned',
        refused: 'Refused',
        rejected: 'Rejected at the countersignature',
        withdrawn: 'Withdrawn',
      }),
      ...byKind(
        figure('stills.by-route', 'Stills requested, by route', stills.length, ofStills),
        stills,
        routeOf,
        ROUTES,
      ),
      ...byKind(
        figure('stills.refused-by-route', 'Refused, by route', refused.length, ofStills),
        refused,
        routeOf,
        ROUTES,
      ),
      ...byKind(figure('discs', 'Discs written and read back', discs.length), discs, ({ copy }) => text(copy), {
        master: 'Master',
        court: 'Court',
        defence: 'Defence',
        police: 'Police',
      }),
    ],
    details: refused.map(
      ({ number, route, decisionReasons, request }) =>
        `${number}, ${route === 'other' ? text(factsOf(request)['agency']) : route}: not issued. ${decisionReasons ?? ''}`,
    ),
  };
}

function courtResults(period: Period, read: ReadRegister): ReportSection {
  const proceedings = read('proceedings');
  const named = proceedings.filter(({ namedAt }) => within(period, namedAt));
  const over = proceedings.filter(({ endedOn }) => within(period, endedOn));
  return {
    title: 'Court cases',
    clause: '2.2',
    figures: [
      figure('proceedings.named', 'Proceedings named', named.length),
      ...byKind(figure('proceedings.ended', 'Ended', over.length), over, ({ result }) => text(result), resultWords),
      ...byKind(
        figure('proceedings.footage', 'Ended, by the part of the footage', over.length, { again: 'proceedings.ended' }),
        over,
        ({ footage }) => text(footage),
        footageWords,
      ),
    ],
    details: over.map(
      ({ caseNumber, court, result, note }) =>
        `${caseNumber}, ${court}: ${resultWords[text(result) as keyof typeof resultWords] ?? result}. ${note ?? ''}`,
    ),
  };
}
