import { z } from 'zod';
import { Bundle, Disc, Proceedings } from '../../shared/contract/court.ts';
import {
  type BundleId,
  type CaseId,
  ClipId,
  type DiscId,
  type DocumentId,
  DocumentId as DocumentIdSchema,
  MaskId,
  type ProceedingsId,
  RecordingId,
  Sha256,
  StillId,
} from '../../shared/model.ts';
import type { ReadDb, Value, WriteDb } from '../database/database.ts';
import { findClip } from './clip-store.ts';

const json = <S extends z.ZodType>(schema: S) => z.string().transform((text) => schema.parse(JSON.parse(text)));

const SELECT_PROCEEDINGS = `SELECT p.id, p.case_id AS caseId, c.react_ref AS reactRef, p.kind, p.court, p.case_number AS caseNumber, p.parties,
  p.hearing_on AS hearingOn, p.named_at AS namedAt, p.named_by AS namedBy FROM proceedings p JOIN cases c ON c.id = p.case_id`;

export const listProceedings = (db: ReadDb, caseId: CaseId | null): Proceedings[] =>
  db.rows(
    Proceedings,
    `${SELECT_PROCEEDINGS} WHERE p.case_id IS coalesce(?, p.case_id) ORDER BY p.named_at DESC`,
    caseId,
  );
export const findProceedings = (db: ReadDb, id: ProceedingsId): Proceedings | null =>
  db.row(Proceedings, `${SELECT_PROCEEDINGS} WHERE p.id = ?`, id);

export function insertProceedings(db: WriteDb, row: Omit<Proceedings, 'reactRef'>): void {
  db.run(
    'INSERT INTO proceedings (id, case_id, kind, court, case_number, parties, hearing_on, named_at, named_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    row.id,
    row.caseId,
    row.kind,
    row.court,
    row.caseNumber,
    row.parties,
    row.hearingOn,
    row.namedAt,
    row.namedBy,
  );
}

const ExhibitRow = z.object({
  reference: z.string(),
  kind: z.enum(['recording', 'still', 'clip']),
  description: z.string(),
  recordingId: RecordingId.nullable(),
  stillId: StillId.nullable(),
  clipId: ClipId.nullable(),
  maskId: MaskId.nullable(),
  maskNumber: z.string().nullable(),
  maskDecidedBy: z.string().nullable(),
  heldUnder: z.string().nullable(),
  sha256: Sha256,
  sizeBytes: z.number(),
});

const listExhibits = (db: ReadDb, bundleId: BundleId): Bundle['exhibits'] =>
  db
    .rows(
      ExhibitRow,
      `SELECT e.reference, e.kind, e.description, e.recording_id AS recordingId, e.still_id AS stillId, e.clip_id AS clipId,
     m.id AS maskId, s.number || '-M' || m.ordinal AS maskNumber, m.decided_by AS maskDecidedBy,
     CASE WHEN r.case_id <> b.case_id THEN c.react_ref END AS heldUnder, o.sha256, o.plaintext_bytes AS sizeBytes
     FROM exhibits e JOIN bundles b ON b.id = e.bundle_id LEFT JOIN recordings r ON r.id = e.recording_id LEFT JOIN cases c ON c.id = r.case_id LEFT JOIN stills s ON s.id = e.still_id
     LEFT JOIN clips k ON k.id = e.clip_id LEFT JOIN masks m ON m.id = e.mask_id
     JOIN objects o ON o.id = coalesce(r.master_id, m.object_id, s.object_id, k.object_id) WHERE e.bundle_id = ? ORDER BY e.position`,
      bundleId,
    )
    .map(({ clipId, maskId, maskNumber, maskDecidedBy, ...row }) => ({
      ...row,
      clip: clipId === null ? null : findClip(db, clipId),
      mask: maskId === null ? null : { id: maskId, number: maskNumber ?? '', decidedBy: maskDecidedBy },
    }));

