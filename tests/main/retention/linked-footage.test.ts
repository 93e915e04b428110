import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openCase, quiet, smallExport, startRetrieval } from '../officer-steps.ts';
import { accounts, trialApp } from '../trial-app.ts';

test('a hold on the case for which the same bytes were retrieved once more keeps them too', async () => {
  const work = await mkdtemp(join(tmpdir(), 'linked-'));
  const trial = await trialApp();
  onTestFinished(async () => {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });
  await smallExport(join(work, 'EXPORT'));
  await trial.setUp();
  await trial.signIn('officer');
  const first = await openCase(trial);
  await trial.ended((await startRetrieval(trial, first, join(work, 'EXPORT'))).jobId);
  const { id: caseId } = await trial.ok('cases.open', { reactRef: 'ASB/2026/0555', title: 'Damage, Hillgate' });
  const { id: incidentId } = await trial.ok('cases.reportIncident', {
    ...{ caseId, system: 'standard-4g', occurredAt: '2026-10-05T21:20:00', place: 'Hillgate, steps' },
    description: 'Seen from the same camera.',
  });
  const again = await startRetrieval(trial, { ...first, caseId, incidentId }, join(work, 'EXPORT'));
  await trial.ended(again.jobId);
  await quiet(trial);
  const ask = {
    caseId,
    reason: 'Claim.',
    authority: 'proceedings',
    authorityReference: 'L1',
    reviewOn: '2026-10-30',
  } as const;
  const { id: holdId } = await trial.ok('holds.ask', ask);
  await trial.signOut();
  await trial.signIn('manager');
  const { password } = accounts.manager;
  await trial.ok('holds.decide', { holdId, decision: 'approve', reasons: 'Needed.', password });
  const later = (reviewOn: string) => ({ holdId, reason: 'Goes on.', reviewOn });
  for (const [day, reviewOn] of [['2026-10-28', '2026-11-20']] as const) {
    trial.clock.set(`${day}T09:00:00.000Z`);
    await trial.signOut();
    await trial.signIn('officer');
    await trial.ok('holds.askExtension', later(reviewOn));
    await trial.signOut();
    await trial.signIn('manager');
    await trial.ok('holds.decide', { holdId, decision: 'approve', reasons: 'Needed.', password });
  }
  trial.clock.set('2026-11-17T09:00:00.000Z');
  await trial.signOut();
  await trial.signIn('officer');
  await quiet(trial);
  const states = async () => new Set((await trial.ok('recordings.list', {})).map(({ state }) => state));
  expect(await states()).toEqual(new Set(['kept']));
  expect(await trial.ok('recordings.list', { held: true })).toEqual(await trial.ok('recordings.list', {}));
  await trial.signOut();
  await trial.signIn('manager');
  await trial.ok('holds.end', { holdId, reasons: 'Settled.', password });
  await quiet(trial);
  expect(await states()).toEqual(new Set(['disposed']));
  expect(await trial.ok('recordings.list', { held: true })).toEqual([]);
});
