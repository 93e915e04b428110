import { z } from 'zod';
import { DiscMovement } from '../../shared/contract/court.ts';
import { Day, type DiscId, type DocumentId } from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';

const SELECT = `SELECT id, at, moved_from AS movedFrom, moved_to AS movedTo, reason, seal_number AS sealNumber, handed_by AS handedBy,
  received_by AS receivedBy, due_back_on AS dueBackOn, receipt_id AS receiptId, receipt_signed_on AS receiptSignedOn FROM disc_movements`;

/** Newest first: the first is where the disc is now. */
export const listMovements = (db: ReadDb, discId: DiscId): DiscMovement[] =>
  db.rows(DiscMovement, `${SELECT} WHERE disc_id = ? ORDER BY id DESC`, discId);

export type NewMovement = Omit<DiscMovement, 'id' | 'receiptId' | 'receiptSignedOn'>;

/** Enters the movement and makes it where the disc is now. */
export function insertMovement(db: WriteDb, discId: DiscId, move: NewMovement): void {
  db.run(
    `INSERT INTO disc_movements (disc_id, at, moved_from, moved_to, reason, seal_number, handed_by, received_by, due_back_on)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    discId,
    move.at,
    move.movedFrom,
    move.movedTo,
    move.reason,
    move.sealNumber,
    move.handedBy,
    move.receivedBy,
    move.dueBackOn,
  );
  db.run(
    'UPDATE discs SET where_now = ?, seal_number = ?, due_back_on = ? WHERE id = ?',
    move.movedTo,
    move.sealNumber,
    move.dueBackOn,
    discId,
  );
}

export const attachReceipt = (db: WriteDb, movementId: number, receiptId: DocumentId): void =>
  void db.run('UPDATE disc_movements SET receipt_id = ? WHERE id = ?', receiptId, movementId);
export const signReceipt = (db: WriteDb, movementId: number, signedOn: string): void =>
  void db.run('UPDATE disc_movements SET receipt_signed_on = ? WHERE id = ?', signedOn, movementId);

export interface Destruction {
  readonly at: string;
  readonly method: string;
  readonly place: string;
  readonly destroyedBy: string;
  readonly witnessedBy: string;
  readonly certificateId: DocumentId;
  readonly whereNow: string;
}

/** Answers whether the disc was there to be destroyed: a second press of the button finds it gone. */
export function destroyDisc(db: WriteDb, id: DiscId, how: Destruction): boolean {
  const changed = db.run(
    `UPDATE discs SET was_good = (state = 'verified'), state = 'destroyed', where_now = ?, due_back_on = NULL WHERE id = ? AND state IN ('verified', 'spoiled')`,
    how.whereNow,
    id,
  );
  if (changed !== 1) return false;
  db.run(
    'INSERT INTO disc_destructions (disc_id, at, method, place, destroyed_by, witnessed_by, certificate_id) VALUES (?, ?, ?, ?, ?, ?, ?)',
    id,
    how.at,
    how.method,
    how.place,
    how.destroyedBy,
    how.witnessedBy,
    how.certificateId,
  );
  return true;
}

const OutRow = z.object({ id: z.string(), number: z.string(), whereNow: z.string(), dueBackOn: Day });

/** Discs that are to come back, the one due first before the others. */
export const listDiscsOut = (db: ReadDb): z.output<typeof OutRow>[] =>
  db.rows(
    OutRow,
    'SELECT id, number, where_now AS whereNow, due_back_on AS dueBackOn FROM discs WHERE due_back_on IS NOT NULL ORDER BY due_back_on',
  );

const ChasedRow = z.object({ number: z.string(), movedTo: z.string(), movedOn: z.string() });

/** Movements whose receipt was made but never came back signed. */
export const listUnsignedReceipts = (db: ReadDb): z.output<typeof ChasedRow>[] =>
  db.rows(
    ChasedRow,
    `SELECT d.number, m.moved_to AS movedTo, m.at AS movedOn FROM disc_movements m JOIN discs d ON d.id = m.disc_id
     WHERE m.receipt_id IS NOT NULL AND m.receipt_signed_on IS NULL AND d.state = 'verified' ORDER BY m.id`,
  );
