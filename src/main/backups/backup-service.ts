import type { Output, Parsed } from '../../shared/contract.ts';
import type { BackupDrive } from '../../shared/contract/backups.ts';
import { AppError } from '../../shared/failure.ts';
import type { BackupDriveId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { Shell } from '../app.ts';
import type { JobRequest, Jobs } from '../jobs.ts';
import type { OpenVault } from '../open-vault.ts';
import type { BreachService } from '../oversight/breach-service.ts';
import type { SigningService } from '../people/signing-service.ts';
import { newId } from '../platform/ids.ts';
import type { Volume } from '../platform/volume.ts';
import type { ObjectService } from '../vault/object-service.ts';
import { readVaultFile } from '../vault/vault-file.ts';
import { type BackupFinding, createBackupCheck } from './backup-check-job.ts';
import { createBackupJob, subjectOf } from './backup-job.ts';
import { openSite, readSite, type SitePorts } from './drive-site-service.ts';
import {
  checkedDrive,
  deleteCopy,
  type DriveRow,
  findDrive,
  insertDrive,
  listDisposalsAfter,
  listDrives,
  retireDrive,
} from './drive-store.ts';

export interface BackupPorts {
  readonly vault: OpenVault;
  readonly objects: ObjectService;
  readonly jobs: Jobs;
  readonly signing: SigningService;
  readonly breaches: BreachService;
  readonly shell: Pick<Shell, 'chooseFolder'>;
  readonly volumes: (folder: string) => Promise<Volume>;
  readonly stepUp: (act: Act, password: string) => Promise<void>;
}

/** The register of backup drives; backups onto them, and checks of what lies on them (CoP 4.6, 6.1). */
export function createBackupService(ports: BackupPorts) {
  const { vault, jobs, breaches, shell, volumes, stepUp } = ports;
  const { database, keys, ledger } = vault;
  const backup = createBackupJob(ports);
  const check = createBackupCheck(ports);

  const require = (id: BackupDriveId): DriveRow => {
    const row = findDrive(database, id);
    if (row === null) throw new AppError('not-found', 'There is no such backup drive in the register.');
    return row;
  };
  const requireInUse = (id: BackupDriveId): DriveRow => {
    const row = require(id);
    if (row.retiredAt !== null)
      throw new AppError(
        'conflict',
        `${row.number} was taken out of use. Have another drive registered by the manager.`,
      );
    return row;
  };
  const shown = ({ epoch, disposalsHeld, ...row }: DriveRow): BackupDrive => {
    const isBehind = row.retiredAt === null && epoch !== null && epoch < keys.current();
    return { ...row, isBehind, pending: isBehind ? listDisposalsAfter(database, disposalsHeld) : [] };
  };
  const list = (): BackupDrive[] => listDrives(database).map(shown);

  const refuseWhileBusy = (): void => {
    if (jobs.isBusy('backup') || jobs.isBusy('backup-check'))
      throw new AppError('conflict', 'A backup drive is in use already. Wait until that has ended.');
  };
  const sitePorts = async (): Promise<SitePorts> => ({
    vaultFolder: vault.folder,
    vaultId: (await readVaultFile(vault.folder)).file.vaultId,
    volumes,
    checkCode: (code) => ledger.checkCode(code).verdict,
  });
  const chosenFolder = async (title: string): Promise<string> => {
    const folder = await shell.chooseFolder(title);
    if (folder === null) throw new AppError('cancelled', 'No folder was chosen.');
    refuseWhileBusy();
    return folder;
  };
  const begin = (drive: DriveRow, kind: 'backup' | 'backup-check', act: Act) => {
    const title = kind === 'backup' ? `Backup onto ${drive.number}` : `Check of backup ${drive.number}`;
    const request: JobRequest = { kind, title, subjectId: drive.id };
    const jobId = act.change(['jobs', 'backups'], (tx) => {
      tx.enter(subjectOf(drive), { driveId: drive.id });
      return jobs.create(tx, request, act.now());
    });
    return { jobId, request };
  };

  return {
    list,
    /** Drives that hold keys and footage: a disposal has to reach each of them. */
    holding: () => listDrives(database).filter(({ retiredAt, epoch }) => retiredAt === null && epoch !== null),

    register({ number, label, serial, keptAt }: Parsed<'backups.register'>, act: Act): BackupDrive {
      if (listDrives(database).some((drive) => drive.number.toLowerCase() === number.toLowerCase()))
        throw new AppError('conflict', `There is already a backup drive with the number ${number}.`);
      const id = newId<BackupDriveId>();
      const row = { id, number, label, serial, keptAt, registeredAt: act.now(), registeredBy: act.actor.name };
      act.change(['backups'], (tx) => {
        insertDrive(tx, row);
        tx.enter(subjectOf(row), { driveId: id, label, serial, keptAt });
      });
      return shown(require(id));
    },

    /** A lost drive is a breach of its own: it holds footage, sealed, and the keys of its day under the passwords of then. */
    async retire({ driveId, how, reasons, password }: Parsed<'backups.retire'>, act: Act): Promise<BackupDrive> {
      const drive = requireInUse(driveId);
      await stepUp(act, password);
      act.change(['backups', 'ledger'], (tx) => {
        retireDrive(tx, driveId, how, act.now());
        const description = `Backup drive ${drive.number} (${drive.label}) is lost: ${reasons}`;
        const incident =
          how === 'lost'
            ? breaches.open(tx, { kind: 'backup-drive-lost', description, recordingId: null, at: act.now() })
            : null;
        tx.enter(subjectOf(drive), { driveId, how, reasons, incident, lastBackup: drive.backup?.at ?? null });
      });
      return shown(require(driveId));
    },

    async start({ driveId }: Parsed<'backups.start'>, act: Act): Promise<Output<'backups.start'>> {
      const drive = requireInUse(driveId);
      refuseWhileBusy();
      const folder = await chosenFolder(`Choose a folder on backup drive ${drive.number}`);
      const site = await openSite(folder, drive, await sitePorts());
      const { jobId, request } = begin(drive, 'backup', act);
      void jobs.start(jobId, request, act, (work) => backup.run({ drive, site, act, work }));
      return { jobId };
    },

    async check({ driveId }: Parsed<'backups.check'>, act: Act): Promise<Output<'backups.check'>> {
      const drive = requireInUse(driveId);
      refuseWhileBusy();
      // Whatever a drive is connected for: what was disposed of is destroyed on it before anything else.
      if (shown(drive).isBehind)
        throw new AppError(
          'clause',
          `Disposals have not reached ${drive.number} yet. The officer makes a backup onto it first; then it can be checked.`,
          { clause: '4.6' },
        );
      const folder = await chosenFolder(`Choose the folder of the backup on drive ${drive.number}`);
      const site = await readSite(folder, drive, await sitePorts());
      const { jobId, request } = begin(drive, 'backup-check', act);
      void jobs.start(jobId, request, act, async (work) => {
        const found = await check.run(drive, site, work);
        const faults = [...found.registers, ...found.bad, ...found.missing, ...found.extra].length;
        act.as('backups.checked').change(['backups'], (tx) => {
          for (const id of found.again) deleteCopy(tx, driveId, id);
          checkedDrive(tx, driveId, act.now(), faults);
          tx.enter(subjectOf(drive), { driveId, ok: faults === 0, ...inEntry(found) });
        });
        if (faults > 0) throw faulty(drive, found);
      });
      return { jobId };
    },
  };
}

const MOST_NAMED = 50;
const few = (names: readonly string[]): string[] => names.slice(0, MOST_NAMED);
const inEntry = ({ bad, missing, extra, registers, objectsRead }: BackupFinding) => ({
  objectsRead,
  ...{ bad: few(bad), missing: few(missing), extra: few(extra), registers: few(registers) },
});

function faulty({ number }: DriveRow, { bad, missing, extra, registers }: BackupFinding): AppError {
  const named = (what: string, names: readonly string[]): string[] =>
    names.length === 0 ? [] : [`${what}: ${names.slice(0, 5).join(', ')}${names.length > 5 ? ' and others' : ''}`];
  const parts = [
    ...registers.slice(0, 2),
    ...named('Damaged', bad),
    ...named('Missing', missing),
    ...named('Not ours', extra),
  ].map((part) => part.replace(/\.$/u, ''));
  return new AppError(
    'integrity',
    `The backup on ${number} is not whole. ${parts.join('. ')}. Make a backup onto another drive at once, and do not rely on this one.`,
  );
}

export type BackupService = ReturnType<typeof createBackupService>;
