import type { Desk } from './desk.ts';
import { choose, field, fillIn, goTo, heading, press, print, row } from './person.ts';
import { people } from './story.ts';

/** An auditor's spot checks under written terms, and what came of them. Begins and ends with the manager signed in. */
export async function audit(desk: Desk): Promise<string> {
  const { page } = desk;
  await goTo(desk, 'Oversight');
  await press(page, 'Open an audit');
  await fillIn(page, {
    'Terms of reference, number': 'TOR/2026/1',
    'Terms of reference': 'Retrievals, viewings, stills, discs and requests since October.',
    Auditor: 'Priya Nair',
    'Authorised by': 'Jane Holt, Head of Safer Neighbourhoods',
    'First day looked at': '06/10/2026',
    'Last day looked at': '17/11/2026',
    'Authorised on': '17/11/2026',
    'Your password': people.manager.password,
  });
  await press(page, 'Open the audit');
  await heading(page, 'Audit AUD-0001').waitFor();
  await field(page, 'How many of each area').fill('1');
  await press(page, 'Draw');
  const open = page.getByRole('button', { name: /^Enter the finding on/u });
  await open.first().waitFor();
  const drawn = await open.count();
  for (let left = drawn; left > 0; left -= 1) {
    await open.first().click();
    await choose(page, 'What the auditor found', 'In order');
    await press(page, 'Enter the finding');
    await field(page, 'What the auditor found').waitFor({ state: 'detached' });
  }
  await press(page, 'Enter a recommendation');
  await field(page, 'What the auditor recommends').fill('Agree the review date of a hold with the court’s list.');
  await press(page, 'Enter it');
  await press(page, 'Answer recommendation 1');
  await choose(page, 'Is it accepted?', 'Accepted');
  await field(page, 'Answer').fill('The officer asks for the list when the proceedings are named.');
  await press(page, 'Answer');
  await desk.seen('oversight-audit');
  await press(page, 'Close the audit');
  await field(page, 'The auditor’s conclusion').fill('Every item drawn was in order.');
  await field(page, 'Your password').fill(people.manager.password);
  await press(page, 'Close and make the sheet');
  await print(desk, page.getByRole('button', { name: 'Print the audit sheet' }));
  await desk.seen('oversight-audit-closed');
  return `${drawn} items drawn by chance and found in order; one recommendation answered; audit sheet printed.`;
}

/** The figures of the year, and the report that may be published. */
export async function annualReport(desk: Desk): Promise<string> {
  const { page } = desk;
  await goTo(desk, 'Oversight');
  await page.getByRole('tab', { name: 'Annual report' }).click();
  await row(page, 'Council').waitFor();
  await desk.seen('oversight-report');
  await press(page, 'Make the report for publication');
  await press(page, 'Make the sheet');
  await print(desk, page.getByRole('button', { name: 'Print it' }));
  await page.getByRole('tab', { name: 'Audit pack' }).click();
  await field(page, 'Who gets it').waitFor();
  await desk.seen('oversight-pack');
  return 'The annual report for publication printed.';
}
