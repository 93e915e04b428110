import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Output } from '../../../src/shared/contract.ts';
import type { AuditId, ProceedingsId, RecommendationId } from '../../../src/shared/model.ts';
import { requestOf, schemeDesk, surveyOf } from '../deployments/scheme-steps.ts';
import { openCase } from '../officer-steps.ts';
import { accounts, need, type TrialApp, trialApp } from '../trial-app.ts';

// How court cases ended, and what audits wait for: both stand on Today until they are done.

const { password } = accounts.manager;
let trial: TrialApp;
let desk: ReturnType<typeof schemeDesk>;
let civil: ProceedingsId;

const due = async (kind: string): Promise<Output<'today.read'>['due']> =>
  (await trial.ok('today.read', {})).due.filter((each) => each.kind === kind);
const titles = async (kind: string): Promise<string[]> => (await due(kind)).map(({ title }) => title);

beforeAll(async () => {
  trial = await trialApp();
  desk = schemeDesk(trial);
  await trial.setUp();
  await desk.as('officer');
  const { caseId } = await openCase(trial);
  const named = {
    caseId,
    court: 'County Court at Stockport',
    caseNumber: 'L00SK123',
    parties: 'Stockport Homes v Doe',
  };
  civil = (await trial.ok('proceedings.name', { ...named, kind: 'civil', hearingOn: '2026-10-08' })).id;
});
afterAll(() => trial.remove());

test('a hearing that has been stands on Today until it is recorded how the case ended', async () => {
  expect(await titles('hearing')).toEqual(['Hearing at County Court at Stockport']);
  trial.clock.set('2026-10-09T09:00:00.000Z');
  expect(await titles('hearing')).toEqual(['L00SK123 was heard: record how it ended']);
  const outcome = { proceedingsId: civil, endedOn: '2026-10-08', footage: 'relied-on' } as const;
  for (const wrong of [
    { ...outcome, result: 'convicted' },
    { ...outcome, result: 'settled', endedOn: '2026-10-10' },
  ])
    expect(await trial.refused('proceedings.recordOutcome', wrong)).toMatchObject({ code: 'invalid-input' });
  await trial.ok('proceedings.recordOutcome', { ...outcome, result: 'dismissed' });
  expect(await titles('hearing')).toEqual([]);
  const appeal = { ...outcome, endedOn: '2026-10-09', result: 'order-made', note: 'On appeal.' } as const;
  await trial.ok('proceedings.recordOutcome', appeal);
  expect(await trial.ok('proceedings.outcomes', {})).toMatchObject([
    { result: 'order-made', note: 'On appeal.', by: accounts.officer.name },
  ]);
});

test('an installation with a slot and no kit stands on Today, for whoever checks kits', async () => {
  await desk.as('officer');
  const [found] = await trial.ok('cases.list', {});
  const { id: deploymentId } = await trial.ok('waiting.request', requestOf(need(found).id));
  expect(await titles('equipment')).toEqual([]);
  const { id: piaId } = await trial.ok('pias.begin', { deploymentId, author: 'Priya Nair' });
  await desk.write(piaId, '2026-10-09', '2026-11-20');
  await trial.ok('pias.submit', { piaId });
  await desk.decide(piaId, 'approve', 1);
  await trial.ok('deployments.survey', surveyOf(deploymentId, '2026-10-09'));
  await trial.ok('deployments.book', { deploymentId, purpose: 'installation', startsAt: '2026-10-12T10:00:00' });
  expect(await titles('equipment')).toEqual(['A kit must be checked and issued for DEP-0001']);
});

test('an open audit stands on Today, an answer that is wanted before the manager, and what was promised until it is done', async () => {
  await desk.as('manager');
  const { id: auditId } = await trial.ok('audits.open', {
    ...{ reference: 'AUD/2026/1', terms: 'The operation of the code.', areas: ['pias'], from: '2026-10-01' },
    ...{ until: '2026-10-08', auditor: 'Priya Nair', authority: 'Jane Holt', authorisedOn: '2026-10-01', password },
  });
  expect(await titles('audit')).toEqual(['AUD-0001 is open']);
  const advised = await trial.ok('audits.recommend', { auditId, text: 'Label the shelves.' });
  const recommendationId = need(advised.recommendations[0]).id;
  expect(await due('audit')).toMatchObject([
    {
      title: 'AUD-0001: recommendations wait for your answer',
      urgency: 'soon',
      place: { screen: 'audit', id: auditId },
    },
  ]);
  await desk.as('officer');
  expect(await titles('audit')).toEqual(['AUD-0001 is open']);
  await desk.as('manager');
  await promised(auditId, recommendationId);
});

async function promised(auditId: AuditId, recommendationId: RecommendationId): Promise<void> {
  const early = { recommendationId, on: '2026-10-09', note: 'Labelled.' };
  expect(await trial.refused('audits.carryOut', early)).toMatchObject({ code: 'conflict' });
  const answer = { recommendationId, accepted: 'yes', answer: 'They will be.', dueOn: '2026-10-20' } as const;
  await trial.ok('audits.answer', answer);
  expect(await due('audit')).toMatchObject([{ urgency: 'later', on: '2026-10-20' }, { title: 'AUD-0001 is open' }]);
  trial.clock.set('2026-10-21T09:00:00.000Z');
  expect((await due('audit'))[0]).toMatchObject({
    ...{ urgency: 'overdue', title: 'AUD-0001: what was promised is overdue' },
  });
  await trial.ok('audits.carryOut', { ...early, on: '2026-10-21' });
  expect(await titles('audit')).toEqual(['AUD-0001 is open']);
  expect(await trial.refused('audits.carryOut', { ...early, on: '2026-10-21' })).toMatchObject({ code: 'conflict' });
  expect((await trial.ok('audits.read', { auditId })).recommendations).toMatchObject([
    { carriedOut: { on: '2026-10-21', note: 'Labelled.', by: accounts.manager.name } },
  ]);
}
