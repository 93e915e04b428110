import { z } from 'zod';
import { CaseId, DocumentId, Instant, Line, Paragraph } from '../model.ts';
import { both, enters, needsLicence, officer, readers, reads } from './command.ts';

const ContactSheet = z.object({
  id: DocumentId,
  title: z.string(),
  madeAt: Instant,
  /** It was printed, and nobody has entered that it is gone. */
  isOnPaper: z.boolean(),
});

export const contactSheetsCommands = {
  'contactSheets.list': reads(readers, z.strictObject({ caseId: CaseId }), z.array(ContactSheet)),
  /** The countersigned stills of a case, small, on one numbered sheet (CoP 5.15). */
  'contactSheets.make': enters(
    officer,
    z.strictObject({ caseId: CaseId, reason: Line }),
    z.object({ documentId: DocumentId }),
    needsLicence,
  ),
  /** What became of the one on paper, before a witness; then another may be printed. */
  'contactSheets.gone': enters(
    both,
    z.strictObject({
      documentId: DocumentId,
      happened: z.enum(['destroyed', 'spoiled', 'lost']),
      explanation: Paragraph,
      witnessedBy: Line,
    }),
    /** The number of the incident that a lost one opens. */
    z.object({ incident: z.string().nullable() }),
  ),
};
