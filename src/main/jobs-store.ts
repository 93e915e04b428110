import { Job, type JobId, type JobKind } from '../shared/model.ts';
import type { ReadDb, WriteDb } from './database/database.ts';

const SELECT = `SELECT id, kind, title, subject_id AS subjectId, state, step, done, total, 'bytes' AS unit, started_at AS startedAt, ended_at AS endedAt, failure FROM jobs`;

export const listJobs = (db: ReadDb): Job[] =>
  db.rows(Job, `${SELECT} ORDER BY coalesce(started_at, '9') DESC LIMIT 50`);
export const findJob = (db: ReadDb, id: JobId): Job | null => db.row(Job, `${SELECT} WHERE id = ?`, id);
export const listUnfinishedJobs = (db: ReadDb): Job[] => db.rows(Job, `${SELECT} WHERE state IN ('queued', 'running')`);

export function insertJob(
  db: WriteDb,
  job: { id: JobId; kind: JobKind; title: string; subjectId: string; startedAt: string },
): void {
  db.run(
    `INSERT INTO jobs (id, kind, title, subject_id, state, step, done, total, started_at) VALUES (?, ?, ?, ?, 'running', '', 0, NULL, ?)`,
    job.id,
    job.kind,
    job.title,
    job.subjectId,
    job.startedAt,
  );
}

export function endJob(
  db: WriteDb,
  id: JobId,
  end: { state: 'done' | 'failed' | 'cancelled'; at: string; failure: string | null },
): void {
  const changed = db.run(
    `UPDATE jobs SET state = ?, ended_at = ?, failure = ? WHERE id = ? AND state IN ('queued', 'running')`,
    end.state,
    end.at,
    end.failure,
    id,
  );
  if (changed !== 1) throw new Error('a job ended twice');
}
