import { rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mkdtemp } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Output } from '../../src/shared/contract.ts';
import { findObject, inspectVault } from './inspected-vault.ts';
import { openCase, openViewing, quiet, smallExport, startRetrieval, viewingOf } from './officer-steps.ts';
import { need, type TrialApp, trialApp } from './trial-app.ts';
import { flipBit } from './vault/vault-folder.ts';

// Footage is shown only from inside an open viewing, and only while every byte of it matches its seal.

describe('a viewing', () => {
  let work: string;
  let trial: TrialApp;

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'viewing-'));
    await smallExport(join(work, 'EXPORT'));
  });
  afterAll(() => rm(work, { recursive: true, force: true }));

  beforeEach(async () => {
    trial = await trialApp();
    await trial.setUp();
    await trial.signIn('officer');
    const { jobId } = await startRetrieval(trial, await openCase(trial), join(work, 'EXPORT'));
    await trial.ended(jobId);
    return () => trial.remove();
  });

  /** One that plays as it is, so that what is shown is the master; and others. */
  const playable = async (): Promise<Output<'recordings.list'>> =>
    (await trial.ok('recordings.list', {}))
      .filter((each) => each.playable === 'master' || each.playable === 'derivative')
      .toSorted((a, b) => b.playable.localeCompare(a.playable));
  /** One that is shown as it came, then one that is shown as a copy. */
  const masterFirst = async (): Promise<Output<'recordings.list'>> =>
    (await playable()).toSorted((a, b) => b.playable.localeCompare(a.playable));
  const get = (url: string, range = 'bytes=0-'): Promise<Response> =>
    trial.app.fetch(new Request(`https://app.invalid${url}`, { headers: { range } }));
  const shownObject = async (recordingId: Output<'recordings.list'>[number]['id']): Promise<string> => {
    const { media, viewing } = await openViewing(trial, recordingId);
    await trial.ok('viewings.close', { viewingId: viewing.id, outcome: 'nothing-relevant' });
    return findObject(trial.folder, media.sha256);
  };
  /** Until the application has said what became of damaged footage. */
  const told = async (): Promise<void> => {
    while (!trial.events.some(({ name }) => name === 'integrity.failed'))
      await new Promise((resolve) => setTimeout(resolve, 10));
  };
  const expectSetAside = async (recordingId: Output<'recordings.list'>[number]['id']): Promise<void> => {
    const state = async () => (await trial.ok('recordings.read', { recordingId })).recording.state;
    await expect.poll(state, { timeout: 10_000 }).toBe('quarantined');
    const breaches = await trial.ok('breaches.list', {});
    expect(breaches.filter(({ kind }) => kind === 'integrity')).toMatchObject([{ recordingId }]);
    expect(trial.events.filter(({ name }) => name === 'integrity.failed')).toHaveLength(1);
    expect((await trial.ok('ledger.search', { action: 'recordings.quarantine' })).rows).toHaveLength(1);
    expect(await trial.refused('viewings.open', viewingOf(recordingId))).toMatchObject({ code: 'integrity' });
    expect((await trial.ok('today.read', {})).due.map(({ kind }) => kind)).toContain('integrity');
    expect(trial.bugs).toEqual([]);
  };

  test('of footage with one bit changed shows nothing of it and sets it aside; other footage is shown', async () => {
    const [damaged, sound] = await masterFirst();
    await flipBit(await shownObject(need(damaged).id));
    const { media, viewing } = await openViewing(trial, need(damaged).id);
    const answers = await Promise.all([get(media.url), get(media.url), get(media.url, 'bytes=10-20')]);
    expect(answers.map(({ status }) => status).filter((status) => status !== 404)).toContain(500);
    for (const answer of answers) expect([answer.ok, (await answer.arrayBuffer()).byteLength]).toEqual([false, 0]);
    expect((await get(media.url)).status).toBe(404);
    await trial.ok('viewings.close', { viewingId: viewing.id, outcome: 'nothing-relevant' });
    await expectSetAside(need(damaged).id);
    const other = await openViewing(trial, need(sound).id);
    expect((await get(other.media.url)).status).toBe(206);
    expect((await trial.ok('recordings.read', { recordingId: need(sound).id })).recording.state).toBe('kept');
  });

  test('of a damaged copy shows nothing of it either; its master stays, and a new copy is made', async () => {
    const copied = need((await playable()).find((each) => each.playable === 'derivative'));
    await flipBit(await shownObject(copied.id));
    const { media, viewing } = await openViewing(trial, copied.id);
    const answer = await get(media.url);
    expect([answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([500, 0]);
    const heard = () => trial.events.filter(({ name }) => name === 'integrity.failed').length;
    await expect.poll(heard, { timeout: 10_000 }).toBe(1);
    await trial.ok('viewings.close', { viewingId: viewing.id, outcome: 'nothing-relevant' });
    expect((await trial.ok('recordings.read', { recordingId: copied.id })).recording.state).toBe('kept');
    await quiet(trial);
    const again = await openViewing(trial, copied.id);
    expect(again.media.kind).toBe('derivative');
    expect((await get(again.media.url)).status).toBe(206);
    expect(trial.bugs).toEqual([]);
  });

  test('of footage that was cut short does not open, and sets it aside', async () => {
    const [damaged] = await masterFirst();
    const path = await shownObject(need(damaged).id);
    await truncate(path, (await stat(path)).size - 1);
    expect(await trial.refused('viewings.open', viewingOf(need(damaged).id))).toMatchObject({ code: 'integrity' });
    expect((await trial.ok('viewings.list', {}))[0]).toMatchObject({
      ending: 'abnormal',
      recordings: [{ watched: [] }],
    });
    await expectSetAside(need(damaged).id);
  });

  test.each(['a bit changed', 'the file gone'])(
    'of a copy with %s drops the copy, not its intact master',
    async (how) => {
      const copied = (await playable()).find((each) => each.playable === 'derivative');
      const { id, sha256 } = need(copied);
      const path = await shownObject(id);
      const { media, viewing } = await openViewing(trial, id);
      await (how === 'the file gone' ? rm(path) : flipBit(path));
      if (how === 'the file gone') {
        await trial.ok('viewings.close', { viewingId: viewing.id, outcome: 'nothing-relevant' });
        expect(await trial.refused('viewings.open', viewingOf(id))).toMatchObject({ code: 'integrity' });
      } else {
        expect((await get(media.url)).status).toBe(500);
        await told();
        await trial.ok('viewings.close', { viewingId: viewing.id, outcome: 'nothing-relevant' });
      }
      expect((await trial.ok('recordings.read', { recordingId: id })).recording).toMatchObject({
        state: 'kept',
        playable: 'waiting',
        sha256,
      });
      const breaches = await trial.ok('breaches.list', {});
      expect(breaches.filter(({ kind }) => kind !== 'retrieval-without-pia')).toEqual([]);
      expect((await trial.ok('ledger.search', { action: 'recordings.dropDerivative' })).rows).toHaveLength(1);
      const said = trial.events.find(({ name }) => name === 'integrity.failed');
      expect(JSON.stringify(said)).toContain('The master was read whole and is intact');
      await trial.restart();
      await trial.signIn('officer');
      await quiet(trial);
      const again = await openViewing(trial, id);
      expect(again.media.kind).toBe('derivative');
      expect((await get(again.media.url)).status).toBe(206);
      expect(trial.bugs).toEqual([]);
      await trial.signOut();
      expect(await inspectVault(trial.folder)).toMatchObject({ broken: [], undead: [], orphans: [] });
    },
  );

  test('of a copy that is damaged together with its master sets the recording aside', async () => {
    const copied = (await playable()).find((each) => each.playable === 'derivative');
    const { id, sha256 } = need(copied);
    await flipBit(await shownObject(id));
    await flipBit(await findObject(trial.folder, sha256));
    const { media, viewing } = await openViewing(trial, id);
    expect((await get(media.url)).status).toBe(500);
    await told();
    await trial.ok('viewings.close', { viewingId: viewing.id, outcome: 'nothing-relevant' });
    await expectSetAside(id);
  });

  test('ends once, however often its button is pressed, and its end tells all that was watched', async () => {
    const [recording] = await playable();
    const { viewing } = await openViewing(trial, need(recording).id);
    const input = { viewingId: viewing.id, outcome: 'nothing-relevant' as const };
    const closings = [0, 1, 2].map(() => trial.app.invoke('viewings.close', input));
    await trial.app.invoke('viewings.watched', { viewingId: viewing.id, ranges: [{ fromMs: 0, toMs: 700 }] });
    const replies = await Promise.all(closings);
    expect(replies.map((reply) => (reply.ok ? 'ok' : reply.failure.code)).toSorted()).toEqual([
      'conflict',
      'conflict',
      'ok',
    ]);
    const { rows } = await trial.ok('ledger.search', { action: 'viewings.close' });
    expect(rows).toHaveLength(1);
    const [ended] = await trial.ok('viewings.list', {});
    const words = JSON.stringify(rows).match(/corrected/gu) ?? [];
    expect(words).toHaveLength(need(ended).recordings.flatMap(({ watched }) => watched).length);
    expect(trial.bugs).toEqual([]);
  });

  test('takes the time of a bookmark from the footage, not from the page', async () => {
    const [recording] = await playable();
    const { viewing } = await openViewing(trial, need(recording).id);
    const at = { viewingId: viewing.id, positionMs: 999_999, frameIndex: 4, note: 'Door opens.' };
    expect(await trial.ok('viewings.bookmark', at)).toMatchObject({ frameIndex: 4, positionMs: 400 });
  });

  test('of footage whose file is gone is refused from the next sign-in on', async () => {
    const [damaged, sound] = await playable();
    await rm(await shownObject(need(damaged).id));
    await trial.restart();
    await trial.signIn('officer');
    expect(await trial.refused('viewings.open', viewingOf(need(damaged).id))).toMatchObject({ code: 'integrity' });
    await openViewing(trial, need(sound).id);
  });

  test('that ends while its player still reads is over at once, and sets nothing aside', async () => {
    const [recording] = await playable();
    for (let round = 0; round < 5; round += 1) {
      const { media, viewing } = await openViewing(trial, need(recording).id);
      const reads = Array.from({ length: 8 }, (_, index) => get(media.url, `bytes=${index * 100}-`));
      const closed = trial.ok('viewings.close', { viewingId: viewing.id, outcome: 'nothing-relevant' });
      const answers = await Promise.all(reads);
      await closed;
      for (const { status } of answers) expect([206, 404]).toContain(status);
      expect((await get(media.url)).status).toBe(404);
    }
    expect((await trial.ok('recordings.read', { recordingId: need(recording).id })).recording.state).toBe('kept');
    expect((await trial.ok('breaches.list', {})).filter(({ kind }) => kind === 'integrity')).toEqual([]);
  });

  test('is ended by sleep: nothing more is shown, and the log says how it ended', async () => {
    const [recording] = await playable();
    const { media, viewing } = await openViewing(trial, need(recording).id);
    await trial.ok('viewings.watched', { viewingId: viewing.id, ranges: [{ fromMs: 0, toMs: 400 }] });
    trial.shell.suspend();
    expect((await get(media.url)).status).toBe(404);
    expect(await trial.ok('app.state', {})).toMatchObject({ phase: 'signed-out', person: null });
    expect(await trial.refused('viewings.close', { viewingId: viewing.id, outcome: 'relevant' })).toMatchObject({
      code: 'signed-out',
    });
    await trial.signIn('officer');
    const [ended] = await trial.ok('viewings.list', {});
    expect(ended).toMatchObject({
      id: viewing.id,
      ending: 'abnormal',
      recordings: [{ watched: [{ fromMs: 0, toMs: 400 }] }],
    });
    expect((await get(media.url)).status).toBe(404);
    expect(trial.bugs).toEqual([]);
  });

  test('that is being opened while the laptop falls asleep is not open afterwards', async () => {
    const [recording] = await playable();
    const opening = trial.app.invoke('viewings.open', viewingOf(need(recording).id));
    trial.shell.suspend();
    expect(await opening).toMatchObject({ ok: false, failure: { code: 'signed-out' } });
    await trial.signIn('officer');
    await quiet(trial);
    expect((await trial.ok('viewings.list', {})).filter(({ ending }) => ending === 'open')).toEqual([]);
    expect(trial.bugs).toEqual([]);
  });

  test('is refused while another is open, without a room check, and for a purpose that is not on the list', async () => {
    const [recording] = await playable();
    const input = viewingOf(need(recording).id);
    expect(await trial.refused('viewings.open', { ...input, purpose: 'Curiosity' })).toMatchObject({ clause: '6.1' });
    const unchecked = { ...input, roomCheck: { ...input.roomCheck, doorShut: false } };
    expect(await trial.refused('viewings.open', unchecked)).toMatchObject({ code: 'invalid-input' });
    await openViewing(trial, need(recording).id);
    expect(await trial.refused('viewings.open', input)).toMatchObject({ code: 'conflict' });
  });
});
