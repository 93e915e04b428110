import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ViewingRoomPage } from '../../src/renderer/features/viewing-room/viewing-room-page.tsx';
import { everyday } from './everyday-core.ts';
import { camera, openViewing, recording } from './footage-fixtures.ts';
import { installFakeBridge, renderScreen } from './render-screen.tsx';
import { fakeVideo, installFakeVideo } from './viewing-room-fake-video.ts';

installFakeVideo(camera.frameStepMs);
const video = fakeVideo(camera.frameStepMs);
const key = (name: string, shiftKey = false): void => void fireEvent.keyDown(document.body, { key: name, shiftKey });
const strip = { url: '/media/strip', count: 40, everyMs: 1000, columns: 20, rows: 2, width: 96, height: 54 };
const scores = Array.from({ length: 40 }, (_, second) => (second === 12 || second === 30 ? 80 : 0));

async function openRoom(activity: typeof camera.activity) {
  installFakeBridge(
    { ...everyday, 'viewings.open': () => ({ ...openViewing, cameras: [{ ...camera, activity }] }) },
    'officer',
  );
  await renderScreen(<ViewingRoomPage />, { path: '/viewing/$recordingId', at: `/viewing/${recording.id}` });
  fireEvent.change(await screen.findByLabelText('Purpose'), { target: { value: 'Incident review' } });
  fireEvent.change(screen.getByLabelText('Reason'), { target: { value: 'Incident of 4 November' } });
  for (const box of screen.getAllByRole('checkbox')) fireEvent.click(box);
  fireEvent.click(screen.getByRole('button', { name: 'Open the viewing' }));
  await screen.findByText(/^Frame \d+ of 1000$/u);
  act(() => video.load());
}

describe('a player with an activity index', () => {
  it('goes to the next movement and to the one before by a key', async () => {
    await openRoom({ scores, strip });
    act(() => key('n'));
    expect(await screen.findByText('Frame 301 of 1000')).toBeTruthy();
    act(() => key('n'));
    expect(await screen.findByText('Frame 751 of 1000')).toBeTruthy();
    act(() => key('p'));
    expect(await screen.findByText('Frame 301 of 1000')).toBeTruthy();
  });

  it('folds the strip away for a larger picture, and back, by a key and by its button', async () => {
    await openRoom({ scores, strip });
    expect(document.querySelectorAll('.activity-picture')).toHaveLength(10);
    act(() => key('a'));
    expect(document.querySelector('.activity')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Unfold the activity strip (A)' }));
    expect(document.querySelectorAll('.activity-picture')).toHaveLength(10);
  });

  it('goes nearer and back by keys, and says on the picture that it is only an aid', async () => {
    await openRoom(null);
    act(() => key('+'));
    act(() => key('ArrowRight', true));
    expect(screen.getByText('Viewing aid: 1.4 × nearer. Not part of the footage.')).toBeTruthy();
    expect(document.querySelector('video')?.style.transform).toMatch(/^scale\(1\.414\) translate\(-/u);
    act(() => key('0'));
    expect(screen.queryByText(/Viewing aid/u)).toBeNull();
    expect(document.querySelector('video')?.style.transform).toBe('');
  });
});
