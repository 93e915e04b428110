import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ViewingRoomPage } from '../../src/renderer/features/viewing-room/viewing-room-page.tsx';
import { AppError } from '../../src/shared/failure.ts';
import type { Answers, FakeBridge } from './fake-bridge.ts';
import { everyday } from './everyday-core.ts';
import { id, camera, recording, viewing } from './footage-fixtures.ts';
import { installFakeBridge, renderScreen } from './render-screen.tsx';
import { fakeVideo, installFakeVideo } from './viewing-room-fake-video.ts';

installFakeVideo(camera.frameStepMs);
const video = fakeVideo(camera.frameStepMs);
const place = { path: '/viewing/$recordingId', at: `/viewing/${recording.id}` };
const press = (name: string | RegExp): void => void fireEvent.click(screen.getByRole('button', { name }));
const key = (name: string): void => void fireEvent.keyDown(document.body, { key: name });
const shownFrame = (): string => screen.getByText(/^Frame \d+ of 1000$/u).textContent;

async function openRoom(answers: Answers = {}): Promise<FakeBridge> {
  const fake = installFakeBridge({ ...everyday, ...answers }, 'officer');
  await renderScreen(<ViewingRoomPage />, place);
  fireEvent.change(await screen.findByLabelText('Purpose'), { target: { value: 'Incident review' } });
  fireEvent.change(screen.getByLabelText('Reason'), { target: { value: 'Incident of 4 November' } });
  for (const box of screen.getAllByRole('checkbox')) fireEvent.click(box);
  press('Open the viewing');
  await screen.findByText(/^Frame \d+ of 1000$/u);
  act(() => video.load());
  return fake;
}

