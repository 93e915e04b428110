import type SqliteDatabase from 'better-sqlite3';
import type { NodeAt } from './merkle-tree.ts';

export interface EntryRow {
  readonly seq: number;
  readonly at: string;
  readonly actorId: string;
  readonly actorName: string;
  readonly action: string;
  readonly subject: string;
  /** The canonical text: the entry itself. The columns above repeat it for searching and are checked against it. */
  readonly text: string;
  readonly leafHash: string;
}

export interface CheckpointRow {
  readonly size: number;
  readonly root: string;
  readonly at: string;
  /** Base64, over the checkpoint's canonical text (checkpoint.ts). */
  readonly signature: string;
}

export interface EntryFilter {
  readonly text?: string | undefined;
  readonly action?: string | undefined;
  readonly subject?: string | undefined;
  readonly actorId?: string | undefined;
  /** Instants: from ≤ at < to. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly beforeSeq?: number | undefined;
  readonly limit: number;
}

const COLUMNS = `seq, at, actor_id AS actorId, actor_name AS actorName, action, subject, text, leaf_hash AS leafHash`;

/** The ledger's own tables, prepared once: appending is the most frequent statement of all. */
export function createLedgerStore(db: SqliteDatabase.Database) {
  const insertEntry = db.prepare<[number, string, string, string, string, string, string, string]>(
    'INSERT INTO ledger_entries (seq, at, actor_id, actor_name, action, subject, text, leaf_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const insertNode = db.prepare<[number, number, string]>(
    'INSERT INTO ledger_nodes (level, position, hash) VALUES (?, ?, ?)',
  );
  const selectNode = db
    .prepare<[number, number], string>('SELECT hash FROM ledger_nodes WHERE level = ? AND position = ?')
    .pluck();
  const selectLast = db.prepare<[], EntryRow>(`SELECT ${COLUMNS} FROM ledger_entries ORDER BY seq DESC LIMIT 1`);
  const selectFrom = db.prepare<[number, number], EntryRow>(
    `SELECT ${COLUMNS} FROM ledger_entries WHERE seq >= ? ORDER BY seq LIMIT ?`,
  );
  const selectOne = db.prepare<[number], EntryRow>(`SELECT ${COLUMNS} FROM ledger_entries WHERE seq = ?`);
  const countNodes = db.prepare<[], number>('SELECT count(*) FROM ledger_nodes').pluck();
  const insertCheckpoint = db.prepare<[number, string, string, string]>(
    'INSERT OR IGNORE INTO ledger_checkpoints (size, root, at, signature) VALUES (?, ?, ?, ?)',
  );
  const selectCheckpoints = db.prepare<[], CheckpointRow>(
    'SELECT size, root, at, signature FROM ledger_checkpoints ORDER BY size',
  );
  const selectCheckpoint = db.prepare<[number], CheckpointRow>(
    'SELECT size, root, at, signature FROM ledger_checkpoints WHERE size = ?',
  );

  const nodeAt: NodeAt = (level, position) => {
    const hash = selectNode.get(level, position);
    if (hash === undefined) throw new Error(`the ledger has no node ${level}/${position}`);
    return hash;
  };
  return {
    nodeAt,
    inTransaction: (): boolean => db.inTransaction,
    insertEntry(row: EntryRow): void {
      insertEntry.run(row.seq, row.at, row.actorId, row.actorName, row.action, row.subject, row.text, row.leafHash);
    },
    insertNode: (level: number, position: number, hash: string): void => void insertNode.run(level, position, hash),
    findNode: (level: number, position: number): string | null => selectNode.get(level, position) ?? null,
    countNodes: (): number => countNodes.get() ?? 0,
    last: (): EntryRow | null => selectLast.get() ?? null,
    find: (seq: number): EntryRow | null => selectOne.get(seq) ?? null,
    /** Up to `count` entries from `seq` on, in order. */
    page: (seq: number, count: number): EntryRow[] => selectFrom.all(seq, count),
    insertCheckpoint: (row: CheckpointRow): void =>
      void insertCheckpoint.run(row.size, row.root, row.at, row.signature),
    checkpoints: (): CheckpointRow[] => selectCheckpoints.all(),
    checkpoint: (size: number): CheckpointRow | null => selectCheckpoint.get(size) ?? null,

    /** Newest first. */
    search(filter: EntryFilter): EntryRow[] {
      const conditions: [string, string | number | undefined][] = [
        ['action = ?', filter.action],
        ['subject = ?', filter.subject],
        ['actor_id = ?', filter.actorId],
        ['at >= ?', filter.from],
        ['at < ?', filter.to],
        ['seq < ?', filter.beforeSeq],
        [
          `text LIKE ? ESCAPE '!'`,
          filter.text === undefined || filter.text === '' ? undefined : `%${filter.text.replaceAll(/[!%_]/gu, '!$&')}%`,
        ],
      ];
      const used = conditions.filter((condition): condition is [string, string | number] => condition[1] !== undefined);
      const where = used.length === 0 ? '' : `WHERE ${used.map(([sql]) => sql).join(' AND ')}`;
      return db
        .prepare<unknown[], EntryRow>(`SELECT ${COLUMNS} FROM ledger_entries ${where} ORDER BY seq DESC LIMIT ?`)
        .all(...used.map(([, value]) => value), filter.limit);
    },
  };
}

export type LedgerStore = ReturnType<typeof createLedgerStore>;
