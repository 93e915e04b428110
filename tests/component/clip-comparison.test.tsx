import { Notifications } from '@mantine/notifications';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { ApprovalsPage } from '../../src/renderer/features/approvals/approvals-page.tsx';
import type { Unseen } from '../../src/shared/contract/clips.ts';
import { AppError } from '../../src/shared/failure.ts';
import type { Answers, FakeBridge } from './fake-bridge.ts';
import { caseId, hash, id, recording, recordingId } from './footage-fixtures.ts';
import { installFakeBridge, manager, officer, renderScreen } from './render-screen.tsx';
import { fakeVideo, installFakeVideo } from './viewing-room-fake-video.ts';

// A masked clip beside its stretch: asked for with the room check of the viewing room, and what was really on the screen
// is reported before anything ends or is decided by it.

const stepMs = 100;
installFakeVideo(stepMs);
const video = fakeVideo(stepMs);

const clip = {
  ...{ id: id(700), number: 'CLIP-0001', caseId, recordingId, recordingNumber: recording.number, way: 'masked' },
  mask: {
    areas: [{ keys: [{ picture: 5, box: { x: 1, y: 1, width: 9, height: 9 } }] }],
    ...{ width: 704, height: 576, state: 'made', decidedAt: null, decidedBy: null, decisionReasons: null },
  },
  ...{ reason: 'Passers-by.', wish: { from: 5, to: 9 }, shown: { from: 5, to: 9 }, recorded: null, corrected: null },
  ...{ sha256: hash(70), parentSha256: recording.sha256, sizeBytes: 1000, tool: 'ffmpeg 7.1', commandLine: 'ffmpeg' },
  ...{ proof: 'Decoded again.', madeAt: '2026-11-24T09:00:00.000Z', madeBy: 'Amira Shah', state: 'kept' },
};
const unseen = (from: number, to: number): Unseen => [{ from, to, fromMs: from * stepMs, toMs: (to + 1) * stepMs }];
const compared = {
  ...{ maskedUrl: '/media/masked', plainUrl: '/media/plain', timesMs: [0, 100, 200, 300, 400], durationMs: 500 },
  unseen: unseen(0, 4),
};
const roomCheck = { nobodyBehind: true, doorShut: true, screenNotOverlooked: true };
const beside = { username: 'amira', password: 'winter garden spade', code: '123456' };
const answers: Answers = {
  'approvals.list': () => [
    {
      ...{ kind: 'clip', id: clip.id, number: clip.number, title: 'Passers-by.', askedBy: 'Amira Shah' },
      askedAt: '2026-11-24T09:00:00.000Z',
    },
  ],
  'clips.list': () => [clip],
  'clips.compare': () => compared,
  'clips.compareWithOfficer': () => compared,
  'clips.watched': () => ({ unseen: unseen(2, 4) }),
  'clips.putAway': () => null,
};
const press = (name: string | RegExp): void => void fireEvent.click(screen.getByRole('button', { name }));
const ask = (): void => press('Show CLIP-0001 beside its stretch of the recording');
const fill = (): void => {
  for (const [label, value] of Object.entries(beside))
    fireEvent.change(screen.getByLabelText(new RegExp(`^The officer’s ${label}`, 'u')), { target: { value } });
};
async function open(more: Answers = {}): Promise<FakeBridge> {
  const fake = installFakeBridge({ ...answers, ...more }, 'manager');
  await renderScreen(
    <>
      <ApprovalsPage />
      <Notifications />
    </>,
    { person: manager },
  );
  await screen.findByRole('heading', { level: 2, name: 'Masked clip CLIP-0001' });
  return fake;
}
async function show(more: Answers = {}): Promise<FakeBridge> {
  const fake = await open(more);
  for (const box of screen.getAllByRole('checkbox')) fireEvent.click(box);
  fill();
  ask();
  await screen.findByLabelText('Masked clip');
  act(() => video.load());
  return fake;
}
const decide = (dialog: HTMLElement, label: 'Approve' | 'Refuse'): void => {
  const { getByLabelText, getByRole } = within(dialog);
  fireEvent.change(getByLabelText(/reasons/iu), { target: { value: 'As seen.' } });
  fireEvent.change(getByLabelText(/your password/iu), { target: { value: 'lantern river copper' } });
  fireEvent.click(getByRole('button', { name: label }));
};
const asked = (fake: FakeBridge): string[] =>
  fake.calls.map(({ name }) => name).filter((name) => name.startsWith('clips.') && name !== 'clips.list');

