import type { Desk } from './desk.ts';
import { choose, field, fillIn, heading, press } from './person.ts';
import { type Look, lookOf, mustBePicture } from './pictures.ts';
import { story } from './story.ts';

/** What the officer saw: the frame asked for as a still, and what it and its neighbours look like. */
export interface Viewed {
  readonly said: string;
  readonly frame: number;
  readonly looks: ReadonlyMap<number, Look>;
}

/** Room check, player, bookmark, request for a still, outcome. Begins on the recording's screen. */
export async function view(desk: Desk, whileOpen?: () => Promise<void>): Promise<Viewed> {
  await roomCheck(desk);
  const played = await play(desk);
  const looks = await stepAround(desk);
  const frame = await shownFrame(desk);
  await bookmark(desk);
  await requestStill(desk);
  await whileOpen?.();
  await endViewing(desk);
  const said = `Played from frame ${played[0]} to ${played[1]}, went to ${story.carAt}, stepped to frame ${frame}; bookmark, request, outcome.`;
  return { said, frame, looks };
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
  await choose(page, 'Capacity of person 1', 'Stockport Homes staff');
  await desk.seen('viewing-room-check');
  await press(page, 'Open the viewing');
}

/** The number of the frame the screen says it shows. */
async function shownFrame(desk: Desk): Promise<number> {
  const text = await desk.page.getByText(/^Frame \d+ of \d+$/u).textContent();
  return Number(/\d+/u.exec(text ?? '')?.[0]);
}

/** Lets it run for a second or two; from which frame to which. */
async function play(desk: Desk): Promise<readonly [number, number]> {
  const { page } = desk;
  await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2);
  const first = await shownFrame(desk);
  await press(page, 'Play');
  await page.getByText(/^Frame (?:2[5-9]|[3-9]\d|\d{3,}) of/u).waitFor();
  await desk.seen('viewing-playing');
  await fitsTheWindow(desk);
  await press(page, 'Pause');
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  return [first, await restingFrame(desk)];
}

/** At 1366 × 768 with the activity strip: the picture is large, and every button is in sight without scrolling. */
async function fitsTheWindow({ page }: Desk): Promise<void> {
  const window = page.viewportSize();
  const picture = await page.locator('video').boundingBox();
  const buttons = await page.getByRole('group', { name: 'Player' }).boundingBox();
  if (window === null || picture === null || buttons === null) throw new Error('the player is not on the screen');
  if (buttons.y + buttons.height > window.height) throw new Error('the buttons of the player lie below the window');
  if (picture.height < window.height / 2)
    throw new Error(`the picture is ${picture.height} points high in a window of ${window.height}`);
}

/** Goes to a time of day, then frame by frame with the arrow keys, and looks at each frame. Ends on the middle one. */
async function stepAround(desk: Desk): Promise<ReadonlyMap<number, Look>> {
  const { page } = desk;
  await heading(page, /^Viewing /u).focus();
  await page.keyboard.press('g');
  const dialog = page.getByRole('dialog', { name: 'Go to a time of day' });
  await fillIn(dialog, { 'Recorded time': story.carAt });
  await desk.seen('viewing-go-to');
  await press(dialog, 'Go there');
  await dialog.waitFor({ state: 'detached' });
  const start = await restingFrame(desk);
  await heading(page, /^Viewing /u).focus();
  const looks = new Map<number, Look>();
  for (let frame = start + 1; frame <= start + 5; frame += 1) {
    await page.keyboard.press('ArrowRight');
    looks.set(await shows(desk, frame), await lookOf(page.locator('video')));
  }
  for (let frame = start + 4; frame >= start + 3; frame -= 1) {
    await page.keyboard.press('ArrowLeft');
    await shows(desk, frame);
  }
  for (const look of looks.values()) mustBePicture(look);
  return looks;
}

async function shows(desk: Desk, frame: number): Promise<number> {
  await desk.page.getByText(new RegExp(`^Frame ${frame} of`, 'u')).waitFor();
  return frame;
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
