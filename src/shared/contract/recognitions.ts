import { z } from 'zod';
import { DocumentId, Instant, Line, Paragraph, RecordingId, ViewingId, WallClock } from '../model.ts';
import { enters, needsLicence, officer, readers, reads } from './command.ts';

/** Whether the person claims to know somebody shown. */
const RecognitionOutcome = z.enum(['recognised', 'not-sure', 'nobody']);

/**
 * What is written down when somebody views footage to see whether they know a person shown: what Part B of PACE Code D
 * asks of such a viewing, in its order. Empty answers are not accepted; "nothing" and "nobody" are answers.
 */
const answers = {
  person: Line,
  toldIdentity: Paragraph,
  toldBefore: Paragraph,
  howAsked: Paragraph,
  withOthers: Paragraph,
  arrangements: Paragraph,
  circulation: z.enum(['selected', 'mass']),
  /** Whether they have seen these pictures before: when, where, how often. */
  seenBefore: Paragraph,
  controlled: Paragraph,
  conditions: Paragraph,
  placeKnown: Paragraph,
  outcome: RecognitionOutcome,
  /** The three below are asked where somebody was recognised, with or without doubt. */
  words: Paragraph.optional(),
  knownFrom: Paragraph.optional(),
  features: Paragraph.optional(),
  doubt: Paragraph.optional(),
};
export const RecognitionAnswers = z.strictObject(answers);
export type RecognitionAnswers = z.output<typeof RecognitionAnswers>;

/** A record that was written on paper while no viewing was open here: when, where and by whom, and where the paper is. */
const byHand = {
  /** UK time, as the person who wrote it read it. */
  shownAt: WallClock,
  place: Line,
  organisation: Line,
  writtenBy: Line,
  whyByHand: Paragraph,
  originalKept: Line,
};
export const ByHand = z.strictObject(byHand);
export type ByHand = z.output<typeof ByHand>;

const Recognition = z.object({
  number: z.string(),
  person: z.string(),
  outcome: RecognitionOutcome,
  at: Instant,
  by: z.string(),
  sheetId: DocumentId,
  /** Null where it was made in a viewing. */
  byHand: ByHand.nullable(),
});
export type Recognition = z.output<typeof Recognition>;

export const recognitionsCommands = {
  'viewings.recordRecognition': enters(
    officer,
    z.strictObject({ viewingId: ViewingId, ...answers }),
    Recognition,
    needsLicence,
  ),
  /** Enters a record that was made by hand, of footage that was not shown in a viewing of this laptop then. */
  'viewings.enterRecognition': enters(
    officer,
    z.strictObject({ recordingId: RecordingId, ...byHand, ...answers }),
    Recognition,
    needsLicence,
  ),
  /** Of a viewing, or those entered by hand of a recording. */
  'viewings.recognitions': reads(
    readers,
    z.strictObject({ viewingId: ViewingId.optional(), recordingId: RecordingId.optional() }),
    z.array(Recognition),
  ),
};
