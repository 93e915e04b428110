import { z } from 'zod';
import {
  Agreement,
  Decision,
  DisclosureRequest,
  DisclosureSummary,
  Disclosure,
  Ending,
  Referral,
  Release,
} from '../../shared/contract/disclosures.ts';
import { type CaseId, DocumentId, type DisclosureId } from '../../shared/model.ts';
import type { ReadDb, Value, WriteDb } from '../database/database.ts';

const json = <S extends z.ZodType>(schema: S) => z.string().transform((text) => schema.parse(JSON.parse(text)));

/** A request as it is kept; its clock is worked out from its steps. */
const DisclosureRow = DisclosureSummary.omit({
  clock: true,
  receiptBy: true,
  requester: true,
  organisation: true,
}).extend({
  recordedById: z.string(),
  request: json(DisclosureRequest),
  clockSteps: json(Disclosure.shape.clockSteps),
  referral: json(Referral).nullable(),
  agreement: json(Agreement).nullable(),
  decision: json(Decision).nullable(),
  release: json(Release).nullable(),
  ending: json(Ending).nullable(),
  freezeReportId: DocumentId.nullable(),
});
export type DisclosureRow = z.output<typeof DisclosureRow>;

const SELECT = `SELECT d.id, d.number, d.class, d.state, d.case_id AS caseId, c.react_ref AS reactRef, d.request,
  d.received_on AS receivedOn, d.recorded_at AS recordedAt, d.recorded_by_id AS recordedById, d.recorded_by AS recordedBy,
  d.referral, d.agreement, d.decision, d.release_facts AS "release", d.ending, d.report_id AS freezeReportId,
  (SELECT count(*) FROM freezes f WHERE f.disclosure_id = d.id AND f.thawed_at IS NULL) AS frozen,
  (SELECT json_group_array(json_object('step', k.step, 'onDay', k.on_day, 'until', k.until_day, 'exemption', k.exemption, 'reason', k.reason, 'at', k.at, 'by', k.by_name))
   FROM (SELECT * FROM disclosure_clock WHERE disclosure_id = d.id ORDER BY id) k) AS clockSteps
  FROM disclosures d LEFT JOIN cases c ON c.id = d.case_id`;

const select = (db: ReadDb, where: string, ...values: Value[]): DisclosureRow[] =>
  db.rows(DisclosureRow, `${SELECT} ${where} ORDER BY d.number DESC`, ...values);

export const findDisclosure = (db: ReadDb, id: DisclosureId): DisclosureRow | null =>
  select(db, 'WHERE d.id = ?', id)[0] ?? null;
export const listDisclosures = (db: ReadDb, caseId: CaseId | null): DisclosureRow[] =>
  select(db, 'WHERE ? IS NULL OR d.case_id = ?', caseId, caseId);
export const listOpenDisclosures = (db: ReadDb): DisclosureRow[] => select(db, `WHERE d.state <> 'closed'`);

export function insertDisclosure(
  db: WriteDb,
  row: Pick<
    DisclosureRow,
    'id' | 'number' | 'class' | 'caseId' | 'request' | 'receivedOn' | 'recordedAt' | 'recordedById' | 'recordedBy'
  >,
): void {
  db.run(
    `INSERT INTO disclosures (id, number, class, state, case_id, request, received_on, recorded_at, recorded_by_id, recorded_by)
     VALUES (?, ?, ?, 'received', ?, ?, ?, ?, ?, ?)`,
    row.id,
    row.number,
    row.class,
    row.caseId,
    JSON.stringify(row.request),
    row.receivedOn,
    row.recordedAt,
    row.recordedById,
    row.recordedBy,
  );
}

/** One step: from the state it was decided on, with the facts it adds. */
export function stepDisclosure(
  db: WriteDb,
  { id, state }: Pick<DisclosureRow, 'id' | 'state'>,
  to: DisclosureRow['state'],
  facts: Partial<Pick<DisclosureRow, 'referral' | 'decision' | 'release' | 'ending' | 'freezeReportId'>>,
): void {
  const text = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));
  const changed = db.run(
    `UPDATE disclosures SET state = ?, referral = coalesce(?, referral), decision = coalesce(?, decision),
     release_facts = coalesce(?, release_facts), ending = coalesce(?, ending), report_id = coalesce(?, report_id)
     WHERE id = ? AND state = ?`,
    to,
    text(facts.referral),
    text(facts.decision),
    text(facts.release),
    text(facts.ending),
    facts.freezeReportId ?? null,
    id,
    state,
  );
  if (changed !== 1) throw new Error('a request changed under a decision');
}

export const saveAgreement = (db: WriteDb, id: DisclosureId, agreement: z.output<typeof Agreement>): void =>
  void db.run('UPDATE disclosures SET agreement = ? WHERE id = ?', JSON.stringify(agreement), id);

export const insertClockStep = (db: WriteDb, id: DisclosureId, step: DisclosureRow['clockSteps'][number]): void =>
  void db.run(
    'INSERT INTO disclosure_clock (disclosure_id, step, on_day, until_day, exemption, reason, at, by_name) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    id,
    step.step,
    step.onDay,
    step.until,
    step.exemption,
    step.reason,
    step.at,
    step.by,
  );
