import { z } from 'zod';
import {
  BookmarkId,
  BundleId,
  CaseId,
  ClipId,
  Credentials,
  Day,
  Instant,
  Line,
  MaskId,
  Paragraph,
  RecordingId,
  Sha256,
  StillId,
  ViewingId,
  WallClock,
} from '../model.ts';
import { beforeAcknowledging, both, enters, manager, needsLicence, officer, readers, reads } from './command.ts';

const positionMs = z.number().min(0).max(1e10);
const frameIndex = z.int().min(0).max(1e9);
/** Which recording of the viewing; it may be left out where there is one. */
const whichRecording = RecordingId.optional();
/** A showing in court ends with one of the last two, and no other viewing does. */
const ViewingOutcome = z.enum([
  'relevant',
  'nothing-relevant',
  'still-wanted',
  'copy-for-court',
  'hold-wanted',
  'shown-in-court',
  'not-shown-in-court',
]);

/** As what somebody else sees the screen. */
export const Capacity = z.enum(['staff', 'police', 'court', 'agency', 'public']);
export type Capacity = z.output<typeof Capacity>;

/** A showing before a court: of exhibits of one approved bundle, and of each the stretch that was to be shown. */
export const CourtShowing = z.object({
  bundleNumber: z.string(),
  court: z.string(),
  caseNumber: z.string(),
  /** Who in court asked for it or allowed it, and what they said. */
  allowedBy: z.string(),
  direction: z.string(),
  /** Where a clip is the exhibit, that and its hash: of its recording nothing but the clip is shown. */
  exhibits: z.array(
    z.object({
      ...{ recordingId: RecordingId, reference: z.string(), fromMs: z.number(), toMs: z.number() },
      clipId: ClipId.nullable().default(null),
      sha256: Sha256.nullable().default(null),
    }),
  ),
  /** Countersigned stills of the bundle that were listed; where the masked copy is the exhibit, that and its hash. */
  stills: z
    .array(
      z.object({
        ...{ stillId: StillId, reference: z.string() },
        maskId: MaskId.nullable().default(null),
        sha256: Sha256.nullable().default(null),
      }),
    )
    .default([]),
  /** Whether the exhibits are shown side by side, in step by their corrected times. */
  inStep: z.boolean().default(false),
});
export type CourtShowing = z.output<typeof CourtShowing>;

const watched = z.array(z.object({ fromMs: z.number(), toMs: z.number() }));

export const Viewing = z.object({
  id: ViewingId,
  number: z.string(),
  /** What is shown: one recording, or up to three cameras of one case in step; and how much of each really was. */
  recordings: z.array(z.object({ recordingId: RecordingId, recordingNumber: z.string(), watched })),
  /** Clips a court was shown, each a film of its own; what of each really was, in ms of the recording it was cut from. */
  clips: z
    .array(
      z.object({
        ...{ clipId: ClipId, clipNumber: z.string(), recordingId: RecordingId, recordingNumber: z.string(), watched },
      }),
    )
    .default([]),
  reactRef: z.string(),
  purpose: z.string(),
  place: z.string(),
  viewer: z.string(),
  /** The officer who was in the room all the time; the viewer, or whoever co-signed for the manager (CoP 6.4). */
  officerPresent: z.string(),
  personsPresent: z.array(
    /** Null where it was not asked yet. */
    z.object({ name: z.string(), organisation: z.string(), capacity: Capacity.nullable().default(null) }),
  ),
  /** The Head of Safer Neighbourhoods' authority for a showing; null where none was needed. */
  authority: z.object({ head: z.string(), on: Day, reference: z.string(), authorised: z.string() }).nullable(),
  /** What a court was shown and on whose word; null for every other viewing. */
  showing: CourtShowing.nullable(),
  openedAt: Instant,
  closedAt: Instant.nullable(),
  /** 'abnormal' = power, crash or lock ended it. */
  ending: z.enum(['open', 'closed', 'abnormal']),
  outcome: ViewingOutcome.nullable(),
  outcomeNote: z.string().nullable(),
});
export type Viewing = z.output<typeof Viewing>;

/** The first and the last picture of a stretch to be cut out for court. */
const Mark = z.enum(['clip-from', 'clip-to']);
export const Bookmark = z.object({
  id: BookmarkId,
  recordingId: RecordingId,
  positionMs: z.number(),
  frameIndex: z.number(),
  note: z.string(),
  /** Null for a bookmark that only finds the frame again. */
  mark: Mark.nullable(),
  at: Instant,
  by: z.string(),
});
export type Bookmark = z.output<typeof Bookmark>;

/** `copy`: coded pictures as they are; `exact`: coded anew; `masked`: coded anew with areas filled with black. */
export const HowCut = z.enum(['copy', 'exact', 'masked']);

/** One recording of an open viewing, or a clip of one: its bytes, its frames and its clock. */
const Camera = z.object({
  recordingId: RecordingId,
  recordingNumber: z.string(),
  /** Null where the recording itself is shown, or a stretch cut for this showing. */
  clip: z.object({ id: ClipId, number: z.string(), way: HowCut }).nullable().default(null),
  channel: z.string().nullable(),
  media: z.object({ url: z.string(), kind: z.enum(['master', 'derivative']), sha256: Sha256 }),
  /** Where the first frame stands in the recording, in ms: not at its beginning where a stretch is shown. */
  startsAtMs: z.number(),
  /** Of the pictures of the master. */
  width: z.number(),
  height: z.number(),
  durationMs: z.number(),
  frameCount: z.number(),
  /** Presentation time of every frame in ms from the first one; null when frames stand `frameStepMs` apart. */
  frameTimesMs: z.array(z.number()).nullable(),
  frameStepMs: z.number(),
  recordedFrom: WallClock.nullable(),
  /** recorder − reference; corrected time = recorded time − offset. */
  offsetSeconds: z.number(),
  bookmarks: z.array(Bookmark),
  /** Where something moves; null while the recording has no index, or its index was damaged. */
  activity: z
    .object({
      /** One score a second, 0 (quiet) to 254; 255: nothing was recorded in that second. */
      scores: z.array(z.int().min(0).max(255)),
      /** Small pictures on one, left to right and top to bottom, `everyMs` apart. */
      strip: z.object({
        url: z.string(),
        count: z.number(),
        everyMs: z.number(),
        columns: z.number(),
        rows: z.number(),
        width: z.number(),
        height: z.number(),
      }),
    })
    .nullable(),
});

