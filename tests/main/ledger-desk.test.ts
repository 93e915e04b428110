import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCase } from './officer-steps.ts';
import { accounts, need, type TrialApp, trialApp } from './trial-app.ts';

// What people ask of the ledger, through the commands alone; and a stranger who has the export and the format document.

let work: string;
let trial: TrialApp;
let caseId: string;
beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'ledger-desk-'));
  trial = await trialApp({ folder: join(work, 'data') });
  await trial.setUp();
  await trial.signIn('officer');
  ({ caseId } = await openCase(trial));
});
afterAll(async () => {
  await trial.remove();
  await rm(work, { recursive: true, force: true });
});

/** A code as it would stand on paper printed now. */
const codeNow = async (): Promise<string> => (await trial.ok('ledger.verify', {})).witnessCode;

describe('a search', () => {
  const find = async (filter: Parameters<typeof trial.ok<'ledger.search'>>[1]) =>
    (await trial.ok('ledger.search', filter)).rows;

  test('finds what was done with a case by its React reference, and with a stick by its number', async () => {
    const rows = await find({ about: 'asb/2026/0417' });
    expect(rows.map(({ action }) => action)).toEqual(expect.arrayContaining(['cases.open', 'cases.reportIncident']));
    expect(rows.every(({ details, subject }) => `${details}${subject}`.includes(caseId))).toBe(true);
    const [stick] = await trial.ok('sticks.list', {});
    expect((await find({ about: need(stick).number })).map(({ action }) => action)).toContain('sticks.register');
  });

  test('finds what one person did, and what the application did by itself', async () => {
    const people = await trial.ok('people.list', {});
    const officer = need(people.find(({ role }) => role === 'officer'));
    const own = await find({ actorId: officer.id });
    expect(own.length).toBeGreaterThan(3);
    expect(new Set(own.map(({ actor }) => actor))).toEqual(new Set([accounts.officer.name]));
    expect(new Set((await find({ actorId: 'system' })).map(({ role }) => role))).toEqual(new Set(['system']));
    expect(await find({ actorId: officer.id, action: 'settings.change' })).toEqual([]);
    const both = await find({ actorId: officer.id, about: 'ASB/2026/0417', action: 'cases.open' });
    expect(both).toHaveLength(1);
  });

  test('of a day ends with the day', async () => {
    expect((await find({ from: '2026-10-06', to: '2026-10-06' })).length).toBeGreaterThan(3);
    expect(await find({ to: '2026-10-05' })).toEqual([]);
    expect(await find({ from: '2026-10-07' })).toEqual([]);
  });

  test('for what bears no such reference says so', async () => {
    expect(await trial.refused('ledger.search', { about: 'REC-9999' })).toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('REC-9999'),
    });
  });
});

describe('two codes from two papers', () => {
  test('of one ledger are proved to be consistent, whichever is typed first', async () => {
    const earlier = await codeNow();
    await trial.ok('cases.read', { caseId });
    const later = await codeNow();
    const compared = await trial.ok('ledger.compare', {
      first: later.toLowerCase().replaceAll('-', ' '),
      second: earlier,
    });
    expect(compared).toMatchObject({ ok: true, codes: [{ code: earlier }, { code: later }] });
    expect(need(compared.proof).length).toBeGreaterThan(0);
    expect(compared.message).toContain('is the beginning of');
  });

  test('of which one is of another ledger are told apart, and where', async () => {
    const code = await codeNow();
    const [size, ...letters] = code.split('-');
    const wrong = `${size}-${letters.map((group) => (group.startsWith('0') ? group.replace('0', '1') : group.replace(/^./u, '0'))).join('-')}`;
    const smaller = wrong.replace(/^\d+/u, '3');
    expect(await trial.ok('ledger.compare', { first: smaller, second: code })).toMatchObject({
      ok: false,
      proof: null,
      message: expect.stringContaining('the first 3 entries were changed'),
    });
    expect((await trial.ok('ledger.compare', { first: code, second: wrong })).message).toContain(
      'contradict each other',
    );
    const longer = wrong.replace(/^\d+/u, '99999');
    expect((await trial.ok('ledger.compare', { first: code, second: longer })).message).toContain(
      'older than the second',
    );
    expect(await trial.refused('ledger.compare', { first: code, second: 'hello' })).toMatchObject({
      code: 'invalid-input',
    });
  });
});

