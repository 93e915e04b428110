import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Output } from '../../src/shared/contract.ts';
import { ffmpeg } from '../fixtures/ffmpeg.ts';
import { openCase, type OpenedCase } from './officer-steps.ts';
import { need, type TrialApp, trialApp } from './trial-app.ts';

// A download from the portal of an IDCAM Pro, brought on a registered stick: three cameras of one bridge as one retrieval
// on one clock, with the portal's own list.

const login = { name: 'IDCAM portal', login: 'a.sutcliffe', downloadedAt: '2026-10-06T09:40:00' };
const period = { from: '2026-10-05T21:00:00', to: '2026-10-05T21:40:00' };
const rows = [
  ['Front gate/clip 1.mp4', 'Front gate', '05/10/2026 21:00:00', '05/10/2026 21:20:00'],
  ['Bins/clip 1.mp4', '"Bins, rear"', '05/10/2026 21:05:00', '05/10/2026 21:30:00'],
  ['Stairs/clip 1.mp4', 'Stairs', '05/10/2026 21:10:00', '05/10/2026 21:40:00'],
];
const list = (more: readonly string[] = []): string =>
  ['Export of 06/10/2026', 'File name,Camera,Start time,End time', ...rows.map((row) => row.join(',')), ...more].join(
    '\r\n',
  );

