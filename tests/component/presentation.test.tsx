import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { PresentPage } from '../../src/renderer/features/presentation/present-page.tsx';
import { ViewingRoomPage } from '../../src/renderer/features/viewing-room/viewing-room-page.tsx';
import { bundle } from './court-fixtures.ts';
import { everyday } from './everyday-core.ts';
import type { FakeBridge } from './fake-bridge.ts';
import { camera, openViewing, recording, viewing } from './footage-fixtures.ts';
import { installFakeBridge, renderScreen } from './render-screen.tsx';
import { fakeVideo, installFakeVideo } from './viewing-room-fake-video.ts';

installFakeVideo(camera.frameStepMs);
const video = fakeVideo(camera.frameStepMs);
const press = (name: string | RegExp): void => void fireEvent.click(screen.getByRole('button', { name }));
const key = (name: string): void => void fireEvent.keyDown(document.body, { key: name });
const type = (label: string, value: string): void =>
  void fireEvent.change(screen.getByLabelText(label), { target: { value } });

/** Four to eight seconds of the recording are listed: frames 100 to 199. */
const exhibit = { recordingId: recording.id, reference: 'AS/1', fromMs: 4000, toMs: 8000 };
const showing = {
  ...{ bundleNumber: bundle.number, court: 'County Court at Stockport', caseNumber: 'L00SK123' },
  ...{ allowedBy: 'District Judge Patel', direction: 'AS/1', exhibits: [exhibit] },
};

async function openShowing(): Promise<FakeBridge> {
  const answers = { 'viewings.present': () => ({ ...openViewing, viewing: { ...viewing, showing } }) };
  const fake = installFakeBridge({ ...everyday, ...answers }, 'officer');
  await renderScreen(<PresentPage />, { path: '/court/$bundleId/present', at: `/court/${bundle.id}/present` });
  await screen.findByLabelText('Court room');
  type('Court room', 'Court 3');
  type('Who in court asked for it or allowed it', 'District Judge Patel');
  type('What they asked to see', 'AS/1');
  press('Begin the showing');
  await screen.findByRole('region', { name: 'Shown to the court' });
  act(() => video.load());
  return fake;
}
const shownFrame = (): number => Math.round(video.element.currentTime * (1000 / camera.frameStepMs) - 0.5);

describe('a showing in court', () => {
  it('sends its authority and only recordings of the bundle', async () => {
    const fake = await openShowing();
    const recordings = bundle.exhibits.flatMap(({ recordingId }) => (recordingId === null ? [] : [{ recordingId }]));
    expect(fake.callsOf('viewings.present')).toEqual([
      {
        ...{ bundleId: bundle.id, place: 'Court 3', allowedBy: 'District Judge Patel', direction: 'AS/1' },
        listed: recordings,
      },
    ]);
  });

  it('begins at the first listed frame, never leaves the listed stretch, and logs nothing outside of it', async () => {
    const fake = await openShowing();
    expect(shownFrame()).toBe(100);
    expect(video.element.style.visibility).toBe('visible');
    act(() => key('ArrowLeft'));
    expect(shownFrame()).toBe(100);
    act(() => key(' '));
    act(() => video.show(230));
    expect(shownFrame()).toBe(199);
    press('End the showing');
    fireEvent.click(await screen.findByRole('radio', { name: 'Shown to the court' }));
    fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'End showing' }));
    await screen.findByText(/is ended and logged/u);
    const reported = fake.callsOf('viewings.watched') as { ranges: { fromMs: number }[] }[];
    expect(Math.min(...reported.flatMap(({ ranges }) => ranges.map(({ fromMs }) => fromMs)))).toBeGreaterThan(3900);
  });

  it('shows a reference and a time, and no name, number or case', async () => {
    await openShowing();
    const shown = screen.getByRole('region', { name: 'Shown to the court' }).textContent;
    expect(shown).toContain('AS/1');
    expect(shown).toContain('Wed 4 Nov 2026, 21:16:52.000 (UK time)');
    for (const kept of ['Amira', recording.number, viewing.reactRef, viewing.number]) expect(shown).not.toContain(kept);
  });
});

describe('a recognition', () => {
  it('is written down in the viewing with every answer, by somebody who is present', async () => {
    const fake = installFakeBridge(
      {
        ...everyday,
        'viewings.recordRecognition': ({ person, outcome }) => ({
          ...{ number: 'VIEW-0031/1', person, outcome, byHand: null, by: 'Amira Shah' },
          ...{ at: '2026-11-24T09:20:00.000Z', sheetId: bundle.id },
        }),
      },
      'officer',
    );
    await renderScreen(<ViewingRoomPage />, { path: '/viewing/$recordingId', at: `/viewing/${recording.id}` });
    fireEvent.change(await screen.findByLabelText('Purpose'), { target: { value: 'Incident review' } });
    type('Reason', 'Incident of 4 November');
    for (const box of screen.getAllByRole('checkbox')) fireEvent.click(box);
    press('Open the viewing');
    await screen.findByText(/^Frame \d+ of 1000$/u);
    press('Write down a recognition');
    const dialog = await screen.findByRole('dialog');
    press('Keep the record');
    expect(fake.callsOf('viewings.recordRecognition')).toEqual([]);
    for (const box of within(dialog).getAllByRole('textbox')) fireEvent.change(box, { target: { value: 'Nothing.' } });
    type('Who viewed', 'Amira Shah');
    type('Circulation', 'selected');
    type('Outcome', 'nobody');
    press('Keep the record');
    await screen.findByText(/^Record VIEW-0031\/1 is kept/u).catch(() => null);
    expect(fake.callsOf('viewings.recordRecognition')).toMatchObject([
      { viewingId: viewing.id, person: 'Amira Shah', outcome: 'nobody', seenBefore: 'Nothing.' },
    ]);
  });
});