/** The cameras stand in the order of the viewing's recordings. */
export const OpenViewing = z.object({ viewing: Viewing, cameras: z.array(Camera).min(1) });
export type OpenViewing = z.output<typeof OpenViewing>;

/** Before a court: the exhibits listed, and the addresses of the stills among them. */
const OpenShowing = z.object({
  viewing: Viewing,
  cameras: z.array(Camera),
  stills: z.array(z.object({ stillId: StillId, reference: z.string(), url: z.string() })),
});
export type OpenShowing = z.output<typeof OpenShowing>;

/**
 * The one purpose that is never on the manager's list: it needs the authority of the Head of Safer Neighbourhoods, as
 * does anybody from the public who sees the screen (CoP 6.4).
 */
export const showingPurpose = 'Public showing or demonstration';

/** An IDCAM Pro bridge carries three cameras (CoP 3.12). */
export const mostCameras = 3;

/** The three statements about the room, before any footage is on the screen (CoP 3.9). */
export const RoomCheck = z.strictObject({
  nobodyBehind: z.literal(true),
  doorShut: z.literal(true),
  screenNotOverlooked: z.literal(true),
});

/** What was really shown since the last report, in media time. */
export const ShownRange = z.strictObject({ fromMs: positionMs, toMs: positionMs });
/** So many ranges are taken in one report. */
export const mostRanges = 100;

const viewingRequest = {
  recordingId: RecordingId,
  /** Other recordings of the case, shown beside it in step by their corrected times. */
  beside: z
    .array(RecordingId)
    .max(mostCameras - 1)
    .optional(),
  purpose: Line,
  place: Line,
  reason: Paragraph,
  roomCheck: RoomCheck,
  personsPresent: z.array(z.strictObject({ name: Line, organisation: Line, capacity: Capacity })).max(10),
  authority: z.strictObject({ head: Line, on: Day, reference: Line, authorised: Paragraph }).optional(),
};

/** The purpose of every showing before a court (CoP 6.4); it is chosen by presenting a bundle, not from the list. */
export const courtPurpose = 'Showing in court';

export const viewingsCommands = {
  /**
   * Shows exhibits of an approved bundle to the court, with the officer there (CoP 6.4): nothing but what is listed.
   * Times are of the recorder's clock; without them the whole recording is listed.
   */
  'viewings.present': enters(
    officer,
    z.strictObject({
      bundleId: BundleId,
      place: Line,
      allowedBy: Line,
      direction: Paragraph,
      listed: z
        .array(z.strictObject({ recordingId: RecordingId, from: WallClock.optional(), to: WallClock.optional() }))
        .max(20),
      /** By their exhibit references: a still and its masked copy may both be in the bundle. */
      stills: z.array(Line).max(20).optional(),
      /** By their exhibit references too: each is shown whole, and nothing else of its recording with it. */
      clips: z.array(Line).max(20).optional(),
      /** The recordings and clips listed are shown side by side: two or three of them. */
      inStep: z.boolean().optional(),
    }),
    OpenShowing,
    needsLicence,
  ),
  'viewings.open': enters(officer, z.strictObject(viewingRequest), OpenViewing, needsLicence),
  /** The manager views only beside an officer, who proves with all three that they are there (CoP 6.4). */
  'viewings.openWithOfficer': enters(
    manager,
    z.strictObject({ ...viewingRequest, officer: Credentials }),
    OpenViewing,
    needsLicence,
  ),
  /** What was really shown since the last report, in media time of each recording, also of a clip cut out of one. */
  'viewings.watched': enters(
    both,
    z.strictObject({
      viewingId: ViewingId,
      ranges: z
        .array(ShownRange.extend({ recordingId: whichRecording, clipId: ClipId.optional() }))
        .min(1)
        .max(mostRanges),
    }),
    z.null(),
    beforeAcknowledging,
  ),
  /** A still of the showing was on the screen. */
  'viewings.stillShown': enters(
    officer,
    z.strictObject({ viewingId: ViewingId, reference: Line }),
    z.null(),
    needsLicence,
  ),
  'viewings.bookmark': enters(
    both,
    z.strictObject({
      ...{ viewingId: ViewingId, recordingId: whichRecording, positionMs, frameIndex },
      ...{ note: Paragraph, mark: Mark.optional() },
    }),
    Bookmark,
    needsLicence,
  ),
  'viewings.close': enters(
    both,
    z.strictObject({ viewingId: ViewingId, outcome: ViewingOutcome, note: Paragraph.optional() }),
    z.object({ viewing: Viewing, reactSlip: z.string() }),
    beforeAcknowledging,
  ),
  'viewings.list': reads(
    readers,
    z.strictObject({ caseId: CaseId.optional(), recordingId: RecordingId.optional() }),
    z.array(Viewing),
  ),
};
