import { z } from 'zod';
import { Recording, TimeClaim } from '../../shared/contract/footage.ts';
import {
  CaseId,
  Day,
  Instant,
  ObjectId,
  RecordingId,
  ReferenceSource,
  RetrievalId,
  Sha256,
  WallClock,
} from '../../shared/model.ts';
import type { ReadDb, Value, WriteDb } from '../database/database.ts';

const json = <S extends z.ZodType>(schema: S) => z.string().transform((text) => schema.parse(JSON.parse(text)));

/** What a list shows, and no more: it may name ten thousand, and what is known of each is long. */
const ListedRecording = z.object({
  id: RecordingId,
  number: z.string(),
  caseId: CaseId,
  reactRef: z.string(),
  retrievalId: RetrievalId,
  path: z.string(),
  format: z.string(),
  channel: z.string().nullable(),
  sizeBytes: z.number(),
  sha256: Sha256,
  recordedFrom: WallClock.nullable(),
  recordedTo: WallClock.nullable(),
  offsetSeconds: z.number(),
  retentionDeadline: Day,
  quarantinedAt: z.string().nullable(),
  disposedAt: z.string().nullable(),
  playable: Recording.shape.playable,
  hasAudio: z.number().transform((value) => value === 1),
});
export type ListedRecording = z.output<typeof ListedRecording>;

const RecordingRow = ListedRecording.extend({
  retrievalNumber: z.string(),
  timeClaims: json(z.array(TimeClaim)),
  masterId: ObjectId,
  definedAt: z.string(),
  systemTime: WallClock,
  referenceTime: WallClock,
  referenceSource: ReferenceSource,
  timeSeenBy: z.string(),
  /** When the master was last read whole and matched its hash. */
  checkedAt: Instant,
  /** When it was first examined; kept when the examination is forgotten. */
  examinedAt: Instant.nullable(),
  facts: z.string().nullable(),
  derivativeId: ObjectId.nullable(),
  derivativeSha256: Sha256.nullable(),
  derivativeRecord: z.string().nullable(),
  activityId: ObjectId.nullable(),
});
export type RecordingRow = z.output<typeof RecordingRow>;

const LISTED = `r.id, r.number, r.case_id AS caseId, c.react_ref AS reactRef, r.retrieval_id AS retrievalId, f.path, f.format, f.channel,
  o.plaintext_bytes AS sizeBytes, o.sha256, r.recorded_from AS recordedFrom, r.recorded_to AS recordedTo, t.offset_seconds AS offsetSeconds,
  r.retention_deadline AS retentionDeadline, o.set_aside_at AS quarantinedAt, o.disposed_at AS disposedAt, r.playable, r.has_audio AS hasAudio`;
const FROM = `FROM recordings r JOIN cases c ON c.id = r.case_id JOIN retrievals t ON t.id = r.retrieval_id
  JOIN retrieved_files f ON f.id = r.file_id JOIN objects o ON o.id = r.master_id`;
const WHOLE = `SELECT ${LISTED}, t.number AS retrievalNumber, f.time_claims AS timeClaims, r.master_id AS masterId, r.defined_at AS definedAt,
  t.system_time AS systemTime, t.reference_time AS referenceTime, t.reference_source AS referenceSource, t.time_seen_by AS timeSeenBy,
  coalesce(o.checked_at, o.sealed_at) AS checkedAt, r.examined_at AS examinedAt, e.facts, r.derivative_id AS derivativeId, d.sha256 AS derivativeSha256,
  e.derivative_record AS derivativeRecord, a.object_id AS activityId ${FROM} LEFT JOIN objects d ON d.id = r.derivative_id
  LEFT JOIN activity_indexes a ON a.recording_id = r.id LEFT JOIN examinations e ON e.recording_id = r.id`;

const select = (db: ReadDb, where: string, ...values: Value[]): RecordingRow[] =>
  db.rows(RecordingRow, `${WHOLE} ${where}`, ...values);
const list = (db: ReadDb, where: string, ...values: Value[]): ListedRecording[] =>
  db.rows(ListedRecording, `SELECT ${LISTED} ${FROM} ${where}`, ...values);

export const findRecording = (db: ReadDb, id: RecordingId): RecordingRow | null =>
  select(db, 'WHERE r.id = ?', id)[0] ?? null;
/** Newest first; `onlyHeld` leaves out what was disposed of, which after some years is nearly all. */
export function listRecordings(db: ReadDb, caseId: CaseId | null, onlyHeld: boolean): ListedRecording[] {
  const held = onlyHeld
    ? "r.master_id IN (SELECT id FROM objects WHERE kind = 'master' AND disposed_at IS NULL)"
    : 'TRUE';
  return caseId === null
    ? list(db, `WHERE ${held} ORDER BY r.number DESC`)
    : list(db, `WHERE ${held} AND r.case_id = ? ORDER BY r.number DESC`, caseId);
}
export const listRecordingsOfRetrieval = (db: ReadDb, id: RetrievalId): RecordingRow[] =>
  select(db, 'WHERE r.retrieval_id = ? ORDER BY r.number', id);
/** Kept and whole recordings of which nobody has found out yet what they hold. */
export const listUnexaminedRecordings = (db: ReadDb): RecordingRow[] =>
  select(
    db,
    "WHERE r.playable = 'waiting' AND o.set_aside_at IS NULL AND o.disposed_at IS NULL ORDER BY r.number DESC",
  );

/** From what is kept to its recordings, in this order: a register of many years is mostly of what was disposed of. */
const KEPT = 'objects o CROSS JOIN recordings r ON r.master_id = o.id';
const IS_KEPT = `o.disposed_at IS NULL AND o.kind = 'master'`;

