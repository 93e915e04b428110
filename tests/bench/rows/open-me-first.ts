import { execFileSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright';
import type { BundleSource } from '../../../src/main/court/bundle-input.ts';
import { bundleFor, inputFor, newIdentity, writeFolder } from '../../main/court/bundle-fixtures.ts';
import { command, makeFootage, perSecond } from '../measure.ts';
import type { Bench, Row } from '../row.ts';

/** More than 4 GB, where a 32-bit count of bytes would show. BENCH_DISC_BYTES may make it less. */
const discBytes = Number(process.env['BENCH_DISC_BYTES'] ?? 5e9);

const fileSource = (path: string, sizeBytes: number, sha256: string): BundleSource => ({
  ...{ sizeBytes, sha256 },
  open: () => createReadStream(path),
  openFrom: (start, size) => createReadStream(path, { start, end: start + size - 1 }),
});

/** A bundle with one recording of `discBytes`, as it lies on a disc; answers where that recording is. */
async function prepare(folder: string): Promise<{ home: string; master: string }> {
  const [path = ''] = await makeFootage(join(folder, 'recording'), 1, discBytes);
  const digest = execFileSync('openssl', ['dgst', '-sha256', '-r', path], { encoding: 'utf8' }).slice(0, 64);
  const identity = await newIdentity();
  const [, exhibit] = inputFor(identity).exhibits;
  if (exhibit === undefined) throw new Error('the bundle of the fixtures has no second exhibit');
  const footage = { ...fileSource(path, discBytes, digest), originalPath: 'ch01.dav', role: 'footage' as const };
  const bundle = bundleFor(identity, { exhibits: [{ ...exhibit, masters: [footage] }], stills: [] });
  const home = await writeFolder(bundle, join(folder, 'disc'));
  await rm(path);
  const entry = bundle.entries.find((each) => each.sizeBytes === discBytes);
  if (entry === undefined) throw new Error('the recording is not in the bundle');
  return { home, master: join(home, entry.path) };
}

/** What the page says of a folder, as a person has it checked, and the memory its process held at its most, in MB. */
async function check(browser: Browser, home: string): Promise<{ verdict: string; peakMb: number }> {
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  await page.goto(pathToFileURL(join(home, 'OPEN ME FIRST.html')).href);
  await page.getByLabel('The disc, or the folder').setInputFiles(home);
  await page.getByRole('button', { name: 'Check every file' }).click();
  const verdict = page.locator('#verdict');
  await verdict.waitFor();
  const said = { verdict: (await verdict.textContent()) ?? '', peakMb: await peakMemory(browser) };
  await page.close();
  return said;
}

async function peakMemory(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  const peaks = renderers.map(
    async ({ id }) => /VmHWM:\s+(\d+)/.exec(await readFile(`/proc/${id}/status`, 'utf8'))?.[1],
  );
  return Math.round(Math.max(...(await Promise.all(peaks)).map(Number)) / 1024);
}

async function flipLastByte(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  const byte = new Uint8Array(1);
  await handle.read(byte, 0, 1, discBytes - 1);
  byte[0] = (byte[0] ?? 0) ^ 1;
  await handle.write(byte, 0, 1, discBytes - 1);
  await handle.close();
}

/** The page of the disc over a recording larger than 4 GB, against `sha256sum -c` of the same folder. */
export async function openMeFirst(bench: Bench): Promise<Row> {
  const folder = join(bench.folder, 'open-me-first');
  const { home, master } = await prepare(folder);
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const start = performance.now();
    await work();
    return (performance.now() - start) / 1000;
  };
  let good = { verdict: '', peakMb: 0 };
  const ours = await timed(async () => (good = await check(browser, home)));
  const list = 'cd "$0" && sha256sum --quiet -c manifest-sha256.txt';
  const peer = await timed(() => command('sh', '-c', list, home));
  await flipLastByte(master);
  const changed = await check(browser, home);
  await browser.close();
  await rm(folder, { recursive: true });
  const isGood = good.verdict.includes('No change was found.') && !changed.verdict.includes('No change was found.');
  return {
    what: `OPEN ME FIRST checks a disc with one recording of ${(discBytes / 1e9).toFixed(1)} GB in Chromium`,
    ours: perSecond(discBytes, ours),
    peer: `sha256sum -c: ${perSecond(discBytes, peer)}`,
    ratio: peer / ours,
    ...{ aim: 'finds it good, and one bit changed in its last byte bad', reached: isGood },
    note: `the page's process held ${good.peakMb} MB at its most`,
  };
}
