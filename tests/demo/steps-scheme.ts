import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { kitParts } from '../../src/shared/contract/equipment.ts';
import { piaHeads } from '../../src/shared/contract/pias.ts';
import { asFromTelephone, photograph } from '../fixtures/pictures.ts';
import type { Desk } from './desk.ts';
import {
  choose,
  confirmAsManager,
  field,
  fillIn,
  goTo,
  handOver,
  heading,
  press,
  print,
  row,
  typeClock,
} from './person.ts';
import { story } from './story.ts';
import { piaText } from './story-pia.ts';

const sno = 'Priya Shah, Safer Neighbourhoods Officer';
const home = '12 Edward Street';

/** Kit with its parts, tested and checked before its use, and the contractor who may install it. */
export async function storeroom(desk: Desk): Promise<string> {
  const { page } = desk;
  await goTo(desk, 'Scheme');
  await page.getByRole('tab', { name: 'Equipment' }).click();
  await press(page, 'Register a kit');
  await fillIn(page, { 'Asset number': 'LAC-004', 'Place in the locked storeroom': 'Shelf 2' });
  const serials = page.getByRole('group', { name: /^Serial number of each part/u }).getByRole('textbox');
  for (const [index] of kitParts['standard-4g'].entries()) await serials.nth(index).fill(`SN-004-${String(index + 1)}`);
  await desk.seen('scheme-register-kit');
  await press(page, 'Register the kit');
  await heading(page, 'Kit LAC-004').waitFor();
  await desk.seen('scheme-kit-not-fit');
  await press(page, 'Enter a PAT test');
  await fillIn(page, { 'Tested on': '01/10/2026', 'Tested by': 'Volt Ltd', 'Number on the PAT label': 'V-881' });
  await page.getByRole('checkbox', { name: 'Every appliance of the kit passed' }).check();
  await press(page, 'Enter the test');
  await press(page, 'Check before use');
  await page.getByRole('button', { name: 'Record the check' }).click(); // nothing is filled in beforehand
  await page.getByText('Look at it, then answer.').first().waitFor();
  for (const good of await page.getByRole('radio', { name: 'Good' }).all()) await good.check();
  await desk.seen('scheme-kit-check');
  await press(page, 'Record the check');
  await page.getByText('Ready to issue').waitFor();
  await desk.seen('scheme-kit-ready');
  await goTo(desk, 'Scheme');
  await page.getByRole('tab', { name: 'Contractors' }).click();
  await press(page, 'Register a contractor');
  await fillIn(page, {
    Name: 'Jo Marsh',
    Company: 'SafeView Ltd',
    'SIA licence number': '1019-8765-4321-0001',
    'Licence expires on': '31/03/2028',
  });
  await press(page, 'Register');
  await row(page, 'Jo Marsh').waitFor();
  await desk.seen('scheme-contractors');
  return 'Kit LAC-004 tested and checked, every part of it; contractor Jo Marsh with licence.';
}

/** A camera is asked for, its PIA is written head by head, people are consulted, and it goes to the manager. */
export async function assessment(desk: Desk): Promise<string> {
  const { page } = desk;
  await goTo(desk, 'Scheme');
  await press(page, 'Request a camera');
  await choose(page, 'Case', `${story.reactRef}, ${story.caseTitle}`);
  await choose(page, 'System', 'Standard 4G');
  await fillIn(page, {
    'Place where it is to hang': home,
    Customer: 'Mrs Patel',
    'How the customer is reached': '0161 496 0000',
    'Asked for by (SNO dealing with the case)': sno,
  });
  await desk.seen('scheme-request');
  await press(page, 'Put on the waiting list');
  await heading(page, `DEP-0001: ${home}`).waitFor();
  await page.getByText('There is no PIA for this camera.', { exact: false }).waitFor();
  await desk.seen('scheme-deployment-waiting');
  await press(page, 'Set how urgent it is');
  await choose(page, 'Urgency', 'Priority');
  await choose(page, 'Ground (none for ordinary)', 'Hate crime or hate incident');
  await fillIn(page, { Why: 'Slurs were shouted at the door on three evenings.' });
  await desk.seen('scheme-urgency');
  await press(page, 'Set it');
  await page.getByText('number 1, priority (hate crime', { exact: false }).waitFor();
  await addPicture(
    desk,
    'Sketch or photograph of the field of view',
    'Gate and path; the kitchen of number 14 is left out',
  );
  await desk.seen('scheme-picture', page.getByRole('img'));
  await press(page, 'Begin the PIA');
  await press(page, 'Begin the PIA'); // the form's own button
  await page.getByRole('link', { name: 'Open PIA-0001' }).click();
  await heading(page, `PIA-0001: ${home}`).waitFor();
  await desk.seen('scheme-pia-blank');
  await press(page, 'Write');
  await fillIn(page, { From: '06/10/2026', Until: '31/12/2026' });
  let last = '';
  for (const { key, label, clause, step } of piaHeads) {
    if (last !== '' && last !== step) {
      await press(page, 'Keep and go on');
    }
    last = step;
    await field(page, `${label} (CoP ${clause})`).fill(piaText[key]);
    if (label === 'Potential collateral intrusion') await desk.seen('scheme-pia-form');
  }
  await press(page, 'Keep and close');
  await press(page, 'Log a consultation');
  await fillIn(page, { Who: 'The occupier', Address: '14 Edward Street', 'Answer asked for by': '13/10/2026' });
  await choose(page, 'How', 'Letter in large print');
  await press(page, 'Log it');
  const letter = await print(desk, page.getByRole('button', { name: 'Print the letter to The occupier' }));
  await press(page, 'Enter the answer of The occupier');
  await fillIn(page, { 'Answered on': '06/10/2026', 'What they said': 'Not into my kitchen, please.' });
  await press(page, 'Enter the answer');
  await page.getByText('Not into my kitchen, please.', { exact: false }).waitFor();
  await desk.seen('scheme-pia-written');
  await press(page, 'Submit to the Safer Neighbourhoods Manager');
  await page.getByText('Waits for the manager').first().waitFor();
  return `${letter.title}; PIA-0001 submitted with every head.`;
}

