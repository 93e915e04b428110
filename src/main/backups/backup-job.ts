import type { BackupFacts } from '../../shared/contract/backups.ts';
import { AppError } from '../../shared/failure.ts';
import type { ObjectId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { Work } from '../jobs.ts';
import type { OpenVault } from '../open-vault.ts';
import { type CopiedObject, copySealed, removeFromDrive, UnreadableSource } from '../vault/backup-copy.ts';
import {
  completeGeneration,
  freeOnDrive,
  type Generation,
  publishGeneration,
  requireSameDrive,
} from '../vault/backup-drive.ts';
import { onDrive } from '../vault/backup-failure.ts';
import type { ObjectRow, ObjectService } from '../vault/object-service.ts';
import { listObjects } from '../vault/vault-files.ts';
import { createRegisterCopy, type RegisterCopy } from './register-copy-service.ts';
import type { DriveSite } from './drive-site-service.ts';
import {
  deleteCopy,
  type DriveRow,
  finishedBackup,
  insertCopy,
  knownSealedHash,
  listCopies,
  listDisposalsAfter,
  nameOfObject,
  renewedDrive,
} from './drive-store.ts';

export interface BackupJobPorts {
  readonly vault: OpenVault;
  readonly objects: ObjectService;
}

interface Order {
  readonly drive: DriveRow;
  readonly site: DriveSite;
  readonly act: Act;
  readonly work: Work;
}

type Copied = CopiedObject & { readonly objectId: ObjectId };

/** Registers that lie on the drive, read back, and what they say is kept. */
interface Published {
  readonly generation: Generation;
  readonly kept: readonly ObjectRow[];
}

const MOST_ROUNDS = 5;
/** So much is copied between two entries: as much as a crash makes the next backup copy again. */
const BATCH_OBJECTS = 64;
const BATCH_BYTES = 2e9;

/**
 * One backup. The registers and the vault file go first, whatever else there is to do: with them every disposal since the
 * last connection reaches the drive before a single new byte of footage does. Then the objects those registers speak of
 * are copied. Only when all of them lie there, read back, is the backup said to be done.
 */
export function createBackupJob({ vault, objects }: BackupJobPorts) {
  const { database, keys } = vault;
  const copyOf: RegisterCopy = createRegisterCopy(vault);

  /** What was disposed of goes from the drive at once, and whole: nothing that is kept needs it. */
  const removeDisposed = async ({ drive, site, act, work }: Order): Promise<readonly string[]> => {
    const kept = new Set<string>(objects.kept().map(({ id }) => id));
    const known = new Set(listCopies(database, drive.id).map(({ objectId }) => objectId));
    const gone = (await onDrive(() => listObjects(site.folder))).filter((id) => !kept.has(id));
    for (const [index, id] of gone.entries()) {
      work.progress('Removing what was disposed of', index, gone.length, 'items');
      await removeFromDrive(site.folder, id);
    }
    const forgotten = [...known].filter((id) => !kept.has(id));
    if (gone.length + forgotten.length > 0)
      act.as('backups.remove').change(['backups'], (tx) => {
        for (const id of forgotten) deleteCopy(tx, drive.id, id);
        tx.enter(subjectOf(drive), { driveId: drive.id, removedObjects: [...gone] });
      });
    return gone;
  };

  const renew = async (order: Order): Promise<Published> => {
    const { drive, site, act, work } = order;
    await removeDisposed(order);
    work.progress('Renewing registers and keys on the drive', 0, null, 'items');
    const reached = listDisposalsAfter(database, drive.disposalsHeld).map(({ number }) => number);
    let kept: readonly ObjectRow[] = [];
    let disposalsHeld = 0;
    const generation = await publishGeneration(site.folder, {
      after: site.newest?.generation ?? null,
      signal: work.signal,
      write: async (path) => {
        const written = await copyOf.write(path, act.now());
        kept = written.kept;
        disposalsHeld = written.disposals;
        return written;
      },
    });
    act.as('backups.renew').change(['backups'], (tx) => {
      renewedDrive(tx, drive.id, {
        ...{ epoch: generation.epoch, disposalsHeld, at: act.now() },
        volumeId: site.volumeId,
      });
      const { ledgerSize, root, witnessCode, epoch } = generation;
      tx.enter(subjectOf(drive), {
        ...{ driveId: drive.id, generation: generation.number, ledgerSize, root, witnessCode, epoch },
        disposalsReached: reached.slice(0, Math.max(0, disposalsHeld - drive.disposalsHeld)),
        volume: site.volumeId,
      });
    });
    return { generation, kept };
  };

  const record = (batch: readonly Copied[], { drive, act }: Order): void => {
    if (batch.length === 0) return;
    act.as('backups.copy').change(['backups'], (tx) => {
      for (const { objectId, sha256 } of batch) insertCopy(tx, drive.id, { objectId, sha256, at: act.now() });
      tx.enter(subjectOf(drive), {
        driveId: drive.id,
        objects: batch.length,
        sealedBytes: batch.reduce((sum, { sealedBytes }) => sum + sealedBytes, 0),
      });
    });
  };

  /**
   * Copies what is not on the drive yet; what was copied stays recorded whatever stops the rest. Answers what cannot be
   * read on the laptop any more, or is not what was backed up before.
   */
  const copyMissing = async (kept: readonly ObjectRow[], order: Order): Promise<ReadonlySet<ObjectId>> => {
    const { drive, site, work } = order;
    const there = new Set<string>(await onDrive(() => listObjects(site.folder)));
    const recorded = new Set(listCopies(database, drive.id).map(({ objectId }) => objectId));
    const missing = kept.filter(({ id }) => !(there.has(id) && recorded.has(id)));
    const total = missing.reduce((sum, { sealedBytes }) => sum + sealedBytes, 0);
    await requireRoom(site.folder, total);
    const unreadable = new Set<ObjectId>();
    let batch: Copied[] = [];
    let done = 0;
    try {
      for (const { id, sealedBytes } of missing) {
        await requireSameDrive(site.folder, site.device);
        const copied = await copyOne(id, order, (bytes) =>
          work.progress('Copying and reading back', 2 * done + bytes, 2 * total),
        );
        if (copied === 'unreadable') unreadable.add(id);
        else if (copied !== null) batch.push({ ...copied, objectId: id });
        done += sealedBytes;
        if (batch.length < BATCH_OBJECTS && batch.reduce((sum, each) => sum + each.sealedBytes, 0) < BATCH_BYTES)
          continue;
        record(batch, order);
        batch = [];
      }
    } finally {
      record(batch, order);
    }
    return unreadable;
  };

  /** Null when it was disposed of meanwhile: then there is nothing to copy any more. */
  const copyOne = async (
    objectId: ObjectId,
    { site, work }: Order,
    onProgress: (bytes: number) => void,
  ): Promise<CopiedObject | 'unreadable' | null> => {
    const isGone = (): boolean => objects.require(objectId).disposedAt !== null;
    if (isGone()) return null;
    try {
      const request = { from: vault.folder, to: site.folder, objectId, signal: work.signal, onProgress };
      const copied = await copySealed(request);
      const known = knownSealedHash(database, objectId);
      if (known === null || known === copied.sha256) return copied;
      await removeFromDrive(site.folder, objectId);
      return 'unreadable';
    } catch (error) {
      if (isGone()) return null;
      if (error instanceof UnreadableSource) return 'unreadable';
      throw error;
    }
  };

  /** Objects the registers on the drive speak of that do not lie beside them, or were never read back. */
  const lacking = async ({ kept }: Published, { drive, site }: Order): Promise<ObjectId[]> => {
    const recorded = new Set(listCopies(database, drive.id).map(({ objectId }) => objectId));
    const there = new Set<string>(await onDrive(() => listObjects(site.folder)));
    return kept.map(({ id }) => id).filter((id) => !(recorded.has(id) && there.has(id)));
  };

  const finish = async (generation: Generation, unreadable: ReadonlySet<ObjectId>, order: Order): Promise<void> => {
    const { drive, site, act, work } = order;
    work.progress('Finishing', 0, null, 'items');
    const facts = factsOf(await completeGeneration(site.folder, generation));
    const notCopied = [...unreadable].map((id) => nameOfObject(database, id));
    act.as('backups.done').change(['backups'], (tx) => {
      finishedBackup(tx, drive.id, facts);
      tx.enter(subjectOf(drive), { driveId: drive.id, generation: generation.number, ...facts, notCopied });
    });
    if (notCopied.length > 0)
      throw new AppError(
        'integrity',
        `The backup is done but for ${notCopied.join(', ')}, which cannot be read on the laptop as it was sealed. Verify the vault before anything else, and keep every other backup.`,
      );
  };

  return {
    async run(order: Order): Promise<void> {
      let { newest } = order.site;
      for (let round = 0; round < MOST_ROUNDS; round += 1) {
        const here: Order = { ...order, site: { ...order.site, newest } };
        const published = await renew(here);
        newest = { generation: published.generation, path: '' };
        const unreadable = await copyMissing(published.kept, here);
        const absent = (await lacking(published, here)).filter((id) => !unreadable.has(id));
        // Something was disposed of meanwhile: what lies on the drive is of the time before, so it is renewed again.
        if (keys.current() !== published.generation.epoch || absent.length > 0) continue;
        return finish(published.generation, unreadable, here);
      }
      throw new AppError(
        'conflict',
        'What the vault holds kept changing during the backup. Start it again when the other work has ended.',
      );
    },
  };
}

export const subjectOf = ({ number }: Pick<DriveRow, 'number'>): string => `backup drive ${number}`;

const factsOf = ({ at, ledgerSize, root, witnessCode, objects, sealedBytes }: Generation): BackupFacts => ({
  ...{ at, ledgerSize, root, witnessCode, objects, sealedBytes },
});

async function requireRoom(folder: string, bytes: number): Promise<void> {
  const free = await freeOnDrive(folder);
  if (bytes <= free) return;
  const inGb = (size: number): string => `${(size / 1e9).toFixed(1)} GB`;
  throw new AppError(
    'unavailable',
    `The backup drive is full: ${inGb(bytes)} are to be copied and ${inGb(free)} are free. Registers and disposals are up to date on it; free some space or use a larger drive, and start the backup again.`,
  );
}
