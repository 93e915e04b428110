import { hash, randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../../src/main/database/database.ts';
import { migrations } from '../../../src/main/database/migrations.ts';
import { createLedger, type Ledger, type NewEntry } from '../../../src/main/ledger/ledger-service.ts';
import { verifyInclusion } from '../../../src/main/ledger/merkle-tree.ts';
import { systemClock } from '../../../src/main/platform/clock.ts';
import type { Bench, Row } from '../row.ts';

// BENCH_ENTRIES (1,000,000) says how long the ledger is.

const ENTRIES = Number(process.env['BENCH_ENTRIES'] ?? 1_000_000);
/** Entries in one transaction. In daily use there is one, and waiting for the disk is all that either side does. */
const BATCH = 1000;
const actions = ['recordings.view', 'viewings.log', 'stills.make', 'files.take', 'documents.make'];

/** The entries of a busy scheme: a few people, one recording for a while and then the next. */
const entryAt = (index: number): NewEntry => ({
  actor: { id: `5f0c6f5e-7b1d-4c7e-9a63-00000000000${index % 10}`, name: `Officer ${index % 10}`, role: 'officer' },
  action: actions[index % actions.length] ?? '',
  subject: `recording REC-${Math.floor(index / 20) + (index % 7)}`,
  details: {
    recordingId: `0b6d1a52-55d7-4f3a-8e0c-${String(Math.floor(index / 20)).padStart(12, '0')}`,
    fromMs: index * 40,
    toMs: index * 40 + 12_000,
    sha256: hash('sha256', String(index), 'hex'),
  },
});

interface Filled {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly path: string;
  readonly elapsed: number;
}

const seconds = (since: number): number => (performance.now() - since) / 1000;

function openEmpty(path: string, withLedger: boolean): Database {
  return openDatabase({ path, key: randomBytes(32), migrations: withLedger ? migrations : [] });
}

function fill(path: string): Filled {
  const database = openEmpty(path, true);
  const ledger = createLedger({ db: database.connection, clock: systemClock });
  let elapsed = 0;
  for (let start = 0; start < ENTRIES; start += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, ENTRIES - start) }, (_, index) => entryAt(start + index));
    const since = performance.now();
    database.transaction(() => {
      for (const entry of batch) ledger.append(entry);
    });
    elapsed += seconds(since);
  }
  return { database, ledger, path, elapsed };
}

/** The texts of a ledger, a batch at a time. */
function* textsOf({ database }: Filled): Generator<string[]> {
  const select = database.connection
    .prepare<[number, number], string>('SELECT text FROM ledger_entries WHERE seq >= ? ORDER BY seq LIMIT ?')
    .pluck();
  for (let start = 0; start < ENTRIES; start += BATCH) yield select.all(start, BATCH);
}

/** The same texts into a table that has nothing but a number beside them, as encrypted and as durable. */
function fillPlain(path: string, filled: Filled): number {
  const database = openEmpty(path, false);
  database.connection.exec('CREATE TABLE plain (seq INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT');
  const insert = database.connection.prepare<[number, string]>('INSERT INTO plain (seq, text) VALUES (?, ?)');
  let [elapsed, seq] = [0, 0];
  for (const texts of textsOf(filled)) {
    const since = performance.now();
    database.transaction(() => {
      for (const text of texts) insert.run(seq++, text);
    });
    elapsed += seconds(since);
  }
  database.close();
  return elapsed;
}

async function discard({ database, path }: Pick<Filled, 'database' | 'path'>): Promise<void> {
  database.close();
  await removeDatabase(path);
}

const removeDatabase = async (path: string): Promise<void> => {
  for (const suffix of ['', '-wal', '-shm']) await rm(`${path}${suffix}`, { force: true });
};

const rate = (elapsed: number): string =>
  `${elapsed.toFixed(1)} s, ${Math.round(ENTRIES / elapsed).toLocaleString('en-GB')} entries/s`;
const count = ENTRIES.toLocaleString('en-GB');

