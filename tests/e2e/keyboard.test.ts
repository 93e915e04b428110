import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillIn, goTo, heading, phoneCode, press, screen } from '../demo/person.ts';
import { setUp } from '../demo/steps-setup.ts';
import { people } from '../demo/story.ts';
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
      const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : element?.textContent;
      return (label ?? '').replace('*', '').trim();
    });

  const tabTo = async (name: string): Promise<void> => {
    for (let presses = 0; presses < 40; presses += 1) {
      if ((await focused()) === name) return;
      await trial.desk.page.keyboard.press('Tab');
    }
    throw new Error(`Tab never comes to "${name}"`);
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
