import { z } from 'zod';
import { Transit } from '../../shared/contract/transits.ts';
import type { CaseId, DocumentId, TransitId } from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';

const SELECT = `SELECT t.id, t.number, t.bundle_id AS bundleId, b.number AS bundleNumber, t.copy, t.recipient, t.organisation,
  t.passphrase_route AS passphraseRoute, t.state, t.file_name AS fileName, t.size_bytes AS sizeBytes, t.sha256, t.made_at AS madeAt,
  t.made_by AS madeBy, t.slip_id AS slipId, t.receipt_id AS receiptId, t.receipt_signed_on AS receiptSignedOn
  FROM transits t JOIN bundles b ON b.id = t.bundle_id`;

export const findTransit = (db: ReadDb, id: TransitId): Transit | null =>
  db.row(Transit, `${SELECT} WHERE t.id = ?`, id);
export const listTransits = (db: ReadDb, caseId: CaseId | null): Transit[] =>
  db.rows(Transit, `${SELECT} WHERE b.case_id IS coalesce(?, b.case_id) ORDER BY t.number DESC`, caseId);
export const listUnfinishedTransits = (db: ReadDb): Transit[] =>
  db.rows(Transit, `${SELECT} WHERE t.state = 'writing'`);

export type NewTransit = Omit<
  Transit,
  'bundleNumber' | 'state' | 'sizeBytes' | 'sha256' | 'slipId' | 'receiptId' | 'receiptSignedOn'
>;

export function insertTransit(db: WriteDb, row: NewTransit): void {
  db.run(
    `INSERT INTO transits (id, number, bundle_id, copy, recipient, organisation, passphrase_route, state, file_name, made_at, made_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'writing', ?, ?, ?)`,
    row.id,
    row.number,
    row.bundleId,
    row.copy,
    row.recipient,
    row.organisation,
    row.passphraseRoute,
    row.fileName,
    row.madeAt,
    row.madeBy,
  );
}

export const verifyTransit = (
  db: WriteDb,
  id: TransitId,
  made: { readonly sizeBytes: number; readonly sha256: string; readonly slipId: DocumentId },
): void =>
  void db.run(
    `UPDATE transits SET state = 'verified', size_bytes = ?, sha256 = ?, slip_id = ? WHERE id = ? AND state = 'writing'`,
    made.sizeBytes,
    made.sha256,
    made.slipId,
    id,
  );
export const failTransit = (db: WriteDb, id: TransitId): void =>
  void db.run(`UPDATE transits SET state = 'failed' WHERE id = ? AND state = 'writing'`, id);
export const attachTransitReceipt = (db: WriteDb, id: TransitId, receiptId: DocumentId): void =>
  void db.run('UPDATE transits SET receipt_id = ? WHERE id = ?', receiptId, id);
export const signTransitReceipt = (db: WriteDb, id: TransitId, signedOn: string): void =>
  void db.run('UPDATE transits SET receipt_signed_on = ? WHERE id = ?', signedOn, id);

const ChasedRow = z.object({ number: z.string(), movedTo: z.string(), movedOn: z.string() });

/** Copies that went out and whose receipt never came back signed. */
export const listUnsignedTransits = (db: ReadDb): z.output<typeof ChasedRow>[] =>
  db.rows(
    ChasedRow,
    `SELECT number, recipient || ', ' || organisation AS movedTo, made_at AS movedOn FROM transits
     WHERE state = 'verified' AND receipt_signed_on IS NULL ORDER BY number`,
  );
