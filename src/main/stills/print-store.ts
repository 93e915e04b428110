import { z } from 'zod';
import { type PrintMovement, PrintMovement as Movement, StillPrint } from '../../shared/contract/prints.ts';
import type { CaseId, DocumentId, MaskId, PrintId, StillId } from '../../shared/model.ts';
import type { ReadDb, Value, WriteDb } from '../database/database.ts';

const SELECT = `SELECT p.id, p.still_id AS stillId, s.case_id AS caseId, s.number || '/' || p.ordinal AS number, p.state, p.made_at AS madeAt,
  p.made_by AS madeBy, p.reason, p.sheet_id AS sheetId, iif(m.id IS NULL, NULL, json_object('number', s.number || '-M' || m.ordinal, 'sha256', mo.sha256)) AS mask,
  p.where_now AS whereNow, p.due_back_on AS dueBackOn, p.certificate_id AS certificateId
  FROM still_prints p JOIN stills s ON s.id = p.still_id LEFT JOIN masks m ON m.id = p.mask_id LEFT JOIN objects mo ON mo.id = m.object_id`;

/** The same with the masked copy as the database keeps it. */
const PrintRow = StillPrint.extend({
  mask: z
    .string()
    .transform((text) => StillPrint.shape.mask.parse(JSON.parse(text)))
    .nullable(),
});

const select = (db: ReadDb, where: string, ...values: Value[]): StillPrint[] =>
  db.rows(PrintRow, `${SELECT} ${where} ORDER BY s.number DESC, p.ordinal`, ...values);

export const findPrint = (db: ReadDb, id: PrintId): StillPrint | null => select(db, 'WHERE p.id = ?', id)[0] ?? null;
export const findPrintOfSheet = (db: ReadDb, sheetId: DocumentId): StillPrint | null =>
  select(db, 'WHERE p.sheet_id = ?', sheetId)[0] ?? null;
export const listPrints = (db: ReadDb, stillId: StillId | null): StillPrint[] =>
  select(db, 'WHERE p.still_id IS coalesce(?, p.still_id)', stillId);
export const listPrintsOfCase = (db: ReadDb, caseId: CaseId): StillPrint[] => select(db, 'WHERE s.case_id = ?', caseId);
/** Prints somebody has to bring back, and those of withdrawn stills that are to be destroyed. */
export const listPrintsDue = (db: ReadDb): StillPrint[] =>
  select(db, `WHERE p.due_back_on IS NOT NULL OR (s.withdrawal IS NOT NULL AND p.state = 'in-cabinet')`);

/** The number the next print of a still has: never used twice, also when one was destroyed. */
export const nextOrdinal = (db: ReadDb, stillId: StillId): number =>
  db.row(
    z.object({ next: z.number() }),
    'SELECT coalesce(max(ordinal), 0) + 1 AS next FROM still_prints WHERE still_id = ?',
    stillId,
  )?.next ?? 1;

export function insertPrint(
  db: WriteDb,
  made: Pick<StillPrint, 'id' | 'stillId' | 'madeAt' | 'madeBy' | 'reason' | 'sheetId' | 'whereNow'> & {
    ordinal: number;
    maskId: MaskId | null;
  },
): void {
  db.run(
    `INSERT INTO still_prints (id, still_id, ordinal, state, made_at, made_by, reason, sheet_id, mask_id, where_now)
     VALUES (?, ?, ?, 'in-cabinet', ?, ?, ?, ?, ?, ?)`,
    made.id,
    made.stillId,
    made.ordinal,
    made.madeAt,
    made.madeBy,
    made.reason,
    made.sheetId,
    made.maskId,
    made.whereNow,
  );
}

/** From the state it was decided on, so that a second press of the button finds it gone. */
function step(db: WriteDb, sql: string, ...values: Value[]): void {
  if (db.run(sql, ...values) !== 1) throw new Error('a print changed under a decision');
}

/** Enters the movement and makes it where the print is now. */
export function movePrint(
  db: WriteDb,
  print: Pick<StillPrint, 'id' | 'state'>,
  to: Pick<StillPrint, 'state' | 'whereNow'>,
  move: Omit<PrintMovement, 'id' | 'receiptSignedOn'>,
): void {
  step(
    db,
    'UPDATE still_prints SET state = ?, where_now = ?, due_back_on = ?, loss = NULL WHERE id = ? AND state = ?',
    to.state,
    to.whereNow,
    move.dueBackOn,
    print.id,
    print.state,
  );
  db.run(
    `INSERT INTO print_movements (print_id, at, way, person, organisation, taker, authority, reason, due_back_on, recorded_by, receipt_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    print.id,
    move.at,
    move.way,
    move.person,
    move.organisation,
    move.taker,
    move.authority,
    move.reason,
    move.dueBackOn,
    move.recordedBy,
    move.receiptId,
  );
}

/** Newest first. */
export const listMovements = (db: ReadDb, printId: PrintId): PrintMovement[] =>
  db.rows(
    Movement,
    `SELECT id, at, way, person, organisation, taker, authority, reason, due_back_on AS dueBackOn, recorded_by AS recordedBy,
     receipt_id AS receiptId, receipt_signed_on AS receiptSignedOn FROM print_movements WHERE print_id = ? ORDER BY id DESC`,
    printId,
  );

export const signReceipt = (db: WriteDb, movementId: number, signedOn: string): void =>
  step(
    db,
    'UPDATE print_movements SET receipt_signed_on = ? WHERE id = ? AND receipt_signed_on IS NULL',
    signedOn,
    movementId,
  );

/** What is out of a withdrawn still is to come back by this day. */
export const callBack = (db: WriteDb, stillId: StillId, on: string): number =>
  db.run(`UPDATE still_prints SET due_back_on = ? WHERE still_id = ? AND state = 'out'`, on, stillId);

export function destroyPrint(
  db: WriteDb,
  { id, state }: Pick<StillPrint, 'id' | 'state'>,
  { certificateId, ...destruction }: { certificateId: DocumentId; at: string; by: string } & Record<string, string>,
): void {
  step(
    db,
    `UPDATE still_prints SET state = 'destroyed', where_now = 'Destroyed', due_back_on = NULL, destruction = ?, certificate_id = ?
     WHERE id = ? AND state = ?`,
    JSON.stringify(destruction),
    certificateId,
    id,
    state,
  );
}

export const losePrint = (
  db: WriteDb,
  { id, state }: Pick<StillPrint, 'id' | 'state'>,
  {
    whereNow,
    ...loss
  }: { readonly whereNow: string; readonly at: string; readonly by: string } & Record<string, string>,
): void =>
  step(
    db,
    `UPDATE still_prints SET state = 'lost', where_now = ?, due_back_on = NULL, loss = ? WHERE id = ? AND state = ?`,
    whereNow,
    JSON.stringify(loss),
    id,
    state,
  );

const ChasedRow = z.object({ stillId: z.string(), number: z.string(), person: z.string(), at: z.string() });
export type ChasedReceipt = z.output<typeof ChasedRow>;

/** Prints that are out and whose receipt never came back signed. */
export const listUnsignedReceipts = (db: ReadDb): ChasedReceipt[] =>
  db.rows(
    ChasedRow,
    `SELECT p.still_id AS stillId, s.number || '/' || p.ordinal AS number, m.person, m.at FROM print_movements m
     JOIN still_prints p ON p.id = m.print_id JOIN stills s ON s.id = p.still_id
     WHERE m.way = 'out' AND m.receipt_signed_on IS NULL AND p.state = 'out'
     AND m.id = (SELECT max(id) FROM print_movements WHERE print_id = p.id) ORDER BY m.id`,
  );
