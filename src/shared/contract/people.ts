import { z } from 'zod';
import {
  Credentials,
  Day,
  EnrolmentId,
  Instant,
  KeyHolder,
  Line,
  Paragraph,
  Password,
  Person,
  TotpCode,
} from '../model.ts';
import { anyone, enters, manager, readers, reads, beforeAcknowledging } from './command.ts';

export const Nobody = ['nobody'] as const;
export const Username = z.string().regex(/^[a-z][a-z0-9.-]{1,31}$/u, 'small letters, digits, dot or hyphen');
export const Initials = z.string().regex(/^[A-Z]{2,4}$/u, 'two to four capital letters');
const Account = z.strictObject({ name: Line, username: Username, initials: Initials, password: Password });
/** What one person's authenticator app is given. */
export const Enrolment = z.object({
  username: z.string(),
  secret: z.string(),
  uri: z.string(),
  /** The QR code of `uri`, true = dark. */
  qr: z.array(z.array(z.boolean())),
});

const AppState = z.object({
  phase: z.enum(['set-up', 'signed-out', 'signed-in', 'damaged']),
  person: Person.nullable(),
  /** Why the vault is damaged or was locked, in one sentence; null when there is nothing to say. */
  notice: z.string().nullable(),
  hostLabel: z.string().nullable(),
  /** A vault for learning: its footage is simulated, and the label says so. */
  training: z.boolean(),
  version: z.string(),
  idleLockMinutes: z.number(),
  /** The version of the code of practice this person has yet to acknowledge; null when there is none (CoP 7.2). */
  mustAcknowledge: z.int().nullable(),
  now: Instant,
});

/** The two halves of the recovery code, shown once, and what stands on their sheets beside them. */
export const RecoverySheets = z.object({
  recoveryHalves: z.array(z.object({ role: KeyHolder, holder: z.string(), code: z.string() })),
  certificateFingerprint: z.string(),
});
export type RecoverySheets = z.output<typeof RecoverySheets>;

/** What an audit is for, as agreed in writing (CoP 6.5), and the days between which its auditor may sign in. */
export const AuditTerms = z.object({ reference: Line, text: Paragraph, from: Day, until: Day });
export type AuditTerms = z.output<typeof AuditTerms>;

export const ListedPerson = Person.extend({
  siaLicenceNumber: z.string().nullable(),
  siaLicenceExpires: Day.nullable(),
  /** Somebody whose account was closed stays in the register: their name stands in the ledger. */
  closedAt: Instant.nullable().default(null),
  /** Of an auditor only. */
  terms: AuditTerms.nullable().default(null),
});
export type ListedPerson = z.output<typeof ListedPerson>;

export const peopleCommands = {
  'app.state': reads(anyone, z.strictObject({}), AppState),
  'setup.begin': reads(
    Nobody,
    z.strictObject({
      controller: z.strictObject({ name: Line, address: Line, assuranceMailbox: z.email() }),
      manager: Account,
      officer: Account.extend({ siaLicenceNumber: Line, siaLicenceExpires: Day }),
    }),
    z.object({ enrolmentId: EnrolmentId, enrolments: z.array(Enrolment.extend({ role: KeyHolder })) }),
  ),
  /** Creates the vault; the recovery halves are in this answer and on the printed sheets, and nowhere else. */
  'setup.finish': enters(
    Nobody,
    z.strictObject({ enrolmentId: EnrolmentId, managerCode: TotpCode, officerCode: TotpCode }),
    RecoverySheets,
  ),
  'setup.printSheet': reads(
    Nobody,
    z.strictObject({ enrolmentId: EnrolmentId, role: KeyHolder }),
    z.object({ printed: z.boolean() }),
  ),
  /** An auditor signs in only together with an officer, who stays (CoP 6.5): then `officer` is theirs. */
  'session.signIn': enters(Nobody, Credentials.extend({ officer: Credentials.optional() }), Person),
  /** After the cause of a damaged vault was seen to: asks whether it can be opened now. */
  'session.tryAgain': reads(Nobody, z.strictObject({}), z.null()),
  'session.signOut': enters(
    readers,
    z.strictObject({ why: z.enum(['signed-out', 'locked', 'idle']) }),
    z.null(),
    beforeAcknowledging,
  ),
  'people.list': reads(readers, z.strictObject({}), z.array(ListedPerson)),
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
  /** From which day they run (CoP 4.6 does not say); for what is retrieved from then on. */
  retentionFrom: z.enum(['recorded', 'retrieved']),
  /** Days after which what stayed of a closed case is looked through again; null: when the case closes, and never after. */
  keptReviewDays: z.number().nullable(),
  /** Most days until a hold is reviewed, and days after an omitted review until it ends by itself (CoP 4.6). */
  holdReviewDays: z.number(),
  holdGraceDays: z.number(),
  /** Whether anything but a request may keep footage past its six weeks: CoP 4.6 names no hold, and forbids none. */
  holds: z.enum(['with-approval', 'none']),
  /** The law that generated papers cite; the code of practice still names older acts. */
  lawCited: z.string(),
  idleLockMinutes: z.number(),
  /** Wording a court prescribes; changed when the rules change (PD 22; CrimPR 16.2). `{pages}` is their number. */
  statementOfTruth: z.string(),
  criminalDeclaration: z.string(),
  /** What follows when a training course has run out (CoP 3.1 says “trained” and no more). */
  trainingExpiry: z.enum(['warn', 'block']),
  /** Days after which a backup is too old, and within which a disposal must have reached every backup drive (CoP 4.6). */
  backupDays: z.number(),
  backupDisposalDays: z.number(),
  /** Everything in the vault is re-read at least this often. */
  verifyEveryDays: z.number(),
});
export type Settings = z.output<typeof Settings>;

export const settingsCommands = {
  'settings.read': reads(readers, z.strictObject({}), Settings),
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
      retentionFrom: z.enum(['recorded', 'retrieved']).optional(),
      keptReviewDays: z.int().min(28).max(3650).nullable().optional(),
      holdReviewDays: z.int().min(1).max(28).optional(),
      holdGraceDays: z.int().min(0).max(14).optional(),
      holds: z.enum(['with-approval', 'none']).optional(),
      lawCited: Line.optional(),
      idleLockMinutes: z.int().min(1).max(15).optional(),
      statementOfTruth: Paragraph.optional(),
      criminalDeclaration: Paragraph.refine(
        (text) => text.includes('{pages}'),
        'must say {pages} where their number goes',
      ).optional(),
      trainingExpiry: z.enum(['warn', 'block']).optional(),
      backupDays: z.int().min(1).max(42).optional(),
      backupDisposalDays: z.int().min(1).max(42).optional(),
      verifyEveryDays: z.int().min(1).max(30).optional(),
      password: Password,
    }),
    Settings,
  ),
};
