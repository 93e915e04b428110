import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, openDesk } from '../demo/desk.ts';
import { choose, fillIn, field, goTo, press, row, signIn, signOut } from '../demo/person.ts';
import { setUp } from '../demo/steps-setup.ts';
import { people, story } from '../demo/story.ts';
import { axeFindings } from './axe-findings.ts';

// An audit from its terms to its sheet, the pack and the annual report, through the real screens in Chromium.

describe('a manager lets the scheme be audited at the screen', () => {
  let desk: Desk;
  let folder: string;
  const findings: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'oversight-'));
    desk = await openDesk({
      dataFolder: join(folder, 'data'),
      discPath: join(folder, 'disc.iso'),
      onScreen: async (page, name) => {
        if (name.startsWith('oversight-')) findings.push(...(await axeFindings(page, name)));
      },
    });
    await setUp(desk);
    await signIn(desk, 'officer');
    const { value } = (await desk.app.invoke('cases.open', {
      reactRef: story.reactRef,
      title: story.caseTitle,
    })) as unknown as { value: { id: string } };
    for (const requester of ['Mr Grey', 'Ms Brown', 'Dr White'])
      await desk.app.invoke('disclosures.receive', {
        class: 'council',
        receivedOn: desk.clock.now().slice(0, 10),
        requester,
        contact: '0161 496 0001',
        basis: 'As told',
        purpose: 'To see.',
        footageAsked: 'The car park.',
        recordingIds: [],
        caseId: value.id,
        council: { department: 'Legal', legalAction: 'ASBI' },
      });
    await signOut(desk);
    await signIn(desk, 'manager');
  });
  afterAll(async () => {
    await desk.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('open it under terms, and draw spot checks', async () => {
    const today = desk.clock.now().slice(0, 10);
    await goTo(desk, 'Oversight');
    await desk.seen('oversight-audits');
    await press(desk.page, 'Open an audit');
    await desk.seen('oversight-open');
    await fillIn(desk.page, {
      'Terms of reference, number': 'TOR/2026/1',
      'Terms of reference': 'Requests for footage of this year.',
      Auditor: 'Priya Nair',
      'Authorised by': 'Jane Holt, Head of Safer Neighbourhoods',
      'First day looked at': today,
      'Last day looked at': today,
      'Authorised on': today,
      'Your password': people.manager.password,
    });
    await press(desk.page, 'Open the audit');
    await desk.page.getByRole('heading', { name: 'Audit AUD-0001', level: 1 }).waitFor();
    await field(desk.page, 'How many of each area').fill('2');
    await desk.seen('oversight-undrawn');
    await press(desk.page, 'Draw');
    await row(desk.page, 'REQ-').first().waitFor();
    expect(await row(desk.page, 'REQ-').count()).toBe(2);
    await desk.seen('oversight-drawn');
  });

  test('enter what the auditor found and advises, answer it and close', async () => {
    for (let each = 0; each < 2; each += 1) {
      await desk.page
        .getByRole('button', { name: /^Enter the finding on/u })
        .first()
        .click();
      await choose(desk.page, 'What the auditor found', each === 0 ? 'Not in order' : 'In order');
      if (each === 0) await field(desk.page, 'Note').fill('No signed paper is attached.');
      await press(desk.page, 'Enter the finding');
      await field(desk.page, 'What the auditor found').waitFor({ state: 'detached' });
    }
    await press(desk.page, 'Enter a recommendation');
    await field(desk.page, 'What the auditor recommends').fill('Attach the signed paper at once.');
    await press(desk.page, 'Enter it');
    await press(desk.page, 'Answer recommendation 1');
    await choose(desk.page, 'Is it accepted?', 'Accepted');
    await field(desk.page, 'Answer').fill('It is on the list for each request.');
    await desk.seen('oversight-answer');
    await press(desk.page, 'Answer');
    await press(desk.page, 'Close the audit');
    await field(desk.page, 'The auditor’s conclusion').fill('Well run, but for one paper.');
    await field(desk.page, 'Your password').fill(people.manager.password);
    await press(desk.page, 'Close and make the sheet');
    await press(desk.page, 'Print the audit sheet');
    await desk.page.getByText('Sent to the printer.').waitFor();
    expect(desk.shell.printed.at(-1)?.title).toBe('Audit AUD-0001');
    await desk.seen('oversight-closed');
  });

  test('read the figures of the year and make the report that may be published', async () => {
    await goTo(desk, 'Oversight');
    await desk.page.getByRole('tab', { name: 'Annual report' }).click();
    await row(desk.page, 'Council').waitFor();
    expect(await row(desk.page, 'Council').textContent()).toContain('3');
    await desk.seen('oversight-report');
    await press(desk.page, 'Make the report for publication');
    await press(desk.page, 'Make the sheet');
    await press(desk.page, 'Print it');
    await desk.page.getByText('Sent to the printer.').waitFor();
    await desk.page.getByRole('tab', { name: 'Registers' }).click();
    await press(desk.page, 'Export a register as a table');
    await field(desk.page, 'Register').waitFor();
    await desk.seen('oversight-registers');
    await desk.page.getByRole('tab', { name: 'Audit pack' }).click();
    await field(desk.page, 'Who gets it').waitFor();
    await desk.seen('oversight-pack');
  });

  test('find anything from anywhere with the keyboard alone', async () => {
    const { page } = desk;
    await goTo(desk, 'Today');
    await page.keyboard.press('Control+k');
    await page.getByLabel(/^Reference or words/u).waitFor();
    await page.keyboard.type('priya tor');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Audits' }).waitFor();
    await desk.seen('oversight-search');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Audit AUD-0001', level: 1 }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  test('meet nothing that axe finds fault with, and no error in the window', () => {
    expect(findings).toEqual([]);
    expect(desk.problems()).toEqual([]);
  });
});