describe('the player', () => {
  it('shows the three clocks of the frame on the screen, to the millisecond', async () => {
    await openRoom();
    key('ArrowRight');
    expect(screen.getByText('Wed 4 Nov 2026, 21:20:00.040')).toBeTruthy();
    expect(screen.getByText('3 minutes 12 seconds fast')).toBeTruthy();
    expect(screen.getByText('Wed 4 Nov 2026, 21:16:48.040')).toBeTruthy();
    expect(shownFrame()).toBe('Frame 2 of 1000');
  });

  it('steps exactly one frame each way and stops at the ends', async () => {
    await openRoom();
    for (const [pressed, expected] of [
      ['ArrowRight', 2],
      ['ArrowRight', 3],
      ['ArrowLeft', 2],
      ['ArrowLeft', 1],
      ['ArrowLeft', 1],
    ] as const) {
      key(pressed);
      expect(shownFrame()).toBe(`Frame ${expected} of 1000`);
    }
  });

  it('says that the picture is a derivative, offers no controls of the browser and makes no sound', async () => {
    await openRoom();
    expect(screen.getByText('Derivative of REC-0012')).toBeTruthy();
    expect(video.element.controls).toBe(false);
    expect(video.element.hasAttribute('disablepictureinpicture')).toBe(true);
    expect(video.element.getAttribute('controlslist')).toContain('nodownload');
    video.element.muted = false;
    fireEvent(video.element, new Event('volumechange'));
    expect(video.element.muted).toBe(true);
    expect(fireEvent.contextMenu(video.element)).toBe(false);
  });

  it('covers the picture with Esc at once, and no key moves it until it is uncovered', async () => {
    await openRoom();
    key('Escape');
    expect(video.element.style.visibility).toBe('hidden');
    key('ArrowRight');
    expect(shownFrame()).toBe('Frame 1 of 1000');
    key('Escape');
    expect(video.element.style.visibility).toBe('visible');
    key('ArrowRight');
    expect(shownFrame()).toBe('Frame 2 of 1000');
  });

  it('covers the picture also while a note is being typed, and keeps the note', async () => {
    await openRoom();
    key('b');
    const note = await screen.findByLabelText('Note');
    fireEvent.change(note, { target: { value: 'half a no' } });
    fireEvent.keyDown(note, { key: 'Escape' });
    expect(video.element.style.visibility).toBe('hidden');
    expect(screen.getByDisplayValue('half a no')).toBeTruthy();
  });

  it('bookmarks the frame on the screen, not the one asked for', async () => {
    const fake = await openRoom();
    act(() => video.show(7));
    key('b');
    fireEvent.change(await screen.findByLabelText('Note'), { target: { value: 'a bottle' } });
    press('Keep bookmark');
    await screen.findByRole('button', { name: '21:20:00.280' });
    expect(fake.callsOf('viewings.bookmark')).toEqual([
      { viewingId: viewing.id, recordingId: recording.id, frameIndex: 7, positionMs: 280, note: 'a bottle' },
    ]);
  });

  it('marks where a clip for court begins and ends', async () => {
    const fake = await openRoom();
    act(() => video.show(7));
    key('i');
    fireEvent.change(await screen.findByLabelText('Note'), { target: { value: 'he comes near' } });
    press('Keep bookmark');
    expect(await screen.findByText(/First picture of a clip: he comes near/u)).toBeTruthy();
    key('o');
    expect((await screen.findByLabelText<HTMLSelectElement>('For')).value).toBe('clip-to');
    expect(fake.callsOf('viewings.bookmark')).toMatchObject([{ frameIndex: 7, mark: 'clip-from' }]);
  });

  it('leaves single keys alone once they are switched off, but never Esc', async () => {
    await openRoom();
    fireEvent.click(screen.getByRole('switch', { name: 'Keys' }));
    key('b');
    expect(screen.queryByLabelText('Note')).toBeNull();
    key('Escape');
    expect(video.element.style.visibility).toBe('hidden');
  });

  it('goes to a time of day on the recorder’s clock', async () => {
    await openRoom();
    key('g');
    const time = await screen.findByLabelText('Recorded time');
    fireEvent.change(time, { target: { value: '23:00' } });
    fireEvent.submit(time);
    expect(await screen.findByText(/does not hold that time/u)).toBeTruthy();
    fireEvent.change(time, { target: { value: '21:20:30' } });
    fireEvent.submit(time);
    await waitFor(() => expect(shownFrame()).toBe('Frame 751 of 1000'));
  });

  it('asks for a still at a bookmark of the frame, made when there is none', async () => {
    const fake = await openRoom();
    act(() => video.show(3));
    key('s');
    fireEvent.change(await screen.findByLabelText(/Requested by/u), { target: { value: 'Joanne Pike' } });
    fireEvent.change(screen.getByLabelText(/Why/u), { target: { value: 'To identify' } });
    fireEvent.change(screen.getByLabelText(/What the still shows/u), { target: { value: 'The door' } });
    press('Send request');
    await waitFor(() => expect(fake.callsOf('stills.request')).toHaveLength(1));
    expect(fake.callsOf('viewings.bookmark')).toMatchObject([{ frameIndex: 3 }]);
  });

  it('asks for which case, where the same footage was retrieved for several', async () => {
    const fake = await openRoom();
    const other = { caseId: id(77), reactRef: 'ASB/2026/0500' };
    fake.answer({ 'recordings.cases': () => [{ caseId: recording.caseId, reactRef: recording.reactRef }, other] });
    key('s');
    fireEvent.change(await screen.findByLabelText(/For which case/u), { target: { value: other.caseId } });
    fireEvent.change(screen.getByLabelText(/Requested by/u), { target: { value: 'Joanne Pike' } });
    fireEvent.change(screen.getByLabelText(/Why/u), { target: { value: 'To identify' } });
    fireEvent.change(screen.getByLabelText(/What the still shows/u), { target: { value: 'The door' } });
    press('Send request');
    await waitFor(() => expect(fake.callsOf('stills.request')).toMatchObject([{ caseId: other.caseId }]));
  });

  it('asks for a still of the police with their whole form, and sends nothing while something is missing', async () => {
    const fake = await openRoom();
    act(() => video.show(3));
    key('s');
    fireEvent.change(await screen.findByLabelText(/Who asks for it/u), { target: { value: 'police' } });
    press('Set the bookmark and go on');
    await screen.findByLabelText(/Their rank \(Inspector or above\)/u);
    const ranks = within(screen.getByLabelText(/Their rank/u)).getAllByRole('option');
    expect(ranks.map(({ textContent }) => textContent)).not.toContain('Sergeant');
    press('Send request');
    await waitFor(() =>
      expect(screen.getByLabelText(/Crime or incident number/u)).toHaveProperty('ariaInvalid', 'true'),
    );
    expect(fake.callsOf('stills.requestByPolice')).toEqual([]);
  });
});

