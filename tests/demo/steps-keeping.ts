import type { Desk } from './desk.ts';
import { choose, confirmAsManager, fillIn, goTo, handOver, heading, press, row, signIn, signOut } from './person.ts';
import { confirmClock } from './steps-clock.ts';
import { story } from './story.ts';

const dayMs = 86_400_000;

/** The officer asks that one exhibit be kept past its six weeks; the manager decides. Ends with the manager signed in. */
export async function hold(desk: Desk, fileName: string): Promise<string> {
  const { page } = desk;
  await goTo(desk, 'Footage');
  await row(page, fileName).getByRole('button').first().click();
  await press(page, 'Ask for a hold');
  await fillIn(page, {
    'Why it is needed longer than six weeks': story.holdReason,
    'Reference of that authority': story.caseNumber,
    'To be reviewed on': '03/11/2026',
  });
  await choose(page, 'On what authority', 'Legal proceedings');
  await desk.seen('hold-form', page.getByRole('button', { name: 'Ask the manager' }));
  await press(page, 'Ask the manager');
  await row(page, story.holdReason).waitFor();

  await handOver(desk, 'manager');
  await goTo(desk, 'Approvals');
  await heading(page, /^Hold \S/u).waitFor();
  await desk.seen('approvals-hold');
  await press(page, 'Approve');
  await confirmAsManager(desk, 'The hearing is two days after the six weeks end.', 'Approve');
  await page.getByText(/^Hold \S+ was approved\.$/u).waitFor();
  return 'One exhibit is held for the hearing until it is reviewed on 3 November.';
}

/** Four weeks later the hold is due for its review: the officer says why longer, the manager approves. */
export async function reviewHold(desk: Desk): Promise<string> {
  const { page } = desk;
  await signOut(desk);
  await desk.skip(28 * dayMs);
  await signIn(desk, 'officer');
  await confirmClock(desk);
  await desk.seen('today-after-four-weeks');
  await goTo(desk, 'Settings');
  await page.getByRole('tab', { name: 'Holds' }).click();
  await press(page, /^Extend/u);
  await fillIn(page, { 'Why it is still needed': 'The hearing is on 20 November.', 'Next review': '27/11/2026' });
  await press(page, 'Ask for the extension');
  await page.getByText('it waits for the manager', { exact: false }).waitFor();
  await desk.seen('settings-hold-extension');

  await handOver(desk, 'manager');
  await goTo(desk, 'Approvals');
  await heading(page, /^Extension of hold/u).waitFor();
  await press(page, 'Approve');
  await confirmAsManager(desk, 'Until the hearing, and not longer.', 'Approve');
  await page.getByText(/^Hold \S+ was approved\.$/u).waitFor();
  return 'Reviewed on its day and extended to 27 November.';
}
