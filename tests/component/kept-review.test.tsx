import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { CasePage } from '../../src/renderer/features/cases/case-page.tsx';
import { everyday } from './everyday-core.ts';
import { caseId, caseSummary, id } from './footage-fixtures.ts';
import { installFakeBridge, renderScreen } from './render-screen.tsx';

const closed = { ...caseSummary, closedAt: '2026-08-01T09:00:00.000Z' };
const disc = { kind: 'disc', id: id(70), number: 'DISC-0004', where: 'Locked cabinet' } as const;

it('what stayed of a closed case is asked about with the reason it had, and sent with the new one', async () => {
  const fake = installFakeBridge(
    {
      ...everyday,
      'cases.read': () => ({ case: closed, incidents: [], timeline: [], reactSlip: '' }),
      'cases.closingReview': () => ({
        blockers: [],
        items: [{ ...disc, stayedBecause: 'An appeal is possible.' }],
        recordings: [],
      }),
      'cases.reviewKept': () => closed,
    },
    'officer',
  );
  await renderScreen(<CasePage />, { path: '/cases/$caseId', at: `/cases/${caseId}` });
  fireEvent.click(await screen.findByRole('button', { name: 'Look through what stayed' }));
  const reason = await screen.findByLabelText('Why DISC-0004 stays');
  expect(await screen.findByText(/It stayed so far because: An appeal is possible\./u)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Close the case' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Looked through' }));
  await waitFor(() => expect(reason.getAttribute('aria-invalid')).toBe('true'));
  expect(fake.callsOf('cases.reviewKept')).toEqual([]);
  fireEvent.change(reason, { target: { value: 'The appeal is heard in March.' } });
  fireEvent.click(screen.getByRole('button', { name: 'Looked through' }));
  await waitFor(() =>
    expect(fake.callsOf('cases.reviewKept')).toEqual([
      { caseId, kept: [{ id: disc.id, because: 'The appeal is heard in March.' }] },
    ]),
  );
});
