import { z } from 'zod';
import { Day, DocumentId, Line, Password, Sha256 } from '../model.ts';
import { both, enters } from './command.ts';

/** The registers of the scheme, as they are exported and printed. */
export const RegisterName = z.enum([
  'cases',
  'reported-incidents',
  'retrievals',
  'recordings',
  'viewings',
  'recognitions',
  'stills',
  'masks',
  'prints',
  'print-movements',
  'clips',
  'discs',
  'disc-movements',
  'encrypted-copies',
  'holds',
  'freezes',
  'disposals',
  'disclosures',
  'incidents',
  'pias',
  'deployments',
  'deployment-acts',
  'kit-tests',
  'portals',
  'licences',
  'licence-applications',
  'training',
  'clock-checks',
  'audits',
  'audit-checks',
  'audit-recommendations',
  'proceedings',
  'code-versions',
  'code-reviews',
  'code-acknowledgements',
]);
export type RegisterName = z.output<typeof RegisterName>;

/** What was entered between two days, both included; all of it without them. */
const wanted = { register: RegisterName, from: Day.optional(), until: Day.optional(), reason: Line };

export const registersCommands = {
  /** One register as a table (CSV) in a folder that the person chooses; null when they chose none. */
  'registers.export': enters(
    both,
    z.strictObject({ ...wanted, password: Password }),
    z.object({ folderName: z.string(), rows: z.int(), sizeBytes: z.int(), sha256: Sha256 }).nullable(),
  ),
  /** The same on paper, sealed with the other documents until it is printed. */
  'registers.makeSheet': enters(both, z.strictObject(wanted), z.object({ documentId: DocumentId, rows: z.int() })),
};
