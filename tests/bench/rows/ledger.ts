import { hash, randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../../src/main/database/database.ts';
import { migrations } from '../../../src/main/database/migrations.ts';
import { createLedger, type Ledger, type NewEntry } from '../../../src/main/ledger/ledger-service.ts';
import { verifyInclusion } from '../../../src/main/ledger/merkle-tree.ts';
import type { EntryFilter } from '../../../src/main/ledger/ledger-search-store.ts';
import type { Clock } from '../../../src/main/platform/clock.ts';
import type { Bench, Row } from '../row.ts';

// BENCH_ENTRIES (1,000,000) says how long the ledger is.

const ENTRIES = Number(process.env['BENCH_ENTRIES'] ?? 1_000_000);
/** Entries in one transaction. In daily use there is one, and waiting for the disk is all that either side does. */
const BATCH = 1000;
const actions = ['recordings.view', 'viewings.log', 'stills.make', 'files.take', 'documents.make'];

/** The entries of a busy scheme: a few people, one recording for a while and then the next. */
const actorAt = (index: number): string => `5f0c6f5e-7b1d-4c7e-9a63-00000000000${index % 10}`;
const recordingAt = (index: number): string =>
  `0b6d1a52-55d7-4f3a-8e0c-${String(Math.floor(index / 20)).padStart(12, '0')}`;
const entryAt = (index: number): NewEntry => ({
  actor: { id: actorAt(index), name: `Officer ${index % 10}`, role: 'officer' },
  action: actions[index % actions.length] ?? '',
  subject: `recording REC-${Math.floor(index / 20) + (index % 7)}`,
  details: {
    recordingId: recordingAt(index),
    fromMs: index * 40,
    toMs: index * 40 + 12_000,
    sha256: hash('sha256', String(index), 'hex'),
  },
});

interface Filled {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly elapsed: number;
}

const seconds = (since: number): number => (performance.now() - since) / 1000;

function openEmpty(path: string, withLedger: boolean): Database {
  return openDatabase({ path, key: randomBytes(32), migrations: withLedger ? migrations : [] });
}

/** Ten seconds from entry to entry: a million are a hundred and fifteen busy days. */
function steadyClock(): Clock {
  let ms = Date.parse('2026-06-01T07:00:00.000Z');
  return { now: () => new Date((ms += 10_000)).toISOString() };
}

function fill(path: string): Filled {
  const database = openEmpty(path, true);
  const ledger = createLedger({ db: database.connection, clock: steadyClock() });
  let elapsed = 0;
  for (let start = 0; start < ENTRIES; start += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, ENTRIES - start) }, (_, index) => entryAt(start + index));
    const since = performance.now();
    database.transaction(() => {
      for (const entry of batch) ledger.append(entry);
    });
    elapsed += seconds(since);
  }
  return { database, ledger, elapsed };
}

let filled: Filled | null = null;
/** The ledger that all rows are measured on: built once, left to the end of the run. */
const theLedger = (bench: Bench): Filled => (filled ??= fill(join(bench.folder, 'ledger.db')));

/** The texts of a ledger, a batch at a time. */
function* textsOf(database: Database): Generator<string[]> {
  const select = database.connection
    .prepare<[number, number], string>('SELECT text FROM ledger_entries WHERE seq >= ? ORDER BY seq LIMIT ?')
    .pluck();
  for (let start = 0; start < ENTRIES; start += BATCH) yield select.all(start, BATCH);
}

interface PlainRow {
  readonly seq: number;
  readonly at: string;
  readonly actor_id: string;
  readonly actor_name: string;
  readonly action: string;
  readonly subject: string;
  readonly text: string;
  readonly leaf_hash: string;
}

/** The same rows into a table with nothing beside them, as encrypted and as durable. */
function fillPlain(path: string, { database: from }: Filled): number {
  const database = openEmpty(path, false);
  database.connection.exec(`CREATE TABLE plain (seq INTEGER PRIMARY KEY, at TEXT NOT NULL, actor_id TEXT NOT NULL,
    actor_name TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL, leaf_hash TEXT NOT NULL) STRICT`);
  const insert = database.connection.prepare('INSERT INTO plain VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const select = from.connection.prepare<[number, number], PlainRow>(
    'SELECT * FROM ledger_entries WHERE seq >= ? ORDER BY seq LIMIT ?',
  );
  let elapsed = 0;
  for (let start = 0; start < ENTRIES; start += BATCH) {
    const rows = select.all(start, BATCH);
    const since = performance.now();
    database.transaction(() => {
      for (const { seq, at, actor_id, actor_name, action, subject, text, leaf_hash } of rows)
        insert.run(seq, at, actor_id, actor_name, action, subject, text, leaf_hash);
    });
    elapsed += seconds(since);
  }
  database.close();
  return elapsed;
}

const removeDatabase = async (path: string): Promise<void> => {
  for (const suffix of ['', '-wal', '-shm']) await rm(`${path}${suffix}`, { force: true });
};

const rate = (elapsed: number): string =>
  `${elapsed.toFixed(1)} s, ${Math.round(ENTRIES / elapsed).toLocaleString('en-GB')} entries/s`;
const count = ENTRIES.toLocaleString('en-GB');

