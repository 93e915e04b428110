import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { CasePage } from '../../src/renderer/features/cases/case-page.tsx';
import { CasesPage } from '../../src/renderer/features/cases/cases-page.tsx';
import { SettingsPage } from '../../src/renderer/features/settings/settings-page.tsx';
import { TodayPage } from '../../src/renderer/features/today/today-page.tsx';
import { AppError } from '../../src/shared/failure.ts';
import { everyday } from './everyday-core.ts';
import { caseId, caseSummary, hash, id, incident, recording, settings } from './footage-fixtures.ts';
import { installFakeBridge, manager, renderScreen } from './render-screen.tsx';

const press = (name: string | RegExp): void => void fireEvent.click(screen.getByRole('button', { name }));
const type = (label: string | RegExp, value: string): void =>
  void fireEvent.change(screen.getByLabelText(label), { target: { value } });
const checkedAt = '2026-11-24T09:00:00.000Z';

const due = (kind: string, urgency: string, title: string) => ({
  kind,
  urgency,
  on: '2026-11-24',
  title,
  detail: 'Because.',
  clause: '4.6',
  place: { screen: 'recording', id: recording.id },
});

describe('Today', () => {
  it('puts what is overdue first, quotes the clause and leads to the place', async () => {
    const items = [due('licence', 'later', 'Licence'), due('disposal', 'overdue', 'REC-0009 is past its day')];
    installFakeBridge({ 'today.read': () => ({ due: items, checkedAt }) }, 'officer');
    await renderScreen(<TodayPage />);
    await screen.findByRole('heading', { level: 2, name: 'Overdue' });
    const heads = screen.getAllByRole('heading', { level: 2 }).map((head) => head.textContent);
    expect(heads).toEqual(['Overdue', 'Dispose of what is due', 'Later']);
    expect(screen.getAllByText(/retained for a maximum of up to six weeks/u).length).toBeGreaterThan(0);
    const link = screen.getByRole('link', { name: /REC-0009 is past its day/u });
    expect(link.getAttribute('href')).toBe(`/footage/${recording.id}`);
  });

  it('says that nothing is due only when the registers were looked through', async () => {
    const fake = installFakeBridge(
      {
        'today.read': () => {
          throw new AppError('unavailable', 'The database could not be read.');
        },
      },
      'officer',
    );
    await renderScreen(<TodayPage />);
    expect((await screen.findByRole('alert')).textContent).toContain('The database could not be read.');
    expect(screen.queryByText('Nothing is due')).toBeNull();
    fake.answer({ 'today.read': () => ({ due: [], checkedAt }) });
    act(() => fake.emit({ name: 'changed', data: { topic: 'cases' } }));
    expect(await screen.findByText('Nothing is due')).toBeTruthy();
  });

  it('lets only the officer dispose, and says when there was nothing', async () => {
    const today = { due: [due('disposal', 'today', 'REC-0009')], checkedAt };
    installFakeBridge({ 'today.read': () => today }, 'manager');
    await renderScreen(<TodayPage />, { person: manager });
    await screen.findByText('REC-0009');
    expect(screen.queryByRole('button', { name: 'Dispose now' })).toBeNull();
  });
});

describe('cases', () => {
  it('are opened with a reference that is written as React writes it', async () => {
    const fake = installFakeBridge({ ...everyday, 'cases.open': () => caseSummary }, 'officer');
    await renderScreen(<CasesPage />);
    press('Open a case');
    type(/react reference/iu, 'no good!');
    type(/title/iu, 'Bridge Street');
    press('Open the case');
    expect(await screen.findByText('Please give a React reference.')).toBeTruthy();
    expect(fake.callsOf('cases.open')).toEqual([]);
    type(/react reference/iu, 'ASB/2026/0417');
    press('Open the case');
    await waitFor(() =>
      expect(fake.callsOf('cases.open')).toEqual([{ reactRef: 'ASB/2026/0417', title: 'Bridge Street' }]),
    );
  });

  const openCase = async (more: Partial<typeof incident> = {}) => {
    const fake = installFakeBridge(
      {
        ...everyday,
        'cases.read': () => ({
          case: caseSummary,
          incidents: [{ ...incident, ...more }],
          timeline: [
            { seq: 3, at: checkedAt, actor: 'Amira Shah', action: 'cases.read', subject: 'case ASB/2026/0417' },
          ],
          reactSlip: 'ASB/2026/0417: the case was read',
        }),
        'cases.reportIncident': () => incident,
      },
      'officer',
    );
    await renderScreen(<CasePage />, { path: '/cases/$caseId', at: `/cases/${caseId}` });
    await screen.findByRole('heading', { level: 1, name: 'ASB/2026/0417: Bridge Street' });
    return fake;
  };

  it('show how long the recorder still has an incident, the story from the ledger and the text for React', async () => {
    await openCase();
    expect(screen.getByText('May be overwritten in 8 days').closest('[data-tone]')?.getAttribute('data-tone')).toBe(
      'neutral',
    );
    expect(screen.getByText('read a case')).toBeTruthy();
    const slip = screen.getByLabelText<HTMLTextAreaElement>('Text for React');
    expect(slip.value).toBe('ASB/2026/0417: the case was read');
    expect(slip.readOnly).toBe(true);
    const link = screen.getByRole('link', { name: /get footage/iu });
    expect(link.getAttribute('href')).toContain(`incidentId=${incident.id}`);
  });

  it('never show in green what may have been overwritten', async () => {
    await openCase({ daysLeft: -3 });
    const words = screen.getByText('May have been overwritten 3 days ago');
    expect(words.closest('[data-tone]')?.getAttribute('data-tone')).toBe('bad');
  });

  it('are read once, and once more after an incident was reported', async () => {
    const fake = await openCase();
    press('Report an incident');
    expect(await screen.findByText(/Standard 4G keeps footage for 28 days/u)).toBeTruthy();
    press('Report the incident');
    expect((await screen.findAllByText('Please fill this in.')).length).toBe(3);
    expect(fake.callsOf('cases.reportIncident')).toEqual([]);
    type('Date', '4/11/2026');
    type('Time with seconds', '21:10:00');
    type(/place/iu, 'Front of 12 Bridge Street');
    type(/what happened/iu, 'A bottle was thrown.');
    press('Report the incident');
    await waitFor(() => expect(fake.callsOf('cases.read')).toHaveLength(2));
    expect(fake.callsOf('cases.reportIncident')).toEqual([
      {
        caseId,
        system: 'standard-4g',
        occurredAt: '2026-11-04T21:10:00',
        place: 'Front of 12 Bridge Street',
        description: 'A bottle was thrown.',
      },
    ]);
  });
});

