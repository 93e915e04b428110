import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { blockersOf, checkKept } from '../../src/main/cases/closing.ts';
import type { CaseId } from '../../src/shared/model.ts';
import { requestOf } from './deployments/scheme-steps.ts';
import { quiet, smallExport, startRetrieval } from './officer-steps.ts';
import { accounts, type TrialApp, trialApp } from './trial-app.ts';

// CoP 6.7 and 4.7: a case ends with the customer's evaluation, and nothing of it stays without a reason.

describe('a case', () => {
  let trial: TrialApp;
  let caseId: CaseId;
  const closing = () => ({
    caseId,
    evaluation: { supported: 'yes' as const, views: 'Felt safer.', asked: 'By telephone on 6 October' },
    kept: [],
    outcome: 'The injunction was granted.',
  });
  beforeAll(async () => {
    trial = await trialApp();
    await trial.setUp();
    await trial.signIn('officer');
    ({ id: caseId } = await trial.ok('cases.open', { reactRef: 'ASB/2026/0417', title: 'Noise' }));
  });
  afterAll(() => trial.remove());

  test('does not close while a hold or a request stands on it', async () => {
    const { id: holdId } = await trial.ok('holds.ask', {
      ...{ caseId, reason: 'Claim.', authority: 'proceedings', authorityReference: 'L00SK123', reviewOn: '2026-10-20' },
    });
    const { id: disclosureId } = await trial.ok('disclosures.receive', {
      ...{ class: 'foi', receivedOn: '2026-10-06', requester: 'A newspaper', contact: 'by post', caseId },
      ...{ basis: 'FOIA', purpose: 'Reporting.', footageAsked: 'All of it.', recordingIds: [] },
    });
    expect((await trial.ok('cases.closingReview', { caseId })).blockers).toHaveLength(2);
    expect(await trial.refused('cases.close', closing())).toMatchObject({ code: 'clause', clause: '4.6' });
    await trial.signOut();
    await trial.signIn('manager');
    const { password } = accounts.manager;
    await trial.ok('holds.decide', { holdId, decision: 'refuse', reasons: 'Not needed.', password });
    const withdrawn = { disclosureId, how: 'withdrawn', on: '2026-10-06', note: 'By post.', password } as const;
    await trial.ok('disclosures.close', withdrawn);
    await trial.signOut();
    await trial.signIn('officer');
    expect(await trial.ok('cases.closingReview', { caseId })).toEqual({ blockers: [], items: [], recordings: [] });
  });

  test('closes once, and takes nothing new', async () => {
    const [unknown] = [{ id: '3f0c9c1e-7a0b-4f4e-9a44-0d6c1f1f2a3b', because: 'Because.' }];
    expect(await trial.refused('cases.close', { ...closing(), kept: [unknown] })).toMatchObject({ code: 'conflict' });
    expect((await trial.ok('cases.close', closing())).closedAt).not.toBeNull();
    expect(await trial.refused('cases.close', closing())).toMatchObject({ code: 'conflict' });
    const incident = { caseId, system: 'idcam', occurredAt: '2026-10-05T21:15:00', place: 'Here', description: 'New.' };
    expect(await trial.refused('cases.reportIncident', incident)).toMatchObject({ code: 'conflict' });
    expect(JSON.stringify((await trial.ok('ledger.search', { action: 'cases.close' })).rows)).toContain('Felt safer.');
    expect(trial.bugs).toEqual([]);
  });

  test('stays open while its footage is on a recorder or a camera of it waits; closed, it loses no footage', async () => {
    const work = await mkdtemp(join(tmpdir(), 'closing-'));
    await smallExport(join(work, 'EXPORT'));
    const { id } = await trial.ok('cases.open', { reactRef: 'ASB/2026/0418', title: 'Bins' });
    const { id: incidentId } = await trial.ok('cases.reportIncident', {
      ...{ caseId: id, system: 'standard-4g', occurredAt: '2026-10-05T21:15:00' },
      ...{ place: 'Edward Street', description: 'Two people at the bins.' },
    });
    const camera = await trial.ok('waiting.request', requestOf(id));
    const blockers = async () => (await trial.ok('cases.closingReview', { caseId: id })).blockers;
    expect(await blockers()).toEqual([
      expect.stringContaining('Edward Street'),
      expect.stringContaining(camera.number),
    ]);
    await trial.ok('waiting.withdraw', { deploymentId: camera.id, reason: 'Not needed.' });
    await trial.signOut();
    trial.clock.set('2026-11-10T09:00:00.000Z'); // the recorder should have overwritten it, but may not have
    await trial.signIn('officer');
    expect(await blockers()).toEqual([]);
    await trial.ok('cases.close', { ...closing(), caseId: id });
    const { id: stickId } = await trial.ok('sticks.register', { number: 'S-07', serial: 'K-0A1B', encrypted: true });
    const { jobId } = await startRetrieval(trial, { caseId: id, incidentId, stickId }, join(work, 'EXPORT'));
    expect(await trial.ended(jobId)).toMatchObject({ state: 'done' });
    expect(
      await trial.ok('holds.ask', {
        ...{ caseId: id, reason: 'A claim after all.', authority: 'proceedings', authorityReference: 'L00SK123' },
        reviewOn: '2026-11-20',
      }),
    ).toMatchObject({ state: 'asked' });
    expect(trial.bugs).toEqual([]);
    await quiet(trial);
    await rm(work, { recursive: true, force: true });
  });
});

