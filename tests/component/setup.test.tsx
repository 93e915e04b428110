import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/shared/failure.ts';
import { type Answers } from './fake-bridge.ts';
import { installFakeBridge, renderApp, signedInState } from './render-screen.tsx';

const enrolmentId = '00000000-0000-4000-8000-000000000001';
const qr = [
  [true, false],
  [false, true],
];
const fresh = { ...signedInState(null), phase: 'set-up' as const };
const answers: Answers = {
  'app.state': () => fresh,
  'setup.begin': () => ({
    enrolmentId,
    enrolments: [
      { role: 'manager', username: 'd.okafor', secret: 'ABCDEFGH', uri: 'otpauth://totp/m', qr },
      { role: 'officer', username: 'a.shah', secret: 'IJKLMNOP', uri: 'otpauth://totp/o', qr },
    ],
  }),
  'setup.finish': () => ({
    recoveryHalves: [
      { role: 'manager', holder: 'David Okafor', code: 'M1M1-M1M1' },
      { role: 'officer', holder: 'Amira Shah', code: 'O2O2-O2O2' },
    ],
    certificateFingerprint: 'ab'.repeat(32),
  }),
  'setup.printSheet': () => ({ printed: true }),
};

const type = (label: RegExp, value: string): void =>
  void fireEvent.change(screen.getByLabelText(label), { target: { value } });
const press = (name: string | RegExp): void => void fireEvent.click(screen.getByRole('button', { name }));

async function fillController(): Promise<void> {
  await screen.findByRole('heading', { level: 1, name: 'Who answers for the footage' });
  type(/name of the organisation/iu, 'Stockport Homes Group');
  type(/^address/iu, 'Cornerstone, 2 Edward Street');
  type(/e-mail/iu, 'assurance@example.org');
  press('Continue');
}

function fillAccount(account: { name: string; username: string; initials: string; password: string }): void {
  type(/full name/iu, account.name);
  type(/username/iu, account.username);
  type(/initials/iu, account.initials);
  type(/^password/iu, account.password);
  type(/same password again/iu, account.password);
}
const davidOkafor = { name: 'David Okafor', username: 'd.okafor', initials: 'DO', password: 'lantern river copper' };
const amiraShah = { name: 'Amira Shah', username: 'a.shah', initials: 'AS', password: 'meadow signal kettle' };

async function fillAccounts(): Promise<void> {
  await fillController();
  await screen.findByRole('heading', { level: 1, name: 'Safer Neighbourhoods Manager' });
  fillAccount(davidOkafor);
  press('Continue');
  await screen.findByRole('heading', { level: 1, name: 'Case Support Officer' });
  fillAccount(amiraShah);
  type(/licence number/iu, '1234-5678-9012-3456');
  type(/licence expires/iu, '2027-06-30');
}

describe('first set-up', () => {
  it('goes from the controller to the recovery halves and only then to sign-in', async () => {
    const fake = installFakeBridge(answers, 'nobody');
    renderApp();
    await fillAccounts();
    press('Continue');
    await screen.findByRole('heading', { level: 1, name: 'Authenticator apps' });
    expect(fake.callsOf('setup.begin')).toEqual([
      {
        controller: {
          name: 'Stockport Homes Group',
          address: 'Cornerstone, 2 Edward Street',
          assuranceMailbox: 'assurance@example.org',
        },
        manager: davidOkafor,
        officer: { ...amiraShah, siaLicenceNumber: '1234-5678-9012-3456', siaLicenceExpires: '2027-06-30' },
      },
    ]);
    expect(screen.getByRole('img', { name: /d\.okafor/u })).toBeTruthy();
    expect(screen.getByText('ABCD EFGH')).toBeTruthy();
    type(/code now shown for d\.okafor/iu, '123456');
    type(/code now shown for a\.shah/iu, '654321');
    press('Make the vault');
    await screen.findByText('M1M1-M1M1');
    expect(screen.getByText('O2O2-O2O2')).toBeTruthy();

    // The core says "signed out" as soon as the vault exists; the halves must stay on the screen.
    fake.answer({ 'app.state': () => signedInState(null) });
    fake.emit({ name: 'changed', data: { topic: 'session' } });
    await waitFor(() => expect(fake.callsOf('app.state').length).toBeGreaterThan(1));
    expect(screen.getByText('M1M1-M1M1')).toBeTruthy();

    press('Finish set-up');
    expect(await screen.findByText('The set-up ends when this is so.')).toBeTruthy();
    press('Print the sheet of Amira Shah');
    await screen.findByText('Sent to the printer.');
    expect(fake.callsOf('setup.printSheet')).toEqual([{ enrolmentId, role: 'officer' }]);
    fireEvent.click(screen.getByRole('checkbox', { name: /kept apart/u }));
    press('Finish set-up');
    expect(screen.queryByText('M1M1-M1M1')).toBeNull();
    press('Go to sign-in');
    expect(await screen.findByRole('heading', { level: 1, name: 'Sign in' })).toBeTruthy();
  });

  it('sends nothing while a field is wrong, and takes the person to the first one', async () => {
    const fake = installFakeBridge(answers, 'nobody');
    renderApp();
    await screen.findByRole('heading', { level: 1, name: 'Who answers for the footage' });
    type(/name of the organisation/iu, 'Stockport Homes Group');
    type(/^address/iu, 'Cornerstone');
    type(/e-mail/iu, 'not an address');
    press('Continue');
    expect(await screen.findByText(/please give an e-mail address/iu)).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText(/e-mail/iu)));
    expect(fake.callsOf('setup.begin')).toEqual([]);
  });

  it('refuses a short password, a slip of the pen and a name the manager has', async () => {
    installFakeBridge(answers, 'nobody');
    renderApp();
    await fillAccounts();
    fillAccount({ ...amiraShah, username: 'd.okafor', initials: 'DO', password: 'short' });
    press('Continue');
    expect(await screen.findByText('The manager has this username already.')).toBeTruthy();
    expect(screen.getByText('The manager has these initials already.')).toBeTruthy();
    expect(screen.getByText('At least 12 characters.')).toBeTruthy();
    type(/^password/iu, 'meadow signal kettle');
    press('Continue');
    expect(await screen.findByText('This is not the same password.')).toBeTruthy();
  });

  it('keeps what was typed when the person goes back', async () => {
    installFakeBridge(answers, 'nobody');
    renderApp();
    await fillController();
    await screen.findByRole('heading', { level: 1, name: 'Safer Neighbourhoods Manager' });
    press('Back');
    const name = await screen.findByLabelText<HTMLInputElement>(/name of the organisation/iu);
    expect(name.value).toBe('Stockport Homes Group');
  });

  it('says what the core says about a wrong code and stays where it is', async () => {
    installFakeBridge(
      {
        ...answers,
        'setup.finish': () => {
          throw new AppError('invalid-input', 'The manager’s code is wrong.');
        },
      },
      'nobody',
    );
    renderApp();
    await fillAccounts();
    press('Continue');
    await screen.findByRole('heading', { level: 1, name: 'Authenticator apps' });
    type(/code now shown for d\.okafor/iu, '123456');
    type(/code now shown for a\.shah/iu, '654321');
    press('Make the vault');
    expect((await screen.findByRole('alert')).textContent).toContain('The manager’s code is wrong.');
    expect(screen.getByRole('button', { name: 'Make the vault' })).toBeTruthy();
  });
});
