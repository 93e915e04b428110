import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright';
import type { DiscDrive } from '../../src/main/court/disc-drive.ts';
import { xorrisoDrive } from '../../src/main/platform/disc-xorriso.ts';
import type { Desk } from '../demo/desk.ts';
import { choose, fillIn, goTo, longWorkMs, press, print, row } from '../demo/person.ts';
import type { Move } from '../demo/steps-court.ts';
import { people } from '../demo/story.ts';
import { checkFolder, openPage } from '../main/court/reader-steps.ts';
import { ffmpeg } from '../fixtures/ffmpeg.ts';

/** A pseudo-drive of xorriso whose discs are changed by hand and hold as much as is said. */
export interface DiscTray {
  readonly drives: () => Promise<readonly DiscDrive[]>;
  /** Where each disc lies as a file, the first first. */
  readonly discs: string[];
  capacityBytes: number | null;
  /** Puts a disc in: one that is there, or a blank one. */
  putIn(place: number): void;
}

export function discTray(folder: string): DiscTray {
  let image = '';
  const tray: DiscTray = {
    discs: [],
    capacityBytes: null,
    putIn(place) {
      image = join(folder, `disc-${place}.iso`);
      tray.discs[place - 1] = image;
    },
    async drives() {
      const drive = xorrisoDrive(`stdio:${image}`, 'Pseudo-drive of xorriso');
      return [{ ...drive, media: async () => ({ ...(await drive.media()), capacityBytes: tray.capacityBytes }) }];
    },
  };
  tray.putIn(1);
  return tray;
}

/** What the second recorder brings: twenty seconds of one camera. */
export async function secondExport(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const name = 'NVR_ch1_main_20261005211000_20261005211020.mp4';
  const source = 'testsrc2=size=640x360:rate=10:duration=20';
  const film = ['-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-preset', 'ultrafast', '-g', '10', '-threads', '1'];
  await ffmpeg('-f', 'lavfi', '-i', source, ...film, '-movflags', '+faststart', join(folder, name));
  return name;
}

/** Certificate and notice, each printed as soon as it is made; they go on the discs as well. */
export async function papersForTheOtherSide(desk: Desk): Promise<void> {
  const { page } = desk;
  await press(page, 'Certificate of business records');
  await fillIn(page, { 'Name of who signs': people.manager.name, Position: 'Safer Neighbourhoods Manager' });
  await press(page, 'Make the certificate');
  await print(desk, page.getByRole('button', { name: 'Print the certificate' }));
  await press(page, 'Notice under CPR 33.6');
  await fillIn(page, {
    'Facts the footage is to prove': 'That the defendant broke the window of the bin store on 5 October 2026.',
    'Where it can be inspected': 'Cornerstone, 2 Edward Street, Stockport, by appointment',
    To: 'John Doe, 14 Edward Street, Stockport\nThe Court Manager, County Court at Stockport',
  });
  await press(page, 'Make the notice');
  await page.getByText(/^Serve it on .* at the latest\.$/u).waitFor();
  await print(desk, page.getByRole('button', { name: 'Print the notice' }));
}

/** The list for the officer's own hands, with the discs that were burned. */
export async function checklist(desk: Desk): Promise<void> {
  await press(desk.page, 'Hearing-day checklist');
  await print(desk, desk.page.getByRole('button', { name: 'Print the hearing-day checklist' }));
}

/** Burns the bundle that is on the screen on as many discs as it takes; how many that is. */
export async function burnSet(desk: Desk, tray: DiscTray): Promise<number> {
  const { page } = desk;
  await choose(page, 'Copy', 'Court copy');
  await choose(page, 'Drive', { index: 1 });
  const foretold = (await page.getByText(/They take \d+ discs/u).textContent()) ?? '';
  const size = Number(/take (\d+) discs/u.exec(foretold)?.[1]);
  await page.getByRole('checkbox', { name: 'Use several discs when the bundle does not fit on one' }).check();
  await press(page, 'Burn');
  for (let place = 1; ; place += 1) {
    await page.getByText('The disc is good').waitFor({ timeout: longWorkMs });
    if (place === size) break;
    tray.putIn(place + 1);
    await press(page, `Go on with disc ${place + 1} of ${size}`);
    await choose(page, 'Drive', { index: 1 });
    await press(page, `Burn disc ${place + 1} of ${size}`);
  }
  await page.getByText(`The set is complete: all ${size} discs of it were read back.`).waitFor();
  return size;
}

