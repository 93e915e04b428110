import { z } from 'zod';
import { RetrievedFile, TimeClaim } from '../../shared/contract/footage.ts';
import { Instant, ObjectId, type PortalId, type RetrievalId, type SiteId } from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';
import type { DeviceRecord } from './device-record.ts';

const FileRowSchema = RetrievedFile.extend({
  id: z.string(),
  format: z.string(),
  pathBytes: z.string().nullable(),
  objectId: ObjectId.nullable(),
  recordingNumber: z.string().nullable(),
  /** What a recorder's list said; null for a file of a stick. */
  statedBytes: z.number().nullable(),
  timeClaims: z.string().transform((text) => z.array(TimeClaim).parse(JSON.parse(text))),
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

/** Says what became of a file. One that is linked to a copy already held is what that copy turned out to be. */
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
    `UPDATE retrieved_files SET outcome = ?, object_id = ?, reason = ?, size_bytes = coalesce(?, retrieved_files.size_bytes), format = coalesce(?, m.format, retrieved_files.format),
       role = coalesce(?, m.role, retrieved_files.role)
     FROM (SELECT 1) LEFT JOIN retrieved_files m ON m.object_id = ? AND m.outcome = 'master'
     WHERE retrieved_files.id = ? AND retrieved_files.outcome = 'waiting'`,
    end.outcome,
    end.objectId,
    end.reason,
    end.sizeBytes ?? null,
    end.format ?? null,
    end.role ?? null,
    end.objectId,
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
    /** Null for the simulated recorder, whose recordings come again each time. */
    sourceId: SiteId | PortalId | null;
    device: Pick<DeviceRecord, 'serial' | 'key' | 'portal'>;
    path: string;
    statedBytes: number | null;
    timeClaims: string;
  },
): HeldAlready | null {
  const itself = of.device.serial ?? of.device.key ?? of.device.portal?.certificate ?? null;
  if (itself === null || of.statedBytes === null || of.sourceId === null) return null;
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
