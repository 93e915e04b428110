import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ApprovalsPage } from '../../src/renderer/features/approvals/approvals-page.tsx';
import { AppError } from '../../src/shared/failure.ts';
import type { Answers, FakeBridge } from './fake-bridge.ts';
import { preparedBundle } from './court-fixtures.ts';
import { requestedStill, still } from './still-fixtures.ts';
import { installFakeBridge, manager, officer, renderScreen } from './render-screen.tsx';

const producedStill = { ...still, state: 'produced', countersignedBy: null, countersignedAt: null, cabinetPlace: null };
const waitingFor = (kind: string, item: { id: string; number: string }) => ({
  kind,
  id: item.id,
  number: item.number,
  title: 'To be judged',
  askedBy: 'Amira Shah',
  askedAt: '2026-11-13T09:00:00.000Z',
});
const answers: Answers = {
  'approvals.list': () => [
    waitingFor('still', requestedStill),
    waitingFor('still-countersign', producedStill),
    waitingFor('bundle', preparedBundle),
  ],
  'stills.list': () => [requestedStill, producedStill],
  'bundles.list': () => [preparedBundle],
  'stills.showWithOfficer': () => ({ url: '/media/grant' }),
  'stills.putAway': () => null,
};

async function open(more: Answers = {}): Promise<FakeBridge> {
  const fake = installFakeBridge({ ...answers, ...more }, 'manager');
  await renderScreen(<ApprovalsPage />, { person: manager });
  await screen.findByRole('heading', { level: 2, name: `Still ${requestedStill.number}` });
  return fake;
}
const press = (name: string | RegExp): void => void fireEvent.click(screen.getByRole('button', { name }));

async function confirm(label: string): Promise<void> {
  const dialog = within(await screen.findByRole('dialog'));
  fireEvent.change(dialog.getByLabelText(/reasons/iu), { target: { value: 'Necessary and proportionate.' } });
  fireEvent.change(dialog.getByLabelText(/your password/iu), { target: { value: 'lantern river copper' } });
  fireEvent.click(dialog.getByRole('button', { name: label }));
}
const stepUp = { reasons: 'Necessary and proportionate.', password: 'lantern river copper' };

describe('approvals', () => {
  it('show what is to be judged beside the buttons, and ask for reasons and password', async () => {
    const fake = await open({ 'stills.decide': () => ({ ...requestedStill, state: 'approved' }) });
    expect(screen.getByText(requestedStill.necessity)).toBeTruthy();
    expect(screen.getByText(/once necessity has been approved by the Safer Neighbourhoods manager/u)).toBeTruthy();
    press('Approve');
    await confirm('Approve');
    expect(await screen.findByText(`Still ${requestedStill.number} was approved.`)).toBeTruthy();
    expect(fake.callsOf('stills.decide')).toEqual([{ stillId: requestedStill.id, decision: 'approve', ...stepUp }]);
  });

  it('keep the dialog with the reason when the password was wrong, and write nothing as decided', async () => {
    await open({
      'stills.decide': () => {
        throw new AppError('forbidden', 'That is not your password. Nothing was signed.');
      },
    });
    press('Refuse');
    await confirm('Refuse');
    const dialog = within(await screen.findByRole('dialog'));
    expect((await dialog.findByRole('alert')).textContent).toContain('That is not your password. Nothing was signed.');
    expect(dialog.getByLabelText<HTMLTextAreaElement>(/reasons/iu).value).toBe('Necessary and proportionate.');
    expect(dialog.getByLabelText<HTMLInputElement>(/your password/iu).value).toBe('');
    expect(screen.queryByText(/was refused/u)).toBeNull();
  });

  it('countersign a still only with its place in the cabinet; the picture is shown with the officer present', async () => {
    const fake = await open({ 'stills.countersign': () => still });
    press(/Still: countersignature/u);
    await screen.findByRole('heading', { level: 2, name: `Still ${producedStill.number}` });
    press('Show the picture');
    expect(await screen.findByText('The officer beside you types all three.')).toBeTruthy();
    expect(fake.callsOf('stills.showWithOfficer')).toEqual([]);
    const beside = { username: 'amira', password: 'winter garden spade', code: '123456' };
    fireEvent.change(screen.getByLabelText(/^The officer’s username/u), { target: { value: beside.username } });
    fireEvent.change(screen.getByLabelText(/^The officer’s password/u), { target: { value: beside.password } });
    fireEvent.change(screen.getByLabelText(/^The officer’s code/u), { target: { value: beside.code } });
    press('Show the picture');
    const picture = await screen.findByRole<HTMLImageElement>('img', { name: /^Still/u });
    expect(picture.getAttribute('src')).toBe('/media/grant');
    expect(fake.callsOf('stills.showWithOfficer')).toEqual([{ stillId: producedStill.id, officer: beside }]);
    press('Countersign');
    expect(await screen.findByText('Say where in the cabinet the still will be kept.')).toBeTruthy();
    expect(screen.queryByRole('dialog')).toBeNull();
    fireEvent.change(screen.getByLabelText(/place in the locked cabinet/iu), { target: { value: 'Cabinet A' } });
    press('Countersign');
    await confirm('Countersign');
    await waitFor(() =>
      expect(fake.callsOf('stills.countersign')).toEqual([
        { stillId: producedStill.id, decision: 'countersign', cabinetPlace: 'Cabinet A', ...stepUp },
      ]),
    );
  });

  it('show a bundle with its exhibits and what is missing from it', async () => {
    const fake = await open({ 'bundles.decide': () => ({ ...preparedBundle, state: 'refused' }) });
    press(/Court bundle/u);
    await screen.findByRole('heading', { level: 2, name: `Bundle ${preparedBundle.number}` });
    for (const sentence of preparedBundle.completeness) expect(screen.getByText(sentence)).toBeTruthy();
    expect(screen.getByText(/Under no circumstances is data stored on disc/u)).toBeTruthy();
    press('Refuse');
    await confirm('Refuse');
    expect(await screen.findByText(`Bundle ${preparedBundle.number} was refused.`)).toBeTruthy();
    expect(fake.callsOf('bundles.decide')).toEqual([{ bundleId: preparedBundle.id, decision: 'refuse', ...stepUp }]);
  });

  it('say that nothing waits, once the last was decided', async () => {
    const fake = await open();
    fake.answer({ 'approvals.list': () => [] });
    act(() => fake.emit({ name: 'changed', data: { topic: 'stills' } }));
    expect(await screen.findByText('Nothing waits for a decision.')).toBeTruthy();
  });

  it('give the officer nothing to press', async () => {
    installFakeBridge(answers, 'officer');
    await renderScreen(<ApprovalsPage />, { person: officer });
    await screen.findByRole('heading', { level: 2, name: `Still ${requestedStill.number}` });
    expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
  });
});