const BundleRow = Bundle.omit({ proceedings: true, exhibits: true, documents: true }).extend({
  completeness: json(z.array(z.string())),
  proceedingsId: Proceedings.shape.id,
  preparedById: z.string(),
});
const SELECT_BUNDLE = `SELECT b.id, b.number, b.proceedings_id AS proceedingsId, b.state, b.prepared_at AS preparedAt, b.prepared_by_id AS preparedById,
  b.prepared_by AS preparedBy, b.decided_by AS decidedBy, b.decided_at AS decidedAt, b.decision_reasons AS decisionReasons, b.note, b.completeness FROM bundles b`;

export interface StoredBundle extends Bundle {
  readonly preparedById: string;
}

const DocumentOf = z.object({ id: DocumentIdSchema, title: z.string() });

const complete = (db: ReadDb, { proceedingsId, ...row }: z.output<typeof BundleRow>): StoredBundle => {
  const proceedings = findProceedings(db, proceedingsId);
  if (proceedings === null) throw new Error('a bundle without proceedings');
  const documents = db.rows(
    DocumentOf,
    'SELECT d.id, d.title FROM bundle_documents bd JOIN documents d ON d.id = bd.document_id WHERE bd.bundle_id = ? ORDER BY d.made_at, d.title',
    row.id,
  );
  // Every burning makes the sheets anew: all of them stay in the register, the newest of each title is the bundle's.
  const newest = [...new Map(documents.map((document) => [document.title, document])).values()];
  return { ...row, proceedings, exhibits: listExhibits(db, row.id), documents: newest };
};

const selectBundles = (db: ReadDb, where: string, ...values: Value[]): StoredBundle[] =>
  db.rows(BundleRow, `${SELECT_BUNDLE} ${where} ORDER BY b.number DESC`, ...values).map((row) => complete(db, row));

export const findBundle = (db: ReadDb, id: BundleId): StoredBundle | null =>
  selectBundles(db, 'WHERE b.id = ?', id)[0] ?? null;
export const listBundles = (db: ReadDb, caseId: CaseId | null): StoredBundle[] =>
  selectBundles(db, 'WHERE b.case_id IS coalesce(?, b.case_id)', caseId);
export const listWaitingBundles = (db: ReadDb): StoredBundle[] => selectBundles(db, `WHERE b.state = 'prepared'`);

export interface NewBundle
  extends Pick<StoredBundle, 'id' | 'number' | 'preparedAt' | 'preparedBy' | 'preparedById' | 'note' | 'completeness'> {
  readonly proceedings: Proceedings;
}

export function insertBundle(db: WriteDb, row: NewBundle): void {
  db.run(
    `INSERT INTO bundles (id, number, proceedings_id, case_id, state, prepared_at, prepared_by_id, prepared_by, note, completeness)
     VALUES (?, ?, ?, ?, 'prepared', ?, ?, ?, ?, ?)`,
    row.id,
    row.number,
    row.proceedings.id,
    row.proceedings.caseId,
    row.preparedAt,
    row.preparedById,
    row.preparedBy,
    row.note,
    JSON.stringify(row.completeness),
  );
}

export interface NewExhibit {
  readonly id: string;
  readonly bundleId: BundleId;
  readonly position: number;
  readonly reference: string;
  readonly kind: 'recording' | 'still' | 'clip';
  readonly description: string;
  readonly recordingId: RecordingId | null;
  readonly stillId: StillId | null;
  readonly clipId: ClipId | null;
  readonly maskId: MaskId | null;
}

export function insertExhibit(db: WriteDb, row: NewExhibit): void {
  db.run(
    'INSERT INTO exhibits (id, bundle_id, position, reference, kind, description, recording_id, still_id, clip_id, mask_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    row.id,
    row.bundleId,
    row.position,
    row.reference,
    row.kind,
    row.description,
    row.recordingId,
    row.stillId,
    row.clipId,
    row.maskId,
  );
}

export function decideBundle(
  db: WriteDb,
  id: BundleId,
  decision: { state: 'approved' | 'refused'; by: string; at: string; reasons: string },
): void {
  const changed = db.run(
    `UPDATE bundles SET state = ?, decided_by = ?, decided_at = ?, decision_reasons = ? WHERE id = ? AND state = 'prepared'`,
    decision.state,
    decision.by,
    decision.at,
    decision.reasons,
    id,
  );
  if (changed !== 1) throw new Error('a bundle changed under a decision');
}

