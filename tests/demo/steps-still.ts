import type { Desk } from './desk.ts';
import { confirmAsManager, fillIn, goTo, handOver, heading, press, print, row } from './person.ts';
import { people, story } from './story.ts';

/** Approval, production, countersignature after seeing it, index, sheet. Begins and ends with the officer signed in. */
export async function still(desk: Desk): Promise<string> {
  const { page } = desk;
  await handOver(desk, 'manager');
  await desk.seen('today-manager');
  await goTo(desk, 'Approvals');
  await heading(page, /^Still \S/u).waitFor();
  await desk.seen('approvals-still');
  await press(page, 'Approve');
  await page.getByRole('dialog').waitFor();
  await desk.seen('approvals-password');
  await confirmAsManager(desk, 'Needed to identify the vehicle.', 'Approve');
  await page.getByText(/^Still \S+ was approved\.$/u).waitFor();

  await handOver(desk, 'officer');
  await openStill(desk);
  await press(page, 'Produce the still');
  await page.getByText('The Safer Neighbourhoods Manager signs it off before it is printed').waitFor();
  await desk.seen('still-produced');

  await handOver(desk, 'manager');
  await goTo(desk, 'Approvals');
  await countersign(desk);

  await handOver(desk, 'officer');
  await openStill(desk);
  await print(desk, page.getByRole('button', { name: 'Print the sheet' }));
  await page.getByText('Sent to the printer.').waitFor();
  await page.getByRole('checkbox', { name: 'I am present and stay while it is shown' }).check();
  await press(page, 'Show the picture');
  await page.getByRole('img', { name: /^Still / }).waitFor();
  await desk.seen('still-countersigned');
  return `Approved, produced and countersigned by ${people.manager.name} after seeing it; index entry and sheet printed.`;
}

async function openStill(desk: Desk): Promise<void> {
  const { page } = desk;
  await goTo(desk, 'Stills');
  const line = row(page, story.particulars);
  await line.waitFor();
  await desk.seen('stills');
  await line.getByRole('button').first().click();
  await heading(page, /^Still \S/u).waitFor();
}

async function countersign(desk: Desk): Promise<void> {
  const { page } = desk;
  await page.getByRole('checkbox', { name: 'A Case Support Officer is present' }).check();
  await press(page, 'Show the picture');
  const picture = page.getByRole('img', { name: /^Still / });
  await picture.waitFor();
  await desk.seen('approvals-picture');
  await fillIn(page, { 'Place in the locked cabinet': story.cabinet });
  await desk.seen('approvals-countersign');
  await press(page, 'Countersign');
  await confirmAsManager(desk, 'It is the frame that was asked for.', 'Countersign');
  await page.getByText(/^Still \S+ was countersigned\.$/u).waitFor();
}
