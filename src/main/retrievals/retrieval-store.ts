import { z } from 'zod';
import { Coverage, PortalDownload, RetrievalState, RetrievedFile, TimeClaim } from '../../shared/contract/footage.ts';
import {
  CameraSystem,
  CaseId,
  DocumentId,
  type IncidentId,
  Instant,
  ObjectId,
  ReferenceSource,
  SiteId,
  type PortalId,
  type RetrievalId,
  RetrievalId as RetrievalIdSchema,
  type StickId,
  WallClock,
} from '../../shared/model.ts';
import type { ReadDb, Value, WriteDb } from '../database/database.ts';
import { DeviceRecord } from './device-record.ts';

const json = <S extends z.ZodType>(schema: S) => z.string().transform((text) => schema.parse(JSON.parse(text)));

export const RetrievalRow = z.object({
  id: RetrievalIdSchema,
  number: z.string(),
  caseId: CaseId,
  reactRef: z.string(),
  source: z.string(),
  siteId: SiteId.nullable(),
  device: json(DeviceRecord).nullable(),
  portal: json(PortalDownload).nullable(),
  sourceIdentity: z.string(),
  kitSerial: z.string(),
  place: z.string(),
  reason: z.string(),
  periodFrom: WallClock,
  periodTo: WallClock,
  systemTime: WallClock,
  referenceTime: WallClock,
  referenceSource: ReferenceSource,
  timeSeenBy: z.string(),
  offsetSeconds: z.number(),
  coverage: json(Coverage),
  officer: z.string(),
  startedAt: Instant,
  endedAt: Instant.nullable(),
  state: RetrievalState,
  receiptId: DocumentId.nullable(),
  fileCount: z.number(),
  sizeBytes: z.number(),
});
export type RetrievalRow = z.output<typeof RetrievalRow>;

const SELECT = `SELECT t.id, t.number, t.case_id AS caseId, c.react_ref AS reactRef, coalesce('Memory stick ' || s.number, i.number || ' over the VPN', 'Portal ' || p.number) AS source,
  t.site_id AS siteId, t.device, t.portal_download AS portal, t.stick_identity AS sourceIdentity,
  t.kit_serial AS kitSerial, t.place, t.reason, t.period_from AS periodFrom, t.period_to AS periodTo, t.system_time AS systemTime,
  t.reference_time AS referenceTime, t.reference_source AS referenceSource, t.time_seen_by AS timeSeenBy, t.offset_seconds AS offsetSeconds,
  t.coverage, t.officer, t.started_at AS startedAt, t.ended_at AS endedAt, t.state, t.receipt_id AS receiptId,
  (SELECT count(*) FROM retrieved_files f WHERE f.retrieval_id = t.id AND f.outcome IN ('master', 'duplicate')) AS fileCount,
  (SELECT coalesce(sum(f.size_bytes), 0) FROM retrieved_files f WHERE f.retrieval_id = t.id AND f.outcome IN ('master', 'duplicate')) AS sizeBytes
  FROM retrievals t JOIN cases c ON c.id = t.case_id LEFT JOIN sticks s ON s.id = t.stick_id LEFT JOIN sites i ON i.id = t.site_id
  LEFT JOIN portals p ON p.id = t.portal_id`;

const select = (db: ReadDb, where: string, ...values: Value[]): RetrievalRow[] =>
  db.rows(RetrievalRow, `${SELECT} ${where} ORDER BY t.number DESC`, ...values);

export const findRetrieval = (db: ReadDb, id: RetrievalId): RetrievalRow | null =>
  select(db, 'WHERE t.id = ?', id)[0] ?? null;
export const listRetrievals = (db: ReadDb, caseId: CaseId | null): RetrievalRow[] =>
  select(db, 'WHERE t.case_id IS coalesce(?, t.case_id)', caseId);
/** Named by id, since SQLite would else begin with the cases and go through every retrieval there ever was. */
export const listRunningRetrievals = (db: ReadDb): RetrievalRow[] =>
  select(db, `WHERE t.id IN (SELECT id FROM retrievals WHERE state = 'running')`);

