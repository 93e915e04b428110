import { z } from 'zod';
import { Day, Instant, Line, Paragraph, Password, RecordingId, WallClock } from '../model.ts';
import { both, enters, manager, readers, reads } from './command.ts';

/** What a person registers; the application opens incidents of its own kinds. */
const BreachKind = z.enum(['incident', 'code-breach', 'data-breach', 'complaint']);

export const Breach = z.object({
  number: z.string(),
  at: Instant,
  kind: z.string(),
  description: z.string(),
  recordingId: RecordingId.nullable(),
  reportedBy: z.string(),
  happenedOn: Day.nullable(),
  /** Null while nobody has said whether personal data is concerned. */
  personalData: z.boolean().nullable(),
  awareAt: Instant,
  /** Where personal data is concerned: 72 hours after awareness, until the ICO decision is recorded (UK GDPR Art. 33). */
  icoBy: Instant.nullable(),
  ico: z
    .object({
      decision: z.enum(['report', 'no-report']),
      reasons: z.string(),
      reference: z.string().nullable(),
      isLate: z.boolean(),
      at: Instant,
      by: z.string(),
    })
    .nullable(),
  notes: z.array(z.object({ at: Instant, by: z.string(), text: z.string() })),
  outcome: z
    .object({
      text: z.string(),
      complaint: z.enum(['upheld', 'partly-upheld', 'not-upheld']).nullable(),
      at: Instant,
      by: z.string(),
    })
    .nullable(),
});
export type Breach = z.output<typeof Breach>;

export const breachesCommands = {
  'breaches.list': reads(readers, z.strictObject({}), z.array(Breach)),
  'breaches.report': enters(
    both,
    z.strictObject({
      kind: BreachKind,
      happenedOn: Day,
      /** When somebody of the landlord first knew, by a UK clock. */
      awareAt: WallClock,
      personalData: z.boolean(),
      description: Paragraph,
    }),
    Breach,
  ),
  'breaches.note': enters(both, z.strictObject({ number: Line, text: Paragraph }), Breach),
  /** Whether personal data is concerned: for what the application found, and to put a first judgement right. */
  'breaches.assess': enters(
    manager,
    z.strictObject({ number: Line, personalData: z.boolean(), reasons: Paragraph, password: Password }),
    Breach,
  ),
  'breaches.decideIco': enters(
    manager,
    z.strictObject({
      number: Line,
      decision: z.enum(['report', 'no-report']),
      reasons: Paragraph,
      reference: Line.optional(),
      password: Password,
    }),
    Breach,
    { judgesNobody: 'A duty of the landlord within 72 hours, whoever reported it: a team of two must not be stuck.' },
  ),
  'breaches.close': enters(
    manager,
    z.strictObject({
      number: Line,
      outcome: Paragraph,
      complaint: z.enum(['upheld', 'partly-upheld', 'not-upheld']).optional(),
      password: Password,
    }),
    Breach,
    { judgesNobody: 'To have reported a breach is no act to be judged; who is investigated (6.2) stands on paper.' },
  ),
};
