import { z } from 'zod';

// Values that cross the boundary between the core and the screens. Instants are UTC text with milliseconds; a
// "wall clock" is what a recorder's clock showed, without zone; sizes are bytes; durations are milliseconds.

const id = <B extends string>() => z.uuid().brand<B>();

export const PersonId = id<'PersonId'>();
export const CaseId = id<'CaseId'>();
export const IncidentId = id<'IncidentId'>();
export const StickId = id<'StickId'>();
export const SiteId = id<'SiteId'>();
export const PortalId = id<'PortalId'>();
export const SurveyId = id<'SurveyId'>();
export const RetrievalId = id<'RetrievalId'>();
export const RecordingId = id<'RecordingId'>();
export const ViewingId = id<'ViewingId'>();
export const BookmarkId = id<'BookmarkId'>();
export const StillId = id<'StillId'>();
export const PrintId = id<'PrintId'>();
export const ClipId = id<'ClipId'>();
export const MaskId = id<'MaskId'>();
export const ProceedingsId = id<'ProceedingsId'>();
export const BundleId = id<'BundleId'>();
export const DiscId = id<'DiscId'>();
export const TransitId = id<'TransitId'>();
export const DiscSetId = id<'DiscSetId'>();
export const StatementId = id<'StatementId'>();
export const DocumentId = id<'DocumentId'>();
export const DisposalId = id<'DisposalId'>();
export const HoldId = id<'HoldId'>();
export const DisclosureId = id<'DisclosureId'>();
export const AttachmentId = id<'AttachmentId'>();
export const ObjectId = id<'ObjectId'>();
export const BackupDriveId = id<'BackupDriveId'>();
export const BackupFoundId = id<'BackupFoundId'>();
export const DamageId = id<'DamageId'>();
export const JobId = id<'JobId'>();
export const EnrolmentId = id<'EnrolmentId'>();
export const ClockQuestionId = id<'ClockQuestionId'>();
export const NoticeId = id<'NoticeId'>();
export const KitId = id<'KitId'>();
export const PartId = id<'PartId'>();
export const FaultId = id<'FaultId'>();
export const ContractorId = id<'ContractorId'>();
export const DeploymentId = id<'DeploymentId'>();
export const BookingId = id<'BookingId'>();
export const PictureId = id<'PictureId'>();
export const PiaId = id<'PiaId'>();
export const ConsultationId = id<'ConsultationId'>();
export const AuditId = id<'AuditId'>();
export const AuditCheckId = id<'AuditCheckId'>();
export const RecommendationId = id<'RecommendationId'>();
export type PersonId = z.output<typeof PersonId>;
export type CaseId = z.output<typeof CaseId>;
export type IncidentId = z.output<typeof IncidentId>;
export type StickId = z.output<typeof StickId>;
export type SiteId = z.output<typeof SiteId>;
export type PortalId = z.output<typeof PortalId>;
export type SurveyId = z.output<typeof SurveyId>;
export type RetrievalId = z.output<typeof RetrievalId>;
export type RecordingId = z.output<typeof RecordingId>;
export type ViewingId = z.output<typeof ViewingId>;
export type BookmarkId = z.output<typeof BookmarkId>;
export type StillId = z.output<typeof StillId>;
export type PrintId = z.output<typeof PrintId>;
export type ClipId = z.output<typeof ClipId>;
export type MaskId = z.output<typeof MaskId>;
export type ProceedingsId = z.output<typeof ProceedingsId>;
export type BundleId = z.output<typeof BundleId>;
export type DiscId = z.output<typeof DiscId>;
export type TransitId = z.output<typeof TransitId>;
export type DiscSetId = z.output<typeof DiscSetId>;
export type StatementId = z.output<typeof StatementId>;
export type DocumentId = z.output<typeof DocumentId>;
export type DisposalId = z.output<typeof DisposalId>;
export type HoldId = z.output<typeof HoldId>;
export type DisclosureId = z.output<typeof DisclosureId>;
export type AttachmentId = z.output<typeof AttachmentId>;
export type ObjectId = z.output<typeof ObjectId>;
export type BackupDriveId = z.output<typeof BackupDriveId>;
export type BackupFoundId = z.output<typeof BackupFoundId>;
export type DamageId = z.output<typeof DamageId>;
export type JobId = z.output<typeof JobId>;
export type EnrolmentId = z.output<typeof EnrolmentId>;
export type ClockQuestionId = z.output<typeof ClockQuestionId>;
export type NoticeId = z.output<typeof NoticeId>;
export type KitId = z.output<typeof KitId>;
export type PartId = z.output<typeof PartId>;
export type FaultId = z.output<typeof FaultId>;
export type ContractorId = z.output<typeof ContractorId>;
export type DeploymentId = z.output<typeof DeploymentId>;
export type BookingId = z.output<typeof BookingId>;
export type PictureId = z.output<typeof PictureId>;
export type PiaId = z.output<typeof PiaId>;
export type ConsultationId = z.output<typeof ConsultationId>;
export type AuditId = z.output<typeof AuditId>;
export type AuditCheckId = z.output<typeof AuditCheckId>;
export type RecommendationId = z.output<typeof RecommendationId>;

