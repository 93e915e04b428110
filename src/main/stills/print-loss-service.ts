import type { Output, Parsed } from '../../shared/contract.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import type { BreachService } from '../oversight/breach-service.ts';
import { londonDay } from '../time.ts';
import { checkReportedLost, nextPrintState } from './print.ts';
import type { PrintService } from './print-service.ts';
import { listMovements, losePrint } from './print-store.ts';
import type { StillService } from './still-service.ts';

export interface PrintLossPorts {
  readonly db: ReadDb;
  readonly prints: Pick<PrintService, 'require' | 'about'>;
  readonly stills: Pick<StillService, 'require'>;
  readonly breaches: Pick<BreachService, 'open'>;
}

/** A print that was out and cannot be found: entered with how it was looked for, and an incident (CoP 5.15, 6.2). */
export const createPrintLosses = ({ db, prints, stills, breaches }: PrintLossPorts) => ({
  report({ printId, ...told }: Parsed<'prints.reportLost'>, act: Act): Output<'prints.reportLost'> {
    return act.change(['stills', 'ledger'], (tx) => {
      const print = prints.require(printId);
      nextPrintState(print, 'report-lost');
      const [out] = listMovements(db, printId);
      if (out === undefined) throw new Error('a print that is out and never went');
      const known = { outSince: londonDay(out.at), today: londonDay(act.now()), officer: act.actor.name };
      checkReportedLost(told, known);
      const { number, whereNow, dueBackOn, stillId } = print;
      const incident = breaches.open(tx, {
        kind: 'print-lost',
        description: `Print ${number}, last with ${whereNow}, is lost. ${told.explanation} Looked for: ${told.searched}`,
        recordingId: stills.require(stillId).recordingId,
        at: act.now(),
      });
      losePrint(tx, print, { ...told, whereNow: `last with ${whereNow}`, incident, at: act.now(), by: act.actor.name });
      tx.enter(`print ${number}`, { ...prints.about(print), ...told, from: whereNow, wasDueOn: dueBackOn, incident });
      return { print: prints.require(printId), incident };
    });
  },
});

export type PrintLosses = ReturnType<typeof createPrintLosses>;
