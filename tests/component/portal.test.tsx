import { configure, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { GetFootagePage } from '../../src/renderer/features/get-footage/get-footage-page.tsx';
import { PortalRegister } from '../../src/renderer/features/settings/portal-register.tsx';
import { everyday } from './everyday-core.ts';
import { caseId, connection, incident, incidentId } from './footage-fixtures.ts';
import { installFakeBridge, manager, renderScreen } from './render-screen.tsx';

// A screen may take its time on a busy computer; how long is no question of these tests.
configure({ asyncUtilTimeout: 30_000 });

const press = (name: string | RegExp): void => void fireEvent.click(screen.getByRole('button', { name }));
const write = (label: string | RegExp, value: string): void =>
  void fireEvent.change(screen.getByLabelText(label), { target: { value } });

const portal = {
  id: '3f0c9c1e-7a0b-4f4e-9a44-0d6c1f1f2a3b',
  ...{
    number: 'PORTAL-1',
    host: 'portal.example.org',
    port: 443,
    certificate: 'a'.repeat(64),
    networkInterface: 'wlan0',
  },
  ...{ profileName: 'ZoneMinder 1.36', profile: '{ "login": {} }', profileSha256: 'b'.repeat(64) },
  ...{ registeredAt: '2026-10-06T09:00:00.000Z', registeredBy: 'Amira Shah' },
  ...{ isOn: false, decidedAt: null, decidedBy: null, reasons: null },
};
const switchedOn = { ...portal, isOn: true, decidedBy: 'Morag Whitfield', reasons: 'No stick at hand.' };

describe('footage on the portal itself', () => {
  const begin = async (list: readonly object[]) => {
    const read = everyday['cases.read']?.({ caseId }) as object;
    const fake = installFakeBridge(
      {
        ...everyday,
        'cases.read': () => ({ ...read, incidents: [{ ...incident, system: 'idcam' }] }),
        'portals.list': () => list,
        'portals.connect': () => ({ ...connection, siteNumber: 'PORTAL-1' }),
      },
      'officer',
    );
    await renderScreen(<GetFootagePage />, {
      path: '/get-footage',
      at: `/get-footage?caseId=${caseId}&incidentId=${incidentId}`,
    });
    await screen.findByText(/The recorder overwrites it/u);
    press('Next: where it is');
    fireEvent.click(screen.getByLabelText('On the portal itself'));
    return fake;
  };

  it('is not to be had while no portal is switched on', async () => {
    await begin([portal]);
    expect(await screen.findByText(/No portal is switched on/u)).toBeTruthy();
    expect(screen.queryByText(/PORTAL-1, portal\.example\.org/u)).toBeNull();
  });

  it('is asked with the officer’s own login, and the password is gone afterwards', async () => {
    const fake = await begin([switchedOn]);
    await screen.findByText('PORTAL-1, portal.example.org');
    write('Portal', portal.id);
    write(/^Your own login/u, 'a.shah');
    write(/^Its password/u, 'green kettle');
    press('Log in');
    await screen.findByRole('button', { name: 'Next: time check' });
    const portalPassword = 'green kettle';
    expect(fake.callsOf('portals.connect')).toEqual([{ portalId: portal.id, username: 'a.shah', portalPassword }]);
    expect(screen.getByLabelText<HTMLInputElement>(/^Its password/u).value).toBe('');
  });
});

describe('the register of portals', () => {
  it('shows the manager what the portal will be asked, before it is switched on with a reason', async () => {
    const fake = installFakeBridge(
      { ...everyday, 'portals.list': () => [portal], 'portals.decide': () => switchedOn },
      'manager',
    );
    await renderScreen(<PortalRegister />, { path: '/settings', person: manager });
    press(`Judge ${(await screen.findByText('PORTAL-1')).textContent}`);
    expect(within(screen.getByLabelText('Profile of PORTAL-1')).getByText(portal.profile)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Choose its profile and register' })).toBeNull();
    write('Reasons', 'No stick at hand.');
    write('Your password', 'three copper kettles');
    press('Switch it on');
    await screen.findByText('PORTAL-1 is switched on.');
    expect(fake.callsOf('portals.decide')).toMatchObject([{ isOn: true, reasons: 'No stick at hand.' }]);
  });

  it('lets the officer register one, the fingerprint with or without colons', async () => {
    const fake = installFakeBridge(
      { ...everyday, 'portals.list': () => [], 'portals.register': () => portal },
      'officer',
    );
    await renderScreen(<PortalRegister />, { path: '/settings' });
    await screen.findByText(/No portal is registered/u);
    press('Choose its profile and register');
    await waitFor(() => expect(screen.getByLabelText(/^Number or name/u).getAttribute('aria-invalid')).toBe('true'));
    expect(fake.callsOf('portals.register')).toEqual([]);
    write(/^Number or name/u, 'PORTAL-1');
    write(/^Its address/u, 'portal.example.org');
    write(/^Interface of this laptop/u, 'wlan0');
    write(/^SHA-256 fingerprint/u, Array.from({ length: 32 }, () => 'AA').join(':'));
    press('Choose its profile and register');
    await screen.findByText(/stays off until the manager has judged it/u);
    const { number, host, port, certificate, networkInterface } = portal;
    expect(fake.callsOf('portals.register')).toEqual([{ number, host, port, certificate, networkInterface }]);
  });
});
