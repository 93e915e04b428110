import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enteredBetween } from '../../../src/main/oversight/register-period.ts';
import { csvOf } from '../../../src/main/oversight/registers.ts';
import { pageTexts } from '../documents/poppler.ts';
import { openCase } from '../officer-steps.ts';
import { accounts, need, type TrialApp, trialApp } from '../trial-app.ts';

describe('a register as a table', () => {
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', ' =1', '＝1', '=HYPERLINK("x")'])(
    'never begins a cell as a formula does: %j',
    (typed) => {
      const [, line] = csvOf([{ name: typed }]).split(/\r\n(?=")/u);
      expect(line?.startsWith(`"'`)).toBe(true);
    },
  );

  test('leaves other text and numbers as they are', () => {
    expect(csvOf([{ a: 'Edward Street', b: -3, c: null }])).toBe('a,b,c\r\nEdward Street,-3,\r\n');
  });

  test('holds what was entered in the days of a period, by the clock of London', () => {
    const rows = [{ openedAt: '2026-09-30T22:59:59.999Z' }, { openedAt: '2026-09-30T23:00:00.000Z' }];
    expect(enteredBetween('cases', rows, { from: '2026-10-01', until: null })).toEqual([rows[1]]);
    expect(enteredBetween('cases', rows, { from: null, until: '2026-09-30' })).toEqual([rows[0]]);
    expect(enteredBetween('cases', rows, { from: null, until: null })).toEqual(rows);
  });

  const requestedAt = '2026-03-01T09:00:00.000Z';
  const openedAt = requestedAt;
  test.each([
    ['deployment-acts', { requestedAt, kind: 'removal', facts: '{"at":"2026-10-05T09:00:00.000Z"}' }],
    ['audit-checks', { openedAt, foundAt: '2026-10-05T09:00:00.000Z' }],
    ['audit-checks', { openedAt: '2026-10-05T09:00:00.000Z', foundAt: null }],
    ['code-versions', { effectiveOn: '2026-10-05' }],
  ] as const)('holds what was done in the period, not what it was done to: %s', (name, row) => {
    expect(enteredBetween(name, [row], { from: '2026-10-05', until: '2026-10-05' })).toEqual([row]);
    expect(enteredBetween(name, [row], { from: '2026-03-01', until: '2026-10-04' })).toEqual([]);
    expect(enteredBetween(name, [row], { from: '2026-10-06', until: '2027-03-31' })).toEqual([]);
  });
});

describe('out of the house', () => {
  let trial: TrialApp;
  const { password } = accounts.officer;
  beforeAll(async () => {
    trial = await trialApp();
    await trial.setUp();
    await trial.signIn('officer');
    await openCase(trial);
    await trial.ok('cases.open', { reactRef: 'ASB/2026/0500', title: '=cmd|calc' });
  });
  afterAll(() => trial.remove());

  test('it is written, read back and entered with its reason; pressing Cancel is entered too', async () => {
    await mkdir(join(trial.folder, 'stick'));
    trial.shell.folders.push(join(trial.folder, 'stick'), null);
    const asked = { register: 'cases', reason: 'For the Head.', password } as const;
    const written = need(await trial.ok('registers.export', asked));
    const table = await readFile(join(trial.folder, 'stick', written.folderName, 'cases.csv'), 'utf8');
    expect(written.rows).toBe(2);
    expect(table).toContain(`"'=cmd|calc"`);
    expect(await trial.ok('registers.export', asked)).toBeNull();
    const actions = (await trial.ok('ledger.search', { text: 'register of cases' })).rows.map(({ action }) => action);
    expect(actions).toEqual(['registers.export', 'registers.exported', 'registers.export']);
    expect(await trial.refused('registers.export', { ...asked, password: 'wrong wrong wrong' })).toMatchObject({
      code: 'forbidden',
    });
  });

  test('on paper it holds each entry of the period with all that it says', async () => {
    const asked = { register: 'cases', from: '2026-10-06', until: '2026-10-06', reason: 'For the Head.' } as const;
    const { documentId, rows } = await trial.ok('registers.makeSheet', asked);
    expect(rows).toBe(2);
    await trial.ok('documents.print', { documentId });
    const text = pageTexts({ bytes: need(trial.shell.printed.at(-1)).bytes, pages: 0 }).join(' ');
    for (const said of ['ASB/2026/0417', 'Noise, Edward Street', 'Opened by', 'For the Head.'])
      expect(text).toContain(said);
    const backwards = { ...asked, from: '2026-10-07' };
    expect(await trial.refused('registers.makeSheet', backwards)).toMatchObject({ code: 'invalid-input' });
  });
});

test('the first look into each register is an entry at each sign-in, and the second is none', async () => {
  const trial = await trialApp();
  try {
    await trial.setUp();
    const looks = async () =>
      (await trial.ok('ledger.search', { action: 'registers.read' })).rows.map(({ actor, subject }) => [
        actor,
        subject,
      ]);
    await trial.signIn('officer');
    for (let round = 0; round < 3; round += 1) await trial.ok('stills.list', {});
    await trial.ok('today.read', {});
    const officer = [accounts.officer.name, 'register of stills'];
    expect((await looks()).filter(([, subject]) => subject !== 'register of ledger')).toEqual([officer]);
    await trial.signOut();
    await trial.signIn('manager');
    await trial.ok('stills.list', {});
    expect((await looks()).filter(([, subject]) => subject === 'register of stills')).toEqual([
      [accounts.manager.name, 'register of stills'],
      officer,
    ]);
  } finally {
    await trial.remove();
  }
});
