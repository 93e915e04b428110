import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { trainingLabel, trainingMark } from '../../src/main/training/training.ts';
import { type Desk, openDesk } from '../demo/desk.ts';
import {
  choose,
  fillIn,
  goTo,
  heading,
  longWorkMs,
  press,
  print,
  row,
  signIn,
  signOut,
  typeClock,
} from '../demo/person.ts';
import { everyRoom } from '../demo/steps-rooms.ts';
import { setUp } from '../demo/steps-setup.ts';
import { story } from '../demo/story.ts';
import { pageTexts } from '../main/documents/poppler.ts';
import { axeFindings } from './axe-findings.ts';
import { ask } from './three-cameras.ts';

// A training vault through the real screens in Chromium: from its set-up to simulated footage in the vault. Every screen
// on the way is looked at for the label, and every printed page for the mark.

describe('somebody who learns the work in a training vault', () => {
  let work: string;
  let desk: Desk;
  const findings: string[] = [];
  const screens: string[] = [];
  const withoutLabel: string[] = [];

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'training-desk-'));
    desk = await openDesk({
      ...{ dataFolder: join(work, 'data'), discPath: join(work, 'disc.iso'), training: true },
      onScreen: async (page, name) => {
        screens.push(name);
        if (!(await page.getByText(trainingLabel).first().isVisible())) withoutLabel.push(name);
        if (name.startsWith('training-')) findings.push(...(await axeFindings(page, name)));
      },
    });
  });
  afterAll(async () => {
    await desk?.close();
    await rm(work, { recursive: true, force: true });
  });

  test('sets it up and signs in', async () => {
    await desk.seen('training-first');
    await setUp(desk);
    await desk.seen('training-sign-in');
    await signIn(desk, 'officer');
    expect(withoutLabel).toEqual([]);
    const { id: caseId } = await ask(desk, 'cases.open', { reactRef: story.reactRef, title: story.caseTitle });
    await ask(desk, 'cases.reportIncident', {
      ...{ caseId, system: 'standard-4g', occurredAt: '2026-10-05T21:15:00', place: story.place },
      description: story.happened,
    });
  });

  test('takes the footage of the simulated recorder, and is offered nothing else', async () => {
    const { page } = desk;
    await goTo(desk, 'Get footage');
    await choose(page, 'Case', { index: 1 });
    await page.getByRole('radio', { name: story.place }).check();
    await press(page, 'Next: where it is');
    expect(
      await page
        .getByRole('group', { name: 'Where is the footage?' })
        .or(page.getByRole('radiogroup'))
        .getByRole('radio')
        .count(),
    ).toBe(1);
    await press(page, 'Connect');
    await page.getByText('It is no evidence of anything', { exact: false }).waitFor();
    await desk.seen('training-recorder');
    await press(page, 'Next: time check');
    await page.getByRole('button', { name: /^They agree: use/u }).click();
    await choose(page, 'Reference', 'speaking clock (123)');
    await press(page, 'Next: what there is');
    await typeClock(page, 'From (recorder’s clock)', '05/10/2026', '21:00:00');
    await typeClock(page, 'To (recorder’s clock)', '05/10/2026', '21:40:00');
    await press(page, 'Search the recorder');
    await page.getByRole('table', { name: 'What there is' }).waitFor({ timeout: longWorkMs });
    await desk.seen('training-found');
    await press(page, 'Next: details');
    await fillIn(page, {
      'Reason for the retrieval': story.retrievalReason,
      'Why there is none (goes into the incident)': story.withoutPia,
    });
    await press(page, 'Take the footage into the vault');
    await heading(page, /^Retrieval \S/u).waitFor({ timeout: longWorkMs });
    await page.getByText('Complete: every file sealed and read back').waitFor({ timeout: longWorkMs });
    await print(desk, page.getByRole('button', { name: 'Print the receipt' }));
    await desk.seen('training-receipt');
  });

  test('sees the label in every room, beside the footage and at the door', async () => {
    const { page } = desk;
    await everyRoom(desk);
    await goTo(desk, 'Footage');
    await row(page, 'SIMULATED_20261005_211000').first().getByRole('button').first().click();
    await page.getByRole('link', { name: 'Open a viewing' }).waitFor({ timeout: longWorkMs });
    await page.getByRole('link', { name: 'Open a viewing' }).click();
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await desk.seen('training-viewing');
    await signOut(desk);
    await desk.seen('training-locked');
    expect(withoutLabel).toEqual([]);
    expect(screens.length).toBeGreaterThan(25);
  });

  test('has the mark on every page that was printed', () => {
    const sheets = desk.shell.printed;
    expect(sheets.length).toBe(3); // two recovery sheets and the receipt
    for (const { title, bytes } of sheets)
      for (const text of pageTexts({ bytes, pages: 0 }))
        expect([title, text]).toEqual([title, expect.stringContaining(trainingMark)]);
  });

  test('meets nothing that axe finds fault with, and no error in the window', () => {
    expect(findings).toEqual([]);
    expect(desk.problems()).toEqual([]);
  });
});
