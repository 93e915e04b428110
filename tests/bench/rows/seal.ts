import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sealObject } from '../../../src/main/vault/sealing.ts';
import { command, inTurns, isInstalled, opensslSpeed, perSecond, type Side } from '../measure.ts';
import { type Bench, leftOut, type Row } from '../row.ts';

/** From the files of a folder to objects that are on the disk. */
function sealing({ folder, footage }: Bench, readBack: boolean): Side {
  const vaultFolder = join(folder, 'vault');
  return {
    run: async () => {
      await mkdir(vaultFolder, { recursive: true });
      for (const path of footage.files) {
        const source = await open(path);
        await sealObject({ vaultFolder, source, readBack });
        await source.close();
      }
    },
    after: () => rm(join(vaultFolder, 'objects'), { recursive: true }),
  };
}

/** `openssl dgst` because it is several times faster here than Debian's `sha256sum`: the stronger opponent. */
const digest = (files: readonly string[]): Promise<void> => command('openssl', 'dgst', '-sha256', ...files);

/**
 * What no sealing of these bytes can go below on this machine, in words: their SHA-256 (one row of bytes, so one core), and
 * bringing as many bytes to the disk.
 */
async function floor(bench: Bench): Promise<string> {
  const { folder, files, sizeBytes } = bench.footage;
  const copies = join(bench.folder, 'floor');
  const copied = files.map((path) => path.replace(folder, copies));
  const copy: Side = {
    run: async () => {
      await command('cp', '-r', folder, copies);
      await command('sync', ...copied);
    },
    after: () => rm(copies, { recursive: true }),
  };
  const idle: Side = { run: async () => undefined, after: async () => undefined };
  const disk = (await inTurns(bench.rounds, copy, idle)).ours;
  const hash = sizeBytes / opensslSpeed('sha256', 1);
  return `the least it can take here: ${hash.toFixed(2)} s of SHA-256 on one core, ${disk.toFixed(2)} s of cp and sync`;
}

/** Hash, encrypt, make it last, read back and compare, against a copy and the hashes of both sides. */
export async function sealWithReadBack(bench: Bench): Promise<Row> {
  const { folder, files, sizeBytes } = bench.footage;
  const copies = join(bench.folder, 'copy');
  const copied = files.map((path) => path.replace(folder, copies));
  const peer: Side = {
    run: async () => {
      await command('cp', '-r', folder, copies);
      await command('sync', ...copied);
      await digest([...files, ...copied]);
    },
    after: () => rm(copies, { recursive: true }),
  };
  await mkdir(join(bench.folder, 'vault'), { recursive: true });
  const best = await inTurns(bench.rounds, sealing(bench, true), peer);
  const ratio = best.peer / best.ours;
  return {
    what: `seal ${(sizeBytes / 1e9).toFixed(1)} GB from a folder, read back and compared`,
    ours: perSecond(sizeBytes, best.ours),
    peer: `cp, sync, openssl dgst of both sides: ${perSecond(sizeBytes, best.peer)}`,
    ...{ ratio, aim: 'not slower', reached: ratio >= 1 },
    note: `both sides end on the disk; the peer does not encrypt. One pass: ${await floor(bench)}`,
  };
}

/** The same without the read-back, against the two commands a careful person would type. */
export async function sealWithoutReadBack(bench: Bench): Promise<Row> {
  const { files, sizeBytes } = bench.footage;
  const what = `seal ${(sizeBytes / 1e9).toFixed(1)} GB from a folder, without read-back`;
  const aim = 'at least 2 times faster';
  if (!isInstalled('age')) return leftOut(what, aim, 'age is not installed (Debian package "age")');
  const identity = join(bench.folder, 'age-identity');
  await command('sh', '-c', 'age-keygen -o "$0" 2>/dev/null', identity);
  const out = join(bench.folder, 'age');
  await mkdir(out);
  const peer: Side = {
    run: async () => {
      for (const [n, path] of files.entries())
        await command('age', '-e', '-i', identity, '-o', join(out, `${n}`), path);
      await command('sync', ...files.map((_, n) => join(out, `${n}`)));
      await digest(files);
    },
    after: async () => {
      for (const n of files.keys()) await rm(join(out, `${n}`));
    },
  };
  const best = await inTurns(bench.rounds, sealing(bench, false), peer);
  const ratio = best.peer / best.ours;
  return {
    ...{ what, aim, ratio, reached: ratio >= 2 },
    ours: perSecond(sizeBytes, best.ours),
    peer: `age -e, sync, openssl dgst: ${perSecond(sizeBytes, best.peer)}`,
    note: `both sides end on the disk; ${await floor(bench)}`,
  };
}
