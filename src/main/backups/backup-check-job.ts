import type { ObjectId } from '../../shared/model.ts';
import type { Work } from '../jobs.ts';
import { createLedger } from '../ledger/ledger-service.ts';
import type { OpenVault } from '../open-vault.ts';
import type { SigningService } from '../people/signing-service.ts';
import { hashSealedFile } from '../vault/backup-copy.ts';
import { registersOf, requireSameDrive } from '../vault/backup-drive.ts';
import { onDrive } from '../vault/backup-failure.ts';
import type { ObjectService } from '../vault/object-service.ts';
import { listObjects, objectPath } from '../vault/vault-files.ts';
import { type DriveRow, listCopies, nameOfObject } from './drive-store.ts';
import type { DriveSite } from './drive-site-service.ts';
import { noClock } from './register-copy-service.ts';

/** Everything that is not as it was recorded, by the names people use. */
export interface BackupFinding {
  readonly bad: readonly string[];
  readonly missing: readonly string[];
  readonly extra: readonly string[];
  /** What is wrong with the registers on the drive, in sentences. */
  readonly registers: readonly string[];
  readonly objectsRead: number;
  /** Bad and missing ones: the next backup copies them again. */
  readonly again: readonly ObjectId[];
}

export interface BackupCheckPorts {
  readonly vault: OpenVault;
  readonly objects: ObjectService;
  readonly signing: SigningService;
}

/** Reads every byte of a backup and compares it with what was recorded when it was written. Changes nothing. */
export function createBackupCheck({ vault, objects, signing }: BackupCheckPorts) {
  const { database, copies } = vault;
  const pathOf = (site: DriveSite, id: ObjectId): string => objectPath(site.folder, id);

  const checkObjects = async (drive: DriveRow, site: DriveSite, work: Work) => {
    const onDisk = await onDrive(() => listObjects(site.folder));
    const there = new Set<string>(onDisk);
    const recorded = listCopies(database, drive.id);
    const known = new Set(recorded.map(({ objectId }) => objectId));
    const rows = recorded.map(({ objectId, sealedSha256 }) => ({
      sealedSha256,
      row: objects.require(objectId as ObjectId),
    }));
    // What was disposed of since is not missed: the next backup removes it and says so.
    const expected = rows.filter(({ row }) => row.disposedAt === null);
    const total = expected.reduce((sum, { row }) => sum + row.sealedBytes, 0);
    const [bad, missing]: [string[], string[]] = [[], []];
    const again: ObjectId[] = [];
    let done = 0;
    for (const { row, sealedSha256 } of expected) {
      await requireSameDrive(site.folder, site.device);
      const onProgress = (bytes: number): void => work.progress('Reading every byte', done + bytes, total);
      const options = { signal: work.signal, onProgress };
      const found = there.has(row.id) ? await hashSealedFile(pathOf(site, row.id), options) : null;
      done += row.sealedBytes;
      if (found?.sha256 === sealedSha256) continue;
      again.push(row.id);
      (found === null ? missing : bad).push(nameOfObject(database, row.id));
    }
    const extra = onDisk.filter((id) => !known.has(id));
    return { bad, missing, extra, again, objectsRead: expected.length - missing.length };
  };

  const checkRegisters = async (site: DriveSite, work: Work): Promise<string[]> => {
    if (site.newest === null) return ['There are no registers on the drive.'];
    const { generation, path } = site.newest;
    work.progress('Reading the registers', 0, null, 'items');
    const file = registersOf(path);
    const options = { signal: work.signal, onProgress: () => undefined };
    const { sha256 } = await hashSealedFile(file, options);
    if (sha256 !== generation.registers.sha256) return ['The registers are not the bytes that were written.'];
    if ((await onDrive(() => copies.check(file))).length > 0) return ['Pages of the registers are damaged.'];
    const copy = copies.open(file);
    try {
      const { root, size, faults } = await createLedger({ db: copy.connection, clock: noClock }).verify({
        signer: signing,
        signal: work.signal,
        codes: [generation.witnessCode],
      });
      const same = root === generation.root && size === generation.ledgerSize;
      return [
        ...faults.map(({ message }) => message),
        ...(same ? [] : ['The ledger in the backup is not the one that was recorded.']),
      ];
    } finally {
      copy.close();
    }
  };

  return {
    async run(drive: DriveRow, site: DriveSite, work: Work): Promise<BackupFinding> {
      const registers = await checkRegisters(site, work);
      return { ...(await checkObjects(drive, site, work)), registers };
    },
  };
}
