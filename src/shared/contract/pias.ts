import { z } from 'zod';
import {
  CameraSystem,
  CaseId,
  ConsultationId,
  Day,
  DeploymentId,
  DocumentId,
  Instant,
  Line,
  Paragraph,
  Password,
  PiaId,
} from '../model.ts';
import { enters, manager, officer, readers, reads } from './command.ts';

/** Every head of a PIA in the order in which it is written and printed; none may be blank when it is submitted. */
export const piaHeads = [
  { key: 'need', step: 'purpose', clause: '5.4', label: 'Incidents relied on and evidence' },
  { key: 'alternatives', step: 'purpose', clause: '5.5', label: 'Alternatives tried and why they were not enough' },
  { key: 'purpose', step: 'purpose', clause: '5.4', label: 'Purpose of installing the system' },
  { key: 'cameraPosition', step: 'place', clause: '5.8', label: 'Camera position' },
  { key: 'fieldOfView', step: 'place', clause: '5.12', label: 'Field of view: communal and public areas covered' },
  { key: 'privateAreas', step: 'place', clause: '5.12', label: 'Private areas and how they are left out' },
  { key: 'hours', step: 'place', clause: '5.4', label: 'Hours of recording' },
  { key: 'signs', step: 'place', clause: '5.9', label: 'Signage plan' },
  { key: 'collateralIntrusion', step: 'intrusion', clause: '5.4', label: 'Potential collateral intrusion' },
  { key: 'whyUnavoidable', step: 'intrusion', clause: '5.4', label: 'Why the intrusion is unavoidable' },
  { key: 'precautions', step: 'intrusion', clause: '5.4', label: 'Precautions to minimise collateral intrusion' },
  { key: 'proportionality', step: 'balance', clause: '5.5', label: 'Why it is proportionate' },
  { key: 'howIntrusive', step: 'balance', clause: '5.5', label: 'How intrusive it might be on others' },
  { key: 'whyOutweighed', step: 'balance', clause: '5.5', label: 'Why the need outweighs the intrusion' },
  { key: 'informationFlow', step: 'balance', clause: '4.6', label: 'Who will hold and see the footage, and how long' },
  { key: 'risks', step: 'balance', clause: '5.1', label: 'Risks, measures and what risk remains' },
  { key: 'equality', step: 'balance', clause: '5.1', label: 'Equality and vulnerable people' },
  { key: 'consultation', step: 'consultation', clause: '5.5', label: 'Consultation undertaken with those affected' },
] as const;
export type PiaHead = (typeof piaHeads)[number]['key'];

/** What a draft may hold under a head: a paragraph or nothing yet. */
const Drafted = z.union([z.literal(''), Paragraph]);
const headShape = Object.fromEntries(piaHeads.map(({ key }) => [key, Drafted])) as Record<PiaHead, typeof Drafted>;
export const PiaText = z.object(headShape);
export type PiaText = z.output<typeof PiaText>;
const optionalHeads = Object.fromEntries(piaHeads.map(({ key }) => [key, Paragraph.optional()])) as Record<
  PiaHead,
  z.ZodOptional<typeof Paragraph>
>;

export const PiaState = z.enum(['draft', 'submitted', 'returned', 'approved', 'refused']);
export type PiaState = z.output<typeof PiaState>;

/** Why a new version was begun. A camera that moves or looks elsewhere has no PIA until it is approved again. */
const ReopenedBecause = z.enum(['returned', 'moved', 'extension', 'changed']);

export const PiaVersion = z.object({
  version: z.number(),
  state: PiaState,
  place: z.string(),
  system: CameraSystem,
  /** The Safer Neighbourhoods Officer dealing with the case, who wrote it (CoP 5.1). */
  author: z.string(),
  plannedFrom: Day.nullable(),
  plannedUntil: Day.nullable(),
  text: PiaText,
  reopenedBecause: ReopenedBecause.nullable(),
  reopenedReasons: z.string().nullable(),
  enteredAt: Instant,
  enteredBy: z.string(),
  submittedAt: Instant.nullable(),
  submittedBy: z.string().nullable(),
  decidedAt: Instant.nullable(),
  decidedBy: z.string().nullable(),
  decisionReasons: z.string().nullable(),
  sheetId: DocumentId.nullable(),
});
export type PiaVersion = z.output<typeof PiaVersion>;

const ConsultationHow = z.enum(['letter', 'large-print-letter', 'visit', 'phone', 'email', 'meeting']);
export const Consultation = z.object({
  id: ConsultationId,
  who: z.string(),
  address: z.string(),
  how: ConsultationHow,
  at: Instant,
  by: z.string(),
  answerBy: Day,
  letterId: DocumentId.nullable(),
  answeredOn: Day.nullable(),
  answer: z.string().nullable(),
  changed: z.string().nullable(),
});
export type Consultation = z.output<typeof Consultation>;

export const Pia = z.object({
  id: PiaId,
  number: z.string(),
  deploymentId: DeploymentId,
  deploymentNumber: z.string(),
  caseId: CaseId,
  reactRef: z.string(),
  /** The newest version; `versions` are all, newest first. */
  latest: PiaVersion,
  versions: z.array(PiaVersion),
  consultations: z.array(Consultation),
  /** Heads of the newest version that are still blank, by their labels. */
  blank: z.array(z.string()),
});
export type Pia = z.output<typeof Pia>;

export const piasCommands = {
  'pias.list': reads(readers, z.strictObject({ caseId: CaseId.optional() }), z.array(Pia)),
  /** Begins the PIA of a requested camera, or the next version after one that was returned or refused. */
  'pias.begin': enters(officer, z.strictObject({ deploymentId: DeploymentId, author: Line }), Pia),
  /** Keeps what has been written so far; a head left out is blanked. */
  'pias.write': enters(
    officer,
    z.strictObject({
      piaId: PiaId,
      author: Line,
      plannedFrom: Day.optional(),
      plannedUntil: Day.optional(),
      text: z.strictObject(optionalHeads),
    }),
    Pia,
  ),
  'pias.consult': enters(
    officer,
    z.strictObject({ piaId: PiaId, who: Line, address: Line, how: ConsultationHow, answerBy: Day }),
    Pia,
  ),
  'pias.answer': enters(
    officer,
    z.strictObject({
      consultationId: ConsultationId,
      answeredOn: Day,
      answer: Paragraph,
      changed: Paragraph.optional(),
    }),
    Pia,
  ),
  'pias.submit': enters(officer, z.strictObject({ piaId: PiaId }), Pia),
  'pias.decide': enters(
    manager,
    z.strictObject({
      piaId: PiaId,
      version: z.int(),
      decision: z.enum(['approve', 'return', 'refuse']),
      reasons: Paragraph,
      password: Password,
    }),
    Pia,
    { judges: { acts: ['pias.begin', 'pias.write', 'pias.submit'], of: 'piaId', clause: '5.6' } },
  ),
  'pias.reopen': enters(officer, z.strictObject({ piaId: PiaId, reasons: Paragraph }), Pia),
};
