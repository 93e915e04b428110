import { mkdir, mkdtemp, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshPage } from '../../build/fresh-pages.ts';
import { xorrisoDrive } from '../../src/main/platform/disc-xorriso.ts';
import type { Output } from '../../src/shared/contract.ts';
import { findObject } from './inspected-vault.ts';
import {
  approvedBundle,
  type OpenedCase,
  openCase,
  quiet,
  smallExport,
  startRetrieval,
  viewingOf,
} from './officer-steps.ts';
import { accounts, need, type TrialApp, trialApp } from './trial-app.ts';
import { flipBit } from './vault/vault-folder.ts';

// The vault re-reads itself. Each test leaves a vault in which nothing is wrong that the next one does not know of.

const day = 86_400_000;

describe('verification', () => {
  let work: string;
  let trial: TrialApp;
  let opened: OpenedCase;

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'verification-'));
    await smallExport(join(work, 'EXPORT'));
    trial = await trialApp({
      bundlePagePath: join(freshPage('open-me-first'), 'index.html'),
      discDrives: async () => [xorrisoDrive(`stdio:${join(work, 'disc.img')}`, 'Pseudo drive')],
    });
    await trial.setUp();
    await trial.signIn('officer');
    opened = await openCase(trial);
    await trial.ended((await startRetrieval(trial, opened, join(work, 'EXPORT'))).jobId);
  });
  afterAll(async () => {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });

  const state = (): Promise<Output<'verification.read'>> => trial.ok('verification.read', {});
  const newest = async () => need((await state()).runs[0]);
  const verify = async (): Promise<Output<'jobs.list'>[number]> =>
    trial.ended((await trial.ok('verification.start', {})).jobId);
  const recordingOf = async (playable: string): Promise<Output<'recordings.list'>[number]> =>
    need((await trial.ok('recordings.list', {})).find((each) => each.playable === playable && each.state === 'kept'));
  const fileOf = (sha256: string): Promise<string> => findObject(trial.folder, sha256);
  const heard = (): unknown[] => trial.events.filter(({ name }) => name === 'integrity.failed');
  const undecided = async () => (await trial.ok('damages.list', {})).filter(({ decision }) => decision === null);
  const decide = async (decision: 'stays-aside' | 'back-in-use'): Promise<string> => {
    const [damage] = await undecided();
    await trial.signOut();
    await trial.signIn('manager');
    const { password } = accounts.manager;
    const input = { damageId: need(damage).id, decision, reasons: 'Looked into with IT.', password };
    const reply = await trial.app.invoke('damages.decide', input);
    await trial.signOut();
    await trial.signIn('officer');
    await quiet(trial);
    return reply.ok ? 'ok' : reply.failure.code;
  };

  test('of everything reads each kept thing and the ledger, and enters that all is well', async () => {
    const { objects, bytes, overdue } = await state();
    expect([objects > 6, overdue]).toEqual([true, 0]);
    const before = (await trial.ok('recordings.read', { recordingId: (await recordingOf('master')).id })).checkedAt;
    trial.clock.advance(day);
    expect(await verify()).toMatchObject({ state: 'done', failure: null });
    expect(await newest()).toMatchObject({ scope: 'everything', objects, bytes, wrong: 0, ledgerOk: true, found: [] });
    expect((await newest()).endedAt).not.toBeNull();
    const after = (await trial.ok('recordings.read', { recordingId: (await recordingOf('master')).id })).checkedAt;
    expect(Date.parse(after) - Date.parse(before)).toBeGreaterThanOrEqual(day);
    const { rows } = await trial.ok('ledger.search', { action: 'verification.end' });
    expect(JSON.parse(need(rows[0]).details)).toMatchObject({ scope: 'everything', objects, wrong: 0, ledgerOk: true });
    expect(trial.bugs).toEqual([]);
  });

  test('is stopped by the manager, who may start it too', async () => {
    await trial.signOut();
    await trial.signIn('manager');
    const stop = trial.app.subscribe((event) => {
      if (event.name !== 'job.progress' || event.data.kind !== 'verification' || event.data.done === 0) return;
      stop();
      void trial.ok('jobs.cancel', { jobId: event.data.id });
    });
    expect(await verify()).toMatchObject({ state: 'cancelled' });
    const retrieval = need((await trial.ok('jobs.list', {})).find(({ kind }) => kind === 'retrieval'));
    expect(await trial.refused('jobs.cancel', { jobId: retrieval.id })).toMatchObject({ code: 'forbidden' });
    await trial.signOut();
    await trial.signIn('officer');
    expect(await verify()).toMatchObject({ state: 'done' });
  });

  test('that is stopped goes on where it was, and reads nothing twice', async () => {
    trial.clock.advance(day);
    const { objects } = await state();
    const stop = trial.app.subscribe((event) => {
      if (event.name !== 'job.progress' || event.data.kind !== 'verification' || event.data.done === 0) return;
      stop();
      void trial.ok('jobs.cancel', { jobId: event.data.id });
    });
    expect(await verify()).toMatchObject({ state: 'cancelled' });
    const stopped = await newest();
    expect([stopped.endedAt, stopped.objects < objects]).toEqual([null, true]);
    await trial.restart();
    await trial.signIn('officer');
    expect(await verify()).toMatchObject({ state: 'done' });
    expect(await newest()).toMatchObject({ startedAt: stopped.startedAt, objects, wrong: 0 });
  });

  test('names files that belong to nothing and leaves them to the next sign-in, which tells and removes them', async () => {
    const id = 'abcdef01-0000-4000-8000-000000000000';
    const folder = join(trial.folder, 'vault', 'objects', 'ab');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, id), 'nobody knows me');
    await writeFile(join(folder, 'notes.txt'), 'nor me');
    trial.clock.advance(day);
    expect(await verify()).toMatchObject({ state: 'done' });
    const found = [`File ${id} belongs to nothing`, 'File ab/notes.txt is not the vault’s'];
    expect(await newest()).toMatchObject({ wrong: 2, found });
    await trial.restart();
    await trial.signIn('officer');
    const { rows } = await trial.ok('ledger.search', { action: 'recovery.sweep' });
    expect(need(rows[0]).details).toContain(id);
    await rm(join(folder, 'notes.txt'));
    trial.clock.advance(day);
    await verify();
    expect(await newest()).toMatchObject({ wrong: 0, found: [] });
  });

  test('drops a damaged copy and makes it anew at once, from a master that was read whole', async () => {
    const { id } = await recordingOf('derivative');
    const { derivative } = await trial.ok('recordings.read', { recordingId: id });
    await flipBit(await fileOf(need(derivative).sha256));
    trial.clock.advance(day);
    await verify();
    await quiet(trial);
    expect((await trial.ok('recordings.read', { recordingId: id })).recording).toMatchObject({
      playable: 'derivative',
      state: 'kept',
    });
    expect(await undecided()).toEqual([]);
    expect(heard()).toHaveLength(1);
  });

  test('sets a damaged sheet aside: it is not printed, one incident, on Today until the manager has decided', async () => {
    const receipt = need((await trial.ok('documents.list', {})).find(({ kind }) => kind === 'retrieval-receipt'));
    await truncate(await fileOf(receipt.sha256), 100);
    trial.clock.advance(day);
    await verify();
    await verify();
    expect(await undecided()).toMatchObject([{ item: receipt.title, fault: 'changed' }]);
    expect(await trial.refused('documents.print', { documentId: receipt.id })).toMatchObject({ code: 'integrity' });
    expect((await trial.ok('breaches.list', {})).filter(({ kind }) => kind === 'integrity')).toHaveLength(1);
    expect((await trial.ok('today.read', {})).due).toContainEqual(
      expect.objectContaining({ kind: 'integrity', title: `${receipt.title} no longer matches its seal` }),
    );
    const [damage] = await undecided();
    const input = { damageId: need(damage).id, decision: 'stays-aside', reasons: 'x', password: 'x' };
    expect(await trial.refused('damages.decide', input)).toMatchObject({ code: 'forbidden' });
    expect(await decide('back-in-use')).toBe('integrity');
    expect(await undecided()).toHaveLength(1);
    expect(await decide('stays-aside')).toBe('ok');
    expect((await trial.ok('today.read', {})).due.filter(({ kind }) => kind === 'integrity')).toEqual([]);
    expect(await trial.refused('documents.print', { documentId: receipt.id })).toMatchObject({ code: 'integrity' });
  });

  test('of a master whose file is gone sets it aside; put back and read whole, it is used again', async () => {
    const { id, sha256, number } = await recordingOf('master');
    const file = await fileOf(sha256);
    await rename(file, join(work, 'elsewhere'));
    trial.clock.advance(day);
    await verify();
    expect(await undecided()).toMatchObject([{ item: number, fault: 'missing', recordingId: id }]);
    expect(await trial.refused('viewings.open', viewingOf(id))).toMatchObject({ code: 'integrity' });
    await rename(join(work, 'elsewhere'), file);
    expect(await trial.refused('viewings.open', viewingOf(id))).toMatchObject({ code: 'integrity' });
    expect(await decide('back-in-use')).toBe('ok');
    const { viewing } = await trial.ok('viewings.open', viewingOf(id));
    await trial.ok('viewings.close', { viewingId: viewing.id, outcome: 'nothing-relevant' });
  });

  test('a slice at a time reads what falls due while somebody is signed in; Today says what was not read in time', async () => {
    await trial.signOut();
    trial.clock.advance(8 * day);
    await trial.signIn('officer');
    const { overdue } = await state();
    expect(overdue).toBeGreaterThan(3);
    expect((await trial.ok('today.read', {})).due.map(({ kind }) => kind)).toContain('verification');
    const { folder, clock } = trial;
    const start = clock.now();
    await trial.app.close();
    const totp = { officer: trial.secretOf('officer'), manager: trial.secretOf('manager') };
    const sliced = await trialApp({ folder, start, totp, verifyAfterMs: 5 });
    await sliced.signIn('officer');
    const late = async (): Promise<number> => (await sliced.ok('verification.read', {})).overdue;
    await expect.poll(late, { timeout: 60_000 }).toBe(0);
    const run = async () => (await sliced.ok('verification.read', {})).runs[0];
    await expect.poll(run, { timeout: 10_000 }).toMatchObject({ scope: 'slice', objects: overdue, wrong: 0 });
    expect((await sliced.ok('today.read', {})).due.map(({ kind }) => kind)).not.toContain('verification');
    expect(sliced.bugs).toEqual([]);
    clock.set(sliced.clock.now());
    await sliced.app.close();
    await trial.restart();
    await trial.signIn('officer');
  });

  test('before a disc reads what goes on it; a damaged exhibit is set aside and nothing is written', async () => {
    const bundle = await approvedBundle(trial, opened.caseId);
    const [drive] = await trial.ok('drives.list', {});
    const burn = async () =>
      trial.ended(
        (await trial.ok('discs.burn', { bundleId: bundle.id, copy: 'court', driveId: need(drive).id })).jobId,
      );
    expect(await burn()).toMatchObject({ state: 'done' });
    const checked = await newest();
    expect(checked).toMatchObject({ scope: 'disc', wrong: 0, ledgerOk: true });
    expect(checked.objects).toBeGreaterThan(2);
    await rm(join(work, 'disc.img'));
    const { sha256, number, id } = need(
      (await trial.ok('recordings.list', {})).find((each) => each.id === bundle.exhibits[0]?.recordingId),
    );
    await flipBit(await fileOf(sha256));
    const ended = await burn();
    expect(ended).toMatchObject({ state: 'failed', failure: expect.stringContaining(number) });
    expect((await trial.ok('discs.list', {})).map((disc) => disc.state).toSorted()).toEqual([
      'not-written',
      'verified',
    ]);
    expect((await trial.ok('recordings.read', { recordingId: id })).recording.state).toBe('quarantined');
    expect(await burn()).toMatchObject({ state: 'failed' });
    expect(await undecided()).toHaveLength(1);
    expect(await trial.ok('ledger.verify', {})).toMatchObject({ ok: true });
    expect(trial.bugs).toEqual([]);
  });
});
