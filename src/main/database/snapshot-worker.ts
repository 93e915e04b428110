import { answerInThread } from '../platform/thread.ts';
import { openKeyed } from './keyed-connection.ts';
import type { SnapshotOrder } from './snapshot.ts';

// Copying or reading the whole of a large database takes seconds in which nothing else would be answered.

answerInThread(({ task, path, to, key }: SnapshotOrder): readonly string[] => {
  const connection = openKeyed(path, key, task === 'check' ? { readonly: true } : {});
  try {
    if (task === 'copy') {
      connection.pragma('synchronous = FULL');
      connection.prepare('VACUUM INTO ?').run(to);
      return [];
    }
    return (connection.pragma('integrity_check') as { integrity_check: string }[])
      .map(({ integrity_check }) => integrity_check)
      .filter((found) => found !== 'ok');
  } finally {
    connection.close();
    key.fill(0);
  }
});
