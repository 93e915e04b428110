import { z } from 'zod';
import {
  BundleId,
  CaseId,
  ClipId,
  Day,
  DiscId,
  DiscSetId,
  DocumentId,
  Instant,
  JobId,
  Line,
  MaskId,
  Paragraph,
  Password,
  ProceedingsId,
  RecordingId,
  Sha256,
  StillId,
} from '../model.ts';
import { Clip } from './clips.ts';
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

const BundleState = z.enum(['prepared', 'approved', 'refused']);
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
      kind: z.enum(['recording', 'still', 'clip']),
      description: z.string(),
      recordingId: RecordingId.nullable(),
      stillId: StillId.nullable(),
      clip: Clip.nullable(),
      /** The masked copy that goes in place of the still; the still is its parent. */
      mask: z.object({ id: MaskId, number: z.string(), decidedBy: z.string().nullable() }).nullable(),
      /** The case under which a recording is held already, when it was retrieved for this one as well. */
      heldUnder: z.string().nullable(),
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
  /** Null for a bundle that is on one disc. */
  setId: DiscSetId.nullable(),
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
  /** The day it is to be back in the cabinet; null while nobody has to bring it. */
  dueBackOn: Day.nullable(),
  labelId: DocumentId.nullable(),
});
export type Disc = z.output<typeof Disc>;

/** A bundle on several discs. It is complete when each place has a disc that was read back. */
export const DiscSet = z.object({
  id: DiscSetId,
  bundleId: BundleId,
  bundleNumber: z.string(),
  copy: DiscCopy,
  size: z.number(),
  begunAt: Instant,
  begunBy: z.string(),
  /** Places that still need a disc; the first of them is burned next. */
  missing: z.array(z.number()),
  /** Its discs were destroyed and none of it is left: nobody goes on with it. */
  isGivenUp: z.boolean(),
});
export type DiscSet = z.output<typeof DiscSet>;

/** One step of a disc's continuity. */
export const DiscMovement = z.object({
  id: z.number(),
  at: Instant,
  movedFrom: z.string(),
  movedTo: z.string(),
  reason: z.string(),
  sealNumber: z.string(),
  handedBy: z.string(),
  receivedBy: z.string(),
  dueBackOn: Day.nullable(),
  receiptId: DocumentId.nullable(),
  receiptSignedOn: Day.nullable(),
});
export type DiscMovement = z.output<typeof DiscMovement>;

const DiscDriveInfo = z.object({
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
      /** Approved masked copies of countersigned stills. */
      maskIds: z.array(MaskId).max(200).optional(),
      clips: z
        .array(z.strictObject({ clipId: ClipId, description: Line }))
        .max(200)
        .optional(),
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
  /** The certificate of Civil Evidence Act 1995 s.9, signed by an officer of the business. */
  'bundles.certify': enters(
    officer,
    z.strictObject({ bundleId: BundleId, signedBy: z.strictObject({ name: Line, position: Line }) }),
    z.object({ documentId: DocumentId }),
  ),
  /** The notice of CPR 33.6; `latestDay` is the last day for serving it, null while no hearing is listed. */
  'bundles.giveNotice': enters(
    officer,
    z.strictObject({
      bundleId: BundleId,
      toProve: Paragraph,
      inspectAt: Line,
      recipients: z.array(Line).min(1).max(20),
    }),
    z.object({ documentId: DocumentId, latestDay: Day.nullable() }),
  ),
  'bundles.checklist': enters(officer, z.strictObject({ bundleId: BundleId }), z.object({ documentId: DocumentId })),
  'drives.list': reads(officer, z.strictObject({}), z.array(DiscDriveInfo)),
  'discs.list': reads(readers, z.strictObject({ caseId: CaseId.optional() }), z.array(Disc)),
  'discs.burn': enters(
    officer,
    z.strictObject({
      bundleId: BundleId,
      copy: DiscCopy,
      driveId: Line,
      /** The officer knows that it takes several; without this a bundle larger than the disc is refused. */
      severalDiscs: z.boolean().optional(),
      /** The next disc of a set that was begun. */
      setId: DiscSetId.optional(),
    }),
    z.object({ discId: DiscId, jobId: JobId }),
    needsLicence,
  ),
  /** How many discs like the one in the drive the bundle takes, before any sheet is made; null when it cannot be told. */
  'discs.count': reads(
    officer,
    z.strictObject({ bundleId: BundleId, driveId: Line }),
    z.object({ discs: z.number().nullable(), sizeBytes: z.number(), capacityBytes: z.number().nullable() }),
  ),
  'discs.sets': reads(readers, z.strictObject({ bundleId: BundleId.optional() }), z.array(DiscSet)),
  /** Reads a disc in the drive again and compares every byte with what was burned. */
  'discs.check': enters(officer, z.strictObject({ discId: DiscId, driveId: Line }), z.object({ jobId: JobId })),
  'discs.move': enters(
    officer,
    z.strictObject({
      discId: DiscId,
      to: Line,
      reason: Line,
      sealNumber: Line,
      handedBy: Line,
      receivedBy: Line,
      dueBackOn: Day.optional(),
      /** Into our own locked cabinet: the one move a disc of an incomplete set may make. */
      staysInHouse: z.boolean().optional(),
    }),
    Disc,
  ),
  'discs.movements': reads(readers, z.strictObject({ discId: DiscId }), z.array(DiscMovement)),
  /** The sheet for whoever has the disc now to sign. */
  'discs.receipt': enters(officer, z.strictObject({ discId: DiscId }), z.object({ documentId: DocumentId })),
  'discs.receiptSigned': enters(officer, z.strictObject({ discId: DiscId, signedOn: Day }), z.null()),
  /** After the disc was destroyed in hand, before a witness. */
  'discs.destroy': enters(
    officer,
    z.strictObject({
      discId: DiscId,
      why: Line,
      method: z.enum(['shredded', 'broken', 'contractor']),
      place: Line,
      witnessedBy: Line,
    }),
    z.object({ documentId: DocumentId }),
  ),
};
