import { playedYear } from '../../year/played-year.ts';
import { wholeYear } from '../../year/year.ts';
import type { Row } from '../row.ts';

/** A whole year of the scheme through its commands; not a matter of speed, but of whether everything adds up at its end. */
export async function aWholeYear(): Promise<Row> {
  const since = performance.now();
  const { wrong, destroyed, keptPastTheirDay, figures, verifies, entries } = await playedYear(wholeYear);
  const differ = [...figures].filter(([, { said, counted }]) => said !== counted).map(([key]) => key);
  const { deployments, cases, retrievals } = wholeYear;
  return {
    what: `a year with ${deployments} deployments, ${cases} cases and ${retrievals} retrievals, ${entries} ledger entries`,
    ours: `${figures.size} figures, ${differ.length} differ; ${destroyed} recordings destroyed, ${keptPastTheirDay} rightly kept past their day, ${wrong.length} wrongly kept or destroyed on any day`,
    ...{ peer: 'the same figures counted from an export of the ledger alone', ratio: null },
    aim: 'no difference, nothing wrongly kept or destroyed, the ledger verifies',
    reached: differ.length === 0 && wrong.length === 0 && verifies,
    note: `${((performance.now() - since) / 1000).toFixed(0)} s${differ.length + wrong.length === 0 ? '' : `: ${[...differ, ...wrong].slice(0, 5).join('; ')}`}`,
  };
}
