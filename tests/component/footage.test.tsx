import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { FootagePage } from '../../src/renderer/features/footage/footage-page.tsx';
import { RecordingPage } from '../../src/renderer/features/footage/recording-page.tsx';
import { retentionInWords } from '../../src/renderer/features/footage/recording-words.ts';
import { everyday } from './everyday-core.ts';
import { damagedRecording, recording } from './footage-fixtures.ts';
import { hold } from './hold-fixture.ts';
import { installFakeBridge, manager, renderScreen } from './render-screen.tsx';

const at = (id: string) => ({ path: '/footage/$recordingId', at: `/footage/${id}` });

describe('the footage register', () => {
  it('says for every recording how long it may still be kept', async () => {
    installFakeBridge(everyday, 'officer');
    await renderScreen(<FootagePage />, { path: '/footage' });
    expect((await screen.findByText(/30 days left/u)).textContent).toContain('Thu 24 Dec 2026');
    expect(screen.getByText(/2 days overdue/u)).toBeTruthy();
    expect(screen.getByText('Damaged, set aside')).toBeTruthy();
  });

  it('counts the last day and the first day after it correctly', () => {
    const left = (daysLeft: number): string => retentionInWords({ state: 'kept', daysLeft }, []);
    expect([left(1), left(0), left(-1)]).toEqual(['1 day left', 'last day today', '1 day overdue']);
    expect(retentionInWords({ state: 'disposed', daysLeft: -9 }, ['HOLD-0001'])).toBe('disposed of');
  });

  it('does not call overdue what a hold or a request keeps', async () => {
    const kept = { ...hold, caseId: damagedRecording.caseId };
    installFakeBridge({ ...everyday, 'holds.list': () => [kept] }, 'officer');
    await renderScreen(<FootagePage />, { path: '/footage' });
    expect(await screen.findByText(`kept by ${hold.number}`, { exact: false })).toBeTruthy();
    expect(screen.queryByText(/overdue/u)).toBeNull();
  });
});

describe('one recording', () => {
  it('shows recorded time, offset and corrected time as separate lines', async () => {
    installFakeBridge(everyday, 'officer');
    await renderScreen(<RecordingPage />, at(recording.id));
    expect(await screen.findByText('The recorder is 3 minutes 12 seconds fast.')).toBeTruthy();
    expect(screen.getByText('Recorded from').nextSibling?.textContent).toContain('Wed 4 Nov 2026, 21:20:00');
    expect(screen.getByText('Corrected from').nextSibling?.textContent).toContain('Wed 4 Nov 2026, 21:16:48');
  });

  it('quotes the six weeks, the proof of the derivative and who saw it', async () => {
    installFakeBridge(everyday, 'officer');
    await renderScreen(<RecordingPage />, at(recording.id));
    expect(await screen.findByText(/retained for a maximum of up to six weeks/u)).toBeTruthy();
    expect(screen.getByText(/All 67,500 coded frames are the same/u)).toBeTruthy();
    expect(screen.getByText('A still is wanted')).toBeTruthy();
  });

  it('is read once: a change elsewhere does not write that the person read it again', async () => {
    const fake = installFakeBridge(everyday, 'officer');
    await renderScreen(<RecordingPage />, at(recording.id));
    await screen.findByText('Who saw it');
    await act(async () => fake.emit({ name: 'changed', data: { topic: 'recordings' } }));
    expect(fake.callsOf('recordings.read')).toHaveLength(1);
  });

  it('offers no viewing of damaged footage and says why', async () => {
    installFakeBridge(everyday, 'officer');
    await renderScreen(<RecordingPage />, at(damagedRecording.id));
    expect(await screen.findByText(/REC-0011 is damaged and set aside/u)).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'Open a viewing' })).toBeNull();
  });

  it('offers a viewing to the manager, who must have an officer beside them', async () => {
    installFakeBridge(everyday, 'manager');
    await renderScreen(<RecordingPage />, { ...at(recording.id), person: manager });
    expect(await screen.findByRole('link', { name: 'Open a viewing' })).toBeTruthy();
  });

  it('offers no viewing to an auditor', async () => {
    installFakeBridge(everyday, 'auditor');
    await renderScreen(<RecordingPage />, { ...at(recording.id), person: { ...manager, role: 'auditor' } });
    await screen.findByText('Who saw it');
    expect(screen.queryByRole('link', { name: 'Open a viewing' })).toBeNull();
  });
});
