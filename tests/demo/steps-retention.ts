import type { Desk } from './desk.ts';
import { goTo, heading, longWorkMs, press, print, row, signIn, signOut } from './person.ts';
import { confirmClock } from './steps-clock.ts';
import { everyRoom } from './steps-rooms.ts';
import { firstMorning, story } from './story.ts';

const dayMs = 86_400_000;

/** Six weeks after it came. Nobody has to remember: what is due is destroyed at sign-in, and only what is held stays. */
export async function retention(desk: Desk, recording: string, held: readonly string[] = []): Promise<string> {
  const { page } = desk;
  await signOut(desk);
  await desk.skip(Date.parse(firstMorning) + 42 * dayMs - Date.parse(desk.clock.now()) + 3_600_000);
  await signIn(desk, 'officer');
  await confirmClock(desk);
  await goTo(desk, 'Settings');
  await page.getByRole('tab', { name: 'Disposals' }).click();
  const line = row(page, recording);
  await line.waitFor({ timeout: longWorkMs });
  await print(desk, line.getByRole('button', { name: /^Print/u }));
  await page.getByText('Sent to the printer.').waitFor();
  await desk.seen('settings-disposals');
  const disposals = (await page.getByRole('table', { name: 'Disposals' }).getByRole('row').count()) - 1;
  for (const tab of ['Incidents', 'Documents']) {
    await page.getByRole('tab', { name: tab }).click();
    await desk.seen(`settings-${tab.toLowerCase()}`);
  }
  await goTo(desk, 'Footage');
  await page.getByLabel('Show also what was disposed of').check();
  await row(page, recording).waitFor();
  const kept = await row(page, 'Kept').allTextContents();
  if (kept.length !== held.length || !held.every((name) => kept.some((each) => each.includes(name))))
    throw new Error(`kept past the six weeks: ${kept.join(' | ')}`);
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

/** What the manager, signed in, finds and may do: every room, every tab. */
export async function managerLooksRound(desk: Desk): Promise<string> {
  const { page } = desk;
  await goTo(desk, 'Approvals');
  await page.getByText('Nothing waits for a decision.').waitFor();
  const seen = await everyRoom(desk);
  await page.getByRole('tab', { name: 'Scheme' }).click();
  await press(page, /^Change/u);
  await desk.seen('settings-change');
  return `Nothing waits; settings open for change. ${seen}`;
}
