import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CommandName, commands } from '../../src/shared/contract.ts';
import type { Command } from '../../src/shared/contract/command.ts';
import type { KeyHolder } from '../../src/shared/model.ts';
import { accounts, need, type TrialApp, trialApp } from '../main/trial-app.ts';
import { validInput, variantCount } from './valid-inputs.ts';

// CoP 3.1 and 7.2 over the whole contract, through the real application: who holds no valid licence operates nothing,
// and who has not acknowledged the code in force only reads. A new command is tested by being there.

const all = Object.entries(commands) as [CommandName, Command][];
const allowed = (role: KeyHolder): [CommandName, Command][] =>
  all.filter(([name, { who }]) => who.includes(role) && name !== 'session.signOut');

let trial: TrialApp;
const signIn = async (role: KeyHolder): Promise<void> => {
  const { username, password } = accounts[role];
  await trial.ok('session.signIn', { username, password, code: trial.code(role) });
};
const as = async (role: KeyHolder): Promise<void> => {
  if ((await trial.ok('app.state', {})).person !== null) await trial.signOut();
  await signIn(role);
};
const size = async (): Promise<number> => (await trial.ok('ledger.search', {})).size;
const officerId = async () => need((await trial.ok('people.list', {})).find(({ role }) => role === 'officer')).id;

beforeAll(async () => {
  trial = await trialApp({ start: '2028-03-31T12:00:00.000Z' });
  trial.shell.chooseFiles = async () => []; // whoever is asked for a file presses Cancel
  await trial.setUp();
});
afterAll(() => trial.remove());

describe('before a person has acknowledged the code of practice', () => {
  test.each(['officer', 'manager'] as const)('the %s reads and locks, and does nothing else', async (role) => {
    await as(role);
    expect((await trial.ok('app.state', {})).mustAcknowledge).toBe(1);
    const before = await size();
    for (const [name, command] of allowed(role)) {
      if (name === 'code.acknowledge') continue;
      const isFree = !command.enters || command.beforeAcknowledging === true;
      for (const variant of [0, 1, 2]) {
        const reply = await trial.app.invoke(name, validInput(command.input, variant));
        const clause = reply.ok ? null : (reply.failure.clause ?? null);
        if (isFree) expect([name, clause]).not.toEqual([name, '7.2']);
        else expect([name, clause]).toEqual([name, '7.2']);
      }
    }
    const { rows } = await trial.ok('ledger.search', {});
    const since = rows.filter(({ seq }) => seq >= before).map(({ action }) => action);
    for (const [name, { enters, beforeAcknowledging }] of allowed(role))
      if (enters && beforeAcknowledging !== true) expect(since).not.toContain(name);
  });

  test('what they may read is a short list that nobody lengthens unseen', () => {
    const free = all.filter(([, { beforeAcknowledging }]) => beforeAcknowledging === true).map(([name]) => name);
    expect(free.toSorted()).toEqual([
      'cases.read',
      'code.acknowledge',
      'ledger.checkCode',
      'ledger.verify',
      'recordings.read',
      'search.find',
      'session.signOut',
      'viewings.close',
      'viewings.watched',
    ]);
  });

  test('each acknowledges for themselves, once, the version in force, and it is an entry', async () => {
    for (const role of ['officer', 'manager'] as const) {
      await as(role);
      expect(await trial.refused('code.acknowledge', { version: 2 })).toMatchObject({ code: 'conflict' });
      await trial.ok('code.acknowledge', { version: 1 });
      expect((await trial.ok('app.state', {})).mustAcknowledge).toBeNull();
      expect(await trial.refused('code.acknowledge', { version: 1 })).toMatchObject({ code: 'conflict' });
    }
    const { rows } = await trial.ok('ledger.search', { action: 'code.acknowledge' });
    expect(rows.map(({ actor }) => actor)).toEqual([accounts.manager.name, accounts.officer.name]);
    const { acknowledgements, text, inForce } = await trial.ok('code.read', {});
    expect(acknowledgements).toHaveLength(2);
    expect(rows[0]?.details).toContain(inForce.textSha256);
    expect(text).toContain('6.4 The Case Support Officer will be present at all times when footage is viewed');
  });
});

