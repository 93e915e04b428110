import type { Desk } from './desk.ts';
import { goTo } from './person.ts';

const nameOf = (words: string): string => words.toLowerCase().replaceAll(' ', '-');

/** Opens every tab of a room, one after the other. */
async function everyTab(desk: Desk, room: string): Promise<number> {
  await goTo(desk, room);
  const tabs = desk.page.getByRole('tablist', { name: room }).getByRole('tab');
  const names = await tabs.allTextContents();
  for (const [at, name] of names.entries()) {
    await tabs.nth(at).click();
    await desk.page.getByRole('tabpanel', { name }).waitFor();
    await desk.seen(nameOf(`${room} ${name}`));
  }
  return names.length;
}

/** Every room that the person who is signed in may enter, and every tab of the two that have some. */
export async function everyRoom(desk: Desk): Promise<string> {
  const rooms = await desk.page.getByLabel('Rooms').getByRole('link').allTextContents();
  let tabs = 0;
  for (const room of rooms.map((text) => text.replace(/\d+$/u, ''))) {
    if (room === 'Scheme' || room === 'Settings') tabs += await everyTab(desk, room);
    else {
      await goTo(desk, room);
      await desk.seen(nameOf(room));
    }
  }
  return `${rooms.length} rooms, ${tabs} tabs.`;
}
