import type { EventMessage, Output, Parsed } from '../../shared/contract.ts';
import type { RestoreChecked } from '../../shared/contract/backups.ts';
import { AppError } from '../../shared/failure.ts';
import type { BackupFoundId, Job, JobId } from '../../shared/model.ts';
import { type Act, theApplication } from '../acts.ts';
import type { Shell } from '../app.ts';
import type { Handlers } from '../gateway.ts';
import { createLedger } from '../ledger/ledger-service.ts';
import { type OpenVault, registerCopies } from '../open-vault.ts';
import { tellEverybody } from '../people/notice-service.ts';
import { type Access, byFactors, byHalves } from '../people/restore-access-service.ts';
import { createSigningService } from '../people/signing-service.ts';
import type { Clock } from '../platform/clock.ts';
import { publishFolder, removeFolder } from '../platform/folders.ts';
import { newId } from '../platform/ids.ts';
import { dayText, londonDay } from '../time.ts';
import { type DriveFile, type Generation, newestGeneration, registersOf } from '../vault/backup-drive.ts';
import {
  copyObjectsBack,
  copyRegistersBack,
  eraseRestore,
  isEmptyPlace,
  type RestoredObjects,
} from '../vault/backup-restore.ts';
import { type Secret, wipe } from '../vault/keys.ts';
import { createObjectService } from '../vault/object-service.ts';
import { readVaultFile } from '../vault/vault-file.ts';
import { subjectOf } from './backup-job.ts';
import { findBackup } from './drive-site-service.ts';
import { countDisposals, findDrive, finishedBackup, insertCopy, nameOfObject, renewedDrive } from './drive-store.ts';
import { noClock } from './register-copy-service.ts';

export interface RestorePorts {
  readonly vaultFolder: string;
  readonly clock: Clock;
  readonly shell: Pick<Shell, 'chooseFolder'>;
  readonly open: (folder: string, vaultKey: Secret) => Promise<OpenVault>;
  readonly announce: (message: EventMessage) => void;
  readonly onRestored: () => void;
}

interface Found {
  readonly id: BackupFoundId;
  readonly folder: string;
  readonly drive: DriveFile;
  readonly newest: { readonly generation: Generation; readonly path: string };
}

/** Copied and checked, and waiting for the person's decision. */
interface Waiting {
  readonly found: Found;
  readonly vaultKey: Secret;
  readonly by: string;
  readonly restored: RestoredObjects;
  readonly checked: RestoreChecked;
}

