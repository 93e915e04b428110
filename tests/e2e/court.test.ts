import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { filesBelow } from '../demo/leaks.ts';
import { textOfPdf, witnessCodeOn } from '../demo/papers.ts';
import { choose, fillIn, goTo, heading, press, print, row, signIn, signOut } from '../demo/person.ts';
import { openCase, registerStick, reportIncident } from '../demo/steps-case.ts';
import { confirmClock } from '../demo/steps-clock.ts';
import { bundleApproved, moveDisc, openBundle, printSheets, settleStatement, toCabinet } from '../demo/steps-court.ts';
import { getFootage, openRecording } from '../demo/steps-footage.ts';
import { verifyLedger } from '../demo/steps-ledger.ts';
import { setUp } from '../demo/steps-setup.ts';
import { still } from '../demo/steps-still.ts';
import { view } from '../demo/steps-viewing.ts';
import { story } from '../demo/story.ts';
import { extractBundle, outsideChecks, verifyBundle } from '../demo/verify-output.ts';
import { axeFindings } from './axe-findings.ts';
import {
  burnSet,
  checkAgain,
  checklist,
  destroyDisc,
  type DiscTray,
  discNumbers,
  discTray,
  papersForTheOtherSide,
  openMeFirst,
  receipt,
  recordOutcome,
  secondExport,
  toHearing,
} from './court-steps.ts';
import { ask } from './three-cameras.ts';
import { type TrialDesk, trialDesk } from './trial-desk.ts';

const dayMs = 86_400_000;

// A bundle's whole life through the real screens: footage of two recorders and a still on a set of two discs, checked by
// programs that are not ours, out to the hearing, back, and destroyed.

