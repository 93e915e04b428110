import { Buffer } from 'node:buffer';
import { Secret } from 'otpauth';
import type { KeyHolder } from '../../src/shared/model.ts';
import type { Desk } from './desk.ts';
import { fillIn, heading, phoneCode, press, print, signIn, signOut } from './person.ts';
import { controller, people } from './story.ts';

const bytesOf = (text: string): Uint8Array => Buffer.from(text);

/** First run: the controller, two people, two phones, two sheets of paper. */
export async function setUp(desk: Desk): Promise<string> {
  const { page } = desk;
  await heading(page, 'Who answers for the footage').waitFor();
  await fillIn(page, {
    'Name of the organisation': controller.name,
    Address: controller.address,
    'E-mail address of the Assurance Team': controller.mailbox,
  });
  await desk.seen('set-up-controller');
  await press(page, 'Continue');
  await account(desk, 'manager');
  await desk.seen('set-up-manager');
  await press(page, 'Continue');
  await account(desk, 'officer');
  await fillIn(page, { 'SIA licence number': '1012-3456-7890-1234', 'SIA licence expires on': '31/03/2028' });
  await desk.seen('set-up-officer');
  await press(page, 'Continue');
  await enrolPhones(desk);
  await desk.seen('set-up-authenticators');
  await press(page, 'Make the vault');
  await recoverySheets(desk);
  await desk.seen('set-up-recovery');
  await page.getByRole('checkbox', { name: /^Both sheets are with their holders/u }).check();
  await press(page, 'Finish set-up');
  await heading(page, 'The laptop is set up').waitFor();
  await desk.seen('set-up-finished');
  await press(page, 'Go to sign-in');
  await heading(page, 'Sign in').waitFor();
  return `${controller.name}: a manager and an officer, two authenticators, two recovery sheets printed.`;
}

async function account(desk: Desk, role: KeyHolder): Promise<void> {
  const { name, username, initials, password } = people[role];
  const title = { manager: 'Safer Neighbourhoods Manager', officer: 'Case Support Officer' }[role];
  await heading(desk.page, title).waitFor();
  await fillIn(desk.page, {
    'Full name': name,
    Username: username,
    Initials: initials,
    Password: password,
    'The same password again': password,
  });
  desk.known.push({ what: `the ${role}'s password`, bytes: bytesOf(password) });
}

/** Each phone learns its secret from the letters on the screen, as for a person who cannot scan. */
async function enrolPhones(desk: Desk): Promise<void> {
  const { page } = desk;
  await heading(page, 'Authenticator apps').waitFor();
  const shown = await page.getByText(/^(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}$/u).allTextContents();
  const secrets = shown.map((letters) => letters.replaceAll(' ', ''));
  if (secrets.length !== 2) throw new Error('the screen does not show two secrets');
  for (const [index, role] of (['manager', 'officer'] as const).entries()) {
    const secret = secrets[index] ?? '';
    desk.totpSecrets.set(role, secret);
    desk.known.push(
      { what: `the ${role}'s authenticator secret as text`, bytes: bytesOf(secret) },
      { what: `the ${role}'s authenticator secret as bytes`, bytes: Secret.fromBase32(secret).bytes },
    );
  }
  for (const role of ['manager', 'officer'] as const)
    await fillIn(page, { [`Code now shown for ${people[role].username}`]: await phoneCode(desk, role) });
}

async function recoverySheets(desk: Desk): Promise<void> {
  const { page } = desk;
  await heading(page, 'Recovery halves').waitFor();
  for (const role of ['manager', 'officer'] as const) {
    const { name } = people[role];
    await print(desk, page.getByRole('button', { name: `Print the sheet of ${name}` }));
  }
  await page.getByText('Sent to the printer.').nth(1).waitFor();
  const halves = await page.getByText(/^(?:[0-9A-Z]{4,}[- ])+[0-9A-Z]+$/u).allTextContents();
  if (halves.length !== 2) throw new Error(`the screen shows ${halves.length} recovery halves`);
  for (const half of halves) desk.known.push({ what: 'a recovery half', bytes: bytesOf(half) });
}

/** Signs in for the first time; a wrong password is tried before. */
export async function firstSignIn(desk: Desk): Promise<string> {
  const { page } = desk;
  await fillIn(page, {
    Username: people.officer.username,
    Password: 'not the password',
    'Code from the authenticator app': '000000',
  });
  await press(page, 'Sign in');
  await page.getByRole('alert').waitFor();
  await desk.seen('sign-in-refused');
  await signIn(desk, 'officer');
  await desk.seen('today-empty');
  await signOut(desk);
  await desk.seen('sign-in');
  await signIn(desk, 'officer');
  return `Refused with a wrong password; ${people.officer.name} in with password and code, locked with F9, in again.`;
}
