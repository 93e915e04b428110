import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  choose,
  fillIn,
  goTo,
  heading,
  phoneCode,
  press,
  print,
  row,
  screen,
  signIn,
  signOut,
} from '../demo/person.ts';
import { setUp } from '../demo/steps-setup.ts';
import { people } from '../demo/story.ts';
import { axeFindings } from './axe-findings.ts';
import { type TrialDesk, trialDesk } from './trial-desk.ts';

// People come, go, forget and lose things, through the real screens; every screen is looked at by axe.

describe('people and their credentials', () => {
  let trial: TrialDesk;
  const findings: string[] = [];
  /** Not during the set-up, which has been looked at elsewhere; a code typed there must not grow old meanwhile. */
  let isLooking = false;
  let auditorSecret = '';
  let halves: string[] = [];

  beforeAll(async () => {
    trial = await trialDesk({
      onScreen: async (page, name) => {
        if (isLooking) findings.push(...(await axeFindings(page, name)));
      },
    });
    await setUp(trial.desk);
    halves = trial.desk.known
      .filter(({ what }) => what === 'a recovery half')
      .map(({ bytes }) => Buffer.from(bytes).toString());
    isLooking = true;
  });
  afterAll(() => trial.remove());

  /** The letters of the one square on the screen. */
  const shownSecret = async (): Promise<string> => {
    const shown = await trial.desk.page.getByText(/^(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}$/u).textContent();
    return (shown ?? '').replaceAll(' ', '');
  };
  /** What an app shows at this moment. Two people's codes are read one right after the other, so that none grows old. */
  const codeNow = (secret: string): string =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.parse(trial.desk.clock.now()) });
  const codeOf = async (secret: string): Promise<string> => {
    await trial.desk.skip(31_000);
    return codeNow(secret);
  };

  test('the manager opens an auditor’s account, the auditor chooses the password', async () => {
    const { desk } = trial;
    const { page } = desk;
    await signIn(desk, 'manager');
    await goTo(desk, 'Settings');
    await page.getByRole('tab', { name: 'People' }).click();
    await press(page, 'Open an account');
    const dialog = page.getByRole('dialog');
    await choose(dialog, 'What they are here', 'Auditor');
    const day = (ahead: number): string =>
      new Date(Date.parse(desk.clock.now()) + ahead * 86_400_000).toLocaleDateString('en-GB', {
        timeZone: 'Europe/London',
      });
    await fillIn(dialog, {
      'Full name': 'Priya Nair',
      Username: 'priya',
      Initials: 'PN',
      'Reference of the terms': 'AUD/2026/1',
      'Terms of reference': 'The registers and the record of viewings.',
      'First day': day(0),
      'Last day': day(14),
      'Your password': people.manager.password,
    });
    await desk.seen('people-open-account');
    await press(dialog, 'Continue');
    await heading(page, 'For Priya Nair alone').waitFor();
    auditorSecret = await shownSecret();
    await desk.seen('people-newcomer');
    await fillIn(dialog, {
      'New password': 'lantern harbour apron',
      'The same password again': 'lantern harbour apron',
      'Code now shown for priya': await codeOf(auditorSecret),
    });
    await press(dialog, 'Open the account');
    await page.getByText('Priya Nair can sign in from now on.').waitFor();
    expect(await row(page, 'AUD/2026/1').textContent()).toContain('Priya Nair');
    await desk.seen('people-with-auditor');
  });

  test('the officer learns of it on Today, and says so', async () => {
    const { desk } = trial;
    const { page } = desk;
    await signOut(desk);
    await signIn(desk, 'officer');
    await page.getByText('Priya Nair may sign in from now on').first().waitFor();
    await desk.seen('today-with-notice');
    await page
      .getByRole('link', { name: /^Open people/u })
      .first()
      .click();
    await page.getByRole('button', { name: /^I know of this/u }).click();
    await page.getByText('What you have not yet read').waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: /^I know of this/u }).count()).toBe(0);
    await signOut(desk);
  });

  test('the auditor signs in beside the officer, and finds nothing to press that changes anything', async () => {
    const { desk } = trial;
    const { page } = desk;
    await page.getByRole('checkbox', { name: /^I am an auditor/u }).check();
    await desk.seen('sign-in-auditor');
    const officerCode = await phoneCode(desk, 'officer');
    await fillIn(page, {
      Username: 'priya',
      Password: 'lantern harbour apron',
      'Code from the authenticator app': codeNow(auditorSecret),
      'Officer’s username': people.officer.username,
      'Officer’s password': people.officer.password,
      'Officer’s code from the authenticator app': officerCode,
    });
    await press(page, 'Sign in');
    await screen(desk, 'Today').waitFor();
    const rooms = await page.getByLabel('Rooms').getByRole('link').allTextContents();
    expect(rooms).toEqual([
      'Today',
      'Cases',
      'Footage',
      'Stills',
      'Court',
      'Disclosures',
      'Scheme',
      'Oversight',
      'Ledger',
      'Settings',
    ]);
    for (const room of rooms) {
      await goTo(desk, room);
      const buttons = await page.getByRole('main').getByRole('button').allTextContents();
      expect([
        room,
        buttons.filter((label) => /open a|register|close|renew|change|print|set my/iu.test(label)),
      ]).toEqual([room, []]);
    }
    await page.getByRole('tab', { name: 'People' }).click();
    await desk.seen('auditor-people');
    await goTo(desk, 'Ledger');
    await press(page, 'Verify now');
    await page.getByRole('status').filter({ hasText: /\S/u }).first().waitFor();
    await signOut(desk);
  });

  test('both passwords are lost: the two sheets set new ones, and the new sheets are printed', async () => {
    const { desk } = trial;
    const { page } = desk;
    await press(page, 'Both passwords are lost');
    await fillIn(page, { 'Code on the one sheet': halves[1] ?? '', 'Code on the other sheet': halves[0] ?? '' });
    await desk.seen('recovery-sheets');
    await press(page, 'Continue');
    for (const [title, password] of [
      ['Safer Neighbourhoods Manager', 'seven paper lanterns'],
      ['Case Support Officer', 'harbour copper violin'],
    ] as const) {
      await page.getByRole('heading', { name: title, level: 1 }).waitFor();
      await fillIn(page, { 'New password': password, 'The same password again': password });
      await press(page, 'Continue');
    }
    await heading(page, 'Authenticator apps').waitFor();
    const shown = await page.getByText(/^(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}$/u).allTextContents();
    const [m, o] = shown.map((letters) => letters.replaceAll(' ', ''));
    for (const [role, secret] of [
      ['manager', m ?? ''],
      ['officer', o ?? ''],
    ] as const)
      desk.totpSecrets.set(role, secret);
    await fillIn(page, {
      [`Code now shown for ${people.manager.username}`]: await phoneCode(desk, 'manager'),
      [`Code now shown for ${people.officer.username}`]: codeNow(o ?? ''),
    });
    await press(page, 'Set passwords and authenticators');
    for (const role of ['manager', 'officer'] as const)
      await print(desk, page.getByRole('button', { name: `Print the sheet of ${people[role].name}` }));
    await desk.seen('recovery-new-sheets');
    await page.getByRole('checkbox', { name: /^Both sheets are with their holders/u }).check();
    await press(page, 'Finish the recovery');
    await heading(page, 'Both can sign in again').waitFor();
    await desk.seen('recovery-finished');
    await press(page, 'Go to sign-in');
    await fillIn(page, {
      Username: people.officer.username,
      Password: 'harbour copper violin',
      'Code from the authenticator app': await phoneCode(desk, 'officer'),
    });
    await press(page, 'Sign in');
    await page.getByText('The vault was opened with the two recovery sheets').first().waitFor();
    expect(desk.problems()).toEqual([]);
  });

  test('the officer changes their password and sets up a new phone by themselves', async () => {
    const { desk } = trial;
    const { page } = desk;
    await goTo(desk, 'Settings');
    await page.getByRole('tab', { name: 'People' }).click();
    await press(page, 'Change my password');
    const dialog = page.getByRole('dialog');
    await desk.seen('people-change-password');
    await fillIn(dialog, {
      'Your password until now': 'harbour copper violin',
      'New password': 'thirteen blue ferries',
      'The same password again': 'thirteen blue ferries',
    });
    await press(dialog, 'Change it');
    await page.getByText(/^Your password is changed\./u).waitFor();
    await press(page, 'Set my authenticator up anew');
    await fillIn(dialog, {
      'Your password': 'thirteen blue ferries',
      'Code that the old app shows now': await phoneCode(desk, 'officer'),
    });
    await press(dialog, 'Continue');
    await heading(page, /^New authenticator of/u).waitFor();
    const secret = await shownSecret();
    await desk.seen('people-new-authenticator');
    await fillIn(dialog, { [`Code now shown for ${people.officer.username}`]: await codeOf(secret) });
    await press(dialog, 'Use this authenticator');
    await page.getByText(/counts from now on; the old one does not/u).waitFor();
    expect(await dialog.count()).toBe(0);
  });

  test('nothing was found by axe, and the page complained of nothing', () => {
    expect(findings).toEqual([]);
    expect(trial.desk.problems()).toEqual([]);
  });
});
