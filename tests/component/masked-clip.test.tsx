import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { type ReactNode, useState } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ApprovalsPage } from '../../src/renderer/features/approvals/approvals-page.tsx';
import { MaskDialog } from '../../src/renderer/features/viewing-room/mask-dialog.tsx';
import { everyday } from './everyday-core.ts';
import { camera, caseId, hash, id, recordingId } from './footage-fixtures.ts';
import { installFakeBridge, manager, renderScreen } from './render-screen.tsx';
import { fakeVideo, installFakeVideo } from './viewing-room-fake-video.ts';

// Areas of a masked clip that are there for a part of it only: set by the officer, looked at by the manager.

const press = (name: string | RegExp): void => void fireEvent.click(screen.getByRole('button', { name }));
const box = { x: 330, y: 252, width: 44, height: 36 };

describe('the areas of a masked clip', () => {
  beforeEach(() => {
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  });

  function Dialog(): ReactNode {
    const [frame, setFrame] = useState(100);
    return (
      <MaskDialog
        {...{ camera: { ...camera, media: { ...camera.media, kind: 'derivative' } } as never, frame }}
        hidden={false}
        videoOf={() => null}
        onStep={(by) => setFrame(frame + by)}
        onMade={() => undefined}
        onClose={() => undefined}
      />
    );
  }
  const open = async () => {
    const fake = installFakeBridge(
      { ...everyday, 'clips.mask': () => ({ clipId: id(960), jobId: id(961) }) },
      'officer',
    );
    await renderScreen(<Dialog />);
    await screen.findByRole('dialog');
    press('Add an area');
    for (let steps = 0; steps < 4; steps += 1) press('25 on');
    press('The clip ends here');
    return fake;
  };
  const send = (): void => {
    fireEvent.change(screen.getByLabelText(/^What is covered, and why/u), { target: { value: 'A passer-by.' } });
    press('Make the masked clip');
  };

  it('cover from one picture until another once the officer says so, and are shown where they do not', async () => {
    const fake = await open();
    expect(screen.getByRole('status').textContent).toBe('Area 1 covers every picture of the clip.');
    press('25 back');
    press('Covers until this picture');
    press('25 back');
    press('25 back');
    press('One on');
    press('Covers from this picture');
    expect(screen.getByRole('status').textContent).toBe('Area 1 covers pictures 127 to 176 only.');
    expect(screen.getByRole('button', { name: /^Area 1: arrows/u }).className).toBe('mask-box');
    press('One back');
    expect(screen.getByRole('status').textContent).toContain('It covers nothing at this picture.');
    const absent = screen.getByRole('button', { name: /^Area 1, which covers nothing at this picture: arrows/u });
    expect(absent.className).toBe('mask-box absent');
    send();
    await waitFor(() =>
      expect(fake.callsOf('clips.mask')).toEqual([
        {
          ...{ recordingId, from: 100, to: 200, reason: 'A passer-by.' },
          areas: [
            {
              keys: [
                { picture: 126, box: { x: 308, y: 252, width: 88, height: 72 } },
                { picture: 175, box: { x: 308, y: 252, width: 88, height: 72 } },
              ],
              covers: { from: 126, to: 175 },
            },
          ],
        },
      ]),
    );
    expect(fake.violations).toEqual([]);
  });

  it('cover the whole clip again when that is undone', async () => {
    const fake = await open();
    press('Covers from this picture');
    expect(screen.getByRole('status').textContent).toBe('Area 1 covers picture 201 only.');
    press('Covers the whole clip');
    expect(screen.getByRole('status').textContent).toBe('Area 1 covers every picture of the clip.');
    send();
    await waitFor(() => expect(fake.callsOf('clips.mask')).toHaveLength(1));
    expect(JSON.stringify(fake.callsOf('clips.mask'))).not.toContain('covers');
  });

  it('are said to cover nothing of the clip when that is so', async () => {
    await open();
    press('One on');
    press('Covers from this picture');
    expect(screen.getByRole('status').textContent).toContain('Area 1 covers no picture of the clip.');
  });
});

