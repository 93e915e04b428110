import { londonWallClock } from '../../src/main/time.ts';
import type { Desk } from './desk.ts';
import { choose, press, typeClock } from './person.ts';

/** After weeks in a drawer the laptop's clock is not believed before somebody compared it. */
export async function confirmClock(desk: Desk): Promise<void> {
  const { page } = desk;
  const dialog = page.getByRole('dialog', { name: 'Can the laptop’s clock be believed?' });
  await dialog.waitFor();
  await desk.seen('clock-question');
  const [day = '', time = ''] = londonWallClock(desk.clock.now()).split('T');
  await typeClock(page, 'The reference shows', day.split('-').toReversed().join('/'), time);
  await choose(page, 'Reference', 'speaking clock (123)');
  await press(dialog, 'It shows this now');
  await dialog.waitFor({ state: 'hidden' });
}
