import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { PeoplePart } from '../../src/renderer/features/people/people-part.tsx';
import { AppError } from '../../src/shared/failure.ts';
import { Person } from '../../src/shared/model.ts';
import { id } from './footage-fixtures.ts';
import { installFakeBridge, manager, officer, renderApp, renderScreen, signedInState } from './render-screen.tsx';

const press = (name: string | RegExp): void => void fireEvent.click(screen.getByRole('button', { name }));
const type = (label: string | RegExp, value: string): void =>
  void fireEvent.change(screen.getByLabelText(label), { target: { value } });

const qr = [
  [true, false],
  [false, true],
];
const enrolment = { username: 'priya', secret: 'ABCDEFGH', uri: 'otpauth://totp/p', qr };
const enrolmentId = id(70);
const noLicence = { siaLicenceNumber: null, siaLicenceExpires: null };
const auditor = Person.parse({ id: id(92), name: 'Priya Nair', username: 'priya', role: 'auditor', initials: 'PN' });
const terms = { reference: 'AUD/2026/1', text: 'Registers.', from: '2026-11-20', until: '2026-12-04' };
const listed = [
  { ...officer, siaLicenceNumber: '1012', siaLicenceExpires: '2028-03-31' },
  { ...manager, ...noLicence },
  { ...auditor, ...noLicence, terms },
  { ...officer, id: id(93), name: 'Kim Lowe', username: 'kim', ...noLicence, closedAt: '2026-11-01T09:00:00.000Z' },
];
const answers = { 'people.list': () => listed, 'people.notices': () => [] };

