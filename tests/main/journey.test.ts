import { mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshPage } from '../../build/fresh-pages.ts';
import { listDiscFiles } from '../../src/main/court/iso-image-reader.ts';
import { openDiscBytes } from '../../src/main/platform/disc-bytes.ts';
import { xorrisoDrive } from '../../src/main/platform/disc-xorriso.ts';
import type { Output } from '../../src/shared/contract.ts';
import { buildDvrExport } from '../fixtures/dvr-export.ts';
import { credentialsOf } from './people-steps.ts';
import { accounts, need, type TrialApp, trialApp } from './trial-app.ts';

// The whole main job once, through the commands the screens use: set-up to disposal, on real footage and a real image.

describe('from a memory stick to a disposal certificate', () => {
  let work: string;
  let trial: TrialApp;
  let stick: string;
  let caseId: Output<'cases.open'>['id'];
  let recordings: Output<'recordings.list'>;
  let still: Output<'stills.request'>;
  let bundle: Output<'bundles.prepare'>;

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'journey-'));
    stick = join(work, 'EXPORT');
    await mkdir(stick);
    await buildDvrExport(stick, { samples: '../shared/samples', date: '2026-10-05' });
    trial = await trialApp({
      bundlePagePath: join(freshPage('open-me-first'), 'index.html'),
      discDrives: async () => [xorrisoDrive(`stdio:${join(work, 'disc.img')}`, 'Pseudo drive')],
    });
  }, 60_000);

  afterAll(async () => {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });

  test('set-up makes a vault that opens with two factors and nothing less', async () => {
    const { recoveryHalves } = await trial.setUp();
    expect(recoveryHalves.map(({ role }) => role)).toEqual(['manager', 'officer']);
    expect((await trial.ok('app.state', {})).phase).toBe('signed-out');
    const wrong = await trial.refused('session.signIn', {
      username: 'alan',
      password: accounts.officer.password,
      code: '000000',
    });
    const unknown = await trial.refused('session.signIn', { username: 'nobody', password: 'x', code: '000000' });
    expect(unknown).toEqual(wrong);
    await trial.signIn('officer');
    expect((await trial.ok('app.state', {})).person?.name).toBe('Alan Sutcliffe');
  });

  test('a case and its incident start the overwrite countdown', async () => {
    caseId = (await trial.ok('cases.open', { reactRef: 'ASB/2026/0417', title: 'Noise and damage, Edward Street' })).id;
    const incident = await trial.ok('cases.reportIncident', {
      caseId,
      system: 'standard-4g',
      occurredAt: '2026-10-05T21:15:00',
      place: 'Edward Street, rear car park',
      description: 'Two people at the bins, then a broken window.',
    });
    expect(incident.overwriteOn).toBe('2026-11-02');
    expect(incident.daysLeft).toBe(27);
  });

  test('the whole export is retrieved, each file a master or told why not', async () => {
    const { id: stickId } = await trial.ok('sticks.register', {
      number: 'S-07',
      serial: 'KINGSTON-0A1B',
      encrypted: true,
    });
    trial.shell.folders.push(stick);
    const survey = await trial.ok('retrievals.survey', { stickId });
    expect(survey.files.length).toBeGreaterThan(10);
    const [incident] = (await trial.ok('cases.read', { caseId })).incidents;
    const { jobId, retrievalId } = await trial.ok('retrievals.start', {
      surveyId: survey.id,
      caseId,
      incidentId: need(incident).id,
      period: { from: '2026-10-05T21:00:00', to: '2026-10-05T21:40:00' },
      timeCheck: {
        systemTime: '2026-10-06T10:03:12',
        referenceTime: '2026-10-06T10:00:00',
        source: 'speaking-clock',
        seenBy: 'Alan Sutcliffe',
      },
      kitSerial: 'DVR-4G-012',
      place: '12 Edward Street',
      reason: 'Incident of 5 October, needed for the injunction.',
    });
    const job = await trial.ended(jobId);
    expect(job).toMatchObject({ state: 'done', failure: null });
    const retrieved = await trial.ok('retrievals.read', { retrievalId });
    expect(retrieved.retrieval.state).toBe('complete');
    expect(retrieved.files.every(({ outcome }) => outcome === 'master' || outcome === 'duplicate')).toBe(true);
    recordings = await trial.ok('recordings.list', { caseId });
    expect(recordings.some(({ playable }) => playable === 'derivative')).toBe(true);
    expect(recordings.some(({ playable }) => playable === 'no')).toBe(true);
    expect(recordings.every(({ offsetSeconds }) => offsetSeconds === 192)).toBe(true);
    expect((await trial.ok('breaches.list', {})).map(({ kind }) => kind)).toContain('sound-recorded');
  }, 120_000);

  test('footage is shown only inside an open viewing, and the viewing says what was watched', async () => {
    const chosen = need(
      recordings.find(({ playable, recordedFrom }) => playable === 'derivative' && recordedFrom !== null),
    );
    const opened = await trial.ok('viewings.open', {
      recordingId: chosen.id,
      purpose: 'Incident review',
      place: 'Viewing room, Cornerstone',
      reason: 'Find the window being broken.',
      roomCheck: { nobodyBehind: true, doorShut: true, screenNotOverlooked: true },
      personsPresent: [{ name: 'Priya Shah', organisation: 'Stockport Homes', capacity: 'staff' }],
    });
    const request = (): Promise<Response> =>
      trial.app.fetch(
        new Request(`https://app.invalid${need(opened.cameras[0]).media.url}`, { headers: { range: 'bytes=0-99' } }),
      );
    const answer = await request();
    expect(answer.status).toBe(206);
    expect((await answer.arrayBuffer()).byteLength).toBe(100);
    await trial.ok('viewings.watched', { viewingId: opened.viewing.id, ranges: [{ fromMs: 0, toMs: 1200 }] });
    const bookmark = await trial.ok('viewings.bookmark', {
      viewingId: opened.viewing.id,
      positionMs: 800,
      frameIndex: 10,
      note: 'Car door opens.',
    });
    still = await trial.ok('stills.request', {
      bookmarkId: bookmark.id,
      requester: 'Priya Shah, SNO',
      necessity: 'To identify the vehicle.',
      particulars: 'Vehicle at the bins',
    });
    const closed = await trial.ok('viewings.close', { viewingId: opened.viewing.id, outcome: 'still-wanted' });
    expect(closed.viewing.recordings).toMatchObject([{ watched: [{ fromMs: 0, toMs: 1200 }] }]);
    expect(closed.reactSlip).toContain('ASB/2026/0417');
    expect((await request()).status).toBe(404);
  });

  test('a still needs the manager twice, and never the officer in the manager’s place', async () => {
    expect(
      await trial.refused('stills.decide', { stillId: still.id, decision: 'approve', reasons: 'x', password: 'x' }),
    ).toMatchObject({ code: 'forbidden' });
    expect(await trial.refused('stills.produce', { stillId: still.id })).toMatchObject({
      code: 'conflict',
      clause: '5.13',
    });
    await trial.signOut();
    await trial.signIn('manager');
    expect(
      await trial.refused('stills.decide', {
        stillId: still.id,
        decision: 'approve',
        reasons: 'Needed.',
        password: 'wrong',
      }),
    ).toMatchObject({ code: 'forbidden' });
    await trial.ok('stills.decide', {
      stillId: still.id,
      decision: 'approve',
      reasons: 'Needed to identify.',
      password: accounts.manager.password,
    });
    await trial.signOut();
    await trial.signIn('officer');
    const produced = await trial.ok('stills.produce', { stillId: still.id });
    expect(produced).toMatchObject({ state: 'produced', frameIndex: 10 });
    await trial.signOut();
    await trial.signIn('manager');
    const officer = credentialsOf(trial, 'officer');
    const { url } = await trial.ok('stills.showWithOfficer', { stillId: still.id, officer });
    const picture = await trial.app.fetch(new Request(`https://app.invalid${url}`));
    expect(picture.headers.get('content-type')).toBe('image/png');
    const signed = await trial.ok('stills.countersign', {
      stillId: still.id,
      decision: 'countersign',
      reasons: 'Matches.',
      cabinetPlace: 'Cabinet 1, shelf B',
      password: accounts.manager.password,
    });
    expect(signed).toMatchObject({ state: 'countersigned', countersignedBy: 'Morag Whitfield' });
  });

  test('a disc is burned only with proceedings and approval, and is verified only after it was read back', async () => {
    await trial.signOut();
    await trial.signIn('officer');
    const proceedings = await trial.ok('proceedings.name', {
      caseId,
      kind: 'civil',
      court: 'County Court at Stockport',
      caseNumber: 'L00SK123',
      parties: 'Stockport Homes v Doe',
      hearingOn: '2026-11-20',
    });
    const chosen = recordings.filter(({ playable }) => playable === 'derivative').slice(0, 2);
    bundle = await trial.ok('bundles.prepare', {
      proceedingsId: proceedings.id,
      recordings: chosen.map(({ id }, index) => ({ recordingId: id, description: `Camera view ${index + 1}` })),
      stillIds: [still.id],
    });
    expect(bundle.exhibits.map(({ reference }) => reference)).toEqual(['AS/1', 'AS/2', 'AS/3']);
    const [drive] = await trial.ok('drives.list', {});
    expect(
      await trial.refused('discs.burn', { bundleId: bundle.id, copy: 'court', driveId: need(drive).id }),
    ).toMatchObject({ code: 'clause', clause: '3.10' });
    await trial.signOut();
    await trial.signIn('manager');
    await trial.ok('bundles.decide', {
      bundleId: bundle.id,
      decision: 'approve',
      reasons: 'For the hearing.',
      password: accounts.manager.password,
    });
    await trial.signOut();
    await trial.signIn('officer');
    const { jobId } = await trial.ok('discs.burn', { bundleId: bundle.id, copy: 'court', driveId: need(drive).id });
    const ended = await trial.ended(jobId);
    expect([ended.state, ended.failure, trial.bugs.at(-1)]).toEqual(['done', null, undefined]);
    const [disc] = await trial.ok('discs.list', {});
    expect(disc).toMatchObject({ state: 'verified', whereNow: 'In the drive: label it, seal it and lock it away' });
  }, 120_000);

  test('the disc carries the ledger entries of its own exhibits and of no other recording', async () => {
    const [burned] = await trial.ok('discs.list', {});
    const disc = await openDiscBytes(join(work, 'disc.img'), need(need(burned).imageBytes));
    const listed = need((await listDiscFiles(disc)).find(({ path }) => path === 'data/record/ledger.json'));
    const text = Buffer.from(await disc.read(listed.startByte, listed.sizeBytes)).toString('utf8');
    await disc.close();
    const own = bundle.exhibits.flatMap(({ recordingId }) => (recordingId === null ? [] : [recordingId]));
    // The still's own entries name the recording it was taken from, whether or not that is an exhibit itself.
    const strangers = recordings.map(({ id }) => id).filter((id) => !own.includes(id) && id !== still.recordingId);
    expect(own.every((id) => text.includes(id))).toBe(true);
    expect(strangers.filter((id) => text.includes(id))).toEqual([]);
  });

  test('a disc is checked again before a hearing, and one changed byte spoils it by name', async () => {
    const [disc] = await trial.ok('discs.list', {});
    const [drive] = await trial.ok('drives.list', {});
    const check = async () => {
      const { jobId } = await trial.ok('discs.check', { discId: need(disc).id, driveId: need(drive).id });
      return trial.ended(jobId);
    };
    expect(await check()).toMatchObject({ state: 'done', failure: null });
    const file = await open(join(work, 'disc.img'), 'r+');
    const at = Math.floor(need(need(disc).imageBytes) / 2);
    const byte = Buffer.alloc(1);
    await file.read(byte, 0, 1, at);
    await file.write(Buffer.of(byte.readUInt8(0) ^ 1), 0, 1, at);
    await file.close();
    expect(await check()).toMatchObject({ state: 'failed', failure: expect.stringContaining('data/exhibits/') });
    expect(need((await trial.ok('discs.list', {}))[0])).toMatchObject({
      state: 'spoiled',
      whereNow: 'To be destroyed',
    });
  });

  test('the ledger verifies, and a code from paper is known again', async () => {
    const verified = await trial.ok('ledger.verify', {});
    expect(verified).toMatchObject({ ok: true, faults: [] });
    expect(
      await trial.ok('ledger.checkCode', { code: verified.witnessCode.toLowerCase().replaceAll('-', ' ') }),
    ).toMatchObject({ verdict: 'matches' });
  });

  test('after six weeks the footage cannot be opened by anyone and the ledger still verifies', async () => {
    trial.clock.set('2026-11-17T08:00:00.000Z');
    await trial.signOut();
    await trial.signIn('officer');
    for (const { id } of (await trial.ok('jobs.list', {})).filter(({ kind }) => kind === 'disposal'))
      expect(await trial.ended(id)).toMatchObject({ state: 'done' });
    const kept = (await trial.ok('recordings.list', {})).filter(({ state }) => state === 'kept');
    expect(kept).toEqual([]);
    const disposals = await trial.ok('disposals.list', {});
    expect(disposals.length).toBe(recordings.length);
    const gone = need(recordings.find(({ playable }) => playable === 'derivative'));
    expect(
      await trial.refused('viewings.open', {
        recordingId: gone.id,
        purpose: 'Incident review',
        place: 'x',
        reason: 'x',
        roomCheck: { nobodyBehind: true, doorShut: true, screenNotOverlooked: true },
        personsPresent: [],
      }),
    ).toMatchObject({ code: 'clause', clause: '4.6' });
    expect(await trial.ok('ledger.verify', {})).toMatchObject({ ok: true });
    await trial.restart();
    await trial.signIn('officer');
  }, 60_000);
});
