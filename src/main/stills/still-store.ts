import { z } from 'zod';
import { ScanFormat } from '../../shared/contract/attachments.ts';
import { AgencyRequest, PoliceRequest, Still } from '../../shared/contract/stills.ts';
import { type BookmarkId, type CaseId, ObjectId, RecordingId, type StillId } from '../../shared/model.ts';
import type { ReadDb, Value, WriteDb } from '../database/database.ts';

const json = <S extends z.ZodType>(schema: S) => z.string().transform((text) => schema.parse(JSON.parse(text)));

const SCANS = ScanFormat.options.map((format) => `'${format}'`).join(', ');

/** A still with what only the core needs: who acted (by id) and which object is the picture. */
export const StillRow = Still.extend({
  requestedById: z.string(),
  decidedById: z.string().nullable(),
  producedById: z.string().nullable(),
  production: z.string().nullable(),
  objectId: ObjectId.nullable(),
  police: json(PoliceRequest).nullable(),
  agency: json(AgencyRequest).nullable(),
  withdrawal: json(Still.shape.withdrawal.unwrap()).nullable(),
});
export type StillRow = z.output<typeof StillRow>;

const SELECT = `SELECT s.id, s.number, s.recording_id AS recordingId, r.number AS recordingNumber, s.case_id AS caseId, c.react_ref AS reactRef,
  iif(s.withdrawal IS NULL, s.state, 'withdrawn') AS state, s.route, s.withdrawal, s.exhibit_reference AS exhibitReference,
  iif(s.route = 'police', s.request, NULL) AS police, iif(s.route = 'other', s.request, NULL) AS agency,
  (SELECT count(*) FROM attachments a WHERE a.about = 'still' AND a.about_id = s.id AND a.format IN (${SCANS})) AS papers,
  (SELECT count(*) FROM still_prints p WHERE p.still_id = s.id AND p.state NOT IN ('destroyed', 'lost')) AS prints,
  (SELECT count(*) FROM still_prints p WHERE p.still_id = s.id AND p.state = 'out') AS printsOut, s.requester, s.necessity, s.particulars, s.requested_at AS requestedAt, s.requested_by_id AS requestedById,
  s.requested_by AS requestedBy, s.decided_by_id AS decidedById, s.decided_by AS decidedBy, s.decision_reasons AS decisionReasons,
  s.frame_index AS frameIndex, s.position_ms AS positionMs, s.recorded_time AS recordedTime, s.corrected_time AS correctedTime,
  s.produced_at AS producedAt, s.produced_by_id AS producedById, s.produced_by AS producedBy, s.production, s.object_id AS objectId,
  o.sha256, o.disposed_at AS pictureDestroyedAt, json_extract(s.production, '$.width') AS width, json_extract(s.production, '$.height') AS height,
  s.countersigned_by AS countersignedBy, s.countersigned_at AS countersignedAt, s.cabinet_place AS cabinetPlace, s.sheet_id AS sheetId
  FROM stills s JOIN recordings r ON r.id = s.recording_id JOIN cases c ON c.id = s.case_id LEFT JOIN objects o ON o.id = s.object_id`;

const select = (db: ReadDb, where: string, ...values: Value[]): StillRow[] =>
  db.rows(StillRow, `${SELECT} ${where} ORDER BY s.number DESC`, ...values);

export const findStill = (db: ReadDb, id: StillId): StillRow | null => select(db, 'WHERE s.id = ?', id)[0] ?? null;
export const listStills = (db: ReadDb, caseId: CaseId | null): StillRow[] =>
  select(db, 'WHERE s.case_id IS coalesce(?, s.case_id)', caseId);
export const listStillsInState = (db: ReadDb, state: Still['state']): StillRow[] =>
  select(db, `WHERE iif(s.withdrawal IS NULL, s.state, 'withdrawn') = ?`, state);

