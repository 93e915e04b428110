import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, openDesk } from '../demo/desk.ts';
import {
  confirmAsManager,
  field,
  fillIn,
  goTo,
  handOver,
  heading,
  phoneCode,
  press,
  row,
  signIn,
} from '../demo/person.ts';
import { lookOf, mustBePicture } from '../demo/pictures.ts';
import { setUp } from '../demo/steps-setup.ts';
import { people } from '../demo/story.ts';
import { openCase, openViewing, smallExport, startRetrieval } from '../main/officer-steps.ts';
import type { TrialApp } from '../main/trial-app.ts';
import { axeFindings } from './axe-findings.ts';

// A countersigned still at the screen: masked with the pointer and the keyboard, compared by the manager, and a print of
// it that goes nowhere without a decision. On the smallest screen of the laptop and on a large one.

describe('an officer and a manager with a still at the screen', () => {
  let desk: Desk;
  let folder: string;
  let caseId: string;
  let shownNumber: string;
  const findings: string[] = [];
  const sideways: string[] = [];

  /** What the officer-steps need of an application, with this window's own. */
  const trial = (): TrialApp => {
    const ok: TrialApp['ok'] = async (name, input) => {
      const reply = await desk.app.invoke(name, input);
      if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.failure)}`);
      return reply.value as never;
    };
    return { ok, shell: desk.shell } as TrialApp;
  };
  const ask: TrialApp['ok'] = (name, input) => trial().ok(name, input);
  /** Both sizes of the screen, both colours. */
  const seen = async (name: string): Promise<void> => {
    for (const [width, height] of [
      [1920, 1080],
      [1366, 768],
    ] as const) {
      await desk.page.setViewportSize({ width, height });
      const wide = await desk.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      if (wide) sideways.push(`${name} at ${String(width)}`);
      await desk.seen(`${name}-${String(width)}`);
    }
    findings.push(...(await axeFindings(desk.page, name)));
  };
  const openStill = async (): Promise<void> => {
    await goTo(desk, 'Stills');
    await row(desk.page, 'Door').getByRole('button').first().click();
    await heading(desk.page, /^Still \S/u).waitFor();
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stills-'));
    await smallExport(join(folder, 'EXPORT'));
    desk = await openDesk({ dataFolder: join(folder, 'data'), discPath: join(folder, 'disc.iso') });
    await setUp(desk);
    await signIn(desk, 'officer');
    const opened = await openCase(trial());
    ({ caseId } = opened);
    const { jobId } = await startRetrieval(trial(), opened, join(folder, 'EXPORT'));
    const runs = async () => (await ask('jobs.list', {})).some(({ id, state }) => id === jobId && state === 'running');
    while (await runs()) await new Promise((resolve) => setTimeout(resolve, 50));
    const shown = (await ask('recordings.list', {})).find(({ playable }) => playable === 'derivative');
    if (shown === undefined) throw new Error('nothing plays');
    shownNumber = shown.number;
    const { viewing } = await openViewing(trial(), shown.id);
    const at = { viewingId: viewing.id, positionMs: 300, frameIndex: 3, note: 'Door opens.' };
    const { id: bookmarkId } = await ask('viewings.bookmark', at);
    await ask('viewings.close', { viewingId: viewing.id, outcome: 'still-wanted' });
    const asked = { bookmarkId, requester: 'Priya Shah', necessity: 'To identify.', particulars: 'Door' };
    const { id: stillId } = await ask('stills.request', asked);
    const { password } = people.manager;
    await handOver(desk, 'manager');
    await ask('stills.decide', { stillId, decision: 'approve', reasons: 'Needed.', password });
    await handOver(desk, 'officer');
    await ask('stills.produce', { stillId });
    await handOver(desk, 'manager');
    const signing = { decision: 'countersign', reasons: 'Seen.', cabinetPlace: 'Cabinet 1', password } as const;
    await ask('stills.countersign', { stillId, ...signing });
    await handOver(desk, 'officer');
  });
  afterAll(async () => {
    await desk.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('cover a part of it with the pointer and another with the keyboard', async () => {
    const { page } = desk;
    await openStill();
    await press(page, 'Make a masked copy');
    // The picture of the still itself has the same question further up.
    await page.getByRole('checkbox', { name: 'I am present and stay while it is shown' }).last().check();
    await press(page, 'Show the still and draw');
    await field(page, 'Size on the screen').selectOption('2');
    const picture = page.getByRole('img', { name: 'Still STILL-0001: Door' });
    await picture.scrollIntoViewIfNeeded();
    const at = await picture.boundingBox();
    if (at === null) throw new Error('no picture to draw on');
    await page.mouse.move(at.x + 20.5, at.y + 40.5);
    await page.mouse.down();
    await page.mouse.move(at.x + 60.5, at.y + 90.5, { steps: 3 });
    await page.mouse.up();
    await press(page, 'Add an area');
    await page.getByRole('button', { name: /^Area 2:/u }).focus();
    for (const key of ['Shift+ArrowRight', 'ArrowDown', 'Alt+ArrowLeft']) await page.keyboard.press(key);
    await page.getByRole('checkbox', { name: 'Show the areas as they will be' }).check();
    await seen('mask-drawn');
    await press(page, 'Make the masked copy');
    await page.getByText('What is covered, and why').first().waitFor();
    await fillIn(page, { 'What is covered, and why': 'Passers-by at the bins.' });
    await press(page, 'Make the masked copy');
    await heading(page, 'STILL-0001-M1').waitFor();
    const [mask] = await ask('masks.list', {});
    // 352 × 288: drawn from (10, 20) to (30, 45); the second an eighth in the middle, moved and made narrower.
    expect(mask?.boxes).toEqual([
      { x: 10, y: 20, width: 21, height: 26 },
      { x: 164, y: 127, width: 43, height: 36 },
    ]);
  });

  test('have the manager compare it with the still and approve it', async () => {
    const { page } = desk;
    await handOver(desk, 'manager');
    await goTo(desk, 'Approvals');
    await heading(page, 'Masked copy STILL-0001-M1').waitFor();
    await fillIn(page, {
      'The officer’s username': people.officer.username,
      'The officer’s password': people.officer.password,
      'The officer’s code from the authenticator app': await phoneCode(desk, 'officer'),
    });
    await press(page, 'Show STILL-0001-M1 beside the still');
    await page.getByRole('img', { name: 'Masked copy: STILL-0001-M1' }).waitFor();
    await page.getByRole('img', { name: 'The still, unmasked: STILL-0001-M1' }).waitFor();
    await seen('mask-compared');
    await press(page, 'Approve');
    await confirmAsManager(desk, 'Covers the passers-by.', 'Approve');
    await page.getByText('Masked copy STILL-0001-M1 was approved.').waitFor();
    expect(await ask('masks.list', {})).toMatchObject([{ state: 'approved', decidedBy: people.manager.name }]);
  });

  test('print it under a number of its own, and are told on what it could leave the house', async () => {
    const { page } = desk;
    await handOver(desk, 'officer');
    await openStill();
    await press(page, 'Make a print of STILL-0001-M1');
    await fillIn(page, { 'What the print is for': 'For the neighbour' });
    await press(page, 'Make the print');
    await row(page, 'STILL-0001/2').waitFor();
    await row(page, 'STILL-0001/2').getByText('shows STILL-0001-M1').waitFor();
    await seen('still-with-mask');
    await row(page, 'STILL-0001/2').getByRole('button', { name: 'Sign out' }).click();
    await page.getByText(/Is somebody not named here/u).waitFor();
    expect(await field(page, 'Who takes it, and on what').getByRole('option').count()).toBe(2);
    await field(page, 'Who takes it, and on what').selectOption('staff');
    await seen('print-sign-out');
    await fillIn(page, {
      'Their name': 'Priya Shah',
      'Their organisation': 'Stockport Homes',
      'For what purpose': 'Visit',
      'Due back on': '20/10/2026',
    });
    await press(page, 'Sign it out');
    await page.getByText(/Print STILL-0001\/2 is signed out/u).waitFor();
  });

  test('are asked about that print when the case is closed, and what its holder wrote of its end', async () => {
    const { page } = desk;
    await openStill();
    await row(page, 'STILL-0001/2').getByRole('button', { name: 'They destroyed it' }).click();
    await heading(page, 'Print STILL-0001/2 was destroyed by whoever had it').waitFor();
    await seen('print-reported');
    const review = await ask('cases.closingReview', { caseId });
    expect(review.items.map(({ number }) => number)).toEqual(['STILL-0001/2', 'STILL-0001']);
  });

  test('cover an area that moves through a stretch of the footage, and have the manager compare the clip', async () => {
    const { page } = desk;
    await goTo(desk, 'Footage');
    await row(page, shownNumber).getByRole('button').first().click();
    await page.getByRole('link', { name: 'Open a viewing' }).click();
    await field(page, 'Purpose').selectOption({ index: 1 });
    await fillIn(page, { Reason: 'Cover who walks past.' });
    for (const tick of [/^Nobody/u, /^The door/u, /^The screen/u])
      await page.getByRole('checkbox', { name: tick }).check();
    await press(page, 'Open the viewing');
    await page.getByText(/^Frame 1 of /u).waitFor();
    await page.keyboard.press('m');
    const dialog = page.getByRole('dialog');
    await press(dialog, 'Add an area');
    await press(dialog, '25 on');
    await dialog.getByText(/^Picture 10 of 10/u).waitFor();
    await press(dialog, 'The clip ends here');
    await dialog.getByRole('button', { name: /^Area 1:/u }).focus();
    for (let presses = 0; presses < 4; presses += 1) await page.keyboard.press('Shift+ArrowLeft');
    await dialog.getByText('Put at picture 1, picture 10.').waitFor();
    mustBePicture(await lookOf(dialog.getByRole('img', { name: /, picture 10$/u })));
    // It covers what leaves the picture before the clip ends, and nothing after: at the keyboard.
    await press(dialog, 'One back');
    await press(dialog, 'One back');
    await dialog.getByText(/^Picture 8 of 10/u).waitFor();
    await dialog.getByRole('button', { name: 'Covers until this picture' }).focus();
    await page.keyboard.press('Enter');
    await dialog.getByText('Area 1 covers pictures 1 to 8 only.').waitFor();
    await press(dialog, '25 on');
    await dialog.getByRole('button', { name: 'Area 1, which covers nothing at this picture' }).waitFor();
    await seen('clip-mask-drawn');
    // Covered at once, the copy of the picture in the dialog too.
    await page.keyboard.press('Escape');
    expect(new Set(await lookOf(dialog.getByRole('img', { name: /, picture 10$/u }))).size).toBe(1);
    await page.keyboard.press('Escape');
    await fillIn(dialog, { 'What is covered, and why': 'Somebody who walks past.' });
    await press(dialog, 'Make the masked clip');
    await dialog.waitFor({ state: 'detached' });
    await press(page, 'End viewing');
    await page.getByRole('radio', { name: 'Nothing relevant seen' }).check();
    await press(page.getByRole('dialog'), 'End viewing');
    await heading(page, 'Viewing ended').waitFor();
    while ((await ask('clips.list', {})).length === 0) await page.waitForTimeout(50);
    const [clip] = await ask('clips.list', {});
    expect(clip).toMatchObject({ way: 'masked', shown: { from: 0, to: 9 }, mask: { state: 'made' } });
    const [area] = clip?.mask?.areas ?? [];
    expect(area?.keys.map(({ picture }) => picture)).toEqual([0, 7]);
    expect(area?.covers).toEqual({ from: 0, to: 7 });

    await handOver(desk, 'manager');
    await goTo(desk, 'Approvals');
    await heading(page, 'Masked clip CLIP-0001').waitFor();
    for (const tick of [/^Nobody/u, /^The door/u, /^The screen/u])
      await page.getByRole('checkbox', { name: tick }).check();
    await seen('clip-asked-for');
    await fillIn(page, {
      'The officer’s username': people.officer.username,
      'The officer’s password': people.officer.password,
      'The officer’s code from the authenticator app': await phoneCode(desk, 'officer'),
    });
    await press(page, 'Show CLIP-0001 beside its stretch of the recording');
    const isAt = (picture: number) =>
      page.getByText(`Picture ${picture} of the recording, ${picture} of 10 of the clip`).waitFor();
    await isAt(1);
    await page.waitForFunction(() => [...document.querySelectorAll('video')].every((video) => video.readyState >= 2));
    for (let presses = 0; presses < 3; presses += 1) await press(page, 'One picture on');
    await isAt(4);
    await page.getByText(/^Still to be seen before you can approve: pictures 5 to 10 /u).waitFor();
    // Where the area goes, the two differ at its last picture and at the next no more than coding makes them.
    const apart: number[] = [];
    for (const [place, picture] of Object.entries({ Last: 8, 'Just after': 9 })) {
      await page.getByRole('button', { name: `${place}: picture ${picture}` }).click();
      await isAt(picture);
      const both = ['Masked clip', 'The recording, unmasked'].map((name) => page.getByLabel(name, { exact: true }));
      await page.waitForFunction(() => [...document.querySelectorAll('video')].every(({ seeking }) => !seeking));
      const [masked, plain] = await Promise.all(both.map(lookOf));
      if (masked === undefined || plain === undefined) throw new Error('nothing is shown');
      mustBePicture(masked);
      mustBePicture(plain);
      apart.push(Math.max(...masked.map((value, at) => Math.abs(value - (plain[at] ?? 0)))));
    }
    expect(apart[0]).toBeGreaterThan(90);
    expect(apart[1]).toBeLessThan(40);
    await seen('clip-compared');
    await press(page, 'Approve');
    const decision = page.getByRole('dialog');
    await fillIn(decision, { Reasons: 'Covers who walks past.', 'Your password': people.manager.password });
    await press(decision, 'Approve');
    await page.getByText(/You have not compared the whole of CLIP-0001 yet: pictures 5 to 7 /u).waitFor();
    await press(decision, 'Cancel');
    await decision.waitFor({ state: 'detached' });
    // What was left out lies before: back over it one by one, and on to the end.
    for (const picture of [8, 7, 6, 5]) {
      await press(page, 'One picture back');
      await isAt(picture);
    }
    await press(page, 'Play both');
    await page.getByText('You have had every picture of the clip on the screen.').waitFor();
    await press(page, 'Approve');
    await confirmAsManager(desk, 'Covers who walks past.', 'Approve');
    await page.getByText('Masked clip CLIP-0001 was approved.').waitFor();
  });

  test('meet nothing that axe finds fault with, no sideways scrolling and no error in the window', () => {
    expect(findings).toEqual([]);
    expect(sideways).toEqual([]);
    expect(desk.problems()).toEqual([]);
  });
});
