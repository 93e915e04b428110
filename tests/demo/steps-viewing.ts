import type { Locator } from 'playwright';
import type { Desk } from './desk.ts';
import { choose, field, fillIn, heading, press } from './person.ts';
import { story } from './story.ts';

/** Room check, player, bookmark, request for a still, outcome. Begins on the recording's screen. */
export async function view(desk: Desk, whileOpen?: () => Promise<void>): Promise<string> {
  await roomCheck(desk);
  const frames = await play(desk);
  await bookmark(desk);
  await requestStill(desk);
  await whileOpen?.();
  await endViewing(desk);
  return `Played from frame ${frames.played[0]} to ${frames.played[1]}, stepped to frame ${frames.stepped}; bookmark, request, outcome.`;
}

async function roomCheck(desk: Desk): Promise<void> {
  const { page } = desk;
  await page.getByRole('link', { name: 'Open a viewing' }).click();
  await heading(page, 'Viewing room').waitFor();
  await choose(page, 'Purpose', 'Incident review');
  await field(page, 'Reason').fill(story.viewingReason);
  for (const tick of ['Nobody sits or stands behind me', 'The door is shut'])
    await page.getByRole('checkbox', { name: tick }).check();
  await press(page, 'Open the viewing');
  await page.getByText('Footage may only be viewed when all three are true.').waitFor();
  await page.getByRole('checkbox', { name: /^The screen cannot be seen/u }).check();
  await press(page, 'Add a person');
  await fillIn(page, { 'Name of person 1': 'Priya Shah', 'Organisation of person 1': 'Stockport Homes' });
  await desk.seen('viewing-room-check');
  await press(page, 'Open the viewing');
}

/** The number of the frame the screen says it shows. */
async function shownFrame(desk: Desk): Promise<number> {
  const text = await desk.page.getByText(/^Frame \d+ of \d+$/u).textContent();
  return Number(/\d+/u.exec(text ?? '')?.[0]);
}

async function play(desk: Desk): Promise<{ played: readonly [number, number]; stepped: number }> {
  const { page } = desk;
  const video = page.locator('video');
  await video.waitFor();
  await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2);
  const first = await shownFrame(desk);
  await press(page, 'Play');
  await page.getByText(new RegExp(`^Frame (?:2[5-9]|[3-9]\\d|\\d{3,}) of`, 'u')).waitFor();
  await desk.seen('viewing-playing');
  await press(page, 'Pause');
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  const paused = await restingFrame(desk);
  await heading(page, /^Viewing /u).focus();
  for (const step of [1, 2]) {
    await page.keyboard.press('ArrowRight');
    await page.getByText(new RegExp(`^Frame ${paused + step} of`, 'u')).waitFor();
  }
  await page.keyboard.press('ArrowLeft');
  await page.getByText(new RegExp(`^Frame ${paused + 1} of`, 'u')).waitFor();
  await mustShowPicture(video);
  return { played: [first, paused], stepped: paused + 1 };
}

/** The frame on which the player came to rest. */
async function restingFrame(desk: Desk): Promise<number> {
  for (let before = await shownFrame(desk); ; ) {
    await desk.page.waitForTimeout(200);
    const now = await shownFrame(desk);
    if (now === before) return now;
    before = now;
  }
}

/** A black or one-coloured area is no picture: the pixels are looked at. */
async function mustShowPicture(video: Locator): Promise<void> {
  const colours = await video.evaluate((element) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [64, 36];
    const drawing = canvas.getContext('2d');
    drawing?.drawImage(element as HTMLVideoElement, 0, 0, 64, 36);
    return new Set(new Uint32Array(drawing?.getImageData(0, 0, 64, 36).data.buffer ?? new ArrayBuffer(0))).size;
  });
  if (colours < 50) throw new Error(`the player shows no picture: ${colours} colours`);
}

async function bookmark(desk: Desk): Promise<void> {
  const { page } = desk;
  await page.keyboard.press('b');
  const dialog = page.getByRole('dialog', { name: /^Bookmark at/u });
  await fillIn(dialog, { Note: story.bookmark });
  await desk.seen('viewing-bookmark');
  await press(dialog, 'Keep bookmark');
  await dialog.waitFor({ state: 'detached' });
  await page.getByText(story.bookmark).waitFor();
}

async function requestStill(desk: Desk): Promise<void> {
  const { page } = desk;
  await press(page, 'Request still');
  const dialog = page.getByRole('dialog', { name: /^Still at/u });
  await fillIn(dialog, {
    'Requested by (SNO)': story.requester,
    'Why it is necessary': story.necessity,
    'What the still shows': story.particulars,
  });
  await desk.seen('viewing-still-request');
  await press(dialog, 'Send request');
  await dialog.waitFor({ state: 'detached' });
  await desk.seen('viewing-room');
}

async function endViewing(desk: Desk): Promise<void> {
  const { page } = desk;
  await press(page, 'End viewing');
  const dialog = page.getByRole('dialog', { name: 'End the viewing' });
  await dialog.getByRole('radio', { name: 'A still is wanted' }).check();
  await desk.seen('viewing-outcome');
  await press(dialog, 'End viewing');
  await heading(page, 'Viewing ended').waitFor();
  await desk.seen('viewing-ended');
}
