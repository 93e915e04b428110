import { z } from 'zod';
import { BundleId, CaseId, Day, DocumentId, Instant, JobId, Line, Sha256, TransitId } from '../model.ts';
import { enters, needsLicence, officer, readers, reads } from './command.ts';

/** A bundle in one encrypted file, for a way on which it might be lost. Registered like a disc. */
export const Transit = z.object({
  id: TransitId,
  number: z.string(),
  bundleId: BundleId,
  bundleNumber: z.string(),
  copy: z.enum(['court', 'defence', 'police']),
  recipient: z.string(),
  organisation: z.string(),
  /** How the passphrase goes to them: never with the file. */
  passphraseRoute: z.string(),
  /** `failed`: nothing was left, or the application stopped and what is left is no copy. */
  state: z.enum(['writing', 'verified', 'failed']),
  fileName: z.string(),
  sizeBytes: z.number().nullable(),
  sha256: Sha256.nullable(),
  madeAt: Instant,
  madeBy: z.string(),
  slipId: DocumentId.nullable(),
  receiptId: DocumentId.nullable(),
  receiptSignedOn: Day.nullable(),
});
export type Transit = z.output<typeof Transit>;

const One = z.strictObject({ transitId: TransitId });

export const transitsCommands = {
  'transits.list': reads(readers, z.strictObject({ caseId: CaseId.optional() }), z.array(Transit)),
  /** Asks for a folder, writes, reads back. Null when no folder was chosen. */
  'transits.make': enters(
    officer,
    z.strictObject({
      bundleId: BundleId,
      copy: Transit.shape.copy,
      recipient: Line,
      organisation: Line,
      passphraseRoute: Line,
    }),
    z.object({ transitId: TransitId, jobId: JobId }).nullable(),
    needsLicence,
  ),
  'transits.receipt': enters(officer, One, z.object({ documentId: DocumentId })),
  'transits.receiptSigned': enters(officer, One.extend({ signedOn: Day }), z.null()),
};
