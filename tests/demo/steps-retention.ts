import type { Desk } from './desk.ts';
import { londonWallClock } from '../../src/main/time.ts';
import { choose, goTo, handOver, heading, press, print, row, signIn, signOut, typeClock } from './person.ts';
import { everyRoom } from './steps-rooms.ts';
import { story } from './story.ts';

const dayMs = 86_400_000;

/** Six weeks later. Nobody has to remember: what is due is destroyed at sign-in. */
export async function retention(desk: Desk, recording: string): Promise<string> {
  const { page } = desk;
  await signOut(desk);
  await desk.skip(42 * dayMs);
  await signIn(desk, 'officer');
  await confirmClock(desk);
  await goTo(desk, 'Settings');
  await page.getByRole('tab', { name: 'Disposals' }).click();
  const line = row(page, recording);
  await line.waitFor({ timeout: 60_000 });
  await print(desk, line.getByRole('button', { name: /^Print/u }));
  await page.getByText('Sent to the printer.').waitFor();
  await desk.seen('settings-disposals');
  const disposals = (await page.getByRole('table', { name: 'Disposals' }).getByRole('row').count()) - 1;
  for (const tab of ['Incidents', 'Documents']) {
    await page.getByRole('tab', { name: tab }).click();
    await desk.seen(`settings-${tab.toLowerCase()}`);
  }
  await goTo(desk, 'Footage');
  await row(page, recording).waitFor();
  if ((await row(page, 'Kept').count()) > 0) throw new Error('footage past its six weeks is still kept');
  await desk.seen('footage-disposed');
  await row(page, recording).getByRole('button').first().click();
  await page.getByText('This recording cannot be viewed').waitFor();
  await desk.seen('recording-disposed');
  await goTo(desk, 'Today');
  await desk.seen('today-after-six-weeks');
  await goTo(desk, 'Cases');
  await row(page, story.reactRef).getByRole('button').first().click();
  await heading(page, `${story.reactRef}: ${story.caseTitle}`).waitFor();
  await desk.seen('case-after-six-weeks');
  return `${disposals} recordings destroyed on their day, each with a certificate; ${recording} cannot be opened any more.`;
}

/** After six weeks in a drawer the laptop's clock is not believed before somebody compared it. */
async function confirmClock(desk: Desk): Promise<void> {
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

/** What the manager finds and may do: every room, every tab. */
export async function managerLooksRound(desk: Desk): Promise<string> {
  const { page } = desk;
  await handOver(desk, 'manager');
  await goTo(desk, 'Approvals');
  await page.getByText('Nothing waits for a decision.').waitFor();
  const seen = await everyRoom(desk);
  await page.getByRole('tab', { name: 'Scheme' }).click();
  await press(page, /^Change/u);
  await desk.seen('settings-change');
  return `Nothing waits; settings open for change. ${seen}`;
}
