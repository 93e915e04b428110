import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrations } from '../../../src/main/database/migrations.ts';

test('what was known of each recording before is known after the registers were brought up to date', () => {
  const connection = new SqliteDatabase(':memory:');
  connection.pragma('foreign_keys = OFF');
  for (const { sql } of migrations.filter(({ number }) => number < 36)) connection.exec(sql);
  const insert = connection.prepare(
    `INSERT INTO recordings (id, number, file_id, retrieval_id, case_id, master_id, defined_at, retention_deadline, facts, derivative_record)
     VALUES ($id, 'REC-' || $id, 'f' || $id, 't', 'c', 'm' || $id, '', '2026-12-01', $facts, $record)`,
  );
  const known = (audioTracks: readonly object[]): string => JSON.stringify({ playable: true, width: 704, audioTracks });
  insert.run({ id: 'master', facts: known([]), record: '{"state":"not-needed"}' });
  insert.run({ id: 'sound', facts: known([{ codec: 'aac' }]), record: '{"state":"made","route":"transcode"}' });
  insert.run({ id: 'failed', facts: known([]), record: '{"state":"failed"}' });
  insert.run({ id: 'unplayable', facts: '{"playable":false,"reason":"unknown"}', record: null });
  insert.run({ id: 'waiting', facts: null, record: null });

  for (const { sql } of migrations.filter(({ number }) => number >= 36)) connection.exec(sql);

  expect(connection.prepare('SELECT id, playable, has_audio FROM recordings ORDER BY rowid').raw().all()).toEqual([
    ['master', 'master', 0],
    ['sound', 'derivative', 1],
    ['failed', 'no', 0],
    ['unplayable', 'no', 0],
    ['waiting', 'waiting', 0],
  ]);
  expect(
    connection.prepare("SELECT facts, derivative_record FROM examinations WHERE recording_id = 'sound'").raw().all(),
  ).toEqual([[known([{ codec: 'aac' }]), '{"state":"made","route":"transcode"}']]);
  expect(connection.prepare('SELECT count(*) FROM examinations').pluck().get()).toBe(4);
  connection.close();
});