/** The numbers of all discs in the register, the first first. */
export async function discNumbers(desk: Desk): Promise<string[]> {
  const names = await desk.page.getByRole('button', { name: /^Movements: / }).all();
  const numbers = await Promise.all(names.map(async (each) => (await each.getAttribute('aria-label')) ?? ''));
  return numbers.map((name) => name.replace('Movements: ', '')).toSorted();
}

/** Reads a disc of the register again, with that disc in the drive. */
export async function checkAgain(desk: Desk, number: string): Promise<void> {
  const { page } = desk;
  await press(page, `Check again: ${number}`);
  await choose(page, 'Drive', { index: 1 });
  await press(page, 'Read the disc');
  await page.getByText('Finished and checked').waitFor({ timeout: longWorkMs });
  await page.getByRole('button', { name: 'Close', exact: true }).click();
}

/** A receipt for the last move: made, printed, and entered when it comes back signed. */
export async function receipt(desk: Desk, number: string, signedOn: string): Promise<void> {
  const { page } = desk;
  await press(page, `Movements: ${number}`);
  const story = page.getByRole('region', { name: `Movements of ${number}` });
  await story.getByRole('button', { name: /^Make a receipt for/u }).click();
  await print(desk, story.getByRole('button', { name: 'Print the receipt' }));
  await fillIn(story, { 'Receipt signed on': signedOn });
  await press(story, 'The signed receipt is back');
  await story.getByText('signed', { exact: false }).first().waitFor();
  await press(story, 'Close');
}

/** Destroyed in hand before the manager, entered, and certified on paper. */
export async function destroyDisc(desk: Desk, number: string): Promise<void> {
  const { page } = desk;
  await press(page, `Destroy: ${number}`);
  await fillIn(page, {
    Why: 'The proceedings have ended',
    Where: 'Cornerstone, ground floor',
    'Witnessed by': people.manager.name,
  });
  await press(page, 'It was destroyed');
  await print(desk, page.getByRole('button', { name: `Print the certificate for ${number}` }));
  await row(page, number).getByText('Destroyed').first().waitFor();
}

/** What came of the hearing. */
export async function recordOutcome(desk: Desk, caseNumber: string, endedOn: string): Promise<void> {
  const { page } = desk;
  await goTo(desk, 'Court');
  await press(page, `Record how it ended of ${caseNumber}`);
  const dialog = page.getByRole('dialog', { name: `How ${caseNumber} ended` });
  await fillIn(dialog, { 'Ended on': endedOn });
  await choose(dialog, 'Result', 'Order made');
  await choose(dialog, 'What became of the footage', 'The court relied on it');
  await press(dialog, 'Record it');
  await dialog.waitFor({ state: 'detached' });
}

/** "OPEN ME FIRST" in a browser that is not ours, disc after disc through one drive. */
export async function openMeFirst(
  folders: readonly string[],
  label: { readonly fingerprint: string; readonly witnessCode: string },
): Promise<{ readonly verdicts: string[]; readonly words: string }> {
  const [first = ''] = folders;
  const drive = `${first}-in-the-drive`;
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    const page = await openPage(browser, first, label);
    const verdicts: string[] = [];
    for (const folder of folders) {
      await rm(drive, { recursive: true, force: true });
      await cp(folder, drive, { recursive: true });
      verdicts.push(await checkFolder(page, drive));
    }
    return { verdicts, words: (await page.locator('body').innerText()).replaceAll(/\s+/gu, ' ') };
  } finally {
    await browser.close();
    await rm(drive, { recursive: true, force: true });
  }
}

/** Out of the house under a new seal, to be back a week after the hearing. */
export const toHearing = (seal: string): Move => ({
  'Goes to': 'County Court at Stockport, for the usher',
  Reason: 'Hearing on 20 November',
  'Seal number': seal,
  'Handed over by': people.officer.name,
  'Received by': 'Jean Hollis, usher',
  'Due back on (if it goes out)': '27/11/2026',
});
