import { type FileHandle, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ObjectId } from '../../shared/model.ts';
import { inBackground } from './in-background.ts';
import {
  diskFailure,
  makeObjectFolder,
  objectPath,
  partPath,
  removeFile,
  syncFolder,
  writeAll,
} from './vault-files.ts';

/** An object on its way to the disk. Either `publish` succeeds, or `discard` leaves nothing. */
export interface PartWriter {
  /** The file under the name it has until it is published, open for another thread that writes too. */
  readonly part: string;
  readonly fd: number;
  /** Queues pieces behind what was queued. Waits when too much is on its way, so memory stays flat. */
  write(pieces: readonly Uint8Array[]): Promise<void>;
  /** Another thread wrote so many bytes behind what is there. */
  wrote(bytes: number): Promise<void>;
  /** Everything to the disk. Returns the size of the file. */
  sync(): Promise<number>;
  /** `sync`, then the final name, then the folder to the disk. Returns the size of the file. */
  publish(): Promise<number>;
  discard(): Promise<void>;
}

/** Measured: larger batches wait longer behind one write and hold more memory. */
const batchBytes = 1024 * 1024;
/** How much may be unsynced before the disk is told to begin: then the last fsync has little left to wait for. */
const syncEveryBytes = 32 * 1024 * 1024;

/**
 * `onSynced` is told how many bytes of the file are on the disk, whenever more of them are.
 * Every method throws AppError('unavailable') when the disk is full or fails.
 */
export async function createPartWriter(
  vaultFolder: string,
  objectId: ObjectId,
  onSynced: (bytes: number) => void = () => undefined,
): Promise<PartWriter> {
  const part = partPath(vaultFolder, objectId);
  const handle = await openPart(vaultFolder, objectId);
  const writes = createWriteQueue(handle, onSynced);
  let isOpen = true;
  let name = part;
  const close = async (): Promise<void> => {
    if (isOpen) await handle.close();
    isOpen = false;
  };
  const sync = async (): Promise<number> => {
    const sealedBytes = await writes.finish();
    await handle.sync();
    return sealedBytes;
  };
  return {
    ...{ part, fd: handle.fd },
    write: (pieces) => writes.add(pieces).catch(rethrowDiskFailure),
    wrote: (bytes) => writes.passOver(bytes).catch(rethrowDiskFailure),
    sync: () => sync().catch(rethrowDiskFailure),
    publish: async () => {
      try {
        const sealedBytes = await sync();
        await close();
        await rename(part, objectPath(vaultFolder, objectId));
        name = objectPath(vaultFolder, objectId);
        await syncFolder(dirname(part));
        return sealedBytes;
      } catch (error) {
        throw diskFailure(error);
      }
    },
    discard: async () => {
      await writes.settle();
      await close();
      await removeFile(name);
    },
  };
}

const rethrowDiskFailure = (error: unknown): never => {
  throw diskFailure(error);
};

async function openPart(vaultFolder: string, objectId: ObjectId): Promise<FileHandle> {
  try {
    await makeObjectFolder(vaultFolder, objectId);
    return await open(partPath(vaultFolder, objectId), 'wx', 0o600);
  } catch (error) {
    throw diskFailure(error);
  }
}

interface WriteQueue {
  add(pieces: readonly Uint8Array[]): Promise<void>;
  passOver(bytes: number): Promise<void>;
  finish(): Promise<number>;
  settle(): Promise<void>;
}

/** One vectored write and one fdatasync are under way at most; the next batch is gathered meanwhile. */
function createWriteQueue(handle: FileHandle, onSynced: (bytes: number) => void): WriteQueue {
  let batch: Uint8Array[] = [];
  let batched = 0;
  let position = 0;
  let unsynced = 0;
  let writing: Promise<void> = Promise.resolve();
  let syncing: Promise<void> = Promise.resolve();

  const startBatch = async (): Promise<void> => {
    await writing;
    writing = inBackground(writeAll(handle, batch, position));
    const bytes = batched;
    batch = [];
    batched = 0;
    await passOver(bytes);
  };
  const passOver = async (bytes: number): Promise<void> => {
    position += bytes;
    unsynced += bytes;
    if (unsynced < syncEveryBytes) return;
    unsynced = 0;
    await writing;
    await syncing;
    const written = position;
    syncing = inBackground(handle.datasync().then(() => onSynced(written)));
  };

  return {
    passOver: async (bytes) => {
      if (batched > 0) await startBatch();
      await passOver(bytes);
    },
    add: async (pieces) => {
      batch.push(...pieces);
      for (const piece of pieces) batched += piece.length;
      if (batched >= batchBytes) await startBatch();
    },
    finish: async () => {
      if (batched > 0) await startBatch();
      await writing;
      await syncing;
      return position;
    },
    settle: async () => void (await Promise.allSettled([writing, syncing])),
  };
}
