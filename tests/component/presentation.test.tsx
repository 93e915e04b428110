import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { PresentPage } from '../../src/renderer/features/presentation/present-page.tsx';
import { ViewingRoomPage } from '../../src/renderer/features/viewing-room/viewing-room-page.tsx';
import { AppError } from '../../src/shared/failure.ts';
import { bundle, clip } from './court-fixtures.ts';
import { everyday } from './everyday-core.ts';
import type { Answers, FakeBridge } from './fake-bridge.ts';
import { camera, jobId, recording, viewing } from './footage-fixtures.ts';
import { installFakeBridge, renderScreen } from './render-screen.tsx';
import { fakeVideo, installFakeVideo } from './viewing-room-fake-video.ts';

installFakeVideo(camera.frameStepMs);
const video = fakeVideo(camera.frameStepMs);
const press = (name: string | RegExp): void => void fireEvent.click(screen.getByRole('button', { name }));
const key = (name: string): void => void fireEvent.keyDown(document.body, { key: name });
const type = (label: string, value: string): void =>
  void fireEvent.change(screen.getByLabelText(label), { target: { value } });

/** Four to eight seconds of the recording are listed: the core gives a film of these hundred frames and no other. */
const exhibit = { recordingId: recording.id, reference: 'AS/1', fromMs: 4000, toMs: 8000 };
const stretch = { ...camera, startsAtMs: 4000, durationMs: 4000, frameCount: 100, bookmarks: [], activity: null };
const showing = {
  ...{ bundleNumber: bundle.number, court: 'County Court at Stockport', caseNumber: 'L00SK123' },
  ...{ allowedBy: 'District Judge Patel', direction: 'AS/1', exhibits: [exhibit], stills: [], inStep: false },
};

interface Given {
  readonly viewing?: object;
  readonly cameras?: object[];
  readonly stills?: object[];
  readonly answers?: Answers;
}

/** As far as the button. */
async function beginShowing({ answers, ...more }: Given = {}): Promise<FakeBridge> {
  const opened = { viewing: { ...viewing, showing }, cameras: [stretch], stills: [], ...more };
  const given = { 'viewings.present': () => opened, 'viewings.stillShown': () => null, ...answers };
  const fake = installFakeBridge({ ...everyday, ...given }, 'officer');
  await renderScreen(<PresentPage />, { path: '/court/$bundleId/present', at: `/court/${bundle.id}/present` });
  await screen.findByLabelText('Court room');
  type('Court room', 'Court 3');
  type('Who in court asked for it or allowed it', 'District Judge Patel');
  type('What they asked to see', 'AS/1');
  press('Begin the showing');
  return fake;
}

async function openShowing(given: Given = {}): Promise<FakeBridge> {
  const fake = await beginShowing(given);
  await screen.findByRole('region', { name: 'Shown to the court' });
  if (given.cameras === undefined || given.cameras.length === 1) act(() => video.load());
  return fake;
}
const shownFrame = (): number => Math.floor(video.element.currentTime * (1000 / camera.frameStepMs));

