import { z } from 'zod';
import {
  CaseId,
  Day,
  DeploymentId,
  DocumentId,
  IncidentId,
  Instant,
  JobId,
  Line,
  Paragraph,
  RecordingId,
  RetrievalId,
  Sha256,
  StickId,
  SurveyId,
  TimeCheck,
  TimeCheckInput,
  WallClock,
} from '../model.ts';
import { beforeAcknowledging, both, enters, needsLicence, officer, readers, reads } from './command.ts';

export const Stick = z.object({
  id: StickId,
  number: z.string(),
  serial: z.string(),
  encrypted: z.boolean(),
  registeredAt: Instant,
  registeredBy: z.string(),
});
export type Stick = z.output<typeof Stick>;

const Period = z.strictObject({ from: WallClock, to: WallClock });
export const TimeClaim = z.object({
  kind: z.enum(['start', 'end']),
  wallClock: WallClock,
  zone: z.enum(['local', 'utc', 'unknown']),
  source: z.enum(['stream', 'device', 'file-name', 'file-time', 'officer']),
});
/** Whose login a download from the portal was made with, and when (CoP 3.14, 3.15). */
export const PortalLogin = z.strictObject({ name: Line, login: Line, downloadedAt: WallClock });
/** The file of the folder that is the portal's own list, and what differs between the two. */
const PortalListing = z.object({ listPath: z.string().nullable(), remarks: z.array(z.string()) });
export type PortalListing = z.output<typeof PortalListing>;
const PortalSurvey = PortalListing.extend(PortalLogin.shape);
export type PortalSurvey = z.output<typeof PortalSurvey>;
/** What a retrieval keeps of it. */
export const PortalDownload = z.object({
  ...PortalLogin.shape,
  list: z.string().nullable(),
  withoutList: z.string().nullable(),
  remarks: z.array(z.string()),
});
export type PortalDownload = z.output<typeof PortalDownload>;
const SurveyFile = z.object({
  path: z.string(),
  sizeBytes: z.number(),
  format: z.string(),
  role: z.enum(['footage', 'index', 'player', 'other']),
  channel: z.string().nullable(),
  timeClaims: z.array(TimeClaim),
  contradictions: z.array(z.string()),
  /** The retrieval that brought the same recording of the same recorder; it is not taken again. */
  heldSince: z.string().nullable(),
});
export type SurveyFile = z.output<typeof SurveyFile>;
export const Survey = z.object({
  id: SurveyId,
  /** Null when it is no download from a portal. */
  portal: PortalSurvey.nullable(),
  source: z.string(),
  folderName: z.string(),
  /** How sure we are that it is what it is said to be, in words. */
  sourceIdentity: z.string(),
  files: z.array(SurveyFile),
  refused: z.array(z.object({ path: z.string(), reason: z.string() })),
  totalBytes: z.number(),
  freeBytes: z.number(),
});
export type Survey = z.output<typeof Survey>;
export const Coverage = z.array(
  z.object({
    channel: z.string(),
    covered: z.array(z.object({ from: WallClock, to: WallClock })),
    gaps: z.array(z.object({ from: WallClock, to: WallClock })),
    untimedFiles: z.number(),
  }),
);
export type Coverage = z.output<typeof Coverage>;

export const RetrievalState = z.enum(['running', 'complete', 'partial', 'cancelled', 'failed']);
const Retrieval = z.object({
  id: RetrievalId,
  number: z.string(),
  caseId: CaseId,
  reactRef: z.string(),
  source: z.string(),
  startedAt: Instant,
  endedAt: Instant.nullable(),
  officer: z.string(),
  state: RetrievalState,
  fileCount: z.number(),
  sizeBytes: z.number(),
  receiptId: DocumentId.nullable(),
});
export const RetrievedFile = z.object({
  path: z.string(),
  sizeBytes: z.number(),
  sha256: Sha256.nullable(),
  /** 'access-record': what a portal says of the access, and of no camera (CoP 3.15). It is no part of the footage. */
  role: z.enum(['footage', 'index', 'player', 'other', 'access-record']),
  outcome: z.enum(['master', 'duplicate', 'refused', 'failed', 'waiting']),
  reason: z.string().nullable(),
  recordingId: RecordingId.nullable(),
});

