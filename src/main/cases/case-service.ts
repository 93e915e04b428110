import type { Output, Parsed } from '../../shared/contract.ts';
import type { Incident } from '../../shared/contract/cases.ts';
import { AppError } from '../../shared/failure.ts';
import type { CaseId, IncidentId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import type { LedgerDesk } from '../oversight/ledger-desk-service.ts';
import type { SettingsService } from '../oversight/settings-service.ts';
import type { Clock } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import { londonDay, londonWallClock } from '../time.ts';
import {
  type CaseRow,
  findCase,
  findCaseByReactRef,
  findIncident,
  type IncidentRow,
  insertCase,
  insertIncident,
  listCases,
  listIncidents,
  listUnretrievedIncidents,
} from './case-store.ts';
import { daysLeft, overwriteOn } from './incident.ts';
import { reactSlip } from './react-slip.ts';

export interface CasePorts {
  readonly db: ReadDb;
  readonly clock: Clock;
  readonly settings: SettingsService;
  readonly ledger: LedgerDesk;
}

export function createCaseService({ db, clock, settings, ledger }: CasePorts) {
  const withDaysLeft = (row: IncidentRow): Incident => ({
    ...row,
    daysLeft: daysLeft(londonDay(clock.now()), row.overwriteOn),
  });
  const require = (caseId: CaseId): CaseRow => {
    const found = findCase(db, caseId);
    if (found === null) throw new AppError('not-found', 'There is no such case.');
    return found;
  };

  const requireOpen = (caseId: CaseId): CaseRow => {
    const found = require(caseId);
    if (found.closedAt !== null)
      throw new AppError('conflict', `Case ${found.reactRef} is closed. Open a new case on React for what is new.`);
    return found;
  };

  return {
    list: (): Output<'cases.list'> => listCases(db),
    require,
    requireOpen,
    unretrieved: (): Incident[] => listUnretrievedIncidents(db).map(withDaysLeft),

    /** Incidents whose footage a recorder of this kind may still hold and nobody has retrieved. */
    stillOnRecorder: (caseId: CaseId, system: Incident['system']): Incident[] =>
      listUnretrievedIncidents(db)
        .map(withDaysLeft)
        .filter((each) => each.caseId === caseId && each.system === system && each.daysLeft >= 0),

    /** The incident, which must belong to the case. */
    requireIncident(caseId: CaseId, incidentId: IncidentId): Incident {
      const row = findIncident(db, incidentId);
      if (row === null || row.caseId !== caseId)
        throw new AppError('not-found', 'There is no such incident in this case.');
      return withDaysLeft(row);
    },

    open(input: Parsed<'cases.open'>, act: Act): Output<'cases.open'> {
      if (findCaseByReactRef(db, input.reactRef) !== null)
        throw new AppError('conflict', `There is already a case for React reference ${input.reactRef}.`);
      const id = newId<CaseId>();
      act.change(['cases'], (tx) => {
        insertCase(tx, { id, ...input, openedAt: act.now(), openedBy: act.actor.name });
        tx.enter(`case ${input.reactRef}`, { caseId: id, reactRef: input.reactRef, title: input.title });
      });
      return require(id);
    },

    /** The whole case on one screen. Reading it is itself an entry. */
    read({ caseId }: Parsed<'cases.read'>, act: Act): Output<'cases.read'> {
      const found = require(caseId);
      act.change(['ledger'], (tx) => tx.enter(`case ${found.reactRef}`, { caseId }));
      return {
        case: found,
        incidents: listIncidents(db, caseId).map(withDaysLeft),
        timeline: ledger.aboutCase(caseId),
        reactSlip: reactSlip({
          reactRef: found.reactRef,
          at: clock.now(),
          by: act.actor.name,
          what: 'case record read in Lend-A-Cam Evidence',
          why: 'case work',
          witnessCode: ledger.witnessCode(),
        }),
      };
    },

    reportIncident(input: Parsed<'cases.reportIncident'>, act: Act): Output<'cases.reportIncident'> {
      const found = requireOpen(input.caseId);
      if (input.occurredAt > londonWallClock(clock.now()))
        throw new AppError('invalid-input', 'The incident cannot lie in the future. Check the date and time.');
      const id = newId<IncidentId>();
      const overwrite = overwriteOn(input.occurredAt, input.system, settings.read().overwriteDays);
      const row = { id, ...input, reportedAt: act.now(), overwriteOn: overwrite };
      act.change(['cases'], (tx) => {
        insertIncident(tx, row);
        tx.enter(`case ${found.reactRef}`, {
          caseId: input.caseId,
          incidentId: id,
          system: input.system,
          occurredAt: input.occurredAt,
          place: input.place,
          overwriteOn: overwrite,
        });
      });
      return withDaysLeft({ ...row, retrieved: false });
    },
  };
}

export type CaseService = ReturnType<typeof createCaseService>;
