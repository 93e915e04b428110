import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { JobId, type SiteId } from '../../src/shared/model.ts';
import { ffmpeg } from '../fixtures/ffmpeg.ts';
import { type Lighttpd, startLighttpd } from '../fixtures/lighttpd.ts';
import { hasOnvifReplay, type ReplayFilm, type ReplayServer, startOnvifReplay } from '../fixtures/onvif-replay.ts';
import { type OnvifRecording, type OnvifUnit, startOnvif } from '../fixtures/recorder-onvif.ts';
import { interleaved, recordedPictures, type ReplayPeer, startReplayPeer } from '../fixtures/replay-peer.ts';
import { openCase, type OpenedCase, quiet } from './officer-steps.ts';
import { registerSite, searchRecorder, siteAt, startFrom } from './recorder-steps.ts';
import { accounts, need, type TrialApp, trialApp } from './trial-app.ts';

// A whole retrieval by ONVIF replay through the application's own commands: GStreamer replays, lighttpd asks for the
// login, loopback stands in for the VPN's interface (the real tunnel is vpn-retrieval.test.ts).

const samples = join(import.meta.dirname, '../../../shared/samples/footage');
const here = hasOnvifReplay && existsSync('/usr/sbin/lighttpd') && existsSync(samples);

describe.skipIf(!here)('a retrieval by ONVIF replay (skipped without GStreamer, lighttpd or the samples)', () => {
  let work: string;
  let trial: TrialApp;
  let films: ReplayFilm[];
  let replays: ReplayServer;
  let siteId: SiteId;
  let opened: OpenedCase;
  const running: (OnvifUnit | Lighttpd | ReplayPeer)[] = [];

  const recordings = (port: number): OnvifRecording[] => [
    {
      ...{ token: 'R1', camera: 'Gate', from: '2026-10-05T20:09:50', to: '2026-10-05T20:10:21' },
      replayUri: `rtsp://192.168.1.64:${port}/replay/gate`,
    },
    {
      ...{ token: 'R2', camera: 'Yard', from: '2026-10-05T20:20:00', to: '2026-10-05T20:20:11' },
      replayUri: `rtsp://192.168.1.64:${port}/replay/yard`,
    },
  ];
  /** The site's unit, anew, with what it holds. */
  const unitWith = async (held: readonly OnvifRecording[]): Promise<{ unit: OnvifUnit; front: Lighttpd }> => {
    const unit = await startOnvif({ recordings: held });
    const front = await startLighttpd(unit.port, { algorithm: 'MD5' });
    running.push(unit, front);
    return { unit, front };
  };
  const moveSite = async (port: number): Promise<void> => {
    await trial.signOut();
    await trial.signIn('manager');
    const { password } = accounts.manager;
    const profile = { ...siteAt(port), protocol: 'onvif-g' as const };
    await trial.ok('sites.change', { siteId, profile, devicePassword: null, deviceKey: null, password });
    await trial.signOut();
    await trial.signIn('officer');
  };
  const whenStep = (words: string, act: (jobId: string) => void): (() => void) => {
    let isDone = false;
    return trial.app.subscribe((event) => {
      if (isDone || event.name !== 'job.progress' || !event.data.step.includes(words)) return;
      isDone = true;
      act(event.data.id);
    });
  };

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'onvif-retrieval-'));
    const car = join(samples, 'intel-iot/car-detection.mp4');
    const [gate, yard] = [join(work, 'gate.mp4'), join(work, 'yard.mp4')];
    await ffmpeg('-i', car, '-an', '-c', 'copy', gate);
    const h265 = ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=error', '-tag:v', 'hvc1'];
    await ffmpeg('-i', car, '-an', '-t', '10', '-vf', 'scale=384:216', ...h265, yard);
    films = [
      { path: '/replay/gate', file: gate, codec: 'h264', began: '2026-10-05T20:09:50.480Z' },
      { path: '/replay/yard', file: yard, codec: 'h265', began: '2026-10-05T20:20:00.000Z' },
    ];
    replays = await startOnvifReplay(films);
    trial = await trialApp();
    await trial.setUp();
    const { front } = await unitWith(recordings(replays.port));
    siteId = await registerSite(trial, siteAt(front.port)); // what it speaks is found out
    opened = await openCase(trial);
  }, 120_000);
  afterEach(async () => {
    for (const it of running.splice(0)) await ('stop' in it ? it.stop() : it.close());
  });
  afterAll(async () => {
    await replays.stop();
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });

  test('brings every picture of the period, compared with a second replay, and can be watched by its own times', async () => {
    const found = await searchRecorder(trial, siteId);
    expect(found.connection).toMatchObject({
      identity: { maker: 'Milesight', model: 'MS-N1009', serial: '0184312C77' },
      clock: { systemTime: '2026-10-06T10:03:12' },
      cameras: ['Gate', 'Yard'],
    });
    expect(found.survey.files.map(({ path }) => path)).toEqual([
      'Gate/2026-10-05T21.09.50.mkv',
      'Gate/2026-10-05T21.10.00.mkv',
      'Yard/2026-10-05T21.20.00.mkv',
    ]);
    const { jobId, retrievalId } = await startFrom(trial, opened, found);
    expect(await trial.ended(jobId)).toMatchObject({ state: 'done', failure: null });
    const { retrieval, files, coverage } = await trial.ok('retrievals.read', { retrievalId });
    expect(retrieval).toMatchObject({ state: 'complete', source: 'SITE-02 over the VPN' });
    expect(files.map(({ outcome, role }) => `${role} ${outcome}`)).toEqual([
      ...['footage master', 'footage master', 'footage master', 'access-record master'],
    ]);
    expect(files.at(-1)).toMatchObject({ path: 'replays.txt', reason: expect.stringContaining('SDP') });
    expect(coverage.map(({ channel, gaps }) => [channel, gaps.length])).toEqual([
      ['Gate', 2],
      ['Yard', 2],
    ]);
    expect((await quiet(trial)).every(({ state }) => state === 'done')).toBe(true);
    const kept = (await trial.ok('recordings.list', {})).toSorted((a, b) => a.fileName.localeCompare(b.fileName));
    // The second piece begins with the picture before it that can be decoded: 4.8 s after the first.
    expect(kept.map(({ format, recordedFrom, playable }) => `${format} ${recordedFrom} ${playable}`)).toEqual([
      'matroska 2026-10-05T21:09:50 derivative',
      'matroska 2026-10-05T21:09:55 derivative',
      'matroska 2026-10-05T21:20:00 derivative',
    ]);
    const { facts, derivative } = await trial.ok('recordings.read', { recordingId: need(kept[1]).id });
    expect(facts[0]?.value).toContain('317 of 768 × 432');
    expect(derivative?.route).toBe('stream-copy');
    expect(await trial.ok('ledger.verify', {})).toMatchObject({ ok: true });
    expect((await trial.ok('sites.list', {}))[0]?.found).toEqual([
      { label: 'Speaks', value: 'ONVIF Profile G' },
      { label: 'Tells where nothing was recorded', value: 'yes' },
    ]);
    expect(trial.bugs).toEqual([]);
  }, 300_000);

  test('done again finds the same bytes and links them: without a size nothing is taken for held unseen', async () => {
    const { front } = await unitWith(recordings(replays.port));
    await moveSite(front.port);
    const found = await searchRecorder(trial, siteId);
    const { jobId, retrievalId } = await startFrom(trial, opened, found);
    await trial.ended(jobId);
    const { files } = await trial.ok('retrievals.read', { retrievalId });
    expect(files.map(({ outcome }) => outcome)).toEqual(['duplicate', 'duplicate', 'duplicate', 'master']);
    expect((await trial.ok('recordings.list', {})).length).toBe(3);
  }, 120_000);

  test('goes on when the replay dies in the middle and comes back, and ends whole', async () => {
    const { front } = await unitWith([{ ...need(recordings(replays.port)[0]), token: 'R3', camera: 'Lane' }]);
    await moveSite(front.port);
    const stop = whenStep('Comparing Lane', () => {
      void replays.stop().then(async () => {
        replays = await startOnvifReplay(films, replays.port);
      });
    });
    const { jobId, retrievalId } = await startFrom(trial, opened, await searchRecorder(trial, siteId));
    await trial.ended(jobId);
    stop();
    const { retrieval, files } = await trial.ok('retrievals.read', { retrievalId });
    expect(retrieval.state).toBe('complete');
    // The very pictures of Gate: their bytes, found held already by their hash.
    expect(files.filter(({ role }) => role === 'footage').map(({ outcome }) => outcome)).toEqual([
      'duplicate',
      'duplicate',
    ]);
  }, 300_000);

  test('that was stopped goes on with what is missing', async () => {
    const later = films.map((film) => ({ ...film, began: film.began.replace('.480', '.720') }));
    await replays.stop();
    replays = await startOnvifReplay(later);
    const { front } = await unitWith([{ ...need(recordings(replays.port)[0]), token: 'R4', camera: 'Ramp' }]);
    await moveSite(front.port);
    const unsubscribe = whenStep('Downloading Ramp/2026-10-05T21.10.00', (jobId) => {
      void trial.ok('jobs.cancel', { jobId: JobId.parse(jobId) });
    });
    const first = await startFrom(trial, opened, await searchRecorder(trial, siteId));
    expect(await trial.ended(first.jobId)).toMatchObject({ state: 'cancelled' });
    unsubscribe();
    const before = await trial.ok('retrievals.read', { retrievalId: first.retrievalId });
    expect(before.files.map(({ outcome }) => outcome)).toEqual(['master', 'failed', 'master']);
    const second = await startFrom(trial, opened, await searchRecorder(trial, siteId));
    expect(await trial.ended(second.jobId)).toMatchObject({ state: 'done' });
    const after = await trial.ok('retrievals.read', { retrievalId: second.retrievalId });
    expect(after.retrieval.state).toBe('complete');
    expect(after.files.map(({ outcome }) => outcome)).toEqual(['duplicate', 'master', 'master']);
  }, 300_000);

  test('of a recorder that replays other pictures the second time keeps nothing, and says so', async () => {
    const pictures = await recordedPictures(join(samples, 'cros-codecs/test-25fps.h264'), '2026-10-05T20:30:00Z');
    const peer = await startReplayPeer({
      pictures,
      send: (packets, play) =>
        packets.map(({ bytes, picture }) => interleaved(play > 0 && picture === 9 ? changed(bytes) : bytes)),
    });
    running.push(peer);
    const recording = { ...need(recordings(peer.port)[0]), from: '2026-10-05T20:30:00', to: '2026-10-05T20:30:10' };
    const { front } = await unitWith([recording]);
    await moveSite(front.port);
    const { jobId, retrievalId } = await startFrom(trial, opened, await searchRecorder(trial, siteId));
    await trial.ended(jobId);
    const { retrieval, files } = await trial.ok('retrievals.read', { retrievalId });
    expect(retrieval.state).toBe('failed');
    expect(files[0]).toMatchObject({ outcome: 'failed', reason: expect.stringContaining('other bytes') });
    expect(trial.bugs).toEqual([]);
  }, 120_000);

  test('of a recorder that never sends some packets keeps the rest, and it is on record as not whole', async () => {
    const pictures = await recordedPictures(join(samples, 'cros-codecs/test-25fps.h264'), '2026-10-05T20:35:00Z');
    const peer = await startReplayPeer({
      pictures,
      send: (packets) => packets.filter(({ picture }) => picture !== 40).map(({ bytes }) => interleaved(bytes)),
    });
    running.push(peer);
    const recording = { ...need(recordings(peer.port)[0]), from: '2026-10-05T20:35:00', to: '2026-10-05T20:35:10' };
    const { front } = await unitWith([recording]);
    await moveSite(front.port);
    const { jobId, retrievalId } = await startFrom(trial, opened, await searchRecorder(trial, siteId));
    await trial.ended(jobId);
    const { retrieval, files } = await trial.ok('retrievals.read', { retrievalId });
    expect(retrieval.state).toBe('partial');
    expect(files[0]).toMatchObject({
      outcome: 'master',
      reason: expect.stringMatching(/Not whole: \d+ packets after picture \d+ never came/u),
    });
    expect(trial.bugs).toEqual([]);
  }, 120_000);
});

function changed(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(copy.length - 1) ^ 1, copy.length - 1);
  return copy;
}
