import type { Output, Parsed } from '../../shared/contract.ts';
import type { Breach as Shown } from '../../shared/contract/breaches.ts';
import { AppError } from '../../shared/failure.ts';
import type { RecordingId } from '../../shared/model.ts';
import type { Act, Details, Transaction } from '../acts.ts';
import { nextNumber } from '../database/counter-store.ts';
import type { ReadDb } from '../database/database.ts';
import { newId } from '../platform/ids.ts';
import { londonInstant } from '../time.ts';
import {
  acknowledgeBy,
  type BreachRecord,
  checkClosing,
  checkComplainant,
  checkDay,
  checkOpen,
  icoDeadline,
  isStatutory,
  untouched,
} from './breach.ts';
import { type BreachRow, findBreach, insertBreach, listBreaches, saveBreachRecord } from './breach-store.ts';

export interface Breach {
  readonly kind:
    | 'sound-recorded'
    | 'integrity'
    | 'stick-not-proven'
    | 'backup-drive-lost'
    | 'deployment-without-pia'
    | 'retrieval-without-pia'
    | 'kit-lost'
    | 'print-lost';
  readonly description: string;
  readonly recordingId: RecordingId | null;
  readonly at: string;
}

const toShown = ({ record, ...row }: BreachRow): Shown => {
  const known = record ?? untouched(row.at);
  const isOwed = isStatutory(row, known) && known.acknowledged === null && known.outcome === null;
  return {
    ...row,
    ...known,
    icoBy: known.personalData === true ? icoDeadline(known.awareAt) : null,
    acknowledgeBy: isOwed ? acknowledgeBy(known) : null,
  };
};

const isPastDay = (row: BreachRow & { record: BreachRecord }, on: string): boolean =>
  isStatutory(row, row.record) && on > acknowledgeBy(row.record);

