import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Output } from '../../src/shared/contract.ts';
import { ffmpeg } from '../fixtures/ffmpeg.ts';
import { openCase, quiet } from './officer-steps.ts';
import { need, type TrialApp, trialApp } from './trial-app.ts';

// CoP 3.14: the portal holds what was downloaded for thirty days more, unless it is deleted there before.

let work: string;
let trial: TrialApp;
let about: { caseId: Output<'cases.open'>['id']; retrievalId: Output<'retrievals.start'>['retrievalId'] };
const due = async () => (await trial.ok('today.read', {})).due.filter(({ kind }) => kind === 'portal-copy');
const copy = async () => need((await trial.ok('portals.copies', { caseId: about.caseId }))[0]);
const on = async (day: string, role: 'officer' | 'manager'): Promise<void> => {
  await trial.signOut();
  trial.clock.set(`${day}T09:00:00.000Z`);
  await trial.signIn(role);
  await quiet(trial);
};

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'portal-copies-'));
  await mkdir(join(work, 'download', 'Bins'), { recursive: true });
  const scene = ['-f', 'lavfi', '-i', 'testsrc2=size=160x120:rate=5:duration=1', '-pix_fmt', 'yuv420p'];
  await ffmpeg(...scene, '-c:v', 'libx264', '-preset', 'ultrafast', join(work, 'download', 'Bins', 'clip 1.mp4'));
  trial = await trialApp();
  await trial.setUp();
  await trial.signIn('officer');
  const { caseId, stickId } = await openCase(trial);
  const { id: incidentId } = await trial.ok('cases.reportIncident', {
    ...{ caseId, system: 'idcam', occurredAt: '2026-10-05T21:15:00', place: 'Edward Street', description: 'Bins.' },
  });
  trial.shell.folders.push(join(work, 'download'));
  const portal = { name: 'IDCAM portal', login: 'a.sutcliffe', downloadedAt: '2026-10-06T09:40:00' };
  const { id: surveyId } = await trial.ok('retrievals.survey', { stickId, portal });
  const { jobId, retrievalId } = await trial.ok('retrievals.start', {
    ...{ surveyId, caseId, incidentId, kitSerial: 'BRIDGE-3', place: 'Edward Street', reason: 'Incident.' },
    period: { from: '2026-10-05T21:00:00', to: '2026-10-05T21:40:00' },
    timeCheck: {
      ...{ systemTime: '2026-10-06T10:00:02', referenceTime: '2026-10-06T10:00:00' },
      ...{ source: 'speaking-clock' as const, seenBy: 'Alan Sutcliffe' },
    },
    withoutList: 'The portal gave none.',
    withoutPia: 'Urgent.',
  });
  await trial.ended(jobId);
  about = { caseId, retrievalId };
});
afterAll(async () => {
  await trial.remove();
  await rm(work, { recursive: true, force: true });
});

test('is counted down from the download, and named a week before and until somebody looked', async () => {
  expect(await copy()).toMatchObject({ downloadedOn: '2026-10-06', keptUntil: '2026-11-05', gone: null });
  expect(await due()).toEqual([]);
  await on('2026-10-30', 'officer');
  expect(await due()).toMatchObject([{ urgency: 'later', on: '2026-11-05', place: { id: about.caseId } }]);
  await on('2026-11-06', 'officer');
  expect(await due()).toMatchObject([{ urgency: 'overdue', title: expect.stringContaining('Look whether') }]);
});

test('is not said to have gone by itself while the portal may have it, nor on a day that was not', async () => {
  const { retrievalId } = about;
  const gone = { retrievalId, how: 'lapsed', on: '2026-11-05', seen: 'A. Sutcliffe; not listed any more' } as const;
  expect(await trial.refused('portals.copyGone', gone)).toMatchObject({ code: 'clause', clause: '3.14' });
  for (const day of ['2026-10-05', '2026-11-07'])
    expect(await trial.refused('portals.copyGone', { ...gone, on: day })).toMatchObject({ code: 'invalid-input' });
  const other = { ...gone, retrievalId: about.caseId as unknown as typeof retrievalId };
  expect(await trial.refused('portals.copyGone', other)).toMatchObject({ code: 'not-found' });
  expect((await copy()).gone).toBeNull();
});

test('once entered stands in the ledger and with the case, once and for all, and is due no more', async () => {
  const { retrievalId } = about;
  const gone = { retrievalId, how: 'deleted', on: '2026-11-06', seen: 'A. Sutcliffe; list empty' } as const;
  await trial.ok('portals.copyGone', gone);
  expect(await copy()).toMatchObject({ gone: { how: 'deleted', on: '2026-11-06', by: 'Alan Sutcliffe' } });
  expect(await due()).toEqual([]);
  const [entry] = (await trial.ok('ledger.search', { action: 'portals.copyGone' })).rows;
  expect(JSON.parse(need(entry).details)).toMatchObject({ keptUntil: '2026-11-05', seen: 'A. Sutcliffe; list empty' });
  expect(await trial.refused('portals.copyGone', gone)).toMatchObject({ code: 'conflict' });
  expect(trial.bugs).toEqual([]);
});
