import { z } from 'zod';
import { AuditTerms } from '../../shared/contract/people.ts';
import { Day, Instant, Line, Paragraph, PersonId, Role } from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';

const StoredPerson = z.object({
  id: PersonId,
  name: z.string(),
  username: z.string(),
  initials: z.string(),
  role: Role,
  deputy: z.int().transform(Boolean),
  slotId: z.string(),
  /** Salt of the key slot as the application last wrote it: a slot with another was put there from outside. */
  slotSalt: z.string().nullable(),
  totpSecret: z.string(),
  totpLastStep: z.number(),
  /** In whose session the authenticator was set up; null at set-up. That person may have seen its secret. */
  totpEnrolledBy: PersonId.nullable(),
  siaLicenceNumber: z.string().nullable(),
  siaLicenceExpires: Day.nullable(),
  closedAt: Instant.nullable(),
});
export type PersonRow = z.output<typeof StoredPerson>;

const SELECT = `SELECT id, slot_id AS slotId, slot_salt AS slotSalt, name, username, initials, role, deputy,
  totp_secret AS totpSecret, totp_last_step AS totpLastStep, totp_enrolled_by AS totpEnrolledBy,
  sia_licence_number AS siaLicenceNumber, sia_licence_expires AS siaLicenceExpires, closed_at AS closedAt FROM people`;

export const listPeople = (db: ReadDb): PersonRow[] => db.rows(StoredPerson, `${SELECT} ORDER BY role, name`);
export const findPersonBySlot = (db: ReadDb, slotId: string): PersonRow | null =>
  db.row(StoredPerson, `${SELECT} WHERE slot_id = ?`, slotId);
export const findPerson = (db: ReadDb, id: PersonId): PersonRow | null =>
  db.row(StoredPerson, `${SELECT} WHERE id = ?`, id);

export function insertPerson(db: WriteDb, row: Omit<PersonRow, 'totpLastStep' | 'totpEnrolledBy' | 'closedAt'>): void {
  db.run(
    `INSERT INTO people (id, slot_id, slot_salt, name, username, initials, role, deputy, totp_secret, sia_licence_number, sia_licence_expires)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.id,
    row.slotId,
    row.slotSalt,
    row.name,
    row.username,
    row.initials,
    row.role,
    row.deputy ? 1 : 0,
    row.totpSecret,
    row.siaLicenceNumber,
    row.siaLicenceExpires,
  );
}

/** Spends a code. False when this or a later one was spent meanwhile: then it counts as wrong. */
export const useTotpStep = (db: WriteDb, id: PersonId, step: number): boolean =>
  db.run('UPDATE people SET totp_last_step = ? WHERE id = ? AND totp_last_step < ?', step, id, step) === 1;

/** A new authenticator, its first code spent; `by`: in whose session, null when nobody was signed in. */
export function setTotpSecret(
  db: WriteDb,
  id: PersonId,
  { secret, step, by }: { secret: string; step: number; by: string | null },
): void {
  db.run(
    'UPDATE people SET totp_secret = ?, totp_last_step = ?, totp_enrolled_by = ? WHERE id = ?',
    secret,
    step,
    by,
    id,
  );
}

/** What the application itself wrote to vault.json for this person. */
export const setSlotSalt = (db: WriteDb, id: PersonId, salt: string): void =>
  void db.run('UPDATE people SET slot_salt = ? WHERE id = ?', salt, id);

/** The account ends; the name stays, and the second factor goes. */
export const closePerson = (db: WriteDb, id: PersonId, at: string): boolean =>
  db.run(`UPDATE people SET closed_at = ?, totp_secret = '' WHERE id = ? AND closed_at IS NULL`, at, id) === 1;

const Terms = AuditTerms.extend({ personId: PersonId, reference: Line, text: Paragraph });

export const listTerms = (db: ReadDb): z.output<typeof Terms>[] =>
  db.rows(
    Terms,
    'SELECT person_id AS personId, reference, text, valid_from AS "from", valid_until AS until FROM audit_terms',
  );
export const findTerms = (db: ReadDb, id: PersonId): z.output<typeof Terms> | null =>
  listTerms(db).find(({ personId }) => personId === id) ?? null;
export function insertTerms(db: WriteDb, id: PersonId, { reference, text, from, until }: AuditTerms): void {
  db.run(
    'INSERT INTO audit_terms (person_id, reference, text, valid_from, valid_until) VALUES (?, ?, ?, ?, ?)',
    id,
    reference,
    text,
    from,
    until,
  );
}
