import { execFileSync } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Bench, Row } from '../row.ts';

const limitMb = 250;
/** The first run after a change also compiles the sources, which the packaged application never does. */
const warmUpBytes = 100e6;
const Report = z.object({ earlyMb: z.number(), peakMb: z.number() });

/** The most memory a process ever held that does nothing but seal a long stream. */
export async function sealMemory(bench: Bench): Promise<Row> {
  const vaultFolder = join(bench.folder, 'stream');
  await mkdir(vaultFolder);
  const script = fileURLToPath(new URL('../seal-stream.ts', import.meta.url));
  const seal = (bytes: number): string =>
    execFileSync(process.execPath, [script, vaultFolder, `${bytes}`], { encoding: 'utf8' });
  seal(warmUpBytes);
  const said = seal(bench.streamBytes);
  const { earlyMb, peakMb } = Report.parse(JSON.parse(said));
  await rm(vaultFolder, { recursive: true });
  const grownMb = peakMb - earlyMb;
  return {
    what: `memory while sealing ${(bench.streamBytes / 1e9).toFixed(0)} GB`,
    ours: `peak ${peakMb} MB`,
    ...{ peer: '–', ratio: null, aim: `flat, under ${limitMb} MB`, reached: peakMb < limitMb && grownMb < 40 },
    note: `${grownMb} MB above the peak of the first tenth; the whole process, sealing and read-back`,
  };
}
