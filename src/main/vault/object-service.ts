import { AppError } from '../../shared/failure.ts';
import type { ObjectId } from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';
import type { ByteSource } from '../platform/byte-source.ts';
import { newId } from '../platform/ids.ts';
import {
  type Amount,
  countUncheckedSince,
  findKeptMasterByHash,
  findObject,
  forgetObjectKey,
  insertObject,
  listKeptObjectIds,
  listKeptObjects,
  listUncheckedSince,
  type ObjectKind,
  type ObjectRow,
  rewrapObjectKey,
  saveCheck,
  setObjectAside,
  takeObjectBack,
} from './object-store.ts';
import type { PlainSource } from './plain-input.ts';
import { openSealed } from './sealed-reader.ts';
import { type SealedCopy, type SealedObject, sealObject } from './sealing.ts';
import { findFiles, hasObject, objectPath, removeObject, removePart, requireObjectsFolder } from './vault-files.ts';
import { type VerifyRequest, verifySealed } from './verifying.ts';

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

/** What lies on the disk beside what the registers know. */
export interface Stock {
  /** Half-written objects. */
  readonly parts: readonly ObjectId[];
  /** Whole files that no kept object owns. */
  readonly orphans: readonly ObjectId[];
  /** Kept objects without their file. */
  readonly missing: readonly ObjectId[];
  /** Names of what was never ours. */
  readonly strange: readonly string[];
}

