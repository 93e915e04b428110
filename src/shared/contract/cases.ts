import { z } from 'zod';
import { CameraSystem, CaseId, Day, IncidentId, Instant, Line, Paragraph, WallClock } from '../model.ts';
import { beforeAcknowledging, enters, officer, readers, reads } from './command.ts';

const ReactRef = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9/-]{1,39}$/u, 'a React reference');

export const CaseSummary = z.object({
  id: CaseId,
  reactRef: z.string(),
  title: z.string(),
  openedAt: Instant,
  openedBy: z.string(),
  incidentCount: z.number(),
  recordingCount: z.number(),
  /** The earliest day on which footage not yet retrieved may be overwritten. */
  nextOverwriteOn: Day.nullable(),
  closedAt: Instant.nullable(),
});
export type CaseSummary = z.output<typeof CaseSummary>;

export const Incident = z.object({
  id: IncidentId,
  caseId: CaseId,
  system: CameraSystem,
  occurredAt: WallClock,
  place: z.string(),
  description: z.string(),
  reportedAt: Instant,
  overwriteOn: Day,
  daysLeft: z.number(),
  retrieved: z.boolean(),
});
export type Incident = z.output<typeof Incident>;

export const TimelineEntry = z.object({
  seq: z.number(),
  at: Instant,
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
});

/** What the customer said at the end of the case (CoP 6.7). */
const Evaluation = z.strictObject({
  supported: z.enum(['yes', 'partly', 'no', 'not-answered']),
  views: Paragraph,
  /** The day of the survey, or how it was asked for when nobody answered. */
  asked: Line,
});

const ClosingReview = z.object({
  /** What must be dealt with first, one sentence each, saying who does it. */
  blockers: z.array(z.string()),
  /** What is still kept: each needs a reason why it stays. */
  items: z.array(
    z.object({
      kind: z.enum(['disc', 'copy', 'still', 'print', 'contact-sheet']),
      ...{ id: z.string(), number: z.string(), where: z.string() },
      /** The reason given when it was last looked through; null before the case closed. */
      stayedBecause: z.string().nullable(),
    }),
  ),
  /** Recordings that go on their own day. */
  recordings: z.array(z.object({ number: z.string(), deadline: Day })),
});

export const casesCommands = {
  'cases.list': reads(readers, z.strictObject({}), z.array(CaseSummary)),
  'cases.open': enters(officer, z.strictObject({ reactRef: ReactRef, title: Line }), CaseSummary),
  /** Personal data is shown, so the reading is itself an entry. */
  'cases.read': enters(
    readers,
    z.strictObject({ caseId: CaseId }),
    z.object({
      case: CaseSummary,
      incidents: z.array(Incident),
      timeline: z.array(TimelineEntry),
      reactSlip: z.string(),
    }),
    beforeAcknowledging,
  ),
  'cases.reportIncident': enters(
    officer,
    z.strictObject({
      caseId: CaseId,
      system: CameraSystem,
      occurredAt: WallClock,
      place: Line,
      description: Paragraph,
    }),
    Incident,
  ),
};

/** Each thing that stays, with its reason. */
export const Kept = z.array(z.strictObject({ id: z.uuid(), because: Line })).max(500);
export type Kept = z.output<typeof Kept>;

/** The end of a case. */
export const closingCommands = {
  'cases.closingReview': reads(readers, z.strictObject({ caseId: CaseId }), ClosingReview),
  'cases.close': enters(
    officer,
    z.strictObject({
      caseId: CaseId,
      evaluation: Evaluation,
      kept: Kept,
      outcome: Paragraph,
    }),
    CaseSummary,
  ),
  /** What stayed of a closed case, looked through again: each thing has a reason once more, or was destroyed before. */
  'cases.reviewKept': enters(officer, z.strictObject({ caseId: CaseId, kept: Kept }), CaseSummary),
};