describe('settings', () => {
  it('are sent with the password, and only what was changed', async () => {
    const fake = installFakeBridge({ 'settings.read': () => settings, 'settings.change': () => settings }, 'manager');
    await renderScreen(<SettingsPage />, { person: manager });
    await screen.findByText('Stockport Homes Group');
    press('Change settings');
    type(/days footage is kept/iu, '60');
    press('Save');
    expect(await screen.findByText('At most 42.')).toBeTruthy();
    type(/days footage is kept/iu, '30');
    type(/viewing purposes/iu, 'Incident review\n\nAudit');
    press('Save');
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.change(dialog.getByLabelText(/your password/iu), { target: { value: 'lantern river copper' } });
    fireEvent.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('The settings were changed and entered in the ledger.')).toBeTruthy();
    expect(fake.callsOf('settings.change')).toEqual([
      { viewingPurposes: ['Incident review', 'Audit'], retentionDays: 30, password: 'lantern river copper' },
    ]);
  });

  it('are not the officer’s to change, but sticks are the officer’s to register', async () => {
    const stick = {
      id: id(600),
      number: 'STICK-04',
      serial: 'X9',
      encrypted: true,
      registeredAt: checkedAt,
      registeredBy: 'Amira Shah',
    };
    const fake = installFakeBridge({ ...everyday, 'sticks.register': () => stick }, 'officer');
    await renderScreen(<SettingsPage />);
    await screen.findByText('The Safer Neighbourhoods Manager changes these.');
    expect(screen.queryByRole('button', { name: 'Change settings' })).toBeNull();
    fireEvent.click(screen.getByRole('tab', { name: 'Memory sticks' }));
    type(/number on its label/iu, 'STICK-04');
    type(/serial number/iu, 'X9');
    fireEvent.click(screen.getByRole('checkbox', { name: /encrypted/iu }));
    press('Register');
    expect(await screen.findByText('Stick STICK-04 is registered.')).toBeTruthy();
    expect(fake.callsOf('sticks.register')).toEqual([{ number: 'STICK-04', serial: 'X9', encrypted: true }]);
  });

  it('print a disposal certificate and say what became of it', async () => {
    const disposal = {
      id: id(500),
      number: 'DIS-0004',
      recordingId: id(8),
      recordingNumber: 'REC-0003',
      reactRef: 'ASB/2026/0398',
      recordedOn: '2026-09-30',
      deadline: '2026-11-11',
      disposedAt: '2026-11-11T09:00:00.000Z',
      reason: 'Six weeks are over.',
      sha256: hash(3),
      certificateId: id(501),
      doneBy: 'The application',
      signatures: [],
      witnessedBy: null,
      mayWitness: true,
    };
    const fake = installFakeBridge(
      { ...everyday, 'disposals.list': () => [disposal], 'documents.print': () => ({ printed: false }) },
      'officer',
    );
    await renderScreen(<SettingsPage />);
    fireEvent.click(await screen.findByRole('tab', { name: 'Disposals' }));
    fireEvent.click(await screen.findByRole('button', { name: /^Print.*the certificate of DIS-0004$/u }));
    expect(await screen.findByText('Not printed.')).toBeTruthy();
    expect(fake.callsOf('documents.print')).toEqual([{ documentId: disposal.certificateId }]);
  });
});
