import { z } from 'zod';
import {
  CaseId,
  ClipId,
  Credentials,
  Instant,
  JobId,
  Line,
  Paragraph,
  Password,
  RecordingId,
  Sha256,
  WallClock,
} from '../model.ts';
import { both, enters, manager, needsLicence, officer, reads } from './command.ts';
import { MaskBox } from './masks.ts';
import { Bookmark, HowCut, mostRanges, RoomCheck, ShownRange } from './viewings.ts';

/** Pictures from one to another, both included, counted from 0 in the order shown; people count from one. */
const Stretch = z.object({ from: z.number(), to: z.number() });
const Period = z.object({ from: WallClock, to: WallClock });

/** `copy`: coded pictures as they are, from the key picture at or before the in-point. `exact`: coded anew. */
const ClipWay = z.enum(['copy', 'exact']);

const Picture = z.number().int().min(0);
/** Where an area lies at one picture of the recording; between two of them it moves evenly from one to the other. */
const MaskKey = z.strictObject({ picture: Picture, box: MaskBox });
/** Before its first key and after its last an area stands still. */
export const MovingArea = z.strictObject({
  keys: z.array(MaskKey).min(1).max(200),
  /** The pictures of the recording in which it covers; left out, every picture of the clip. */
  covers: z.strictObject({ from: Picture, to: Picture }).exactOptional(),
});
export type MovingArea = z.output<typeof MovingArea>;

/** What a masked clip covers, and what the manager said of it. */
export const ClipMask = z.object({
  areas: z.array(MovingArea),
  /** The size of the recording's pictures; null while that is being looked into anew. */
  width: z.number().nullable(),
  height: z.number().nullable(),
  state: z.enum(['made', 'approved', 'refused']),
  decidedAt: Instant.nullable(),
  decidedBy: z.string().nullable(),
  decisionReasons: z.string().nullable(),
});
export type ClipMask = z.output<typeof ClipMask>;

/** A stretch cut out of a recording. It is no master: it goes with its recording, and is kept as long. */
export const Clip = z.object({
  id: ClipId,
  number: z.string(),
  caseId: CaseId,
  recordingId: RecordingId,
  recordingNumber: z.string(),
  way: HowCut,
  /** Null where nothing is covered. */
  mask: ClipMask.nullable(),
  reason: z.string(),
  wish: Stretch,
  /** What it really shows. */
  shown: Stretch,
  /** By the recorder's clock and corrected, to the second; null where the recording states no time. */
  recorded: Period.nullable(),
  corrected: Period.nullable(),
  sha256: Sha256,
  parentSha256: Sha256,
  sizeBytes: z.number(),
  tool: z.string(),
  commandLine: z.string(),
  proof: z.string(),
  madeAt: Instant,
  madeBy: z.string(),
  state: z.enum(['kept', 'disposed']),
});
export type Clip = z.output<typeof Clip>;

/** `caseId`: one of the cases the recording was retrieved for; left out, the one that holds it. */
const Wish = { recordingId: RecordingId, from: Picture, to: Picture, caseId: CaseId.optional() };

const One = z.strictObject({ clipId: ClipId });

/** Pictures of a clip that were never on the screen of whoever asks, counted from 0; and where they lie in the clip. */
const Unseen = z.array(Stretch.extend({ fromMs: z.number(), toMs: z.number() }));
export type Unseen = z.output<typeof Unseen>;

const Comparing = One.extend({ roomCheck: RoomCheck });
const Compared = z.object({
  maskedUrl: z.string(),
  plainUrl: z.string(),
  /** Of each picture of both, in ms from the first. */
  timesMs: z.array(z.number()),
  durationMs: z.number(),
  unseen: Unseen,
});

export const clipsCommands = {
  'clips.list': reads(both, z.strictObject({ caseId: CaseId.optional() }), z.array(Clip)),
  /** When the pictures chosen were recorded, before anything is cut. Null where the recording has no such pictures. */
  'clips.foresee': reads(
    officer,
    z.strictObject(Wish),
    z.object({
      frameCount: z.number(),
      stretch: z
        .object({ recorded: Period.nullable(), corrected: Period.nullable(), milliseconds: z.number() })
        .nullable(),
    }),
  ),
  /** Bookmarks of a recording, made in viewings, in the order of the pictures: where a clip may begin and end. */
  'clips.places': reads(
    officer,
    z.strictObject({ recordingId: RecordingId }),
    z.array(Bookmark.extend({ recordedAt: WallClock.nullable() })),
  ),
  'clips.make': enters(
    officer,
    z.strictObject({ ...Wish, way: ClipWay, reason: Line }),
    z.object({ clipId: ClipId, jobId: JobId }),
    needsLicence,
  ),
  /** A stretch coded anew with moving areas filled with black: for disclosure, once the manager has compared it. */
  'clips.mask': enters(
    officer,
    z.strictObject({ ...Wish, reason: Paragraph, areas: z.array(MovingArea).min(1).max(20) }),
    z.object({ clipId: ClipId, jobId: JobId }),
    needsLicence,
  ),
  /**
   * Grants for the masked clip and the same stretch unmasked beside it; who was present and what was said of the room are
   * part of the entry (CoP 3.9, 6.4). Refused while other footage is shown.
   */
  'clips.compare': enters(officer, Comparing.extend({ officerPresent: z.literal(true) }), Compared, needsLicence),
  /** To the manager only beside an officer, who proves to be there. */
  'clips.compareWithOfficer': enters(manager, Comparing.extend({ officer: Credentials }), Compared, needsLicence),
  /** What was really shown of both since the last report, in ms from the first picture; and what is still to be seen. */
  'clips.watched': enters(
    both,
    One.extend({
      ranges: z
        .array(ShownRange.extend({ of: z.enum(['masked', 'plain']) }))
        .min(1)
        .max(mostRanges),
    }),
    z.object({ unseen: Unseen }),
  ),
  /** Puts both away: their addresses are worth nothing from then on. */
  'clips.putAway': enters(both, One, z.null()),
  /**
   * The second person: before it a masked clip goes into no bundle and is shown to nobody else. Approved only by whoever
   * had each of its pictures on the screen.
   */
  'clips.decide': enters(
    manager,
    One.extend({ decision: z.enum(['approve', 'refuse']), reasons: Paragraph, password: Password }),
    Clip,
    { judges: { acts: ['clips.mask'], of: 'clipId', clause: '5.15' } },
  ),
};
