import { z } from 'zod';
import { Notice } from '../../shared/contract/accounts.ts';
import { KeyHolder, type NoticeId, PersonId } from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';

/** What a person has not yet said they know of, newest first. */
export const unseenNotices = (db: ReadDb, person: PersonId): Notice[] =>
  db.rows(
    Notice,
    'SELECT id, at, title, detail FROM people_notices WHERE person_id = ? AND seen_at IS NULL ORDER BY at DESC',
    person,
  );

export function insertNotice(db: WriteDb, person: PersonId, { id, at, title, detail }: Notice): void {
  db.run(
    'INSERT INTO people_notices (id, person_id, at, title, detail) VALUES (?, ?, ?, ?, ?)',
    id,
    person,
    at,
    title,
    detail,
  );
}

/** False when it is somebody else's, or was seen before. */
export const markNoticeSeen = (
  db: WriteDb,
  { id, person, at }: { id: NoticeId; person: string; at: string },
): boolean =>
  db.run('UPDATE people_notices SET seen_at = ? WHERE id = ? AND person_id = ? AND seen_at IS NULL', at, id, person) ===
  1;

const Holder = z.object({ role: KeyHolder, personId: PersonId });
export type RecoveryHolder = z.output<typeof Holder>;

/** Whose names stand on the recovery sheets that are in force. */
export const listHolders = (db: ReadDb): RecoveryHolder[] =>
  db.rows(Holder, 'SELECT role, person_id AS personId FROM recovery_holders ORDER BY role');

export const setHolder = (db: WriteDb, { role, personId }: RecoveryHolder): void =>
  void db.run(
    'INSERT INTO recovery_holders (role, person_id) VALUES (?, ?) ON CONFLICT (role) DO UPDATE SET person_id = excluded.person_id',
    role,
    personId,
  );
