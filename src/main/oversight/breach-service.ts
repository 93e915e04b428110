import type { Output, Parsed } from '../../shared/contract.ts';
import type { Breach as Shown } from '../../shared/contract/breaches.ts';
import { AppError } from '../../shared/failure.ts';
import type { RecordingId } from '../../shared/model.ts';
import type { Act, Details, Transaction } from '../acts.ts';
import { nextNumber } from '../database/counter-store.ts';
import type { ReadDb } from '../database/database.ts';
import { newId } from '../platform/ids.ts';
import { londonInstant } from '../time.ts';
import { type BreachRecord, checkClosing, checkOpen, icoDeadline, untouched } from './breach.ts';
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
  return { ...row, ...known, icoBy: known.personalData === true ? icoDeadline(known.awareAt) : null };
};

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
      const { kind, description, happenedOn, personalData } = input;
      const [awareAt, now] = [londonInstant(input.awareAt), act.now()];
      if (awareAt > now)
        throw new AppError('invalid-input', 'Nobody can have known of it in the future. Check the time.');
      if (happenedOn > input.awareAt.slice(0, 10))
        throw new AppError('invalid-input', 'It cannot have happened after somebody knew of it. Check the days.');
      const record: BreachRecord = { ...untouched(now), reportedBy: act.actor.name, happenedOn, personalData, awareAt };
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

    async close({ number, outcome, complaint, password }: Parsed<'breaches.close'>, act: Act): Promise<Shown> {
      const check = (row: BreachRow & { record: BreachRecord }): void => checkClosing(row, row.record, complaint);
      checkOpen(number, require(number).record);
      check(require(number));
      await stepUp(act, password);
      return step(number, act, (row) => {
        check(row);
        const ended = { text: outcome, complaint: complaint ?? null, at: act.now(), by: act.actor.name };
        return [
          { ...row.record, outcome: ended },
          { outcome, complaint: complaint ?? null },
        ];
      });
    },
  };
}

export type BreachService = ReturnType<typeof createBreachService>;
