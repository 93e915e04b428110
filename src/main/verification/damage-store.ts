import { z } from 'zod';
import { Damage } from '../../shared/contract/verification.ts';
import { type DamageId, ObjectId, RecordingId } from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';

export const DamageRow = Damage.extend({ objectId: ObjectId.nullable() });
export type DamageRow = z.output<typeof DamageRow>;

const SELECT = `SELECT id, object_id AS objectId, item, fault, recording_id AS recordingId, incident, found_at AS foundAt, decision,
  reasons, decided_by AS decidedBy, decided_at AS decidedAt FROM damages`;

export const findDamage = (db: ReadDb, id: DamageId): DamageRow | null =>
  db.row(DamageRow, `${SELECT} WHERE id = ?`, id);
export const listDamages = (db: ReadDb): DamageRow[] =>
  db.rows(DamageRow, `${SELECT} ORDER BY decision IS NOT NULL, found_at DESC`);
export const listUndecidedDamages = (db: ReadDb): DamageRow[] =>
  db.rows(DamageRow, `${SELECT} WHERE decision IS NULL ORDER BY found_at DESC`);

export function insertDamage(
  db: WriteDb,
  row: Pick<DamageRow, 'id' | 'objectId' | 'item' | 'fault' | 'recordingId' | 'incident' | 'foundAt'>,
): void {
  db.run(
    'INSERT INTO damages (id, object_id, item, fault, recording_id, incident, found_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    row.id,
    row.objectId,
    row.item,
    row.fault,
    row.recordingId,
    row.incident,
    row.foundAt,
  );
}

/** Changes the row only while nothing was decided, so two people cannot decide on it. */
export function decideDamage(
  db: WriteDb,
  id: DamageId,
  decided: { decision: NonNullable<DamageRow['decision']>; reasons: string; by: string; at: string },
): void {
  const changed = db.run(
    'UPDATE damages SET decision = ?, reasons = ?, decided_by = ?, decided_at = ? WHERE id = ? AND decision IS NULL',
    decided.decision,
    decided.reasons,
    decided.by,
    decided.at,
    id,
  );
  if (changed !== 1) throw new Error('damage was decided on twice');
}

const Owner = z.object({
  kind: z.enum(['master', 'derivative', 'activity', 'still', 'clip', 'document', 'part']),
  /** What people call it. */
  item: z.string(),
  recordingId: RecordingId.nullable(),
  caseId: z.string().nullable(),
  /** Of the still or clip whose story it is part of, beside the recording's. */
  stillId: z.string().nullable(),
  clipId: z.string().nullable(),
});
/** What an object is to people. */
export type Owner = z.output<typeof Owner>;

/** Each way an object is used; null for one that nothing uses any more. */
export const findOwner = (db: ReadDb, id: ObjectId): Owner | null =>
  db.row(
    Owner,
    `WITH wanted (object) AS (SELECT ?)
     SELECT 'master' AS kind, number AS item, id AS recordingId, case_id AS caseId, NULL AS stillId, NULL AS clipId FROM wanted JOIN recordings ON master_id = object
     UNION ALL SELECT 'derivative', 'The copy of ' || number || ' made for watching', id, case_id, NULL, NULL FROM wanted JOIN recordings ON derivative_id = object
     UNION ALL SELECT 'activity', 'The activity index of ' || number, id, case_id, NULL, NULL FROM wanted JOIN activity_indexes ON object_id = object
       JOIN recordings ON recordings.id = recording_id
     UNION ALL SELECT 'still', 'The picture of ' || number, recording_id, case_id, stills.id, NULL FROM wanted JOIN stills ON object_id = object
     UNION ALL SELECT 'clip', clips.number || ' of ' || recordings.number, recordings.id, recordings.case_id, NULL, clips.id FROM wanted JOIN clips ON object_id = object
       JOIN recordings ON recordings.id = recording_id
     UNION ALL SELECT 'clip', 'What ' || k.number || ' of ' || recordings.number || ' is compared with', recordings.id, recordings.case_id, NULL, k.id
       FROM wanted JOIN clip_masks ON plain_id = object JOIN clips k ON k.id = clip_id JOIN recordings ON recordings.id = k.recording_id
     UNION ALL SELECT 'still', 'The masked copy ' || s.number || '-M' || m.ordinal, s.recording_id, s.case_id, s.id, NULL FROM wanted JOIN masks m ON m.object_id = object
       JOIN stills s ON s.id = m.still_id
     UNION ALL SELECT 'document', title, NULL, case_id, NULL, NULL FROM wanted JOIN documents ON object_id = object
     UNION ALL SELECT 'document', 'The paper ' || description, NULL, case_id, NULL, NULL FROM wanted JOIN attachments ON object_id = object
     UNION ALL SELECT 'document', 'A picture of the site of ' || d.number, NULL, d.case_id, NULL, NULL FROM wanted JOIN site_pictures p ON p.object_id = object
       JOIN deployments d ON d.id = p.deployment_id
     UNION ALL SELECT 'part', f.path || ' of ' || t.number, NULL, t.case_id, NULL, NULL FROM wanted JOIN retrieved_files f ON f.object_id = object
       JOIN retrievals t ON t.id = f.retrieval_id WHERE f.outcome = 'master'
     LIMIT 1`,
    id,
  );
