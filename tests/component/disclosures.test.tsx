import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ApprovalsPage } from '../../src/renderer/features/approvals/approvals-page.tsx';
import { DisclosurePage } from '../../src/renderer/features/disclosures/disclosure-page.tsx';
import { DisclosuresPage } from '../../src/renderer/features/disclosures/disclosures-page.tsx';
import { Papers } from '../../src/renderer/features/disclosures/papers.tsx';
import { KeepingSection } from '../../src/renderer/features/retention/keeping-section.tsx';
import { AppError } from '../../src/shared/failure.ts';
import { everyday } from './everyday-core.ts';
import { caseId, caseSummary, hash, id, recording } from './footage-fixtures.ts';
import { still } from './still-fixtures.ts';
import { installFakeBridge, manager, renderScreen } from './render-screen.tsx';
import { hold } from './hold-fixture.ts';

const press = (name: string | RegExp): void => void fireEvent.click(screen.getByRole('button', { name }));
const type = (label: string | RegExp, value: string): void =>
  void fireEvent.change(screen.getByLabelText(label), { target: { value } });

const summary = {
  ...{ id: id(700), number: 'REQ-0004', class: 'subject-access', state: 'received', requester: 'Jo Bloggs' },
  ...{ organisation: null, caseId, reactRef: caseSummary.reactRef, receivedOn: '2026-11-20' },
  ...{ recordedAt: '2026-11-20T09:00:00.000Z', recordedBy: 'Amira Shah', receiptBy: null, frozen: 1 },
  clock: { dueOn: '2026-12-21', stoppedSince: null, isExtended: false, rule: 'One month from Fri 20 Nov 2026.' },
};
const disclosure = {
  ...summary,
  request: {
    requester: 'Jo Bloggs',
    contact: 'by post',
    basis: 'Art. 15',
    purpose: 'To see it.',
    footageAsked: 'All.',
  },
  ...{ clockSteps: [], referral: null, agreement: null, decision: null, release: null, ending: null, freezes: [] },
  ...{ freezeReportId: null, reactSlip: 'REQ-0004' },
};
describe('logging a request', () => {
  it('asks what its kind needs, says what is missing, and sends what was typed', async () => {
    const fake = installFakeBridge({ ...everyday, 'disclosures.receive': () => summary }, 'officer');
    await renderScreen(<DisclosuresPage />, { path: '/disclosures' });
    press('Log a request');
    expect(screen.getByText(/This kind of request freezes nothing/u)).toBeTruthy();
    expect(screen.getByLabelText('Rank of who authorises (Inspector or above)')).toBeTruthy();
    type('Who asks for footage', 'subject-access');
    expect(screen.getByText(/frozen at once and kept until the request is closed/u)).toBeTruthy();
    expect(screen.queryByLabelText('Rank of who authorises (Inspector or above)')).toBeNull();
    press('Log the request');
    expect((await screen.findAllByText('Please fill this in.')).length).toBeGreaterThan(4);
    expect(fake.callsOf('disclosures.receive')).toEqual([]);
    type('Received on', '20/11/2026');
    const typed = {
      requester: 'Jo Bloggs',
      contact: 'by post',
      basis: 'Art. 15',
      purpose: 'To see it.',
      footageAsked: 'All.',
    };
    type('Who asks', typed.requester);
    type('How to reach them', typed.contact);
    type('On what ground', typed.basis);
    type('For what purpose', typed.purpose);
    type('What footage is asked for, in their words', typed.footageAsked);
    fireEvent.click(await screen.findByRole('checkbox', { name: /REC-0012/u }));
    press('Log the request');
    await waitFor(() =>
      expect(fake.callsOf('disclosures.receive')).toEqual([
        { class: 'subject-access', receivedOn: '2026-11-20', ...typed, recordingIds: [recording.id] },
      ]),
    );
  });
});

