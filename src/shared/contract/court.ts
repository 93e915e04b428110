import { z } from 'zod';
import {
  BundleId,
  CaseId,
  Day,
  DiscId,
  DocumentId,
  Instant,
  JobId,
  Line,
  Paragraph,
  Password,
  ProceedingsId,
  RecordingId,
  Sha256,
  StillId,
} from '../model.ts';
import { enters, manager, needsLicence, officer, readers, reads } from './command.ts';

export const Proceedings = z.object({
  id: ProceedingsId,
  caseId: CaseId,
  reactRef: z.string(),
  kind: z.enum(['civil', 'criminal']),
  court: z.string(),
  caseNumber: z.string(),
  parties: z.string(),
  hearingOn: Day.nullable(),
  namedAt: Instant,
  namedBy: z.string(),
});
export type Proceedings = z.output<typeof Proceedings>;

export const BundleState = z.enum(['prepared', 'approved', 'refused']);
export const Bundle = z.object({
  id: BundleId,
  number: z.string(),
  proceedings: Proceedings,
  state: BundleState,
  preparedAt: Instant,
  preparedBy: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: Instant.nullable(),
  decisionReasons: z.string().nullable(),
  note: z.string().nullable(),
  exhibits: z.array(
    z.object({
      reference: z.string(),
      kind: z.enum(['recording', 'still']),
      description: z.string(),
      recordingId: RecordingId.nullable(),
      stillId: StillId.nullable(),
      sha256: Sha256,
      sizeBytes: z.number(),
    }),
  ),
  /** What was asked for, obtained and missing, one plain sentence each. */
  completeness: z.array(z.string()),
  documents: z.array(z.object({ id: DocumentId, title: z.string() })),
});
export type Bundle = z.output<typeof Bundle>;

export const DiscCopy = z.enum(['master', 'court', 'defence', 'police']);
export const Disc = z.object({
  id: DiscId,
  number: z.string(),
  bundleId: BundleId,
  bundleNumber: z.string(),
  copy: DiscCopy,
  setNumber: z.number(),
  setSize: z.number(),
  /** `not-written`: the burning failed before anything went to the drive; there is no such disc. */
  state: z.enum(['burning', 'verified', 'spoiled', 'not-written', 'destroyed']),
  burnedAt: Instant.nullable(),
  burnedBy: z.string(),
  imageSha256: Sha256.nullable(),
  imageBytes: z.number().nullable(),
  manifestSha256: Sha256.nullable(),
  lastCheckedAt: Instant.nullable(),
  witnessCode: z.string().nullable(),
  sealNumber: z.string().nullable(),
  whereNow: z.string(),
  labelId: DocumentId.nullable(),
});
export type Disc = z.output<typeof Disc>;

export const DiscDriveInfo = z.object({
  id: z.string(),
  name: z.string(),
  media: z.enum(['blank', 'written', 'none', 'unknown']),
  capacityBytes: z.number().nullable(),
});

export const courtCommands = {
  'proceedings.list': reads(readers, z.strictObject({ caseId: CaseId.optional() }), z.array(Proceedings)),
  'proceedings.name': enters(
    officer,
    z.strictObject({
      caseId: CaseId,
      kind: z.enum(['civil', 'criminal']),
      court: Line,
      caseNumber: Line,
      parties: Line,
      hearingOn: Day.optional(),
    }),
    Proceedings,
  ),
  'bundles.list': reads(readers, z.strictObject({ caseId: CaseId.optional() }), z.array(Bundle)),
  'bundles.prepare': enters(
    officer,
    z.strictObject({
      proceedingsId: ProceedingsId,
      recordings: z.array(z.strictObject({ recordingId: RecordingId, description: Line })).max(200),
      stillIds: z.array(StillId).max(200),
      note: Paragraph.optional(),
    }),
    Bundle,
  ),
  /** CoP 3.10 and 4.7: nothing is burned without named proceedings and the manager's approval. */
  'bundles.decide': enters(
    manager,
    z.strictObject({
      bundleId: BundleId,
      decision: z.enum(['approve', 'refuse']),
      reasons: Paragraph,
      password: Password,
    }),
    Bundle,
    { judges: { acts: ['bundles.prepare', 'discs.burn'], of: 'bundleId', clause: '3.10' } },
  ),
  'drives.list': reads(officer, z.strictObject({}), z.array(DiscDriveInfo)),
  'discs.list': reads(readers, z.strictObject({ caseId: CaseId.optional() }), z.array(Disc)),
  'discs.burn': enters(
    officer,
    z.strictObject({ bundleId: BundleId, copy: DiscCopy, driveId: Line }),
    z.object({ discId: DiscId, jobId: JobId }),
    needsLicence,
  ),
  /** Reads a disc in the drive again and compares every byte with what was burned. */
  'discs.check': enters(officer, z.strictObject({ discId: DiscId, driveId: Line }), z.object({ jobId: JobId })),
  'discs.move': enters(
    officer,
    z.strictObject({ discId: DiscId, to: Line, reason: Line, sealNumber: Line, handedBy: Line, receivedBy: Line }),
    Disc,
  ),
};
