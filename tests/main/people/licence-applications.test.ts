import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PersonId } from '../../../src/shared/model.ts';
import { accounts, need, type TrialApp, trialApp } from '../trial-app.ts';

// CoP 3.1: an application for a licence is followed until the licence is entered off the card, or it came to nothing.

let trial: TrialApp;
let personId: PersonId;
const day = 24 * 60 * 60 * 1000;
const due = async (): Promise<string[]> =>
  (await trial.ok('today.read', {})).due.filter(({ title }) => title.includes('application')).map(({ title }) => title);
const states = async (): Promise<string[]> =>
  (await trial.ok('licences.applications', {})).map(({ reference, state }) => `${reference} ${state}`);
const as = async (role: 'officer' | 'manager'): Promise<void> => {
  await trial.signOut();
  await trial.signIn(role);
};

beforeAll(async () => {
  trial = await trialApp();
  await trial.setUp();
  await trial.signIn('officer');
  personId = need((await trial.ok('people.list', {})).find(({ role }) => role === 'officer')).id;
});
afterAll(() => trial.remove());

test('it is entered by whoever applies, once at a time, and not ahead of its day', async () => {
  const applied = { personId, appliedOn: '2026-10-05', reference: 'SIA-1' };
  for (const appliedOn of ['2026-10-07', '2025-01-01'])
    expect(await trial.refused('licences.apply', { ...applied, appliedOn })).toMatchObject({ code: 'invalid-input' });
  await trial.ok('licences.apply', applied);
  expect(await trial.refused('licences.apply', { ...applied, reference: 'SIA-2' })).toMatchObject({
    ...{ code: 'conflict', message: expect.stringContaining('SIA-1') },
  });
  expect(await states()).toEqual(['SIA-1 open']);
  const [entry] = (await trial.ok('ledger.search', { action: 'licences.apply' })).rows;
  expect(JSON.parse(need(entry).details)).toEqual({ ...applied });
});

test('it stands on Today after five weeks, and ends when it comes to nothing', async () => {
  expect(await due()).toEqual([]);
  trial.clock.advance(34 * day);
  await as('officer');
  expect(await due()).toEqual([`Ask what became of ${accounts.officer.name}’s application for an SIA licence`]);
  const { id: applicationId } = need((await trial.ok('licences.applications', {}))[0]);
  const refused = { applicationId, how: 'refused', endedOn: '2026-11-06', note: 'A form was missing.' } as const;
  expect(await trial.refused('licences.endApplication', { ...refused, endedOn: '2026-10-04' })).toMatchObject({
    code: 'invalid-input',
  });
  await trial.ok('licences.endApplication', refused);
  expect(await states()).toEqual(['SIA-1 refused']);
  expect(await due()).toEqual([]);
  expect(await trial.refused('licences.endApplication', refused)).toMatchObject({ code: 'conflict' });
});

test('it is granted by the licence that the manager enters off the card', async () => {
  await trial.ok('licences.apply', { personId, appliedOn: '2026-11-09', reference: 'SIA-2' });
  await as('manager');
  const card = { personId, number: '2022 3456 7890 1234', cardSeen: true, expires: '2029-06-30' } as const;
  await trial.ok('licences.enter', { ...card, password: accounts.manager.password });
  expect(await states()).toEqual(['SIA-2 granted', 'SIA-1 refused']);
  trial.clock.advance(40 * day);
  await as('manager');
  expect(await due()).toEqual([]);
  expect(trial.bugs).toEqual([]);
});
