import { z } from 'zod';
import {
  CaseId,
  Day,
  DisposalId,
  DocumentId,
  Instant,
  Job,
  JobId,
  type JobKind,
  Line,
  RecordingId,
  Sha256,
} from '../model.ts';
import { both, enters, officer, readers, reads, beforeAcknowledging } from './command.ts';

/** Long work that the manager starts and stops as the officer does. */
export const managersJobs: readonly JobKind[] = ['verification'];

const LedgerRow = z.object({
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
    'disclosures',
    'scheme',
    'deployment',
    'pia',
    'kit',
    'oversight',
    'audit',
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
    'disc-set',
    'still-to-produce',
    'print-out',
    'training',
    'code',
    'backup',
    'clock',
    'verification',
    'account',
    'hold',
    'request',
    'breach',
    'witness',
    'kept-review',
    'portal-copy',
    'booking',
    'necessity-review',
    'sign-photograph',
    'pia',
    'removal',
    'equipment',
    'clock-check',
    'waiting-list',
    'customer-survey',
    'audit',
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
  /** Who pressed the button, or the application at its day. */
  doneBy: z.string(),
  /** Who checked that it is gone, in order. */
  signatures: z.array(z.object({ name: z.string(), at: Instant })),
  /** The second person; null while the certificate waits for one. */
  witnessedBy: z.string().nullable(),
  /** Whether whoever asks may sign it now. */
  mayWitness: z.boolean(),
});
export type Disposal = z.output<typeof Disposal>;

export const oversightCommands = {
  'today.read': reads(readers, z.strictObject({}), z.object({ due: z.array(DueItem), checkedAt: Instant })),
  'approvals.list': reads(
    readers,
    z.strictObject({}),
    z.array(
      z.object({
        kind: z.enum(['still', 'still-countersign', 'mask', 'clip', 'bundle', 'pia', 'hold', 'disclosure']),
        id: z.string(),
        number: z.string(),
        title: z.string(),
        askedBy: z.string(),
        askedAt: Instant,
      }),
    ),
  ),
  'ledger.search': reads(
    readers,
    z.strictObject({
      text: z.string().max(200).optional(),
      action: z.string().max(60).optional(),
      /** A person's identifier, or `system`. */
      actorId: z
        .string()
        .regex(/^(?:system|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/u, 'a person')
        .optional(),
      /** The number of an item or the React reference of a case. */
      about: Line.optional(),
      from: Day.optional(),
      to: Day.optional(),
      beforeSeq: z.int().optional(),
    }),
    z.object({ rows: z.array(LedgerRow), more: z.boolean(), size: z.number() }),
  ),
  'ledger.verify': enters(
    readers,
    z.strictObject({}),
    z.object({
      ok: z.boolean(),
      size: z.number(),
      root: Sha256,
      witnessCode: z.string(),
      faults: z.array(z.object({ seq: z.number().nullable(), kind: z.string(), message: z.string() })),
    }),
    beforeAcknowledging,
  ),
  'ledger.checkCode': enters(
    readers,
    z.strictObject({ code: Line }),
    z.object({ verdict: z.enum(['matches', 'differs', 'shorter-ledger']), size: z.number(), message: z.string() }),
    beforeAcknowledging,
  ),
  'documents.list': reads(
    readers,
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
  'disposals.list': reads(readers, z.strictObject({}), z.array(Disposal)),
  'jobs.list': reads(readers, z.strictObject({}), z.array(Job)),
  /** Of the manager, only the work that they may start too (`managersJobs`). */
  'jobs.cancel': enters(both, z.strictObject({ jobId: JobId }), z.null()),
};
