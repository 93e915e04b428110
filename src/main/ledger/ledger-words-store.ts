import type SqliteDatabase from 'better-sqlite3';
import { COLUMNS } from './ledger-search-store.ts';
import type { EntryRow } from './ledger-store.ts';

// An index of the words in the ledger, made from the texts when somebody searches, so that appending pays nothing for it.
// It is not part of what is hashed: it helps to find an entry and proves nothing.

const PAGE = 2000;
/** Identifiers and fingerprints have lists and searches of their own, and would be most of the index. */
const NO_WORDS = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{16,}\b/giu;
/** Or each search would be found by the next one. */
const SEARCHING = 'search.find';

interface Said {
  readonly actor: { readonly name: string };
  readonly action: string;
  readonly subject: string;
  readonly details: unknown;
}

/** Every text in a value, at whatever depth. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function wordsOf(text: string): string {
  const { actor, action, subject, details } = JSON.parse(text) as Said;
  return [actor.name, action, subject, ...textsIn(details)].join(' ').replaceAll(NO_WORDS, ' ');
}

export function createLedgerWords(db: SqliteDatabase.Database) {
  const selectLast = db.prepare<[], number>('SELECT coalesce(max(rowid), -1) FROM ledger_words').pluck();
  const selectNext = db.prepare<[number, number], Pick<EntryRow, 'seq' | 'action' | 'text'>>(
    'SELECT seq, action, text FROM ledger_entries WHERE seq > ? ORDER BY seq LIMIT ?',
  );
  const insert = db.prepare<[number, string]>('INSERT INTO ledger_words (rowid, words) VALUES (?, ?)');
  // The index first, newest first, and only as many entries as are wanted.
  const select = db.prepare<[string, number], EntryRow>(
    `SELECT ${COLUMNS} FROM ledger_words CROSS JOIN ledger_entries ON seq = ledger_words.rowid
     WHERE ledger_words MATCH ? ORDER BY ledger_words.rowid DESC LIMIT ?`,
  );
  return {
    /** Takes in what was entered since the last time. Must run inside a transaction. */
    bringUp(): void {
      for (let from = selectLast.get() ?? -1; ; ) {
        const page = selectNext.all(from, PAGE);
        for (const { seq, action, text } of page) if (action !== SEARCHING) insert.run(seq, wordsOf(text));
        const last = page.at(-1);
        if (last === undefined || page.length < PAGE) return;
        from = last.seq;
      }
    },
    /** Entries that fit a query of the index, newest first. */
    find: (query: string, limit: number): EntryRow[] => select.all(query, limit),
  };
}
