import { z } from 'zod';
import { Day, Instant, PersonId } from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';

const bool = z.union([z.literal(0), z.literal(1)]).transform((value) => value === 1);
const LicenceRow = z.object({
  personId: PersonId,
  number: z.string(),
  expires: Day,
  cardSeen: bool,
  enteredAt: Instant.nullable(),
  enteredBy: z.string().nullable(),
});
export type LicenceRow = z.output<typeof LicenceRow>;

const TrainingRow = z.object({
  personId: PersonId,
  course: z.string(),
  completedOn: Day,
  expires: Day.nullable(),
  enteredAt: Instant,
  enteredBy: z.string(),
});
export type TrainingRow = z.output<typeof TrainingRow>;

/** Newest first. */
export const listLicences = (db: ReadDb): LicenceRow[] =>
  db.rows(
    LicenceRow,
    `SELECT person_id AS personId, number, expires_on AS expires, card_seen AS cardSeen, entered_at AS enteredAt, entered_by AS enteredBy
     FROM sia_licences ORDER BY id DESC`,
  );

/** Newest first. */
export const listTraining = (db: ReadDb): TrainingRow[] =>
  db.rows(
    TrainingRow,
    `SELECT person_id AS personId, course, completed_on AS completedOn, expires_on AS expires, entered_at AS enteredAt, entered_by AS enteredBy
     FROM training ORDER BY id DESC`,
  );

export function insertLicence(db: WriteDb, row: LicenceRow): void {
  db.run(
    'INSERT INTO sia_licences (person_id, number, expires_on, card_seen, entered_at, entered_by) VALUES (?, ?, ?, ?, ?, ?)',
    row.personId,
    row.number,
    row.expires,
    row.cardSeen ? 1 : 0,
    row.enteredAt,
    row.enteredBy,
  );
}

/** The licence in force stands with the person. */
export function setLicence(db: WriteDb, { personId, number, expires }: LicenceRow): void {
  db.run('UPDATE people SET sia_licence_number = ?, sia_licence_expires = ? WHERE id = ?', number, expires, personId);
}

export function insertTraining(db: WriteDb, row: TrainingRow): void {
  db.run(
    'INSERT INTO training (person_id, course, completed_on, expires_on, entered_at, entered_by) VALUES (?, ?, ?, ?, ?, ?)',
    row.personId,
    row.course,
    row.completedOn,
    row.expires,
    row.enteredAt,
    row.enteredBy,
  );
}
