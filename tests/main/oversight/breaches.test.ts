import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { icoDeadline } from '../../../src/main/oversight/breach.ts';
import { breachesDue } from '../../../src/main/oversight/breach-due.ts';
import type { Input, Output } from '../../../src/shared/contract.ts';
import type { KeyHolder } from '../../../src/shared/model.ts';
import { accounts, type TrialApp, trialApp } from '../trial-app.ts';

// SC6, CoP 6.2: an incident is registered, judged, investigated, decided on for the ICO and closed, in this order.

const { password } = accounts.manager;

describe('an incident', () => {
  let trial: TrialApp;
  const as = async (role: KeyHolder): Promise<void> => {
    if ((await trial.ok('app.state', {})).person !== null) await trial.signOut();
    await trial.signIn(role);
  };
  const report = (more: Partial<Input<'breaches.report'>> = {}): Input<'breaches.report'> => ({
    kind: 'data-breach',
    happenedOn: '2026-10-05',
    awareAt: '2026-10-06T09:00:00',
    personalData: true,
    description: 'A disc was left in the reception.',
    ...more,
  });
  const complaint = (more: Partial<Input<'breaches.report'>> = {}): Input<'breaches.report'> =>
    report({ kind: 'complaint', complainant: 'Jo Bloggs, 16 Edward Street', ...more });
  const shown = async (number: string): Promise<Output<'breaches.list'>[number] | undefined> =>
    (await trial.ok('breaches.list', {})).find((each) => each.number === number);
  const titles = async (): Promise<string[]> => (await trial.ok('today.read', {})).due.map(({ title }) => title);

  beforeAll(async () => {
    trial = await trialApp({ start: '2026-10-06T10:00:00.000Z' });
    await trial.setUp();
    await trial.signIn('officer');
  });
  afterAll(() => trial.remove());

  test('with personal data runs for 72 hours from when it was known, told on Today', async () => {
    const { number, icoBy } = await trial.ok('breaches.report', report());
    expect(icoBy).toBe('2026-10-09T08:00:00.000Z'); // known at nine in British summer time
    expect((await titles()).join()).toContain(`${number}: the ICO must be told by Fri 9 Oct 2026, 09:00:00 BST`);
    const later = await trial.refused('breaches.report', report({ awareAt: '2026-10-07T09:00:00' }));
    expect(later).toMatchObject({ code: 'invalid-input' });
    expect(await trial.refused('breaches.report', report({ happenedOn: '2026-10-07' }))).toMatchObject({
      code: 'invalid-input',
    });
  });

  test('is closed by the manager alone, after the investigation and the ICO decision', async () => {
    const { number } = await trial.ok('breaches.report', report());
    const close = { number, outcome: 'Reception staff were told; a sealed bag is used now.', password };
    expect(await trial.refused('breaches.close', close)).toMatchObject({ code: 'forbidden' });
    await as('manager');
    expect(await trial.refused('breaches.close', close)).toMatchObject({
      clause: '6.2',
      message: expect.stringContaining('Information Commissioner'),
    });
    const ico = {
      number,
      decision: 'report',
      reasons: 'Faces can be recognised.',
      reference: 'IC-123',
      password,
    } as const;
    trial.clock.set('2026-10-09T08:00:00.001Z');
    await as('manager');
    expect(await trial.ok('breaches.decideIco', ico)).toMatchObject({ ico: { decision: 'report', isLate: true } });
    expect(await trial.refused('breaches.decideIco', ico)).toMatchObject({ code: 'conflict' });
    expect(
      await trial.refused('breaches.assess', { number, personalData: false, reasons: 'No.', password }),
    ).toMatchObject({
      code: 'conflict',
    });
    expect(await trial.refused('breaches.close', close)).toMatchObject({
      message: expect.stringContaining('investigated'),
    });
    await trial.ok('breaches.note', { number, text: 'The disc was found after an hour, seal unbroken.' });
    expect(await trial.refused('breaches.close', { ...close, complaint: 'upheld' })).toMatchObject({
      code: 'invalid-input',
    });
    expect(await trial.ok('breaches.close', close)).toMatchObject({
      outcome: { by: 'Morag Whitfield', complaint: null },
    });
    for (const again of [
      trial.refused('breaches.close', close),
      trial.refused('breaches.note', { number, text: 'More.' }),
    ])
      expect(await again).toMatchObject({ code: 'conflict' });
    expect((await titles()).join()).not.toContain(number);
    expect((await shown(number))?.notes).toHaveLength(1);
  });

  test('that is a complaint says whether it was upheld', async () => {
    const { number, icoBy, acknowledgeBy } = await trial.ok('breaches.report', complaint({ personalData: false }));
    expect([icoBy, acknowledgeBy]).toEqual([null, null]); // no complaint about data: the law sets no day
    await trial.ok('breaches.note', { number, text: 'The camera was looked at; it does not see the garden.' });
    const close = { number, outcome: 'The neighbour was written to.', password };
    expect(await trial.refused('breaches.close', close)).toMatchObject({ message: expect.stringContaining('upheld') });
    expect(await trial.ok('breaches.close', { ...close, complaint: 'not-upheld' })).toMatchObject({
      outcome: { complaint: 'not-upheld' },
    });
    expect((await trial.ok('ledger.search', { action: 'breaches.close' })).rows).toHaveLength(2);
  });

  test('that is a complaint about personal data is acknowledged in thirty days and closed once the complainant was told', async () => {
    trial.clock.set('2026-10-09T12:00:00.000Z');
    await as('officer');
    expect(await trial.refused('breaches.report', report({ kind: 'complaint' }))).toMatchObject({ clause: '6.2' });
    const other = report({ complainant: 'Jo Bloggs' });
    expect(await trial.refused('breaches.report', other)).toMatchObject({ code: 'invalid-input' });
    const { number, acknowledgeBy } = await trial.ok('breaches.report', complaint());
    expect(acknowledgeBy).toBe('2026-11-05');
    const by = `${number}: the complaint must be acknowledged by Thu 5 Nov 2026`;
    expect(await titles()).toContain(by);
    const how = 'Letter: it came and is looked into';
    expect(await trial.refused('breaches.acknowledge', { number, on: '2026-10-05', how })).toMatchObject({
      message: expect.stringContaining('before Tue 6 Oct 2026'),
    });
    const acknowledged = await trial.ok('breaches.acknowledge', { number, on: '2026-10-08', how });
    expect(acknowledged).toMatchObject({ acknowledgeBy: null, acknowledged: { on: '2026-10-08', isLate: false } });
    expect(await trial.refused('breaches.acknowledge', { number, on: '2026-10-08', how })).toMatchObject({
      code: 'conflict',
    });
    expect(await titles()).toContain(`${number}: the outcome is owed to the complainant without undue delay`);

    trial.clock.set('2026-10-26T12:00:00.000Z');
    await as('manager');
    expect((await titles()).join()).toContain(`${number}: nothing was done about the complaint for 18 days`);
    await trial.ok('breaches.note', { number, text: 'The recorder’s log was read: nobody looked at it.' });
    await trial.ok('breaches.decideIco', { number, decision: 'no-report', reasons: 'No breach.', password });
    const close = { number, outcome: 'Explained.', complaint: 'not-upheld', password } as const;
    expect(await trial.refused('breaches.close', close)).toMatchObject({ message: expect.stringContaining('s.164A') });
    const told = { on: '2026-10-26', how: 'Letter, with the right to go to the ICO' };
    expect(await trial.refused('breaches.close', { ...close, told: { ...told, on: '2026-10-27' } })).toMatchObject({
      code: 'invalid-input',
    });
    expect(await trial.ok('breaches.close', { ...close, told })).toMatchObject({ outcome: { told } });
  });

  test('whose outcome was told needs no second letter, and says when that was late', async () => {
    const { number } = await trial.ok('breaches.report', complaint());
    trial.clock.set('2026-11-09T12:00:00.000Z');
    await as('manager');
    await trial.ok('breaches.note', { number, text: 'Forgotten in a tray.' });
    await trial.ok('breaches.decideIco', { number, decision: 'no-report', reasons: 'No breach.', password });
    const told = { on: '2026-11-09', how: 'Letter with an apology' };
    const close = { number, outcome: 'Upheld.', complaint: 'upheld', told, password } as const;
    expect(await trial.ok('breaches.close', close)).toMatchObject({ acknowledged: { on: '2026-11-09', isLate: true } });
  });

  test('that is referred under the disciplinary procedure is closed once it is known how that ended', async () => {
    const { number } = await trial.ok('breaches.report', report({ kind: 'code-breach', personalData: false }));
    await trial.ok('breaches.note', { number, text: 'Footage was looked at without a reason.' });
    const refer = { number, on: '2026-11-09', to: 'Human Resources', reference: 'HR/26/31', password };
    expect(await trial.ok('breaches.refer', refer)).toMatchObject({
      disciplinary: { to: 'Human Resources', outcome: null },
    });
    expect(await trial.refused('breaches.refer', refer)).toMatchObject({ code: 'conflict' });
    expect((await titles()).join()).toContain(`${number} was referred under the disciplinary procedure`);
    const close = { number, outcome: 'Access was taken away.', password };
    expect(await trial.refused('breaches.close', close)).toMatchObject({
      message: expect.stringContaining('how that ended'),
    });
    const ended = { number, on: '2026-11-09', outcome: 'warning', password } as const;
    expect(await trial.refused('breaches.referralEnded', { ...ended, on: '2026-11-10' })).toMatchObject({
      code: 'invalid-input',
    });
    expect(await trial.ok('breaches.referralEnded', ended)).toMatchObject({
      disciplinary: { outcome: { outcome: 'warning' } },
    });
    expect(await trial.refused('breaches.referralEnded', ended)).toMatchObject({ code: 'conflict' });
    await trial.ok('breaches.close', close);
    expect(trial.bugs).toEqual([]);
  });
});

test('the 72 hours are hours, whatever the clocks do', () => {
  expect(icoDeadline('2026-10-24T12:00:00.000Z')).toBe('2026-10-27T12:00:00.000Z');
});

test('what the application found waits for the manager’s judgement and is never overlooked', () => {
  const found = {
    ...{
      number: 'INC-0001',
      at: '2026-10-06T09:00:00.000Z',
      kind: 'integrity',
      description: 'Damaged.',
      recordingId: null,
    },
    ...{ reportedBy: 'The application', happenedOn: null, awareAt: '2026-10-06T09:00:00.000Z', icoBy: null },
    ...{ personalData: null, ico: null, notes: [], outcome: null },
    ...{ complainant: null, acknowledgeBy: null, acknowledged: null, disciplinary: null },
  };
  const due = (more: object) => breachesDue(() => [{ ...found, ...more }])('2026-10-07').map(({ urgency }) => urgency);
  expect(due({})).toEqual(['today']);
  expect(due({ personalData: true, icoBy: '2026-10-09T09:00:00.000Z' })).toEqual(['today']);
  expect(due({ personalData: true, icoBy: '2026-10-06T09:00:00.000Z' })).toEqual(['overdue']);
  expect(due({ personalData: false })).toEqual(['later']);
});
