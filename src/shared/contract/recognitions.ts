import { z } from 'zod';
import { DocumentId, Instant, Line, Paragraph, ViewingId } from '../model.ts';
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

const Recognition = z.object({
  number: z.string(),
  person: z.string(),
  outcome: RecognitionOutcome,
  at: Instant,
  by: z.string(),
  sheetId: DocumentId,
});
export type Recognition = z.output<typeof Recognition>;

export const recognitionsCommands = {
  'viewings.recordRecognition': enters(
    officer,
    z.strictObject({ viewingId: ViewingId, ...answers }),
    Recognition,
    needsLicence,
  ),
  'viewings.recognitions': reads(readers, z.strictObject({ viewingId: ViewingId }), z.array(Recognition)),
};