/** Appending, with its tree and its four indexes, against mere inserts. */
export async function ledgerAppend(bench: Bench): Promise<Row> {
  const [path, plainPath] = [join(bench.folder, 'ledger.db'), join(bench.folder, 'plain.db')];
  const best = { ours: Infinity, peer: Infinity };
  for (let round = 0; round < bench.rounds; round += 1) {
    const filled = fill(path);
    best.ours = Math.min(best.ours, filled.elapsed);
    best.peer = Math.min(best.peer, fillPlain(plainPath, filled));
    await removeDatabase(plainPath);
    await discard(filled);
  }
  const ratio = best.peer / best.ours;
  return {
    what: `append ${count} ledger entries, ${BATCH} to a transaction`,
    ours: rate(best.ours),
    peer: `the same texts into a plain table of the same encrypted kind: ${rate(best.peer)}`,
    ...{ ratio, aim: 'at least 0.3 of it', reached: ratio >= 0.3 },
    note: 'an entry is seven inserts into B-trees (itself, four indexes, two nodes on average); the plain table has one',
  };
}

/** Verifying all of it, against hashing the same bytes that already lie in memory. */
export async function ledgerVerify(bench: Bench): Promise<Row> {
  const filled = fill(join(bench.folder, 'ledger.db'));
  const signer = { sign: (): string => '', verify: (): boolean => false };
  const best = { ours: Infinity, peer: Infinity, read: Infinity };
  for (let round = 0; round < bench.rounds; round += 1) {
    const since = performance.now();
    const { ok, size } = await filled.ledger.verify({ signer });
    best.ours = Math.min(best.ours, seconds(since));
    if (!ok || size !== ENTRIES) throw new Error('the ledger does not verify');
    let [hashing, all] = [0, performance.now()];
    for (const texts of textsOf(filled)) {
      const started = performance.now();
      for (const text of texts) hash('sha256', text, 'hex');
      hashing += seconds(started);
    }
    all = seconds(all);
    best.peer = Math.min(best.peer, hashing);
    best.read = Math.min(best.read, all);
  }
  await discard(filled);
  const ratio = best.peer / best.ours;
  return {
    what: `verify ${count} ledger entries`,
    ours: rate(best.ours),
    peer: `one SHA-256 of each text in memory: ${rate(best.peer)}`,
    ...{ ratio, aim: 'at least 0.25 of it', reached: ratio >= 0.25 },
    note: `to read the texts from the encrypted file and hash them, and nothing else: ${rate(best.read)}, of which verifying reaches ${(best.read / best.ours).toFixed(2)}`,
  };
}

const PROOFS = 1000;

/** One proof at a time, from entries all over the ledger. */
export async function ledgerProof(bench: Bench): Promise<Row> {
  const filled = fill(join(bench.folder, 'ledger.db'));
  const { ledger } = filled;
  const { size, root } = ledger.head();
  const leafAt = filled.database.connection
    .prepare<[number], string>('SELECT leaf_hash FROM ledger_entries WHERE seq = ?')
    .pluck();
  let [worst, total] = [0, 0];
  for (let each = 0; each < PROOFS; each += 1) {
    const index = Math.floor((each / PROOFS) * size);
    const since = performance.now();
    const proof = ledger.proveInclusion(index, size);
    const elapsedMs = performance.now() - since;
    [worst, total] = [Math.max(worst, elapsedMs), total + elapsedMs];
    if (!verifyInclusion({ index, size, leaf: leafAt.get(index) ?? '', root }, proof))
      throw new Error('the proof is wrong');
  }
  await discard(filled);
  const usual = total / PROOFS;
  return {
    what: `prove one of ${count} ledger entries`,
    ours: `${usual.toFixed(2)} ms on average of ${PROOFS}, the slowest ${worst.toFixed(1)} ms`,
    ...{ peer: '–', ratio: null, aim: 'under 5 ms', reached: usual < 5 },
    note: `${Math.ceil(Math.log2(size))} hashes read from the encrypted file; each proof was checked`,
  };
}
