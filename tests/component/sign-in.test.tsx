import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/shared/failure.ts';
import { settings } from './footage-fixtures.ts';
import { installFakeBridge, officer, renderApp, signedInState } from './render-screen.tsx';

const refusal = 'The name, the password or the code is wrong.';

async function signInAs(username: string, code = '123456'): Promise<void> {
  fireEvent.change(await screen.findByLabelText(/username/iu), { target: { value: username } });
  fireEvent.change(screen.getByLabelText(/^password/iu), { target: { value: 'meadow signal kettle' } });
  fireEvent.change(screen.getByLabelText(/code/iu), { target: { value: code } });
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
}

describe('sign-in', () => {
  it('quotes the code of practice before anybody signs in', async () => {
    installFakeBridge({ 'app.state': () => signedInState(null) }, 'nobody');
    renderApp();
    const notice = await screen.findByRole('region', { name: 'Use notice' });
    expect(notice.textContent).toContain('CoP 6.2');
    expect(notice.textContent).toContain(
      'Breaches of the Code of Practice and of security of data is strictly prohibited',
    );
  });

  it('says the same for an unknown name as for a wrong password, and forgets password and code', async () => {
    const fake = installFakeBridge(
      {
        'app.state': () => signedInState(null),
        'session.signIn': () => {
          throw new AppError('forbidden', refusal);
        },
      },
      'nobody',
    );
    renderApp();
    await signInAs('nobody.here');
    const first = (await screen.findByRole('alert')).textContent;
    expect(first).toContain(refusal);
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>(/^password/iu).value).toBe(''));
    expect(screen.getByLabelText<HTMLInputElement>(/code/iu).value).toBe('');
    await signInAs('a.shah');
    await waitFor(() => expect(fake.callsOf('session.signIn')).toHaveLength(2));
    expect((await screen.findByRole('alert')).textContent).toBe(first);
  });

  it('asks for six digits before anything is sent', async () => {
    const fake = installFakeBridge({ 'app.state': () => signedInState(null) }, 'nobody');
    renderApp();
    await signInAs('a.shah', '12');
    expect(await screen.findByText('Please give six digits.')).toBeTruthy();
    expect(fake.callsOf('session.signIn')).toEqual([]);
  });

  it('says why the laptop was locked and that this is only a trial', async () => {
    installFakeBridge(
      {
        'app.state': () => ({ ...signedInState(null), notice: 'Nobody touched it.', hostLabel: 'Trial in a browser' }),
      },
      'nobody',
    );
    renderApp();
    expect(await screen.findByText('Nobody touched it.')).toBeTruthy();
    expect(screen.getByText('Trial in a browser')).toBeTruthy();
  });

  it('goes to Today once the core says who is signed in', async () => {
    const fake = installFakeBridge(
      {
        'app.state': () => signedInState(null),
        'settings.read': () => settings,
        'today.read': () => ({ due: [], checkedAt: '2026-11-24T09:00:00.000Z' }),
        'session.signIn': () => {
          fake.answer({ 'app.state': () => signedInState(officer) });
          fake.callAs('officer');
          return officer;
        },
      },
      'nobody',
    );
    renderApp();
    await signInAs('a.shah');
    expect(await screen.findByRole('heading', { level: 1, name: 'Today' })).toBeTruthy();
    expect(fake.callsOf('session.signIn')).toEqual([
      { username: 'a.shah', password: 'meadow signal kettle', code: '123456' },
    ]);
  });

  it('opens nothing of a damaged vault', async () => {
    installFakeBridge(
      { 'app.state': () => ({ ...signedInState(null), phase: 'damaged', notice: 'The ledger is cut short.' }) },
      'nobody',
    );
    renderApp();
    expect(await screen.findByRole('heading', { level: 1, name: 'The vault cannot be opened' })).toBeTruthy();
    expect(screen.getByRole('alert').textContent).toContain('The ledger is cut short.');
    expect(screen.queryByRole('button', { name: 'Sign in' })).toBeNull();
  });
});
