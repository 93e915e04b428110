import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Volume } from '../../src/main/platform/volume.ts';
import type { BackupDrive } from '../../src/shared/contract/backups.ts';
import type { Output } from '../../src/shared/contract.ts';
import { smallExport, openCase, type OpenedCase, startRetrieval } from './officer-steps.ts';
import { trialVolumes } from '../host/trial-volumes.ts';
import { need, type TrialApp, trialApp, type TrialOptions } from './trial-app.ts';

const firstDay = '2026-10-06T09:00:00.000Z';
export const sixWeeksOn = '2026-11-17T08:00:00.000Z';

/** Folders that stand for drives, with the number each says it has: every one is a file system of its own. */
export const driveVolumes =
  (drives: Readonly<Record<string, string>>) =>
  async (folder: string): Promise<Volume> => {
    const drive = Object.entries(drives).find(([path]) => folder.startsWith(path));
    if (drive === undefined) return trialVolumes(folder);
    return { device: `fake ${drive[0]}`, volumeId: drive[1], serial: null };
  };

/** A laptop with footage on it, and two backup drives that a person can connect. */
export interface BackupBench {
  readonly work: string;
  readonly stick: string;
  readonly first: string;
  readonly second: string;
  readonly trial: TrialApp;
  readonly recoveryHalves: Output<'setup.finish'>['recoveryHalves'];
  readonly opened: OpenedCase;
  /** Another laptop, empty, that the same drives can be connected to. */
  emptyLaptop(options?: TrialOptions): Promise<TrialApp>;
}

export async function backupBench(): Promise<BackupBench> {
  const work = await mkdtemp(join(tmpdir(), 'backup-'));
  const [stick, first, second] = [join(work, 'EXPORT'), join(work, 'drive-1'), join(work, 'drive-2')];
  for (const drive of [first, second]) await mkdir(drive);
  await smallExport(stick);
  const volumes = driveVolumes({ [first]: 'one', [second]: 'two' });
  await mkdir(join(work, 'laptop'));
  const trial = await trialApp({ folder: join(work, 'laptop'), start: firstDay, volumes });
  const { recoveryHalves } = await trial.setUp();
  await trial.signIn('officer');
  const opened = await openCase(trial);
  const { jobId } = await startRetrieval(trial, opened, stick);
  await trial.ended(jobId);
  await trial.signOut();
  const totp = { officer: trial.secretOf('officer'), manager: trial.secretOf('manager') };
  return {
    ...{ work, stick, first, second, trial, recoveryHalves, opened },
    async emptyLaptop(options) {
      const folder = await mkdtemp(join(work, 'another-'));
      return trialApp({ folder, start: trial.clock.now(), volumes, totp, ...options });
    },
  };
}

export const removeBench = async ({ trial, work }: BackupBench): Promise<void> => {
  await trial.app.close();
  await rm(work, { recursive: true, force: true });
};

/** Registers a drive as the manager; leaves the officer signed in. */
export async function registerDrive(trial: TrialApp, number: string): Promise<BackupDrive> {
  await trial.signIn('manager');
  const drive = await trial.ok('backups.register', {
    number,
    label: `Drive ${number}`,
    serial: `WD-${number}`,
    keptAt: 'Safe, Cornerstone',
  });
  await trial.signOut();
  await trial.signIn('officer');
  return drive;
}

type Job = Output<'jobs.list'>[number];

/** Connects the drive and makes a backup; answers how it ended. */
export async function backUp(trial: TrialApp, drive: Pick<BackupDrive, 'id'>, folder: string): Promise<Job> {
  trial.shell.folders.push(folder);
  const { jobId } = await trial.ok('backups.start', { driveId: drive.id });
  return trial.ended(jobId);
}

export async function checkBackup(trial: TrialApp, drive: Pick<BackupDrive, 'id'>, folder: string): Promise<Job> {
  trial.shell.folders.push(folder);
  const { jobId } = await trial.ok('backups.check', { driveId: drive.id });
  return trial.ended(jobId);
}

/** The drive as the register has it now. */
export const driveNow = async (trial: TrialApp, { id }: Pick<BackupDrive, 'id'>): Promise<BackupDrive> =>
  need((await trial.ok('backups.drives', {})).find((each) => each.id === id));

/** The one folder a drive's backup lies in. */
export async function backupFolder(drive: string): Promise<string> {
  const [name] = (await readdir(drive)).filter((each) => each.startsWith('Lend-A-Cam backup'));
  return join(drive, need(name));
}

export async function generationOf(drive: string): Promise<string> {
  const folder = await backupFolder(drive);
  const names = (await readdir(folder)).filter((each) => each.startsWith('generation-'));
  if (names.length !== 1) throw new Error(`generations on the drive: ${names.join(', ')}`);
  return join(folder, need(names[0]));
}

/** Paths of the sealed objects below a folder. */
export const sealedFiles = async (folder: string): Promise<string[]> =>
  (await readdir(join(folder, 'objects'), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .toSorted();

/** Restores onto an empty laptop as the officer; answers what was found. */
export async function restoreOnto(
  laptop: TrialApp,
  drive: string,
  setAsideDamaged = false,
): Promise<{ found: Output<'restore.look'>; checked: Output<'restore.copy'> }> {
  laptop.shell.folders.push(drive);
  const found = await laptop.ok('restore.look', {});
  const factors = { username: 'alan', password: 'winter garden spade', code: laptop.code('officer') };
  const checked = await laptop.ok('restore.copy', { foundId: found.id, ...factors });
  await laptop.ok('restore.finish', { foundId: found.id, setAsideDamaged });
  return { found, checked };
}
