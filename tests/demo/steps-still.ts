import type { Desk } from './desk.ts';
import { confirmAsManager, fillIn, goTo, handOver, heading, phoneCode, press, print, row } from './person.ts';
import { textOfPdf } from './papers.ts';
import { type Look, lookOf, nearestFrame } from './pictures.ts';
import type { Viewed } from './steps-viewing.ts';
import { people, story } from './story.ts';

/** Approval, production, countersignature after seeing it, index, sheet. Begins and ends with the officer signed in. */
export async function still(desk: Desk, { frame, looks }: Viewed): Promise<string> {
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
  const pictured = nearestFrame(looks, await countersign(desk));
  if (pictured !== frame)
    throw new Error(`the still is of frame ${pictured}, not of frame ${frame} that was asked for`);

  await handOver(desk, 'officer');
  await openStill(desk);
  await page.getByText(`, frame ${frame}`).waitFor();
  const sheet = await print(desk, page.getByRole('button', { name: 'Print the sheet' }));
  if (!textOfPdf(sheet.bytes).includes(`frame ${frame} of`))
    throw new Error(`the printed sheet does not say that the still is frame ${frame}`);
  await page.getByText('Sent to the printer.').waitFor();
  await page.getByRole('checkbox', { name: 'I am present and stay while it is shown' }).check();
  await press(page, 'Show the picture');
  await page.getByRole('img', { name: /^Still / }).waitFor();
  await desk.seen('still-countersigned');
  return `Approved, produced and countersigned by ${people.manager.name} after seeing it: frame ${frame}, compared with its neighbours; index entry and sheet printed.`;
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

/** The manager sees the picture first. Gives back what it looks like. */
async function countersign(desk: Desk): Promise<Look> {
  const { page } = desk;
  const { username, password } = people.officer;
  await fillIn(page, {
    'The officer’s username': username,
    'The officer’s password': password,
    'The officer’s code from the authenticator app': await phoneCode(desk, 'officer'),
  });
  await desk.seen('approvals-officer-beside');
  await press(page, 'Show the picture');
  const picture = page.getByRole('img', { name: /^Still / });
  await picture.waitFor();
  await desk.seen('approvals-picture');
  const look = await lookOf(picture);
  await fillIn(page, { 'Place in the locked cabinet': story.cabinet });
  await desk.seen('approvals-countersign', page.getByRole('button', { name: 'Countersign', exact: true }));
  await press(page, 'Countersign');
  await confirmAsManager(desk, 'It is the frame that was asked for.', 'Countersign');
  await page.getByText(/^Still \S+ was countersigned\.$/u).waitFor();
  return look;
}
