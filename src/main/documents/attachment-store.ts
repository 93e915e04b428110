import { z } from 'zod';
import { Attachment, ScanFormat } from '../../shared/contract/attachments.ts';
import { CaseId, ObjectId, type AttachmentId } from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';

const AttachmentRow = Attachment.extend({
  about: z.string(),
  aboutId: z.string(),
  caseId: CaseId.nullable(),
  objectId: ObjectId,
});
export type AttachmentRow = z.output<typeof AttachmentRow>;

const SELECT = `SELECT a.id, a.about, a.about_id AS aboutId, a.case_id AS caseId, a.description, a.file_name AS fileName, a.format, a.object_id AS objectId, o.sha256, o.plaintext_bytes AS sizeBytes, a.attached_at AS attachedAt, a.attached_by AS attachedBy
  FROM attachments a JOIN objects o ON o.id = a.object_id`;

export const findAttachment = (db: ReadDb, id: AttachmentId): AttachmentRow | null =>
  db.row(AttachmentRow, `${SELECT} WHERE a.id = ?`, id);
export const listAttachments = (db: ReadDb, aboutId: string): AttachmentRow[] =>
  db.rows(AttachmentRow, `${SELECT} WHERE a.about_id = ? ORDER BY a.attached_at`, aboutId);

/** Those that can be a scan of what somebody signed. */
export const listScans = (db: ReadDb, aboutId: string): AttachmentRow[] =>
  listAttachments(db, aboutId).filter(({ format }) => ScanFormat.safeParse(format).success);

export function insertAttachment(db: WriteDb, row: Omit<AttachmentRow, 'sha256' | 'sizeBytes'>): void {
  db.run(
    `INSERT INTO attachments (id, about, about_id, case_id, description, file_name, format, object_id, attached_at, attached_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.id,
    row.about,
    row.aboutId,
    row.caseId,
    row.description,
    row.fileName,
    row.format,
    row.objectId,
    row.attachedAt,
    row.attachedBy,
  );
}
