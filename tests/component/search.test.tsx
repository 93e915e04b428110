import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { SearchEverywhere } from '../../src/renderer/ui/search-everywhere.tsx';
import { installFakeBridge, renderScreen } from './render-screen.tsx';

const hit = (id: string, reference: string, screenName: string) => ({
  ...{ id, reference, line: `about ${reference}`, on: '2026-10-05' },
  place: { screen: screenName, id },
});
const groups = [
  { register: 'recording', hits: [hit('a', 'REC-0001', 'recording'), hit('b', 'REC-0002', 'recording')], more: true },
  { register: 'ledger', hits: [hit('7', 'stills.decide', 'ledger')], more: false },
];

const open = async (answer: () => unknown = () => ({ groups })) => {
  const fake = installFakeBridge({ 'search.find': answer }, 'officer');
  await renderScreen(<SearchEverywhere />);
  fireEvent.keyDown(window, { key: 'k', ctrlKey: true });
  return { fake, field: await screen.findByLabelText<HTMLInputElement>(/^reference or words/iu) };
};
const search = (field: HTMLInputElement, words: string): void => {
  fireEvent.change(field, { target: { value: words } });
  fireEvent.click(screen.getByRole('button', { name: 'Search' }));
};

describe('one search over all registers', () => {
  it('is opened by Ctrl+K, asks the core once for what was typed and shows hits by register', async () => {
    const { fake, field } = await open();
    search(field, 'edward street');
    const recordings = await screen.findByRole('region', { name: 'Recordings' });
    expect(within(recordings).getAllByRole('link')).toHaveLength(2);
    expect(within(recordings).getByText(/there are more/u)).toBeTruthy();
    expect(within(screen.getByRole('region', { name: 'Ledger entries' })).getByRole('link').textContent).toContain(
      'decided on a still',
    );
    expect(screen.getByRole('status').textContent).toContain('3 hits in 2 registers');
    expect(fake.callsOf('search.find')).toEqual([{ words: 'edward street' }]);
  });

  it('goes from hit to hit by arrow keys and closes when one is opened', async () => {
    const { field } = await open();
    search(field, 'rec');
    const links = await screen.findAllByRole('link');
    for (const [index, key] of ['ArrowDown', 'ArrowDown', 'ArrowUp'].entries()) {
      fireEvent.keyDown(document.activeElement ?? field, { key });
      expect(document.activeElement).toBe(links[[0, 1, 0][index] ?? 0]);
    }
    links[0]?.click();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('says when nothing was found, and does not ask for nothing', async () => {
    const { fake, field } = await open(() => ({ groups: [] }));
    search(field, '  ');
    expect(fake.callsOf('search.find')).toEqual([]);
    search(field, 'unheard of');
    expect((await screen.findByRole('status')).textContent).toContain('Nothing in any register');
  });
});