describe('a masked clip before the manager', () => {
  const stepMs = 40;
  installFakeVideo(stepMs);
  const video = fakeVideo(stepMs);
  const clip = {
    ...{ id: id(960), number: 'CLIP-0004', caseId, recordingId, recordingNumber: 'REC-0012', way: 'masked' },
    mask: {
      areas: [
        { keys: [{ picture: 110, box }], covers: { from: 110, to: 115 } },
        { keys: [{ picture: 100, box }] },
        { keys: [{ picture: 100, box }], covers: { from: 100, to: 100 } },
      ],
      ...{ width: 704, height: 576, state: 'made', decidedAt: null, decidedBy: null, decisionReasons: null },
    },
    ...{ reason: 'A passer-by.', wish: { from: 100, to: 119 }, shown: { from: 100, to: 119 } },
    ...{ recorded: null, corrected: null, sha256: hash(1), parentSha256: hash(2), sizeBytes: 1, tool: 'ffmpeg' },
    ...{ commandLine: 'ffmpeg', proof: 'Read back.', madeAt: '2026-11-24T09:00:00.000Z', madeBy: 'Amira Shah' },
    state: 'kept',
  };
  const compared = {
    ...{ maskedUrl: '/media/masked', plainUrl: '/media/plain', durationMs: 20 * stepMs, unseen: [] },
    timesMs: Array.from({ length: 20 }, (_, picture) => picture * stepMs),
  };

  async function open() {
    const waiting = { kind: 'clip', id: clip.id, number: clip.number, title: 'A passer-by.' };
    const fake = installFakeBridge(
      {
        'approvals.list': () => [{ ...waiting, askedBy: 'Amira Shah', askedAt: clip.madeAt }],
        'clips.list': () => [clip],
        'clips.compareWithOfficer': () => compared,
        'clips.watched': () => ({ unseen: [] }),
        'clips.putAway': () => null,
      },
      'manager',
    );
    await renderScreen(<ApprovalsPage />, { person: manager });
    await screen.findByRole('heading', { level: 2, name: 'Masked clip CLIP-0004' });
    for (const [label, value] of [
      [/^The officer’s username/u, 'amira'],
      [/^The officer’s password/u, 'winter garden spade'],
      [/^The officer’s code/u, '123456'],
    ] as const)
      fireEvent.change(screen.getByLabelText(label), { target: { value } });
    for (const statement of screen.getAllByRole('checkbox')) fireEvent.click(statement);
    press('Show CLIP-0004 beside its stretch of the recording');
    await screen.findByRole('heading', { name: 'Pictures that the areas cover' });
    act(() => video.load());
    return fake;
  }

  it('is said to cover which pictures, before it is shown too', async () => {
    await open();
    expect(
      screen.getByText(
        'area 1 covers pictures 111 to 116 only, put at picture 111; area 2 covers every picture of the clip, put at picture 101; area 3 covers picture 101 only, put at picture 101',
      ),
    ).toBeTruthy();
  });

  it('is looked at where an area comes and goes, and just beside: both go to that very picture', async () => {
    const fake = await open();
    const list = screen.getByRole('region', { name: 'Pictures that the areas cover' });
    expect(
      within(list)
        .getAllByRole('button')
        .map(({ textContent }) => textContent),
    ).toEqual([
      ...['Area 1: Just before: picture 110', 'Area 1: First: picture 111', 'Area 1: Last: picture 116'],
      ...['Area 1: Just after: picture 117', 'Area 2: First: picture 101', 'Area 2: Last: picture 120'],
      ...['Area 3: The one: picture 101', 'Area 3: Just after: picture 102'],
    ]);
    const here = () => screen.getByText(/of 20 of the clip;/u).textContent?.split(';')[0];
    const [first] = within(list).getAllByRole('listitem');
    for (const [place, at, covers] of [
      ['Just before: picture 110', 'Picture 110 of the recording, 10 of 20 of the clip', 'nothing at'],
      ['First: picture 111', 'Picture 111 of the recording, 11 of 20 of the clip', 'a part of'],
      ['Last: picture 116', 'Picture 116 of the recording, 16 of 20 of the clip', 'a part of'],
      ['Just after: picture 117', 'Picture 117 of the recording, 17 of 20 of the clip', 'nothing at'],
    ] as const) {
      press(`Area 1: ${place}`);
      expect(here()).toBe(at);
      expect(first?.textContent).toContain(`Area 1 covers pictures 111 to 116 only. It covers ${covers} this picture.`);
    }
    press('One picture back');
    press('One picture back');
    expect(here()).toBe('Picture 115 of the recording, 15 of 20 of the clip');
    expect([...document.querySelectorAll('video')].map((each) => each.getAttribute('src'))).toEqual([
      '/media/masked',
      '/media/plain',
    ]);
    press('Put both away');
    await waitFor(() => expect(fake.callsOf('clips.putAway')).toHaveLength(1));
    expect(fake.violations).toEqual([]);
  });

  it('is not to be judged by a picture that is not the one asked for', async () => {
    await open();
    video.stickTo(0);
    press('Area 1: First: picture 111');
    fireEvent(video.element, new Event('seeked'));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Picture 111 cannot be shown by this player. Do not judge by what');
    video.stickTo(null);
    press('Area 1: Last: picture 116');
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
