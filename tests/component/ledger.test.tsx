import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { LedgerPage } from '../../src/renderer/features/ledger/ledger-page.tsx';
import { hash } from './footage-fixtures.ts';
import { installFakeBridge, manager, renderScreen } from './render-screen.tsx';

const press = (name: string | RegExp): void => void fireEvent.click(screen.getByRole('button', { name }));
const type = (label: string | RegExp, value: string): void =>
  void fireEvent.change(screen.getByLabelText(label), { target: { value } });
const checkedAt = '2026-11-24T09:00:00.000Z';

describe('the ledger', () => {
  const row = (seq: number) => ({
    seq,
    at: checkedAt,
    actor: 'Amira Shah',
    role: 'officer',
    action: 'viewings.open',
    subject: `recording ${seq}`,
    details: '{}',
    leafHash: hash(seq),
  });
  const verified = { ok: true, size: 1260, root: hash(7), witnessCode: '1260-KQ7F', faults: [] };
  const openLedger = async (answers: Parameters<typeof installFakeBridge>[0] = {}) => {
    const fake = installFakeBridge(
      {
        'ledger.search': () => ({ rows: [row(9), row(8)], more: true, size: 9 }),
        'people.list': () => [{ ...manager, siaLicenceNumber: null, siaLicenceExpires: null }],
        'ledger.checkpoints': () => [{ size: 9, at: checkedAt, code: '9-KQ7F-2M9X-PTW4' }],
        ...answers,
      },
      'manager',
    );
    await renderScreen(<LedgerPage />, { person: manager });
    await screen.findByText('recording 9');
    return fake;
  };

  it('sends only what was asked for, and fetches older entries below the last', async () => {
    const fake = await openLedger();
    type(/^words/iu, 'Bridge');
    type(/from day/iu, '01/11/2026');
    press('Search');
    await waitFor(() => expect(fake.callsOf('ledger.search').at(-1)).toEqual({ text: 'Bridge', from: '2026-11-01' }));
    await screen.findByText('recording 9');
    fake.answer({ 'ledger.search': () => ({ rows: [row(7)], more: false, size: 9 }) });
    press('Show older entries');
    await screen.findByText('recording 7');
    expect(fake.callsOf('ledger.search').at(-1)).toEqual({ text: 'Bridge', from: '2026-11-01', beforeSeq: 8 });
    expect(screen.getByText('3 entries shown of 9 in the ledger')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Show older entries' })).toBeNull();
  });

  it('is searched by what an item bears and by who acted', async () => {
    const fake = await openLedger();
    type(/^case or item/iu, 'REC-0001');
    await screen.findByRole('option', { name: manager.name });
    fireEvent.change(screen.getByLabelText(/^who\b(?! gets)/iu), { target: { value: manager.id } });
    press('Search');
    await waitFor(() =>
      expect(fake.callsOf('ledger.search').at(-1)).toEqual({ about: 'REC-0001', actorId: manager.id }),
    );
  });

  it('compares two papers, one of them picked, and shows the proof only when they agree', async () => {
    const codes = [
      { code: '5-AAAA-BBBB-CCCC', size: 5, verdict: 'matches' },
      { code: '9-KQ7F-2M9X-PTW4', size: 9, verdict: 'matches' },
    ];
    const fake = await openLedger({
      'ledger.compare': () => ({ ok: true, message: 'Consistent.', codes, proof: [hash(1), hash(2)] }),
    });
    type(/first paper/iu, '5-AAAA-BBBB-CCCC');
    await waitFor(() => expect(screen.getAllByRole('option', { name: /^9-KQ7F/u })).toHaveLength(2));
    fireEvent.change(screen.getByLabelText('Or another signed checkpoint'), { target: { value: '9-KQ7F-2M9X-PTW4' } });
    press('Compare');
    expect((await screen.findByText(/papers and this ledger agree/u)).closest('[data-tone]')).toMatchObject({
      dataset: { tone: 'good' },
    });
    expect(screen.getByText(/Proof: 2 hashes/u)).toBeTruthy();
    expect(fake.callsOf('ledger.compare')).toEqual([{ first: '5-AAAA-BBBB-CCCC', second: '9-KQ7F-2M9X-PTW4' }]);
    fake.answer({ 'ledger.compare': () => ({ ok: false, message: 'Not at all.', codes, proof: null }) });
    press('Compare');
    expect(await screen.findByText('They do not agree')).toBeTruthy();
    expect(screen.queryByText(/Proof:/u)).toBeNull();
  });

  it('is exported only with a warning about personal data, who gets it and why', async () => {
    const written = { folderName: 'Ledger 9', entries: 9, sizeBytes: 4096, witnessCode: '9-A', sha256: hash(3) };
    const fake = await openLedger({ 'ledger.export': () => written });
    expect(screen.getByText('It holds personal data and is not encrypted')).toBeTruthy();
    press('Choose a folder and write');
    expect(fake.callsOf('ledger.export')).toEqual([]);
    type(/who gets it/iu, 'District Judge Marsh');
    type(/why they are entitled/iu, 'Ordered');
    type(/your password/iu, 'three copper kettles');
    press('Choose a folder and write');
    expect(await screen.findByText('Written, read back and signed')).toBeTruthy();
    fake.answer({ 'ledger.export': () => null });
    type(/your password/iu, 'three copper kettles');
    press('Choose a folder and write');
    expect(await screen.findByText('No folder was chosen. Nothing was written.')).toBeTruthy();
  });

  it('is said to be whole only when the core found it whole', async () => {
    await openLedger({ 'ledger.verify': () => verified });
    press('Verify now');
    const words = await screen.findByText('All 1,260 entries are as they were written');
    expect(words.closest('[data-tone]')?.getAttribute('data-tone')).toBe('good');
    expect(screen.getByText('1260-KQ7F')).toBeTruthy();
  });

  it('names every fault, as a failure', async () => {
    const faults = [{ seq: 17, kind: 'leaf', message: 'the entry was changed' }];
    await openLedger({ 'ledger.verify': () => ({ ...verified, ok: false, faults }) });
    press('Verify now');
    expect((await screen.findByRole('alert')).textContent).toContain('1 fault found');
    expect(screen.getByText('Entry 17: the entry was changed')).toBeTruthy();
    expect(screen.queryByText(/are as they were written/u)).toBeNull();
  });

  it('tells a ledger that is too short from one that matches', async () => {
    const fake = await openLedger({
      'ledger.checkCode': () => ({ verdict: 'shorter-ledger', size: 9, message: 'The code is for 12 entries.' }),
    });
    type(/witness code/iu, '12-KQ7F');
    press('Check the code');
    const words = await screen.findByText(/shorter than the paper says/u);
    expect(words.closest('[data-tone]')?.getAttribute('data-tone')).toBe('bad');
    fake.answer({ 'ledger.checkCode': () => ({ verdict: 'matches', size: 9, message: 'Right.' }) });
    press('Check the code');
    expect((await screen.findByText(/The code matches/u)).closest('[data-tone]')?.getAttribute('data-tone')).toBe(
      'good',
    );
  });
});
