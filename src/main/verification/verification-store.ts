import { z } from 'zod';
import { Verification } from '../../shared/contract/verification.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';

const Row = Verification.extend({
  id: z.string(),
  ledgerOk: z
    .number()
    .nullable()
    .transform((value) => (value === null ? null : value === 1)),
  found: z.string().transform((text) => z.array(z.string()).parse(JSON.parse(text))),
});
export type VerificationRow = z.output<typeof Row>;

const SELECT = `SELECT id, scope, started_at AS startedAt, ended_at AS endedAt, objects, bytes, wrong, ledger_ok AS ledgerOk, found FROM verifications`;

export const listVerifications = (db: ReadDb, limit: number): VerificationRow[] =>
  db.rows(Row, `${SELECT} ORDER BY started_at DESC LIMIT ?`, limit);

/** A run over everything that was stopped, by a person or a crash, and can be gone on with. */
export const findUnfinished = (db: ReadDb): VerificationRow | null =>
  db.row(Row, `${SELECT} WHERE scope = 'everything' AND ended_at IS NULL ORDER BY started_at DESC LIMIT 1`);

/** Writes how far a run is, or how it ended. */
export function saveVerification(db: WriteDb, row: VerificationRow): void {
  db.run(
    `INSERT INTO verifications (id, scope, started_at, ended_at, objects, bytes, wrong, ledger_ok, found) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET ended_at = excluded.ended_at, objects = excluded.objects, bytes = excluded.bytes,
     wrong = excluded.wrong, ledger_ok = excluded.ledger_ok, found = excluded.found`,
    row.id,
    row.scope,
    row.startedAt,
    row.endedAt,
    row.objects,
    row.bytes,
    row.wrong,
    row.ledgerOk === null ? null : Number(row.ledgerOk),
    JSON.stringify(row.found),
  );
}