describe('people', () => {
  it('opens an auditor’s account: the manager says who, the auditor chooses the password', async () => {
    const fake = installFakeBridge(
      {
        ...answers,
        'people.prepareAccount': () => ({ enrolmentId, enrolment }),
        'people.openAccount': () => ({ ...auditor, ...noLicence, terms }),
      },
      'manager',
    );
    await renderScreen(<PeoplePart />, { person: manager });
    await screen.findByText('Amira Shah');
    press('Open an account');
    type(/what they are here/iu, 'auditor');
    type(/full name/iu, 'Priya Nair');
    type(/^username/iu, 'priya');
    type(/^initials/iu, 'PN');
    type(/reference of the terms/iu, 'AUD/2026/1');
    type(/^terms of reference/iu, 'Registers.');
    type(/first day/iu, '20/11/2026');
    press('Continue');
    await waitFor(() => expect(screen.getAllByText(/please/iu).length).toBeGreaterThan(0));
    expect(fake.callsOf('people.prepareAccount')).toEqual([]);
    type(/last day/iu, '04/12/2026');
    type(/your password/iu, 'lantern river copper');
    press('Continue');
    await screen.findByText('ABCD EFGH');
    expect(fake.callsOf('people.prepareAccount')).toEqual([
      {
        ...{ role: 'auditor', name: 'Priya Nair', username: 'priya', initials: 'PN', password: 'lantern river copper' },
        terms,
      },
    ]);
    type(/new password/iu, 'lantern harbour apron');
    type(/same password again/iu, 'lantern harbour apro');
    type(/code now shown/iu, '123456');
    press('Open the account');
    await screen.findByText('This is not the same password.');
    expect(fake.callsOf('people.openAccount')).toEqual([]);
    type(/same password again/iu, 'lantern harbour apron');
    press('Open the account');
    expect(await screen.findByText('Priya Nair can sign in from now on.')).toBeTruthy();
  });

  it('says what closing an account cannot do, and forgets the password when it is refused', async () => {
    const fake = installFakeBridge(
      {
        ...answers,
        'people.closeAccount': () => {
          throw new AppError('clause', 'Amira Shah is the only Case Support Officer.', { clause: '3.8' });
        },
      },
      'manager',
    );
    await renderScreen(<PeoplePart />, { person: manager });
    const row = (await screen.findByText('Amira Shah')).closest('tr');
    fireEvent.click(within(row as HTMLElement).getByRole('button', { name: /^Close/u }));
    expect(screen.getByText(/cannot take back a copy of the laptop’s files/u)).toBeTruthy();
    type(/^reason/iu, 'Left');
    type(/your password/iu, 'lantern river copper');
    press('Close the account');
    expect((await screen.findByRole('alert')).textContent).toContain('the only Case Support Officer');
    expect(screen.getByLabelText<HTMLInputElement>(/your password/iu).value).toBe('');
    expect(fake.callsOf('people.closeAccount')).toHaveLength(1);
  });

  it('offers an officer help for the manager and their own account, and no opening or closing', async () => {
    installFakeBridge(answers, 'officer');
    await renderScreen(<PeoplePart />);
    const row = (await screen.findByText('David Okafor')).closest('tr') as HTMLElement;
    expect(
      within(row)
        .getAllByRole('button')
        .map(({ textContent }) => textContent),
    ).toEqual(['Password forgotten (David Okafor)', 'Phone lost (David Okafor)']);
    expect(screen.queryByRole('button', { name: /Close|Open an account|Renew/u })).toBeNull();
    const own = (await screen.findByText('Amira Shah')).closest('tr') as HTMLElement;
    expect(within(own).queryByRole('button')).toBeNull();
  });

  it('shows an auditor the list and nothing to press', async () => {
    installFakeBridge({ 'people.list': () => listed }, 'auditor');
    await renderScreen(<PeoplePart />, { person: auditor });
    await screen.findByText('Amira Shah');
    expect(screen.queryByRole('button', { name: /password|phone|open|close|renew|anew/iu })).toBeNull();
  });

  it('sends an auditor’s sign-in with the officer’s three things, and without them when the box is empty', async () => {
    const fake = installFakeBridge(
      {
        'app.state': () => signedInState(null),
        'session.signIn': () => {
          throw new AppError('forbidden', 'The name, the password or the code is wrong.');
        },
      },
      'nobody',
    );
    renderApp();
    fireEvent.click(await screen.findByRole('checkbox', { name: /I am an auditor/u }));
    type(/^username/iu, 'priya');
    type(/^password/iu, 'lantern harbour apron');
    type(/^code/iu, '123456');
    press('Sign in');
    await waitFor(() => expect(screen.getAllByText(/please/iu).length).toBeGreaterThan(1));
    expect(fake.callsOf('session.signIn')).toEqual([]);
    type(/officer’s username/iu, 'a.shah');
    type(/officer’s password/iu, 'meadow signal kettle');
    type(/officer’s code/iu, '654321');
    press('Sign in');
    await screen.findByRole('alert');
    expect(fake.callsOf('session.signIn')).toEqual([
      {
        ...{ username: 'priya', password: 'lantern harbour apron', code: '123456' },
        officer: { username: 'a.shah', password: 'meadow signal kettle', code: '654321' },
      },
    ]);
    for (const field of [/^password/iu, /officer’s password/iu, /^code/iu, /officer’s code/iu])
      expect(screen.getByLabelText<HTMLInputElement>(field).value).toBe('');
  });

  it('keeps a person at the two sheets while the halves do not open the vault', async () => {
    const fake = installFakeBridge(
      {
        'app.state': () => signedInState(null),
        'recovery.check': () => {
          throw new AppError('forbidden', 'These two halves do not open this vault together.');
        },
      },
      'nobody',
    );
    renderApp();
    fireEvent.click(await screen.findByRole('button', { name: 'Both passwords are lost' }));
    type(/code on the one sheet/iu, 'AAAA');
    press('Continue');
    await screen.findByText(/please/iu);
    expect(fake.callsOf('recovery.check')).toEqual([]);
    type(/code on the other sheet/iu, 'BBBB');
    press('Continue');
    expect((await screen.findByRole('alert')).textContent).toContain('do not open this vault together');
    fake.answer({ 'recovery.check': () => ({ people: [officer, manager] }) });
    press('Continue');
    expect(await screen.findByRole('heading', { level: 1, name: 'Safer Neighbourhoods Manager' })).toBeTruthy();
    expect(screen.getByLabelText<HTMLSelectElement>(/whose account/iu).textContent).toContain('David Okafor');
  });
});
