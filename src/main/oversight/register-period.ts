import { factsOf, within } from './figures.ts';
import type { RegisterName, RegisterRow } from './registers.ts';

// Which rows of a register belong to a period: those that came into it in its days, by the calendar of Europe/London.

/** When a row came into its register: a column of it, or what its facts say. A day or an instant. */
const ENTERED: Readonly<Record<RegisterName, string | ((row: RegisterRow) => unknown)>> = {
  cases: 'openedAt',
  'reported-incidents': 'reportedAt',
  retrievals: 'startedAt',
  recordings: 'definedAt',
  viewings: 'openedAt',
  recognitions: 'at',
  stills: 'requestedAt',
  masks: 'madeAt',
  prints: 'madeAt',
  'print-movements': 'at',
  clips: 'madeAt',
  discs: 'burnedAt',
  'disc-movements': 'at',
  'encrypted-copies': 'madeAt',
  holds: 'askedAt',
  freezes: 'frozenAt',
  disposals: 'disposedAt',
  disclosures: 'recordedAt',
  incidents: 'at',
  pias: 'submittedAt',
  deployments: 'requestedAt',
  // The row's own request is the deployment's: each act was entered when it was done.
  'deployment-acts': ({ facts }) => factsOf(facts ?? null)['at'],
  'kit-tests': 'enteredAt',
  portals: 'registeredAt',
  licences: 'enteredAt',
  'licence-applications': 'at',
  training: 'enteredAt',
  'clock-checks': 'at',
  audits: 'openedAt',
  // What was drawn and has no finding yet belongs to the audit that drew it.
  'audit-checks': ({ foundAt, openedAt }) => foundAt ?? openedAt,
  'audit-recommendations': 'at',
  proceedings: 'namedAt',
  'code-versions': 'effectiveOn',
  'code-reviews': 'at',
  'code-acknowledgements': 'at',
};

/** The rows that were entered from one day to another, both included; of all that were ever entered without them. */
export function enteredBetween(
  name: RegisterName,
  rows: readonly RegisterRow[],
  { from, until }: { readonly from: string | null; readonly until: string | null },
): readonly RegisterRow[] {
  if (from === null && until === null) return rows;
  const period = { from: from ?? '0001-01-01', until: until ?? '9999-12-30' };
  const of = ENTERED[name];
  return rows.filter((row) => within(period, typeof of === 'string' ? row[of] : of(row)));
}
