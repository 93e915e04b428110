import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Desk } from './desk.ts';
import { choose, confirmAsManager, fillIn, goTo, handOver, heading, press, row } from './person.ts';
import { story } from './story.ts';

/** The council asks for what is no longer there; the manager decides. Begins with the officer signed in; ends with the manager. */
export async function disclosure(desk: Desk): Promise<string> {
  const { page } = desk;
  await goTo(desk, 'Disclosures');
  await press(page, 'Log a request');
  await choose(page, 'Who asks for footage', 'Stockport MBC, legal action');
  await fillIn(page, {
    'Received on': '17/11/2026',
    'Who asks': 'Dana Osei',
    'How to reach them': 'legal@stockport.gov.uk',
    Department: 'Legal Services',
    'Legal action being taken': 'Injunction, Edward Street',
    'On what ground': 'CoP 4.11, Stockport MBC',
    'For what purpose': 'Evidence in the injunction.',
    'What footage is asked for, in their words': 'The car park in the evening of 5 October.',
  });
  await choose(page, 'Case', `${story.reactRef}, ${story.caseTitle}`);
  await desk.seen('disclosure-form');
  await press(page, 'Log the request');
  await heading(page, /^Request \S/u).waitFor();
  await desk.seen('disclosure');
  const path = join(dirname(desk.discPath), 'request.eml');
  await writeFile(path, 'From: Dana Osei <legal@stockport.gov.uk>\nDate: Tue, 17 Nov 2026 09:12:00 +0000\n\nPlease.\n');
  desk.shell.files.push([path]);
  await press(page, 'Attach a paper');
  await fillIn(page, { 'What it is': 'Their request by e-mail' });
  await press(page, 'Choose the paper');
  await press(page, 'Show Their request by e-mail');
  await page.getByText('Date: Tue, 17 Nov 2026', { exact: false }).waitFor();
  await desk.seen('disclosure-paper', page.getByText('Date: Tue, 17 Nov 2026', { exact: false }));

  await handOver(desk, 'manager');
  await goTo(desk, 'Approvals');
  await desk.seen('approvals-disclosure');
  await press(page, 'Refuse');
  await confirmAsManager(desk, 'The footage was destroyed after six weeks.', 'Refuse');
  await goTo(desk, 'Disclosures');
  await row(page, 'Dana Osei').getByText('Refused, requester to be told').waitFor();
  await desk.seen('disclosures');
  return 'The council asked for destroyed footage; logged, refused with reasons, in the register.';
}