export const retrievalsCommands = {
  'sticks.list': reads(readers, z.strictObject({}), z.array(Stick)),
  'sticks.register': enters(officer, z.strictObject({ number: Line, serial: Line, encrypted: z.boolean() }), Stick),
  /** Asks for the folder through the desktop, opens it read-only and lists it. Fails with 'cancelled' when the person chose none. */
  'retrievals.survey': enters(
    officer,
    /** `portal`: the folder is a download from the portal of an IDCAM Pro. */
    z.strictObject({ stickId: StickId, portal: PortalLogin.optional() }),
    Survey,
    needsLicence,
  ),
  /** Holds the download against another file of its folder as the portal's own list, or against none; the same survey, read anew. */
  'retrievals.compareList': enters(
    officer,
    z.strictObject({ surveyId: SurveyId, listPath: z.string().min(1).max(4096).nullable() }),
    Survey,
    needsLicence,
  ),
  'retrievals.coverage': reads(officer, z.strictObject({ surveyId: SurveyId, period: Period }), Coverage),
  'retrievals.start': enters(
    officer,
    z.strictObject({
      surveyId: SurveyId,
      caseId: CaseId,
      incidentId: IncidentId,
      period: Period,
      timeCheck: TimeCheckInput,
      kitSerial: Line,
      place: Line,
      reason: Paragraph,
      /** The camera it comes from. Without one, or with one that has no PIA in force, an incident is opened (CoP 5.1). */
      deploymentId: DeploymentId.optional(),
      withoutPia: Paragraph.optional(),
      /** With a portal download: which file of the folder is the portal's list, or why there is none. */
      withoutList: Paragraph.optional(),
    }),
    z.object({ retrievalId: RetrievalId, jobId: JobId }),
    needsLicence,
  ),
  'retrievals.list': reads(readers, z.strictObject({ caseId: CaseId.optional() }), z.array(Retrieval)),
  'retrievals.read': reads(
    readers,
    z.strictObject({ retrievalId: RetrievalId }),
    z.object({
      retrieval: Retrieval,
      period: Period,
      timeCheck: TimeCheck,
      kitSerial: z.string(),
      place: z.string(),
      reason: z.string(),
      /** The camera's deployment, and by whose leave it was taken or which incident that opened (CoP 5.1). */
      camera: z.object({
        deployment: z.string().nullable(),
        ground: z.string().nullable(),
        incident: z.string().nullable(),
      }),
      /** What a recorder or portal stated about itself, and the way the footage came; null for a recorder's own stick. */
      device: z.array(z.object({ label: z.string(), value: z.string() })).nullable(),
      coverage: Coverage,
      files: z.array(RetrievedFile),
    }),
  ),
};

export const Recording = z.object({
  id: RecordingId,
  number: z.string(),
  caseId: CaseId,
  reactRef: z.string(),
  retrievalId: RetrievalId,
  fileName: z.string(),
  format: z.string(),
  channel: z.string().nullable(),
  sizeBytes: z.number(),
  sha256: Sha256,
  recordedFrom: WallClock.nullable(),
  recordedTo: WallClock.nullable(),
  offsetSeconds: z.number(),
  retentionDeadline: Day,
  daysLeft: z.number(),
  state: z.enum(['kept', 'disposed', 'quarantined']),
  /** How it can be watched: the master itself, a proved derivative, not yet known, or only with the maker's player. */
  playable: z.enum(['master', 'derivative', 'waiting', 'no']),
  hasAudio: z.boolean(),
});
export type Recording = z.output<typeof Recording>;

export const recordingsCommands = {
  /** `held`: without those that were disposed of. */
  'recordings.list': reads(
    readers,
    z.strictObject({ caseId: CaseId.optional(), held: z.literal(true).optional() }),
    z.array(Recording),
  ),
  /** The cases a recording was retrieved for, the one that holds it first. */
  'recordings.cases': reads(
    both,
    z.strictObject({ recordingId: RecordingId }),
    z.array(z.object({ caseId: CaseId, reactRef: z.string() })),
  ),
  /** Recordings held under another case whose bytes were retrieved for this one as well. */
  'recordings.linked': reads(officer, z.strictObject({ caseId: CaseId }), z.array(Recording)),
  'recordings.read': enters(
    readers,
    z.strictObject({ recordingId: RecordingId }),
    z.object({
      recording: Recording,
      timeCheck: TimeCheck,
      timeClaims: z.array(TimeClaim),
      /** What the file turned out to hold, as label and value in plain words. */
      facts: z.array(z.object({ label: z.string(), value: z.string() })),
      derivative: z
        .object({
          sha256: Sha256,
          route: z.enum(['stream-copy', 'timed-copy', 'transcode']),
          proof: z.string(),
          tool: z.string(),
        })
        .nullable(),
      viewings: z.array(
        z.object({
          number: z.string(),
          at: Instant,
          by: z.string(),
          purpose: z.string(),
          outcome: z.string().nullable(),
        }),
      ),
      disposedAt: Instant.nullable(),
      /** When the master was last read whole and matched the hash recorded at retrieval. */
      checkedAt: Instant,
    }),
    beforeAcknowledging,
  ),
};
