import { LicenceApplication } from '../../shared/contract/licence-applications.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';

/** Newest first. One is granted when a licence of the person was entered after it. */
export const listApplications = (db: ReadDb): LicenceApplication[] =>
  db.rows(
    LicenceApplication,
    `SELECT a.id, a.person_id AS personId, p.name AS person, a.applied_on AS appliedOn, a.reference,
     CASE WHEN a.how IS NOT NULL THEN a.how
       WHEN EXISTS (SELECT 1 FROM sia_licences l WHERE l.person_id = a.person_id AND l.entered_at > a.at) THEN 'granted'
       ELSE 'open' END AS state,
     a.note, a.ended_on AS endedOn, a.at, a.by_name AS by
     FROM licence_applications a JOIN people p ON p.id = a.person_id ORDER BY a.id DESC`,
  );

export const insertApplication = (
  db: WriteDb,
  {
    personId,
    appliedOn,
    reference,
    at,
    by,
  }: Pick<LicenceApplication, 'personId' | 'appliedOn' | 'reference' | 'at' | 'by'>,
): void =>
  void db.run(
    'INSERT INTO licence_applications (person_id, applied_on, reference, at, by_name) VALUES (?, ?, ?, ?, ?)',
    personId,
    appliedOn,
    reference,
    at,
    by,
  );

export const endApplication = (
  db: WriteDb,
  id: number,
  ended: { readonly how: string; readonly endedOn: string; readonly note: string },
): void =>
  void db.run(
    'UPDATE licence_applications SET how = ?, ended_on = ?, note = ? WHERE id = ?',
    ended.how,
    ended.endedOn,
    ended.note,
    id,
  );