/** Appending, with its tree and what it is found by, against mere inserts of the same rows. */
export async function ledgerAppend(bench: Bench): Promise<Row> {
  const plainPath = join(bench.folder, 'plain.db');
  const ours = theLedger(bench);
  const peer = fillPlain(plainPath, ours);
  await removeDatabase(plainPath);
  const ratio = peer / ours.elapsed;
  return {
    what: `append ${count} ledger entries, ${BATCH} to a transaction`,
    ours: rate(ours.elapsed),
    peer: `the same rows into a plain table of the same encrypted kind: ${rate(peer)}`,
    ...{ ratio, aim: 'at least 0.3 of it', reached: ratio >= 0.3 },
    note: 'bound by pages to encrypt, not by hashing: an entry is eight inserts (itself, its act, two nodes on average, two mentions in two orders), the plain row one; at one entry to a transaction both wait for the disk alone',
  };
}

/** Verifying all of it, against hashing the same bytes that already lie in memory. */
export async function ledgerVerify(bench: Bench): Promise<Row> {
  const { ledger, database } = theLedger(bench);
  const signer = { sign: (): string => '', verify: (): boolean => false };
  const best = { ours: Infinity, peer: Infinity, read: Infinity };
  for (let round = 0; round < bench.rounds; round += 1) {
    const since = performance.now();
    const { ok, size } = await ledger.verify({ signer });
    best.ours = Math.min(best.ours, seconds(since));
    if (!ok || size !== ENTRIES) throw new Error('the ledger does not verify');
    let [hashing, all] = [0, performance.now()];
    for (const texts of textsOf(database)) {
      const started = performance.now();
      for (const text of texts) hash('sha256', text, 'hex');
      hashing += seconds(started);
    }
    all = seconds(all);
    best.peer = Math.min(best.peer, hashing);
    best.read = Math.min(best.read, all);
  }
  const ratio = best.peer / best.ours;
  return {
    what: `verify ${count} ledger entries`,
    ours: rate(best.ours),
    peer: `one SHA-256 of each text in memory: ${rate(best.peer)}`,
    ...{ ratio, aim: 'at least 0.25 of it', reached: ratio >= 0.25 },
    note: `what bounds it: to read the texts from the encrypted file and hash them, and nothing else, takes ${rate(best.read)} and so reaches ${(best.peer / best.read).toFixed(2)} at most; verifying is ${(best.read / best.ours).toFixed(2)} of that, and reads every node and mention too, hashes each node, and reads each text as JSON to see that it is the canonical one`,
  };
}

const SEARCHES = 20;
const PAGE = 101;

/** Each way of searching the screen offers, the slowest of several; words alone need a look at every text. */
export async function ledgerSearch(bench: Bench): Promise<Row> {
  const { ledger } = theLedger(bench);
  const last = ENTRIES - 1;
  const day = (back: number): string => ledger.search({ limit: 1, beforeSeq: back + 1 })[0]?.at.slice(0, 10) ?? '';
  const ways: Readonly<Record<string, (each: number) => Omit<EntryFilter, 'limit'>>> = {
    item: (each) => ({ about: recordingAt(Math.floor((each / SEARCHES) * last)) }),
    person: (each) => ({ actorId: actorAt(each), beforeSeq: Math.floor(((each + 1) / SEARCHES) * last) }),
    act: (each) => ({ action: actions[each % actions.length], beforeSeq: Math.floor(((each + 1) / SEARCHES) * last) }),
    day: (each) => {
      const on = day(Math.floor((each / SEARCHES) * last));
      return { from: `${on}T00:00:00.000Z`, to: `${on}T23:59:59.999Z` };
    },
    'person, act and day': (each) => ({
      ...{ actorId: actorAt(each), action: actions[each % actions.length] },
      ...{ from: `${day(Math.floor((each / SEARCHES) * last))}T00:00:00.000Z` },
    }),
    'an act nobody did': () => ({ action: 'nothing.done' }),
  };
  const slowest = Object.entries(ways).map(([name, filterOf]) => {
    let worst = 0;
    for (let each = 0; each < SEARCHES; each += 1) {
      const filter = filterOf(each);
      const since = performance.now();
      ledger.search({ ...filter, limit: PAGE });
      worst = Math.max(worst, performance.now() - since);
    }
    return [name, worst] as const;
  });
  const since = performance.now();
  ledger.search({ text: 'a word that stands nowhere', limit: PAGE });
  const words = seconds(since);
  const worst = Math.max(...slowest.map(([, elapsedMs]) => elapsedMs));
  return {
    what: `search ${count} ledger entries, a page of 100`,
    ours: slowest.map(([name, elapsedMs]) => `${name} ${elapsedMs.toFixed(1)} ms`).join(', '),
    ...{ peer: '–', ratio: null, aim: 'each under 200 ms', reached: worst < 200 },
    note: `the slowest of ${SEARCHES} of each, all over the ledger; a word that stands nowhere takes ${words.toFixed(1)} s, because every text is looked at`,
  };
}

const PROOFS = 1000;

/** One proof at a time, from entries all over the ledger. */
export async function ledgerProof(bench: Bench): Promise<Row> {
  const { ledger, database } = theLedger(bench);
  const { size, root } = ledger.head();
  const leafAt = database.connection
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
  const usual = total / PROOFS;
  return {
    what: `prove one of ${count} ledger entries`,
    ours: `${usual.toFixed(2)} ms on average of ${PROOFS}, the slowest ${worst.toFixed(1)} ms`,
    ...{ peer: '–', ratio: null, aim: 'under 5 ms', reached: usual < 5 },
    note: `${Math.ceil(Math.log2(size))} hashes read from the encrypted file; each proof was checked`,
  };
}
