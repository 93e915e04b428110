import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { breakRegisters } from './inspected-vault.ts';
import { openCase, smallExport, startRetrieval } from './officer-steps.ts';
import { need, type TrialApp, trialApp } from './trial-app.ts';

// How a retrieval ended is what became of its footage, whatever else came with it and whenever it was stopped.

describe('a retrieval', () => {
  let work: string;
  let trial: TrialApp;

  beforeEach(async () => {
    work = await mkdtemp(join(tmpdir(), 'retrieval-end-'));
    trial = await trialApp();
    await trial.setUp();
    await trial.signIn('officer');
  });
  afterEach(async () => {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });

  /** Presses Stop when the job says for the first time that it does this. */
  const stopAt = (step: string): void => {
    let stopped = false;
    trial.app.subscribe((event) => {
      if (stopped || event.name !== 'job.progress' || !event.data.step.startsWith(step)) return;
      stopped = true;
      void trial.ok('jobs.cancel', { jobId: event.data.id });
    });
  };

  test('without footage has failed, and the recorder’s countdown goes on', async () => {
    const stick = join(work, 'EXPORT');
    await mkdir(stick);
    await writeFile(join(stick, 'README.txt'), 'Play these files with player.exe.\r\n');
    const opened = await openCase(trial);
    const { jobId, retrievalId } = await startRetrieval(trial, opened, stick);
    expect(await trial.ended(jobId)).toMatchObject({ state: 'done' });
    const { retrieval, files } = await trial.ok('retrievals.read', { retrievalId });
    expect(files).toMatchObject([{ outcome: 'master' }]);
    expect(retrieval.state).toBe('failed');
    const { incidents } = await trial.ok('cases.read', { caseId: opened.caseId });
    expect(incidents).toMatchObject([{ retrieved: false }]);
  });

  test('stopped while its recordings are looked into is complete: every file had been taken', async () => {
    await smallExport(join(work, 'EXPORT'));
    const opened = await openCase(trial);
    stopAt('Reading REC');
    const { jobId, retrievalId } = await startRetrieval(trial, opened, join(work, 'EXPORT'));
    expect(await trial.ended(jobId)).toMatchObject({ state: 'cancelled', failure: null });
    expect((await trial.ok('retrievals.read', { retrievalId })).retrieval.state).toBe('complete');
    const { incidents } = await trial.ok('cases.read', { caseId: opened.caseId });
    expect(incidents).toMatchObject([{ retrieved: true }]);
    expect(trial.bugs).toEqual([]);
  });

  test('that breaks after Stop was pressed is told as failed, not as stopped', async () => {
    await smallExport(join(work, 'EXPORT'));
    const opened = await openCase(trial);
    await breakRegisters(
      trial.folder,
      `CREATE TRIGGER broken BEFORE UPDATE OF outcome ON retrieved_files BEGIN SELECT RAISE(ABORT, 'broken'); END`,
    );
    stopAt('Copying');
    const { jobId } = await startRetrieval(trial, opened, join(work, 'EXPORT'));
    const job = await trial.ended(jobId);
    expect(job.state).toBe('failed');
    expect(need(job.failure)).toContain('reference');
    expect(trial.bugs).toHaveLength(1);
  });
});
