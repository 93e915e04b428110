import type { Desk } from './desk.ts';
import { choose, fillIn, goTo, heading, longWorkMs, press, print, row, typeClock } from './person.ts';
import { people, story } from './story.ts';

/** A recorder as the officer finds it. */
export interface RecorderFound {
  readonly serial: string;
  readonly place: string;
  /** What its clock shows when the speaking clock says ten. */
  readonly clock: string;
}

/** From the incident on Today over the stick and the time check to the receipt. */
export async function getFootage(
  desk: Desk,
  stickFolder: string,
  recorder: RecorderFound = story.recorder,
): Promise<string> {
  const { page } = desk;
  await goTo(desk, 'Today');
  await page
    .getByRole('main')
    .getByRole('link', { name: /^Get footage/u })
    .click();
  await heading(page, 'Which incident is it for?').waitFor();
  await desk.seen('get-footage-incident');
  await press(page, 'Next: where it is');
  await choose(page, 'Registered stick', { index: 1 });
  desk.shell.folders.push(stickFolder);
  await press(page, 'Choose the folder on the stick');
  await page.getByRole('button', { name: 'Next: time check' }).waitFor();
  await desk.seen('get-footage-stick');
  await press(page, 'Next: time check');
  await timeCheck(desk, recorder);
  await whatThereIs(desk);
  await details(desk, recorder);
  await press(page, 'Take the footage into the vault');
  await heading(page, /^Retrieval \S/u).waitFor({ timeout: longWorkMs });
  const result = (await heading(page, /^Retrieval \S/u).textContent()) ?? '';
  await page.getByText('Complete', { exact: false }).first().waitFor();
  await print(desk, page.getByRole('button', { name: 'Print the receipt' }));
  await page.getByText('Sent to the printer.').waitFor();
  await desk.seen('get-footage-receipt');
  const files = (await page.getByRole('table', { name: 'Files of this retrieval' }).getByRole('row').count()) - 1;
  return `${result}: ${files} files hashed, sealed, read back; receipt printed.`;
}

async function timeCheck(desk: Desk, { clock }: RecorderFound): Promise<void> {
  const { page } = desk;
  await typeClock(page, 'The recorder’s clock showed', '06/10/2026', clock);
  await typeClock(page, 'The reference showed', '06/10/2026', '10:00:00');
  await choose(page, 'Reference', 'speaking clock (123)');
  await fillIn(page, { 'Seen by': people.officer.name });
  await page.getByText(/^The recorder is .*(?:fast|slow)/u).waitFor();
  await desk.seen('get-footage-time-check');
  await press(page, 'Next: what there is');
}

async function whatThereIs(desk: Desk): Promise<void> {
  const { page } = desk;
  await heading(page, 'Which period do you want?').waitFor();
  await typeClock(page, 'From (recorder’s clock)', '05/10/2026', '21:00:00');
  await typeClock(page, 'To (recorder’s clock)', '05/10/2026', '21:40:00');
  await desk.seen('get-footage-what-there-is');
  const files = page.getByRole('table', { name: 'What there is' });
  await desk.seen('get-footage-files', files.getByRole('row').nth(1));
  await press(page, 'Next: details');
}

async function details(desk: Desk, { serial, place }: RecorderFound): Promise<void> {
  const { page } = desk;
  await fillIn(page, {
    'Serial number of the recorder': serial,
    'Place of the recorder': place,
    'Reason for the retrieval': story.retrievalReason,
    'Why there is none (goes into the incident)': story.withoutPia,
  });
  await desk.seen('get-footage-details');
}

/** The register, then one recording that can be watched. Gives back its number. */
export async function openRecording(desk: Desk, fileName: string): Promise<string> {
  const { page } = desk;
  await goTo(desk, 'Footage');
  const line = row(page, fileName);
  await line.waitFor();
  await desk.seen('footage');
  const number = (await line.getByRole('button').first().textContent()) ?? '';
  await line.getByRole('button').first().click();
  await heading(page, number).waitFor();
  await page.getByRole('link', { name: 'Open a viewing' }).waitFor({ timeout: longWorkMs });
  await desk.seen('recording');
  return number;
}
