import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { freshPage } from '../../build/fresh-pages.ts';
import { listDiscFiles } from '../../src/main/court/iso-image-reader.ts';
import { openDiscBytes } from '../../src/main/platform/disc-bytes.ts';
import { xorrisoDrive } from '../../src/main/platform/disc-xorriso.ts';
import type { Input, Output } from '../../src/shared/contract.ts';
import type { PortalId } from '../../src/shared/model.ts';
import { ffmpeg } from '../fixtures/ffmpeg.ts';
import { type Answer, ownPortal, type PortalServer, startPortal } from '../fixtures/hostile-portal.ts';
import { approve, openCase, type OpenedCase, quiet } from './officer-steps.ts';
import { accounts, need, type TrialApp, trialApp } from './trial-app.ts';

// What a retrieval from a portal leaves behind: on the portal, in the record and on the disc. The real portal is asked in
// tests/drivers/zoneminder.test.ts.

const period = { from: '2026-10-05T20:50:00', to: '2026-10-05T21:20:00' };
const login = { username: 'cso', portalPassword: 'green Kettle 14' };
const patient = { timeout: 60_000, interval: 20 };

describe('a retrieval from a portal', () => {
  let work: string;
  let trial: TrialApp;
  let server: PortalServer;
  let portalId: PortalId;
  let opened: OpenedCase;
  const answers: Record<string, Answer> = {};

  const search = async (): Promise<Output<'retrievals.search'>> => {
    const { id } = await trial.ok('portals.connect', { portalId, ...login });
    return trial.ok('retrievals.search', { connectionId: id, period, cameras: [] });
  };
  const asked = (
    surveyId: Output<'retrievals.search'>['id'],
    { caseId, incidentId } = opened,
  ): Input<'retrievals.start'> => ({
    ...{ surveyId, caseId, incidentId, period, kitSerial: 'BRIDGE-3', place: 'Edward Street' },
    reason: 'Incident of 5 October.',
    timeCheck: {
      systemTime: '2026-10-06T10:00:00',
      referenceTime: '2026-10-06T10:00:00',
      source: 'speaking-clock',
      seenBy: 'Alan Sutcliffe',
    },
  });
  const incidentOf = async (system: 'idcam' | 'standard-4g'): Promise<OpenedCase> => {
    const { id: incidentId } = await trial.ok('cases.reportIncident', {
      ...{ caseId: opened.caseId, system, occurredAt: '2026-10-05T21:05:00' },
      ...{ place: 'Edward Street', description: 'Bins.' },
    });
    return { ...opened, incidentId };
  };

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'portal-retrieval-'));
    const path = join(work, 'film.ts');
    await ffmpeg(
      ...['-f', 'lavfi', '-i', 'testsrc2=size=320x240:rate=5:duration=2', '-pix_fmt', 'yuv420p', '-c:v', 'libx264'],
      ...['-preset', 'ultrafast', '-threads', '1', '-f', 'mpegts', path],
    );
    const film = await readFile(path);
    answers['/clip'] = (_request, response) =>
      void response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': film.length }).end(film);
    server = await startPortal(answers);
    trial = await trialApp({
      bundlePagePath: join(freshPage('open-me-first'), 'index.html'),
      discDrives: async () => [xorrisoDrive(`stdio:${join(work, 'disc.img')}`, 'Pseudo drive')],
    });
    await trial.setUp();
    await trial.signIn('officer');
    opened = await openCase(trial);
    opened = await incidentOf('idcam');
    const profile = join(work, 'profile.json');
    await writeFile(profile, JSON.stringify(ownPortal));
    trial.shell.files.push([profile]);
    const { port, certificate } = server;
    const at = { number: 'PORTAL-1', host: '127.0.0.1', port, certificate, networkInterface: 'lo' };
    portalId = (await trial.ok('portals.register', at)).id;
    await trial.signOut();
    await trial.signIn('manager');
    const { password } = accounts.manager;
    await trial.ok('portals.decide', { portalId, isOn: true, reasons: 'The bridge has no stick.', password });
    await trial.signOut();
    await trial.signIn('officer');
  });
  afterAll(async () => {
    await trial?.remove();
    await server?.close();
    await rm(work, { recursive: true, force: true });
  });

  test('is for an IDCAM Pro alone', async () => {
    const survey = await search();
    const other = await trial.refused('retrievals.start', asked(survey.id, await incidentOf('standard-4g')));
    expect(other).toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('Only footage of an IDCAM'),
    });
  });

  test('keeps the record of the access, which is no file of the footage and counted nowhere as one', async () => {
    const { jobId, retrievalId } = await trial.ok('retrievals.start', asked((await search()).id));
    expect(await trial.ended(jobId)).toMatchObject({ state: 'done', failure: null });
    const { retrieval, files } = await trial.ok('retrievals.read', { retrievalId });
    expect(files.map(({ role, outcome }) => [role, outcome])).toEqual([
      ['footage', 'master'],
      ['access-record', 'master'],
    ]);
    expect(retrieval).toMatchObject({ state: 'complete', fileCount: 1, sizeBytes: need(files[0]).sizeBytes });
    const { rows } = await trial.ok('ledger.search', { action: 'retrievals.end' });
    expect(JSON.parse(need(rows[0]).details)).toMatchObject({ kept: 1, files: 1 });
  });

  test('leaves a copy on the portal, which is counted down from that day', async () => {
    const [copy] = await trial.ok('portals.copies', { caseId: opened.caseId });
    expect(copy).toMatchObject({
      portal: 'Portal PORTAL-1',
      downloadedOn: '2026-10-06',
      keptUntil: '2026-11-05',
      gone: null,
    });
  });

  test('gives the court the footage, and not the record of the access', async () => {
    await quiet(trial);
    const [recording] = await trial.ok('recordings.list', { caseId: opened.caseId });
    const proceedings = await trial.ok('proceedings.name', {
      ...{ caseId: opened.caseId, kind: 'civil', court: 'County Court at Stockport' },
      ...{ caseNumber: 'L00SK123', parties: 'Stockport Homes v Doe' },
    });
    const recordings = [{ recordingId: need(recording).id, description: 'Gate' }];
    const bundle = await trial.ok('bundles.prepare', { proceedingsId: proceedings.id, recordings, stillIds: [] });
    await approve(trial, bundle.id);
    const [drive] = await trial.ok('drives.list', {});
    const burn = { bundleId: bundle.id, copy: 'court' as const, driveId: need(drive).id };
    const { jobId } = await trial.ok('discs.burn', burn);
    expect(await trial.ended(jobId)).toMatchObject({ state: 'done', failure: null });
    const [disc] = await trial.ok('discs.list', {});
    const bytes = await openDiscBytes(join(work, 'disc.img'), need(need(disc).imageBytes));
    const paths = (await listDiscFiles(bytes)).map(({ path }) => path);
    await bytes.close();
    expect(paths.filter((path) => path.includes('Gate'))).not.toEqual([]);
    expect(paths.filter((path) => /access.record/iu.test(path))).toEqual([]);
  });

  test('ends the session of whoever locks the screen while the portal is still being asked', async () => {
    const from = server.asked.length;
    let isAsked = false;
    answers['/cameras'] = () => {
      isAsked = true; // and no answer comes
      delete answers['/cameras'];
    };
    const connecting = trial.refused('portals.connect', { portalId, ...login });
    await vi.waitFor(() => expect(isAsked).toBe(true), patient);
    await trial.signOut();
    await connecting;
    await trial.signIn('officer');
    await vi.waitFor(
      () => expect(server.asked.slice(from).filter((line) => line.startsWith('POST /logout'))).toHaveLength(1),
      patient,
    );
  });

  test('leaves one session where two were asked for at once', async () => {
    const from = server.asked.length;
    const both = await Promise.all([1, 2].map(() => trial.app.invoke('portals.connect', { portalId, ...login })));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    await trial.signOut();
    await trial.signIn('officer');
    const since = server.asked.slice(from);
    const count = (what: string): number => since.filter((line) => line.startsWith(what)).length;
    expect(count('POST /logout')).toBe(count('POST /login'));
    expect(trial.bugs).toEqual([]);
  });
});
