import { execFileSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createSha256 } from '../../../src/main/platform/sha256.ts';
import { writeSealedArchive } from '../../../src/main/platform/sealed-archive.ts';
import { command, inTurns, isInstalled, makeFootage, perSecond, type Side } from '../measure.ts';
import { type Bench, leftOut, type Row } from '../row.ts';

const what = 'an encrypted copy with one file beyond 4 GiB, read back whole (ZIP64)';
const aim = 'opened by 7-Zip; not slower than half its speed';
const passphrase = 'K7QF2-M9XPT-W4B8C-D3E5F-G6H7J-N8P9Q';

/** A ZIP must say sizes beyond 4 GiB in 64 bits: written as the court's copy is, and opened by a program that is not ours. */
export async function encryptedCopy(bench: Bench): Promise<Row> {
  if (!isInstalled('7z')) return leftOut(what, aim, '7z is not installed');
  const sizeBytes = Number(process.env['BENCH_COPY_BYTES'] ?? 4_600_000_000);
  const footage = join(bench.folder, 'large');
  const [file = ''] = await makeFootage(footage, 1, sizeBytes);
  const hash = createSha256();
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
  const master = { path: 'BUN-0001/data/master.dav', sizeBytes, sha256: hash.digestHex() };
  const [zip, theirs] = [join(bench.folder, 'copy.zip'), join(bench.folder, 'theirs.zip')];
  const ours: Side = {
    run: async () => {
      await rm(zip, { force: true });
      await writeSealedArchive(zip, [{ ...master, open: () => createReadStream(file) }], {
        ...{ passphrase, at: '2026-10-06T09:00:00.000Z', signal: new AbortController().signal, isLarge: true },
        ...{ onProgress: () => undefined, forbidden: footage },
      });
    },
    after: async () => undefined,
  };
  const peer: Side = {
    run: async () => {
      await command('7z', 'a', '-tzip', '-mem=AES256', '-mx0', `-p${passphrase}`, theirs, file);
      await command('7z', 't', `-p${passphrase}`, theirs);
    },
    after: () => rm(theirs),
  };
  const best = await inTurns(1, ours, peer);
  // A stranger's program tests every byte, and finds one file of that size.
  await command('7z', 't', `-p${passphrase}`, zip);
  const listed = execFileSync('7z', ['l', '-slt', zip], { encoding: 'utf8' });
  if (!listed.includes(`Size = ${sizeBytes}\n`)) throw new Error('7-Zip does not find the file with its size');
  await Promise.all([rm(zip), rm(footage, { recursive: true })]);
  const ratio = best.peer / best.ours;
  return {
    what,
    ours: perSecond(sizeBytes, best.ours),
    peer: `7z, written and tested: ${perSecond(sizeBytes, best.peer)}`,
    ...{ ratio, aim, reached: ratio >= 0.5 },
    note: `one file of ${(sizeBytes / 1e9).toFixed(1)} GB, once; ours is hashed as well; BENCH_COPY_BYTES sets another size`,
  };
}
