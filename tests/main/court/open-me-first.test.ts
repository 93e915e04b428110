import { execFileSync } from 'node:child_process';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { certificateFingerprint } from '../../../src/main/platform/certificates.ts';
import { bundleFor, inputFor, newIdentity, page as builtPage, source, writeFolder } from './bundle-fixtures.ts';
import { ownFolder } from './image-fixtures.ts';

const folder = await ownFolder();
const identity = await newIdentity();
const fingerprint = certificateFingerprint(identity.certificatePem);
const good = join(folder, 'good disc');

const ffmpeg = (name: string, ...args: readonly string[]): void =>
  void execFileSync('ffmpeg', [
    '-v',
    'error',
    '-f',
    'lavfi',
    '-i',
    'testsrc2=s=320x240:r=10:d=2',
    ...args,
    join(folder, name),
  ]);

let browser: Browser;
let witnessCode = '';

beforeAll(async () => {
  ffmpeg('playing.mp4', '-pix_fmt', 'yuv420p', '-c:v', 'libx264');
  ffmpeg('still.png', '-frames:v', '1');
  const input = inputFor(identity);
  const [first, ...rest] = input.exhibits;
  const [[still], [clip]] = [input.stills, input.clips];
  if (first?.derivative === undefined || first.derivative === null || still === undefined || clip === undefined)
    throw new Error('no derivative');
  const derivative = { ...first.derivative, ...source(await readFile(join(folder, 'playing.mp4'))) };
  const picture = { ...still, ...source(await readFile(join(folder, 'still.png'))) };
  const masked = {
    ...{ parentNumber: 'REC-0001', areas: 2, reason: 'A child passes by.', approvedBy: 'Mary Jones' },
    covers: [clip.shown, { from: 12, to: 14 }],
    approvedAt: '2026-11-06T10:00:00.000Z',
  };
  const coveredClip = { ...clip, reference: 'AS/5', how: 'transcoded' as const, masked };
  const bundle = bundleFor(identity, {
    ...{ exhibits: [{ ...first, derivative }, ...rest], stills: [picture], clips: [clip, coveredClip] },
  });
  witnessCode = bundle.record.witnessCode;
  await writeFolder(bundle, good);
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
});
afterAll(async () => browser.close());

/** Opens the page as a person does, from its folder; what the browser complains about is collected. */
async function openPage(home: string): Promise<{ page: Page; complaints: string[]; asked: string[] }> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  const asked: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
  page.on('pageerror', (error) => void complaints.push(error.message));
  page.on('request', (request) => void asked.push(request.url()));
  await page.goto(pathToFileURL(join(home, 'OPEN ME FIRST.html')).href);
  return { page, complaints, asked };
}

async function check(page: Page, home: string, typed: { fingerprint?: string; code?: string } = {}): Promise<string> {
  await page.getByLabel('The disc, or the folder').setInputFiles(home);
  await page.getByLabel('Certificate fingerprint').fill(typed.fingerprint ?? '');
  await page.getByLabel('Witness code').fill(typed.code ?? '');
  await page.getByRole('button', { name: 'Check every file' }).click();
  const verdict = page.locator('#verdict');
  await verdict.waitFor();
  return (await verdict.textContent()) ?? '';
}

