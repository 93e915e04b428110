import { z } from 'zod';
import {
  CaseId,
  Day,
  DisclosureId,
  DisposalId,
  DocumentId,
  HoldId,
  Instant,
  Line,
  Paragraph,
  Password,
  RecordingId,
  WallClock,
} from '../model.ts';
import { both, enters, manager, officer, readers, reads } from './command.ts';

/** On what a hold rests: a closed list (CoP 4.6-4.9). */
const HoldAuthority = z.enum(['proceedings', 'request', 'police']);

export const Hold = z.object({
  id: HoldId,
  number: z.string(),
  caseId: CaseId,
  reactRef: z.string(),
  /** Null: the whole case. */
  recordingId: RecordingId.nullable(),
  recordingNumber: z.string().nullable(),
  reason: z.string(),
  authority: HoldAuthority,
  authorityReference: z.string(),
  state: z.enum(['asked', 'in-force', 'refused', 'ended']),
  reviewOn: Day,
  /** The day on which it ends by itself unless it is reviewed. */
  lapsesOn: Day,
  askedAt: Instant,
  askedBy: z.string(),
  decidedAt: Instant.nullable(),
  decidedBy: z.string().nullable(),
  decisionReasons: z.string().nullable(),
  /** An extension that waits for the manager. */
  extension: z.object({ reviewOn: Day, reason: z.string(), askedBy: z.string() }).nullable(),
  endedAt: Instant.nullable(),
  endedBy: z.string().nullable(),
  endReason: z.string().nullable(),
  reactSlip: z.string(),
});
export type Hold = z.output<typeof Hold>;

export const Freeze = z.object({
  number: z.string(),
  disclosureId: DisclosureId,
  request: z.string(),
  caseId: CaseId.nullable(),
  reactRef: z.string().nullable(),
  recordingId: RecordingId.nullable(),
  recordingNumber: z.string().nullable(),
  place: z.string().nullable(),
  from: WallClock.nullable(),
  to: WallClock.nullable(),
  reason: z.string(),
  frozenAt: Instant,
  frozenBy: z.string(),
  thawedAt: Instant.nullable(),
  thawReason: z.string().nullable(),
  /** The kept recordings it touches now. */
  touches: z.array(z.string()),
});
export type Freeze = z.output<typeof Freeze>;

const Scope = z.strictObject({ caseId: CaseId, recordingId: RecordingId.optional() });

export const retentionCommands = {
  'holds.list': reads(readers, z.strictObject({ caseId: CaseId.optional() }), z.array(Hold)),
  'holds.ask': enters(
    officer,
    Scope.extend({ reason: Paragraph, authority: HoldAuthority, authorityReference: Line, reviewOn: Day }),
    Hold,
  ),
  'holds.askExtension': enters(officer, z.strictObject({ holdId: HoldId, reason: Paragraph, reviewOn: Day }), Hold),
  /** Judges what waits: the hold itself, or its extension. */
  'holds.decide': enters(
    manager,
    z.strictObject({ holdId: HoldId, decision: z.enum(['approve', 'refuse']), reasons: Paragraph, password: Password }),
    Hold,
    { judges: { acts: ['holds.ask', 'holds.askExtension'], of: 'holdId', clause: '4.6' } },
  ),
  'holds.end': enters(manager, z.strictObject({ holdId: HoldId, reasons: Paragraph, password: Password }), Hold, {
    judges: { acts: ['holds.ask', 'holds.askExtension'], of: 'holdId', clause: '4.6' },
  }),
  'freezes.list': reads(readers, z.strictObject({ caseId: CaseId.optional() }), z.array(Freeze)),
  /** What keeps one recording, by number. */
  'retention.keptBy': reads(
    readers,
    z.strictObject({ recordingId: RecordingId }),
    z.object({ keptBy: z.array(z.string()) }),
  ),
  'disposals.witness': enters(
    both,
    z.strictObject({ disposalIds: z.array(DisposalId).min(1).max(500), password: Password }),
    z.object({ signed: z.number(), complete: z.number() }),
  ),
  /** Everything ever disposed of, as a sheet. */
  'disposals.report': enters(both, z.strictObject({}), z.object({ documentId: DocumentId })),
};
