import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Output } from '../../src/shared/contract.ts';
import { breakRegisters, inspectVault } from './inspected-vault.ts';
import { type OpenedCase, openCase, openViewing, smallExport, startRetrieval } from './officer-steps.ts';
import { accounts, need, type TrialApp, trialApp } from './trial-app.ts';

// What is gone stays gone, what is said of it is what was done, and how a retrieval ended is what its footage says.

const sixWeeksOn = '2026-11-17T08:00:00.000Z';

describe('footage whose six weeks are over', () => {
  let work: string;
  let stick: string;
  let trial: TrialApp;
  let opened: OpenedCase;

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'disposal-words-'));
    stick = join(work, 'EXPORT');
    await smallExport(stick);
  });
  afterAll(() => rm(work, { recursive: true, force: true }));
  beforeEach(async () => {
    trial = await trialApp();
    await trial.setUp();
    await trial.signIn('officer');
    opened = await openCase(trial);
    return () => trial.remove();
  });

  const retrieve = async (folder: string): Promise<Output<'retrievals.read'>> => {
    const { jobId, retrievalId } = await startRetrieval(trial, opened, folder);
    await trial.ended(jobId);
    return trial.ok('retrievals.read', { retrievalId });
  };
  const disposeAt = async (instant: string): Promise<Output<'jobs.list'>[number]> => {
    trial.clock.set(instant);
    const { jobId } = await trial.ok('retention.disposeDue', {});
    return trial.ended(need(jobId));
  };
  const entries = async (action: string): Promise<string> =>
    JSON.stringify((await trial.ok('ledger.search', { action })).rows);

  test('is refused when the same bytes come again, and nothing of it stays', async () => {
    await retrieve(stick);
    expect(await disposeAt(sixWeeksOn)).toMatchObject({ state: 'done' });
    const known = (await trial.ok('recordings.list', {})).length;
    const { retrieval, files } = await retrieve(stick);
    const footage = files.filter(({ role }) => role === 'footage');
    expect(footage.length).toBeGreaterThan(1);
    for (const { outcome, reason } of footage) {
      expect(outcome).toBe('refused');
      expect(reason).toMatch(
        /^The same bytes were disposed of on Tue 17 Nov 2026 under certificate DIS-\d+; they may not be kept again \(CoP 4\.6\)/u,
      );
    }
    expect(files.find(({ path }) => path === 'README.txt')?.outcome).toBe('master');
    expect(retrieval.state).toBe('failed');
    expect(await trial.ok('recordings.list', {})).toHaveLength(known);
    const { rows } = await trial.ok('ledger.search', { action: 'retrievals.refuseDisposed' });
    expect(rows).toHaveLength(footage.length);
    expect(trial.bugs).toEqual([]);
    await trial.signOut();
    expect(await inspectVault(trial.folder)).toMatchObject({ broken: [], undead: [], orphans: [], parts: [] });
  });

  test('is said to have lost its keys first and its file only once that was looked for', async () => {
    const { files } = await retrieve(stick);
    await disposeAt(sixWeeksOn);
    const [disposed] = await trial.ok('disposals.list', {});
    expect(await entries('retention.dispose')).not.toContain('file deleted');
    const deleted = await entries('retention.disposed');
    expect(deleted).toContain('file deleted');
    expect(deleted).toContain(need(disposed).sha256);
    const parts = files.filter(({ role, outcome }) => role !== 'footage' && outcome === 'master');
    expect(parts.length).toBeGreaterThan(0);
    for (const { path, sha256 } of parts)
      for (const said of [deleted, await entries('retention.dispose')]) {
        expect(said).toContain(path);
        expect(said).toContain(need(sha256));
      }
  });

  test('does not keep the rest when one certificate cannot be written', async () => {
    await retrieve(stick);
    const [stuck, ...others] = await trial.ok('recordings.list', {});
    expect(others.length).toBeGreaterThan(0);
    await breakRegisters(
      trial.folder,
      `CREATE TRIGGER broken BEFORE INSERT ON ledger_entries WHEN NEW.action = 'retention.dispose'
       AND NEW.subject = 'recording ${need(stuck).number}' BEGIN SELECT RAISE(ABORT, 'broken'); END`,
    );
    const job = await disposeAt(sixWeeksOn);
    expect(job.state).toBe('failed');
    expect(job.failure).toContain(need(stuck).number);
    const kept = (await trial.ok('recordings.list', {})).filter(({ state }) => state === 'kept');
    expect(kept.map(({ id }) => id)).toEqual([need(stuck).id]);
    await breakRegisters(trial.folder, 'DROP TRIGGER broken');
    expect(await disposeAt('2026-11-17T09:00:00.000Z')).toMatchObject({ state: 'done' });
    await trial.signOut();
    expect(await inspectVault(trial.folder)).toMatchObject({ broken: [], undead: [], orphans: [], epochs: 1 });
  });

  test('takes its index file with it, but not the player that another export still needs', async () => {
    await retrieve(stick);
    const later = join(work, 'LATER');
    await mkdir(later);
    const footage = need((await readdir(stick)).find((name) => name.includes('_ch2_')));
    await copyFile(join(stick, footage), join(later, 'NVR_ch4_main_20261109211000_20261109211002.mp4'));
    await writeFile(join(later, 'NVR_ch4_main_20261109211000_20261109211002.mp4'), ' ', { flag: 'a' });
    await copyFile(join(stick, 'README.txt'), join(later, 'README.txt'));
    trial.clock.set('2026-11-10T09:00:00.000Z');
    expect((await retrieve(later)).files.map(({ outcome }) => outcome).toSorted()).toEqual(['duplicate', 'master']);
    await disposeAt(sixWeeksOn);
    const first = await entries('retention.disposed');
    expect(first).toContain('index00.bin');
    expect(first).not.toContain('README.txt');
    await disposeAt('2026-12-23T09:00:00.000Z');
    expect(await entries('retention.disposed')).toContain('README.txt');
    expect(trial.bugs).toEqual([]);
  });

  test('leaves no still that was taken while it was being destroyed', async () => {
    const single = join(work, 'SINGLE');
    await mkdir(single);
    const name = need((await readdir(stick)).find((each) => each.includes('_ch1_')));
    await copyFile(join(stick, name), join(single, name));
    await retrieve(single);
    const { viewing } = await openViewing(trial, need((await trial.ok('recordings.list', {}))[0]).id);
    const at = { viewingId: viewing.id, positionMs: 0, frameIndex: 9, note: 'Door opens.' };
    const { id: bookmarkId } = await trial.ok('viewings.bookmark', at);
    await trial.ok('viewings.close', { viewingId: viewing.id, outcome: 'still-wanted' });
    const request = { bookmarkId, requester: 'Priya Shah', necessity: 'To identify.', particulars: 'The door.' };
    const { id: stillId } = await trial.ok('stills.request', request);
    await trial.signOut();
    await trial.signIn('manager');
    const { password } = accounts.manager;
    await trial.ok('stills.decide', { stillId, decision: 'approve', reasons: 'Because.', password });
    await trial.signOut();
    await trial.signIn('officer');
    const producing = trial.app.invoke('stills.produce', { stillId });
    expect(await disposeAt(sixWeeksOn)).toMatchObject({ state: 'done' });
    const reply = await producing;
    const [still] = await trial.ok('stills.list', {});
    const [disposal] = await trial.ok('disposals.list', {});
    if (reply.ok) expect(need(need(still).producedAt) < need(disposal).disposedAt).toBe(true);
    else expect([reply.failure.code, need(still).state]).toEqual(['clause', 'approved']);
    expect(trial.bugs).toEqual([]);
    await trial.signOut();
    expect(await inspectVault(trial.folder)).toMatchObject({ broken: [], undead: [], orphans: [], parts: [] });
  });

  test('is counted from the corrected period when its recorder stands in another year and its files tell no time', async () => {
    const untimed = join(work, 'UNTIMED');
    await mkdir(untimed);
    await copyFile(join(stick, 'copy-of-the-first.mp4'), join(untimed, 'clip.mp4'));
    await copyFile(join(stick, 'README.txt'), join(untimed, 'README.txt'));
    trial.shell.folders.push(untimed);
    const { caseId, incidentId, stickId } = opened;
    const { id: surveyId } = await trial.ok('retrievals.survey', { stickId });
    const { jobId } = await trial.ok('retrievals.start', {
      ...{ surveyId, caseId, incidentId, kitSerial: 'DVR-4G-012', place: '12 Edward Street', reason: 'Incident.' },
      period: { from: '2025-10-03T21:00:00', to: '2025-10-03T21:40:00' },
      timeCheck: {
        systemTime: '2025-10-06T10:00:00',
        referenceTime: '2026-10-06T10:00:00',
        source: 'speaking-clock',
        seenBy: 'Alan Sutcliffe',
      },
    });
    await trial.ended(jobId);
    expect(await trial.ok('recordings.list', {})).toMatchObject([{ retentionDeadline: '2026-11-14' }]);
    await disposeAt('2026-11-14T09:00:00.000Z');
    const deleted = await entries('retention.disposed');
    for (const said of ['REC-0001', 'README.txt']) expect(deleted).toContain(said);
  });
});