const SpentRow = z.object({
  ...{ stillId: z.string(), number: z.string(), caseId: z.string(), recordingId: RecordingId },
  ...{ objectId: ObjectId, sha256: z.string(), ended: z.enum(['rejected', 'withdrawn']) },
});
/** Kept pictures of stills that ended before anybody countersigned them. */
export const listSpentPictures = (db: ReadDb): z.output<typeof SpentRow>[] =>
  db.rows(
    SpentRow,
    `SELECT s.id AS stillId, s.number, s.case_id AS caseId, s.recording_id AS recordingId, o.id AS objectId, o.sha256,
     iif(s.state = 'rejected', 'rejected', 'withdrawn') AS ended FROM stills s JOIN objects o ON o.id = s.object_id
     WHERE o.disposed_at IS NULL AND (s.state = 'rejected' OR (s.state = 'produced' AND s.withdrawal IS NOT NULL)) ORDER BY s.number`,
  );

export function insertStill(
  db: WriteDb,
  row: Pick<
    Still,
    | 'id'
    | 'number'
    | 'recordingId'
    | 'requester'
    | 'necessity'
    | 'particulars'
    | 'requestedAt'
    | 'requestedBy'
    | 'frameIndex'
    | 'positionMs'
    | 'recordedTime'
    | 'correctedTime'
    | 'route'
  > & {
    request: PoliceRequest | AgencyRequest | null;
    caseId: CaseId;
    bookmarkId: BookmarkId;
    requestedById: string;
  },
): void {
  db.run(
    `INSERT INTO stills (id, number, recording_id, case_id, bookmark_id, state, requester, necessity, particulars, requested_at,
     requested_by_id, requested_by, frame_index, position_ms, recorded_time, corrected_time, route, request)
     VALUES (?, ?, ?, ?, ?, 'requested', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.id,
    row.number,
    row.recordingId,
    row.caseId,
    row.bookmarkId,
    row.requester,
    row.necessity,
    row.particulars,
    row.requestedAt,
    row.requestedById,
    row.requestedBy,
    row.frameIndex,
    row.positionMs,
    row.recordedTime,
    row.correctedTime,
    row.route,
    row.request === null ? null : JSON.stringify(row.request),
  );
}

/** Every step changes the row only from the state it was decided on, so two people cannot take it twice. */
const step = (db: WriteDb, sql: string, ...values: Value[]): void => {
  if (db.run(sql, ...values) !== 1) throw new Error('a still changed under a decision');
};

export function decideStill(
  db: WriteDb,
  id: StillId,
  decision: { state: Still['state']; byId: string; by: string; reasons: string },
): void {
  step(
    db,
    `UPDATE stills SET state = ?, decided_by_id = ?, decided_by = ?, decision_reasons = ? WHERE id = ? AND state = 'requested'`,
    decision.state,
    decision.byId,
    decision.by,
    decision.reasons,
    id,
  );
}

export function produceStill(
  db: WriteDb,
  id: StillId,
  made: {
    at: string;
    byId: string;
    by: string;
    production: string;
    objectId: ObjectId;
    exhibitReference: string | null;
  },
): void {
  step(
    db,
    `UPDATE stills SET state = 'produced', produced_at = ?, produced_by_id = ?, produced_by = ?, production = ?, object_id = ?, exhibit_reference = ?
     WHERE id = ? AND state = 'approved'`,
    made.at,
    made.byId,
    made.by,
    made.production,
    made.objectId,
    made.exhibitReference,
    id,
  );
}

export function countersignStill(
  db: WriteDb,
  id: StillId,
  signed: { state: Still['state']; by: string; at: string; cabinetPlace: string; sheetId: string | null },
): void {
  step(
    db,
    `UPDATE stills SET state = ?, countersigned_by = ?, countersigned_at = ?, cabinet_place = ?, sheet_id = ? WHERE id = ? AND state = 'produced'`,
    signed.state,
    signed.by,
    signed.at,
    signed.cabinetPlace,
    signed.sheetId,
    id,
  );
}

export const withdrawStill = (db: WriteDb, id: StillId, withdrawal: NonNullable<Still['withdrawal']>): void =>
  step(db, 'UPDATE stills SET withdrawal = ? WHERE id = ? AND withdrawal IS NULL', JSON.stringify(withdrawal), id);

export const makeExhibit = (db: WriteDb, id: StillId, reference: string): void =>
  step(db, 'UPDATE stills SET exhibit_reference = ? WHERE id = ? AND exhibit_reference IS NULL', reference, id);