/** UTC with milliseconds: 2026-11-04T21:14:07.000Z */
export const Instant = z.iso.datetime({ precision: 3 });
/** A calendar day in Europe/London: 2026-11-04 */
export const Day = z.iso.date();
/** What a clock on a wall or in a recorder shows, no zone: 2026-11-04T21:14:07 */
export const WallClock = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/u, 'a date and a time with seconds')
  .refine((text) => Day.safeParse(text.slice(0, 10)).success, 'a date that exists');
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/u);

/**
 * Never part of typed text: half characters, which no file keeps as they are (the ledger would no longer match its
 * text), and the marks that turn text round (a name must not read on a label as another).
 */
const UNFIT = String.raw`\p{Cs}\u202A-\u202E\u2066-\u2069`;
/** One line a person typed: trimmed, no control characters. */
export const Line = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(new RegExp(`^[^\\p{Cc}${UNFIT}]*$`, 'u'), 'one line of text');
/** A paragraph a person typed; line breaks allowed. */
export const Paragraph = z
  .string()
  .trim()
  .min(1)
  .max(4000)
  .regex(new RegExp(`^(?:[^\\p{Cc}${UNFIT}]|[\\n\\r\\t])*$`, 'u'), 'plain text');
/** A whole document as text: as a paragraph, but long. */
export const LongText = z
  .string()
  .trim()
  .min(200)
  .max(400_000)
  .regex(new RegExp(`^(?:[^\\p{Cc}${UNFIT}]|[\\n\\r\\t])*$`, 'u'), 'plain text');
export const Password = z.string().min(1).max(256);
export const TotpCode = z.string().regex(/^\d{6}$/u, 'six digits');

export const Role = z.enum(['officer', 'manager', 'auditor']);
export type Role = z.output<typeof Role>;
/** The two roles of CoP 3.8 that hold the laptop, and one half of the recovery code each. */
export const KeyHolder = z.enum(['officer', 'manager']);
export type KeyHolder = z.output<typeof KeyHolder>;

/** Everything a second person proves themselves with inside somebody else's session, or beside an auditor. */
export const Credentials = z.strictObject({ username: Line, password: Password, code: TotpCode });
export type Credentials = z.output<typeof Credentials>;

/** The three camera systems of CoP 3.5. */
export const CameraSystem = z.enum(['standard-4g', 'ic-pod', 'idcam']);
export type CameraSystem = z.output<typeof CameraSystem>;

/** Who is signed in, as the screens need to know it. */
export const Person = z.object({
  id: PersonId,
  name: z.string(),
  username: z.string(),
  role: Role,
  initials: z.string(),
  /** A manager's deputy (the Head of Safer Neighbourhoods when the manager is away). */
  deputy: z.boolean().default(false),
});
export type Person = z.output<typeof Person>;

/** How the recorder's clock stood against a reference (domain.md: offset = system − reference; fast is positive). */
export const ReferenceSource = z.enum(['speaking-clock', 'radio-clock', 'network-time', 'gps']);
export const TimeCheckInput = z.strictObject({
  systemTime: WallClock,
  referenceTime: WallClock,
  source: ReferenceSource,
  seenBy: Line,
});
export const TimeCheck = z.object({
  systemTime: WallClock,
  referenceTime: WallClock,
  source: ReferenceSource,
  seenBy: z.string(),
  offsetSeconds: z.number().int(),
});
export type TimeCheck = z.output<typeof TimeCheck>;

const JobState = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);
export const JobKind = z.enum([
  'retrieval',
  'derivative',
  'clip',
  'stretch',
  'transit',
  'burn',
  'disc-check',
  'verification',
  'disposal',
  'backup',
  'backup-check',
  'restore',
]);
export type JobKind = z.output<typeof JobKind>;
export const Job = z.object({
  id: JobId,
  kind: JobKind,
  title: z.string(),
  state: JobState,
  step: z.string(),
  done: z.number(),
  total: z.number().nullable(),
  /** What `done` and `total` count. */
  unit: z.enum(['bytes', 'pictures', 'items']),
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  failure: z.string().nullable(),
  subjectId: z.string(),
});
export type Job = z.output<typeof Job>;
