import { z } from 'zod';
import { CaseId, ClipId, Instant, JobId, Line, RecordingId, Sha256, WallClock } from '../model.ts';
import { Bookmark } from './viewings.ts';
import { both, enters, needsLicence, officer, reads } from './command.ts';

/** Pictures from one to another, both included, counted from 0 in the order shown; people count from one. */
const Stretch = z.object({ from: z.number(), to: z.number() });
const Period = z.object({ from: WallClock, to: WallClock });

/** `copy`: coded pictures as they are, from the key picture at or before the in-point. `exact`: coded anew. */
const ClipWay = z.enum(['copy', 'exact']);

/** A stretch cut out of a recording. It is no master: it goes with its recording, and is kept as long. */
export const Clip = z.object({
  id: ClipId,
  number: z.string(),
  caseId: CaseId,
  recordingId: RecordingId,
  recordingNumber: z.string(),
  way: ClipWay,
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

const Picture = z.number().int().min(0);
/** `caseId`: one of the cases the recording was retrieved for; left out, the one that holds it. */
const Wish = { recordingId: RecordingId, from: Picture, to: Picture, caseId: CaseId.optional() };

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
};
