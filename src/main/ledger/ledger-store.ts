import type SqliteDatabase from 'better-sqlite3';
import { AppError } from '../../shared/failure.ts';
import { COLUMNS, createLedgerSearch } from './ledger-search-store.ts';
import { isHash, type NodeAt, nodeNumber, type TreeNode } from './merkle-tree.ts';

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

export type LastRow = Pick<EntryRow, 'seq' | 'at' | 'leafHash'>;

/** `number` is its place among all nodes, in the order in which they are made (merkle-tree.ts). */
export type NodeRow = readonly [number: number, level: number, position: number, hash: string];

export interface MentionRow {
  readonly id: string;
  readonly seq: number;
}

export interface CheckpointRow {
  readonly size: number;
  readonly root: string;
  readonly at: string;
  /** Base64, over the checkpoint's canonical text (checkpoint.ts). */
  readonly signature: string;
}

/** The ledger's own tables, prepared once: appending is the most frequent statement of all. */
export function createLedgerStore(db: SqliteDatabase.Database) {
  const insertEntry = db.prepare<[number, string, string, string, string, string, string, string]>(
    'INSERT INTO ledger_entries (seq, at, actor_id, actor_name, action, subject, text, leaf_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const insertNode = db.prepare<[number, number, number, string]>(
    'INSERT INTO ledger_nodes (id, level, position, hash) VALUES (?, ?, ?, ?)',
  );
  const insertMention = db.prepare<[string, number]>('INSERT INTO ledger_mentions (id, seq) VALUES (?, ?)');
  const selectMentions = db.prepare<[number, number], MentionRow>(
    'SELECT id, seq FROM ledger_mentions WHERE seq > ? AND seq <= ?',
  );
  const about = `FROM ledger_mentions JOIN ledger_entries USING (seq) WHERE id = ?`;
  const selectAbout = db.prepare<[string, number], EntryRow>(
    `SELECT ${COLUMNS} ${about} ORDER BY ledger_mentions.seq DESC LIMIT ?`,
  );
  const selectNode = db
    .prepare<[number, number, number], string>(
      'SELECT hash FROM ledger_nodes WHERE id = ? AND level = ? AND position = ?',
    )
    .pluck();
  const selectNodes = db
    .prepare<[number, number], NodeRow>(
      'SELECT id, level, position, hash FROM ledger_nodes WHERE id >= ? AND id < ? ORDER BY id',
    )
    .raw();
  const selectLast = db.prepare<[], LastRow>(
    'SELECT seq, at, leaf_hash AS leafHash FROM ledger_entries ORDER BY seq DESC LIMIT 1',
  );
  const selectLastOf = db.prepare<[string], EntryRow>(
    `SELECT ${COLUMNS} FROM ledger_entries WHERE action = ? ORDER BY seq DESC LIMIT 1`,
  );
  const selectFrom = db.prepare<[number, number, number], EntryRow>(
    `SELECT ${COLUMNS} FROM ledger_entries WHERE seq >= ? AND seq <= ? ORDER BY seq LIMIT ?`,
  );
  const selectTexts = db.prepare<[number, number], Pick<EntryRow, 'seq' | 'text'>>(
    'SELECT seq, text FROM ledger_entries WHERE seq >= ? ORDER BY seq LIMIT ?',
  );
  const selectOne = db.prepare<[number], EntryRow>(`SELECT ${COLUMNS} FROM ledger_entries WHERE seq = ?`);
  const countNodes = db.prepare<[], { nodes: number; leaves: number }>(
    'SELECT count(*) AS nodes, count(*) FILTER (WHERE level = 0) AS leaves FROM ledger_nodes',
  );
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
    const hash = selectNode.get(nodeNumber(level, position), level, position);
    if (hash === undefined || !isHash(hash))
      throw new AppError('integrity', 'A part of the ledger is missing or damaged. Verify the ledger.', {
        cause: new Error(`no hash at node ${level}/${position}`),
      });
    return hash;
  };
  return {
    nodeAt,
    inTransaction: (): boolean => db.inTransaction,
    insertEntry(row: EntryRow): void {
      insertEntry.run(row.seq, row.at, row.actorId, row.actorName, row.action, row.subject, row.text, row.leafHash);
    },
    insertMentions(seq: number, ids: readonly string[]): void {
      for (const id of ids) insertMention.run(id, seq);
    },
    /** What the list says of the entries after one and up to another. */
    mentions: (afterSeq: number, toSeq: number): MentionRow[] => selectMentions.all(afterSeq, toSeq),
    /** The newest entries that mention a thing, newest first; all of them without a limit. */
    about: (id: string, limit = -1): EntryRow[] => selectAbout.all(id.toLowerCase(), limit),
    insertNodes(nodes: readonly TreeNode[]): void {
      for (const { level, position, hash } of nodes) insertNode.run(nodeNumber(level, position), level, position, hash);
    },
    /** The nodes of the next `count` numbers, in order. */
    nodes: (number: number, count: number): NodeRow[] => selectNodes.all(number, number + count),
    /** How many nodes there are, and how many of them are leaves: entries that the tree knows. */
    countNodes: (): { nodes: number; leaves: number } => countNodes.get() ?? { nodes: 0, leaves: 0 },
    last: (): LastRow | null => selectLast.get() ?? null,
    /** The newest entry of an action. */
    lastOf: (action: string): EntryRow | null => selectLastOf.get(action) ?? null,
    find: (seq: number): EntryRow | null => selectOne.get(seq) ?? null,
    /** Up to `count` entries from `seq` to `lastSeq`, in order. */
    page: (seq: number, lastSeq: number, count: number): EntryRow[] => selectFrom.all(seq, lastSeq, count),
    texts: (seq: number, count: number): Pick<EntryRow, 'seq' | 'text'>[] => selectTexts.all(seq, count),
    insertCheckpoint: (row: CheckpointRow): void =>
      void insertCheckpoint.run(row.size, row.root, row.at, row.signature),
    checkpoints: (): CheckpointRow[] => selectCheckpoints.all(),
    checkpoint: (size: number): CheckpointRow | null => selectCheckpoint.get(size) ?? null,

    search: createLedgerSearch(db),
  };
}

export type LedgerStore = ReturnType<typeof createLedgerStore>;
