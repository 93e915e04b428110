import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillIn, goTo, heading, press } from '../demo/person.ts';
import { setUp } from '../demo/steps-setup.ts';
import { axeFindings } from './axe-findings.ts';
import { type KeyboardPerson, keyboardPerson } from './keyboard-person.ts';
import { ask, rate, takeThreeCameras } from './three-cameras.ts';
import { type TrialDesk, trialDesk } from './trial-desk.ts';

describe('with the keyboard alone', () => {
  let trial: TrialDesk;
  let person: KeyboardPerson;
  beforeAll(async () => {
    trial = await trialDesk();
    person = keyboardPerson(trial.desk);
    await setUp(trial.desk);
  });
  afterAll(() => trial.remove());

  const goToTime = (time: string): Promise<void> => person.answer('g', { 'Corrected time': time }, 'Go there');
  const askForStill = (particulars: string): Promise<void> =>
    person.answer(
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
    await person.signIn('officer');
    await person.acknowledge();
    expect(await person.focused()).toBe('Today');
    await person.goTo('Cases');
    expect(await person.focused()).toBe('Cases');
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
    await person.press('Footage');
    await person.press('REC-0001');
    await person.press('Open a viewing');
    await person.typeInto({ Purpose: 'Incident' });
    await person.typeInto({ Reason: 'Find the window being broken.' });
    for (const tick of [/^REC-0002/u, /^REC-0003/u, /^Nobody/u, /^The door/u, /^The screen/u]) {
      await person.tabTo(tick);
      await keyboard.press('Space');
    }
    await desk.seen('in-step-check');
    await person.press('Open the viewing');
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
    await person.press('Keep bookmark');
    await page.getByText('21:06:55.100 · REC-0002').waitFor();
    await desk.seen('in-step');
    expect(await axeFindings(page, 'three cameras')).toEqual([]);
    await askForStill('The window from the side');
    await goToTime('21:07:00');
    await page.getByText('Nothing recorded in REC-0003 after 21:06:58 corrected time.').waitFor();
    await keyboard.press('1');
    await desk.seen('in-step-gap');
    await askForStill('The window from the front');

    await person.press('End viewing');
    await person.tabTo('Nothing relevant seen');
    for (let presses = 0; presses < 2; presses += 1) await keyboard.press('ArrowDown');
    await person.press('End viewing');
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
