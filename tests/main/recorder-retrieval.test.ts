import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { SiteId } from '../../src/shared/model.ts';
import { type Lighttpd, recorderLogin, startLighttpd } from '../fixtures/lighttpd.ts';
import { type Recorder, startRecorder } from '../fixtures/recorder.ts';
import { writeDhav } from '../fixtures/dvr-writers.ts';
import type { Held } from '../fixtures/recorder-traits.ts';
import { openCase, type OpenedCase, quiet } from './officer-steps.ts';
import { heldFilms, registerSite, searchRecorder, siteAt, startFrom, startOf } from './recorder-steps.ts';
import { accounts, need, type TrialApp, trialApp } from './trial-app.ts';

// The whole retrieval from a recorder, through the application's own commands. Loopback stands in for the VPN's
// interface; the real tunnel is vpn-retrieval.test.ts.

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe.skipIf(!existsSync('/usr/sbin/lighttpd'))('a retrieval over the VPN (skipped without lighttpd)', () => {
  let work: string;
  let trial: TrialApp;
  let films: Held[];
  let siteId: SiteId;
  let opened: OpenedCase;
  const running: (Recorder | Lighttpd)[] = [];

  const start = async (held: readonly Held[], extra = {}): Promise<{ recorder: Recorder; front: Lighttpd }> => {
    const recorder = await startRecorder({ held, cameras: 2, ...extra });
    const front = await startLighttpd(recorder.port, { algorithm: 'SHA-256' });
    running.push(recorder, front);
    return { recorder, front };
  };
  /** The site now stands at another port. */
  const moveSite = async (port: number, changes = {}, devicePassword: string | null = null): Promise<void> => {
    await trial.signOut();
    await trial.signIn('manager');
    const { password } = accounts.manager;
    await trial.ok('sites.change', {
      siteId,
      profile: siteAt(port, changes),
      devicePassword,
      deviceKey: null,
      password,
    });
    await trial.signOut();
    await trial.signIn('officer');
  };

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'recorder-retrieval-'));
    films = await heldFilms(join(work, 'films'));
    trial = await trialApp();
    await trial.setUp();
    const { front } = await start(films);
    siteId = await registerSite(trial, siteAt(front.port));
    opened = await openCase(trial);
  });
  afterEach(async () => {
    for (const it of running.splice(0)) await ('stop' in it ? it.stop() : it.close().catch(() => undefined));
  });
  afterAll(async () => {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });

  test('brings every recording of the period, byte for byte, with the recorder’s own record', async () => {
    const found = await searchRecorder(trial, siteId);
    expect(found.connection).toMatchObject({
      identity: { model: 'DS-2CD2185FWD-I', firmware: 'V5.6.3 build 190923' },
      clock: { systemTime: '2026-10-06T10:03:12' },
      way: expect.stringContaining('VPN interface lo'),
    });
    expect(found.survey.files.map(({ path }) => path)).toEqual(['101/ch01_00', '101/ch01_10', '201/ch02_10']);
    const idcam = await trial.ok('cases.reportIncident', {
      ...{ caseId: opened.caseId, system: 'idcam', occurredAt: '2026-10-05T21:15:00' },
      ...{ place: 'Edward Street', description: 'Footage of an IDCAM Pro comes from its portal.' },
    });
    const ofIdcam = startOf({ ...opened, incidentId: idcam.id }, found);
    expect(await trial.refused('retrievals.start', ofIdcam)).toMatchObject({ code: 'clause', clause: '3.14' });
    const { jobId, retrievalId } = await startFrom(trial, opened, found);
    expect(await trial.ended(jobId)).toMatchObject({ state: 'done', failure: null });
    const { retrieval, files, coverage, device, timeCheck } = await trial.ok('retrievals.read', { retrievalId });
    expect(retrieval).toMatchObject({ state: 'complete', source: 'SITE-02 over the VPN' });
    expect(files.map(({ sha256: hash, outcome }) => [hash, outcome])).toEqual(
      films.map(({ bytes }) => [sha256(bytes), 'master']),
    );
    expect(timeCheck.offsetSeconds).toBe(192);
    expect(coverage.map(({ channel, gaps }) => [channel, gaps.length])).toEqual([
      ['1', 1],
      ['2', 2],
    ]);
    expect(
      need(device)
        .map(({ value }) => value)
        .join('\n'),
    ).toContain('AAWRC12345678');
    const recordings = await trial.ok('recordings.list', {});
    expect(recordings.map(({ format, recordedFrom }) => `${format} ${recordedFrom}`).toSorted()).toEqual([
      'mp4 2026-10-05T21:00:00',
      'mp4 2026-10-05T21:10:00',
      'mpeg-ts 2026-10-05T21:10:00',
    ]);
    expect((await quiet(trial)).every(({ state }) => state === 'done')).toBe(true);
    expect(await trial.ok('ledger.verify', {})).toMatchObject({ ok: true });
    expect((await trial.ok('sites.list', {}))[0]?.found).toContainEqual({
      label: 'Speaks',
      value: 'ISAPI (Hikvision)',
    });
    expect(trial.bugs).toEqual([]);
  });

  test('done again downloads nothing a second time: what is held is linked', async () => {
    const { recorder, front } = await start(films);
    await moveSite(front.port);
    const found = await searchRecorder(trial, siteId);
    expect(found.survey.files.every(({ heldSince }) => heldSince !== null)).toBe(true);
    expect(found.survey.totalBytes).toBe(0);
    const { jobId, retrievalId } = await startFrom(trial, opened, found);
    await trial.ended(jobId);
    const { retrieval, files } = await trial.ok('retrievals.read', { retrievalId });
    expect(retrieval.state).toBe('complete');
    expect(files.map(({ outcome }) => outcome)).toEqual(['duplicate', 'duplicate', 'duplicate']);
    expect(recorder.asked.filter((line) => line.includes('download'))).toEqual([]);
  });

  test('of single cameras asks for no other, and its record says so', async () => {
    const { recorder, front } = await start(films);
    await moveSite(front.port);
    const connection = await trial.ok('retrievals.connect', { siteId });
    expect(connection.cameras).toEqual(['1', '2']);
    const period = { from: '2026-10-05T21:00:00', to: '2026-10-05T21:40:00' };
    const survey = await trial.ok('retrievals.search', { connectionId: connection.id, period, cameras: ['2'] });
    expect(survey.files.map(({ path }) => path)).toEqual(['201/ch02_10']);
    const { jobId, retrievalId } = await startFrom(trial, opened, { connection, survey });
    await trial.ended(jobId);
    const { device } = await trial.ok('retrievals.read', { retrievalId });
    expect(need(device).at(-1)?.value).toContain('Asked for: camera 2 alone.');
    expect(recorder.asked.filter((line) => line.includes('download'))).toEqual([]); // held already
  });

  test('that was stopped goes on with what is missing', async () => {
    const fresh = films.map((it) => ({
      ...it,
      name: `${it.name}b`,
      bytes: Buffer.concat([it.bytes, Buffer.from('b')]),
    }));
    const { recorder, front } = await start(fresh);
    await moveSite(front.port);
    let stopped = false;
    const stop = trial.app.subscribe((event) => {
      if (stopped || event.name !== 'job.progress' || !event.data.step.includes('ch01_10b')) return;
      stopped = true;
      void trial.ok('jobs.cancel', { jobId: event.data.id });
    });
    const first = await startFrom(trial, opened, await searchRecorder(trial, siteId));
    expect(await trial.ended(first.jobId)).toMatchObject({ state: 'cancelled' });
    stop();
    const before = await trial.ok('retrievals.read', { retrievalId: first.retrievalId });
    expect(before.files.map(({ outcome }) => outcome)).toEqual(['master', 'failed', 'failed']);
    const asked = recorder.asked.length;
    const second = await startFrom(trial, opened, await searchRecorder(trial, siteId));
    expect(await trial.ended(second.jobId)).toMatchObject({ state: 'done' });
    const after = await trial.ok('retrievals.read', { retrievalId: second.retrievalId });
    expect(after.retrieval.state).toBe('complete');
    expect(after.files.map(({ outcome }) => outcome)).toEqual(['duplicate', 'master', 'master']);
    const downloads = recorder.asked.slice(asked).filter((line) => line.includes('download'));
    expect(downloads).toHaveLength(4); // two recordings, each read twice
  });

  test('keeps what a recorder gives that says another size, and says both', async () => {
    const odd = films.slice(0, 1).map((it) => ({
      ...it,
      name: 'odd',
      bytes: Buffer.concat([it.bytes, Buffer.from('odd')]),
      statedBytes: it.bytes.length + 500,
    }));
    const { front } = await start(odd);
    await moveSite(front.port);
    const { jobId, retrievalId } = await startFrom(trial, opened, await searchRecorder(trial, siteId));
    await trial.ended(jobId);
    const [file] = (await trial.ok('retrievals.read', { retrievalId })).files;
    expect(file).toMatchObject({
      outcome: 'master',
      sizeBytes: odd[0]?.bytes.length,
      sha256: sha256(need(odd[0]).bytes),
    });
    expect(file?.reason).toContain(String(odd[0]?.statedBytes));
  });

  test('of a Dahua recorder says when a file begins with older pictures than its list says', async () => {
    const pictures = [{ bytes: Buffer.from([0, 0, 0, 1, 0x65, 1, 2, 3]), key: true }];
    const bytes = writeDhav({ pictures, framesPerSecond: 10, start: '2026-10-05T09:00:00', channel: 0 }, false);
    const { front } = await start([{ ...need(films[0]), name: '/mnt/dvr/21.00.dav', bytes }], { firstCamera: 1 });
    await moveSite(front.port);
    const { jobId, retrievalId } = await startFrom(trial, opened, await searchRecorder(trial, siteId));
    await trial.ended(jobId);
    const [file] = (await trial.ok('retrievals.read', { retrievalId })).files;
    expect(file).toMatchObject({ path: 'mnt/dvr/21.00.dav', outcome: 'master' });
    expect(file?.reason).toContain('its first picture carries Mon 5 Oct 2026, 09:00:00');
  });

  test('of a recording that gives other bytes the second time keeps nothing, and says so', async () => {
    const moving = films.slice(0, 1).map((it) => ({ ...it, name: 'moving', bytes: Buffer.from(it.bytes) }));
    const shifting = need(moving[0]).bytes;
    const { front } = await start(moving, {
      instead: (request: { url?: string }) => {
        if (request.url?.includes('download') === true)
          shifting[shifting.length - 1] = ((shifting.at(-1) ?? 0) + 1) & 0xff;
        return false;
      },
    });
    await moveSite(front.port);
    const { jobId, retrievalId } = await startFrom(trial, opened, await searchRecorder(trial, siteId));
    await trial.ended(jobId);
    const { retrieval, files } = await trial.ok('retrievals.read', { retrievalId });
    expect(retrieval.state).toBe('failed');
    expect(files).toMatchObject([{ outcome: 'failed', reason: expect.stringContaining('other bytes') }]);
  });

  test('lists and refuses what the recorder is still writing', async () => {
    const { front } = await start(films, { clock: () => '2026-10-05T21:20:30' });
    await moveSite(front.port);
    const { survey } = await searchRecorder(trial, siteId);
    expect(survey.refused.map(({ path }) => path)).toEqual(['101/ch01_10', '201/ch02_10']);
  });

  test('is refused, and nothing is sent, when the way does not go through the VPN', async () => {
    const { recorder, front } = await start(films);
    await moveSite(front.port, { vpnInterface: 'wg0' });
    const failure = await trial.refused('retrievals.connect', { siteId });
    expect(failure).toMatchObject({
      code: 'clause',
      clause: '3.11',
      message: expect.stringContaining('would go through lo'),
    });
    expect(recorder.asked).toEqual([]);
    const { rows } = await trial.ok('ledger.search', { action: 'retrievals.connectFailed' });
    expect(rows[0]?.details).toContain('does not go through the VPN');
  });

  test('with a wrong password is refused once and told apart from a bad link', async () => {
    const { front } = await start(films);
    await moveSite(front.port, {}, 'not this one');
    expect(await trial.refused('retrievals.connect', { siteId })).toMatchObject({ code: 'forbidden' });
    await moveSite(front.port, {}, recorderLogin.password);
    await trial.ok('retrievals.connect', { siteId });
  });

  test('a connection is gone after signing out', async () => {
    const { front } = await start(films);
    await moveSite(front.port);
    const { id } = await trial.ok('retrievals.connect', { siteId });
    await trial.signOut();
    await trial.signIn('officer');
    const search = {
      connectionId: id,
      period: { from: '2026-10-05T21:00:00', to: '2026-10-05T21:10:00' },
      cameras: [],
    };
    expect(await trial.refused('retrievals.search', search)).toMatchObject({ code: 'not-found' });
  });

  test('only the manager registers and changes sites, with their own password', async () => {
    const profile = siteAt(80);
    const { password } = accounts.officer;
    const input = { profile: { ...profile, number: 'SITE-03' }, devicePassword: 'x', deviceKey: null, password };
    expect(await trial.refused('sites.register', input)).toMatchObject({ code: 'forbidden' });
    await trial.signOut();
    await trial.signIn('manager');
    expect(await trial.refused('sites.register', input)).toMatchObject({ code: 'forbidden' });
    const own = { ...input, password: accounts.manager.password };
    expect(await trial.refused('sites.register', { ...own, profile })).toMatchObject({ code: 'conflict' });
    expect(
      await trial.refused('sites.register', { ...own, profile: { ...profile, address: 'pod.example.org' } }),
    ).toMatchObject({ code: 'invalid-input' });
    await trial.signOut();
    await trial.signIn('officer');
  });

  test('leaves no password of a recorder in any file, and none in the ledger', async () => {
    const { rows } = await trial.ok('ledger.search', { text: recorderLogin.password });
    expect(rows).toEqual([]);
    const paths = readdirSync(trial.folder, { recursive: true, encoding: 'utf8' }).map((name) =>
      join(trial.folder, name),
    );
    const files = paths.filter((path) => statSync(path).isFile());
    expect(files.length).toBeGreaterThan(5);
    for (const path of files)
      expect([path, readFileSync(path).includes(recorderLogin.password)]).toEqual([path, false]);
  });
});
