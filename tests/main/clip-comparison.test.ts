import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Input, Output } from '../../src/shared/contract.ts';
import {
  approvedBundle,
  type OpenedCase,
  openCase,
  quiet,
  roomCheck,
  smallExport,
  startRetrieval,
  viewingOf,
} from './officer-steps.ts';
import { credentialsOf } from './people-steps.ts';
import { accounts, need, type TrialApp, trialApp } from './trial-app.ts';

// CoP 3.9, 5.15, 6.4: a masked clip is compared after the room check, with nothing else on the screen; what of it was
// really shown is entered as it happens, and nobody approves a picture they did not have before them.

type Clip = Output<'clips.list'>[number];
type Ranges = Input<'clips.watched'>['ranges'];
const { password } = accounts.manager;
const gone = 'CLIP-0001 is not on the screen any more. Show it again.';

describe('the comparison of a masked clip', () => {
  let work: string;
  let trial: TrialApp;
  let opened: OpenedCase;
  let bundleId: Output<'bundles.prepare'>['id'];
  let recording: Output<'recordings.list'>[number];
  /** Seven pictures, a tenth of a second each. */
  let clip: Clip;
  let other: Clip;
  const made = async (to: number): Promise<Clip> => {
    const areas = [{ keys: [{ picture: 2, box: { x: 10, y: 20, width: 30, height: 40 } }] }];
    const wish = { recordingId: recording.id, from: 2, to, reason: 'Passers-by.', areas };
    const { clipId, jobId } = await trial.ok('clips.mask', wish);
    expect(await trial.ended(jobId)).toMatchObject({ state: 'done' });
    return need((await trial.ok('clips.list', {})).find(({ id }) => id === clipId));
  };
  const as = async (who: 'manager' | 'officer'): Promise<void> => {
    await trial.signOut();
    await trial.signIn(who);
  };
  const compare = (of = clip) =>
    trial.ok('clips.compareWithOfficer', { clipId: of.id, roomCheck, officer: credentialsOf(trial, 'officer') });
  const alone = (of = clip) => ({ clipId: of.id, roomCheck, officerPresent: true }) as const;
  const saw = (ranges: Ranges) => trial.ok('clips.watched', { clipId: clip.id, ranges });
  const status = async (url: string): Promise<number> =>
    (await trial.app.fetch(new Request(`https://app.invalid${url}`))).status;
  const approving = { decision: 'approve', reasons: 'Compared.', password } as const;
  const newest = async (action: string): Promise<Record<string, unknown>> => {
    const { rows } = await trial.ok('ledger.search', { action });
    return JSON.parse(need(rows[0]).details) as Record<string, unknown>;
  };

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'compared-'));
    await smallExport(join(work, 'EXPORT'));
    trial = await trialApp();
    await trial.setUp();
    await trial.signIn('officer');
    opened = await openCase(trial);
    await trial.ended((await startRetrieval(trial, opened, join(work, 'EXPORT'))).jobId);
    await quiet(trial);
    recording = need((await trial.ok('recordings.list', {})).find(({ playable }) => playable === 'master'));
    clip = await made(8);
    other = await made(6);
    bundleId = (await approvedBundle(trial, opened.caseId)).id;
  });
  afterAll(async () => {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });

  test('is not begun without the three statements of the room check', async () => {
    const { size } = await trial.ok('ledger.search', {});
    for (const said of [undefined, {}, { ...roomCheck, doorShut: false }])
      expect(await trial.app.invoke('clips.compare', { ...alone(), roomCheck: said })).toMatchObject({
        failure: { code: 'invalid-input' },
      });
    expect((await trial.ok('ledger.search', {})).size).toBe(size);
  });

  test('is not begun while a viewing or a showing is open', async () => {
    const [shown] = (await trial.ok('bundles.list', {})).flatMap(({ exhibits }) => exhibits);
    const listed = [{ recordingId: need(need(shown).recordingId) }];
    const showing = { bundleId, place: 'Court 2', allowedBy: 'District Judge Hale', direction: 'Play it.', listed };
    for (const open of [
      () => trial.ok('viewings.open', viewingOf(recording.id)),
      () => trial.ok('viewings.present', showing),
    ]) {
      const { viewing } = await open();
      expect(await trial.refused('clips.compare', alone())).toMatchObject({
        ...{ code: 'conflict', message: `${viewing.number} is still open. Close it in the viewing room first.` },
      });
      const outcome = viewing.showing === null ? 'nothing-relevant' : 'shown-in-court';
      await trial.ok('viewings.close', { viewingId: viewing.id, outcome });
    }
    // And the other way round, until both are put away.
    const { maskedUrl, plainUrl, unseen } = await trial.ok('clips.compare', alone());
    expect(unseen).toMatchObject([{ from: 0, to: 6, fromMs: 0 }]);
    const message = `CLIP-0001 is still on the screen beside its stretch of ${recording.number}. Put both away under Approvals first.`;
    expect(await trial.refused('clips.compare', alone(other))).toMatchObject({ code: 'conflict', message });
    expect(await trial.refused('viewings.open', viewingOf(recording.id))).toMatchObject({ code: 'conflict', message });
    expect(await trial.refused('viewings.present', showing)).toMatchObject({ code: 'conflict', message });
    for (const url of [maskedUrl, plainUrl]) expect(await status(url)).toBe(206);
    await trial.ok('clips.putAway', { clipId: clip.id });
    for (const url of [maskedUrl, plainUrl]) expect(await status(url)).toBe(404);
    expect(await trial.refused('clips.putAway', { clipId: clip.id })).toMatchObject({ code: 'conflict' });
    const { viewing } = await trial.ok('viewings.open', viewingOf(recording.id));
    await trial.ok('viewings.close', { viewingId: viewing.id, outcome: 'nothing-relevant' });
  });

  test('that is asked for again, because its screen was lost, begins anew', async () => {
    const first = await trial.ok('clips.compare', alone());
    const second = await trial.ok('clips.compare', alone());
    expect([await status(first.maskedUrl), await status(second.maskedUrl)]).toEqual([404, 206]);
    expect(await newest('clips.endComparison')).toMatchObject({ note: 'It was asked for again.', watched: [] });
  });

  test('ends with the session; what was shown last is in the ledger, and nobody is kept from the next thing', async () => {
    await saw([{ of: 'plain', fromMs: 0, toMs: 300 }]);
    await as('manager');
    expect(await newest('clips.endComparison')).toMatchObject({
      ...{ note: 'You have signed out.', clip: 'CLIP-0001' },
      watched: [`its stretch of ${recording.number}: 0.0–0.3 s from the first picture`],
    });
    const ranges: Ranges = [{ of: 'masked', fromMs: 0, toMs: 100 }];
    expect(await trial.refused('clips.watched', { clipId: clip.id, ranges })).toMatchObject({ message: gone });
    await compare(other);
    await trial.ok('clips.putAway', { clipId: other.id });
  });

  test('leaves no approval while a picture was not on the screen, and says which', async () => {
    expect(await trial.refused('clips.decide', { ...approving, clipId: clip.id })).toMatchObject({
      ...{ code: 'clause', clause: '5.15' },
      message: expect.stringContaining(
        'pictures 1 to 7 of the clip (0.00 to 0.70 s) of it was not on the screen',
      ) as string,
    });
    await compare();
    // Played over the first three, one picture looked at by itself.
    const first = await saw([
      { of: 'masked', fromMs: 0, toMs: 300 },
      { of: 'masked', fromMs: 500, toMs: 600 },
      { of: 'plain', fromMs: 0, toMs: 700 },
    ]);
    expect(first.unseen).toEqual([
      { from: 3, to: 4, fromMs: 300, toMs: 500 },
      { from: 6, to: 6, fromMs: 600, toMs: 700 },
    ]);
    expect(await trial.refused('clips.decide', { ...approving, clipId: clip.id })).toMatchObject({
      message: expect.stringContaining(
        'pictures 4 to 5 of the clip (0.30 to 0.50 s), picture 7 of the clip (0.60 to 0.70 s)',
      ) as string,
    });
    await trial.ok('clips.putAway', { clipId: clip.id });
    expect(await newest('clips.putAway')).toMatchObject({
      watched: [
        'CLIP-0001: 0.0–0.3 s from the first picture',
        'CLIP-0001: 0.5–0.6 s from the first picture',
        `its stretch of ${recording.number}: 0.0–0.7 s from the first picture`,
      ],
    });
  });

  test('counts what this manager saw, over all their comparisons, and not what somebody else saw', async () => {
    await as('officer');
    await trial.ok('clips.compare', alone());
    expect((await saw([{ of: 'masked', fromMs: 0, toMs: 700 }])).unseen).toEqual([]);
    await as('manager');
    expect((await compare()).unseen.map(({ from, to }) => [from, to])).toEqual([
      [3, 4],
      [6, 6],
    ]);
    expect((await saw([{ of: 'masked', fromMs: 700, toMs: 300 }])).unseen).toEqual([]);
  });

  test('killed: the next sign-in ends it, and what was seen until then counts', async () => {
    const folder = join(work, 'killed');
    await cp(trial.folder, folder, { recursive: true }); // the drive while both are on the screen
    const totp = { manager: trial.secretOf('manager'), officer: trial.secretOf('officer') };
    const killed = await trialApp({ folder, start: trial.clock.now(), totp });
    await killed.signIn('manager');
    const ended = need((await killed.ok('ledger.search', { action: 'clips.endComparison' })).rows[0]);
    expect(JSON.parse(ended.details)).toMatchObject({
      note: 'The application stopped before it was put away.',
      watched: ['CLIP-0001: 0.3–0.7 s from the first picture'],
    });
    expect(await killed.ok('clips.decide', { ...approving, clipId: clip.id })).toMatchObject({
      mask: { state: 'approved' },
    });
    expect(killed.bugs).toEqual([]);
    await killed.remove();
  });

  test('ends with the decision', async () => {
    await trial.ok('clips.decide', { ...approving, clipId: clip.id });
    expect(await newest('clips.decide')).toMatchObject({ watched: ['CLIP-0001: 0.3–0.7 s from the first picture'] });
    expect(await trial.refused('clips.putAway', { clipId: clip.id })).toMatchObject({ code: 'conflict' });
    await quiet(trial);
  });

  test('needs not be made for a refusal', async () => {
    await trial.ok('clips.decide', { ...approving, decision: 'refuse', clipId: other.id });
    expect(trial.bugs).toEqual([]);
  });
});
