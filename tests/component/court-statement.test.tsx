import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { StatementPage } from '../../src/renderer/features/court/statement-page.tsx';
import { bundle } from './court-fixtures.ts';
import { everyday } from './everyday-core.ts';
import { id } from './footage-fixtures.ts';
import { installFakeBridge, renderScreen } from './render-screen.tsx';

const sentence = (place: number, more: object = {}) => ({
  ...{ id: place, text: `What was done, ${place}.`, seqs: [40 + place], own: false, mark: 'undecided' },
  ...more,
});
const statement = (...sentences: object[]) => ({
  ...{ id: id(80), bundleId: bundle.id, witnessId: id(1), witness: bundle.preparedBy, number: 1, state: 'draft' },
  ...{ drawnUpAt: '2026-11-17T15:00:00.000Z', settledAt: null, documentId: null, sentences },
});
const entries = [41, 42].map((seq) => ({ seq, at: '2026-11-04T14:02:11.000Z', by: 'Amira Shah', what: `Act ${seq}.` }));

async function open(found: { readonly statement: object; readonly [more: string]: unknown }) {
  const answer = () => found.statement;
  const marking = { 'statements.mark': answer, 'statements.drawUp': answer, 'statements.settle': answer };
  const fake = installFakeBridge({ ...everyday, ...marking, 'statements.read': () => found }, 'officer');
  await renderScreen(<StatementPage />, { path: '/court/$bundleId/statement', at: `/court/${bundle.id}/statement` });
  return fake;
}

describe('going through a statement', () => {
  it('shows each sentence with its entries, marks it, and offers nothing to sign while one is undecided', async () => {
    const draft = statement(sentence(1), sentence(2, { mark: 'struck' }));
    const fake = await open({ statement: draft, entries, isBehind: false });
    const first = await screen.findByRole('listitem', { name: 'Sentence 1' });
    expect(first.textContent).toContain('Entry 41');
    expect(first.textContent).not.toContain('Entry 42');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Settle the statement' }).disabled).toBe(true);
    expect(screen.getByText(/1 of 2 sentences are decided/u)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Confirm, sentence 1' }));
    await waitFor(() =>
      expect(fake.callsOf('statements.mark')).toEqual([{ statementId: draft.id, sentenceId: 1, mark: 'confirmed' }]),
    );
  });

  it('lets the witness settle once all is decided, and says that the ledger has gone on', async () => {
    const draft = statement(
      sentence(1, { mark: 'confirmed' }),
      sentence(3, { own: true, seqs: [], mark: 'confirmed' }),
    );
    const fake = await open({ statement: draft, entries, isBehind: true });
    expect(await screen.findByText('Own words')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Settle the statement' }));
    fireEvent.click(screen.getByRole('button', { name: 'Draw it up again' }));
    await waitFor(() => expect(fake.callsOf('statements.settle')).toEqual([{ statementId: draft.id }]));
    expect(fake.callsOf('statements.drawUp')).toEqual([{ bundleId: bundle.id }]);
  });
});
