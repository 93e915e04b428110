import { Contractor } from '../../shared/contract/equipment.ts';
import type { ContractorId } from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';

const SELECT = `SELECT id, name, company, sia_licence_number AS siaLicenceNumber, sia_licence_expires AS siaLicenceExpires,
  registered_at AS registeredAt, registered_by AS registeredBy FROM contractors`;

export const listContractors = (db: ReadDb): Contractor[] => db.rows(Contractor, `${SELECT} ORDER BY name`);
export const findContractor = (db: ReadDb, id: ContractorId): Contractor | null =>
  db.row(Contractor, `${SELECT} WHERE id = ?`, id);
export const findContractorByLicence = (db: ReadDb, licence: string): Contractor | null =>
  db.row(Contractor, `${SELECT} WHERE sia_licence_number = ?`, licence);

export function insertContractor(db: WriteDb, row: Contractor): void {
  db.run(
    'INSERT INTO contractors (id, name, company, sia_licence_number, sia_licence_expires, registered_at, registered_by) VALUES (?, ?, ?, ?, ?, ?, ?)',
    row.id,
    row.name,
    row.company,
    row.siaLicenceNumber,
    row.siaLicenceExpires,
    row.registeredAt,
    row.registeredBy,
  );
}

export function renewContractor(db: WriteDb, id: ContractorId, licence: { number: string; expires: string }): void {
  db.run(
    'UPDATE contractors SET sia_licence_number = ?, sia_licence_expires = ? WHERE id = ?',
    licence.number,
    licence.expires,
    id,
  );
}