/** Puts the vault of a backup into a laptop that has none (CoP 6.1): copied, every object opened, and then named. */
export function createRestoreService({ vaultFolder, clock, shell, open, announce, onRestored }: RestorePorts) {
  const staging = `${vaultFolder}.restoring`;
  let found: Found | null = null;
  let waiting: Waiting | null = null;
  let running: AbortController | null = null;

  const requireEmpty = async (): Promise<void> => {
    if (!(await isEmptyPlace(vaultFolder)))
      throw new AppError(
        'conflict',
        'There is a vault on this laptop already. A backup is restored only onto an empty one.',
      );
  };
  const require = (id: BackupFoundId): Found => {
    if (found?.id !== id) throw new AppError('not-found', 'This backup is no longer open. Choose its folder again.');
    return found;
  };
  const giveUp = async (): Promise<void> => {
    if (waiting !== null) wipe(waiting.vaultKey);
    waiting = null;
    await eraseRestore(staging, removeFolder);
  };

  /** Told as every long work is, though there is no vault yet that could keep a row of it. */
  const progressOf = ({ id, drive }: Found) => {
    let announcedAt = 0;
    return (step: string, done: number, total: number | null): void => {
      if (done !== total && performance.now() - announcedAt < 250) return;
      announcedAt = performance.now();
      const job: Job = {
        ...{ id: id as string as JobId, kind: 'restore', state: 'running', step, done, total, unit: 'bytes' },
        ...{ title: `Restore from ${drive.number}`, startedAt: null, endedAt: null, failure: null, subjectId: id },
      };
      announce({ name: 'job.progress', data: job });
    };
  };

  /** The registers are checked before a single object is copied: they say what there is, and whose it is. */
  const copyAll = async (from: Found, access: Access, signal: AbortSignal): Promise<Waiting> => {
    const progress = progressOf(from);
    progress('Copying and reading the registers', 0, null);
    await copyRegistersBack(from.newest, staging, signal);
    const { file } = await readVaultFile(staging);
    const vaultKey = await access.open(file);
    try {
      const copies = registerCopies(staging, vaultKey);
      if ((await copies.check(registersOf(staging))).length > 0) throw damagedRegisters();
      const copy = copies.open(registersOf(staging));
      try {
        const by = access.who(copy, file);
        const signer = createSigningService({ db: copy, vaultKey });
        const { generation } = from.newest;
        const { size, root, faults } = await createLedger({ db: copy.connection, clock: noClock }).verify({
          ...{ signer, signal, codes: [generation.witnessCode] },
        });
        const kept = createObjectService({ db: copy, vaultFolder: staging, keys: noKeys }).kept();
        const total = 2 * kept.reduce((sum, { sealedBytes }) => sum + sealedBytes, 0);
        const restored = await copyObjectsBack({
          ...{ from: from.folder, staging, vaultKey, kept, signal },
          onProgress: (bytes) => progress('Copying and opening every object', bytes, total),
        });
        const checked: RestoreChecked = {
          damaged: restored.damaged.map(({ objectId, fault }) => ({ name: nameOfObject(copy, objectId), fault })),
          ledgerSize: size,
          witnessCode: generation.witnessCode,
          ledgerFaults: [
            ...faults.map(({ message }) => message),
            ...(root === generation.root
              ? []
              : ['The ledger is not the one that was recorded when the backup was made.']),
          ],
          objects: restored.good.length,
        };
        return { found: from, vaultKey, by, restored, checked };
      } finally {
        copy.close();
      }
    } catch (error) {
      wipe(vaultKey);
      throw error;
    }
  };

  /** Copies and checks with a key however it was opened: a person's factors, or the recovery halves. */
  const copyWith = async (id: BackupFoundId, access: Access): Promise<RestoreChecked> => {
    const from = require(id);
    if (running !== null)
      throw new AppError('conflict', 'A backup is being copied already. Wait until that has ended.');
    await requireEmpty();
    await giveUp();
    running = new AbortController();
    try {
      waiting = await copyAll(from, access, running.signal);
      return waiting.checked;
    } catch (error) {
      await giveUp();
      throw error;
    } finally {
      running = null;
    }
  };

  const look = async (): Promise<Output<'restore.look'>> => {
    await requireEmpty();
    const chosen = await shell.chooseFolder('Choose the folder of the backup');
    if (chosen === null) throw new AppError('cancelled', 'No folder was chosen.');
    const backup = await findBackup(chosen);
    const newest = backup === null ? null : await newestGeneration(backup.folder);
    if (backup === null || newest === null)
      throw new AppError(
        'not-found',
        'There is no backup in this folder. Choose the backup drive, or the folder on it.',
      );
    found = { id: newId<BackupFoundId>(), folder: backup.folder, drive: backup.file, newest };
    const { at, ledgerSize, witnessCode, objects, sealedBytes, complete } = newest.generation;
    return { id: found.id, drive: backup.file.number, at, ledgerSize, witnessCode, objects, sealedBytes, complete };
  };

  const stop = async (id: BackupFoundId): Promise<null> => {
    require(id);
    if (running === null) await giveUp();
    else running.abort();
    return null;
  };

  /** Makes it the vault of this laptop: entered in its ledger first, then named in one step. */
  const finish = async (
    { foundId, setAsideDamaged }: Parsed<'restore.finish'>,
    act: Act,
  ): Promise<Output<'restore.finish'>> => {
    require(foundId);
    if (waiting === null) throw new AppError('conflict', 'This backup was not copied yet. Copy and check it first.');
    await requireEmpty();
    const { checked, vaultKey } = waiting;
    const isFaulty = checked.damaged.length + checked.ledgerFaults.length > 0;
    if (isFaulty && !setAsideDamaged)
      throw new AppError(
        'conflict',
        'This backup is damaged. Use another one, or decide that what is damaged is set aside and the rest restored.',
      );
    const vault = await open(staging, vaultKey); // takes the key over
    try {
      enterRestore(waiting, vault.act(theApplication, act.name, act.count));
    } finally {
      vault.close();
    }
    waiting = null;
    found = null;
    await publishFolder(staging, vaultFolder);
    onRestored();
    return checked;
  };

  return {
    handlers: {
      'restore.look': () => look(),
      'restore.copy': ({ foundId, ...factors }) => copyWith(foundId, byFactors(factors, clock)),
      'restore.copyWithHalves': ({ foundId, ...halves }) => copyWith(foundId, byHalves(halves)),
      'restore.stop': ({ foundId }) => stop(foundId),
      'restore.finish': finish,
    } satisfies Partial<Handlers>,
    /** What a restore that was never finished left goes, keys first: called when the laptop has its vault. */
    clear: giveUp,
  };
}

/** The restored registers are of before their own backup ended: what has been found out since is added. */
function enterRestore({ found, by, restored, checked }: Waiting, act: Act): void {
  const { generation } = found.newest;
  const driveId = found.drive.driveId as Parameters<typeof findDrive>[1];
  const at = act.now();
  act.change(['session', 'backups'], (tx) => {
    if (findDrive(tx, driveId) !== null) {
      renewedDrive(tx, driveId, { epoch: generation.epoch, disposalsHeld: countDisposals(tx), at, volumeId: null });
      for (const { objectId, sha256 } of restored.good) insertCopy(tx, driveId, { objectId, sha256, at });
      if (generation.complete && checked.damaged.length === 0) {
        const { ledgerSize, root, witnessCode, objects, sealedBytes } = generation;
        finishedBackup(tx, driveId, { at: generation.at, ledgerSize, root, witnessCode, objects, sealedBytes });
      }
    }
    tellEverybody(tx, {
      at,
      title: 'The vault of this laptop was restored from a backup',
      detail: `By ${by}, from drive ${found.drive.number} as it stood on ${dayText(londonDay(generation.at))} (ledger ${generation.witnessCode}). What was done after that is not in it. If you did not know of it, report it as a breach.`,
      except: [],
    });
    tx.enter(subjectOf(found.drive), {
      ...{ driveId, generation: generation.number, backedUpAt: generation.at, by },
      ...{ ledgerSize: generation.ledgerSize, root: generation.root, witnessCode: generation.witnessCode },
      objects: restored.good.length,
      setAside: checked.damaged.map(({ name, fault }) => ({ name, fault })),
      ledgerFaults: checked.ledgerFaults.slice(0, 50),
    });
  });
}

const damagedRegisters = (): AppError =>
  new AppError(
    'integrity',
    'The registers of this backup are damaged, and without them nothing in it can be opened. Use another backup drive.',
  );

/** The list of what is kept is read; nothing is opened with it. */
const noKeys = {
  wrap: (): never => {
    throw new Error('nothing is sealed in a restore');
  },
  unwrap: (): never => {
    throw new Error('nothing is opened here');
  },
};