export const attachDocument = (db: WriteDb, bundleId: BundleId, documentId: DocumentId): void =>
  void db.run('INSERT INTO bundle_documents (bundle_id, document_id) VALUES (?, ?)', bundleId, documentId);

const SELECT_DISC = `SELECT d.id, d.number, d.bundle_id AS bundleId, b.number AS bundleNumber, d.copy, d.set_id AS setId, d.set_number AS setNumber, d.set_size AS setSize,
  d.state, d.burned_at AS burnedAt, d.burned_by AS burnedBy, d.image_sha256 AS imageSha256, d.image_bytes AS imageBytes, d.manifest_sha256 AS manifestSha256,
  d.last_checked_at AS lastCheckedAt, d.witness_code AS witnessCode, d.seal_number AS sealNumber, d.where_now AS whereNow, d.label_id AS labelId, d.due_back_on AS dueBackOn
  FROM discs d JOIN bundles b ON b.id = d.bundle_id`;

export const findDisc = (db: ReadDb, id: DiscId): Disc | null => db.row(Disc, `${SELECT_DISC} WHERE d.id = ?`, id);
export const listDiscs = (db: ReadDb, caseId: CaseId | null): Disc[] =>
  db.rows(Disc, `${SELECT_DISC} WHERE b.case_id IS coalesce(?, b.case_id) ORDER BY d.number DESC`, caseId);
export const listDiscsOfBundle = (db: ReadDb, bundleId: BundleId): Disc[] =>
  db.rows(Disc, `${SELECT_DISC} WHERE d.bundle_id = ? ORDER BY d.number`, bundleId);
export const listBurningDiscs = (db: ReadDb): Disc[] => db.rows(Disc, `${SELECT_DISC} WHERE d.state = 'burning'`);

export function insertDisc(
  db: WriteDb,
  row: Pick<Disc, 'id' | 'number' | 'bundleId' | 'copy' | 'burnedBy' | 'whereNow' | 'setId' | 'setNumber' | 'setSize'>,
): void {
  db.run(
    `INSERT INTO discs (id, number, bundle_id, copy, set_id, set_number, set_size, state, burned_by, where_now) VALUES (?, ?, ?, ?, ?, ?, ?, 'burning', ?, ?)`,
    row.id,
    row.number,
    row.bundleId,
    row.copy,
    row.setId,
    row.setNumber,
    row.setSize,
    row.burnedBy,
    row.whereNow,
  );
}

export interface VerifiedDisc {
  readonly at: string;
  readonly imageSha256: string;
  readonly imageBytes: number;
  readonly manifestSha256: string;
  readonly witnessCode: string;
  readonly labelId: DocumentId;
  readonly whereNow: string;
}

export function verifyDisc(db: WriteDb, id: DiscId, made: VerifiedDisc): void {
  db.run(
    `UPDATE discs SET state = 'verified', burned_at = ?, image_sha256 = ?, image_bytes = ?, manifest_sha256 = ?, last_checked_at = ?, witness_code = ?,
     label_id = ?, where_now = ? WHERE id = ? AND state = 'burning'`,
    made.at,
    made.imageSha256,
    made.imageBytes,
    made.manifestSha256,
    made.at,
    made.witnessCode,
    made.labelId,
    made.whereNow,
    id,
  );
}

export const spoilDisc = (db: WriteDb, id: DiscId, whereNow: string): void =>
  void db.run(
    `UPDATE discs SET state = 'spoiled', where_now = ? WHERE id = ? AND state IN ('burning', 'verified')`,
    whereNow,
    id,
  );
export const unwrittenDisc = (db: WriteDb, id: DiscId, whereNow: string): void =>
  void db.run(`UPDATE discs SET state = 'not-written', where_now = ? WHERE id = ? AND state = 'burning'`, whereNow, id);
export const checkedDisc = (db: WriteDb, id: DiscId, at: string): void =>
  void db.run('UPDATE discs SET last_checked_at = ? WHERE id = ?', at, id);