describe('a showing in court', () => {
  it('sends its authority and only recordings and stills of the bundle', async () => {
    const fake = await openShowing();
    const recordings = bundle.exhibits.flatMap(({ recordingId }) => (recordingId === null ? [] : [{ recordingId }]));
    const stills = bundle.exhibits.flatMap(({ stillId, reference }) => (stillId === null ? [] : [reference]));
    expect(fake.callsOf('viewings.present')).toEqual([
      {
        ...{ bundleId: bundle.id, place: 'Court 3', allowedBy: 'District Judge Patel', direction: 'AS/1' },
        listed: recordings,
        ...(stills.length > 0 && { stills }),
      },
    ]);
  });

  it('shows what it was given and no more, and logs it by the time of the recording itself', async () => {
    const fake = await openShowing();
    expect(shownFrame()).toBe(0);
    act(() => key('ArrowLeft'));
    expect(shownFrame()).toBe(0);
    act(() => key(' '));
    act(() => video.show(50));
    press('End the showing');
    fireEvent.click(await screen.findByRole('radio', { name: 'Shown to the court' }));
    fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'End showing' }));
    await screen.findByText(/is ended and logged/u);
    const reported = fake.callsOf('viewings.watched') as { ranges: { fromMs: number; toMs: number }[] }[];
    const ranges = reported.flatMap((each) => each.ranges);
    expect(Math.min(...ranges.map(({ fromMs }) => fromMs))).toBeGreaterThanOrEqual(4000);
    expect(Math.max(...ranges.map(({ toMs }) => toMs))).toBeLessThanOrEqual(8000);
  });

  it('has a still on the whole screen once that is logged, and Esc covers it', async () => {
    const stillId = recording.id;
    const still = { stillId, reference: 'AS/2', url: '/media/still' };
    const fake = await openShowing({ cameras: [], stills: [still] });
    const picture = await screen.findByRole('img', { name: 'Exhibit AS/2' });
    expect(picture.getAttribute('src')).toBe('/media/still');
    expect(fake.callsOf('viewings.stillShown')).toEqual([{ viewingId: viewing.id, reference: 'AS/2' }]);
    act(() => key('Escape'));
    expect(screen.queryByRole('img', { name: 'Exhibit AS/2' })).toBeNull();
    act(() => key('Escape'));
    await screen.findByRole('img', { name: 'Exhibit AS/2' });
  });

  it('has recordings side by side, by their references, when they were listed in step', async () => {
    const second = { ...stretch, recordingId: viewing.id, startsAtMs: 5000 };
    const exhibits = [exhibit, { ...exhibit, recordingId: second.recordingId, reference: 'AS/2' }];
    await openShowing({
      viewing: { ...viewing, showing: { ...showing, exhibits, inStep: true } },
      cameras: [stretch, second],
    });
    for (const name of ['Exhibit AS/1', 'Exhibit AS/2']) expect(screen.getByLabelText(name)).toBeDefined();
    expect(screen.getByText('AS/1, AS/2')).toBeDefined();
    expect(screen.getByText('Exhibit 1 of 1')).toBeDefined();
  });

  it('has a clip by its reference, marked as what it is, and tells what was shown of it and not of its recording', async () => {
    const listed = { ...bundle.exhibits[0], reference: 'AS/3', kind: 'clip', recordingId: null, clip };
    const exhibits = [{ ...exhibit, reference: 'AS/3', clipId: clip.id, sha256: clip.sha256 }];
    const fake = await openShowing({
      viewing: { ...viewing, recordings: [], showing: { ...showing, exhibits } },
      cameras: [{ ...stretch, clip: { id: clip.id, number: clip.number, way: 'masked' } }],
      answers: { 'bundles.list': () => [{ ...bundle, exhibits: [listed] }] },
    });
    expect(fake.callsOf('viewings.present')).toMatchObject([{ listed: [], clips: ['AS/3'] }]);
    expect(screen.getByLabelText('Exhibit AS/3')).toBeDefined();
    expect(screen.getByText('Clip, its pictures coded anew with areas filled with black')).toBeDefined();
    act(() => video.show(25));
    const shown = screen.getByRole('region', { name: 'Shown to the court' }).textContent;
    expect(shown).toContain('Wed 4 Nov 2026, 21:16:53.000 (UK time)');
    expect(shown).toContain('Wed 4 Nov 2026, 21:20:05.000 (recorder’s clock)');
    for (const kept of [recording.number, clip.number]) expect(shown).not.toContain(kept);
    press('End the showing');
    fireEvent.click(await screen.findByRole('radio', { name: 'Shown to the court' }));
    fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'End showing' }));
    await screen.findByText(/is ended and logged/u);
    const reported = fake.callsOf('viewings.watched') as { ranges: object[] }[];
    const ranges = reported.flatMap((each) => each.ranges);
    expect(ranges).toContainEqual({ recordingId: recording.id, clipId: clip.id, fromMs: 4000, toMs: 5040 });
    expect(ranges.filter((range) => !('clipId' in range))).toEqual([]);
  });

  it('that waits for a stretch says how many pictures are cut, and can be stopped', async () => {
    const job = {
      ...{ id: jobId, kind: 'stretch', title: 'What is shown in VIEW-0031', state: 'running', subjectId: viewing.id },
      ...{ step: 'Cutting the stretch of REC-0012', done: 12, total: 50, unit: 'pictures' },
      ...{ startedAt: '2026-11-24T09:00:00.000Z', endedAt: null, failure: null },
    };
    const refused = 'Cutting what is shown was stopped.';
    const fake = await beginShowing({
      answers: {
        'jobs.list': () => [job],
        'jobs.cancel': () => null,
        'viewings.present': () => {
          throw new AppError('cancelled', refused);
        },
      },
    });
    await screen.findByText('Cutting the stretch of REC-0012');
    expect(screen.getByText('12 of 50 pictures')).toBeDefined();
    press('Stop this');
    expect(fake.callsOf('jobs.cancel')).toEqual([{ jobId }]);
    await screen.findByText(refused);
    expect(screen.queryByRole('region', { name: 'Shown to the court' })).toBeNull();
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
          ...{ number: 'VIEW-0031/1', person, outcome, by: 'Amira Shah' },
          ...{ at: '2026-11-24T09:20:00.000Z', sheetId: bundle.id, byHand: null },
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
