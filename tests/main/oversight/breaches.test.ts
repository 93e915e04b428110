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
    const { number, icoBy } = await trial.ok('breaches.report', report({ kind: 'complaint', personalData: false }));
    expect(icoBy).toBeNull();
    await trial.ok('breaches.note', { number, text: 'The camera was looked at; it does not see the garden.' });
    const close = { number, outcome: 'The neighbour was written to.', password };
    expect(await trial.refused('breaches.close', close)).toMatchObject({ message: expect.stringContaining('upheld') });
    expect(await trial.ok('breaches.close', { ...close, complaint: 'not-upheld' })).toMatchObject({
      outcome: { complaint: 'not-upheld' },
    });
    expect((await trial.ok('ledger.search', { action: 'breaches.close' })).rows).toHaveLength(2);
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
  };
  const due = (more: object) => breachesDue(() => [{ ...found, ...more }])('2026-10-07').map(({ urgency }) => urgency);
  expect(due({})).toEqual(['today']);
  expect(due({ personalData: true, icoBy: '2026-10-09T09:00:00.000Z' })).toEqual(['today']);
  expect(due({ personalData: true, icoBy: '2026-10-06T09:00:00.000Z' })).toEqual(['overdue']);
  expect(due({ personalData: false })).toEqual(['later']);
});
