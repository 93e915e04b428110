import type { Desk } from './desk.ts';
import { fillIn, goTo, heading, press, row, typeClock } from './person.ts';
import { story } from './story.ts';

/** A case by its React reference, and the incident that starts the countdown. */
export async function openCase(desk: Desk): Promise<string> {
  const { page } = desk;
  await goTo(desk, 'Cases');
  await desk.seen('cases-empty');
  await press(page, 'Open a case');
  await fillIn(page, { 'React reference': story.reactRef, Title: story.caseTitle });
  await desk.seen('case-form');
  await press(page, 'Open the case');
  await heading(page, `${story.reactRef}: ${story.caseTitle}`).waitFor();
  await reportIncident(desk, story);
  await desk.seen('case');
  await goTo(desk, 'Today');
  await page
    .getByRole('main')
    .getByRole('link', { name: /^Get footage/u })
    .waitFor();
  await desk.seen('today-overwrite');
  return `Case ${story.reactRef} with one incident; Today counts down to the overwriting.`;
}

interface Incident {
  readonly place: string;
  readonly happened: string;
}

/** On the case's screen: what happened, when and where. */
export async function reportIncident(desk: Desk, { place, happened }: Incident): Promise<void> {
  const { page } = desk;
  await press(page, 'Report an incident');
  await typeClock(page, 'When it happened', '05/10/2026', '21:15:00');
  await fillIn(page, { Place: place, 'What happened': happened });
  await desk.seen('incident-form');
  await press(page, 'Report the incident');
  await page
    .getByText(/may be overwritten from/u)
    .last()
    .waitFor();
}

export async function registerStick(desk: Desk): Promise<string> {
  const { page } = desk;
  await goTo(desk, 'Settings');
  await desk.seen('settings-scheme');
  await page.getByRole('tab', { name: 'People' }).click();
  await row(page, 'Case Support Officer').waitFor();
  await desk.seen('settings-people');
  await page.getByRole('tab', { name: 'Memory sticks' }).click();
  await fillIn(page, { 'Number on its label': 'S-07', 'Serial number': 'KINGSTON-0A1B' });
  await page.getByRole('checkbox', { name: 'The stick is encrypted by its own hardware' }).check();
  await press(page, 'Register');
  await page.getByText('Stick S-07 is registered.').waitFor();
  await desk.seen('settings-sticks');
  return 'Memory stick S-07, serial KINGSTON-0A1B.';
}
