import { Secret, TOTP } from 'otpauth';
import type { Locator, Page } from 'playwright';
import type { KeyHolder } from '../../src/shared/model.ts';
import type { Desk } from './desk.ts';
import { people } from './story.ts';

// What a person does at the screen: reads labels, types, clicks. Everything is found by role or label, as a screen
// reader finds it; nothing by class or position.

type Place = Page | Locator;

/** How long a retrieval, a disc or a backup may take on a slow and busy machine. */
export const longWorkMs = 300_000;

const plain = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);

/** The field with this label; the star of a required field does not count. */
export const field = (within: Place, label: string): Locator =>
  within.getByLabel(new RegExp(String.raw`^\s*${plain(label)}\s*\*?\s*$`, 'u'));

/** Types into several fields, by label. */
export async function fillIn(within: Place, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(values)) await field(within, label).fill(value);
}

export const press = (within: Place, name: string | RegExp): Promise<void> =>
  within.getByRole('button', { name, exact: true }).click();

export const choose = async (within: Place, label: string, option: string | { index: number }): Promise<void> => {
  await field(within, label).selectOption(typeof option === 'string' ? { label: option } : option);
};

/** A date and a time of day, typed as they are read off a clock. */
export async function typeClock(page: Page, legend: string, date: string, time: string): Promise<void> {
  const group = page.getByRole('group', { name: legend });
  await fillIn(group, { Date: date, 'Time with seconds': time });
}

/** Goes to a room by the list at the left, and waits until it is there. */
export async function goTo(desk: Desk, room: string): Promise<void> {
  await desk.page
    .getByLabel('Rooms')
    .getByRole('link', { name: new RegExp(`^${room}`, 'u') })
    .click();
  await screen(desk, room).waitFor();
}

/** The one heading that names the whole screen. */
export const screen = (desk: Desk, name: string): Locator =>
  desk.page.getByRole('heading', { name, level: 1, exact: true });

export const heading = (within: Place, name: string | RegExp): Locator => within.getByRole('heading', { name });

/** The row of a table that holds these words. */
export const row = (within: Place, words: string | RegExp): Locator =>
  within.getByRole('row').filter({ hasText: words });

const stepMs = 31_000;

/** The six digits on the person's phone. The clock goes on a step first: a code can be used once. */
export async function phoneCode(desk: Desk, role: KeyHolder): Promise<string> {
  await desk.skip(stepMs);
  const secret = desk.totpSecrets.get(role);
  if (secret === undefined) throw new Error(`the ${role}'s phone knows no secret yet`);
  return new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate({
    timestamp: Date.parse(desk.clock.now()),
  });
}

export async function signIn(desk: Desk, role: KeyHolder): Promise<void> {
  const { username, password } = people[role];
  await fillIn(desk.page, {
    Username: username,
    Password: password,
    'Code from the authenticator app': await phoneCode(desk, role),
  });
  await press(desk.page, 'Sign in');
  const code = screen(desk, 'The code of practice');
  await code.or(screen(desk, 'Today')).waitFor();
  if (await code.isVisible()) await acknowledge(desk);
  await screen(desk, 'Today').waitFor();
}

/** The first time, everybody has the code of practice before them, and says that they will work by it. */
async function acknowledge(desk: Desk): Promise<void> {
  await screen(desk, 'The code of practice').waitFor();
  const button = desk.page.getByRole('button', { name: /^I have read version \d+ and will work by it$/u });
  await button.waitFor();
  await desk.seen('code-of-practice');
  await button.click();
}

/** Ends the session with the key for it. */
export async function signOut(desk: Desk): Promise<void> {
  await desk.page.keyboard.press('F9');
  await screen(desk, 'Sign in').waitFor();
}

/** The laptop is handed over. */
export async function handOver(desk: Desk, role: KeyHolder): Promise<void> {
  await signOut(desk);
  await signIn(desk, role);
}

/** Presses a button that prints, and gives back what came out of the printer. */
export async function print(desk: Desk, button: Locator): Promise<{ title: string; bytes: Uint8Array }> {
  const before = desk.shell.printed.length;
  await button.click();
  const endAt = Date.now() + 20_000;
  while (desk.shell.printed.length === before) {
    if (Date.now() > endAt) throw new Error('nothing came out of the printer');
    await desk.page.waitForTimeout(20);
  }
  const sheet = desk.shell.printed[before];
  if (sheet === undefined) throw new Error('the printed sheet is gone');
  return sheet;
}

/** Reasons and password, as the manager gives them with every decision. */
export async function confirmAsManager(desk: Desk, reasons: string, confirm: string): Promise<void> {
  const dialog = desk.page.getByRole('dialog');
  await fillIn(dialog, { Reasons: reasons, 'Your password': people.manager.password });
  await press(dialog, confirm);
  await dialog.waitFor({ state: 'detached' });
}