describe('one request', () => {
  const at = { path: '/disclosures/$disclosureId', at: `/disclosures/${summary.id}` };

  it('shows the clock with its rule, and is referred before anybody decides', async () => {
    const answers = { 'disclosures.read': () => disclosure, 'disclosures.refer': () => summary };
    const fake = installFakeBridge({ ...everyday, ...answers }, 'officer');
    await renderScreen(<DisclosurePage />, at);
    expect(await screen.findByText('One month from Fri 20 Nov 2026.')).toBeTruthy();
    press('Record the referral to Assurance');
    expect(await screen.findByText(/send the request to assurance@example.org/u)).toBeTruthy();
    type('Sent on', '21/11/2026');
    type('How', 'E-mail');
    press('Record the referral');
    await waitFor(() =>
      expect(fake.callsOf('disclosures.refer')).toEqual([
        { disclosureId: summary.id, on: '2026-11-21', how: 'E-mail' },
      ]),
    );
    await waitFor(() => expect(fake.callsOf('disclosures.read')).toHaveLength(2));
  });

  it('that was granted offers prints to the public, and no disc', async () => {
    installFakeBridge({ ...everyday, 'disclosures.read': () => ({ ...disclosure, state: 'granted' }) }, 'officer');
    await renderScreen(<DisclosurePage />, at);
    fireEvent.click(await screen.findByRole('button', { name: 'Record what was handed over' }));
    expect(await screen.findByRole('checkbox', { name: new RegExp(still.number, 'u') })).toBeTruthy();
    expect(screen.queryByRole('checkbox', { name: /DISC-/u })).toBeNull();
    expect(screen.getByText(/never goes to the public on disc/u)).toBeTruthy();
  });

  it('whose receipt never came is ended by the manager, with reasons', async () => {
    const answers = {
      'disclosures.read': () => ({ ...disclosure, state: 'sent' }),
      'disclosures.close': () => ({ ...summary, state: 'closed' }),
    };
    const fake = installFakeBridge({ ...everyday, ...answers }, 'manager');
    await renderScreen(<DisclosurePage />, { ...at, person: manager });
    fireEvent.click(await screen.findByRole('button', { name: 'Close: no receipt came back' }));
    type('On', '28/11/2026');
    type('Who was asked for it, when, and why it is closed', 'Asked three times.');
    type('Your password', 'secret');
    press('Close the request');
    await waitFor(() =>
      expect(fake.callsOf('disclosures.close')).toEqual([
        {
          ...{ disclosureId: summary.id, how: 'unreceipted', on: '2026-11-28' },
          ...{ note: 'Asked three times.', password: 'secret' },
        },
      ]),
    );
  });

  it('shows an auditor which papers there are, and no way to print them', async () => {
    const paper = {
      ...{
        id: id(720),
        description: 'Signed request',
        fileName: 'scan.pdf',
        format: 'pdf',
        sha256: hash(9),
        sizeBytes: 900,
      },
      ...{ attachedAt: '2026-11-20T09:00:00.000Z', attachedBy: 'Amira Shah' },
    };
    const papers = <Papers about="disclosure" aboutId={summary.id} mayAdd={false} />;
    installFakeBridge({ ...everyday, 'attachments.list': () => [paper] }, 'manager');
    await renderScreen(papers, { person: manager });
    expect(await screen.findByRole('button', { name: /^Print/u })).toBeTruthy();
    cleanup();
    installFakeBridge({ ...everyday, 'attachments.list': () => [paper] }, 'auditor');
    await renderScreen(papers, { person: { ...manager, role: 'auditor' } });
    expect(await screen.findByText('Signed request')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Print/u })).toBeNull();
  });

  it('that is closed can be taken no further', async () => {
    const ending = {
      how: 'told',
      on: '2026-11-22',
      note: 'By post.',
      at: '2026-11-22T09:00:00.000Z',
      by: 'David Okafor',
    };
    installFakeBridge(
      { ...everyday, 'disclosures.read': () => ({ ...disclosure, state: 'closed', clock: null, ending }) },
      'officer',
    );
    await renderScreen(<DisclosurePage />, at);
    expect(await screen.findByText('It is closed; what it froze has thawed.')).toBeTruthy();
    for (const name of ['Freeze more', 'Attach a paper', 'Record the receipt'])
      expect(screen.queryByRole('button', { name })).toBeNull();
  });
});

