import { z } from 'zod';
import { CaseId, DocumentId, Instant, ObjectId, Sha256 } from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';

export const DocumentRow = z.object({
  id: DocumentId,
  kind: z.string(),
  title: z.string(),
  caseId: CaseId.nullable(),
  madeAt: Instant,
  pages: z.number(),
  witnessCode: z.string(),
  objectId: ObjectId,
  sha256: Sha256,
  sizeBytes: z.number(),
});
export type DocumentRow = z.output<typeof DocumentRow>;

const SELECT = `SELECT d.id, d.kind, d.title, d.case_id AS caseId, d.made_at AS madeAt, d.pages, d.witness_code AS witnessCode, d.object_id AS objectId,
  o.sha256, o.plaintext_bytes AS sizeBytes FROM documents d JOIN objects o ON o.id = d.object_id`;

export const findDocument = (db: ReadDb, id: DocumentId): DocumentRow | null =>
  db.row(DocumentRow, `${SELECT} WHERE d.id = ?`, id);
export const listDocuments = (db: ReadDb, caseId: CaseId | null): DocumentRow[] =>
  db.rows(DocumentRow, `${SELECT} WHERE d.case_id IS coalesce(?, d.case_id) ORDER BY d.made_at DESC`, caseId);

export function insertDocument(
  db: WriteDb,
  row: Pick<DocumentRow, 'id' | 'kind' | 'title' | 'caseId' | 'madeAt' | 'pages' | 'witnessCode' | 'objectId'>,
): void {
  db.run(
    'INSERT INTO documents (id, kind, title, case_id, made_at, pages, witness_code, object_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    row.id,
    row.kind,
    row.title,
    row.caseId,
    row.madeAt,
    row.pages,
    row.witnessCode,
    row.objectId,
  );
}