/** The register of incidents, breaches and complaints (SC6; CoP 6.2). */
export function createBreachService(db: ReadDb, stepUp: (act: Act, password: string) => Promise<void>) {
  const require = (number: string): BreachRow & { record: BreachRecord } => {
    const row = findBreach(db, number);
    if (row === null) throw new AppError('not-found', 'There is no such incident.');
    return { ...row, record: row.record ?? untouched(row.at) };
  };
  const subject = ({ number, recordingId }: BreachRow): { name: string; ids: Details } => ({
    name: `incident ${number}`,
    ids: { incident: number, recordingId },
  });
  /** One step in an incident's record: what it becomes, worked out from what it is at that moment. */
  const step = (
    number: string,
    act: Act,
    next: (row: BreachRow & { record: BreachRecord }) => readonly [BreachRecord, Details],
  ): Shown => {
    act.change(['ledger'], (tx) => {
      const row = require(number);
      checkOpen(number, row.record);
      const [record, said] = next(row);
      saveBreachRecord(tx, number, record);
      tx.enter(subject(row).name, { ...subject(row).ids, ...said });
    });
    return toShown(require(number));
  };

  return {
    list: (): Output<'breaches.list'> => listBreaches(db).map(toShown),
    require,

    /** Opens one inside the change that found it. */
    open(tx: Transaction, breach: Breach): string {
      const number = nextNumber(tx, 'breach');
      insertBreach(tx, { id: newId<string>(), number, ...breach, record: null });
      return number;
    },

    report(input: Parsed<'breaches.report'>, act: Act): Shown {
      const { kind, description, happenedOn, personalData, complainant } = input;
      checkComplainant(input, complainant);
      const [awareAt, now] = [londonInstant(input.awareAt), act.now()];
      if (awareAt > now)
        throw new AppError('invalid-input', 'Nobody can have known of it in the future. Check the time.');
      if (happenedOn > input.awareAt.slice(0, 10))
        throw new AppError('invalid-input', 'It cannot have happened after somebody knew of it. Check the days.');
      const record: BreachRecord = {
        ...untouched(now),
        ...{ reportedBy: act.actor.name, happenedOn, personalData, awareAt, complainant: complainant ?? null },
      };
      const number = act.change(['ledger'], (tx) => {
        const next = nextNumber(tx, 'breach');
        insertBreach(tx, { id: newId<string>(), number: next, at: now, kind, description, recordingId: null, record });
        tx.enter(`incident ${next}`, {
          incident: next,
          kind,
          happenedOn,
          awareAt,
          personalData,
          description,
          complainant: complainant ?? null,
        });
        return next;
      });
      return toShown(require(number));
    },

    note: ({ number, text }: Parsed<'breaches.note'>, act: Act): Shown =>
      step(number, act, ({ record }) => [
        { ...record, notes: [...record.notes, { at: act.now(), by: act.actor.name, text }] },
        { note: text },
      ]),

    /** The complainant knows that it came and will be looked into (DPA 2018 s.164A(3)). */
    acknowledge({ number, on, how }: Parsed<'breaches.acknowledge'>, act: Act): Shown {
      return step(number, act, (row) => {
        const { record, kind } = row;
        if (kind !== 'complaint') throw new AppError('conflict', `${number} is no complaint.`);
        if (record.acknowledged !== null) throw new AppError('conflict', `${number} was acknowledged already.`);
        checkDay(on, record, act.now());
        const acknowledged = { on, how, isLate: isPastDay(row, on), at: act.now(), by: act.actor.name };
        return [
          { ...record, acknowledged },
          { on, how, isLate: acknowledged.isLate },
        ];
      });
    },

    /** CoP 6.2: it goes on under the disciplinary procedure; what is said there is kept there. */
    async refer(input: Parsed<'breaches.refer'>, act: Act): Promise<Shown> {
      const { number, on, to, reference = null, password } = input;
      checkOpen(number, require(number).record);
      await stepUp(act, password);
      return step(number, act, ({ record }) => {
        if (record.disciplinary !== null) throw new AppError('conflict', `${number} was referred already.`);
        checkDay(on, record, act.now());
        const referral = { referredOn: on, to, reference, at: act.now(), by: act.actor.name, outcome: null };
        return [
          { ...record, disciplinary: referral },
          { on, to, reference },
        ];
      });
    },

    async referralEnded(input: Parsed<'breaches.referralEnded'>, act: Act): Promise<Shown> {
      const { number, on, outcome, password } = input;
      checkOpen(number, require(number).record);
      await stepUp(act, password);
      return step(number, act, ({ record }) => {
        const { disciplinary } = record;
        if (disciplinary === null) throw new AppError('conflict', `${number} was not referred.`);
        if (disciplinary.outcome !== null)
          throw new AppError('conflict', `How the referral of ${number} ended is recorded already.`);
        checkDay(on, record, act.now());
        if (on < disciplinary.referredOn)
          throw new AppError('invalid-input', 'It cannot have ended before it was referred.');
        const ended = { on, outcome, at: act.now(), by: act.actor.name };
        return [
          { ...record, disciplinary: { ...disciplinary, outcome: ended } },
          { on, outcome },
        ];
      });
    },

    async assess({ number, personalData, reasons, password }: Parsed<'breaches.assess'>, act: Act): Promise<Shown> {
      checkOpen(number, require(number).record);
      await stepUp(act, password);
      return step(number, act, ({ record }) => {
        if (record.ico !== null) throw new AppError('conflict', `The ICO decision on ${number} is recorded already.`);
        const note = {
          at: act.now(),
          by: act.actor.name,
          text: `Personal data ${personalData ? 'is' : 'is not'} concerned: ${reasons}`,
        };
        return [
          { ...record, personalData, notes: [...record.notes, note] },
          { personalData, reasons },
        ];
      });
    },

    /** Whether the Information Commissioner is told. After 72 hours it is late, and says so (UK GDPR Art. 33). */
    async decideIco(input: Parsed<'breaches.decideIco'>, act: Act): Promise<Shown> {
      const { number, decision, reasons, reference = null, password } = input;
      checkOpen(number, require(number).record);
      await stepUp(act, password);
      return step(number, act, ({ record }) => {
        if (record.personalData !== true)
          throw new AppError('conflict', `${number} is not said to concern personal data: there is nothing to report.`);
        if (record.ico !== null) throw new AppError('conflict', `The ICO decision on ${number} is recorded already.`);
        const isLate = act.now() > icoDeadline(record.awareAt);
        const ico = { decision, reasons, reference, isLate, at: act.now(), by: act.actor.name };
        return [
          { ...record, ico },
          { decision, reasons, reference, isLate },
        ];
      });
    },

    async close(input: Parsed<'breaches.close'>, act: Act): Promise<Shown> {
      const { number, outcome, complaint, told = null, password } = input;
      const check = (row: BreachRow & { record: BreachRecord }): void => {
        checkClosing(row, row.record, input);
        if (told !== null) checkDay(told.on, row.record, act.now());
      };
      checkOpen(number, require(number).record);
      check(require(number));
      await stepUp(act, password);
      return step(number, act, (row) => {
        check(row);
        const done = { at: act.now(), by: act.actor.name };
        const ended = { text: outcome, complaint: complaint ?? null, told, ...done };
        // An outcome that is told acknowledges the complaint too; the law asks for no second letter.
        const acknowledged =
          row.record.acknowledged ?? (told === null ? null : { ...told, isLate: isPastDay(row, told.on), ...done });
        return [
          { ...row.record, acknowledged, outcome: ended },
          { outcome, complaint: complaint ?? null, told },
        ];
      });
    },
  };
}

export type BreachService = ReturnType<typeof createBreachService>;