describe('an officer whose licence has expired', () => {
  const touching = all.filter(([, { needsLicence }]) => needsLicence === true);

  /** Everything the officer may ask, in every way that gets past the schema: how often the licence stood in the way. */
  const walk = async (variants: number): Promise<Map<CommandName, Set<string>>> => {
    const met = new Map<CommandName, Set<string>>();
    for (const [name, command] of allowed('officer')) {
      const clauses = new Set<string>();
      for (let variant = 0; variant < variants; variant += 1) {
        // The fifth wrong password locks the screen.
        if ((await trial.ok('app.state', {})).person === null) await signIn('officer');
        const reply = await trial.app.invoke(name, validInput(command.input, variant));
        clauses.add(reply.ok ? 'none' : (reply.failure.clause ?? 'none'));
      }
      met.set(name, clauses);
    }
    if ((await trial.ok('app.state', {})).person === null) await signIn('officer');
    return met;
  };

  test('is not stopped while the last day runs, as days are counted in Stockport', async () => {
    trial.clock.set('2028-03-31T22:50:00.000Z'); // 23:50 in Stockport
    await as('officer');
    for (const [name, clauses] of await walk(1)) expect([name, clauses.has('3.1')]).toEqual([name, false]);
  });

  test('retrieves, views, copies and makes nothing from midnight on; everything else goes on', async () => {
    trial.clock.set('2028-03-31T23:00:30.000Z'); // half a minute past midnight in Stockport
    await as('officer'); // signing in still works
    const before = await size();
    const met = await walk(variantCount);
    for (const [name, clauses] of met) {
      const isBarred = (commands[name] as Command).needsLicence === true;
      expect([name, isBarred ? [...clauses] : clauses.has('3.1')]).toEqual([name, isBarred ? ['3.1'] : false]);
    }
    const { rows } = await trial.ok('ledger.search', {});
    const since = rows.filter(({ seq }) => seq >= before).map(({ action }) => action);
    for (const [name] of touching) expect(since).not.toContain(name);
    // An incident is reported, what is due goes, and the screen locks.
    const { id: caseId } = await trial.ok('cases.open', { reactRef: 'ASB/2028/0001', title: 'Noise' });
    await trial.ok('cases.reportIncident', {
      caseId,
      system: 'idcam',
      occurredAt: '2028-03-31T21:00:00',
      place: 'Edward Street',
      description: 'A window was broken.',
    });
    await trial.ok('retention.disposeDue', {});
    expect(trial.bugs).toEqual([]);
  });

  test('reads why, and who can put it right', async () => {
    await as('officer');
    const failure = await trial.refused('stills.produce', validInput(commands['stills.produce'].input, 0));
    expect(failure.message).toContain('Alan Sutcliffe’s SIA licence expired on Fri 31 Mar 2028.');
    expect(failure.message).toContain('the Safer Neighbourhoods Manager has entered the new licence');
    const { due } = await trial.ok('today.read', {});
    expect(due).toContainEqual(expect.objectContaining({ kind: 'licence', urgency: 'overdue', clause: '3.1' }));
  });

  test('covers every command that hands out footage, now and later', () => {
    const handing = all.filter(([, { output }]) => JSON.stringify(keysOf(output)).includes('"url"'));
    expect(handing.map(([name]) => name)).toEqual(expect.arrayContaining(['viewings.open', 'stills.show']));
    for (const [name, { needsLicence }] of handing) expect([name, needsLicence]).toEqual([name, true]);
    expect(touching.map(([name]) => name)).toEqual(
      expect.arrayContaining([
        'retrievals.survey',
        'retrievals.connect',
        'retrievals.search',
        'retrievals.start',
        'discs.burn',
        'stills.produce',
      ]),
    );
  });

  test('is helped by the manager, who read the card; both licences stay in the register', async () => {
    await as('manager');
    const { password } = accounts.manager;
    const card = { personId: await officerId(), expires: '2031-03-31', cardSeen: true as const, password };
    const wrong = ['1012', '1012-3456-7890-12X4', '1012345678901234567'];
    for (const number of wrong)
      expect(await trial.refused('licences.enter', { ...card, number })).toMatchObject({
        code: 'invalid-input',
        message: expect.stringMatching(/digits/u),
      });
    const number = '2022 3456 7890 1234';
    expect(await trial.refused('licences.enter', { ...card, number, expires: '2028-03-01' })).toMatchObject({
      clause: '3.1',
    });
    expect(await trial.refused('licences.enter', { ...card, number, expires: '2041-03-01' })).toMatchObject({
      code: 'invalid-input',
    });
    const licences = await trial.ok('licences.enter', { ...card, number });
    expect(licences).toMatchObject([
      {
        number: '2022-3456-7890-1234',
        expires: '2031-03-31',
        cardSeen: true,
        inForce: true,
        enteredBy: 'Morag Whitfield',
      },
      { number: '1012-3456-7890-1234', expires: '2028-03-31', cardSeen: false, inForce: false, enteredAt: null },
    ]);
    await as('officer');
    for (const [name, clauses] of await walk(1)) expect([name, clauses.has('3.1')]).toEqual([name, false]);
  });

  test('is announced sixty, thirty and seven days before, to both, and so is training', async () => {
    await as('manager');
    const course = { personId: await officerId(), course: 'First aid', completedOn: '2028-03-31' };
    await trial.ok('training.enter', { ...course, expires: '2031-03-31', password: accounts.manager.password });
    const urgencyAt = async (instant: string, role: KeyHolder): Promise<string | undefined> => {
      trial.clock.set(instant);
      await as(role);
      const { due } = await trial.ok('today.read', {});
      // The walk above has entered contractors too, whose licences are of CoP 5.8.
      const of = (asked: string) => due.find(({ kind, clause }) => kind === asked && clause === '3.1')?.urgency;
      expect(of('training')).toBe(of('licence'));
      return of('licence');
    };
    expect(await urgencyAt('2031-01-29T09:00:00.000Z', 'officer')).toBeUndefined(); // 61 days
    expect(await urgencyAt('2031-01-30T09:00:00.000Z', 'officer')).toBe('later'); // 60
    expect(await urgencyAt('2031-03-01T09:00:00.000Z', 'manager')).toBe('soon'); // 30
    expect(await urgencyAt('2031-03-24T09:00:00.000Z', 'officer')).toBe('today'); // 7
  });

  test('or whose training ran out is warned, and stopped only where the manager has set it so', async () => {
    await as('manager');
    const { password } = accounts.manager;
    const course = { personId: await officerId(), course: 'CCTV operation', completedOn: '2030-01-10', password };
    await trial.ok('training.enter', { ...course, expires: '2031-01-10' });
    const produce = validInput(commands['stills.produce'].input, 0);
    await as('officer');
    expect((await trial.refused('stills.produce', produce)).clause).toBeUndefined();
    const { due } = await trial.ok('today.read', {});
    expect(due).toContainEqual(expect.objectContaining({ kind: 'training', urgency: 'overdue' }));
    await as('manager');
    await trial.ok('settings.change', { trainingExpiry: 'block', password });
    await as('officer');
    expect(await trial.refused('stills.produce', produce)).toMatchObject({
      clause: '3.1',
      message: expect.stringContaining('“CCTV operation” ran out'),
    });
    await as('manager');
    await trial.ok('training.enter', { ...course, course: 'cctv operation', completedOn: '2031-03-20' });
    await as('officer');
    expect((await trial.refused('stills.produce', produce)).clause).toBeUndefined();
  });
});

