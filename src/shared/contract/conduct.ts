import { z } from 'zod';
import { Day, Instant, Line, LongText, Paragraph, Password, PersonId, Sha256 } from '../model.ts';
import { beforeAcknowledging, both, enters, manager, readers, reads } from './command.ts';

// Who may operate the systems (CoP 3.1) and by which version of the code (CoP 7.2, section 8).

/** One entry of the register of SIA Public Space Surveillance licences; renewed ones stay. */
const Licence = z.object({
  personId: PersonId,
  person: z.string(),
  number: z.string(),
  expires: Day,
  /** Whether the manager held the card in their hand. */
  cardSeen: z.boolean(),
  /** Null for what was typed when the account was opened. */
  enteredAt: Instant.nullable(),
  enteredBy: z.string().nullable(),
  inForce: z.boolean(),
});

const Training = z.object({
  personId: PersonId,
  person: z.string(),
  course: z.string(),
  completedOn: Day,
  expires: Day.nullable(),
  enteredAt: Instant,
  enteredBy: z.string(),
  /** Whether it is the newest entry of this course for this person. */
  inForce: z.boolean(),
});

export const CodeVersion = z.object({
  version: z.int(),
  dated: z.string(),
  effectiveOn: Day,
  nextReviewOn: Day,
  changes: z.string(),
  consulted: z.string(),
  textSha256: Sha256,
  /** Null for the version the application came with. */
  raisedAt: Instant.nullable(),
  raisedBy: z.string().nullable(),
});
export type CodeVersion = z.output<typeof CodeVersion>;

export const CodeReview = z.object({
  version: z.int(),
  reviewedOn: Day,
  finding: z.string(),
  at: Instant,
  by: z.string(),
});
export type CodeReview = z.output<typeof CodeReview>;

const Version = z.int().min(1).max(9999);

export const conductCommands = {
  'licences.list': reads(readers, z.strictObject({}), z.array(Licence)),
  /** A first or renewed licence, read off the card. It unblocks the officer at once. */
  'licences.enter': enters(
    manager,
    z.strictObject({
      personId: PersonId,
      number: Line,
      expires: Day,
      cardSeen: z.literal(true),
      password: Password,
    }),
    z.array(Licence),
  ),
  'training.list': reads(readers, z.strictObject({}), z.array(Training)),
  'training.enter': enters(
    manager,
    z.strictObject({ personId: PersonId, course: Line, completedOn: Day, expires: Day.optional(), password: Password }),
    z.array(Training),
  ),
  'code.read': reads(
    readers,
    z.strictObject({}),
    z.object({
      inForce: CodeVersion,
      text: z.string(),
      acknowledgedAt: Instant.nullable(),
      versions: z.array(CodeVersion),
      acknowledgements: z.array(z.object({ version: z.int(), person: z.string(), at: Instant })),
      reviews: z.array(CodeReview),
      nextLightReviewOn: Day,
    }),
  ),
  /** Each person for themselves, with the text in front of them. */
  'code.acknowledge': enters(both, z.strictObject({ version: Version }), z.null(), beforeAcknowledging),
  /** A new version, after consultation (CoP 7.1). From its day on everybody acknowledges it anew. */
  'code.raise': enters(
    manager,
    z.strictObject({
      dated: Line,
      effectiveOn: Day,
      nextReviewOn: Day,
      changes: Paragraph,
      consulted: Paragraph,
      text: LongText,
      password: Password,
    }),
    CodeVersion,
  ),
  /** The annual light-touch review of section 8. */
  'code.review': enters(
    manager,
    z.strictObject({ reviewedOn: Day, finding: Paragraph, password: Password }),
    z.array(CodeReview),
  ),
};
