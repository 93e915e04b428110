import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { AuditPage } from '../../src/renderer/features/oversight/audit-page.tsx';
import { OversightPage } from '../../src/renderer/features/oversight/oversight-page.tsx';
import type { Role } from '../../src/shared/model.ts';
import type { Answers, FakeBridge } from './fake-bridge.ts';
import { hash as hashOf, id } from './footage-fixtures.ts';
import { installFakeBridge, manager, officer, renderScreen } from './render-screen.tsx';

const hash = hashOf(1);

const check = (number: number, item: string, finding: 'in-order' | null) => ({
  id: id(300 + number),
  area: 'recordings',
  item,
  finding,
  note: null,
  foundAt: finding === null ? null : '2026-11-24T09:00:00.000Z',
  foundBy: finding === null ? null : 'Amira Shah',
});
const summary = {
  id: id(290),
  number: 'AUD-0001',
  reference: 'TOR/2026/1',
  areas: ['recordings'],
  from: '2026-10-01',
  until: '2026-10-31',
  auditor: 'Priya Nair',
  openedAt: '2026-11-24T09:00:00.000Z',
  closedAt: null,
  checks: 2,
  unchecked: 1,
  notInOrder: 0,
  unanswered: 0,
};
const audit = {
  ...summary,
  terms: 'Recordings of October.',
  auditorId: null,
  authority: 'Jane Holt',
  authorisedOn: '2026-11-20',
  openedBy: 'David Okafor',
  draw: {
    at: '2026-11-24T09:00:00.000Z',
    by: 'David Okafor',
    seed: hash,
    perArea: 2,
    population: [{ area: 'recordings', count: 9, sha256: hash }],
  },
  drawn: [check(1, 'REC-0003', 'in-order'), check(2, 'REC-0007', null)],
  recommendations: [],
  conclusion: null,
  closedBy: null,
  sheetId: null,
};
const figure = {
  key: 'viewings',
  label: 'Viewings',
  value: 12,
  unit: 'count',
  of: null,
  basedOn: null,
  again: null,
  identifies: false,
};
const answers: Answers = {
  'audits.list': () => [summary],
  'audits.read': () => audit,
  'attachments.list': () => [],
  'people.list': () => [],
  'reports.read': () => ({
    from: '2026-04-01',
    until: '2027-03-31',
    asOf: '2026-11-24',
    sections: [{ title: 'Viewings', clause: '6.1', figures: [figure], details: ['VIEW-0001 ended abnormally.'] }],
  }),
};

async function open(element: React.ReactNode, at: string, role: Role, more: Answers = {}): Promise<FakeBridge> {
  const fake = installFakeBridge({ ...answers, ...more }, role);
  const path = at.startsWith('/oversight/audits/') ? '/oversight/audits/$auditId' : '/oversight';
  await renderScreen(element, { person: role === 'officer' ? officer : manager, path, at });
  return fake;
}
const press = (name: string | RegExp): void => void fireEvent.click(screen.getByRole('button', { name }));
const type = (label: RegExp, value: string): void =>
  void fireEvent.change(screen.getByLabelText(label), { target: { value } });

describe('oversight', () => {
  it('lists audits with what is left to do, and lets only the manager open one', async () => {
    await open(<OversightPage />, '/oversight', 'officer');
    const row = within(await screen.findByRole('row', { name: /AUD-0001/u }));
    expect(row.getByText('2, 0 not in order, 1 still to do')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Open an audit' })).toBeNull();
    expect(screen.queryByRole('tab', { name: 'Audit pack' })).toBeNull();
  });

  it('opens an audit only with its terms, period and authority', async () => {
    const fake = await open(<OversightPage />, '/oversight', 'manager', { 'audits.open': () => audit });
    await screen.findByRole('row', { name: /AUD-0001/u });
    press('Open an audit');
    press('Open the audit');
    expect(fake.callsOf('audits.open')).toEqual([]);
    expect(screen.getByLabelText(/^Terms of reference, number/u).getAttribute('aria-invalid')).toBe('true');
  });

  it('shows the figures of the year the day falls into, and makes the sheet for the public', async () => {
    const fake = await open(<OversightPage />, '/oversight?tab=report', 'manager', {
      'reports.make': () => ({ documentId: id(310) }),
    });
    expect(await screen.findByText('VIEW-0001 ended abnormally.')).toBeTruthy();
    expect(fake.callsOf('reports.read')[0]).toEqual({ from: '2026-04-01', until: '2027-03-31' });
    press('Make the report for publication');
    expect(screen.getByText(/Name nobody in your remarks/u)).toBeTruthy();
    press('Make the sheet');
    await waitFor(() => expect(fake.callsOf('reports.make')).toHaveLength(1));
    expect(fake.callsOf('reports.make')[0]).toMatchObject({ form: 'publishable' });
    expect(await screen.findByRole('button', { name: 'Print it' })).toBeTruthy();
  });

  it('says of a pack what it holds before it is written, and what was read back after', async () => {
    await open(<OversightPage />, '/oversight?tab=pack', 'manager', {
      'audits.writePack': () => ({
        folderName: 'Audit pack AUD-0001',
        files: 52,
        sizeBytes: 120_000,
        entries: 310,
        witnessCode: '310-K7QF-2M9X-PTW4',
        manifestSha256: hash,
      }),
    });
    expect(await screen.findByText('It holds personal data and is not encrypted')).toBeTruthy();
    type(/^Who gets it/u, 'Priya Nair');
    type(/^Why they are entitled/u, 'Audit.');
    type(/^Your password/u, 'secret');
    press('Choose a folder and write');
    expect(await screen.findByText('Written, every file read back, signed')).toBeTruthy();
    expect(screen.getByText('310-K7QF-2M9X-PTW4')).toBeTruthy();
  });
});

describe('an audit', () => {
  const at = `/oversight/audits/${id(290)}`;

  it('shows the seed and takes a finding on each thing that was drawn', async () => {
    const fake = await open(<AuditPage />, at, 'officer', { 'audits.find': () => audit });
    expect(await screen.findByText('Recordings: 9')).toBeTruthy();
    press(/^Enter the finding on REC-0007/u);
    type(/^What the auditor found/u, 'not-in-order');
    type(/^Note/u, 'No reason given.');
    press('Enter the finding');
    await waitFor(() => expect(fake.callsOf('audits.find')).toHaveLength(1));
    expect(fake.callsOf('audits.find')[0]).toMatchObject({ finding: 'not-in-order', note: 'No reason given.' });
  });

  it('can be closed by the manager only when everything has a finding', async () => {
    await open(<AuditPage />, at, 'manager');
    await screen.findByText('Recordings: 9');
    expect(screen.queryByRole('button', { name: 'Close the audit' })).toBeNull();
  });

  it('is drawn by the manager, who says how many of each area', async () => {
    const undrawn = { ...audit, draw: null, drawn: [] };
    const fake = await open(<AuditPage />, at, 'manager', {
      'audits.read': () => undrawn,
      'audits.draw': () => audit,
    });
    await screen.findByText('Draw the spot checks');
    press('Draw');
    await waitFor(() => expect(fake.callsOf('audits.draw')).toEqual([{ auditId: id(290), perArea: 5 }]));
  });
});
