import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { footagePieces, searchFor } from '../demo/leaks.ts';
import { heading } from '../demo/person.ts';
import { openCase, registerStick } from '../demo/steps-case.ts';
import { court } from '../demo/steps-court.ts';
import { disclosure } from '../demo/steps-disclosure.ts';
import { getFootage, openRecording } from '../demo/steps-footage.ts';
import { checkCode, searchLedger, verifyLedger } from '../demo/steps-ledger.ts';
import { managerLooksRound, retention } from '../demo/steps-retention.ts';
import { firstSignIn, setUp } from '../demo/steps-setup.ts';
import { still } from '../demo/steps-still.ts';
import { type Viewed, view } from '../demo/steps-viewing.ts';
import { story } from '../demo/story.ts';
import { extractBundle, verifyBundleFolder } from '../demo/verify-output.ts';
import { axeFindings } from './axe-findings.ts';
import { type TrialDesk, trialDesk } from './trial-desk.ts';

// The main job through the real screens in Chromium: what `npm run demo` does, each step a test that builds on the one
// before. axe looks at every screen on the way.

describe('an officer and a manager at the screen', () => {
  let trial: TrialDesk;
  let viewed: Viewed;
  let recording: string;
  let code: string;
  const screens: string[] = [];
  const findings: string[] = [];
  /** Addresses of footage the page has asked for. */
  const asked: string[] = [];

  beforeAll(async () => {
    trial = await trialDesk({
      onScreen: async (page, name) => {
        if (screens.includes(name)) return; // the same screen once more
        screens.push(name);
        findings.push(...(await axeFindings(page, name)));
      },
    });
    trial.desk.page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/media/')) asked.push(pathname);
    });
  });
  afterAll(() => trial.remove());

  test('are watched by an axe that is awake', async () => {
    const { page } = trial.desk;
    await heading(page, 'Who answers for the footage').waitFor();
    await page.evaluate(() => {
      const faint = document.createElement('p');
      faint.id = 'faint';
      faint.style.cssText = 'color: #777; background: #666';
      faint.textContent = 'These words cannot be read.';
      document.querySelector('main')?.append(faint, document.createElement('img'));
    });
    const found = (await axeFindings(page, 'spoiled')).join('\n');
    expect(found).toContain('spoiled, light: image-alt');
    expect(found).toContain('spoiled, dark: color-contrast');
    await page.reload();
  });

  test('set the laptop up and sign in with two factors', async () => {
    expect(await setUp(trial.desk)).toContain('two recovery sheets');
    expect(trial.desk.shell.printed).toHaveLength(2);
    expect(await firstSignIn(trial.desk)).toContain('Refused with a wrong password');
  });

  test('open a case and register a stick', async () => {
    expect(await registerStick(trial.desk)).toContain('S-07');
    expect(await openCase(trial.desk)).toContain(story.reactRef);
  });

  test('get the footage of a recorder, with a receipt', async () => {
    expect(await getFootage(trial.desk, trial.stick)).toMatch(/17 files/u);
  });

  test('ask for nothing of the footage before a viewing is open', async () => {
    recording = await openRecording(trial.desk, '21.10.00-21.10.10[R]');
    expect(asked).toEqual([]);
  });

  test('view it frame by frame, and nothing of it lies unsealed on the drive meanwhile', async () => {
    const { desk, stick } = trial;
    const known = [...desk.known, ...(await footagePieces(stick))];
    expect(known.length).toBeGreaterThan(80);
    expect((await searchFor(known, stick)).found.length).toBeGreaterThan(80); // the search does find what is there
    viewed = await view(desk, async () => expect((await searchFor(known, desk.dataFolder)).found).toEqual([]));
    expect(asked.length).toBeGreaterThan(0);
  });

  test('lose the footage with the end of the viewing', async () => {
    const addresses = asked.splice(0);
    for (const address of new Set(addresses)) {
      const answer = await trial.desk.app.fetch(new Request(`https://app.invalid${address}`));
      expect(answer.status).toBe(404);
    }
  });

  test('have a still approved, produced and countersigned: the very frame that was asked for', async () => {
    expect(await still(trial.desk, viewed)).toContain(`frame ${viewed.frame}`);
    // One showing to the manager, one to the officer, and no video.
    expect(new Set(asked.splice(0)).size).toBe(2);
  });

  test('have a bundle approved, burned and read back', async () => {
    const burned = await court(trial.desk, ['21.10.00-21.10.10[R]', 'NVR_ch2_main_20261005211000']);
    code = burned.code;
    expect(burned.said).toContain('4 sheets and the label');
  });

  test('hand over a disc that programs not of ours find good', async () => {
    const { desk, stick, bundle } = trial;
    expect(await extractBundle(desk.discPath, bundle)).toMatchObject({ ok: true });
    const checks = await verifyBundleFolder(bundle, { disc: desk.discPath, stick, at: desk.clock.now(), code });
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(checks).toHaveLength(8);
  });

  test('search and verify the ledger, and know the code on the label again', async () => {
    expect(await searchLedger(trial.desk, story.caseNumber)).toMatch(/[1-9]\d* entries shown/u);
    expect(await verifyLedger(trial.desk, 'ledger-verified')).toMatch(/^All \d+ entries/u);
    expect(await checkCode(trial.desk, code)).toContain(code);
  });

  test('find the footage destroyed after six weeks, and the ledger whole', async () => {
    expect(await retention(trial.desk, recording)).toMatch(/^12 recordings destroyed/u);
    expect(await verifyLedger(trial.desk, 'ledger-verified')).toMatch(/^All \d+ entries/u);
    expect(asked).toEqual([]);
  });

  test('answer a request for footage that is gone', async () => {
    expect(await disclosure(trial.desk)).toContain('refused with reasons');
  });

  test('show the manager every room and every tab', async () => {
    expect(await managerLooksRound(trial.desk)).toMatch(/Nothing waits.*11 rooms, 18 tabs/u);
    expect(asked).toEqual([]);
  });

  test('meet nothing that axe finds fault with on any screen, light or dark', () => {
    expect(screens.length).toBeGreaterThan(80);
    expect(findings).toEqual([]);
  });

  test('meet no error, no warning and no breach of the policy in the window', () => {
    expect(trial.desk.problems()).toEqual([]);
  });
});
