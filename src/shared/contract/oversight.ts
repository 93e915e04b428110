import { z } from 'zod';
import { CaseId, Day, DisposalId, DocumentId, Instant, Job, JobId, Line, RecordingId, Sha256 } from '../model.ts';
import { both, enters, officer, reads } from './command.ts';

export const LedgerRow = z.object({
  seq: z.number(),
  at: Instant,
  actor: z.string(),
  role: z.string(),
  action: z.string(),
  subject: z.string(),
  details: z.string(),
  leafHash: Sha256,
});
export type LedgerRow = z.output<typeof LedgerRow>;

/** A screen and, where there is one, the thing to show on it. */
export const Place = z.object({
  screen: z.enum([
    'case',
    'get-footage',
    'recording',
    'stills',
    'court',
    'approvals',
    'ledger',
    'settings',
    'footage',
    'scheme',
    'deployment',
    'pia',
    'kit',
  ]),
  id: z.string().nullable(),
  /** The case it belongs to, where the screen needs both. */
  caseId: CaseId.nullable().optional(),
});
export const DueItem = z.object({
  kind: z.enum([
    'overwrite',
    'disposal',
    'approval',
    'hearing',
    'licence',
    'job-failed',
    'integrity',
    'disc-out',
    'still-to-produce',
    'booking',
    'necessity-review',
    'pia',
    'removal',
    'equipment',
    'clock-check',
    'waiting-list',
    'customer-survey',
  ]),
  urgency: z.enum(['overdue', 'today', 'soon', 'later']),
  on: Day.nullable(),
  title: z.string(),
  detail: z.string(),
  clause: z.string().nullable(),
  place: Place,
});
export type DueItem = z.output<typeof DueItem>;

export const Disposal = z.object({
  id: DisposalId,
  number: z.string(),
  recordingId: RecordingId,
  recordingNumber: z.string(),
  reactRef: z.string(),
  recordedOn: Day.nullable(),
  deadline: Day,
  disposedAt: Instant,
  reason: z.string(),
  sha256: Sha256,
  certificateId: DocumentId,
});
export type Disposal = z.output<typeof Disposal>;

export const oversightCommands = {
  'today.read': reads(both, z.strictObject({}), z.object({ due: z.array(DueItem), checkedAt: Instant })),
  'approvals.list': reads(
    both,
    z.strictObject({}),
    z.array(
      z.object({
        kind: z.enum(['still', 'still-countersign', 'bundle', 'pia']),
        id: z.string(),
        number: z.string(),
        title: z.string(),
        askedBy: z.string(),
        askedAt: Instant,
      }),
    ),
  ),
  'ledger.search': reads(
    both,
    z.strictObject({
      text: z.string().max(200).optional(),
      action: z.string().max(60).optional(),
      from: Day.optional(),
      to: Day.optional(),
      beforeSeq: z.int().optional(),
    }),
    z.object({ rows: z.array(LedgerRow), more: z.boolean(), size: z.number() }),
  ),
  'ledger.verify': enters(
    both,
    z.strictObject({}),
    z.object({
      ok: z.boolean(),
      size: z.number(),
      root: Sha256,
      witnessCode: z.string(),
      faults: z.array(z.object({ seq: z.number().nullable(), kind: z.string(), message: z.string() })),
    }),
  ),
  'ledger.checkCode': enters(
    both,
    z.strictObject({ code: Line }),
    z.object({ verdict: z.enum(['matches', 'differs', 'shorter-ledger']), size: z.number(), message: z.string() }),
  ),
  'breaches.list': reads(
    both,
    z.strictObject({}),
    z.array(
      z.object({
        number: z.string(),
        at: Instant,
        kind: z.string(),
        description: z.string(),
        recordingId: RecordingId.nullable(),
      }),
    ),
  ),
  'documents.list': reads(
    both,
    z.strictObject({ caseId: CaseId.optional() }),
    z.array(
      z.object({
        id: DocumentId,
        kind: z.string(),
        title: z.string(),
        madeAt: Instant,
        sha256: Sha256,
        pages: z.number(),
      }),
    ),
  ),
  'documents.print': enters(both, z.strictObject({ documentId: DocumentId }), z.object({ printed: z.boolean() })),
  'retention.disposeDue': enters(officer, z.strictObject({}), z.object({ jobId: JobId.nullable(), due: z.number() })),
  'disposals.list': reads(both, z.strictObject({}), z.array(Disposal)),
  'jobs.list': reads(both, z.strictObject({}), z.array(Job)),
  'jobs.cancel': enters(officer, z.strictObject({ jobId: JobId }), z.null()),
};