/** The officer brings a photograph from the telephone, and looks at it as it was sealed. */
async function addPicture(desk: Desk, shows: string, note: string): Promise<void> {
  const { page } = desk;
  const path = join(dirname(desk.discPath), 'from the telephone.jpg');
  await writeFile(path, asFromTelephone(await photograph('640x480')));
  desk.shell.files.push([path]);
  await press(page, 'Add a picture');
  await choose(page, 'It shows', shows);
  await fillIn(page, { 'What is to be seen': note });
  await press(page, 'Choose the picture');
  await press(page, `Show ${note}`);
  await page.getByRole('img', { name: `${shows}: ${note}` }).waitFor();
}

/** The manager reads the whole of it beside the buttons. */
export async function leave(desk: Desk): Promise<string> {
  const { page } = desk;
  await handOver(desk, 'manager');
  await desk.seen('scheme-today-manager');
  await goTo(desk, 'Approvals');
  await heading(page, 'PIA-0001, version 1').waitFor();
  await desk.seen('scheme-approval');
  await press(page, 'Approve');
  await confirmAsManager(desk, 'Necessary, and the kitchen is left out.', 'Approve');
  await page.getByText('PIA-0001 version 1 was approved.').waitFor();
  await handOver(desk, 'officer');
  return 'PIA-0001 version 1 approved for 12 Edward Street until 31 December.';
}

/** Survey, slot, kit, contractor, signs: then it hangs. */
export async function installation(desk: Desk): Promise<string> {
  const { page } = desk;
  await goTo(desk, 'Scheme');
  await desk.seen('scheme-waiting-list');
  await row(page, 'DEP-0001').getByRole('button').first().click();
  await press(page, 'Record the site survey');
  await fillIn(page, {
    'Surveyed on': '06/10/2026',
    'The most appropriate position': 'Front eaves, left of the door.',
    'What the camera sees from there': 'Front garden and the path.',
    'Where the signs will stand (perimeter and centre)': 'Gate and front door.',
    Power: 'Hall socket',
  });
  await desk.seen('scheme-survey');
  await press(page, 'Record the survey');
  await addPicture(desk, 'Sign at the perimeter', 'Sign at the gate, from the street');
  await print(desk, page.getByRole('button', { name: 'Print the survey with its pictures' }));
  await press(page, 'Book a slot');
  await choose(page, 'For', 'Installation');
  await typeClock(page, 'Begins', '06/10/2026', '15:00:00');
  await press(page, 'Book the slot');
  await press(page, 'Issue a kit');
  await choose(page, 'Kit', 'LAC-004: ready to issue');
  await press(page, 'Issue the kit');
  await press(page, 'Record the installation');
  await fillIn(page, { 'Installed on': '06/10/2026' });
  await choose(page, 'Installed by', 'Jo Marsh, SafeView Ltd (licence to Fri 31 Mar 2028)');
  await press(page, 'Record the installation'); // with no sign up it is refused, and says why
  await page.getByRole('alert').getByText('The camera must stand prominently', { exact: false }).waitFor();
  await desk.seen('scheme-install-refused');
  for (const tick of await page.getByRole('checkbox').all()) await tick.check();
  await press(page, 'Record the installation');
  await page.getByText('Review it').waitFor();
  await desk.seen('scheme-deployment-installed');
  await goTo(desk, 'Today');
  await desk.seen('scheme-today');
  return 'DEP-0001 installed by a licensed contractor with kit LAC-004, signs up, sound off.';
}
