import type { Output, Parsed } from '../../shared/contract.ts';
import type { Hold } from '../../shared/contract/retention.ts';
import { AppError } from '../../shared/failure.ts';
import type { HoldId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { CaseService } from '../cases/case-service.ts';
import { reactSlip } from '../cases/react-slip.ts';
import { nextNumber } from '../database/counter-store.ts';
import type { ReadDb } from '../database/database.ts';
import type { LedgerDesk } from '../oversight/ledger-desk-service.ts';
import type { SettingsService } from '../oversight/settings-service.ts';
import { newId } from '../platform/ids.ts';
import type { RecordingService } from '../recordings/recording-service.ts';
import { londonDay } from '../time.ts';
import {
  askExtension,
  decideExtension,
  decideHold,
  endHold,
  findHold,
  type HoldRow,
  insertHold,
  listHolds,
  listHoldsInState,
} from './hold-store.ts';
import { checkReviewDay, hasLapsed, lapseDay } from './keeping.ts';

export interface HoldPorts {
  readonly db: ReadDb;
  readonly cases: CaseService;
  readonly recordings: RecordingService;
  readonly settings: SettingsService;
  readonly ledger: LedgerDesk;
  readonly stepUp: (act: Act, password: string) => Promise<void>;
  /** What a hold kept past its day goes now (CoP 4.6). */
  readonly disposeAtOnce: () => void;
}

/** Holds: asked for by the officer, approved by the manager, reviewed on a day, never for ever (KE6; CoP 4.6-4.9). */
export function createHoldService(ports: HoldPorts) {
  const { db, cases, recordings, settings, ledger, stepUp, disposeAtOnce } = ports;
  const toHold = (row: HoldRow): Hold => {
    const { askedById: _, extensionById: __, extensionOn, extensionReason, extensionBy, ...hold } = row;
    const isAsked = extensionOn !== null && extensionReason !== null && extensionBy !== null;
    return {
      ...hold,
      extension: isAsked ? { reviewOn: extensionOn, reason: extensionReason, askedBy: extensionBy } : null,
      reactSlip: reactSlip({
        reactRef: hold.reactRef,
        at: hold.endedAt ?? hold.decidedAt ?? hold.askedAt,
        by: hold.endedBy ?? hold.decidedBy ?? hold.askedBy,
        what: `hold ${hold.number} on ${hold.recordingNumber ?? 'the whole case'}: ${STANDING[hold.state]}`,
        why: hold.endReason ?? hold.reason,
        witnessCode: ledger.witnessCode(),
      }),
    };
  };
  const require = (id: HoldId): HoldRow => {
    const row = findHold(db, id);
    if (row === null) throw new AppError('not-found', 'There is no such hold.');
    return row;
  };
  const subject = (row: Pick<HoldRow, 'id' | 'number' | 'caseId' | 'recordingId'>) => ({
    name: `hold ${row.number}`,
    ids: { holdId: row.id, caseId: row.caseId, recordingId: row.recordingId },
  });
  const requireInForce = (id: HoldId): HoldRow => {
    const row = require(id);
    if (row.state !== 'in-force')
      throw new AppError('conflict', `${row.number} is not in force: ${STANDING[row.state]}.`, { clause: '4.6' });
    return row;
  };
  /** What waits for the manager. */
  const waitingStep = (row: HoldRow): 'hold' | 'extension' => {
    if (row.state === 'asked') return 'hold';
    if (row.state === 'in-force' && row.extensionOn !== null) return 'extension';
    throw new AppError('conflict', `${row.number} waits for no decision: ${STANDING[row.state]}.`, { clause: '4.6' });
  };
  const until = (reviewOn: string, today: string) => {
    const { holdReviewDays, holdGraceDays } = settings.read();
    checkReviewDay(today, reviewOn, holdReviewDays);
    return { reviewOn, lapsesOn: lapseDay(reviewOn, holdGraceDays) };
  };

  const listWaiting = (): HoldRow[] => [
    ...listHoldsInState(db, 'asked'),
    ...listHoldsInState(db, 'in-force').filter(({ extensionOn }) => extensionOn !== null),
  ];

  const refuseIfNever = (): void => {
    if (settings.read().holds !== 'none') return;
    throw new AppError(
      'clause',
      'The manager has set that footage is never held past its six weeks. Write what is needed in court to a disc in time, or ask the manager to allow holds (Settings, Scheme).',
      { clause: '4.6' },
    );
  };

  return {
    list: ({ caseId }: Parsed<'holds.list'>): Output<'holds.list'> => listHolds(db, caseId ?? null).map(toHold),
    inForce: (): Hold[] => listHoldsInState(db, 'in-force').map(toHold),
    /** Holds and extensions that wait for the manager. */
    waiting: (): Hold[] => listWaiting().map(toHold),
    approvals: (): Output<'approvals.list'> =>
      listWaiting().map((row) => ({
        kind: 'hold' as const,
        id: row.id,
        number: row.number,
        title: `${row.recordingNumber ?? 'The whole case'}, ${row.reactRef}`,
        askedBy: row.extensionBy ?? row.askedBy,
        askedAt: row.askedAt,
      })),

    ask(input: Parsed<'holds.ask'>, act: Act): Hold {
      const { recordingId = null, caseId, reason, authority, authorityReference, reviewOn } = input;
      refuseIfNever();
      const found = cases.require(caseId); // a closed case still has footage, until its day
      if (recordingId !== null) {
        const recording = recordings.requireHeld(recordingId);
        if (recording.caseId !== caseId) throw new AppError('conflict', `${recording.number} belongs to another case.`);
      }
      const days = until(reviewOn, londonDay(act.now()));
      const id = newId<HoldId>();
      act.change(['retention'], (tx) => {
        const number = nextNumber(tx, 'hold');
        const asked = { askedAt: act.now(), askedById: act.actor.id, askedBy: act.actor.name };
        insertHold(tx, { id, number, caseId, recordingId, reason, authority, authorityReference, ...days, ...asked });
        tx.enter(`hold ${number}`, {
          ...subject({ id, number, caseId, recordingId }).ids,
          reactRef: found.reactRef,
          scope: recordingId === null ? 'the whole case' : 'one recording',
          reason,
          authority,
          authorityReference,
          ...days,
        });
      });
      return toHold(require(id));
    },

    askExtension({ holdId, reason, reviewOn }: Parsed<'holds.askExtension'>, act: Act): Hold {
      refuseIfNever();
      const row = requireInForce(holdId);
      until(reviewOn, londonDay(act.now()));
      if (reviewOn <= row.reviewOn)
        throw new AppError('invalid-input', 'An extension must end later than the review date it replaces.');
      act.change(['retention'], (tx) => {
        askExtension(tx, holdId, { on: reviewOn, reason, byId: act.actor.id, by: act.actor.name });
        tx.enter(subject(row).name, { ...subject(row).ids, reviewOn, insteadOf: row.reviewOn, reason });
      });
      return toHold(require(holdId));
    },

    async decide({ holdId, decision, reasons, password }: Parsed<'holds.decide'>, act: Act): Promise<Hold> {
      const before = require(holdId);
      waitingStep(before);
      await stepUp(act, password);
      act.change(['retention'], (tx) => {
        const row = require(holdId); // as it stands now, not as it stood before the password was checked
        const step = waitingStep(row);
        if (decision === 'approve') refuseIfNever(); // the setting may have changed since it was asked for
        if (decision === 'approve' && row.recordingId !== null) recordings.requireHeld(row.recordingId);
        const decided = { at: act.now(), by: act.actor.name, reasons };
        const day = londonDay(decided.at);
        const wanted = row.extensionOn ?? row.reviewOn;
        const days = decision === 'approve' ? until(wanted, day) : null;
        if (step === 'extension') decideExtension(tx, holdId, { ...decided, until: days });
        else decideHold(tx, holdId, { ...decided, state: decision === 'approve' ? 'in-force' : 'refused' });
        tx.enter(subject(row).name, { ...subject(row).ids, about: step, decision, reasons, ...days });
      });
      return toHold(require(holdId));
    },

    /** Ends a hold before its time; what is past its deadline and kept by nothing else goes at once. */
    async end({ holdId, reasons, password }: Parsed<'holds.end'>, act: Act): Promise<Hold> {
      requireInForce(holdId);
      await stepUp(act, password);
      act.change(['retention'], (tx) => {
        const row = requireInForce(holdId);
        endHold(tx, holdId, { at: act.now(), by: act.actor.name, reasons });
        tx.enter(subject(row).name, { ...subject(row).ids, reasons, reviewOn: row.reviewOn });
      });
      disposeAtOnce();
      return toHold(require(holdId));
    },

    /** Ends what nobody reviewed within the grace; told in the ledger, each by itself. */
    endLapsed(act: Act): number {
      const day = londonDay(act.now());
      const lapsed = listHoldsInState(db, 'in-force').filter((row) => hasLapsed(row, day));
      const reasons = 'Its review date passed and nobody reviewed it within the time allowed.';
      for (const row of lapsed)
        act.as('holds.lapse').change(['retention'], (tx) => {
          endHold(tx, row.id, { at: act.now(), by: act.actor.name, reasons });
          tx.enter(subject(row).name, { ...subject(row).ids, reviewOn: row.reviewOn, lapsesOn: row.lapsesOn, reasons });
        });
      return lapsed.length;
    },
  };
}

const STANDING: Readonly<Record<Hold['state'], string>> = {
  asked: 'it waits for the manager’s approval',
  'in-force': 'it is in force',
  refused: 'the manager refused it',
  ended: 'it has ended',
};

export type HoldService = ReturnType<typeof createHoldService>;