describe('a download from the portal on a stick', () => {
  let work: string;
  let trial: TrialApp;
  let opened: OpenedCase;
  let stick: string;

  const survey = async (portal: typeof login | null = login): Promise<Output<'retrievals.survey'>> => {
    trial.shell.folders.push(stick);
    return trial.ok('retrievals.survey', { stickId: opened.stickId, ...(portal === null ? {} : { portal }) });
  };
  const asked = (surveyId: Output<'retrievals.survey'>['id'], more = {}) => ({
    ...{ surveyId, caseId: opened.caseId, incidentId: opened.incidentId, period, kitSerial: 'BRIDGE-3' },
    timeCheck: {
      systemTime: '2026-10-06T10:00:02',
      referenceTime: '2026-10-06T10:00:00',
      source: 'speaking-clock' as const,
      seenBy: 'Alan Sutcliffe',
    },
    ...{ place: 'Edward Street', reason: 'Incident of 5 October.', ...more },
  });

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'portal-import-'));
    stick = join(work, 'download');
    await mkdir(stick);
    const film = join(work, 'film.mp4');
    await ffmpeg(
      ...['-f', 'lavfi', '-i', 'testsrc2=size=160x120:rate=5:duration=1', '-pix_fmt', 'yuv420p', '-c:v', 'libx264'],
      ...['-preset', 'ultrafast', '-threads', '1', film],
    );
    for (const [at, folder] of ['Front gate', 'Bins', 'Stairs'].entries()) {
      await mkdir(join(stick, folder));
      await copyFile(film, join(stick, folder, 'clip 1.mp4'));
      await writeFile(join(stick, folder, 'clip 1.mp4'), `camera ${at}`, { flag: 'a' }); // no two files are the same
    }
    await writeFile(join(stick, 'notes.txt'), 'Downloaded for Edward Street.');
    await writeFile(join(stick, 'export.csv'), list());
    trial = await trialApp();
    await trial.setUp();
    await trial.signIn('officer');
    const { caseId, stickId } = await openCase(trial);
    const { id: incidentId } = await trial.ok('cases.reportIncident', {
      ...{ caseId, system: 'idcam', occurredAt: '2026-10-05T21:15:00', place: 'Edward Street', description: 'Bins.' },
    });
    opened = { caseId, stickId, incidentId };
  });
  afterAll(async () => {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });

  test('of an IDCAM Pro is not taken without the login it was made with', async () => {
    const { id } = await survey(null);
    const failure = await trial.refused('retrievals.start', asked(id));
    expect(failure).toMatchObject({ code: 'clause', clause: '3.15' });
  });

  test('of another system is not called a portal download', async () => {
    const { id } = await survey();
    const standard = await trial.ok('cases.reportIncident', {
      ...{ caseId: opened.caseId, system: 'standard-4g', occurredAt: '2026-10-05T21:15:00' },
      ...{ place: 'Edward Street', description: 'Bins.' },
    });
    const failure = await trial.refused('retrievals.start', asked(id, { incidentId: standard.id }));
    expect(failure).toMatchObject({ code: 'invalid-input' });
  });

  test('without the portal’s list says why, and a file that is not there is no list', async () => {
    await writeFile(join(stick, 'export.csv'), 'nothing of this download');
    const found = await survey();
    expect(found.portal).toMatchObject({ listPath: null, login: 'a.sutcliffe' });
    expect((await trial.refused('retrievals.start', asked(found.id))).message).toContain('say why');
    const other = await trial.refused('retrievals.compareList', { surveyId: found.id, listPath: 'elsewhere.csv' });
    expect(other).toMatchObject({ code: 'not-found' });
    await writeFile(join(stick, 'export.csv'), list());
  });

  test('is held against the portal’s list: what it names and is not there, and what it does not name', async () => {
    await writeFile(join(stick, 'export.csv'), list(['Stairs/clip 2.mp4,Stairs,05/10/2026 21:40,05/10/2026 21:50']));
    await copyFile(join(stick, 'Bins', 'clip 1.mp4'), join(stick, 'Bins', 'more.mp4'));
    const { files, refused, portal } = await survey();
    expect(refused).toEqual([{ path: 'Stairs/clip 2.mp4', reason: expect.stringContaining('not in the folder') }]);
    expect(portal?.remarks).toEqual(['“Bins/more.mp4” is not in the portal’s list.']);
    expect(files.find(({ path }) => path === 'Bins/more.mp4')).toMatchObject({ channel: 'Bins', timeClaims: [{}] });
    await rm(join(stick, 'Bins', 'more.mp4'));
    await writeFile(join(stick, 'export.csv'), list());
  });

  test('whose list is another file is held against that one, and nothing of the first is kept', async () => {
    const shorter = list().split('\r\n').slice(0, 3).join('\r\n').replace('21:00:00', '20:50:00');
    await writeFile(join(stick, 'second.csv'), shorter);
    const found = await survey();
    expect(found.portal?.listPath).toBe('export.csv');
    const compared = await trial.ok('retrievals.compareList', { surveyId: found.id, listPath: 'second.csv' });
    expect(compared).toMatchObject({ id: found.id, portal: { listPath: 'second.csv' } });
    const coverage = await trial.ok('retrievals.coverage', { surveyId: found.id, period });
    expect(coverage.map(({ channel, covered }) => [channel, covered])).toEqual([
      ['Bins', []],
      ['Front gate', [{ from: '2026-10-05T20:50:00', to: '2026-10-05T21:20:00' }]],
      ['Stairs', []],
    ]);
    const none = await trial.ok('retrievals.compareList', { surveyId: found.id, listPath: 'notes.txt' });
    expect(none.portal?.remarks).toContain('“notes.txt” names no file of the folder.');
    // Which list is kept cannot be said a second time: it is the one that was compared.
    const other = await trial.refused('retrievals.start', asked(found.id, { portalList: 'export.csv' }));
    expect(other).toMatchObject({ code: 'invalid-input' });
    const { rows: entries } = await trial.ok('ledger.search', { action: 'retrievals.compareList' });
    expect(entries).toHaveLength(2);
    await rm(join(stick, 'second.csv'));
  });

  test('is one retrieval of three cameras on one clock, its list kept with it', async () => {
    const found = await survey();
    expect(found.portal).toEqual({ ...login, listPath: 'export.csv', remarks: [] });
    const { jobId, retrievalId } = await trial.ok('retrievals.start', asked(found.id));
    expect(await trial.ended(jobId)).toMatchObject({ state: 'done', failure: null });
    const { retrieval, coverage, device, files } = await trial.ok('retrievals.read', { retrievalId });
    expect(retrieval).toMatchObject({ state: 'complete', source: 'Memory stick S-07' });
    expect(coverage.map(({ channel, covered }) => [channel, covered])).toEqual([
      ['Bins, rear', [{ from: '2026-10-05T21:05:00', to: '2026-10-05T21:30:00' }]],
      ['Front gate', [{ from: '2026-10-05T21:00:00', to: '2026-10-05T21:20:00' }]],
      ['Stairs', [{ from: '2026-10-05T21:10:00', to: '2026-10-05T21:40:00' }]],
    ]);
    expect(need(device).map(({ value }) => value)).toEqual([
      'IDCAM portal',
      'with the login a.sutcliffe, Tue 6 Oct 2026, 09:40:00',
      '“export.csv”, kept with the files',
    ]);
    expect(files.find(({ path }) => path === 'export.csv')).toMatchObject({ outcome: 'master', role: 'other' });
    const recordings = await trial.ok('recordings.list', { caseId: opened.caseId });
    expect(new Map(recordings.map(({ channel, recordedFrom }) => [channel, recordedFrom]))).toEqual(
      new Map([
        ['Bins, rear', '2026-10-05T21:05:00'],
        ['Front gate', '2026-10-05T21:00:00'],
        ['Stairs', '2026-10-05T21:10:00'],
      ]),
    );
    const { rows: entries } = await trial.ok('ledger.search', { action: 'retrievals.start' });
    expect(entries[0]?.details).toContain('a.sutcliffe');
    expect(trial.bugs).toEqual([]);
  });
});
