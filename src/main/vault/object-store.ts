import { z } from 'zod';
import { ObjectId, Sha256 } from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';

export const ObjectKind = z.enum(['master', 'derivative', 'still', 'document']);
export type ObjectKind = z.output<typeof ObjectKind>;

export const ObjectRow = z.object({
  id: ObjectId,
  kind: ObjectKind,
  sha256: Sha256,
  plaintextBytes: z.number(),
  sealedBytes: z.number(),
  sealedAt: z.string(),
  epoch: z.number().nullable(),
  wrappedKey: z.custom<Uint8Array>((value) => value instanceof Uint8Array).nullable(),
  disposedAt: z.string().nullable(),
  /** When all of it was last re-read and found whole; null since it was sealed and read back. */
  checkedAt: z.string().nullable(),
  /** Damaged: nothing of it is used until it was found whole again. */
  setAsideAt: z.string().nullable(),
});
export type ObjectRow = z.output<typeof ObjectRow>;

const KeptId = ObjectRow.pick({ id: true });

const SELECT = `SELECT id, kind, sha256, plaintext_bytes AS plaintextBytes, sealed_bytes AS sealedBytes, sealed_at AS sealedAt,
  epoch, wrapped_key AS wrappedKey, disposed_at AS disposedAt, checked_at AS checkedAt, set_aside_at AS setAsideAt FROM objects`;

export const findObject = (db: ReadDb, id: ObjectId): ObjectRow | null =>
  db.row(ObjectRow, `${SELECT} WHERE id = ?`, id);
export const listKeptObjects = (db: ReadDb): ObjectRow[] =>
  db.rows(ObjectRow, `${SELECT} WHERE disposed_at IS NULL ORDER BY id`);
/** The ids alone, read from an index. */
export const listKeptObjectIds = (db: ReadDb): ObjectId[] =>
  db.rows(KeptId, 'SELECT id FROM objects WHERE disposed_at IS NULL').map(({ id }) => id);
export const findKeptMasterByHash = (db: ReadDb, sha256: string): ObjectRow | null =>
  db.row(ObjectRow, `${SELECT} WHERE sha256 = ? AND kind = 'master' AND disposed_at IS NULL`, sha256);

export function insertObject(db: WriteDb, row: Omit<ObjectRow, 'disposedAt' | 'checkedAt' | 'setAsideAt'>): void {
  db.run(
    `INSERT INTO objects (id, kind, sha256, plaintext_bytes, sealed_bytes, sealed_at, epoch, wrapped_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    row.id,
    row.kind,
    row.sha256,
    row.plaintextBytes,
    row.sealedBytes,
    row.sealedAt,
    row.epoch,
    row.wrappedKey,
  );
}

/** Forgets the key: from this commit on nobody can open the object. */
export function forgetObjectKey(db: WriteDb, id: ObjectId, at: string): void {
  if (
    db.run(
      'UPDATE objects SET wrapped_key = NULL, epoch = NULL, disposed_at = ? WHERE id = ? AND disposed_at IS NULL',
      at,
      id,
    ) !== 1
  ) {
    throw new Error('an object was disposed of twice');
  }
}

export function rewrapObjectKey(db: WriteDb, id: ObjectId, epoch: number, wrappedKey: Uint8Array): void {
  db.run('UPDATE objects SET epoch = ?, wrapped_key = ? WHERE id = ? AND disposed_at IS NULL', epoch, wrappedKey, id);
}

const LAST_CHECK = 'coalesce(checked_at, sealed_at)';
const CAN_BE_CHECKED = 'disposed_at IS NULL AND set_aside_at IS NULL';

/** Whole objects last checked before an instant, the longest ago first. Sealing ends with a read-back, the first check. */
export const listUncheckedSince = (db: ReadDb, before: string, limit: number): ObjectRow[] =>
  db.rows(
    ObjectRow,
    `${SELECT} WHERE ${CAN_BE_CHECKED} AND ${LAST_CHECK} < ? ORDER BY ${LAST_CHECK}, id LIMIT ?`,
    before,
    limit,
  );

const Amount = z.object({ objects: z.number(), bytes: z.number() });
export type Amount = z.output<typeof Amount>;

/** How much of what is kept and whole was last checked before an instant. */
export const countUncheckedSince = (db: ReadDb, before: string): Amount =>
  db.row(
    Amount,
    `SELECT count(*) AS objects, coalesce(sum(plaintext_bytes), 0) AS bytes FROM objects WHERE ${CAN_BE_CHECKED} AND ${LAST_CHECK} < ?`,
    before,
  ) ?? { objects: 0, bytes: 0 };

export const saveCheck = (db: WriteDb, id: ObjectId, at: string): void =>
  void db.run(`UPDATE objects SET checked_at = ? WHERE id = ? AND ${CAN_BE_CHECKED}`, at, id);

/** False when it is set aside already, or was disposed of. */
export const setObjectAside = (db: WriteDb, id: ObjectId, at: string): boolean =>
  db.run(`UPDATE objects SET set_aside_at = ? WHERE id = ? AND ${CAN_BE_CHECKED}`, at, id) === 1;

export const takeObjectBack = (db: WriteDb, id: ObjectId, at: string): void =>
  void db.run('UPDATE objects SET set_aside_at = NULL, checked_at = ? WHERE id = ? AND disposed_at IS NULL', at, id);