/** Sealed objects with their rows: what is sealed, opened, and disposed of. Knows no case and no person. */
export function createObjectService({ db, vaultFolder, keys }: ObjectPorts) {
  /** Sealed or being sealed, and in no row yet: their files are no orphans. */
  const unrecorded = new Set<ObjectId>();
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
  /** Where the file is and what opens it, for as long as `use` takes. A missing file is damage only on a disk that is there. */
  const withKey = async <T>(row: ObjectRow, use: (place: VerifyPlace) => Promise<T>): Promise<T> => {
    const key = keyOf(row);
    const { id, plaintextBytes, sha256 } = row;
    try {
      return await use({ path: objectPath(vaultFolder, id), key, associatedData: id, plaintextBytes, sha256 });
    } catch (error) {
      if (error instanceof AppError && error.code === 'integrity') await requireObjectsFolder(vaultFolder);
      throw error;
    } finally {
      key.fill(0);
    }
  };

  /**
   * Random access to the plaintext. Throws AppError('integrity') on any damage and for what is set aside, ('conflict')
   * once disposed of. Nothing else hands out bytes of a recorded object: what is set aside is in nobody's reach.
   */
  const open = async (id: ObjectId): Promise<ByteSource> => {
    const row = require(id);
    if (row.setAsideAt !== null) throw setAside();
    return withKey(row, openSealed);
  };

  /** Seals, makes it last, reads it back. Until `record` has committed it belongs to nobody and the sweep removes it. */
  const seal = async (source: PlainSource, options: SealOptions = {}): Promise<SealedObject> => {
    const objectId = newId<ObjectId>();
    unrecorded.add(objectId);
    try {
      return await sealObject({ vaultFolder, source, objectId, ...options });
    } catch (error) {
      unrecorded.delete(objectId);
      throw error;
    }
  };

  /** Random access to a sealed object that has no row yet, to prove it before it is kept. */
  const openUnrecorded = (sealed: SealedObject): Promise<ByteSource> =>
    openSealed({
      path: objectPath(vaultFolder, sealed.objectId),
      key: sealed.key,
      associatedData: sealed.objectId,
      plaintextBytes: sealed.plaintextBytes,
    });

  /** Removes a sealed file whose row was never committed. */
  const discard = async (sealed: SealedObject): Promise<void> => {
    sealed.key.fill(0);
    await removeObject(vaultFolder, sealed.objectId);
    unrecorded.delete(sealed.objectId);
  };

  return {
    require,
    findMaster: (sha256: string): ObjectRow | null => findKeptMasterByHash(db, sha256),
    kept: (): ObjectRow[] => listKeptObjects(db),

    seal,
    /** The same for a copy that is proved before it is kept: it can be read back, and thrown away again. */
    async sealCopy(source: PlainSource, options: SealOptions = {}): Promise<SealedCopy<SealedObject>> {
      const sealed = await seal(source, options);
      return { sealed, open: () => openUnrecorded(sealed), discard: () => discard(sealed) };
    },
    openUnrecorded,

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
    forget(sealed: SealedObject): void {
      sealed.key.fill(0);
      unrecorded.delete(sealed.objectId);
    },

    discard,

    open,
    /** Reads all of it and compares its SHA-256; hands out nothing. Errors as `open`, but also reads what is set aside. */
    verify: (id: ObjectId, how: Pick<VerifyRequest, 'signal' | 'onProgress' | 'whenFree'> = {}): Promise<void> =>
      withKey(require(id), (place) => verifySealed({ ...place, ...how })),

    /** Whether its file is there. Throws AppError('unavailable') when the whole disk is not. */
    isPresent: (id: ObjectId): Promise<boolean> => hasObject(vaultFolder, id),

    /** Kept and whole objects last found whole before an instant, the longest ago first. */
    uncheckedSince: (before: string, limit: number): ObjectRow[] => listUncheckedSince(db, before, limit),
    amountUncheckedSince: (before: string): Amount => countUncheckedSince(db, before),
    saveCheck: (tx: WriteDb, id: ObjectId, at: string): void => saveCheck(tx, id, at),

    /** From this commit on nothing of it is used. False when it was set aside or disposed of before. */
    setAside: (tx: WriteDb, id: ObjectId, at: string): boolean => setObjectAside(tx, id, at),
    /** It was found whole again. */
    takeBack: (tx: WriteDb, id: ObjectId, at: string): void => takeObjectBack(tx, id, at),

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

    /** Proof of a disposal: no file is left and nothing opens it. Throws AppError('integrity'). */
    async confirmGone(id: ObjectId): Promise<void> {
      const opens = await open(id).then(
        (source) => source.close().then(() => true),
        () => false,
      );
      // Removing is safe to repeat, and answers whether there still was a file.
      if (opens || (await removeObject(vaultFolder, id)))
        throw new AppError(
          'integrity',
          'Footage that was disposed of is still on the disk or can be opened. Do not use the laptop; report this.',
        );
    },

    /** Second half of a disposal: the file goes. Safe to repeat. */
    removeFile: (id: ObjectId): Promise<boolean> => removeObject(vaultFolder, id),

    /**
     * Compares the disk with the registers; changes nothing. Objects being sealed at this moment are left out.
     * Throws AppError('unavailable').
     */
    async stock(): Promise<Stock> {
      const found = await findFiles(vaultFolder);
      const kept = new Set<string>(listKeptObjectIds(db));
      if (kept.size > 0) await requireObjectsFolder(vaultFolder);
      const onDisk = new Set<string>(found.objects);
      const isOurs = (id: ObjectId): boolean => kept.has(id) || unrecorded.has(id);
      return {
        parts: found.parts.filter((id) => !unrecorded.has(id)),
        orphans: found.objects.filter((id) => !isOurs(id)),
        missing: ([...kept] as ObjectId[]).filter((id) => !onDisk.has(id)),
        strange: found.strange,
      };
    },

    /** Removes what a crash left of objects nobody can open: once it has been told. Safe to repeat. */
    async removeLeftOvers({ parts, orphans }: Pick<Stock, 'parts' | 'orphans'>): Promise<void> {
      for (const id of parts) await removePart(vaultFolder, id);
      for (const id of orphans) await removeObject(vaultFolder, id);
    },
  };
}

type VerifyPlace = Omit<VerifyRequest, 'signal' | 'onProgress' | 'whenFree'>;

const setAside = (): AppError =>
  new AppError(
    'integrity',
    'This no longer matches its seal and is set aside. Do not use it; the Safer Neighbourhoods Manager decides what happens with it.',
  );

export type ObjectService = ReturnType<typeof createObjectService>;
