import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textOfPdf } from '../demo/papers.ts';
import { heading, longWorkMs, phoneCode, screen, signIn } from '../demo/person.ts';
import { lookOf, mustBePicture } from '../demo/pictures.ts';
import { setUp } from '../demo/steps-setup.ts';
import { people } from '../demo/story.ts';
import { axeFindings } from './axe-findings.ts';
import { filmDay, incident } from './day-of-footage.ts';
import { type KeyboardPerson, keyboardPerson } from './keyboard-person.ts';
import { ask, takeCameras } from './three-cameras.ts';
import { type TrialDesk, trialDesk } from './trial-desk.ts';

// What the viewing room is for, from the first look to the paper in the hand: two minutes found in a day of three
// cameras, two stills of them approved, produced, countersigned and printed. Not once is a mouse touched.

const wanted = [
  { camera: '1', shows: 'White car, seen from above', cabinet: 'Cabinet 1, shelf A' },
  { camera: '2', shows: 'White car, seen from near', cabinet: 'Cabinet 1, shelf B' },
] as const;

describe('two minutes in a day of three cameras', () => {
  let trial: TrialDesk;
  let person: KeyboardPerson;
  const findings: string[] = [];
  const sideways: string[] = [];
  /** Both sizes of the screen, both colours. */
  const seen = async (name: string): Promise<void> => {
    const { page, seen: looked } = trial.desk;
    for (const [width, height] of [
      [1920, 1080],
      [1366, 768],
    ] as const) {
      await page.setViewportSize({ width, height });
      if (await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth))
        sideways.push(`${name} at ${String(width)}`);
      await looked(`${name}-${String(width)}`);
    }
    findings.push(...(await axeFindings(page, name)));
  };
  const handOver = async (role: 'manager' | 'officer'): Promise<void> => {
    await trial.desk.page.keyboard.press('F9');
    await screen(trial.desk, 'Sign in').waitFor();
    await person.signIn(role);
  };
  const decide = async (reasons: string, label: string, done: string): Promise<void> => {
    await person.press(label);
    await trial.desk.page.getByRole('dialog').waitFor();
    await person.typeInto({ Reasons: reasons, 'Your password': people.manager.password });
    await trial.desk.page.keyboard.press('Enter');
    await trial.desk.page.getByText(done).waitFor();
  };
  /** From what waits for a decision. */
  const choose = async (number: string): Promise<void> => {
    await person.press(new RegExp(`${number}: `, 'u'));
    await heading(trial.desk.page, `Still ${number}`).waitFor();
  };
  const states = async (): Promise<string[]> => (await ask(trial.desk, 'stills.list', {})).map(({ state }) => state);
  const openStill = async (number: string): Promise<void> => {
    await person.goTo('Stills');
    await person.press(number);
    await screen(trial.desk, `Still ${number}`).waitFor();
  };

  beforeAll(async () => {
    trial = await trialDesk();
    const { desk } = trial;
    person = keyboardPerson(desk);
    await setUp(desk);
    await signIn(desk, 'officer');
    const folder = join(trial.stick, '..', 'DAY');
    await filmDay(folder);
    await takeCameras(desk, folder, { from: '2026-10-05T00:00:00', to: '2026-10-06T00:00:00' });
  }, longWorkMs);
  afterAll(() => trial.remove());

  test('are found by the movement in them, bookmarked, and asked for as two stills', async () => {
    const { desk } = trial;
    const { page } = desk;
    const { keyboard } = page;
    await person.goTo('Footage');
    await person.press('REC-0001');
    await person.press('Open a viewing');
    await person.typeInto({ Purpose: 'Incident', Reason: 'Find when the car came.' });
    for (const tick of [/^REC-0002/u, /^REC-0003/u, /^Nobody/u, /^The door/u, /^The screen/u]) {
      await person.tabTo(tick);
      await keyboard.press('Space');
    }
    await person.press('Open the viewing');
    await heading(page, 'Viewing REC-0001, REC-0002, REC-0003').waitFor();
    await page.waitForFunction(() => [...document.querySelectorAll('video')].every((video) => video.readyState >= 2));
    await keyboard.press('n');
    await page.getByText(/^Frame 119[78]\d of 21600/u).waitFor();
    for (let steps = 0; steps < 4; steps += 1) await keyboard.press('ArrowRight');
    await page.waitForFunction(() => [...document.querySelectorAll('video')].every((video) => !video.seeking));
    await keyboard.press('b');
    await page.getByRole('dialog').waitFor();
    await keyboard.type('A white car drives in.');
    await person.press('Keep bookmark');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await seen('day-found');
    for (const { camera, shows } of wanted) {
      await keyboard.press(camera);
      await person.answer(
        's',
        {
          'Requested by (SNO)': 'Priya Shah',
          'Why it is necessary': 'To know whose car it was.',
          'What the still shows': shows,
        },
        'Send request',
      );
    }
    await person.press('End viewing');
    await person.tabTo('Nothing relevant seen');
    for (let presses = 0; presses < 2; presses += 1) await keyboard.press('ArrowDown');
    await person.press('End viewing');
    await heading(page, 'Viewing ended').waitFor();
    const stills = await ask(desk, 'stills.list', {});
    expect(stills).toHaveLength(2);
    for (const { frameIndex } of stills) {
      expect(frameIndex).toBeGreaterThan(incident.firstFrame + 3);
      expect(frameIndex).toBeLessThan(incident.firstFrame + incident.pictures);
    }
  });

  test('are approved by the manager', async () => {
    await handOver('manager');
    await person.acknowledge();
    await person.goTo('Approvals');
    for (const number of ['STILL-0001', 'STILL-0002']) {
      await choose(number);
      if (number === 'STILL-0001') await seen('day-approvals');
      await decide('Needed to know the car.', 'Approve', `Still ${number} was approved.`);
    }
    expect(await states()).toEqual(['approved', 'approved']);
  });

  test('are produced by the officer', async () => {
    await handOver('officer');
    for (const number of ['STILL-0001', 'STILL-0002']) {
      await openStill(number);
      await person.press('Produce the still');
      await trial.desk.page.getByText('The Safer Neighbourhoods Manager signs it off before it is printed').waitFor();
    }
    await seen('day-produced');
    expect(await states()).toEqual(['produced', 'produced']);
  });

  test('are seen and countersigned by the manager, with the officer beside them', async () => {
    const { desk } = trial;
    await handOver('manager');
    await person.goTo('Approvals');
    for (const [index, { cabinet, shows }] of wanted.entries()) {
      const number = `STILL-000${index + 1}`;
      await choose(number);
      await person.typeInto({
        'The officer’s username': people.officer.username,
        'The officer’s password': people.officer.password,
        'The officer’s code from the authenticator app': await phoneCode(desk, 'officer'),
      });
      await person.press('Show the picture');
      const picture = desk.page.getByRole('img', { name: `Still ${number}: ${shows}` });
      await picture.waitFor();
      mustBePicture(await lookOf(picture));
      if (index === 0) await seen('day-countersign');
      await person.typeInto({ 'Place in the locked cabinet': cabinet });
      await decide('It is the car.', 'Countersign', `Still ${number} was countersigned.`);
    }
    expect(await states()).toEqual(['countersigned', 'countersigned']);
  });

  test('are printed, each under its number', async () => {
    const { desk } = trial;
    await handOver('officer');
    for (const number of ['STILL-0001', 'STILL-0002']) {
      await openStill(number);
      const before = desk.shell.printed.length;
      await person.press(new RegExp(`^Print the sheet ${number}/1`, 'u'));
      await desk.page.getByText('Sent to the printer.').waitFor();
      expect(desk.shell.printed).toHaveLength(before + 1);
      const text = textOfPdf(desk.shell.printed[before]?.bytes ?? new Uint8Array());
      expect(text).toContain(number);
      expect(text).toContain(people.manager.name);
    }
    await seen('day-printed');
    await person.goTo('Stills');
    await seen('day-stills');
  });

  test('and no screen on that way is at fault', () => {
    expect(findings).toEqual([]);
    expect(sideways).toEqual([]);
    expect(trial.desk.problems()).toEqual([]);
  });
});
