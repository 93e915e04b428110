import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Output } from '../../src/shared/contract.ts';
import { type Desk, openDesk } from '../demo/desk.ts';
import { fillIn, goTo, handOver, heading, longWorkMs, press, row, signIn, typeClock } from '../demo/person.ts';
import { lookOf, mustBePicture } from '../demo/pictures.ts';
import { setUp } from '../demo/steps-setup.ts';
import { people } from '../demo/story.ts';
import { axeFindings } from './axe-findings.ts';
import { ask, rate, takeThreeCameras } from './three-cameras.ts';

// The laptop before a court: a clip of the bundle and a stretch of a recording on the dark screen, as a browser really
// plays them, with the times of the recording; and a cutting that is stopped.

const stepMs = 1000 / rate;

describe('an officer shows a court exhibits of a bundle', () => {
  let desk: Desk;
  let folder: string;
  let bundle: Output<'bundles.prepare'>;
  let clip: Output<'clips.list'>[number];
  const findings: string[] = [];

  const reference = (kind: 'recording' | 'clip'): string =>
    bundle.exhibits.find((each) => each.kind === kind)?.reference ?? '';
  const openForm = async (): Promise<void> => {
    const { page } = desk;
    await goTo(desk, 'Court');
    await row(page, 'L00SK123').getByRole('button').first().click();
    await page.getByRole('link', { name: 'Show it to the court' }).click();
    await heading(page, 'Show it to the court').waitFor();
    await fillIn(page, {
      'Court room': 'Court 3',
      'Who in court asked for it or allowed it': 'District Judge Patel',
      'What they asked to see': 'The window being broken.',
    });
  };
  /** Four seconds of the recording, by the clock of its recorder. */
  const listStretch = async (): Promise<void> => {
    const named = (which: string): string => `${reference('recording')} ${which} (recorder’s clock)`;
    await typeClock(desk.page, named('from'), '05/10/2026', '21:10:04');
    await typeClock(desk.page, named('to'), '05/10/2026', '21:10:07');
  };
  const shown = () => desk.page.getByRole('region', { name: 'Shown to the court' });
  const end = async (): Promise<void> => {
    await press(desk.page, 'End the showing');
    const dialog = desk.page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'Shown to the court', exact: true }).check();
    await press(dialog, 'End showing');
    await heading(desk.page, 'Showing ended').waitFor();
  };
  const playing = (): Promise<unknown> =>
    desk.page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2);
  const newest = async () => (await ask(desk, 'viewings.list', {}))[0];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'showing-'));
    desk = await openDesk({ dataFolder: join(folder, 'data'), discPath: join(folder, 'disc.iso') });
    await setUp(desk);
    await signIn(desk, 'officer');
    await takeThreeCameras(desk, join(folder, 'EXPORT'));
    const recordings = (await ask(desk, 'recordings.list', {})).toSorted((a, b) =>
      a.fileName.localeCompare(b.fileName),
    );
    const [first, second] = recordings;
    if (first === undefined || second === undefined) throw new Error('there are no two recordings');
    const { jobId } = await ask(desk, 'clips.make', {
      ...{ recordingId: second.id, from: 33, to: 52, way: 'copy', reason: 'The window' },
    });
    const runs = async () =>
      (await ask(desk, 'jobs.list', {})).some(({ id, state }) => id === jobId && state === 'running');
    while (await runs()) await new Promise((resolve) => setTimeout(resolve, 50));
    const [made] = await ask(desk, 'clips.list', {});
    if (made === undefined) throw new Error('no clip was cut');
    clip = made;
    const { id: proceedingsId } = await ask(desk, 'proceedings.name', {
      ...{ caseId: first.caseId, kind: 'civil', court: 'County Court at Stockport', caseNumber: 'L00SK123' },
      parties: 'Stockport Homes v Doe',
    });
    bundle = await ask(desk, 'bundles.prepare', {
      ...{ proceedingsId, stillIds: [], recordings: [{ recordingId: first.id, description: 'The yard' }] },
      clips: [{ clipId: clip.id, description: 'The window being broken' }],
    });
    await handOver(desk, 'manager');
    const { password } = people.manager;
    await ask(desk, 'bundles.decide', { bundleId: bundle.id, decision: 'approve', reasons: 'Hearing.', password });
    await handOver(desk, 'officer');
  });
  afterAll(async () => {
    await desk.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('stop the cutting of a stretch, and are told that nothing is kept', async () => {
    const { page } = desk;
    await openForm();
    await listStretch();
    findings.push(...(await axeFindings(page, 'showing-form')));
    await press(page, 'Begin the showing');
    await page.getByText(/^Cutting the stretch of REC-\d+$/u).waitFor();
    await page.getByText(/\d+ of 40 pictures/u).waitFor();
    await press(page, 'Stop this');
    await page.getByText(/was not begun: cutting what is shown was stopped, and nothing of it is kept/u).waitFor();
    expect(await newest()).toMatchObject({
      ending: 'abnormal',
      recordings: [{ watched: [] }],
      clips: [{ watched: [] }],
    });
  });

  test('show the stretch and then the clip, each by its own pictures and the times of its recording', async () => {
    const { page } = desk;
    await press(page, 'Begin the showing');
    await shown().waitFor({ timeout: longWorkMs });
    await playing();
    expect(await shown().innerText()).toContain('Mon 5 Oct 2026, 21:06:52.000 (UK time)');
    await page.keyboard.press('n');
    await page.getByLabel(`Exhibit ${reference('clip')}`).waitFor();
    await playing();
    await page.getByText('Clip, its pictures copied as they are').waitFor();
    // The clip begins with the key picture at or before the one that was asked for.
    expect(clip.shown).toEqual({ from: 30, to: 52 });
    await page.getByText('Mon 5 Oct 2026, 21:06:56.000 (UK time)').waitFor();
    await page.getByText('Mon 5 Oct 2026, 21:10:08.000 (recorder’s clock)').waitFor();
    for (const at of ['21:10:08.100', '21:10:08.200', '21:10:08.300']) {
      await page.keyboard.press('ArrowRight');
      await page.getByText(`Mon 5 Oct 2026, ${at} (recorder’s clock)`).waitFor();
    }
    mustBePicture(await lookOf(page.locator('video')));
    findings.push(...(await axeFindings(page, 'showing-clip')));
    await desk.seen('showing-clip');
    // The last picture of the clip is the end: the recording goes on, and none of it is there.
    await press(page, 'Play');
    await page.getByText('Mon 5 Oct 2026, 21:10:10.200 (recorder’s clock)').waitFor();
    await page.waitForTimeout(500);
    await page.getByText('Mon 5 Oct 2026, 21:10:10.200 (recorder’s clock)').waitFor();
    for (const number of [clip.number, clip.recordingNumber]) expect(await shown().innerText()).not.toContain(number);
    await end();
    const viewing = await newest();
    const ofClip = viewing?.clips[0]?.watched ?? [];
    expect(ofClip.map(({ fromMs, toMs }) => [fromMs, toMs].map((ms) => Math.round(ms / stepMs)))).toEqual([[30, 53]]);
    for (const { fromMs, toMs } of viewing?.recordings[0]?.watched ?? []) {
      expect(fromMs).toBeGreaterThanOrEqual(4000);
      expect(toMs).toBeLessThanOrEqual(8000);
    }
    expect(viewing?.recordings.map(({ recordingId }) => recordingId)).not.toContain(clip.recordingId);
    expect(findings).toEqual([]);
  });
});