describe('a new version of the code of practice', () => {
  test('is raised by the manager, rules from its day on, and everybody acknowledges it anew', async () => {
    await as('manager');
    const { password } = accounts.manager;
    const text = `1 Introduction\n\n${'The scheme goes on as before, with one change. '.repeat(8)}`.trim();
    const wanted = {
      dated: 'March 2031',
      effectiveOn: '2031-03-26',
      nextReviewOn: '2034-03-25',
      changes: 'Three-year review',
      consulted: 'GMP, customers',
      text,
      password,
    };
    expect(await trial.refused('code.raise', { ...wanted, effectiveOn: '2025-02-11' })).toMatchObject({
      code: 'invalid-input',
    });
    expect(await trial.refused('code.raise', { ...wanted, nextReviewOn: '2035-01-01' })).toMatchObject({
      clause: '7.2',
    });
    expect(await trial.ok('code.raise', wanted)).toMatchObject({ version: 2 });
    expect((await trial.ok('app.state', {})).mustAcknowledge).toBeNull(); // its day has not come
    trial.clock.set('2031-03-26T09:00:00.000Z');
    await as('officer');
    expect((await trial.ok('app.state', {})).mustAcknowledge).toBe(2);
    expect(await trial.refused('cases.open', { reactRef: 'ASB/2031/1', title: 'Noise' })).toMatchObject({
      clause: '7.2',
      message: expect.stringContaining('version 2'),
    });
    expect((await trial.ok('code.read', {})).text).toBe(text);
    await trial.ok('code.acknowledge', { version: 2 });
    await trial.ok('cases.open', { reactRef: 'ASB/2031/1', title: 'Noise' });
  });

  test('is reviewed lightly every year, and Today tells the manager when', async () => {
    await as('manager');
    await trial.ok('code.acknowledge', { version: 2 });
    const reviews = async () => (await trial.ok('today.read', {})).due.filter(({ kind }) => kind === 'code');
    expect(await reviews()).toEqual([]);
    trial.clock.set('2032-03-27T09:00:00.000Z');
    await as('manager');
    expect(await reviews()).toMatchObject([{ on: '2032-03-26', urgency: 'overdue', clause: '7.2' }]);
    const { password } = accounts.manager;
    await trial.ok('code.review', { reviewedOn: '2032-03-20', finding: 'Nothing to change.', password });
    expect(await reviews()).toEqual([]);
    expect((await trial.ok('code.read', {})).nextLightReviewOn).toBe('2033-03-20');
    trial.clock.set('2034-03-26T09:00:00.000Z');
    await as('manager');
    expect(await reviews()).toContainEqual(expect.objectContaining({ on: '2034-03-25', urgency: 'overdue' }));
    expect(trial.bugs).toEqual([]);
    expect(await trial.ok('ledger.verify', {})).toMatchObject({ ok: true });
  });
});

/** Every key anywhere in an answer. */
function keysOf(schema: unknown): string[] {
  const def = (schema as { readonly def?: Readonly<Record<string, unknown>> } | undefined)?.def;
  if (def === undefined) return [];
  const shape = (def['shape'] ?? {}) as Readonly<Record<string, unknown>>;
  const inner = [def['element'], def['innerType'], ...Object.values(shape)];
  return [...Object.keys(shape), ...inner.flatMap(keysOf)];
}
