import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCase, quiet, smallExport, startRetrieval } from '../officer-steps.ts';
import { findObject } from '../inspected-vault.ts';
import { accounts, need, trialApp } from '../trial-app.ts';

test('where the manager set it so, six weeks run from the day of retrieval, and the ledger holds old and new', async () => {
  const work = await mkdtemp(join(tmpdir(), 'retention-from-'));
  const trial = await trialApp();
  try {
    await smallExport(join(work, 'EXPORT'));
    await trial.setUp();
    await trial.signIn('manager');
    const { password } = accounts.manager;
    await trial.ok('settings.change', { retentionFrom: 'retrieved', password });
    const [entry] = (await trial.ok('ledger.search', { action: 'settings.change' })).rows;
    expect(JSON.parse(entry?.details ?? '')).toEqual({ retentionFrom: { from: 'recorded', to: 'retrieved' } });
    await trial.signOut();
    trial.clock.set('2026-10-12T09:00:00.000Z');
    await trial.signIn('officer');
    const { jobId } = await startRetrieval(trial, await openCase(trial), join(work, 'EXPORT'));
    await trial.ended(jobId);
    await quiet(trial);
    const held = await trial.ok('recordings.list', { held: true });
    expect(new Set(held.map(({ retentionDeadline }) => retentionDeadline))).toEqual(new Set(['2026-11-23']));

    // A copy to watch that has to be made anew under another setting moves no day that stands.
    const { id } = need(held.find(({ playable }) => playable === 'derivative'));
    const { derivative } = await trial.ok('recordings.read', { recordingId: id });
    await trial.signOut();
    trial.clock.set('2026-10-13T09:00:00.000Z');
    await trial.signIn('manager');
    await trial.ok('settings.change', { retentionFrom: 'recorded', retentionDays: 30, password });
    await trial.signOut();
    await rm(await findObject(trial.folder, need(derivative).sha256));
    trial.clock.set('2026-10-13T10:00:00.000Z');
    await trial.signIn('officer');
    await quiet(trial);
    const made = await trial.ok('recordings.read', { recordingId: id });
    expect(made.recording).toMatchObject({ playable: 'derivative', retentionDeadline: '2026-11-23' });
    expect(trial.bugs).toEqual([]);
  } finally {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  }
});
