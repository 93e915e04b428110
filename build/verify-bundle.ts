import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { parseArgs } from 'node:util';
import type { FoundFile } from '../resources/open-me-first/verify/report.ts';
import { createSetCheck, inOrderOfDiscs } from '../resources/open-me-first/verify/verify-set.ts';
import { createSha256 } from '../src/main/platform/sha256.ts';

/**
 * `npm run verify-bundle -- <folder>… [--fingerprint <hex>] [--code <witness code>]`: the check of "OPEN ME FIRST.html"
 * without a browser; several folders are the discs of one set. Ends with 0 when nothing is wrong, 1 when something is, 2 when it could not be asked.
 */

const words = { good: 'good', bad: 'BROKEN', 'not-compared': 'not compared' } as const;

/** Everything below a folder that is not a folder; a link is named, but what it points at is not read. */
async function filesBelow(folder: string): Promise<FoundFile[]> {
  const found = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((each) => !each.isDirectory());
  return await Promise.all(
    found.map(async (each) => {
      const path = join(each.parentPath, each.name);
      const named = relative(folder, path).split(sep).join('/');
      if (!each.isFile()) return { path: named, sizeBytes: 0, read: () => refuseLink() };
      return {
        path: named,
        sizeBytes: (await stat(path)).size,
        read: () => createReadStream(path, { highWaterMark: 1 << 20 }),
      };
    }),
  );
}

const refuseLink = (): AsyncIterable<Uint8Array> => ({
  [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('not a plain file')) }),
});

function readArguments(): { folders: string[]; fingerprint: string; code: string } | null {
  const options = { fingerprint: { type: 'string', default: '' }, code: { type: 'string', default: '' } } as const;
  const { positionals, values } = parseArgs({ options, allowPositionals: true });
  return positionals.length === 0 ? null : { folders: positionals, ...values };
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const given = readArguments();
if (given === null) {
  process.stderr.write('Say which folders or discs: npm run verify-bundle -- <folder>… [--fingerprint …] [--code …]\n');
  process.exit(2);
}
const check = createSetCheck();
for (const disc of await inOrderOfDiscs(await Promise.all(given.folders.map(filesBelow))))
  await check.add(disc, {
    createHasher: createSha256,
    typedFingerprint: given.fingerprint,
    typedWitnessCode: given.code,
  });
const report = check.report();
for (const { state, sentence } of report.seals) say(`${words[state].padEnd(13)} ${sentence}`);
for (const { path, state, sentence } of report.files)
  if (state !== 'good') say(`${state.toUpperCase().padEnd(13)} ${path}: ${sentence}`);
say(`fingerprint   ${report.fingerprint ?? 'none'}`);
say(`witness code  ${report.witnessCode ?? 'none'}`);
say(report.headline);
process.exitCode = report.intact ? 0 : 1;
