import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeVaultFile } from '../../src/main/vault/vault-file.ts';
import { pageOf } from './inspected-vault.ts';
import { openCase, quiet, smallExport, startRetrieval, viewingOf } from './officer-steps.ts';
import { accounts, need, type TrialApp, trialApp } from './trial-app.ts';
import { flipBit } from './vault/vault-folder.ts';

// One bit of the encrypted registers, of vault.json, or the whole of them gone: never used on, said on a page of its own
// without a path in it, nothing lost, and the vault opens again when the cause is mended.

describe('a vault', () => {
  let work: string;
  let trial: TrialApp;
  let whole: string;

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'registers-'));
    trial = await trialApp();
    await trial.setUp();
    await trial.signIn('officer');
    await smallExport(join(work, 'EXPORT'));
    await trial.ended((await startRetrieval(trial, await openCase(trial), join(work, 'EXPORT'))).jobId);
    await trial.app.close();
    whole = join(work, 'whole');
    await cp(vault(), whole, { recursive: true });
  });
  beforeEach(async () => {
    await rm(vault(), { recursive: true });
    await cp(whole, vault(), { recursive: true });
    await trial.restart();
    trial.events.length = 0;
  });
  afterAll(async () => {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });

  const vault = (): string => join(trial.folder, 'vault');
  const registers = (): string => join(vault(), 'registers.db');
  const signIn = async () => {
    const { username, password } = accounts.officer;
    return trial.app.invoke('session.signIn', { username, password, code: trial.code('officer') });
  };
  const expectDamagedPage = async (): Promise<string> => {
    await expect.poll(async () => (await trial.ok('app.state', {})).phase, { timeout: 10_000 }).toBe('damaged');
    const { notice, person } = await trial.ok('app.state', {});
    expect([person, need(notice).length > 20]).toEqual([null, true]);
    expect(notice).not.toMatch(/[/\\]|SQL|SELECT|\.db|\.json/u);
    expect(await trial.refused('cases.list', {})).toMatchObject({ code: 'signed-out' });
    return need(notice);
  };
  /** The cause is mended; whoever asks again signs in and finds everything. */
  const expectOpensAgain = async (): Promise<void> => {
    await trial.ok('session.tryAgain', {});
    expect((await trial.ok('app.state', {})).phase).toBe('signed-out');
    await trial.signIn('officer');
    await quiet(trial);
    expect(await trial.ok('cases.list', {})).toHaveLength(1);
    expect((await trial.ok('recordings.list', {})).map(({ state }) => state)).toContain('kept');
    expect(await trial.ok('ledger.verify', {})).toMatchObject({ ok: true });
    await trial.signOut();
  };

  test.each([
    ['its first page', async () => 200],
    ['the salt of its key', async () => 3],
    ['the page of the ledger', () => pageOf(trial.folder, 'ledger_entries')],
    ['the page of an index that every entry goes to', () => pageOf(trial.folder, 'ledger_by_action')],
  ])('with a bit changed in %s is not opened', async (_where, place) => {
    const at = (await place()) + 100;
    await flipBit(registers(), at);
    expect(await signIn()).toMatchObject({ ok: false, failure: { code: 'integrity' } });
    expect(await expectDamagedPage()).toContain('Nothing was deleted');
    await flipBit(registers(), at);
    await expectOpensAgain();
  });

  test('with a bit changed in a page that is met in use is closed at once', async () => {
    const at = (await pageOf(trial.folder, 'proceedings')) + 100;
    await flipBit(registers(), at);
    await trial.signIn('officer');
    expect(await trial.refused('proceedings.list', {})).toMatchObject({ code: 'integrity' });
    await expectDamagedPage();
    await flipBit(registers(), at);
    await expectOpensAgain();
  });

  test('with a bit changed in a page that nothing reads is found by the next verification, and closed', async () => {
    const at = (await pageOf(trial.folder, 'bookmarks')) + 100;
    await trial.signIn('officer');
    await trial.ok('viewings.list', {});
    const ended = trial.ended((await trial.ok('verification.start', {})).jobId);
    expect(await ended).toMatchObject({ state: 'done', failure: null });
    await trial.signOut();
    await flipBit(registers(), at);
    await trial.signIn('officer');
    await trial.ok('verification.start', {});
    await expectDamagedPage();
    await flipBit(registers(), at);
    await expectOpensAgain();
  });

  test('without its registers is not opened with new and empty ones', async () => {
    await rename(registers(), join(work, 'registers'));
    expect(await signIn()).toMatchObject({ ok: false, failure: { code: 'integrity' } });
    await expectDamagedPage();
    await rename(join(work, 'registers'), registers());
    await expectOpensAgain();
  });

  test('whose opening file is damaged opens with its copy; with both damaged nobody is asked for a password', async () => {
    const [main, copy] = [join(vault(), 'vault.json'), join(vault(), 'vault.json.bak')];
    const bytes = await readFile(main);
    await flipBit(main, 300);
    expect((await trial.ok('app.state', {})).phase).toBe('signed-out');
    await trial.signIn('officer');
    expect((await readFile(main)).equals(bytes)).toBe(true);
    await trial.signOut();
    await flipBit(main, 300);
    await flipBit(copy, 300);
    await expectDamagedPage();
    await writeFile(copy, bytes);
    await expectOpensAgain();
  });

  test('with an older copy of its opening file uses the newer one and replaces the older', async () => {
    const copy = join(vault(), 'vault.json.bak');
    const older = await readFile(copy);
    await changeVaultFile(vault(), (file) => ({ ...file, slots: file.slots.toReversed() }));
    const newer = await readFile(join(vault(), 'vault.json'));
    await writeFile(copy, older);
    await expectOpensAgain();
    expect([(await readFile(copy)).equals(newer), newer.equals(older)]).toEqual([true, false]);
  });

  test('whose folder vanishes in use, and comes back, has lost nothing and taken nothing for damage', async () => {
    await trial.signIn('officer');
    const recording = need((await trial.ok('recordings.list', {})).find(({ playable }) => playable === 'master'));
    await rename(vault(), join(work, 'away'));
    expect(await trial.refused('viewings.open', viewingOf(recording.id))).toMatchObject({ code: 'unavailable' });
    const { jobId } = await trial.ok('verification.start', {});
    expect(await trial.ended(jobId)).toMatchObject({ state: 'failed', failure: expect.stringContaining('not there') });
    await trial.app.invoke('session.signOut', { why: 'signed-out' });
    expect(await expectDamagedPage()).toContain('not there any more');
    await rename(join(work, 'away'), vault());
    await expectOpensAgain();
    await trial.signIn('officer');
    expect((await trial.ok('breaches.list', {})).map(({ kind }) => kind)).toEqual(['retrieval-without-pia']);
    expect(await trial.ok('damages.list', {})).toEqual([]);
  });

  test('whose folder vanishes while footage is sealed fails each file in words, and takes them when it is back', async () => {
    await trial.signIn('officer');
    const opened = { caseId: need((await trial.ok('cases.list', {}))[0]).id };
    const { incidents } = await trial.ok('cases.read', opened);
    const stickId = need((await trial.ok('sticks.list', {}))[0]).id;
    const all = { ...opened, incidentId: need(incidents[0]).id, stickId };
    const stick = join(work, 'OTHER');
    await smallExport(stick);
    await writeFile(join(stick, 'notes.bin'), Buffer.alloc(6_000_000, 7));
    const moves: Promise<void>[] = [];
    const stop = trial.app.subscribe((event) => {
      if (event.name !== 'job.progress' || !event.data.step.includes('notes.bin')) return;
      stop();
      moves.push(rename(vault(), join(work, 'away')));
    });
    const { jobId, retrievalId } = await startRetrieval(trial, all, stick);
    expect((await trial.ended(jobId)).state).toBe('failed');
    await Promise.all(moves);
    await trial.app.close();
    await rename(join(work, 'away'), vault());
    await trial.restart();
    await trial.signIn('officer');
    await quiet(trial);
    const { files } = await trial.ok('retrievals.read', { retrievalId });
    expect(files.filter(({ outcome, reason }) => outcome === 'failed' && reason === null)).toEqual([]);
    expect(files.find(({ path }) => path === 'notes.bin')).toMatchObject({ outcome: 'failed' });
    expect(await trial.ended((await startRetrieval(trial, all, stick)).jobId)).toMatchObject({ state: 'done' });
    expect(await trial.ended((await trial.ok('verification.start', {})).jobId)).toMatchObject({ state: 'done' });
    expect((await trial.ok('verification.read', {})).runs[0]).toMatchObject({ wrong: 0, ledgerOk: true });
  });
});
