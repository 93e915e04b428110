import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Output } from '../../src/shared/contract.ts';
import { type StillDesk, stillDesk } from './still-steps.ts';
import { accounts, need } from './trial-app.ts';

// CoP 4.7, 5.15: what stayed of a closed case is looked through again, where the manager set a period for it.

let desk: StillDesk;
const { password } = accounts.manager;
const closing = () => ({
  caseId: desk.opened.caseId,
  evaluation: { supported: 'yes' as const, views: 'Felt safer.', asked: 'By telephone' },
  outcome: 'The injunction was granted.',
});
const items = async (): Promise<Output<'cases.closingReview'>['items']> =>
  (await desk.trial.ok('cases.closingReview', { caseId: desk.opened.caseId })).items;
const reasons = async (because: string) => (await items()).map(({ id }) => ({ id, because }));
const due = async () => (await desk.trial.ok('today.read', {})).due.filter(({ kind }) => kind === 'kept-review');
const on = async (day: string, role: 'officer' | 'manager'): Promise<void> => {
  await desk.trial.signOut();
  const hour = role === 'manager' ? '09' : '10'; // a code from the telephone serves once
  desk.trial.clock.set(`${day}T${hour}:00:00.000Z`);
  await desk.as(role);
};

beforeAll(async () => {
  desk = await stillDesk();
  await desk.countersigned('Door');
  await desk.as('officer');
});
afterAll(() => desk.remove());

test('an open case has no such review', async () => {
  const { caseId } = desk.opened;
  const kept = await reasons('Appeal.');
  expect(await desk.trial.refused('cases.reviewKept', { caseId, kept })).toMatchObject({ code: 'conflict' });
  expect((await items()).map(({ kind, stayedBecause }) => [kind, stayedBecause])).toEqual([['still', null]]);
});

test('without a period what stayed is looked through at the closing, and is never due again', async () => {
  await desk.trial.ok('cases.close', { ...closing(), kept: await reasons('An appeal is possible.') });
  await on('2027-10-06', 'officer');
  expect(await due()).toEqual([]);
  expect((await items()).map(({ stayedBecause }) => stayedBecause)).toEqual(['An appeal is possible.']);
});

test('with a period Today names the case, until each thing has a reason once more', async () => {
  const { caseId } = desk.opened;
  await on('2027-10-07', 'manager');
  expect(await desk.trial.refused('settings.change', { keptReviewDays: 1, password })).toMatchObject({
    code: 'invalid-input',
  });
  await desk.trial.ok('settings.change', { keptReviewDays: 90, password });
  await on('2027-10-07', 'officer');
  const [first] = await due();
  expect(need(first)).toMatchObject({ urgency: 'overdue', place: { screen: 'case', id: caseId } });
  expect(await desk.trial.refused('cases.reviewKept', { caseId, kept: [] })).toMatchObject({ code: 'clause' });
  await desk.trial.ok('cases.reviewKept', { caseId, kept: await reasons('The appeal is heard in March.') });
  expect(await due()).toEqual([]);
  const [entry] = (await desk.trial.ok('ledger.search', { action: 'cases.reviewKept' })).rows;
  expect(need(entry).details).toContain('The appeal is heard in March.');
  await on('2027-12-29', 'officer');
  expect(await due()).toMatchObject([{ on: '2028-01-05', urgency: 'soon' }]);
  expect((await items()).map(({ stayedBecause }) => stayedBecause)).toEqual(['The appeal is heard in March.']);
});

test('without the period once more, nothing is due', async () => {
  await on('2028-01-06', 'manager');
  await desk.trial.ok('settings.change', { keptReviewDays: null, password });
  await on('2028-01-06', 'officer');
  expect(await due()).toEqual([]);
  expect(desk.trial.bugs).toEqual([]);
});