describe('an officer and a manager take a case to court', () => {
  let folder: string;
  let tray: DiscTray;
  let trial: TrialDesk;
  let secondFile: string;
  let homes: string[];
  let numbers: string[];
  const findings: string[] = [];
  const seen = new Set<string>();

  /** Days later, the officer at the laptop again; after weeks its clock is not believed before it was compared. */
  const comeBack = async (days: number): Promise<void> => {
    await signOut(trial.desk);
    await trial.desk.skip(days * dayMs);
    await signIn(trial.desk, 'officer');
    if (days > 7) await confirmClock(trial.desk);
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'court-'));
    tray = discTray(folder);
    secondFile = await secondExport(join(folder, 'SECOND'));
    trial = await trialDesk({
      discDrives: tray.drives,
      onScreen: async (page, name) => {
        if (!name.startsWith('set-') || seen.has(name)) return;
        seen.add(name);
        findings.push(...(await axeFindings(page, name)));
      },
    });
  });
  beforeAll(async () => {
    // One film of that stick will do, with its index and the player.
    for (const path of await filesBelow(trial.stick))
      if (!/21\.10\.00-21\.10\.10\[R\]|index00|player|README/u.test(path)) await rm(path);
  });
  afterAll(async () => {
    await trial.remove();
    await rm(folder, { recursive: true, force: true });
  });

  test('get footage of two recorders, and a countersigned still', async () => {
    const { desk } = trial;
    await setUp(desk);
    await signIn(desk, 'officer');
    await registerStick(desk);
    await openCase(desk);
    await getFootage(desk, trial.stick);
    await goTo(desk, 'Cases');
    await row(desk.page, story.reactRef).getByRole('button').first().click();
    await reportIncident(desk, { place: 'Edward Street, front door', happened: 'One of the two runs past the door.' });
    const front = { serial: 'DVR-4G-031', place: '2 Edward Street', clock: '09:59:21' };
    await getFootage(desk, join(folder, 'SECOND'), front);
    await openRecording(desk, '21.10.00-21.10.10[R]');
    expect(await still(desk, await view(desk))).toContain('countersigned');
  });

  test('have a bundle of three exhibits approved, with its statement and its papers', async () => {
    const { desk } = trial;
    await bundleApproved(desk, ['21.10.00-21.10.10[R]', secondFile]);
    const exhibits = desk.page.getByRole('table', { name: 'Exhibits in the order of the bundle' });
    expect(await exhibits.getByRole('row').count()).toBe(4);
    await settleStatement(desk);
    await papersForTheOtherSide(desk);
  });

  test('burn it on two discs, because one does not take it', async () => {
    const { desk } = trial;
    const [bundle] = await ask(desk, 'bundles.list', {});
    const [drive] = await tray.drives();
    if (bundle === undefined || drive === undefined) throw new Error('there is no bundle, or no drive');
    const discs = async (capacityBytes: number): Promise<number | null> => {
      tray.capacityBytes = capacityBytes;
      return (await ask(desk, 'discs.count', { bundleId: bundle.id, driveId: drive.id })).discs;
    };
    // Discs like those of a film three times as long.
    const { sizeBytes } = await ask(desk, 'discs.count', { bundleId: bundle.id, driveId: drive.id });
    for (let bytes = Math.ceil(sizeBytes / 2); (await discs(bytes)) !== 2; bytes = Math.ceil(bytes * 1.1));
    await openBundle(desk);
    expect(await burnSet(desk, tray)).toBe(2);
    numbers = await discNumbers(desk);
    expect(numbers).toEqual(['DISC-0001', 'DISC-0002']);
    await printSheets(desk);
    await checklist(desk);
  });

  test('hand over discs that four ways which are not ours find good', async () => {
    const { desk } = trial;
    const labels = await desk.page.getByRole('button', { name: 'Label', exact: true }).all();
    const label = await print(desk, labels[0] ?? desk.page.getByText('no label'));
    const witnessCode = witnessCodeOn(label.bytes);
    const fingerprint = /(?:[0-9a-f]{4} ){15}[0-9a-f]{4}/u.exec(textOfPdf(label.bytes))?.[0] ?? '';
    homes = numbers.map((number) => join(folder, number));
    for (const [index, home] of homes.entries())
      expect(await extractBundle(tray.discs[index] ?? '', home)).toMatchObject({ ok: true });

    const at = desk.clock.now();
    const checks = homes.flatMap((home) => outsideChecks(home, { at, code: witnessCode }));
    expect([...checks, verifyBundle(homes, { code: witnessCode })].filter(({ ok }) => !ok)).toEqual([]);
    const { verdicts, words } = await openMeFirst(homes, { fingerprint, witnessCode });
    expect(verdicts[0]).toContain('NOT COMPLETE: disc 2');
    expect(verdicts[1]).toMatch(/^No change was found\. All \d+ files are as they were sealed\.$/u);
    expect(words).toContain('All 2 discs of the set are here.');
    expect(words).not.toMatch(/BROKEN|CHANGED|MISSING|ADDED|not compared/u);
  });

  test('lock the discs away, and take them to the hearing after the footage is gone, read again before', async () => {
    const { desk } = trial;
    for (const [index, number] of numbers.entries()) await moveDisc(desk, number, toCabinet(`SEAL-0041${index}`));
    await comeBack(44);
    await goTo(desk, 'Footage');
    await desk.page.getByLabel('Show also what was disposed of').check();
    await row(desk.page, secondFile).getByText('Disposed of').first().waitFor();
    await goTo(desk, 'Court');
    for (const [index, number] of numbers.entries()) {
      tray.putIn(index + 1);
      await checkAgain(desk, number);
      await moveDisc(desk, number, toHearing(`SEAL-0042${index}`));
      await receipt(desk, number, '19/11/2026');
    }
    await desk.seen('set-out');
    await goTo(desk, 'Today');
    expect(await desk.page.getByText(/^DISC-\d+ is due back on/u).count()).toBe(2);
  });

  test('have them back, enter what the court decided, destroy them before a witness and close the case', async () => {
    const { desk } = trial;
    await comeBack(3);
    await recordOutcome(desk, story.caseNumber, '20/11/2026');
    for (const [index, number] of numbers.entries())
      await moveDisc(desk, number, { ...toCabinet(`SEAL-0043${index}`), Reason: 'Back from the hearing' });
    for (const number of numbers) await destroyDisc(desk, number);
    await desk.seen('set-destroyed');
    expect(await desk.page.getByRole('button', { name: /^(?:Move|Destroy|Check again): / }).count()).toBe(0);
    await goTo(desk, 'Cases');
    await row(desk.page, story.reactRef).getByRole('button').first().click();
    await heading(desk.page, `${story.reactRef}: ${story.caseTitle}`).waitFor();
    await press(desk.page, 'Close the case');
    await fillIn(desk.page, {
      'Satisfaction survey': 'By telephone on 23 November',
      'Views and experiences of the customer': 'Sleeps again.',
      'How the case ended': 'Injunction of twelve months.',
    });
    await choose(desk.page, 'Did the customer feel supported during the case?', 'Yes');
    await fillIn(desk.page, { 'Why STILL-0001 stays': 'The injunction runs for twelve months.' });
    await desk.seen('set-closing');
    await desk.page.getByRole('button', { name: 'Close the case', exact: true }).last().click();
    await desk.page.getByLabel('Satisfaction survey').waitFor({ state: 'detached' });
  });

  test('leave a ledger that is whole, papers of every step, and no fault on the way', async () => {
    expect(await verifyLedger(trial.desk, 'ledger-verified')).toMatch(/^All \d+ entries/u);
    const titles = trial.desk.shell.printed.map(({ title }) => title.toLowerCase());
    for (const paper of ['label', 'notice', 'certificate', 'checklist', 'receipt', 'destruction', 'statement'])
      expect(titles.filter((title) => title.includes(paper))).not.toEqual([]);
    expect(findings).toEqual([]);
    expect(trial.desk.problems()).toEqual([]);
  });
});
