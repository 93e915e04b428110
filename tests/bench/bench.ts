import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { arch, availableParallelism, cpus, loadavg, platform, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { makeFootage } from './measure.ts';
import type { Bench, MeasureRow, Row } from './row.ts';
import { activityIndex } from './rows/activity.ts';
import { encryptedCopy } from './rows/encrypted-copy.ts';
import { backupObjects } from './rows/backup.ts';
import { interactions } from './rows/interactions.ts';
import { ledgerAppend, ledgerProof, ledgerSearch, ledgerVerify } from './rows/ledger.ts';
import { openMeFirst } from './rows/open-me-first.ts';
import { playback } from './rows/playback.ts';
import { playingCopy } from './rows/playing-copy.ts';
import { retrieval } from './rows/retrieval.ts';
import { searchAll } from './rows/search.ts';
import { sealWithoutReadBack, sealWithReadBack } from './rows/seal.ts';
import { sealMemory } from './rows/seal-memory.ts';
import { signIn, signInAllKept } from './rows/sign-in.ts';
import { verifyObjects } from './rows/verify.ts';
import { aWholeYear } from './rows/year.ts';

// node tests/bench/bench.ts [name…]: the numbers the vault was designed to reach, as ratios to named peers, both sides in
// one run. Prints a table and writes bench-output/bench.json. Never a test: a busy machine would make it fail.
// BENCH_BYTES (2 GB), BENCH_STREAM_BYTES (8 GB), BENCH_DISC_BYTES (5 GB) and BENCH_ROUNDS (3) may be set, BENCH_FOLDER says on which disk; rows
// of a scale of their own name it in their file.

const rows: Readonly<Record<string, MeasureRow>> = {
  'seal-with-read-back': sealWithReadBack,
  'seal-without-read-back': sealWithoutReadBack,
  verify: verifyObjects,
  backup: backupObjects,
  'seal-memory': sealMemory,
  retrieval,
  playback,
  'playing-copy': playingCopy,
  activity: activityIndex,
  'open-me-first': openMeFirst,
  'encrypted-copy': encryptedCopy,
  'ledger-append': ledgerAppend,
  'ledger-verify': ledgerVerify,
  'ledger-proof': ledgerProof,
  'ledger-search': ledgerSearch,
  search: searchAll,
  interactions,
  year: aWholeYear,
  'sign-in': signIn,
  'sign-in-all-kept': signInAllKept,
};

const setting = (name: string, usual: number): number => Number(process.env[name] ?? usual);

async function measureRows(bench: Bench, wanted: readonly string[]): Promise<Row[]> {
  const measured: Row[] = [];
  for (const [name, measure] of Object.entries(rows)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const row = await measure(bench);
    measured.push(row);
    console.log(textOf(row));
  }
  return measured;
}

function textOf(row: Row): string {
  const verdict = row.reached === null ? 'left out' : row.reached ? 'reached' : 'NOT reached';
  const ratio = row.ratio === null ? '' : `ratio ${row.ratio.toFixed(2)}, `;
  return `\n${row.what}\n  ours  ${row.ours}\n  peer  ${row.peer}\n  ${ratio}aim: ${row.aim}: ${verdict}\n  ${row.note}`;
}

const machine = {
  node: process.version,
  system: `${platform()} ${release()} ${arch()}`,
  processor: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
  memoryGb: Math.round(totalmem() / 1e9),
};

/** We use two threads and the peers mostly one: other work on the machine slows us more, and the ratios say little. */
const loadBefore = loadavg()[0] ?? 0;
if (loadBefore > machine.cores / 2)
  console.log(`The machine is busy (load ${loadBefore.toFixed(1)}): measure again when it is not.`);

const folder = await mkdtemp(join(process.env['BENCH_FOLDER'] ?? tmpdir(), 'bench-'));
try {
  const sizeBytes = setting('BENCH_BYTES', 2e9);
  const footageFolder = join(folder, 'footage');
  const footage = { folder: footageFolder, files: await makeFootage(footageFolder, 4, sizeBytes), sizeBytes };
  const rounds = setting('BENCH_ROUNDS', 3);
  const bench: Bench = { folder, rounds, footage, streamBytes: setting('BENCH_STREAM_BYTES', 8e9) };
  const measured = await measureRows(bench, process.argv.slice(2));
  await mkdir('bench-output', { recursive: true });
  const report = { at: new Date().toISOString(), machine, loadBefore, sizeBytes, rounds, rows: measured };
  await writeFile('bench-output/bench.json', `${JSON.stringify(report, null, 2)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
