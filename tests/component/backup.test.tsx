import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { RestorePage } from '../../src/renderer/features/restore/restore-page.tsx';
import { BackupRegister } from '../../src/renderer/features/settings/backup-register.tsx';
import { AppError } from '../../src/shared/failure.ts';
import { everyday } from './everyday-core.ts';
import { hash, id, jobId } from './footage-fixtures.ts';
import { installFakeBridge, manager, renderScreen } from './render-screen.tsx';

const press = (name: string | RegExp): void => void fireEvent.click(screen.getByRole('button', { name }));
const type = (label: string | RegExp, value: string): void =>
  void fireEvent.change(screen.getByLabelText(label), { target: { value } });

const at = '2026-11-20T09:00:00.000Z';
const facts = { at, ledgerSize: 120, root: hash(3), witnessCode: '120-K7QF-2M9X-PTW4', objects: 9, sealedBytes: 4e9 };
const drive = {
  ...{ id: id(70), number: 'B-01', label: 'Blue drive', serial: 'WX41A7', keptAt: 'Safe', registeredAt: at },
  ...{ registeredBy: 'David Okafor', volumeId: '4F2A-11C0', connectedAt: at, backup: facts, checkedAt: at },
  ...{ checkFaults: 0, isBehind: false, pending: [], retiredAt: null, retiredHow: null },
};
const behind = { ...drive, isBehind: true, pending: [{ number: 'DIS-0007', disposedAt: at }] };

describe('the backup drives', () => {
  it('say what lies on each, and green only what is backed up, checked and reached', async () => {
    installFakeBridge(
      { ...everyday, 'backups.drives': () => [drive, { ...behind, id: id(71), number: 'B-02' }] },
      'officer',
    );
    await renderScreen(<BackupRegister />);
    const good = within(await screen.findByRole('region', { name: 'Backup drive B-01' }));
    expect(good.getByText('Backed up and read back').closest('[data-tone]')?.getAttribute('data-tone')).toBe('good');
    expect(good.getByText(/9 sealed items, 4\.0 GB; ledger up to 120-K7QF-2M9X-PTW4/u)).toBeTruthy();
    const late = within(screen.getByRole('region', { name: 'Backup drive B-02' }));
    expect(late.getByText('Disposals have not reached it').closest('[data-tone]')?.getAttribute('data-tone')).toBe(
      'bad',
    );
    expect(late.getByText(/DIS-0007 can still be opened with it/u)).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Take out of use/u })).toBeNull();
  });

  it('are backed up onto by the officer, who is told in words when it is refused', async () => {
    const fake = installFakeBridge(
      {
        ...everyday,
        'backups.drives': () => [drive],
        'backups.start': () => {
          throw new AppError('conflict', 'This is not B-01: the drive says that it is another one.');
        },
      },
      'officer',
    );
    await renderScreen(<BackupRegister />);
    await screen.findByText('B-01: Blue drive');
    press(/^Back up now/u);
    expect((await screen.findByRole('alert')).textContent).toContain('This is not B-01');
    fake.answer({ 'backups.start': () => ({ jobId }) });
    press(/^Back up now/u);
    expect(await screen.findByText('Retrieval RET-0007')).toBeTruthy();
    expect(fake.callsOf('backups.start')).toEqual([{ driveId: drive.id }, { driveId: drive.id }]);
  });

  it('are registered and taken out of use by the manager alone, with reasons and password', async () => {
    const fake = installFakeBridge(
      {
        ...everyday,
        'backups.drives': () => [drive],
        'backups.register': () => drive,
        'backups.retire': () => ({ ...drive, retiredAt: at, retiredHow: 'lost' }),
      },
      'manager',
    );
    await renderScreen(<BackupRegister />, { person: manager });
    await screen.findByText('B-01: Blue drive');
    expect(screen.queryByRole('button', { name: /^Back up now/u })).toBeNull();
    press('Register');
    expect((await screen.findAllByText('Please fill this in.')).length).toBe(4);
    press(/^Take out of use/u);
    fireEvent.click(screen.getByRole('radio', { name: 'It is lost or was stolen' }));
    press('Continue');
    type(/reasons/iu, 'Left on a train.');
    type(/your password/iu, 'three copper kettles');
    fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Take out of use' }));
    await waitFor(() =>
      expect(fake.callsOf('backups.retire')).toEqual([
        { driveId: drive.id, how: 'lost', reasons: 'Left on a train.', password: 'three copper kettles' },
      ]),
    );
  });
});

describe('restoring', () => {
  const found = {
    ...{ id: id(80), drive: 'B-01', at, ledgerSize: 120, witnessCode: facts.witnessCode, objects: 9, sealedBytes: 4e9 },
    complete: true,
  };
  const checked = { damaged: [], ledgerSize: 120, witnessCode: facts.witnessCode, ledgerFaults: [], objects: 9 };
  const toTheDecision = async (answer: object) => {
    const fake = installFakeBridge(
      { 'restore.look': () => found, 'restore.copy': () => answer, 'restore.finish': () => answer },
      'nobody',
    );
    let isDone = false;
    await renderScreen(<RestorePage onBack={() => undefined} onRestored={() => (isDone = true)} />);
    press('Choose the backup');
    await screen.findByText('Open the backup');
    type(/^username/iu, 'a.shah');
    type(/^password/iu, 'winter garden spade');
    type(/^code/iu, '123456');
    press('Copy and check');
    await screen.findByRole('button', { name: 'Make this the vault of the laptop' });
    return { fake, isDone: () => isDone };
  };

  it('leads from the drive to the sign-in when everything is whole', async () => {
    const { fake, isDone } = await toTheDecision(checked);
    expect(screen.getByText('Everything was copied and opened')).toBeTruthy();
    press('Make this the vault of the laptop');
    await screen.findByText('The vault is restored');
    expect(fake.callsOf('restore.finish')).toEqual([{ foundId: found.id, setAsideDamaged: false }]);
    press('Go to the sign-in');
    expect(isDone()).toBe(true);
  });

  it('names what is damaged, and goes on only when the person has said so', async () => {
    const { fake } = await toTheDecision({ ...checked, damaged: [{ name: 'REC-0007', fault: 'damaged' }] });
    expect(screen.getByText('REC-0007: damaged')).toBeTruthy();
    const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Make this the vault of the laptop' });
    expect(button.disabled).toBe(true);
    fireEvent.click(screen.getByRole('checkbox', { name: /set aside what is damaged/u }));
    press('Make this the vault of the laptop');
    await waitFor(() => expect(fake.callsOf('restore.finish')).toEqual([{ foundId: found.id, setAsideDamaged: true }]));
  });
});
