import { z } from 'zod';
import { Coverage, PortalDownload, RetrievalState } from '../../shared/contract/footage.ts';
import {
  CameraSystem,
  CaseId,
  DocumentId,
  type IncidentId,
  Instant,
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

const SELECT = `SELECT t.id, t.number, t.case_id AS caseId, c.react_ref AS reactRef, coalesce('Memory stick ' || s.number, i.number || ' over the VPN', 'Portal ' || p.number, 'Simulated recorder') AS source,
  t.site_id AS siteId, t.device, t.portal_download AS portal, t.stick_identity AS sourceIdentity,
  t.kit_serial AS kitSerial, t.place, t.reason, t.period_from AS periodFrom, t.period_to AS periodTo, t.system_time AS systemTime,
  t.reference_time AS referenceTime, t.reference_source AS referenceSource, t.time_seen_by AS timeSeenBy, t.offset_seconds AS offsetSeconds,
  t.coverage, t.officer, t.started_at AS startedAt, t.ended_at AS endedAt, t.state, t.receipt_id AS receiptId,
  (SELECT count(*) FROM retrieved_files f WHERE f.retrieval_id = t.id AND f.outcome IN ('master', 'duplicate') AND f.role <> 'access-record') AS fileCount,
  (SELECT coalesce(sum(f.size_bytes), 0) FROM retrieved_files f
    WHERE f.retrieval_id = t.id AND f.outcome IN ('master', 'duplicate') AND f.role <> 'access-record') AS sizeBytes
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
