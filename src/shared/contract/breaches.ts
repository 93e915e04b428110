import { z } from 'zod';
import { Day, Instant, Line, Paragraph, Password, RecordingId, WallClock } from '../model.ts';
import { both, enters, manager, readers, reads } from './command.ts';

/** What a person registers; the application opens incidents of its own kinds. */
const BreachKind = z.enum(['incident', 'code-breach', 'data-breach', 'complaint']);

const Told = z.strictObject({ on: Day, how: Line });
/** CoP 6.2: that it was referred under the disciplinary procedure, and how that ended; nothing of what was said there. */
const DisciplinaryOutcome = z.enum(['no-action', 'advice', 'warning', 'dismissal', 'withdrawn']);
const Disciplinary = z.object({
  referredOn: Day,
  to: z.string(),
  reference: z.string().nullable(),
  at: Instant,
  by: z.string(),
  outcome: z.object({ on: Day, outcome: DisciplinaryOutcome, at: Instant, by: z.string() }).nullable(),
});

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
  /** Of a complaint: who complains, and how they are reached. */
  complainant: z.string().nullable(),
  /** Until when a complaint about personal data must be acknowledged (DPA 2018 s.164A); null where the law sets no day or once it was. */
  acknowledgeBy: Day.nullable(),
  acknowledged: z.object({ on: Day, how: z.string(), isLate: z.boolean(), at: Instant, by: z.string() }).nullable(),
  disciplinary: Disciplinary.nullable(),
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
      /** When and how the complainant was told. */
      told: Told.nullable(),
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
      complainant: Line.optional(),
    }),
    Breach,
  ),
  'breaches.note': enters(both, z.strictObject({ number: Line, text: Paragraph }), Breach),
  /** A complaint about personal data is acknowledged within thirty days (DPA 2018 s.164A). */
  'breaches.acknowledge': enters(both, z.strictObject({ number: Line, on: Day, how: Line }), Breach),
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
  /** CoP 6.2: the disciplinary procedure itself is kept elsewhere. */
  'breaches.refer': enters(
    manager,
    z.strictObject({ number: Line, on: Day, to: Line, reference: Line.optional(), password: Password }),
    Breach,
  ),
  'breaches.referralEnded': enters(
    manager,
    z.strictObject({ number: Line, on: Day, outcome: DisciplinaryOutcome, password: Password }),
    Breach,
  ),
  'breaches.close': enters(
    manager,
    z.strictObject({
      number: Line,
      outcome: Paragraph,
      complaint: z.enum(['upheld', 'partly-upheld', 'not-upheld']).optional(),
      told: Told.optional(),
      password: Password,
    }),
    Breach,
    { judgesNobody: 'To have reported a breach is no act to be judged; who is investigated (6.2) stands on paper.' },
  ),
};