describe('the whole ledger, exported', () => {
  let folder: string;
  let code: string;
  let earlier: string;
  const exportTo = async (parent: string | null) => {
    trial.shell.folders.push(parent);
    const { password } = accounts.officer;
    return trial.ok('ledger.export', { recipient: 'District Judge Marsh', reason: 'Ordered on 5 October.', password });
  };
  beforeAll(async () => {
    await mkdir(join(work, 'stick'));
    earlier = await codeNow();
    const written = need(await exportTo(join(work, 'stick')));
    folder = join(work, 'stick', written.folderName);
    code = written.witnessCode;
  });

  /** What a stranger with Python and the format document finds. */
  const stranger = (at = folder, ...more: string[]) => {
    const certificate = join(folder, 'certificate.pem');
    const args = ['tests/ledger_verifier.py', at, '--certificate', certificate, ...more];
    const { status, stdout, stderr } = spawnSync('python3', args, { encoding: 'utf8' });
    return { status, said: `${stdout}${stderr}` };
  };

  test('is verified by a stranger with the format document alone, against any paper', () => {
    for (const paper of [code, earlier]) {
      const { status, said } = stranger(folder, '--code', paper);
      expect(said).toContain(`make ${code}`);
      expect(said).toContain('signature: good');
      expect(status).toBe(0);
    }
  });

  test('stands in the ledger from before its first byte, with who gets it and why', async () => {
    const [begun] = (await trial.ok('ledger.search', { action: 'ledger.export' })).rows;
    const [done] = (await trial.ok('ledger.search', { action: 'ledger.exported' })).rows;
    expect(need(begun).details).toContain('District Judge Marsh');
    expect(need(done).details).toContain('read back');
    expect(need(begun).seq).toBeLessThan(need(done).seq);
    expect(await readdir(join(work, 'stick'))).toHaveLength(1);
    expect(await readFile(join(folder, 'README.txt'), 'utf8')).toContain('PERSONAL DATA');
  });

  /** The first entry that says one thing, made to say another. */
  const edited = (lines: string[], from: string, to: string): string[] => {
    const at = lines.findIndex((line) => line.includes(from));
    return lines.with(at, need(lines[at]).replace(from, to));
  };
  const tamperings: readonly (readonly [string, (lines: string[]) => string[], string])[] = [
    ['edited', (lines) => edited(lines, '"officer"', '"manager"'), 'does not follow'],
    ['deleted', (lines) => lines.toSpliced(4, 1), 'entry 4 is no entry of that number'],
    ['put in', (lines) => lines.toSpliced(4, 0, need(lines[3])), 'entry 4 is no entry of that number'],
    ['moved', (lines) => lines.with(3, need(lines[4])).with(4, need(lines[3])), 'entry 3 is no entry of that number'],
    ['cut off', (lines) => lines.slice(0, -1), 'entries, not'],
    ['laid out anew', (lines) => lines.with(2, need(lines[2]).replace(':', ': ')), 'entry 2 is not written'],
  ];
  test.each(tamperings)('shows the stranger that an entry was %s', async (what, tamper, said) => {
    const copy = join(work, `tampered ${what}`);
    await cp(folder, copy, { recursive: true });
    const path = join(copy, 'ledger.jsonl');
    const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
    expect(tamper(lines)).not.toEqual(lines);
    await writeFile(path, `${tamper(lines).join('\n')}\n`);
    const found = stranger(copy);
    expect(found.said).toContain(said);
    expect(found.status).toBe(1);
  });

  test('is refused inside the vault, beside one of its name, without a password, and left alone on Cancel', async () => {
    const asked = { recipient: 'Judge', reason: 'Ordered.', password: accounts.officer.password };
    trial.shell.folders.push(join(work, 'data', 'vault'));
    expect(await trial.refused('ledger.export', asked)).toMatchObject({ code: 'invalid-input' });
    expect(await trial.refused('ledger.export', { ...asked, password: 'wrong' })).toMatchObject({ code: 'forbidden' });
    expect(await exportTo(null)).toBe(null);
    expect(await readdir(join(work, 'stick'))).toHaveLength(1);
  });
});

test('a vault folder put back from an older copy is contradicted by a code printed since', async () => {
  await trial.signOut();
  await cp(join(work, 'data', 'vault'), join(work, 'older'), { recursive: true });
  await trial.signIn('officer');
  for (let each = 0; each < 8; each += 1) await trial.ok('cases.read', { caseId });
  const paper = await codeNow();
  await trial.signOut();
  await rm(join(work, 'data', 'vault'), { recursive: true });
  await cp(join(work, 'older'), join(work, 'data', 'vault'), { recursive: true });
  await trial.signIn('officer');
  expect(await trial.ok('ledger.checkCode', { code: paper })).toMatchObject({
    verdict: 'shorter-ledger',
    message: expect.stringContaining('older than that paper'),
  });
  const printed = await codeNow();
  const compared = await trial.ok('ledger.compare', { first: printed, second: paper });
  expect(compared.message).toContain('older than the second');
  expect(compared.ok).toBe(false);
  // It verifies by itself, and grows past the number on the paper: the code goes on contradicting it.
  for (let each = 0; each < 8; each += 1) await trial.ok('cases.read', { caseId });
  expect(await trial.ok('ledger.verify', {})).toMatchObject({ ok: true });
  expect(await trial.ok('ledger.checkCode', { code: paper })).toMatchObject({
    verdict: 'differs',
    message: expect.stringContaining('older than that paper'),
  });
});