describe('holds', () => {
  it('are asked for with reason, authority and a review date', async () => {
    const fake = installFakeBridge({ ...everyday, 'holds.ask': () => hold }, 'officer');
    await renderScreen(<KeepingSection caseId={caseId} recording={recording} />);
    fireEvent.click(await screen.findByRole('button', { name: 'Ask for a hold' }));
    press('Ask the manager');
    expect((await screen.findAllByText('Please fill this in.')).length).toBe(4);
    type('Why it is needed longer than six weeks', 'Claim.');
    type('On what authority', 'proceedings');
    type('Reference of that authority', 'K01MA123');
    type('To be reviewed on', '01/12/2026');
    press('Ask the manager');
    await waitFor(() =>
      expect(fake.callsOf('holds.ask')).toEqual([
        {
          ...{ caseId, recordingId: recording.id, reason: 'Claim.', authority: 'proceedings' },
          ...{ authorityReference: 'K01MA123', reviewOn: '2026-12-01' },
        },
      ]),
    );
  });

  it('are ended by the manager with the password; a refusal keeps the words and empties the password', async () => {
    const fake = installFakeBridge(
      {
        ...everyday,
        'holds.list': () => [hold],
        'holds.end': () => {
          throw new AppError('forbidden', 'That is not your password. Nothing was signed.');
        },
      },
      'manager',
    );
    await renderScreen(<KeepingSection caseId={caseId} />, { person: manager });
    fireEvent.click(await screen.findByRole('button', { name: /^End\s*HOLD-0002/u }));
    type('Reasons', 'Withdrawn.');
    type('Your password', 'wrong');
    press('End the hold');
    expect((await screen.findByRole('alert')).textContent).toContain('That is not your password');
    expect(fake.callsOf('holds.end')).toEqual([{ holdId: hold.id, reasons: 'Withdrawn.', password: 'wrong' }]);
    expect(screen.getByLabelText<HTMLTextAreaElement>('Reasons').value).toBe('Withdrawn.');
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Your password').value).toBe(''));
  });

  it('and requests wait for the manager with what they rest on', async () => {
    const waiting = (kind: string, item: { id: string; number: string }) => ({
      ...{ kind, id: item.id, number: item.number, title: 'To be judged', askedBy: 'Amira Shah' },
      askedAt: '2026-11-20T09:00:00.000Z',
    });
    const paper = {
      ...{
        id: id(720),
        description: 'Signed request',
        fileName: 'scan.pdf',
        format: 'pdf',
        sha256: hash(9),
        sizeBytes: 900,
      },
      ...{ attachedAt: '2026-11-20T09:00:00.000Z', attachedBy: 'Amira Shah' },
    };
    installFakeBridge(
      {
        ...everyday,
        'approvals.list': () => [waiting('hold', hold), waiting('disclosure', summary)],
        'holds.list': () => [{ ...hold, state: 'asked' }],
        'disclosures.read': () => ({ ...disclosure, state: 'referred' }),
        'attachments.list': () => [paper],
      },
      'manager',
    );
    await renderScreen(<ApprovalsPage />, { person: manager });
    expect(await screen.findByRole('heading', { name: 'Hold HOLD-0002' })).toBeTruthy();
    expect(screen.getByText('Legal proceedings, K01MA123')).toBeTruthy();
    press(/REQ-0004/u);
    expect(await screen.findByRole('heading', { name: 'Request REQ-0004' })).toBeTruthy();
    expect((await screen.findAllByText('Signed request')).length).toBeGreaterThan(0);
    expect(screen.getByRole('button', { name: 'Release' })).toBeTruthy();
  });
});
