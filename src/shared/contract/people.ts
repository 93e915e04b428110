import { z } from 'zod';
import { Day, EnrolmentId, Instant, Line, Password, Person, Role, TotpCode } from '../model.ts';
import { anyone, both, enters, manager, reads } from './command.ts';

const Nobody = ['nobody'] as const;
const Username = z.string().regex(/^[a-z][a-z0-9.-]{1,31}$/u, 'small letters, digits, dot or hyphen');
const Initials = z.string().regex(/^[A-Z]{2,4}$/u, 'two to four capital letters');
const Account = z.strictObject({ name: Line, username: Username, initials: Initials, password: Password });
const Enrolment = z.object({
  role: Role,
  username: z.string(),
  secret: z.string(),
  uri: z.string(),
  /** The QR code of `uri`, true = dark. */
  qr: z.array(z.array(z.boolean())),
});

export const AppState = z.object({
  phase: z.enum(['set-up', 'signed-out', 'signed-in', 'damaged']),
  person: Person.nullable(),
  /** Why the vault is damaged or was locked, in one sentence; null when there is nothing to say. */
  notice: z.string().nullable(),
  hostLabel: z.string().nullable(),
  version: z.string(),
  idleLockMinutes: z.number(),
  now: Instant,
});

export const peopleCommands = {
  'app.state': reads(anyone, z.strictObject({}), AppState),
  'setup.begin': reads(
    Nobody,
    z.strictObject({
      controller: z.strictObject({ name: Line, address: Line, assuranceMailbox: z.email() }),
      manager: Account,
      officer: Account.extend({ siaLicenceNumber: Line, siaLicenceExpires: Day }),
    }),
    z.object({ enrolmentId: EnrolmentId, enrolments: z.array(Enrolment) }),
  ),
  /** Creates the vault; the recovery halves are in this answer and on the printed sheets, and nowhere else. */
  'setup.finish': enters(
    Nobody,
    z.strictObject({ enrolmentId: EnrolmentId, managerCode: TotpCode, officerCode: TotpCode }),
    z.object({
      recoveryHalves: z.array(z.object({ role: Role, holder: z.string(), code: z.string() })),
      certificateFingerprint: z.string(),
    }),
  ),
  'setup.printSheet': reads(
    Nobody,
    z.strictObject({ enrolmentId: EnrolmentId, role: Role }),
    z.object({ printed: z.boolean() }),
  ),
  'session.signIn': enters(Nobody, z.strictObject({ username: Line, password: Password, code: TotpCode }), Person),
  'session.signOut': enters(both, z.strictObject({ why: z.enum(['signed-out', 'locked', 'idle']) }), z.null()),
  'people.list': reads(
    both,
    z.strictObject({}),
    z.array(Person.extend({ siaLicenceNumber: z.string().nullable(), siaLicenceExpires: Day.nullable() })),
  ),
};

export const Settings = z.object({
  controllerName: z.string(),
  controllerAddress: z.string(),
  assuranceMailbox: z.string(),
  viewingPlace: z.string(),
  viewingPurposes: z.array(z.string()),
  /** Days until a recorder overwrites, by system (CoP 3.7, 3.13; IC-POD is not stated in the code). */
  overwriteDays: z.object({ 'standard-4g': z.number(), 'ic-pod': z.number(), idcam: z.number() }),
  retentionDays: z.number(),
  /** Most days until a hold is reviewed, and days after an omitted review until it ends by itself (CoP 4.6). */
  holdReviewDays: z.number(),
  holdGraceDays: z.number(),
  idleLockMinutes: z.number(),
});
export type Settings = z.output<typeof Settings>;

export const settingsCommands = {
  'settings.read': reads(both, z.strictObject({}), Settings),
  'settings.change': enters(
    manager,
    z.strictObject({
      controllerName: Line.optional(),
      controllerAddress: Line.optional(),
      assuranceMailbox: z.email().optional(),
      viewingPlace: Line.optional(),
      viewingPurposes: z.array(Line).min(1).max(30).optional(),
      overwriteDays: z
        .strictObject({
          'standard-4g': z.int().min(1).max(90),
          'ic-pod': z.int().min(1).max(90),
          idcam: z.int().min(1).max(90),
        })
        .optional(),
      retentionDays: z.int().min(1).max(42).optional(),
      holdReviewDays: z.int().min(1).max(28).optional(),
      holdGraceDays: z.int().min(0).max(14).optional(),
      idleLockMinutes: z.int().min(1).max(15).optional(),
      password: Password,
    }),
    Settings,
  ),
};
