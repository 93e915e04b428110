import { readdirSync, readFileSync, statSync, watch } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCase, openViewing, quiet, smallExport, startRetrieval } from './officer-steps.ts';
import { accounts, need, type TrialApp, trialApp } from './trial-app.ts';

// The laptop is stolen while it is off, or while somebody is signed in and the disk is pulled: what can be read in it?

interface Needle {
  readonly name: string;
  readonly bytes: Buffer;
}

describe('after a short day’s work', () => {
  let work: string;
  let trial: TrialApp;
  let needles: Needle[];
  let temporary: Set<string>;
  const usualFolder = process.env['TMPDIR'];

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'secrets-'));
    const [stick, data, forTemporary] = [join(work, 'EXPORT'), join(work, 'data'), join(work, 'tmp')];
    await smallExport(stick);
    await mkdir(data);
    await mkdir(forTemporary);
    trial = await trialApp({ folder: data });
    const { recoveryHalves } = await trial.setUp();
    needles = [
      ...Object.values(accounts).flatMap(({ name, password }) => [text('a name', name), text('a password', password)]),
      ...(['manager', 'officer'] as const).flatMap((role) => [
        text('a second factor', trial.secretOf(role)),
        { name: 'a second factor in bytes', bytes: Buffer.from(Secret.fromBase32(trial.secretOf(role)).bytes) },
      ]),
      ...recoveryHalves.map(({ code }) => text('a recovery half', code)),
      text('the case', 'ASB/2026/0417'),
      text('the controller', 'Stockport Homes Group'),
      text('the incident', 'Two people at the bins'),
      text('the place', '12 Edward Street'),
      text('a file name', 'NVR_ch1_main'),
      ...(await footageNeedles(stick)),
    ];
    await trial.refused('session.signIn', {
      username: accounts.officer.password,
      password: accounts.manager.password,
      code: '000000',
    });
    process.env['TMPDIR'] = forTemporary;
    temporary = watchFor(forTemporary);
    await trial.signIn('officer');
    const { jobId } = await startRetrieval(trial, await openCase(trial), stick);
    await trial.ended(jobId);
    await viewAndPrint(trial);
  });
  afterAll(async () => {
    if (usualFolder === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = usualFolder;
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });

  test('what is looked for is there to be found', async () => {
    const footage = needles.filter(({ name }) => name.startsWith('footage'));
    expect(footage.length).toBeGreaterThan(10);
    const source = await readFile(join(work, 'EXPORT', 'copy-of-the-first.mp4'));
    expect(footage.some(({ bytes }) => source.includes(bytes))).toBe(true);
  });

  test('nothing in the data folder can be read while somebody is signed in', () => {
    const files = filesBelow(join(work, 'data'));
    expect(files.map((path) => path.split('/').at(-1))).toEqual(
      expect.arrayContaining(['vault.json', 'registers.db', 'registers.db-wal']),
    );
    expect(files.filter((path) => path.includes('/objects/')).length).toBeGreaterThan(5);
    expect(readable(files, needles)).toEqual([]);
  });

  test('nothing at all was put in the folder for temporary files, footage least of all', async () => {
    const canary = 'written by this test';
    await writeFile(join(work, 'tmp', canary), 'x');
    await expect.poll(() => temporary.has(canary)).toBe(true);
    expect([...temporary]).toEqual([canary]);
  });

  test('nor can anything be read after the application has ended', async () => {
    await trial.signOut();
    await trial.app.close();
    expect(readable(filesBelow(join(work, 'data')), needles)).toEqual([]);
  });

  test('other accounts of the laptop cannot look into the vault or the log', () => {
    if (process.platform === 'win32') return;
    for (const folder of ['vault', 'log'])
      expect([folder, statSync(join(work, 'data', folder)).mode & 0o077]).toEqual([folder, 0]);
  });
});

const text = (name: string, value: string): Needle => ({ name, bytes: Buffer.from(value) });

/** Pieces of 64 bytes from all over every file of the export, none of them all one byte. */
async function footageNeedles(stick: string): Promise<Needle[]> {
  const found: Needle[] = [];
  for (const name of await readdir(stick)) {
    const bytes = await readFile(join(stick, name));
    for (let at = 0; at + 64 <= bytes.length; at += Math.max(64, Math.floor(bytes.length / 16))) {
      const piece = bytes.subarray(at, at + 64);
      if (new Set(piece).size > 16) found.push({ name: `footage of ${name} at ${at}`, bytes: piece });
    }
  }
  return found;
}

/** A viewing, a look into what the player gets, and a printed receipt: all that brings plaintext into memory. */
async function viewAndPrint(trial: TrialApp): Promise<void> {
  await quiet(trial);
  const shown = (await trial.ok('recordings.list', {})).find(({ playable }) => playable === 'derivative');
  const { media, viewing } = await openViewing(trial, need(shown).id);
  expect((await trial.app.fetch(new Request(`https://app.invalid${media.url}`))).status).toBe(206);
  await trial.ok('viewings.close', { viewingId: viewing.id, outcome: 'relevant', note: 'Two people at the bins.' });
  const [document] = await trial.ok('documents.list', {});
  await trial.ok('documents.print', { documentId: need(document).id });
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** Which needles can be read in which files, as plain bytes or as the 16-bit text Windows writes. */
function readable(files: readonly string[], needles: readonly Needle[]): string[] {
  return files.flatMap((path) => {
    const bytes = readFileSync(path);
    return needles
      .filter(
        (needle) => bytes.includes(needle.bytes) || bytes.includes(Buffer.from(needle.bytes.toString(), 'utf16le')),
      )
      .map(({ name }) => `${name} in ${path.split('/').slice(-2).join('/')}`);
  });
}

/** The names of all that ever appears in a folder. */
function watchFor(folder: string): Set<string> {
  const found = new Set<string>();
  watch(folder, { recursive: true }, (_event, name) => name !== null && found.add(name)).unref();
  return found;
}
