import { mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BundleRecord } from '../../resources/open-me-first/record.ts';
import { freshPage } from '../../build/fresh-pages.ts';
import { imageFileDrive } from '../../src/main/platform/disc-image-file.ts';
import type { Output } from '../../src/shared/contract.ts';
import { extractBundle } from '../demo/verify-output.ts';
import { findObject, openBeside } from './inspected-vault.ts';
import { approve, openCase, type OpenedCase, quiet, roomCheck, smallExport, startRetrieval } from './officer-steps.ts';
import { credentialsOf } from './people-steps.ts';
import { accounts, need, type TrialApp, trialApp } from './trial-app.ts';

// CoP 5.15, 6.4: a clip with moving areas covered is made by the officer, compared by the manager beside them with the
// same stretch unmasked, and only then goes on a disc. What nobody needs any more loses its key.

const { password } = accounts.manager;
type Clip = Output<'clips.list'>[number];

describe('a masked clip', () => {
  let work: string;
  let trial: TrialApp;
  let opened: OpenedCase;
  let recording: Output<'recordings.list'>[number];
  const areas = [
    {
      keys: [
        { picture: 2, box: { x: 10, y: 20, width: 30, height: 40 } },
        { picture: 6, box: { x: 100, y: 60, width: 40, height: 50 } },
      ],
    },
    { keys: [{ picture: 4, box: { x: 60, y: 4, width: 20, height: 30 } }], covers: { from: 4, to: 5 } },
  ];
  const inWords = 'area 1 covers every picture of the clip; area 2 covers pictures 5 to 6 only';
  const making = (more: object = {}) => ({
    ...{ recordingId: recording.id, from: 2, to: 8, reason: 'Passers-by.', areas },
    ...more,
  });
  const listed = (): Promise<Clip[]> => trial.ok('clips.list', {});
  /** Each of another stretch: the same would be the same bytes. */
  const made = async (to = 8): Promise<Clip> => {
    const { clipId, jobId } = await trial.ok('clips.mask', making({ to }));
    expect(await trial.ended(jobId)).toMatchObject({ state: 'done' });
    return need((await listed()).find(({ id }) => id === clipId));
  };
  const get = (url: string): Promise<Response> => trial.app.fetch(new Request(`https://app.invalid${url}`));
  const as = async (who: 'manager' | 'officer'): Promise<void> => {
    await trial.signOut();
    await trial.signIn(who);
  };
  const bundleOf = async (clipId: Clip['id']) => {
    const { id: proceedingsId } = await trial.ok('proceedings.name', {
      ...{ caseId: opened.caseId, kind: 'civil', court: 'County Court at Stockport', caseNumber: 'L00SK123' },
      parties: 'Stockport Homes v Doe',
    });
    const clips = [{ clipId, description: 'The yard, passers-by covered' }];
    return { proceedingsId, recordings: [], stillIds: [], clips };
  };

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'masked-'));
    await smallExport(join(work, 'EXPORT'));
    trial = await trialApp({
      bundlePagePath: join(freshPage('open-me-first'), 'index.html'),
      discDrives: async () => [imageFileDrive(join(work, 'disc'))],
    });
    await trial.setUp();
    await trial.signIn('officer');
    opened = await openCase(trial);
    await trial.ended((await startRetrieval(trial, opened, join(work, 'EXPORT'))).jobId);
    await quiet(trial);
    recording = need((await trial.ok('recordings.list', {})).find(({ playable }) => playable === 'master'));
  });
  afterAll(async () => {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });

  test('is not begun with areas outside of the clip or of the picture', async () => {
    const { size } = await trial.ok('ledger.search', {});
    const at = (picture: number, x: number) => [{ keys: [{ picture, box: { x, y: 0, width: 5, height: 5 } }] }];
    const during = (from: number, to: number) => [{ ...at(4, 0)[0], covers: { from, to } }];
    const outside = [during(1, 4), during(4, 9), during(5, 6), during(5, 3)];
    for (const wrong of [at(1, 0), at(9, 0), at(2, 5000), [], ...outside])
      expect(await trial.refused('clips.mask', making({ areas: wrong }))).toMatchObject({ code: 'invalid-input' });
    expect((await trial.ok('ledger.search', {})).size).toBe(size);
  });

  let clip: Clip;
  test('is kept with what it covers, how it was made and what was read back, and goes into no bundle yet', async () => {
    clip = await made();
    expect(clip).toMatchObject({
      ...{ way: 'masked', shown: { from: 2, to: 8 }, parentSha256: recording.sha256, state: 'kept' },
      mask: { areas, state: 'made', decidedBy: null },
    });
    expect(clip.commandLine).toContain('drawbox@area0');
    expect(clip.proof).toMatch(/^Decoded again from its seal: 7 pictures.* is black/u);
    expect(clip.proof).toContain(`Of those of the recording, ${inWords}.`);
    for (const action of ['clips.mask', 'clips.made'])
      expect(JSON.parse(need((await trial.ok('ledger.search', { action })).rows[0]).details)).toMatchObject({ areas });
    expect(await trial.refused('bundles.prepare', await bundleOf(clip.id))).toMatchObject({ clause: '5.15' });
    const { vault } = await openBeside(trial.folder);
    const past = `INSERT INTO exhibits (id, bundle_id, position, reference, kind, description, clip_id) VALUES ('x', 'x', 1, 'X/1', 'clip', 'x', ?)`;
    expect(() => vault.database.connection.prepare(past).run(clip.id)).toThrow(/only an approved masked clip/u);
    vault.close();
    const review = await trial.ok('cases.closingReview', { caseId: opened.caseId });
    expect(review.blockers.join(' ')).toContain(clip.number);
  });

  test('is compared by the manager beside an officer who proves to be there, and by nobody alone', async () => {
    expect(await trial.refused('clips.decide', deciding('approve'))).toMatchObject({ code: 'forbidden' });
    await as('manager');
    expect((await trial.ok('approvals.list', {})).map(({ kind, number }) => `${kind} ${number}`)).toContain(
      `clip ${clip.number}`,
    );
    expect((await trial.ok('today.read', {})).due.map(({ title }) => title)).toContain(
      `Masked clip ${clip.number} waits for your approval`,
    );
    const officer = credentialsOf(trial, 'officer');
    const alone = { clipId: clip.id, roomCheck, officer: { ...officer, password: 'not this one' } };
    expect(await trial.refused('clips.compareWithOfficer', alone)).toMatchObject({ code: 'forbidden' });
    expect(await trial.refused('clips.decide', deciding('approve'))).toMatchObject({ code: 'clause', clause: '5.15' });
    const seen = await trial.ok('clips.compareWithOfficer', {
      ...{ clipId: clip.id, roomCheck },
      officer: credentialsOf(trial, 'officer'),
    });
    for (const url of [seen.maskedUrl, seen.plainUrl]) expect((await get(url)).status).toBe(206);
    // Where the pictures of both stand: the film has ten a second.
    expect(seen).toMatchObject({ durationMs: 700, timesMs: [0, 100, 200, 300, 400, 500, 600] });
    await trial.ok('clips.putAway', { clipId: clip.id });
    for (const url of [seen.maskedUrl, seen.plainUrl]) expect((await get(url)).status).toBe(404);
    const entry = need((await trial.ok('ledger.search', { action: 'clips.compareWithOfficer' })).rows[0]);
    expect(JSON.parse(entry.details)).toMatchObject({
      ...{ officerPresent: accounts.officer.name, clip: clip.number },
      roomCheck: 'nobody behind, door shut, screen not overlooked',
    });
  });

  test('is decided once; what it was compared with is destroyed then, and it goes on a disc', async () => {
    const plain = await plainOf(clip);
    await stat(plain);
    const seen = await trial.ok('clips.compareWithOfficer', {
      ...{ clipId: clip.id, roomCheck },
      officer: credentialsOf(trial, 'officer'),
    });
    const ranges = [{ of: 'masked' as const, fromMs: 0, toMs: seen.durationMs }];
    expect(await trial.ok('clips.watched', { clipId: clip.id, ranges })).toEqual({ unseen: [] });
    const replies = await Promise.all([1, 2].map(() => trial.app.invoke('clips.decide', deciding('approve'))));
    expect(replies.map((reply) => (reply.ok ? 'decided' : reply.failure.code)).toSorted()).toEqual([
      'conflict',
      'decided',
    ]);
    await quiet(trial);
    for (const url of [seen.maskedUrl, seen.plainUrl]) expect((await get(url)).status).toBe(404);
    await expect(stat(plain)).rejects.toThrow('ENOENT');
    expect((await listed())[0]).toMatchObject({
      state: 'kept',
      mask: { state: 'approved', decidedBy: 'Morag Whitfield' },
    });
    await as('officer');
    const folder = join(work, 'registers');
    await mkdir(folder);
    trial.shell.folders.push(folder);
    const register = { register: 'clips', reason: 'For the Head.', password: accounts.officer.password } as const;
    const written = need(await trial.ok('registers.export', register));
    const table = await readFile(join(folder, written.folderName, 'clips.csv'), 'utf8');
    expect(table.split('\r\n')[0]).toMatch(/maskedAreas,maskState,decidedAt,decidedBy,decisionReasons$/u);
    expect(table).toMatch(/""keys"":.*,approved,[^,]+,Morag Whitfield,/u);
    expect(table).toContain(`""covers"":{""from"":4,""to"":5}`);
    const bundle = await trial.ok('bundles.prepare', await bundleOf(clip.id));
    expect(bundle.exhibits.map(({ description }) => description)).toEqual(['The yard, passers-by covered']);
    await approve(trial, bundle.id);
    const statement = await trial.ok('statements.drawUp', { bundleId: bundle.id });
    const said = statement.sentences.map(({ text }) => text).join(' ');
    expect(said).toContain(`cut clip ${clip.number} out of the recording, coded anew with areas filled with black`);
    const watched = `${clip.number}: 0.0–0.7 s from the first picture`;
    expect(said).toContain(`Morag Whitfield approved masked clip ${clip.number}. Really shown: ${watched}.`);
    expect(said).toContain('the masked clip “The yard, passers-by covered”');
    expect(said).toContain('Area 1 covers every picture of the clip; area 2 covers pictures 5 to 6 only.');
    expect(said).not.toContain('copied as they are');
    // Told where the clip is, not after everything else.
    expect(said.indexOf('approved masked clip')).toBeLessThan(said.search(/opened for viewing|holds no viewing/u));
    const { jobId } = await trial.ok('discs.burn', { bundleId: bundle.id, copy: 'court', driveId: join(work, 'disc') });
    expect(await trial.ended(jobId)).toMatchObject({ state: 'done' });
    expect(await extractBundle(join(work, 'disc'), join(work, 'bundle'))).toMatchObject({ ok: true });
    const record = JSON.parse(await readFile(join(work, 'bundle/data/record/exhibits.json'), 'utf8')) as BundleRecord;
    expect(record.clips).toMatchObject([
      {
        parentSha256: recording.sha256,
        masked: {
          ...{ parentNumber: recording.number, areas: 2, reason: 'Passers-by.' },
          covers: [
            { from: 3, to: 9 },
            { from: 5, to: 6 },
          ],
          approvedBy: 'Morag Whitfield',
        },
      },
    ]);
    const { rows } = await trial.ok('ledger.search', { action: 'retention.disposed' });
    expect(rows.map(({ details }) => details).join(' ')).toContain('it was decided on');
  });

  test('that is refused is destroyed, and is neither seen nor used any more', async () => {
    const other = await made(9);
    const file = await findObject(trial.folder, other.sha256);
    await stat(file);
    await as('manager');
    await trial.ok('clips.decide', { ...deciding('refuse'), clipId: other.id });
    await quiet(trial);
    await expect(stat(file)).rejects.toThrow('ENOENT');
    const refused = need((await listed()).find(({ id }) => id === other.id));
    expect(refused).toMatchObject({ state: 'disposed', mask: { state: 'refused', decisionReasons: 'Compared.' } });
    const seeing = { clipId: other.id, roomCheck, officer: credentialsOf(trial, 'officer') };
    expect(await trial.refused('clips.compareWithOfficer', seeing)).toMatchObject({ code: 'conflict' });
    await as('officer');
    expect(await trial.refused('bundles.prepare', await bundleOf(other.id))).toMatchObject({ code: 'conflict' });
  });

  test('goes with its recording, and so does what an undecided one is yet to be compared with', async () => {
    const undecided = await made(7);
    const files = [await findObject(trial.folder, undecided.sha256), await plainOf(undecided)];
    const approved = await findObject(trial.folder, clip.sha256);
    trial.clock.advance(50 * 86_400_000);
    await as('officer');
    await quiet(trial);
    for (const file of [...files, approved]) await expect(stat(file)).rejects.toThrow('ENOENT');
    const review = await trial.ok('cases.closingReview', { caseId: opened.caseId });
    expect(review.blockers.join(' ')).not.toContain(undecided.number);
    expect(trial.bugs).toEqual([]);
  });

  const deciding = (decision: 'approve' | 'refuse') =>
    ({ clipId: clip.id, decision, reasons: 'Compared.', password }) as const;
  async function plainOf({ number }: Clip): Promise<string> {
    const { rows } = await trial.ok('ledger.search', { action: 'clips.made' });
    const entries = rows.map(({ details }) => JSON.parse(details) as { clip: string; comparedWithSha256: string });
    const { comparedWithSha256 } = need(entries.find(({ clip: of }) => of === number));
    return findObject(trial.folder, comparedWithSha256);
  }
});
