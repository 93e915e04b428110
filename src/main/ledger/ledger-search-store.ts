import type SqliteDatabase from 'better-sqlite3';
import type { EntryRow } from './ledger-store.ts';

export interface EntryFilter {
  /** Found anywhere in the entry, as it is written: `%`, `_` and backslashes stand for themselves. */
  readonly text?: string | undefined;
  readonly action?: string | undefined;
  readonly subject?: string | undefined;
  readonly actorId?: string | undefined;
  /** An identifier (UUID) that the entry speaks of. */
  readonly about?: string | undefined;
  /** Instants: from ≤ at < to. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly beforeSeq?: number | undefined;
  readonly limit: number;
}

export const COLUMNS = `seq, at, actor_id AS actorId, actor_name AS actorName, action, subject, text, leaf_hash AS leafHash`;

/** A pattern for what was typed. The entry's text is JSON, where a quote or a backslash is written escaped. */
const like = (typed: string): string => `%${JSON.stringify(typed).slice(1, -1).replaceAll(/[!%_]/gu, '!$&')}%`;

const isIdentifier = (id: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(id);

/**
 * Finds entries, newest first. A thing and a person are found by the list of mentions, an act by its index, a day by
 * halving; only words have to be looked for in every text.
 */
export function createLedgerSearch(db: SqliteDatabase.Database): (filter: EntryFilter) => EntryRow[] {
  const selectNext = db.prepare<[number], { seq: number; at: string }>(
    'SELECT seq, at FROM ledger_entries WHERE seq >= ? ORDER BY seq LIMIT 1',
  );
  const selectSize = db.prepare<[], number>('SELECT coalesce(max(seq), -1) + 1 FROM ledger_entries').pluck();

  /** The number of the first entry that is not earlier than an instant: entries never go back in time. */
  const firstFrom = (instant: string): number => {
    let [low, high] = [0, selectSize.get() ?? 0];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const next = selectNext.get(middle);
      if (next === undefined || next.at >= instant) high = middle;
      else low = next.seq + 1;
    }
    return low;
  };

  return (filter) => {
    const about = filter.about?.toLowerCase();
    const actorId = filter.actorId;
    // Whoever acted is named in the entry, so the list of mentions finds that person's acts too.
    const listed = about ?? (actorId !== undefined && isIdentifier(actorId) ? actorId : undefined);
    const conditions: [string, string | number | undefined][] = [
      ['ledger_mentions.id = ?', listed],
      ['action = ?', filter.action],
      ['subject = ?', filter.subject],
      // Said in the query itself, so that the index of the application's own entries is used.
      [actorId === 'system' ? `actor_id = 'system' AND ? IS NOT NULL` : 'actor_id = ?', actorId],
      [`${seqIn(listed)} >= ?`, filter.from === undefined ? undefined : firstFrom(filter.from)],
      [`${seqIn(listed)} < ?`, filter.to === undefined ? undefined : firstFrom(filter.to)],
      [`${seqIn(listed)} < ?`, filter.beforeSeq],
      [`text LIKE ? ESCAPE '!'`, filter.text === undefined || filter.text === '' ? undefined : like(filter.text)],
    ];
    const used = conditions.filter((condition): condition is [string, string | number] => condition[1] !== undefined);
    const where = used.length === 0 ? '' : `WHERE ${used.map(([sql]) => sql).join(' AND ')}`;
    // CROSS JOIN: the list first, in its own order, and each entry after it.
    const tables = listed === undefined ? 'ledger_entries' : 'ledger_mentions CROSS JOIN ledger_entries USING (seq)';
    return db
      .prepare<unknown[], EntryRow>(`SELECT ${COLUMNS} FROM ${tables} ${where} ORDER BY ${seqIn(listed)} DESC LIMIT ?`)
      .all(...used.map(([, value]) => value), filter.limit);
  };
}

const seqIn = (listed: string | undefined): string => (listed === undefined ? 'seq' : 'ledger_mentions.seq');