export interface NewRetrieval
  extends Pick<
    RetrievalRow,
    | 'id'
    | 'number'
    | 'caseId'
    | 'sourceIdentity'
    | 'kitSerial'
    | 'place'
    | 'reason'
    | 'periodFrom'
    | 'periodTo'
    | 'systemTime'
    | 'referenceTime'
    | 'referenceSource'
    | 'timeSeenBy'
    | 'offsetSeconds'
    | 'coverage'
    | 'officer'
    | 'startedAt'
  > {
  readonly incidentId: IncidentId;
  readonly stickId: StickId | null;
  readonly siteId: SiteId | null;
  readonly portalId: PortalId | null;
  readonly device: DeviceRecord | null;
  readonly portal: PortalDownload | null;
  readonly folderName: string;
}

export function insertRetrieval(db: WriteDb, row: NewRetrieval): void {
  db.run(
    `INSERT INTO retrievals (id, number, case_id, incident_id, stick_id, stick_identity, folder_name, kit_serial, place, reason, period_from,
     period_to, system_time, reference_time, reference_source, time_seen_by, offset_seconds, coverage, officer, started_at, site_id, device, portal_download, portal_id, state)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'running')`,
    row.id,
    row.number,
    row.caseId,
    row.incidentId,
    row.stickId,
    row.sourceIdentity,
    row.folderName,
    row.kitSerial,
    row.place,
    row.reason,
    row.periodFrom,
    row.periodTo,
    row.systemTime,
    row.referenceTime,
    row.referenceSource,
    row.timeSeenBy,
    row.offsetSeconds,
    JSON.stringify(row.coverage),
    row.officer,
    row.startedAt,
    row.siteId,
    row.device === null ? null : JSON.stringify(row.device),
    row.portal === null ? null : JSON.stringify(row.portal),
    row.portalId,
  );
}

export function endRetrieval(
  db: WriteDb,
  id: RetrievalId,
  end: { state: string; at: string; receiptId: DocumentId | null },
): void {
  db.run(
    `UPDATE retrievals SET state = ?, ended_at = ?, receipt_id = ? WHERE id = ? AND state = 'running'`,
    end.state,
    end.at,
    end.receiptId,
    id,
  );
}

const FileRowSchema = RetrievedFile.extend({
  id: z.string(),
  format: z.string(),
  pathBytes: z.string().nullable(),
  objectId: ObjectId.nullable(),
  recordingNumber: z.string().nullable(),
  /** What a recorder's list said; null for a file of a stick. */
  statedBytes: z.number().nullable(),
  timeClaims: json(z.array(TimeClaim)),
});
export type RetrievedFileRow = z.output<typeof FileRowSchema>;

const SELECT_FILE = `SELECT f.id, f.path, f.path_bytes AS pathBytes, f.size_bytes AS sizeBytes, o.sha256, f.role, f.format, f.outcome, f.reason, f.object_id AS objectId, f.stated_bytes AS statedBytes,
  f.time_claims AS timeClaims,
  (SELECT r.id FROM recordings r WHERE r.master_id = f.object_id) AS recordingId,
  (SELECT r.number FROM recordings r WHERE r.master_id = f.object_id) AS recordingNumber
  FROM retrieved_files f LEFT JOIN objects o ON o.id = f.object_id`;

export const listRetrievedFiles = (db: ReadDb, id: RetrievalId): RetrievedFileRow[] =>
  db.rows(FileRowSchema, `${SELECT_FILE} WHERE f.retrieval_id = ? ORDER BY f.position`, id);

export interface NewFile {
  readonly id: string;
  readonly retrievalId: RetrievalId;
  readonly position: number;
  readonly path: string;
  readonly pathBytes: string | null;
  readonly sizeBytes: number;
  readonly statedBytes: number | null;
  readonly format: string;
  readonly role: string;
  readonly channel: string | null;
  readonly timeClaims: string;
  readonly outcome: 'waiting' | 'refused';
  readonly reason: string | null;
}

