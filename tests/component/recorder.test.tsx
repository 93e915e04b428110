import { configure, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { GetFootagePage } from '../../src/renderer/features/get-footage/get-footage-page.tsx';
import { SiteRegister } from '../../src/renderer/features/settings/site-register.tsx';
import { AppError } from '../../src/shared/failure.ts';
import type { Answers, FakeBridge } from './fake-bridge.ts';
import { everyday } from './everyday-core.ts';
import { caseId, connection, incident, incidentId, period, siteId, surveyId } from './footage-fixtures.ts';
import { installFakeBridge, manager, renderScreen } from './render-screen.tsx';

// A screen may take its time on a busy computer; how long is no question of these tests.
configure({ asyncUtilTimeout: 30_000 });

const press = (name: string | RegExp): void => void fireEvent.click(screen.getByRole('button', { name }));
const write = (label: string | RegExp, value: string): void =>
  void fireEvent.change(screen.getByLabelText(label), { target: { value } });

async function toRecorder(answers: Answers = {}): Promise<FakeBridge> {
  const pod = { ...incident, system: 'ic-pod' };
  const read = { ...(everyday['cases.read']?.({ caseId }) as object), incidents: [pod] };
  const fake = installFakeBridge({ ...everyday, 'cases.read': () => read, ...answers }, 'officer');
  await renderScreen(<GetFootagePage />, {
    path: '/get-footage',
    at: `/get-footage?caseId=${caseId}&incidentId=${incidentId}`,
  });
  await screen.findByText(/The recorder overwrites it on Wed 2 Dec 2026/u);
  press('Next: where it is');
  await screen.findByText(/SITE-02, 10\.98\.0\.2/u);
  return fake;
}
async function connect(): Promise<void> {
  write('Registered recorder', siteId);
  press('Connect');
  await screen.findByText('AAWRC12345678');
}

describe('getting footage over the VPN', () => {
  it('is offered first for a redeployable camera, and says who the recorder says it is', async () => {
    const fake = await toRecorder();
    await connect();
    expect(screen.getByText('Hikvision DS-2CD2185FWD-I')).toBeTruthy();
    expect(screen.getByText(/through the VPN interface wg0/u)).toBeTruthy();
    expect(fake.callsOf('retrievals.connect')).toEqual([{ siteId }]);
  });

  it('fills in the recorder’s clock, never the reference, and goes to the receipt', async () => {
    const fake = await toRecorder();
    await connect();
    press('Next: time check');
    const clock = within(screen.getByRole('group', { name: 'The recorder’s clock showed' }));
    expect(clock.getByLabelText<HTMLInputElement>('Time with seconds').value).toBe('10:03:12');
    const reference = within(screen.getByRole('group', { name: 'The reference showed' }));
    expect(reference.getByLabelText<HTMLInputElement>('Time with seconds').value).toBe('');
    press('They agree: use 10:00:00');
    write('Reference', 'speaking-clock');
    expect(screen.getByText('The recorder is 3 minutes 12 seconds fast.')).toBeTruthy();
    press('Next: what there is');
    await screen.findByText('Which period do you want?');
    expect(fake.callsOf('retrievals.search')).toEqual([]);
    fireEvent.click(screen.getByLabelText('Camera 3'));
    fireEvent.click(screen.getByLabelText('Camera 1'));
    press('Search the recorder');
    await screen.findByRole('img', { name: /Channel 1, Wed 4 Nov 2026/u });
    expect(fake.callsOf('retrievals.search')).toEqual([{ connectionId: connection.id, period, cameras: ['1', '3'] }]);
    press('Next: details');
    expect(screen.getByLabelText<HTMLInputElement>('Serial number of the recorder').value).toBe('AAWRC12345678');
    write('Reason for the retrieval', 'Incident of 4 November');
    press('Take the footage into the vault');
    await screen.findByRole('button', { name: 'Print the receipt' });
    expect(fake.callsOf('retrievals.start')).toMatchObject([{ surveyId, kitSerial: 'AAWRC12345678' }]);
  });

  it('quotes the clause when the way is not the VPN, and goes no further', async () => {
    await toRecorder({
      'retrievals.connect': () => {
        throw new AppError('clause', 'The way to SITE-02 does not go through the VPN (wg0).', { clause: '3.11' });
      },
    });
    write('Registered recorder', siteId);
    press('Connect');
    expect(await screen.findByText(/does not go through the VPN \(wg0\)/u)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Next: time check' })).toBeNull();
  });

  it('lets the officer take a memory stick instead', async () => {
    await toRecorder();
    fireEvent.click(screen.getByLabelText('On a memory stick'));
    expect(await screen.findByText(/STICK-03, serial/u)).toBeTruthy();
  });
});

describe('the register of recorders', () => {
  it('is changed by the manager alone', async () => {
    installFakeBridge(everyday, 'officer');
    await renderScreen(<SiteRegister />, { path: '/settings' });
    expect(await screen.findByText('SITE-02')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Change|Register/u })).toBeNull();
  });

  it('says what is wrong, asks for the password, and sends the fingerprint as the core wants it', async () => {
    const fake = installFakeBridge(everyday, 'manager');
    await renderScreen(<SiteRegister />, { path: '/settings', person: manager });
    await screen.findByText('SITE-02');
    press('Register');
    await waitFor(() => expect(screen.getAllByText('Please fill this in.').length).toBeGreaterThan(2));
    write(/Number of the site/u, 'SITE-04');
    write(/IP address/u, '10.98.0.4');
    write(/Port/u, '443');
    write(/Interface of the VPN/u, 'wg0');
    write(/User name on the recorder/u, 'cso');
    write(/Password on the recorder/u, 'seven wet herons');
    fireEvent.click(screen.getByLabelText('The recorder speaks HTTPS'));
    write(/SHA-256 fingerprint/u, 'AB:'.repeat(31) + 'AB');
    press('Register');
    write(/Your password/u, 'three copper kettles');
    press('Save');
    await screen.findByText('SITE-02 is saved.');
    expect(fake.callsOf('sites.register')).toEqual([
      {
        profile: {
          ...{ number: 'SITE-04', system: 'ic-pod', protocol: 'find-out', address: '10.98.0.4', port: 443 },
          ...{ secure: true, certificate: 'ab'.repeat(32), vpnInterface: 'wg0', username: 'cso' },
          ...{ login: 'password', folder: null, pattern: null },
        },
        devicePassword: 'seven wet herons',
        deviceKey: null,
        password: 'three copper kettles',
      },
    ]);
  });

  it('puts the host key of a file server on record as it was shown, and takes a private key', async () => {
    const fake = installFakeBridge(everyday, 'manager');
    await renderScreen(<SiteRegister />, { path: '/settings', person: manager });
    await screen.findByText('SITE-02');
    write(/What it speaks/u, 'sftp');
    expect(screen.getByLabelText<HTMLInputElement>(/Port/u).value).toBe('22');
    write(/Number of the site/u, 'SITE-05');
    write(/IP address/u, '10.98.0.5');
    write(/Interface of the VPN/u, 'wg0');
    write(/User name on the recorder/u, 'cso');
    write(/It lets in with/u, 'key');
    write(/Private key/u, 'the key');
    write(/Names of the recordings/u, '*.mp4');
    press('Look at the key it shows');
    expect(await screen.findByText(/Compare it with the recorder itself/u)).toBeTruthy();
    press('Register');
    write(/Your password/u, 'three copper kettles');
    press('Save');
    await screen.findByText('SITE-02 is saved.');
    const place = { address: '10.98.0.5', port: 22, vpnInterface: 'wg0', system: 'ic-pod', protocol: 'sftp' };
    expect(fake.callsOf('sites.showKey')).toEqual([place]);
    expect(fake.callsOf('sites.register')).toMatchObject([
      {
        profile: { ...place, secure: true, certificate: '01'.repeat(32), login: 'key', pattern: '*.mp4', folder: null },
        ...{ devicePassword: null, deviceKey: 'the key' },
      },
    ]);
  });

  it('keeps the recorder’s password when another field is changed', async () => {
    const fake = installFakeBridge(everyday, 'manager');
    await renderScreen(<SiteRegister />, { path: '/settings', person: manager });
    await screen.findByText('SITE-02');
    press('Change SITE-02');
    write(/Interface of the VPN/u, 'tun0');
    press('Save');
    write(/Your password/u, 'three copper kettles');
    const dialog = await screen.findByRole('dialog');
    fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(fake.callsOf('sites.change')).toHaveLength(1));
    expect(fake.callsOf('sites.change')[0]).toMatchObject({
      siteId,
      devicePassword: null,
      profile: { vpnInterface: 'tun0' },
    });
  });
});