test('opened from its folder, the page tells the story and asks nobody but the files beside it', async () => {
  const { page, complaints, asked } = await openPage(good);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Stockport Homes v Bloggs');
  const text = (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');
  for (const said of [
    'County Court at Stockport',
    'Exhibit AS/1',
    'The gate, evening </script><b>bold</b>',
    'Wed 4 Nov 2026, 21:10:00 to Wed 4 Nov 2026, 21:40:00',
    '3 minutes 12 seconds fast',
    'Wed 4 Nov 2026, 21:06:48 to Wed 4 Nov 2026, 21:36:48',
    'nothing was recorded',
    'There is no copy of this recording that plays here',
    'Countersigned by Mary Jones',
    'Obtained: all but five minutes.',
    'On Wed 4 Nov 2026, 21:14:07 GMT it held 11 entries',
    'Tue 1 Dec 2026',
  ])
    expect(text).toContain(said);
  expect(complaints).toEqual([]);
  expect(asked.every((url) => url.startsWith('file:'))).toBe(true);
  await page.close();
});

test('the recording plays, the still shows, and a document is a link to its file', async () => {
  const { page } = await openPage(good);
  const played = await page.getByLabel('Recording AS/1, playing copy').evaluate(async (video: HTMLVideoElement) => {
    video.muted = true;
    await video.play();
    await new Promise((resolve) => video.addEventListener('timeupdate', resolve, { once: true }));
    return { width: video.videoWidth, seconds: video.duration };
  });
  expect(played).toEqual({ width: 320, seconds: 2 });
  const still = page.getByRole('img', { name: /Still AS\/3/ });
  await still.scrollIntoViewIfNeeded();
  await expect.poll(() => still.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(320);
  expect(await page.getByRole('link', { name: 'Witness statement of Adam Smith' }).getAttribute('href')).toBe(
    'data/documents/statement.pdf',
  );
  const clip = page.locator('section', { has: page.getByRole('heading', { name: 'Clip AS/4' }) });
  expect(await clip.innerText()).toMatch(/This is a clip of AS\/1, not the recording itself[^]*11 to 19 of AS\/1/u);
  const masked = page.locator('section', { has: page.getByRole('heading', { name: 'Clip AS/5' }) });
  expect(await masked.innerText()).toContain('area 1: 11 to 19, all of the clip; area 2: 12 to 14 only');
  await page.close();
});

test('a good disc with the codes of its label is found good, and every file is named', async () => {
  const { page, complaints } = await openPage(good);
  const shown = fingerprint.match(/.{4}/g)?.join(' ') ?? '';
  const verdict = await check(page, good, { fingerprint: shown, code: witnessCode.toLowerCase() });
  expect(verdict).toContain('No change was found.');
  expect(verdict).not.toContain('Compare');
  await page.getByText('files are as they were sealed', { exact: false }).last().click();
  const listed = await page.locator('#result details td code').allTextContents();
  expect(listed).toContain('data/exhibits/AS-1/master/export/CH01 Uberblick 21_14.dav');
  expect(listed).toContain('OPEN ME FIRST.html');
  expect(await page.locator('#result').innerText()).not.toMatch(/BROKEN|CHANGED|MISSING|ADDED/);
  expect(complaints).toEqual([]);
  await page.close();
});

test('without the label it says what is left to compare', async () => {
  const { page } = await openPage(good);
  expect(await check(page, good)).toContain('Compare with the paper label');
  expect(await page.locator('#result').innerText()).toContain('Not compared');
  await page.close();
});

test('a changed, a missing and an added file are named in words, and the verdict comes first', async () => {
  const bad = join(folder, 'bad disc');
  await cp(good, bad, { recursive: true });
  const master = join(bad, 'data/exhibits/AS-1/master/export/CH01 Uberblick 21_14.dav');
  const bytes = await readFile(master);
  bytes[1234] = (bytes[1234] ?? 0) ^ 0x80;
  await writeFile(master, bytes);
  await rm(join(bad, 'data/documents/label.pdf'));
  await writeFile(join(bad, 'data/stills/AS-4.png'), 'a picture');
  const { page } = await openPage(bad);
  const verdict = await check(page, bad, { fingerprint, code: witnessCode });
  expect(verdict).toBe(
    'DO NOT RELY ON THIS COPY: 1 file was changed, 1 file is missing, 1 file was added, 1 seal is broken.',
  );
  const rows = await page.locator('#result table').nth(1).locator('tbody tr').allInnerTexts();
  expect(rows.map((row) => row.replaceAll(/\s+/g, ' '))).toEqual([
    'MISSING data/documents/label.pdf Missing. It was sealed, but it is not here.',
    'CHANGED data/exhibits/AS-1/master/export/CH01 Uberblick 21_14.dav Changed. Its contents are not those that were sealed.',
    'ADDED data/stills/AS-4.png Added. It was not part of what was sealed.',
  ]);
  await page.close();
});

test('an edited list of contents is a failure', async () => {
  const bad = join(folder, 'edited list');
  await cp(good, bad, { recursive: true });
  const list = join(bad, 'manifest-sha256.txt');
  await writeFile(list, (await readFile(list, 'utf8')).replace(/^.*ch02\.dav\n/m, ''));
  const { page } = await openPage(bad);
  expect(await check(page, bad)).toMatch(/^DO NOT RELY ON THIS COPY/);
  expect(await page.locator('#result').innerText()).toContain('ch02.dav');
  await page.close();
});

test('a label of another certificate is a failure', async () => {
  const { page } = await openPage(good);
  const verdict = await check(page, good, { fingerprint: '0'.repeat(64), code: witnessCode });
  expect(verdict).toBe('DO NOT RELY ON THIS COPY: 1 seal is broken.');
  await page.close();
});

test('asked without a folder, it says what to do first', async () => {
  const { page } = await openPage(good);
  await page.getByRole('button', { name: 'Check every file' }).click();
  expect(await page.getByRole('status').textContent()).toBe('First choose the disc or folder.');
  await page.close();
});

test('axe finds nothing wrong with the page, before and after a check, and it goes by keyboard', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(good, 'OPEN ME FIRST.html')).href);
  const faults = async (): Promise<string[]> =>
    (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
  expect(await faults()).toEqual([]);
  await page.getByLabel('The disc, or the folder').setInputFiles(good);
  await page.getByLabel('Witness code').press('Enter');
  await page.locator('#verdict').waitFor();
  expect(await faults()).toEqual([]);
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('What the check found');
  await context.close();
});

test('once checked, the page prints as one sheet with the verdict on it', async () => {
  const { page } = await openPage(good);
  await check(page, good, { fingerprint, code: witnessCode });
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('#verdict').isVisible()).toBe(true);
  await page.emulateMedia({ media: null });
  const pdf = join(folder, 'printed.pdf');
  await writeFile(pdf, await page.pdf({ format: 'A4', preferCSSPageSize: true }));
  const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
  expect(text.split('\f').length - 1).toBe(1); // one form feed a page
  for (const said of ['No change was found', 'K00SK123', witnessCode]) expect(text).toContain(said);
  await page.close();
});

test('the page is one file that names nothing outside itself', () => {
  const html = builtPage();
  expect(html).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
  expect(html).not.toMatch(/<script[^>]+src=|<link/);
  expect(html).toContain("default-src 'none'");
  expect(html).not.toContain('unsafe-');
});
