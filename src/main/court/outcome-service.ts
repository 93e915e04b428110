import type { Output, Parsed } from '../../shared/contract.ts';
import type { DueItem } from '../../shared/contract/oversight.ts';
import type { Outcome } from '../../shared/contract/outcomes.ts';
import { AppError } from '../../shared/failure.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import type { DueSource } from '../oversight/today.ts';
import { dayText, londonDay } from '../time.ts';
import { findProceedings } from './court-store.ts';
import { checkOutcome } from './outcome.ts';
import { insertOutcome, listHeard, listOutcomes } from './outcome-store.ts';

/** How court cases ended, and what part the footage had in it (CoP 2.2, 5.6). */
export function createOutcomeService(db: ReadDb) {
  const due: DueSource = (today) =>
    listHeard(db, today).map(
      ({ hearingOn, court, caseNumber }): DueItem => ({
        kind: 'hearing',
        urgency: 'soon',
        on: hearingOn,
        title: `${caseNumber} was heard: record how it ended`,
        detail: `Hearing at ${court} on ${dayText(hearingOn)}. Was it put off, name the new proceedings; the old ones end as withdrawn.`,
        clause: '2.2',
        place: { screen: 'court', id: null },
      }),
    );
  return {
    due,

    list: ({ caseId }: Parsed<'proceedings.outcomes'>): Output<'proceedings.outcomes'> =>
      listOutcomes(db, caseId ?? null),

    /** A later outcome stands after an earlier one and does not change it: an appeal, or a mistake put right. */
    record({ note: said, ...given }: Parsed<'proceedings.recordOutcome'>, act: Act): Outcome {
      const note = said ?? null;
      const proceedings = findProceedings(db, given.proceedingsId);
      if (proceedings === null) throw new AppError('not-found', 'There are no such proceedings.');
      const { kind, caseNumber, caseId } = proceedings;
      checkOutcome(kind, given, londonDay(act.now()));
      const row = { ...given, note, at: act.now(), by: act.actor.name };
      act.change(['court'], (tx) => {
        insertOutcome(tx, row);
        tx.enter(`proceedings ${caseNumber}`, { ...given, note, caseId });
      });
      return row;
    },
  };
}

export type OutcomeService = ReturnType<typeof createOutcomeService>;
