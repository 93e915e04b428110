import { AppError } from '../../shared/failure.ts';
import type { ObjectId } from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';
import type { ByteSource } from '../platform/byte-source.ts';
import {
  findKeptMasterByHash,
  findObject,
  forgetObjectKey,
  insertObject,
  listKeptObjectIds,
  listKeptObjects,
  type ObjectKind,
  type ObjectRow,
  rewrapObjectKey,
} from './object-store.ts';
import type { PlainSource } from './plain-input.ts';
import { openSealed } from './sealed-reader.ts';
import { type SealedObject, sealObject } from './sealing.ts';
import { objectPath, removeObject, sweepParts } from './vault-files.ts';

export type { ObjectRow } from './object-store.ts';

/** Wraps objects' own keys under the key of the current epoch; unwraps them again. */
export interface ObjectKeys {
  wrap(objectKey: Uint8Array, objectId: ObjectId): { readonly epoch: number; readonly wrappedKey: Uint8Array };
  unwrap(wrapped: { readonly epoch: number; readonly wrappedKey: Uint8Array }, objectId: ObjectId): Uint8Array;
}

export interface ObjectPorts {
  readonly db: ReadDb;
  readonly vaultFolder: string;
  readonly keys: ObjectKeys;
}

export interface SealOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (bytesDone: number, step: 'sealing' | 'reading-back') => void;
}

/** Sealed objects with their rows: what is sealed, opened, and disposed of. Knows no case and no person. */
export function createObjectService({ db, vaultFolder, keys }: ObjectPorts) {
  const require = (id: ObjectId): ObjectRow => {
    const row = findObject(db, id);
    if (row === null) throw new AppError('not-found', 'There is no such object in the vault.');
    return row;
  };
  const keyOf = (row: ObjectRow): Uint8Array => {
    if (row.wrappedKey === null || row.epoch === null)
      throw new AppError('conflict', 'This was disposed of; nobody can open it any more.', { clause: '4.6' });
    return keys.unwrap({ epoch: row.epoch, wrappedKey: row.wrappedKey }, row.id);
  };

  return {
    require,
    findMaster: (sha256: string): ObjectRow | null => findKeptMasterByHash(db, sha256),
    kept: (): ObjectRow[] => listKeptObjects(db),

    /** Seals, makes it last, reads it back. Until `record` has committed it belongs to nobody and the sweep removes it. */
    seal: (source: PlainSource, options: SealOptions = {}): Promise<SealedObject> =>
      sealObject({ vaultFolder, source, ...options }),

    /** Random access to a sealed object that has no row yet, to prove it before it is kept. */
    openUnrecorded: (sealed: SealedObject): Promise<ByteSource> =>
      openSealed({
        path: objectPath(vaultFolder, sealed.objectId),
        key: sealed.key,
        associatedData: sealed.objectId,
        plaintextBytes: sealed.plaintextBytes,
      }),

    /** Writes the object's row with its wrapped key, inside the transaction that says what it is. */
    record(tx: WriteDb, sealed: SealedObject, as: { kind: ObjectKind; at: string }): void {
      insertObject(tx, {
        id: sealed.objectId,
        kind: as.kind,
        sha256: sealed.sha256,
        plaintextBytes: sealed.plaintextBytes,
        sealedBytes: sealed.sealedBytes,
        sealedAt: as.at,
        ...keys.wrap(sealed.key, sealed.objectId),
      });
    },

    /** Wipes the key in memory; call once the row is committed or given up. */
    forget: (sealed: SealedObject): void => void sealed.key.fill(0),

    /** Removes a sealed file whose row was never committed. */
    async discard(sealed: SealedObject): Promise<void> {
      sealed.key.fill(0);
      await removeObject(vaultFolder, sealed.objectId);
    },

    /** Random access to the plaintext. Throws AppError('integrity') on any damage, ('conflict') once disposed of. */
    async open(id: ObjectId): Promise<ByteSource> {
      const row = require(id);
      const key = keyOf(row);
      try {
        return await openSealed({
          path: objectPath(vaultFolder, id),
          key,
          associatedData: id,
          plaintextBytes: row.plaintextBytes,
        });
      } finally {
        key.fill(0);
      }
    },

    /** First half of a disposal: the wrapped key goes, in the caller's transaction. */
    forgetKey: (tx: WriteDb, id: ObjectId, at: string): void => forgetObjectKey(tx, id, at),

    /** Re-wraps every kept key with `next`: part of an epoch rotation, in the caller's transaction. */
    rewrapAll(tx: WriteDb, next: Pick<ObjectKeys, 'wrap'>): number {
      const rows = listKeptObjects(tx);
      for (const row of rows) {
        const key = keyOf(row);
        const { epoch, wrappedKey } = next.wrap(key, row.id);
        rewrapObjectKey(tx, row.id, epoch, wrappedKey);
        key.fill(0);
      }
      return rows.length;
    },

    /** Second half of a disposal: the file goes. Safe to repeat. */
    removeFile: (id: ObjectId): Promise<boolean> => removeObject(vaultFolder, id),

    /** What a crash left: half-written parts, and whole files no row knows or whose key is gone. Removed and named. */
    async sweep(): Promise<{ parts: readonly string[]; orphans: readonly string[]; missing: readonly string[] }> {
      const { parts, objects: present } = await sweepParts(vaultFolder);
      const kept = new Set<string>(listKeptObjectIds(db));
      const orphans = present.filter((id) => !kept.has(id));
      for (const id of orphans) await removeObject(vaultFolder, id);
      const onDisk = new Set<string>(present);
      return { parts, orphans, missing: [...kept].filter((id) => !onDisk.has(id)) };
    },
  };
}

export type ObjectService = ReturnType<typeof createObjectService>;
