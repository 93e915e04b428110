import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newIdentity } from './bundle-fixtures.ts';
import { ownFolder } from './image-fixtures.ts';
import { checkFolder, openPage } from './reader-steps.ts';
import { writeSet, type WrittenSet } from './set-fixtures.ts';

// "OPEN ME FIRST" over a set of discs, in the browser a reader has: disc after disc through one drive, or all folders at once.

const folder = await ownFolder();
const identity = await newIdentity();
let good: WrittenSet;
let other: WrittenSet;
let browser: Browser;

beforeAll(async () => {
  good = await writeSet(identity, join(folder, 'good'));
  other = await writeSet(identity, join(folder, 'other'), { setId: 'B-0007-set-2' });
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
});
afterAll(() => browser.close());

const openDisc = (home: string): Promise<Page> => openPage(browser, home, good);
const result = async (page: Page): Promise<string> =>
  (await page.locator('#result').innerText()).replaceAll(/\s+/g, ' ');

test('each disc says which it is, and on which disc lies what is not on it', async () => {
  const page = await openDisc(good.folders[0] ?? '');
  const first = (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');
  expect(first).toContain(`1 of ${good.set.size}; the bundle is all of them together`);
  expect(first).toContain('What plays here is not on this disc. It is on disc');
  await page.getByText('Files of AS/1', { exact: true }).click();
  const files = (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');
  expect(files).toContain('It is larger than a disc and lies in');
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  await page.context().close();
  const last = await openDisc(good.folders.at(-1) ?? '');
  const sheet = (await last.locator('main').innerText()).replaceAll(/\s+/g, ' ');
  expect(sheet).toContain('Witness statement of Adam Smith. It is on disc 1 of');
  expect(await last.getByRole('link', { name: /Witness statement/ }).count()).toBe(0);
  await last.context().close();
});

test('through one drive, disc after disc: what is missing is named, and the last one makes the set whole', async () => {
  const home = join(folder, 'drive');
  const page = await openDisc(good.folders[0] ?? '');
  for (const [index, disc] of good.folders.entries()) {
    await rm(home, { recursive: true, force: true }); // the disc before is out of the drive
    await cp(disc, home, { recursive: true });
    const verdict = await checkFolder(page, home);
    const missing = Array.from({ length: good.set.size }, (_, at) => at + 1).slice(index + 1);
    if (missing.length > 0) {
      expect(verdict).toMatch(/^NOT COMPLETE: discs? .* No change was found on what is here\.$/);
      expect(await page.getByRole('status').textContent()).toContain(`Now choose disc ${missing[0]}`);
    } else expect(verdict).toContain('No change was found.');
  }
  const said = await result(page);
  expect(said).toContain(`All ${good.set.size} discs of the set are here.`);
  expect(said).toContain('joined, it is the file that was sealed');
  expect(said).not.toMatch(/BROKEN|CHANGED|MISSING|ADDED/);
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  await page.context().close();
});

test('all discs copied into one folder are checked at once', async () => {
  const page = await openDisc(good.folders[0] ?? '');
  expect(await checkFolder(page, join(folder, 'good'))).toContain('No change was found.');
  expect(await result(page)).toContain(`All ${good.set.size} discs of the set are here.`);
  await page.context().close();
});

test('a changed part, a missing part and an added file are named with their disc, and the joined file is refused', async () => {
  const home = join(folder, 'bad');
  await cp(join(folder, 'good'), home, { recursive: true });
  const parts = good.set.files.find((file) => file.parts.length > 1)?.parts ?? [];
  const [one, two] = parts.map(({ disc, path }) => ({ disc, path, at: join(home, `disc ${disc}`, path) }));
  if (one === undefined || two === undefined) throw new Error('nothing is divided');
  const bytes = await readFile(one.at);
  bytes[77] = (bytes[77] ?? 0) ^ 1;
  await writeFile(one.at, bytes);
  await writeFile(join(home, 'disc 1', 'data/more.pdf'), 'more');
  const page = await openDisc(good.folders[0] ?? '');
  expect(await checkFolder(page, home)).toMatch(/^DO NOT RELY ON THIS COPY/);
  const changed = await result(page);
  expect(changed).toContain(`CHANGED disc ${one.disc}: ${one.path}`);
  expect(changed).toContain('ADDED disc 1: data/more.pdf');
  expect(changed).toContain('joined from its parts, is NOT what was sealed');
  await rm(two.at);
  await checkFolder(page, home);
  expect(await result(page)).toContain(`MISSING disc ${two.disc}: ${two.path}`);
  await page.context().close();
});

test('a disc of another set of the same bundle is not taken for one of this, and can be forgotten', async () => {
  const page = await openDisc(good.folders[0] ?? '');
  await checkFolder(page, good.folders[0] ?? '');
  expect(await checkFolder(page, other.folders[1] ?? '')).toMatch(/^DO NOT RELY ON THIS COPY|^NOT COMPLETE/);
  expect(await result(page)).toContain('disc 2 of another set (bundle B-0007)');
  await page.getByRole('button', { name: 'Forget the discs read so far' }).click();
  expect(await page.locator('#verdict').count()).toBe(0);
  expect(await checkFolder(page, good.folders[0] ?? '')).toMatch(/^NOT COMPLETE/);
  await page.context().close();
});
