import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { DamagedPage } from '../../src/renderer/features/sign-in/damaged-page.tsx';
import { VerificationPanel } from '../../src/renderer/features/verification/verification-panel.tsx';
import { AppError } from '../../src/shared/failure.ts';
import { everyday } from './everyday-core.ts';
import { id, jobId, recordingId } from './footage-fixtures.ts';
import { installFakeBridge, manager, renderScreen } from './render-screen.tsx';

const press = (name: string | RegExp): void => void fireEvent.click(screen.getByRole('button', { name }));

const damage = {
  ...{ id: id(700), item: 'REC-0012', fault: 'changed', recordingId, incident: 'INC-0003' },
  ...{ foundAt: '2026-11-24T08:00:00.000Z', decision: null, reasons: null, decidedBy: null, decidedAt: null },
};
const run = {
  ...{ scope: 'everything', startedAt: '2026-11-23T09:00:00.000Z', endedAt: '2026-11-23T09:40:00.000Z' },
  ...{ objects: 1204, bytes: 412_000_000_000, wrong: 0, ledgerOk: true, found: [] },
};
const state = { everyDays: 7, objects: 1204, bytes: 412_000_000_000, overdue: 0, jobId: null, runs: [run] };

describe('verification', () => {
  it('says what was verified, good results too, and begins at once when it is asked to', async () => {
    const fake = installFakeBridge(
      { ...everyday, 'verification.read': () => state, 'verification.start': () => ({ jobId }) },
      'officer',
    );
    await renderScreen(<VerificationPanel />);
    expect(await screen.findByText('All as it was sealed, and the ledger')).toBeTruthy();
    expect(screen.getByText('Nothing: all was re-read in time')).toBeTruthy();
    press('Verify everything now');
    fake.answer({ 'verification.read': () => ({ ...state, jobId }) });
    await act(async () => fake.emit({ name: 'changed', data: { topic: 'jobs' } }));
    expect(await screen.findByText('Retrieval RET-0007')).toBeTruthy(); // the job that the list has under this id
    expect(fake.callsOf('verification.start')).toEqual([{}]);
  });

  it('names each thing that was wrong, and goes on with a run that was stopped', async () => {
    const found = ['File abc belongs to nothing', 'REC-0012 is missing'];
    const runs = [{ ...run, endedAt: null, wrong: 2, ledgerOk: null, found }];
    installFakeBridge({ ...everyday, 'verification.read': () => ({ ...state, overdue: 3, runs }) }, 'officer');
    await renderScreen(<VerificationPanel />);
    await screen.findByRole('button', { name: 'Go on verifying everything' });
    for (const each of [...found, '2 things wrong', 'Not finished', '3 sealed files'])
      expect(screen.getByText(each)).toBeTruthy();
  });

  it('keeps damage before everyone’s eyes until the manager has decided, with reasons and password', async () => {
    const fake = installFakeBridge({ ...everyday, 'damages.list': () => [damage] }, 'manager');
    fake.answer({
      'damages.decide': () => {
        throw new AppError('integrity', 'REC-0012 was read again just now and still does not match its seal.');
      },
    });
    await renderScreen(<VerificationPanel />, { person: manager });
    await screen.findByText('Waits for the manager’s decision');
    press('Read again and use');
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.change(dialog.getByLabelText(/reasons/iu), { target: { value: 'Put back from the backup.' } });
    fireEvent.change(dialog.getByLabelText(/your password/iu), { target: { value: 'lantern river copper' } });
    fireEvent.click(dialog.getByRole('button', { name: 'Read again and use' }));
    expect(await dialog.findByText(/still does not match its seal/u)).toBeTruthy();
    expect(fake.callsOf('damages.decide')).toEqual([
      {
        damageId: damage.id,
        decision: 'back-in-use',
        reasons: 'Put back from the backup.',
        password: 'lantern river copper',
      },
    ]);
  });

  it('lets the officer see it, not decide it', async () => {
    installFakeBridge({ ...everyday, 'damages.list': () => [damage] }, 'officer');
    await renderScreen(<VerificationPanel />);
    await screen.findByText('The Safer Neighbourhoods Manager records what was decided.');
    expect(screen.queryByRole('button', { name: 'Keep set aside' })).toBeNull();
  });
});

describe('a vault that cannot be opened', () => {
  it('says what is wrong and what to do, and asks again when it was seen to', async () => {
    const fake = installFakeBridge({ 'session.tryAgain': () => null }, 'nobody');
    await renderScreen(<DamagedPage notice="The registers of this vault are damaged." />);
    expect(screen.getByRole('alert').textContent).toContain('The registers of this vault are damaged.');
    expect(screen.getByText(/Nothing was deleted by the application/u)).toBeTruthy();
    expect(screen.getByText(/the two recovery sheets do, together/u)).toBeTruthy();
    await act(async () => press('It was seen to: try again'));
    expect(fake.callsOf('session.tryAgain')).toEqual([{}]);
  });
});
