import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillIn, goTo, heading, phoneCode, press, screen } from '../demo/person.ts';
import { setUp } from '../demo/steps-setup.ts';
import { people } from '../demo/story.ts';
import { axeFindings } from './axe-findings.ts';
import { ask, rate, takeThreeCameras } from './three-cameras.ts';
import { type TrialDesk, trialDesk } from './trial-desk.ts';

describe('with the keyboard alone', () => {
  let trial: TrialDesk;
  beforeAll(async () => {
    trial = await trialDesk();
    await setUp(trial.desk);
  });
  afterAll(() => trial.remove());

  /** What has the focus, as a screen reader names it. */
  const focused = (): Promise<string> =>
    trial.desk.page.evaluate(() => {
      const element = document.activeElement;
      const labels =
        element !== null && 'labels' in element ? (element.labels as NodeListOf<HTMLElement> | null) : null;
      const label = labels?.[0]?.textContent ?? element?.getAttribute('aria-label') ?? element?.textContent;
      return (label ?? '').replace('*', '').trim();
    });

  const tabTo = async (name: string | RegExp): Promise<void> => {
    for (let presses = 0; presses < 60; presses += 1) {
      const words = await focused();
      if (typeof name === 'string' ? words === name : name.test(words)) return;
      await trial.desk.page.keyboard.press('Tab');
    }
    throw new Error(`Tab never comes to "${name}"`);
  };

  /** Asks for a question with a key, answers it, and waits until it is gone. */
  const answer = async (key: string, fields: Readonly<Record<string, string>>, confirm: string): Promise<void> => {
    const { page } = trial.desk;
    await page.keyboard.press(key);
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    for (const [label, value] of Object.entries(fields)) {
      await tabTo(label);
      await page.keyboard.type(value);
    }
    await tabTo(confirm);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
  };
  const goToTime = (time: string): Promise<void> => answer('g', { 'Corrected time': time }, 'Go there');
  const askForStill = (particulars: string): Promise<void> =>
    answer(
      's',
      {
        'Requested by (SNO)': 'Priya Shah',
        'Why it is necessary': 'To know who it was.',
        'What the still shows': particulars,
      },
      'Send request',
    );
  /** The frame of the first camera once all stand still, and how many frames the others are behind it. */
  const framesAtRest = async (): Promise<{ first: number; behindFirst: number[] }> => {
    const { page } = trial.desk;
    const frames = (): Promise<number[]> =>
      page.evaluate(
        (each) => [...document.querySelectorAll('video')].map((video) => Math.floor(video.currentTime * each)),
        rate,
      );
    for (let before = await frames(); ; ) {
      await page.waitForTimeout(200);
      const now = await frames();
      const [first = -1] = now;
      if (String(now) === String(before)) return { first, behindFirst: now.map((frame) => first - frame) };
      before = now;
    }
  };

  test('a person signs in and goes to a room', async () => {
    const { desk } = trial;
    const { keyboard } = desk.page;
    const { username, password } = people.officer;
    const code = await phoneCode(desk, 'officer');
    for (const [label, value] of [
      ['Username', username],
      ['Password', password],
      ['Code from the authenticator app', code],
    ] as const) {
      await tabTo(label);
      await keyboard.type(value);
    }
    await keyboard.press('Enter');
    await heading(desk.page, 'The code of practice').first().waitFor();
    await tabTo('I have read version 1 and will work by it');
    await keyboard.press('Enter');
    await screen(desk, 'Today').waitFor();
    expect(await focused()).toBe('Today');
    await tabTo('Cases');
    await keyboard.press('Enter');
    await heading(desk.page, 'Cases').waitFor();
    expect(await focused()).toBe('Cases');
  });

  test('every place the focus comes to can be seen to have it', async () => {
    const { page } = trial.desk;
    const unseen: string[] = [];
    for (let presses = 0; presses < 14; presses += 1) {
      await page.keyboard.press('Tab');
      const look = await page.evaluate(() => {
        const element = document.activeElement;
        if (element === null || element === document.body) return null;
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        return { words: element.textContent ?? '', isSeen: outlineStyle !== 'none' && outlineWidth !== '0px' };
      });
      if (look !== null && !look.isSeen) unseen.push(look.words);
    }
    expect(unseen).toEqual([]);
  });

  test('an incident is found on three cameras in step, bookmarked and asked for as two stills', async () => {
    const { desk } = trial;
    const { page } = desk;
    const { keyboard } = page;
    await takeThreeCameras(desk, join(trial.stick, '..', 'IDCAM'));
    await tabTo('Footage');
    await keyboard.press('Enter');
    await tabTo('REC-0001');
    await keyboard.press('Enter');
    await tabTo('Open a viewing');
    await keyboard.press('Enter');
    await tabTo('Purpose');
    await keyboard.type('Incident');
    await tabTo('Reason');
    await keyboard.type('Find the window being broken.');
    for (const tick of [/^REC-0002/u, /^REC-0003/u, /^Nobody/u, /^The door/u, /^The screen/u]) {
      await tabTo(tick);
      await keyboard.press('Space');
    }
    await desk.seen('in-step-check');
    await tabTo('Open the viewing');
    await keyboard.press('Enter');
    await heading(page, 'Viewing REC-0001, REC-0002, REC-0003').waitFor();
    await page.waitForFunction(() => [...document.querySelectorAll('video')].every((video) => video.readyState >= 2));
    await page.getByText('Nothing recorded in REC-0002 before 21:06:53 corrected time.').waitFor();

    await keyboard.press('l');
    await page.waitForFunction(() => (document.querySelectorAll('video')[1]?.currentTime ?? 0) > 1);
    await desk.seen('in-step-playing');
    await keyboard.press('k');
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    expect(await framesAtRest()).toMatchObject({ behindFirst: [0, 50, 0] });

    await goToTime('21:06:55');
    expect(await framesAtRest()).toEqual({ first: 70, behindFirst: [0, 50, 0] });
    await keyboard.press('2');
    await keyboard.press('ArrowRight');
    await page.getByText('Frame 22 of 200').waitFor();
    expect(await framesAtRest()).toEqual({ first: 71, behindFirst: [0, 50, 0] });
    await keyboard.press('b');
    await keyboard.type('The window is broken.');
    await tabTo('Keep bookmark');
    await keyboard.press('Enter');
    await page.getByText('21:06:55.100 · REC-0002').waitFor();
    await desk.seen('in-step');
    expect(await axeFindings(page, 'three cameras')).toEqual([]);
    await askForStill('The window from the side');
    await goToTime('21:07:00');
    await page.getByText('Nothing recorded in REC-0003 after 21:06:58 corrected time.').waitFor();
    await keyboard.press('1');
    await desk.seen('in-step-gap');
    await askForStill('The window from the front');

    await tabTo('End viewing');
    await keyboard.press('Enter');
    await tabTo('Nothing relevant seen');
    for (let presses = 0; presses < 2; presses += 1) await keyboard.press('ArrowDown');
    await tabTo('End viewing');
    await keyboard.press('Enter');
    await heading(page, 'Viewing ended').waitFor();
    const [viewing] = await ask(desk, 'viewings.list', {});
    expect(viewing).toMatchObject({ outcome: 'still-wanted', ending: 'closed' });
    expect(viewing?.recordings.map(({ watched }) => watched.length > 0)).toEqual([true, true, true]);
    const stills = await ask(desk, 'stills.list', {});
    expect(stills.map(({ recordingNumber }) => recordingNumber).toSorted()).toEqual(['REC-0001', 'REC-0002']);
  });

  test('F9 locks from inside a field: the screen and the core hold nothing any more', async () => {
    const { desk } = trial;
    await goTo(desk, 'Cases');
    await press(desk.page, 'Open a case');
    await fillIn(desk.page, { 'React reference': 'ASB/2026/9999', Title: 'Half typed' });
    await desk.page.keyboard.press('F9');
    await heading(desk.page, 'Sign in').waitFor();
    expect(await desk.page.content()).not.toMatch(/ASB\/2026\/9999|Half typed|Alan Sutcliffe/u);
    expect(await desk.app.invoke('cases.list', {})).toMatchObject({ ok: false, failure: { code: 'signed-out' } });
    expect(await desk.app.invoke('app.state', {})).toMatchObject({ value: { phase: 'signed-out', person: null } });
    expect(desk.problems()).toEqual([]);
  });
});
