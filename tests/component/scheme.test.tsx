import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ApprovalsPage } from '../../src/renderer/features/approvals/approvals-page.tsx';
import { DeploymentPage } from '../../src/renderer/features/scheme/deployment-page.tsx';
import { KitPage } from '../../src/renderer/features/scheme/kit-page.tsx';
import { PiaPage } from '../../src/renderer/features/scheme/pia-page.tsx';
import { SchemePage } from '../../src/renderer/features/scheme/scheme-page.tsx';
import { AppError } from '../../src/shared/failure.ts';
import type { Role } from '../../src/shared/model.ts';
import type { Answers, FakeBridge } from './fake-bridge.ts';
import { settings } from './footage-fixtures.ts';
import { installFakeBridge, manager, officer, renderScreen } from './render-screen.tsx';
import { contractor, deployment, kit, pia, sitePicture, submittedPia } from './scheme-fixtures.ts';

const answers: Answers = {
  'deployments.list': () => [deployment],
  'deployments.read': () => ({ deployment, timeline: [] }),
  'pias.list': () => [pia],
  'kits.list': () => [kit],
  'kits.read': () => ({ kit, timeline: [], checkedAt: '2026-11-24T09:00:00.000Z' }),
  'contractors.list': () => [contractor],
  'settings.read': () => settings,
};
const press = (name: string | RegExp): void => void fireEvent.click(screen.getByRole('button', { name }));
const type = (label: RegExp, value: string): void =>
  void fireEvent.change(screen.getByLabelText(label), { target: { value } });

async function open(
  element: React.ReactNode,
  {
    path = '/',
    at = path,
    role = 'officer',
    more = {},
  }: { path?: string; at?: string; role?: Role; more?: Answers } = {},
): Promise<FakeBridge> {
  const fake = installFakeBridge({ ...answers, ...more }, role);
  await renderScreen(element, { person: role === 'officer' ? officer : manager, path, at });
  return fake;
}
const kitPage = (more: Answers = {}) =>
  open(<KitPage />, { path: '/scheme/kits/$kitId', at: `/scheme/kits/${kit.id}`, more });
const piaPage = (more: Answers = {}) =>
  open(<PiaPage />, { path: '/scheme/pias/$piaId', at: `/scheme/pias/${pia.id}`, more });
const deploymentPage = (role: Role, more: Answers = {}) =>
  open(<DeploymentPage />, {
    path: '/scheme/deployments/$deploymentId',
    at: `/scheme/deployments/${deployment.id}`,
    role,
    more,
  });

describe('the scheme', () => {
  it('says on the waiting list who comes next and what is missing', async () => {
    await open(<SchemePage />, { path: '/scheme' });
    const row = within(await screen.findByRole('row', { name: /DEP-0007/u }));
    expect(row.getByText('Mrs Patel')).toBeTruthy();
    expect(row.getByText(/No approved PIA is in force/u)).toBeTruthy();
  });

  it('says of a contractor whose licence ran out that they may not install', async () => {
    await open(<SchemePage />, { path: '/scheme', at: '/scheme?tab=contractors' });
    expect(await screen.findByText('Expired: may not install')).toBeTruthy();
  });
});

describe('a kit', () => {
  it('says what keeps it in store, and takes a check only with every question answered', async () => {
    const fake = await kitPage({ 'kits.check': () => kit });
    expect(await screen.findByText(/It has an open fault/u)).toBeTruthy();
    press('Check before use');
    press('Record the check');
    expect((await screen.findAllByText('Look at it, then answer.')).length).toBeGreaterThan(5);
    expect(fake.callsOf('kits.check')).toEqual([]);
    for (const good of screen.getAllByRole('radio', { name: 'Good' })) fireEvent.click(good);
    expect(screen.queryByText('Look at it, then answer.')).toBeNull();
    const [faulty] = screen.getAllByRole('radio', { name: 'Faulty or missing' });
    if (faulty !== undefined) fireEvent.click(faulty);
    press('Record the check');
    await waitFor(() => expect(fake.callsOf('kits.check')).toHaveLength(1));
    const [sent] = fake.callsOf('kits.check') as { answers: { ask: string; good: boolean }[] }[];
    expect(sent?.answers.map(({ good }) => good)).toEqual([false, ...Array.from({ length: 9 }, () => true)]);
  });
});