test('every kind of thing that waits keeps a case open, and nothing that has ended does', () => {
  const none = {
    ...{ holds: [], requests: [], bundles: [], copies: [], stills: [], masks: [] },
    ...{ unretrieved: [], retrievals: [], deployments: [] },
  };
  const incident = (daysLeft: number) => [{ place: 'N-0001', overwriteOn: '2026-10-26', daysLeft }];
  const of = (state: string) => [{ number: 'N-0001', state }];
  const open = [
    ...['asked', 'in-force'].map((state) => ({ ...none, holds: of(state) })),
    ...['received', 'referred', 'granted', 'refused', 'sent'].map((state) => ({ ...none, requests: of(state) })),
    { ...none, bundles: of('prepared') },
    { ...none, copies: of('writing') },
    ...['requested', 'approved', 'produced'].map((state) => ({ ...none, stills: of(state) })),
    { ...none, masks: of('made') },
    ...[0, 5].map((daysLeft) => ({ ...none, unretrieved: incident(daysLeft) })),
    { ...none, retrievals: of('running') },
    ...['waiting', 'installed'].map((state) => ({ ...none, deployments: of(state) })),
  ];
  for (const file of open) expect(blockersOf(file)).toEqual([expect.stringContaining('N-0001')]);
  const ended = [
    { holds: of('ended'), requests: of('closed'), bundles: of('approved'), stills: of('countersigned') },
    ...['approved', 'refused'].map((state) => ({ masks: of(state) })),
    ...['verified', 'failed'].map((state) => ({ copies: of(state) })),
    ...['complete', 'partial', 'cancelled', 'failed'].map((state) => ({ retrievals: of(state) })),
    ...['removed', 'withdrawn'].map((state) => ({ deployments: of(state) })),
    { unretrieved: incident(-1) },
  ];
  for (const file of ended) expect(blockersOf({ ...none, ...file })).toEqual([]);
});

test('each disc and print that stays has its reason', () => {
  const items = [{ id: 'a', number: 'DISC-0001' }];
  expect(() => checkKept(items, [])).toThrow(/DISC-0001/u);
  expect(() => checkKept(items, [{ id: 'a' }])).not.toThrow();
  expect(() => checkKept(items, [{ id: 'a' }, { id: 'b' }])).toThrow(/changed/u);
});
