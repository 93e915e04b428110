import { z } from 'zod';
import { CaseId, Credentials, Instant, MaskId, Paragraph, Password, RecordingId, Sha256, StillId } from '../model.ts';
import { both, enters, manager, needsLicence, officer, readers, reads } from './command.ts';

/** A rectangle of whole pixels, counted from the upper left corner of the picture. */
export const MaskBox = z.strictObject({
  x: z.int().min(0).max(65_535),
  y: z.int().min(0).max(65_535),
  width: z.int().min(1).max(65_535),
  height: z.int().min(1).max(65_535),
});
export type MaskBox = z.output<typeof MaskBox>;

/** A masked copy of a countersigned still: a derivative of its own; the still and the master stay as they are. */
export const Mask = z.object({
  id: MaskId,
  stillId: StillId,
  caseId: CaseId,
  recordingId: RecordingId,
  /** STILL-0004-M1 */
  number: z.string(),
  state: z.enum(['made', 'approved', 'refused']),
  reason: z.string(),
  boxes: z.array(MaskBox),
  width: z.number(),
  height: z.number(),
  /** Of the still it was made from. */
  parentSha256: Sha256,
  sha256: Sha256,
  madeAt: Instant,
  madeBy: z.string(),
  decidedAt: Instant.nullable(),
  decidedBy: z.string().nullable(),
  decisionReasons: z.string().nullable(),
  pictureDestroyedAt: Instant.nullable(),
});
export type Mask = z.output<typeof Mask>;

const Pictures = z.object({ maskedUrl: z.string(), stillUrl: z.string() });
const One = z.strictObject({ maskId: MaskId });

export const masksCommands = {
  'masks.list': reads(readers, z.strictObject({ stillId: StillId.optional() }), z.array(Mask)),
  /** Areas of a countersigned still filled with black; nothing of them is left in the copy. */
  'masks.make': enters(
    officer,
    z.strictObject({ stillId: StillId, reason: Paragraph, boxes: z.array(MaskBox).min(1).max(50) }),
    Mask,
    needsLicence,
  ),
  /** Grants for the masked picture and the still beside it; who was present is part of the entry (CoP 6.4). */
  'masks.show': enters(officer, One.extend({ officerPresent: z.literal(true) }), Pictures, needsLicence),
  /** To the manager only beside an officer, who proves to be there, as with the still itself. */
  'masks.showWithOfficer': enters(manager, One.extend({ officer: Credentials }), Pictures, needsLicence),
  /** Ends the showing of both. */
  'masks.putAway': enters(both, One, z.null()),
  /** The second person: before it nothing of the copy is printed or given out. */
  'masks.decide': enters(
    manager,
    One.extend({ decision: z.enum(['approve', 'refuse']), reasons: Paragraph, password: Password }),
    Mask,
    { judges: { acts: ['masks.make'], of: 'maskId', clause: '5.15' } },
  ),
};