describe('a PIA', () => {
  it('names the heads that are still blank and offers no way to submit it', async () => {
    await piaPage();
    expect(await screen.findByText(/Precautions to minimise collateral intrusion\. \(CoP/u)).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Submit/u })).toBeNull();
  });

  it('keeps each step when it is left, with everything typed so far', async () => {
    const fake = await piaPage({ 'pias.write': () => pia });
    await screen.findByRole('button', { name: 'Write' });
    press('Write');
    type(/^Purpose of installing the system/u, 'To see who breaks the windows.');
    press('Keep and go on');
    expect(await screen.findByLabelText(/^Camera position/u)).toBeTruthy();
    const [sent] = fake.callsOf('pias.write') as { text: Record<string, string> }[];
    expect(sent?.text['purpose']).toBe('To see who breaks the windows.');
    expect(Object.keys(sent?.text ?? {})).not.toContain('precautions');
    press('Back');
    const kept = await screen.findByLabelText<HTMLTextAreaElement>(/^Purpose of installing the system/u);
    expect(kept.value).toBe('To see who breaks the windows.');
  });

  it('is judged beside its words, and can be sent back to be completed', async () => {
    const waiting = {
      kind: 'pia',
      id: pia.id,
      number: pia.number,
      title: 'version 1, 12 Edward Street',
      askedBy: 'Amira Shah',
      askedAt: '2026-11-24T09:00:00.000Z',
    };
    const fake = await open(<ApprovalsPage />, {
      role: 'manager',
      more: {
        'approvals.list': () => [waiting],
        'pias.list': () => [submittedPia],
        'pias.decide': () => submittedPia,
      },
    });
    expect(await screen.findByText('Turned away from number 14.')).toBeTruthy();
    press('Return to be completed');
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.change(dialog.getByLabelText(/reasons/iu), { target: { value: 'Say more of number 10.' } });
    fireEvent.change(dialog.getByLabelText(/your password/iu), { target: { value: 'lantern river copper' } });
    fireEvent.click(dialog.getByRole('button', { name: 'Return to be completed' }));
    expect(await screen.findByText('PIA-0003 version 1 was returned.')).toBeTruthy();
    expect(fake.callsOf('pias.decide')).toEqual([
      {
        piaId: pia.id,
        version: 1,
        decision: 'return',
        reasons: 'Say more of number 10.',
        password: 'lantern river copper',
      },
    ]);
  });
});

describe('a deployment', () => {
  it('offers the officer nothing that needs a PIA while there is none in force', async () => {
    await deploymentPage('officer');
    await screen.findByRole('button', { name: 'Tell the customer' });
    for (const name of ['Record the site survey', 'Book a slot', 'Issue a kit', 'Record the installation'])
      expect(screen.queryByRole('button', { name })).toBeNull();
  });

  it('keeps what was typed when the core refuses, and quotes the clause', async () => {
    const allowed = { ...deployment, ground: 'PIA-0003 version 1', blocks: [] };
    await deploymentPage('officer', {
      'deployments.read': () => ({ deployment: allowed, timeline: [] }),
      'deployments.install': () => {
        throw new AppError('clause', 'The SIA licence of Jo Marsh ran out on Sat 31 Jan 2026.', { clause: '5.8' });
      },
    });
    await screen.findByRole('button', { name: 'Record the installation' });
    press('Record the installation');
    type(/^Installed on/u, '24/11/2026');
    await screen.findByRole('option', { name: /^Jo Marsh/u });
    type(/^Installed by/u, contractor.id);
    press('Record the installation');
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('ran out on Sat 31 Jan 2026');
    expect(alert.textContent).toContain('SIA licenced contractor');
    expect(screen.getByLabelText<HTMLInputElement>(/^Installed on/u).value).toContain('2026');
  });

  it('lets the manager alone allow it without a PIA, saying that an incident is opened', async () => {
    const fake = await deploymentPage('manager', { 'deployments.override': () => deployment });
    await screen.findByRole('button', { name: 'Allow it without a PIA' });
    press('Allow it without a PIA');
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/An incident is opened with your name/u)).toBeTruthy();
    fireEvent.change(dialog.getByLabelText(/reasons/iu), { target: { value: 'Threat to life.' } });
    fireEvent.change(dialog.getByLabelText(/your password/iu), { target: { value: 'secret' } });
    fireEvent.click(dialog.getByRole('button', { name: /Allow it, and open/u }));
    await waitFor(() =>
      expect(fake.callsOf('deployments.override')).toEqual([
        { deploymentId: deployment.id, reasons: 'Threat to life.', password: 'secret' },
      ]),
    );
  });

  it('shows a picture of its site when it is asked for, and says what the file says', async () => {
    const fake = await deploymentPage('officer', {
      'deployments.read': () => ({ deployment: { ...deployment, pictures: [sitePicture] }, timeline: [] }),
      'deployments.showPicture': () => ({ picture: '/media/one' }),
    });
    expect(await screen.findByText('Thu 19 Nov 2026, 14:03:07')).toBeTruthy();
    expect(screen.queryByRole('img')).toBeNull();
    press(/^Show/u);
    const image = await screen.findByRole('img', { name: 'Sign at the perimeter: Sign at the gate' });
    expect(image.getAttribute('src')).toBe('/media/one');
    expect(screen.getByText(/also says where it was taken/u)).toBeTruthy();
    expect(fake.callsOf('deployments.showPicture')).toEqual([
      { deploymentId: deployment.id, pictureId: sitePicture.id },
    ]);
    press('Put the picture away');
    expect(screen.queryByRole('img')).toBeNull();
  });
});