describe('a masked clip beside its stretch', () => {
  it('is not asked for before all three statements about the room are true', async () => {
    const fake = await open();
    fireEvent.click(screen.getByLabelText('The door is shut'));
    fill();
    ask();
    expect(await screen.findByText('Footage may only be viewed when all three are true.')).toBeTruthy();
    expect(asked(fake)).toEqual([]);
    for (const box of screen.getAllByRole<HTMLInputElement>('checkbox')) if (!box.checked) fireEvent.click(box);
    ask();
    await screen.findByLabelText('The recording, unmasked');
    expect(fake.callsOf('clips.compareWithOfficer')).toEqual([{ clipId: clip.id, roomCheck, officer: beside }]);
  });

  it('is asked for by the officer with the same statements', async () => {
    const fake = installFakeBridge(answers, 'officer');
    await renderScreen(<ApprovalsPage />, { person: officer });
    fireEvent.click(await screen.findByLabelText('I am present and stay while it is shown'));
    ask();
    expect(await screen.findByText('Footage may only be viewed when all three are true.')).toBeTruthy();
    for (const box of screen.getAllByRole<HTMLInputElement>('checkbox')) if (!box.checked) fireEvent.click(box);
    ask();
    await screen.findByLabelText('Masked clip');
    expect(fake.callsOf('clips.compare')).toEqual([{ clipId: clip.id, roomCheck, officerPresent: true }]);
  });

  it('says what the core says while other footage is shown', async () => {
    const message = 'VIEW-0001 is still open. Close it in the viewing room first.';
    const fake = await open({
      'clips.compareWithOfficer': () => {
        throw new AppError('conflict', message);
      },
    });
    for (const box of screen.getAllByRole('checkbox')) fireEvent.click(box);
    fill();
    ask();
    expect(await screen.findByText(message)).toBeTruthy();
    expect(document.querySelector('video')).toBeNull();
    press('Put away what is on the screen');
    await screen.findByText('CLIP-0001 and its stretch were put away.');
    expect(fake.callsOf('clips.putAway')).toEqual([{ clipId: clip.id }]);
    expect(screen.queryByText(message)).toBeNull();
  });

  it('is put away where its screen was lost, without being shown again, and what went wrong is said', async () => {
    const message = 'The ledger could not be written. Try again.';
    const fake = await open({
      'clips.putAway': () => {
        throw new AppError('unavailable', message);
      },
    });
    press('Put away what is on the screen');
    expect(await screen.findByText(message)).toBeTruthy();
    fake.answer({ 'clips.putAway': () => null });
    press('Put away what is on the screen');
    await screen.findByText('CLIP-0001 and its stretch were put away.');
    expect(screen.queryByText(message)).toBeNull();
  });

  it('says so where putting it away went wrong, and nothing where it was away already', async () => {
    const refuse = (code: 'unavailable' | 'conflict', message: string) => (): never => {
      throw new AppError(code, message);
    };
    const fake = await show({ 'clips.putAway': refuse('conflict', 'CLIP-0001 is not on the screen.') });
    press('Put both away');
    await waitFor(() => expect(fake.callsOf('clips.putAway')).toHaveLength(1));
    expect(screen.queryByText('What was shown could not be put away')).toBeNull();
    fake.answer({ 'clips.putAway': refuse('unavailable', 'The disk is full.') });
    for (const box of screen.getAllByRole('checkbox')) fireEvent.click(box);
    fill();
    ask();
    await screen.findByLabelText('Masked clip');
    press('Put both away');
    expect(await screen.findByText('What was shown could not be put away')).toBeTruthy();
    expect(screen.getByText('The disk is full.')).toBeTruthy();
  });

  it('plays at double speed at most; at more no screen paints each picture', async () => {
    await show();
    const speeds = within(screen.getByLabelText('Speed')).getAllByRole('option');
    expect(speeds.map(({ textContent }) => textContent)).toEqual(['0.25 ×', '0.5 ×', '1 ×', '2 ×']);
  });

  it('counts no picture that playing left out', async () => {
    const fake = await show();
    press('Play both');
    act(() => video.show(2));
    act(() => video.show(4));
    press('Put both away');
    await waitFor(() => expect(fake.callsOf('clips.watched')).toHaveLength(1));
    const ranges = (['masked', 'plain'] as const).flatMap((of) =>
      [0, 200, 400].map((fromMs) => ({ of, fromMs, toMs: fromMs + stepMs })),
    );
    expect(fake.callsOf('clips.watched')).toEqual([{ clipId: clip.id, ranges }]);
  });

  it('shows the picture that stands at a moment, also where the recorder paused for long', async () => {
    const timesMs = Array.from({ length: 50 }, (_, picture) => picture * stepMs + (picture > 24 ? 10_000 : 0));
    await show({ 'clips.compareWithOfficer': () => ({ ...compared, timesMs, durationMs: 15_000 }) });
    fireEvent.keyDown(screen.getByRole('slider'), { key: 'End' });
    expect(screen.getByText(/^Picture 55 of the recording, 50 of 50 of the clip/u)).toBeTruthy();
    for (let presses = 0; presses < 10; presses += 1)
      fireEvent.keyDown(screen.getByRole('slider'), { key: 'ArrowLeft' });
    expect(screen.getByText('Picture 30 of the recording, 25 of 50 of the clip; 12.00 of 15.00 s')).toBeTruthy();
  });

  it('stands still while the dialog of the decision lies over it', async () => {
    const fake = await show();
    const paused = vi.spyOn(HTMLMediaElement.prototype, 'pause');
    press('Play both');
    await screen.findByRole('button', { name: 'Pause both' });
    press('Approve');
    const dialog = await screen.findByRole('dialog');
    expect(new Set(paused.mock.contexts)).toEqual(new Set(document.querySelectorAll('video')));
    await waitFor(() => expect(fake.callsOf('clips.watched')).toHaveLength(1));
    const played = vi.spyOn(HTMLMediaElement.prototype, 'play');
    const play = (): HTMLElement => screen.getByRole('button', { name: 'Play both', hidden: true });
    fireEvent.click(play());
    expect(played).not.toHaveBeenCalled();
    fireEvent.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    fireEvent.click(play());
    await screen.findByRole('button', { name: 'Pause both' });
  });

  it('shows both in step; only pictures that were on the screen are reported, before both are put away', async () => {
    const fake = await show();
    expect(
      screen.getByText('Still to be seen before you can approve: pictures 1 to 5 of the clip (0.00 to 0.50 s).'),
    ).toBeTruthy();
    expect([...document.querySelectorAll('video')].map((each) => each.getAttribute('src'))).toEqual([
      compared.maskedUrl,
      compared.plainUrl,
    ]);
    press('One picture on');
    expect(screen.getByText('Picture 7 of the recording, 2 of 5 of the clip; 0.10 of 0.50 s')).toBeTruthy();
    // A leap over what lies between is no watching of it.
    fireEvent.keyDown(screen.getByRole('slider'), { key: 'End' });
    press('Put both away');
    await waitFor(() => expect(asked(fake)).toEqual(['clips.compareWithOfficer', 'clips.watched', 'clips.putAway']));
    expect(fake.callsOf('clips.watched')).toEqual([
      {
        clipId: clip.id,
        ranges: (['masked', 'plain'] as const).flatMap((of) => [
          { of, fromMs: 0, toMs: 200 },
          { of, fromMs: 400, toMs: 500 },
        ]),
      },
    ]);
    expect(
      await screen.findByText(/^Still to be seen before you can approve: pictures 3 to 5 of the clip/u),
    ).toBeTruthy();
    // What was said of the room was said of that one showing.
    for (const box of screen.getAllByRole<HTMLInputElement>('checkbox')) expect(box.checked).toBe(false);
  });

  it('stops where what is shown cannot be logged, and says so', async () => {
    const fake = await show({
      'clips.watched': () => {
        throw new AppError('unavailable', 'The ledger could not be written. Try again.');
      },
    });
    press('Approve');
    const dialog = await screen.findByRole('dialog');
    decide(dialog, 'Approve');
    expect(await within(dialog).findByText(/The ledger could not be written/u)).toBeTruthy();
    expect(fake.callsOf('clips.decide')).toEqual([]);
  });

  it('is refused all the same where what was shown cannot be logged: a refusal needs none of it', async () => {
    const refused = { ...clip, mask: { ...clip.mask, state: 'refused' } };
    await show({
      'clips.watched': () => {
        throw new AppError('unavailable', 'The ledger could not be written. Try again.');
      },
      'clips.decide': () => refused,
    });
    press('Refuse');
    decide(await screen.findByRole('dialog'), 'Refuse');
    expect(await screen.findByText('Masked clip CLIP-0001 was refused.')).toBeTruthy();
  });

  it('is decided only after what was seen last is reported', async () => {
    const decided = { ...clip, mask: { ...clip.mask, state: 'approved' } };
    const fake = await show({ 'clips.watched': () => ({ unseen: [] }), 'clips.decide': () => decided });
    press('Approve');
    decide(await screen.findByRole('dialog'), 'Approve');
    expect(await screen.findByText('Masked clip CLIP-0001 was approved.')).toBeTruthy();
    expect(asked(fake).slice(1, 3)).toEqual(['clips.watched', 'clips.decide']);
    expect(screen.getByText('You have had every picture of the clip on the screen.')).toBeTruthy();
  });
});
