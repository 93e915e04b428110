import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ClipMaker } from '../../src/renderer/features/court/clip-maker.tsx';
import { markedStretch } from '../../src/renderer/features/court/picture-choice.tsx';
import { everyday } from './everyday-core.ts';
import { bookmark, id, recordingId } from './footage-fixtures.ts';
import { installFakeBridge, renderScreen } from './render-screen.tsx';

// A clip begins and ends where somebody who watched it said; the number of a picture can still be typed.

type Mark = 'clip-from' | 'clip-to' | null;
const place = (number: number, frameIndex: number, mark: Mark, minute = 0) => ({
  ...{ ...bookmark, id: id(900 + number), frameIndex, mark, note: `Place ${number}` },
  ...{ at: `2026-11-24T09:${String(minute).padStart(2, '0')}:00.000Z`, recordedAt: '2026-11-23T21:20:04' },
});

async function openMaker(places: readonly ReturnType<typeof place>[]) {
  const answers = {
    ...everyday,
    'clips.places': () => places,
    'clips.foresee': () => ({ frameCount: 1000, stretch: { recorded: null, corrected: null, milliseconds: 4000 } }),
    'clips.make': () => ({ clipId: id(950), jobId: id(951) }),
  };
  const fake = installFakeBridge(answers, 'officer');
  await renderScreen(<ClipMaker caseId={id(1)} recordings={[{ id: recordingId, label: 'REC-0012' }]} />);
  fireEvent.click(screen.getByRole('button', { name: 'Cut a clip' }));
  return fake;
}

describe('the ends of a clip', () => {
  it('are those marked in the viewing room, and are cut as they stand', async () => {
    const fake = await openMaker([place(1, 99, 'clip-from'), place(2, 149, null), place(3, 199, 'clip-to')]);
    const first = await screen.findByRole<HTMLSelectElement>('combobox', { name: 'First picture, from a bookmark' });
    expect(first.selectedOptions[0]?.textContent).toContain('picture 100. First picture of a clip: Place 1');
    fireEvent.change(screen.getByLabelText('What the clip is for'), { target: { value: 'The blow.' } });
    fireEvent.click(screen.getByRole('button', { name: 'Cut it' }));
    await waitFor(() =>
      expect(fake.callsOf('clips.make')).toEqual([
        { recordingId, from: 99, to: 199, caseId: id(1), way: 'copy', reason: 'The blow.' },
      ]),
    );
  });

  it('are chosen from any bookmark, or typed', async () => {
    await openMaker([place(1, 99, null), place(2, 149, null)]);
    const last = await screen.findByRole('combobox', { name: 'Last picture, from a bookmark' });
    const number = screen.getByRole<HTMLInputElement>('textbox', { name: 'Last picture, as the player counts' });
    expect(number.value).toBe('');
    fireEvent.change(last, { target: { value: id(902) } });
    expect(number.value).toBe('150');
    fireEvent.change(number, { target: { value: '151' } });
    expect((last as HTMLSelectElement).value).toBe('');
  });

  it('are the newest pair whose beginning lies before its end', () => {
    const places = [place(1, 10, 'clip-from'), place(2, 20, 'clip-to', 1), place(3, 30, 'clip-from', 2)];
    expect(markedStretch(places)).toEqual({ first: 11, last: 21 });
    expect(markedStretch([...places, place(4, 40, 'clip-to', 3)])).toEqual({ first: 31, last: 41 });
    expect(markedStretch([place(5, 5, 'clip-to'), ...places.slice(0, 1)])).toBeNull();
    expect(markedStretch([])).toBeNull();
  });
});
