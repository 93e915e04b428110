import { z } from 'zod';
import { AttachmentId, Instant, Line, Sha256 } from '../model.ts';
import { both, enters, readers, reads } from './command.ts';

/** What a paper may be, judged by its content. Pictures and text are shown; a PDF is printed; a Word document is only kept. */
export const PaperFormat = z.enum(['pdf', 'jpeg', 'png', 'eml', 'txt', 'docx']);
export type PaperFormat = z.output<typeof PaperFormat>;
/** What a scanner writes: only such a paper can bear a signature. A text or a mail is kept, and proves none. */
export const ScanFormat = PaperFormat.extract(['pdf', 'jpeg', 'png']);

export const Attachment = z.object({
  id: AttachmentId,
  description: z.string(),
  fileName: z.string(),
  format: PaperFormat,
  sha256: Sha256,
  sizeBytes: z.number(),
  attachedAt: Instant,
  attachedBy: z.string(),
});
export type Attachment = z.output<typeof Attachment>;

/** What a scanned paper can be attached to; one name a feature. */
export const AttachmentAbout = z.enum(['disclosure', 'still', 'print', 'audit']);

export const attachmentsCommands = {
  'attachments.list': reads(readers, z.strictObject({ aboutId: z.uuid() }), z.array(Attachment)),
  'attachments.add': enters(
    both,
    z.strictObject({ about: AttachmentAbout, aboutId: z.uuid(), description: Line }),
    Attachment,
  ),
  /** A picture's address or a text; never both. It is no footage (3.1). */
  'attachments.show': enters(
    both,
    z.strictObject({ attachmentId: AttachmentId }),
    z.object({ picture: z.string().nullable(), text: z.string().nullable() }),
  ),
  'attachments.print': enters(both, z.strictObject({ attachmentId: AttachmentId }), z.object({ printed: z.boolean() })),
  /** A copy as it came, to be read on another computer. */
  'attachments.save': enters(
    both,
    z.strictObject({ attachmentId: AttachmentId, reason: Line }),
    z.object({ saved: z.boolean() }),
  ),
};