describe('a frame that the browser does not show', () => {
  it('is said not to be shown, and the clocks stay those of the picture', async () => {
    await openRoom();
    video.stickTo(50);
    key('ArrowRight');
    fireEvent(video.element, new Event('seeked'));
    expect(await screen.findByText('Frame 2 cannot be shown by this player; frame 51 is shown instead.')).toBeTruthy();
    expect(screen.getByText('Wed 4 Nov 2026, 21:20:02.000')).toBeTruthy();
    video.stickTo(null);
    key('ArrowRight');
    await waitFor(() => expect(screen.queryByText(/cannot be shown by this player/u)).toBeNull());
    expect(shownFrame()).toBe('Frame 3 of 1000');
  });
});

describe('pausing', () => {
  it('puts the picture back to the frame that was reported last, so that clocks and picture agree', async () => {
    await openRoom();
    press('Play');
    act(() => video.show(638));
    press('Pause');
    expect(Math.floor((video.element.currentTime * 1000) / video.stepMs)).toBe(638);
    expect(shownFrame()).toBe('Frame 639 of 1000');
  });

  it('at the end of the footage stands on its last frame', async () => {
    await openRoom();
    press('Play');
    act(() => video.show(994));
    fireEvent(video.element, new Event('ended'));
    expect(shownFrame()).toBe('Frame 1000 of 1000');
    expect(screen.getByRole('button', { name: 'Play' })).toBeTruthy();
  });
});

describe('what stops the picture', () => {
  it('names the item when the footage cannot be read', async () => {
    await openRoom();
    act(() => video.fail(2));
    expect(screen.getByText('The footage of REC-0012 cannot be shown. Reading it stopped half way.')).toBeTruthy();
    expect(video.element.hasAttribute('src')).toBe(false);
  });

  it('is damage announced by the core', async () => {
    const fake = await openRoom();
    act(() => fake.emit({ name: 'integrity.failed', data: { item: 'REC-0012', message: 'A part is damaged.' } }));
    expect(screen.getByText('REC-0012: A part is damaged.')).toBeTruthy();
    expect(video.element.hasAttribute('src')).toBe(false);
  });
});

describe('the end of a viewing', () => {
  it('needs an outcome, reports first what was watched last, and then shows the slip for React', async () => {
    const fake = await openRoom();
    key('ArrowRight');
    press('End viewing');
    const dialog = await screen.findByRole('dialog');
    fireEvent.click(within(dialog).getByRole('button', { name: 'End viewing' }));
    expect(await screen.findByText('Say what the viewing brought.')).toBeTruthy();
    expect(fake.callsOf('viewings.close')).toEqual([]);
    fireEvent.click(screen.getByLabelText('Nothing relevant seen'));
    fireEvent.click(within(dialog).getByRole('button', { name: 'End viewing' }));
    expect(await screen.findByText(/Viewing VIEW-0031 of REC-0012/u)).toBeTruthy();
    expect(fake.callsOf('viewings.close')).toEqual([{ viewingId: viewing.id, outcome: 'nothing-relevant' }]);
    const ranges = [{ recordingId: recording.id, fromMs: 0, toMs: 80 }];
    expect(fake.callsOf('viewings.watched')).toEqual([{ viewingId: viewing.id, ranges }]);
    const names = fake.calls.map(({ name }) => name);
    expect(names.indexOf('viewings.watched')).toBeLessThan(names.indexOf('viewings.close'));
  });

  it('does not close a viewing whose last stretch could not be logged', async () => {
    const fake = await openRoom({
      'viewings.watched': () => {
        throw new AppError('unavailable', 'The ledger could not be written. Try again.');
      },
    });
    press('End viewing');
    fireEvent.click(await screen.findByLabelText('Nothing relevant seen'));
    fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'End viewing' }));
    expect((await screen.findAllByText(/The ledger could not be written/u)).length).toBeGreaterThan(0);
    expect(fake.callsOf('viewings.close')).toEqual([]);
  });
});
