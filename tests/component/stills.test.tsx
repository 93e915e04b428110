import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { StillPage } from '../../src/renderer/features/stills/still-page.tsx';
import { noFilter, passes } from '../../src/renderer/features/stills/still-filters.tsx';
import { stepsOf } from '../../src/renderer/features/stills/still-words.ts';
import { StillsPage } from '../../src/renderer/features/stills/stills-page.tsx';
import { commands } from '../../src/shared/contract.ts';
import { everyday } from './everyday-core.ts';
import { councilRefused, policeRelease, policeStill, printOut, requestedStill, still } from './still-fixtures.ts';
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
    expect(states({ state: 'withdrawn' })).toEqual(['done', 'stopped', 'later', 'later', 'later']);
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

  it('of the police say what is missing, and take the signed request', async () => {
    const paper = {
      ...{
        id: still.id,
        description: 'Signed request',
        fileName: 'request.pdf',
        format: 'pdf',
        sha256: still.sha256,
        sizeBytes: 9,
      },
      ...{ attachedAt: still.requestedAt, attachedBy: 'Amira Shah' },
    };
    const answers = { ...everyday, 'stills.list': () => [policeStill], 'attachments.add': () => paper };
    const fake = installFakeBridge(answers, 'officer');
    await renderScreen(<StillPage />, at(policeStill.id));
    expect(await screen.findByText(/Their signed request is not attached yet/u)).toBeTruthy();
    expect(screen.getByText(/Inspector Colin Reed, GMP 10422/u)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Attach a paper' }));
    fireEvent.change(screen.getByLabelText(/What it is/u), { target: { value: 'Signed request' } });
    press('Choose the paper');
    await waitFor(() =>
      expect(fake.callsOf('attachments.add')).toEqual([
        { about: 'still', aboutId: policeStill.id, description: 'Signed request' },
      ]),
    );
  });

  it('are withdrawn with a reason, and with a day while prints are out', async () => {
    const out = { ...still, printsOut: 1, prints: 2 };
    const answers = { ...everyday, 'stills.list': () => [out], 'stills.withdraw': () => out };
    const fake = installFakeBridge(answers, 'officer');
    await renderScreen(<StillPage />, at(still.id));
    fireEvent.click(await screen.findByRole('button', { name: 'Withdraw STILL-0004' }));
    fireEvent.change(screen.getByLabelText(/Reason for withdrawing/u), { target: { value: 'Wrong person' } });
    fireEvent.change(screen.getByLabelText(/to be back on/u), { target: { value: '20 Nov 2026' } });
    press('Withdraw it');
    await waitFor(() =>
      expect(fake.callsOf('stills.withdraw')).toEqual([
        { stillId: still.id, reason: 'Wrong person', printsBackOn: '2026-11-20' },
      ]),
    );
  });

  it('are found by words, case, state and who asked', () => {
    const all = commands['stills.list'].output.parse([still, requestedStill, policeStill]);
    const found = (filter: Partial<typeof noFilter>): string[] =>
      all.filter((each) => passes(each, { ...noFilter, ...filter })).map(({ number }) => number);
    expect(found({})).toHaveLength(3);
    expect(found({ words: '06/123456' })).toEqual([policeStill.number]);
    expect(found({ state: 'countersigned' })).toEqual([still.number]);
    expect(found({ route: 'police', state: 'countersigned' })).toEqual([]);
    expect(found({ state: 'out' })).toEqual([]);
    expect(found({ reactRef: 'another' })).toEqual([]);
  });
});

describe('prints', () => {
  it('say where each is, and offer what may be done with it now', async () => {
    installFakeBridge(everyday, 'officer');
    await renderScreen(<StillPage />, at(still.id));
    const row = await screen.findByRole('row', { name: /STILL-0004\/2/u });
    expect(within(row).getByText('Joanne Pike, Stockport Homes')).toBeTruthy();
    expect(
      within(row)
        .getAllByRole('button')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'Sign in STILL-0004/2',
      'Receipt is back STILL-0004/2',
      'They destroyed it STILL-0004/2',
      'It is lost STILL-0004/2',
      'Story STILL-0004/2',
    ]);
    expect(screen.getByRole('button', { name: /Sign out\s+STILL-0004\/1/u })).toBeTruthy();
  });

  it('are signed out with the purpose, and the receipt is offered at once', async () => {
    const answers = { ...everyday, 'prints.signOut': () => ({ print: printOut, receiptId: still.sheetId }) };
    const fake = installFakeBridge(answers, 'officer');
    await renderScreen(<StillPage />, at(still.id));
    fireEvent.click(await screen.findByRole('button', { name: /Sign out\s+STILL-0004\/1/u }));
    const chooseTaker = async (label: RegExp): Promise<void> => {
      const select = await screen.findByLabelText(/Who takes it, and on what/u);
      const option = within(select).getByRole<HTMLOptionElement>('option', { name: label });
      fireEvent.change(select, { target: { value: option.value } });
    };
    expect(await screen.findByText(councilRefused.bar)).toBeTruthy();
    expect(screen.queryByRole('option', { name: /Stockport MBC/u })).toBeNull();
    await chooseTaker(/Our own staff/u);
    expect(screen.getByLabelText(/Their organisation/u)).toBeTruthy();
    await chooseTaker(/REQ-0002/u);
    press('Sign it out');
    expect(fake.callsOf('prints.signOut')).toEqual([]);
    expect(screen.queryByLabelText(/Their organisation/u)).toBeNull();
    fireEvent.change(screen.getByLabelText(/Their name/u), { target: { value: 'Helen Marsh' } });
    fireEvent.change(screen.getByLabelText(/For what purpose/u), { target: { value: 'Exhibit' } });
    press('Sign it out');
    expect(await screen.findByRole('button', { name: 'Print the receipt for STILL-0004/1' })).toBeTruthy();
    expect(fake.callsOf('prints.signOut')).toMatchObject([
      {
        ...{ taker: 'police', person: 'Helen Marsh', organisation: 'GMP' },
        authority: { kind: 'release', id: policeRelease.id },
      },
    ]);
  });

  it('are read by an auditor, who moves none', async () => {
    installFakeBridge(everyday, 'officer');
    await renderScreen(<StillPage />, { ...at(still.id), person: { ...manager, role: 'auditor' } });
    await screen.findByRole('row', { name: /STILL-0004\/2/u });
    for (const name of [/Sign out/u, /Sign in/u, /Destroy/u, /Make a further print/u, /Withdraw/u])
      expect(screen.queryByRole('button', { name })).toBeNull();
  });
});
