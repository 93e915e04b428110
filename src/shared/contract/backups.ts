import { z } from 'zod';
import { BackupDriveId, BackupFoundId, Instant, JobId, Line, Paragraph, Password, TotpCode } from '../model.ts';
import { enters, manager, officer, readers, reads } from './command.ts';

/** What a finished backup held, and at which state of the ledger. */
export const BackupFacts = z.object({
  at: Instant,
  ledgerSize: z.number(),
  root: z.string(),
  witnessCode: z.string(),
  objects: z.number(),
  sealedBytes: z.number(),
});
export type BackupFacts = z.output<typeof BackupFacts>;

export const BackupDrive = z.object({
  id: BackupDriveId,
  number: z.string(),
  label: z.string(),
  serial: z.string(),
  keptAt: z.string(),
  registeredAt: Instant,
  registeredBy: z.string(),
  /** The number of its file system; null until it was connected, or where the system does not tell. */
  volumeId: z.string().nullable(),
  connectedAt: Instant.nullable(),
  /** The last finished backup on it. */
  backup: BackupFacts.nullable(),
  checkedAt: Instant.nullable(),
  /** What the last check found wrong; null until it was checked. */
  checkFaults: z.number().nullable(),
  /** Whether its keys are older than a disposal: until it is connected it could open what was disposed of. */
  isBehind: z.boolean(),
  /** Disposals that have not reached it, oldest first. */
  pending: z.array(z.object({ number: z.string(), disposedAt: Instant })),
  retiredAt: Instant.nullable(),
  retiredHow: z.enum(['destroyed', 'lost']).nullable(),
});
export type BackupDrive = z.output<typeof BackupDrive>;

const DriveOnly = z.strictObject({ driveId: BackupDriveId });
const Started = z.object({ jobId: JobId });

export const backupsCommands = {
  'backups.drives': reads(readers, z.strictObject({}), z.array(BackupDrive)),
  'backups.register': enters(
    manager,
    z.strictObject({ number: Line, label: Line, serial: Line, keptAt: Line }),
    BackupDrive,
  ),
  /** The drive was destroyed or is lost: it takes part no more. */
  'backups.retire': enters(
    manager,
    z.strictObject({
      driveId: BackupDriveId,
      how: z.enum(['destroyed', 'lost']),
      reasons: Paragraph,
      password: Password,
    }),
    BackupDrive,
  ),
  'backups.start': enters(officer, DriveOnly, Started),
  'backups.check': enters(officer, DriveOnly, Started),
};

/** A backup that was found in the folder a person chose, before anybody has opened it. */
const BackupFound = z.object({
  id: BackupFoundId,
  drive: z.string(),
  at: Instant,
  ledgerSize: z.number(),
  witnessCode: z.string(),
  objects: z.number(),
  sealedBytes: z.number(),
  /** False: it was cut short, and some of what its registers speak of was not copied yet. */
  complete: z.boolean(),
});
export type BackupFound = z.output<typeof BackupFound>;

/** What was copied and read back, waiting for the person's decision. */
export const RestoreChecked = z.object({
  /** Items that are damaged or missing in the backup. */
  damaged: z.array(z.object({ name: z.string(), fault: z.enum(['damaged', 'missing']) })),
  /** What the ledger of the backup is, recomputed from its entries. */
  ledgerSize: z.number(),
  witnessCode: z.string(),
  ledgerFaults: z.array(z.string()),
  objects: z.number(),
});
export type RestoreChecked = z.output<typeof RestoreChecked>;

const Nobody = ['nobody'] as const;
const FoundOnly = z.strictObject({ foundId: BackupFoundId });

export const restoreCommands = {
  /** Looks into a folder the person chooses; nothing is opened or written yet. */
  'restore.look': reads(Nobody, z.strictObject({}), BackupFound),
  /** Copies everything beside the place of the vault and opens every object; it is no vault yet. */
  'restore.copy': reads(
    Nobody,
    FoundOnly.extend({ username: Line, password: Password, code: TotpCode }),
    RestoreChecked,
  ),
  /** The same when both passwords are lost: with the two halves from paper, of the day of the backup. */
  'restore.copyWithHalves': reads(Nobody, FoundOnly.extend({ first: Line, second: Line }), RestoreChecked),
  'restore.stop': reads(Nobody, FoundOnly, z.null()),
  /** Makes it the vault of this laptop. What is damaged is set aside only when the person says so. */
  'restore.finish': enters(Nobody, FoundOnly.extend({ setAsideDamaged: z.boolean() }), RestoreChecked),
};