export function insertFile(db: WriteDb, row: NewFile): void {
  db.run(
    `INSERT INTO retrieved_files (id, retrieval_id, position, path, path_bytes, size_bytes, format, role, channel, time_claims, outcome, reason, stated_bytes)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.id,
    row.retrievalId,
    row.position,
    row.path,
    row.pathBytes,
    row.sizeBytes,
    row.format,
    row.role,
    row.channel,
    row.timeClaims,
    row.outcome,
    row.reason,
    row.statedBytes,
  );
}

export function settleFile(
  db: WriteDb,
  id: string,
  end: {
    outcome: 'master' | 'duplicate' | 'refused' | 'failed';
    objectId: ObjectId | null;
    reason: string | null;
    /** Known only once a recorder has given the file. */
    sizeBytes?: number;
    format?: string;
    role?: string;
  },
): void {
  const changed = db.run(
    `UPDATE retrieved_files SET outcome = ?, object_id = ?, reason = ?, size_bytes = coalesce(?, size_bytes), format = coalesce(?, format), role = coalesce(?, role)
     WHERE id = ? AND outcome = 'waiting'`,
    end.outcome,
    end.objectId,
    end.reason,
    end.sizeBytes ?? null,
    end.format ?? null,
    end.role ?? null,
    id,
  );
  if (changed !== 1) throw new Error('a retrieved file was settled twice');
}

const DisposedRow = z.object({ certificate: z.string(), disposedAt: Instant });
/**
 * The disposal of footage with these bytes, the latest. Only footage is looked for: index files and players have no
 * certificate, and every export of the same recorder brings the same ones again.
 */
export const findDisposalOfBytes = (db: ReadDb, sha256: string): z.output<typeof DisposedRow> | null =>
  db.row(
    DisposedRow,
    `SELECT d.number AS certificate, d.disposed_at AS disposedAt FROM objects o JOIN recordings r ON r.master_id = o.id
     JOIN disposals d ON d.recording_id = r.id
     WHERE o.sha256 = ? AND o.kind = 'master' AND o.disposed_at IS NOT NULL ORDER BY d.disposed_at DESC LIMIT 1`,
    sha256,
  );

/** Which camera system the incident names that the retrieval was for. */
export function systemOfRetrieval(db: ReadDb, id: RetrievalId): CameraSystem {
  const row = db.row(
    z.object({ system: CameraSystem }),
    'SELECT i.system FROM retrievals t JOIN incidents i ON i.id = t.incident_id WHERE t.id = ?',
    id,
  );
  if (row === null) throw new Error('a retrieval without an incident');
  return row.system;
}

const HeldRow = z.object({ objectId: ObjectId, retrieval: z.string() });
export type HeldAlready = z.output<typeof HeldRow>;

/**
 * The same recording of the same recorder, still kept: after a crash or a stop it need not come over the air again.
 * Recorders use names again, so name, stated size and times must all be the same, and the recorder's own serial; where it
 * states none, the key it showed stands for it, and for a portal its certificate.
 */
export function findHeld(
  db: ReadDb,
  of: {
    sourceId: SiteId | PortalId;
    device: Pick<DeviceRecord, 'serial' | 'key' | 'portal'>;
    path: string;
    statedBytes: number | null;
    timeClaims: string;
  },
): HeldAlready | null {
  const itself = of.device.serial ?? of.device.key ?? of.device.portal?.certificate ?? null;
  if (itself === null || of.statedBytes === null) return null;
  return db.row(
    HeldRow,
    `SELECT f.object_id AS objectId, t.number AS retrieval FROM retrievals t JOIN retrieved_files f ON f.retrieval_id = t.id
     JOIN objects o ON o.id = f.object_id
     WHERE (t.site_id = ? OR t.portal_id = ?)
     AND coalesce(json_extract(t.device, '$.serial'), json_extract(t.device, '$.key'), json_extract(t.device, '$.portal.certificate')) = ?
     AND f.path = ? AND f.stated_bytes = ? AND f.time_claims = ?
     AND f.outcome IN ('master', 'duplicate') AND o.disposed_at IS NULL ORDER BY t.number LIMIT 1`,
    of.sourceId,
    of.sourceId,
    itself,
    of.path,
    of.statedBytes,
    of.timeClaims,
  );
}
