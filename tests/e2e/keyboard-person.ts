import type { KeyHolder } from '../../src/shared/model.ts';
import type { Desk } from '../demo/desk.ts';
import { heading, phoneCode, screen } from '../demo/person.ts';
import { people } from '../demo/story.ts';

/** A person who has no mouse: everything by keys, and found by the name a screen reader says. */
export interface KeyboardPerson {
  /** What has the focus, as a screen reader names it. */
  focused(): Promise<string>;
  /** Tab, until the focus has this name. */
  tabTo(name: string | RegExp): Promise<void>;
  /** Tab to a button or link, and Enter. */
  press(name: string | RegExp): Promise<void>;
  /** Tab to a field of this name and type over what stands there. */
  typeInto(fields: Readonly<Record<string, string>>): Promise<void>;
  /** Asks for a question with a key, answers it, and waits until it is gone. */
  answer(key: string, fields: Readonly<Record<string, string>>, confirm: string): Promise<void>;
  signIn(role: KeyHolder): Promise<void>;
  /** Goes to a room by the list at the left. */
  goTo(room: string): Promise<void>;
  /** Reads the code of practice the first time, when it is asked for. */
  acknowledge(): Promise<void>;
}

export function keyboardPerson(desk: Desk): KeyboardPerson {
  const { page } = desk;
  const { keyboard } = page;
  const person: KeyboardPerson = {
    focused: () =>
      page.evaluate(() => {
        const element = document.activeElement;
        const labels =
          element !== null && 'labels' in element ? (element.labels as NodeListOf<HTMLElement> | null) : null;
        const label = labels?.[0]?.textContent ?? element?.getAttribute('aria-label') ?? element?.textContent;
        return (label ?? '').replace('*', '').trim();
      }),
    async tabTo(name) {
      for (let presses = 0; presses < 90; presses += 1) {
        const words = await person.focused();
        if (typeof name === 'string' ? words === name : name.test(words)) return;
        await keyboard.press('Tab');
      }
      throw new Error(`Tab never comes to "${String(name)}"`);
    },
    async press(name) {
      await person.tabTo(name);
      await keyboard.press('Enter');
    },
    async typeInto(fields) {
      for (const [label, value] of Object.entries(fields)) {
        await person.tabTo(label);
        await keyboard.type(value);
      }
    },
    async answer(key, fields, confirm) {
      await keyboard.press(key);
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      await person.typeInto(fields);
      await person.press(confirm);
      await dialog.waitFor({ state: 'detached' });
    },
    async signIn(role) {
      const { username, password } = people[role];
      const code = await phoneCode(desk, role);
      await person.typeInto({
        Username: username,
        Password: password,
        'Code from the authenticator app': code,
      });
      await keyboard.press('Enter');
      await screen(desk, 'The code of practice').or(screen(desk, 'Today')).waitFor();
    },
    async goTo(room) {
      await person.press(new RegExp(`^${room}`, 'u'));
      await screen(desk, room).waitFor();
    },
    async acknowledge() {
      await heading(page, 'The code of practice').first().waitFor();
      await person.press(/^I have read version \d+ and will work by it$/u);
      await screen(desk, 'Today').waitFor();
    },
  };
  return person;
}
