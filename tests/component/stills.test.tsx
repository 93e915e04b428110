import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { StillPage } from '../../src/renderer/features/stills/still-page.tsx';
import { stepsOf } from '../../src/renderer/features/stills/still-words.ts';
import { StillsPage } from '../../src/renderer/features/stills/stills-page.tsx';
import { commands } from '../../src/shared/contract.ts';
import { everyday } from './everyday-core.ts';
import { requestedStill, still } from './footage-fixtures.ts';
import { installFakeBridge, manager, renderScreen } from './render-screen.tsx';

const at = (id: string) => ({ path: '/stills/$stillId', at: `/stills/${id}` });
const press = (name: string): void => void fireEvent.click(screen.getByRole('button', { name }));
const states = (change: object): string[] => {
  const [parsed] = commands['stills.list'].output.parse([{ ...requestedStill, ...change }]);
  return parsed === undefined ? [] : stepsOf(parsed).map(({ state }) => state);
};

describe('stills', () => {
  it('are listed with every field of the index of the code of practice', async () => {
    installFakeBridge(everyday, 'officer');
    await renderScreen(<StillsPage />, { path: '/stills' });
    const row = (await screen.findByRole('button', { name: 'STILL-0004' })).closest('tr');
    if (row === null) throw new Error('the still is not in a row');
    for (const field of [
      still.necessity,
      /Wed 4 Nov 2026, 21:20:04/u,
      still.particulars,
      /Amira Shah/u,
      /David Okafor/u,
    ])
      expect(within(row).getByText(field)).toBeTruthy();
  });

  it('go from request to index, and stop where the manager said no', () => {
    expect(states({})).toEqual(['done', 'now', 'later', 'later', 'later']);
    expect(states({ state: 'approved' })).toEqual(['done', 'done', 'now', 'later', 'later']);
    expect(states({ state: 'countersigned' })).toEqual(['done', 'done', 'done', 'done', 'done']);
    expect(states({ state: 'refused' })).toEqual(['done', 'stopped', 'later', 'later', 'later']);
    expect(states({ state: 'rejected' })).toEqual(['done', 'done', 'done', 'stopped', 'later']);
  });

  it('show no picture before it is said that the officer is present', async () => {
    const fake = installFakeBridge(everyday, 'officer');
    await renderScreen(<StillPage />, at(still.id));
    await screen.findByText(/Index entry/u);
    press('Show the picture');
    expect(await screen.findByText('The picture is shown only when this is true.')).toBeTruthy();
    expect(fake.callsOf('stills.show')).toEqual([]);
    fireEvent.click(screen.getByRole('checkbox'));
    press('Show the picture');
    expect(await screen.findByRole('img', { name: /STILL-0004/u })).toBeTruthy();
    expect(fake.callsOf('stills.show')).toEqual([{ stillId: still.id, officerPresent: true }]);
  });

  it('are produced by the officer only after the approval', async () => {
    const approved = { ...requestedStill, state: 'approved', decidedBy: 'David Okafor', decisionReasons: 'Necessary.' };
    const answers = { ...everyday, 'stills.list': () => [approved], 'stills.produce': () => approved };
    const fake = installFakeBridge(answers, 'officer');
    await renderScreen(<StillPage />, at(requestedStill.id));
    fireEvent.click(await screen.findByRole('button', { name: 'Produce the still' }));
    await waitFor(() => expect(fake.callsOf('stills.produce')).toEqual([{ stillId: requestedStill.id }]));
  });

  it('wait for the manager with the clause that says so', async () => {
    installFakeBridge(everyday, 'officer');
    await renderScreen(<StillPage />, at(requestedStill.id));
    expect(
      await screen.findByText(/once necessity has been approved by the Safer Neighbourhoods manager/u),
    ).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Produce the still' })).toBeNull();
    expect(screen.queryByRole('link', { name: 'Go to approvals' })).toBeNull();
  });

  it('lead the manager to the decision and not to the production', async () => {
    installFakeBridge(everyday, 'manager');
    await renderScreen(<StillPage />, { ...at(requestedStill.id), person: manager });
    expect(await screen.findByRole('link', { name: 'Go to approvals' })).toBeTruthy();
  });
});
