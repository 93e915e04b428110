import { AppError } from '../../shared/failure.ts';
import type { Volume } from '../platform/volume.ts';
import {
  backupFolderName,
  backupFoldersIn,
  deviceOf,
  type DriveFile,
  type Generation,
  makeDriveFolder,
  newestGeneration,
  readDriveFile,
  settleDrive,
} from '../vault/backup-drive.ts';
import { onDrive } from '../vault/backup-failure.ts';
import { findFiles, removePart } from '../vault/vault-files.ts';
import type { DriveRow } from './drive-store.ts';

/** A connected backup drive, known to be the one it is said to be. */
export interface DriveSite {
  readonly folder: string;
  readonly device: number;
  readonly volumeId: string | null;
  readonly newest: { readonly generation: Generation; readonly path: string } | null;
}

export interface SitePorts {
  readonly vaultFolder: string;
  readonly vaultId: string;
  /** What can be told of the drive a folder lies on. */
  readonly volumes: (folder: string) => Promise<Volume>;
  /** Whether a code that stands on the drive is of this vault's own past. */
  readonly checkCode: (code: string) => 'matches' | 'differs' | 'shorter-ledger';
}

/** The backup below the folder a person chose: the folder itself, or the one of the drive's number in it. */
async function backupBelow(chosen: string, number: string): Promise<{ folder: string; file: DriveFile | null }> {
  const own = await readDriveFile(chosen);
  if (own !== null) return { folder: chosen, file: own };
  const folder = below(chosen, number);
  return { folder, file: await readDriveFile(folder) };
}

const below = (chosen: string, number: string): string => `${chosen}/${backupFolderName(number)}`;

/** Any backup at or right below a folder, whichever drive it is of; null when there is none. */
export async function findBackup(chosen: string): Promise<{ folder: string; file: DriveFile } | null> {
  for (const folder of [chosen, ...(await backupFoldersIn(chosen))]) {
    const file = await readDriveFile(folder);
    if (file !== null) return { folder, file };
  }
  return null;
}

/**
 * Looks at what was connected before anything is written: it must not be the laptop's own drive, must be the registered
 * one as far as can be read, and what lies on it must be of this vault's own past. Then what a crash left is put right.
 */
export async function openSite(chosen: string, drive: DriveRow, ports: SitePorts): Promise<DriveSite> {
  const { folder, file, volume } = await lookAtDrive(chosen, drive, ports);
  if (file === null) await makeDriveFolder(folder, fileOf(drive, ports.vaultId));
  const newest = await newestGeneration(folder);
  if (newest !== null) requireOwnPast(newest.generation, drive, ports);
  await settleDrive(folder);
  await onDrive(() => removeHalfWritten(folder));
  return { folder, device: await deviceOf(folder), volumeId: volume.volumeId, newest };
}

/** What was being copied when the last backup broke off. */
async function removeHalfWritten(folder: string): Promise<void> {
  for (const id of (await findFiles(folder)).parts) await removePart(folder, id);
}

/** As `openSite`, of a drive that must hold a backup, and without changing anything on it. */
export async function readSite(chosen: string, drive: DriveRow, ports: SitePorts): Promise<DriveSite> {
  const { folder, file, volume } = await lookAtDrive(chosen, drive, ports);
  const newest = file === null ? null : await newestGeneration(folder);
  if (newest === null)
    throw new AppError(
      'not-found',
      `There is no backup of ${drive.number} in this folder. Choose the folder of the drive.`,
    );
  return { folder, device: await deviceOf(folder), volumeId: volume.volumeId, newest };
}

async function lookAtDrive(chosen: string, drive: DriveRow, { vaultFolder, vaultId, volumes }: SitePorts) {
  const [volume, own] = await onDrive(() => Promise.all([volumes(chosen), volumes(vaultFolder)]));
  if (volume.device === own.device)
    throw new AppError(
      'conflict',
      'This folder lies on the laptop’s own drive: a backup there is lost together with the laptop. Connect the backup drive and choose a folder on it.',
    );
  if (drive.volumeId !== null && volume.volumeId !== null && drive.volumeId !== volume.volumeId)
    throw new AppError(
      'conflict',
      `This is not ${drive.number}: the drive says that it is another one. Connect ${drive.number}, or have this drive registered.`,
    );
  const { folder, file } = await backupBelow(chosen, drive.number);
  if (file !== null && file.vaultId !== vaultId)
    throw new AppError(
      'conflict',
      'This folder holds the backup of another vault. Nothing was changed; choose another folder or another drive.',
    );
  if (file !== null && file.driveId !== drive.id)
    throw new AppError('conflict', `This is backup drive ${file.number}, not ${drive.number}. Nothing was changed.`);
  return { folder, file, volume };
}

/**
 * Threat: a laptop that was put back to an older state, or a second copy of it, writes over the only backup that still
 * knows better.
 */
function requireOwnPast({ ledgerSize, witnessCode }: Generation, { number }: DriveRow, { checkCode }: SitePorts): void {
  const verdict = checkCode(witnessCode);
  if (verdict === 'matches') return;
  const what =
    verdict === 'shorter-ledger'
      ? `The backup on ${number} is newer than this vault: its ledger has ${ledgerSize} entries. The laptop was put back to an older state.`
      : `The backup on ${number} and this vault have gone different ways: the first ${ledgerSize} entries of their ledgers are not the same.`;
  throw new AppError(
    'integrity',
    `${what} Nothing was changed on the drive. Keep it safe, report this, and use another drive.`,
  );
}

const fileOf = ({ id, number }: DriveRow, vaultId: string): DriveFile => ({
  format: 'lend-a-cam-evidence-backup',
  version: 1,
  vaultId,
  driveId: id,
  number,
});
