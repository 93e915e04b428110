import { z } from 'zod';
import { BackupFacts } from '../../shared/contract/backups.ts';
import { BackupDriveId, Instant, type ObjectId } from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';

export const DriveRow = z.object({
  id: BackupDriveId,
  number: z.string(),
  label: z.string(),
  serial: z.string(),
  keptAt: z.string(),
  registeredAt: Instant,
  registeredBy: z.string(),
  volumeId: z.string().nullable(),
  /** Of the vault file that lies on it; null while it holds none. */
  epoch: z.number().nullable(),
  /** How many disposals its registers know of. */
  disposalsHeld: z.number(),
  connectedAt: Instant.nullable(),
  backup: z
    .string()
    .transform((text) => BackupFacts.parse(JSON.parse(text)))
    .nullable(),
  checkedAt: Instant.nullable(),
  checkFaults: z.number().nullable(),
  retiredAt: Instant.nullable(),
  retiredHow: z.enum(['destroyed', 'lost']).nullable(),
});
export type DriveRow = z.output<typeof DriveRow>;

const SELECT = `SELECT id, number, label, serial, kept_at AS keptAt, registered_at AS registeredAt, registered_by AS registeredBy,
  volume_id AS volumeId, epoch, disposals_held AS disposalsHeld, connected_at AS connectedAt, backup, checked_at AS checkedAt,
  check_faults AS checkFaults, retired_at AS retiredAt, retired_how AS retiredHow FROM backup_drives`;

export const listDrives = (db: ReadDb): DriveRow[] => db.rows(DriveRow, `${SELECT} ORDER BY number`);
export const findDrive = (db: ReadDb, id: BackupDriveId): DriveRow | null =>
  db.row(DriveRow, `${SELECT} WHERE id = ?`, id);

export function insertDrive(
  db: WriteDb,
  row: Pick<DriveRow, 'id' | 'number' | 'label' | 'serial' | 'keptAt' | 'registeredAt' | 'registeredBy'>,
): void {
  db.run(
    'INSERT INTO backup_drives (id, number, label, serial, kept_at, registered_at, registered_by) VALUES (?, ?, ?, ?, ?, ?, ?)',
    row.id,
    row.number,
    row.label,
    row.serial,
    row.keptAt,
    row.registeredAt,
    row.registeredBy,
  );
}

export const retireDrive = (db: WriteDb, id: BackupDriveId, how: 'destroyed' | 'lost', at: string): void =>
  void db.run('UPDATE backup_drives SET retired_at = ?, retired_how = ? WHERE id = ?', at, how, id);

/** The keys and registers on the drive were replaced by ones of this state. */
export const renewedDrive = (
  db: WriteDb,
  id: BackupDriveId,
  to: { epoch: number; disposalsHeld: number; at: string; volumeId: string | null },
): void =>
  void db.run(
    'UPDATE backup_drives SET epoch = ?, disposals_held = ?, connected_at = ?, volume_id = coalesce(volume_id, ?) WHERE id = ?',
    to.epoch,
    to.disposalsHeld,
    to.at,
    to.volumeId,
    id,
  );

export const finishedBackup = (db: WriteDb, id: BackupDriveId, facts: BackupFacts): void =>
  void db.run('UPDATE backup_drives SET backup = ? WHERE id = ?', JSON.stringify(facts), id);

export const checkedDrive = (db: WriteDb, id: BackupDriveId, at: string, faults: number): void =>
  void db.run(
    'UPDATE backup_drives SET checked_at = ?, check_faults = ?, connected_at = ? WHERE id = ?',
    at,
    faults,
    at,
    id,
  );

const CopyRow = z.object({ objectId: z.string(), sealedSha256: z.string() });
export const listCopies = (db: ReadDb, id: BackupDriveId): z.output<typeof CopyRow>[] =>
  db.rows(
    CopyRow,
    'SELECT object_id AS objectId, sealed_sha256 AS sealedSha256 FROM backup_copies WHERE drive_id = ? ORDER BY object_id',
    id,
  );

/** The hash that was recorded when this object was copied to any drive: its sealed bytes never change. */
export const knownSealedHash = (db: ReadDb, objectId: ObjectId): string | null =>
  db.row(
    CopyRow,
    'SELECT object_id AS objectId, sealed_sha256 AS sealedSha256 FROM backup_copies WHERE object_id = ?',
    objectId,
  )?.sealedSha256 ?? null;

export const insertCopy = (
  db: WriteDb,
  id: BackupDriveId,
  copy: { objectId: ObjectId; sha256: string; at: string },
): void =>
  void db.run(
    'INSERT OR REPLACE INTO backup_copies (drive_id, object_id, sealed_sha256, copied_at) VALUES (?, ?, ?, ?)',
    id,
    copy.objectId,
    copy.sha256,
    copy.at,
  );

export const deleteCopy = (db: WriteDb, id: BackupDriveId, objectId: string): void =>
  void db.run('DELETE FROM backup_copies WHERE drive_id = ? AND object_id = ?', id, objectId);

const PendingRow = z.object({ number: z.string(), disposedAt: Instant });
/** Disposals after the first so many, oldest first. */
export const listDisposalsAfter = (db: ReadDb, held: number): z.output<typeof PendingRow>[] =>
  db.rows(
    PendingRow,
    'SELECT number, disposed_at AS disposedAt FROM disposals ORDER BY length(number), number LIMIT -1 OFFSET ?',
    held,
  );

const Count = z.object({ count: z.number() });
export const countDisposals = (db: ReadDb): number =>
  db.row(Count, 'SELECT count(*) AS count FROM disposals')?.count ?? 0;

const NameRow = z.object({ name: z.string() });
/** What people call an object: the number of its recording or still, the title of its document. */
export const nameOfObject = (db: ReadDb, objectId: ObjectId): string =>
  db.row(
    NameRow,
    `SELECT coalesce(r.number, 'playing copy of ' || p.number, s.number, d.title, 'part ' || f.path || ' of ' || t.number, o.kind || ' ' || o.id) AS name
     FROM objects o LEFT JOIN recordings r ON r.master_id = o.id LEFT JOIN recordings p ON p.derivative_id = o.id
     LEFT JOIN stills s ON s.object_id = o.id LEFT JOIN documents d ON d.object_id = o.id
     LEFT JOIN retrieved_files f ON f.object_id = o.id AND f.outcome = 'master' LEFT JOIN retrievals t ON t.id = f.retrieval_id
     WHERE o.id = ?`,
    objectId,
  )?.name ?? objectId;