const DeadlineRow = RecordingRow.pick({ id: true, number: true, reactRef: true, retentionDeadline: true });
export type DeadlineRow = z.output<typeof DeadlineRow>;
/** What a list of deadlines shows, and no more: it may name thousands, and their facts are long. */
export const listDeadlines = (db: ReadDb, until: string): DeadlineRow[] =>
  db.rows(
    DeadlineRow,
    `SELECT r.id, r.number, c.react_ref AS reactRef, r.retention_deadline AS retentionDeadline
     FROM ${KEPT} JOIN cases c ON c.id = r.case_id
     WHERE ${IS_KEPT} AND r.retention_deadline <= ? ORDER BY r.retention_deadline, r.number`,
    until,
  );

/** The retrieval that brought a recording's bytes for a case: its own, or a later one that found them held already. */
export const findRetrievalFor = (db: ReadDb, id: RecordingId, caseId: string): RetrievalId | null =>
  db.row(
    z.object({ id: RetrievalId }),
    `SELECT t.id FROM recordings r JOIN retrieved_files f ON f.object_id = r.master_id AND f.outcome IN ('master', 'duplicate')
     JOIN retrievals t ON t.id = f.retrieval_id WHERE r.id = ? AND t.case_id = ?
     ORDER BY t.id = r.retrieval_id DESC, t.number LIMIT 1`,
    id,
    caseId,
  )?.id ?? null;

/** Kept recordings of other cases whose bytes were retrieved for this one as well. */
export const listLinkedRecordings = (db: ReadDb, caseId: CaseId): ListedRecording[] =>
  list(
    db,
    `WHERE r.case_id <> ? AND o.disposed_at IS NULL AND EXISTS (SELECT 1 FROM retrieved_files f2 JOIN retrievals t2 ON t2.id = f2.retrieval_id
     WHERE f2.object_id = r.master_id AND f2.outcome = 'duplicate' AND t2.case_id = ?) ORDER BY r.number DESC`,
    caseId,
    caseId,
  );

/** What was cut out of a recording for a purpose it still has, and what a masked clip is yet to be compared with. */
export const listClipObjects = (db: ReadDb, id: RecordingId): ObjectId[] =>
  db
    .rows(
      z.object({ id: ObjectId }),
      `SELECT c.object_id AS id FROM clips c WHERE c.recording_id = ?
         AND NOT EXISTS (SELECT 1 FROM clip_masks m WHERE m.clip_id = c.id AND m.state = 'refused')
       UNION ALL SELECT m.plain_id FROM clip_masks m JOIN clips c ON c.id = m.clip_id WHERE c.recording_id = ? AND m.state = 'made'`,
      id,
      id,
    )
    .map((row) => row.id);

export interface NewRecording {
  readonly id: RecordingId;
  readonly number: string;
  readonly fileId: string;
  readonly retrievalId: RetrievalId;
  readonly caseId: CaseId;
  readonly masterId: ObjectId;
  readonly definedAt: string;
  readonly recordedFrom: string | null;
  readonly recordedTo: string | null;
  readonly retentionDeadline: string;
}

export function insertRecording(db: WriteDb, row: NewRecording): void {
  db.run(
    `INSERT INTO recordings (id, number, file_id, retrieval_id, case_id, master_id, defined_at, recorded_from, recorded_to, retention_deadline)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.id,
    row.number,
    row.fileId,
    row.retrievalId,
    row.caseId,
    row.masterId,
    row.definedAt,
    row.recordedFrom,
    row.recordedTo,
    row.retentionDeadline,
  );
}

export interface Examination {
  readonly facts: string;
  readonly derivativeId: ObjectId | null;
  readonly derivativeRecord: string | null;
  readonly playable: Recording['playable'];
  readonly hasAudio: boolean;
  readonly at: string;
}

export function saveExamination(db: WriteDb, id: RecordingId, examination: Examination): void {
  const { facts, derivativeId, derivativeRecord, playable, hasAudio, at } = examination;
  db.run(
    'INSERT INTO examinations (recording_id, facts, derivative_record) VALUES (?, ?, ?)',
    id,
    facts,
    derivativeRecord,
  );
  db.run(
    'UPDATE recordings SET derivative_id = ?, playable = ?, has_audio = ?, examined_at = coalesce(examined_at, ?) WHERE id = ?',
    derivativeId,
    playable,
    Number(hasAudio),
    at,
    id,
  );
}

export function saveRecordedTimes(
  db: WriteDb,
  id: RecordingId,
  times: { from: string; to: string; deadline: string },
): void {
  db.run(
    'UPDATE recordings SET recorded_from = ?, recorded_to = ?, retention_deadline = ? WHERE id = ?',
    times.from,
    times.to,
    times.deadline,
    id,
  );
}

/** As if it had never been looked into: it is examined again, and a new copy made. */
export function forgetExamination(db: WriteDb, id: RecordingId): void {
  db.run('DELETE FROM examinations WHERE recording_id = ?', id);
  db.run("UPDATE recordings SET derivative_id = NULL, playable = 'waiting', has_audio = 0 WHERE id = ?", id);
}

/** Start of the period that the recording's retrieval asked for, as its recorder's clock. */
export function periodFromOf(db: ReadDb, id: RetrievalId): string {
  const row = db.row(
    z.object({ periodFrom: WallClock }),
    'SELECT period_from AS periodFrom FROM retrievals WHERE id = ?',
    id,
  );
  if (row === null) throw new Error('a recording without a retrieval');
  return row.periodFrom;
}
