import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ClockDialog } from '../../src/renderer/features/clock/clock-dialog.tsx';
import { id } from './footage-fixtures.ts';
import { installFakeBridge, renderScreen } from './render-screen.tsx';

const shown = '2027-10-06T09:00:00.000Z';
const question = {
  ...{ id: id(60), kind: 'moved', shownAt: shown, expectedAt: '2026-10-06T09:00:00.000Z', offsetSeconds: null },
  said: 'The laptop’s clock was moved by 365 days forward.',
};
const type = (label: string | RegExp, value: string): void =>
  void fireEvent.change(screen.getByLabelText(label), { target: { value } });
const press = (name: string | RegExp): void => void fireEvent.click(screen.getByRole('button', { name }));

describe('a clock that was moved', () => {
  const ask = async (answers: Parameters<typeof installFakeBridge>[0] = {}) => {
    const fake = installFakeBridge({ 'clock.read': () => ({ open: [question], shown }), ...answers }, 'officer');
    await renderScreen(<ClockDialog />);
    await screen.findByText(question.said);
    return fake;
  };

  it('is asked about by itself, and the dialog goes once the core believes the clock again', async () => {
    const fake = await ask({
      'clock.confirm': () => ({ settled: true, offsetSeconds: 1, message: 'It agrees.' }),
    });
    type('Date', '06/10/2026');
    type('Time with seconds', '10:00:00');
    type(/^reference/iu, 'speaking-clock');
    press('It shows this now');
    await waitFor(() =>
      expect(fake.callsOf('clock.confirm')).toEqual([
        { reference: '2026-10-06T10:00:00', source: 'speaking-clock', seenBy: 'Amira Shah' },
      ]),
    );
    fake.answer({ 'clock.read': () => ({ open: [], shown }) });
    fake.emit({ name: 'changed', data: { topic: 'clock' } });
    await waitFor(() => expect(screen.queryByText(question.said)).toBeNull());
  });

  it('that is still wrong is said to be wrong, never good', async () => {
    await ask({ 'clock.confirm': () => ({ settled: false, offsetSeconds: 99_999, message: 'Set it right.' }) });
    type('Date', '06/10/2026');
    type('Time with seconds', '10:00:00');
    type(/^reference/iu, 'gps');
    press('It shows this now');
    const words = await screen.findByText('The laptop’s clock is wrong');
    expect(words.closest('[data-tone]')?.getAttribute('data-tone')).toBe('bad');
    expect(screen.getByText('Set it right.')).toBeTruthy();
  });

  it('may be put off, and nothing is sent that was not filled in', async () => {
    const fake = await ask();
    press('It shows this now');
    expect(fake.callsOf('clock.confirm')).toEqual([]);
    press(/^not now/iu);
    await waitFor(() => expect(screen.queryByText(question.said)).toBeNull());
  });
});
