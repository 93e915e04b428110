import { z } from 'zod';
import { Day, Person, type PersonId } from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';

export const PersonRow = Person.extend({
  slotId: z.string(),
  totpSecret: z.string(),
  totpLastStep: z.number(),
  siaLicenceNumber: z.string().nullable(),
  siaLicenceExpires: Day.nullable(),
});
export type PersonRow = z.output<typeof PersonRow>;

const SELECT = `SELECT id, slot_id AS slotId, name, username, initials, role, totp_secret AS totpSecret, totp_last_step AS totpLastStep,
  sia_licence_number AS siaLicenceNumber, sia_licence_expires AS siaLicenceExpires FROM people`;

export const listPeople = (db: ReadDb): PersonRow[] => db.rows(PersonRow, `${SELECT} ORDER BY role, name`);
export const findPersonBySlot = (db: ReadDb, slotId: string): PersonRow | null =>
  db.row(PersonRow, `${SELECT} WHERE slot_id = ?`, slotId);
export const findPerson = (db: ReadDb, id: PersonId): PersonRow | null =>
  db.row(PersonRow, `${SELECT} WHERE id = ?`, id);

export function insertPerson(db: WriteDb, row: Omit<PersonRow, 'totpLastStep'>): void {
  db.run(
    `INSERT INTO people (id, slot_id, name, username, initials, role, totp_secret, sia_licence_number, sia_licence_expires)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.id,
    row.slotId,
    row.name,
    row.username,
    row.initials,
    row.role,
    row.totpSecret,
    row.siaLicenceNumber,
    row.siaLicenceExpires,
  );
}

export const useTotpStep = (db: WriteDb, id: PersonId, step: number): void =>
  void db.run('UPDATE people SET totp_last_step = ? WHERE id = ?', step, id);

const SigningRow = z.object({ certificatePem: z.string(), wrappedKey: z.instanceof(Uint8Array) });

/** The controller's certificate and its private key, wrapped under the vault's signing key. */
export function readSigningKey(db: ReadDb): z.output<typeof SigningRow> {
  const row = db.row(
    SigningRow,
    'SELECT certificate_pem AS certificatePem, wrapped_key AS wrappedKey FROM signing_keys',
  );
  if (row === null) throw new Error('the vault has no signing key');
  return row;
}

export function insertSigningKey(db: WriteDb, certificatePem: string, wrappedKey: Uint8Array): void {
  db.run('INSERT INTO signing_keys (id, certificate_pem, wrapped_key) VALUES (1, ?, ?)', certificatePem, wrappedKey);
}
