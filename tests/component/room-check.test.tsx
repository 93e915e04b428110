import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ViewingRoomPage } from '../../src/renderer/features/viewing-room/viewing-room-page.tsx';
import { AppError } from '../../src/shared/failure.ts';
import { everyday } from './everyday-core.ts';
import { camera, openViewing, recording, viewing } from './footage-fixtures.ts';
import { installFakeBridge, manager, renderScreen } from './render-screen.tsx';
import { installFakeVideo } from './viewing-room-fake-video.ts';

installFakeVideo(camera.frameStepMs);
const place = { path: '/viewing/$recordingId', at: `/viewing/${recording.id}` };
const press = (name: string | RegExp): void => void fireEvent.click(screen.getByRole('button', { name }));

describe('the room check', () => {
  it('opens nothing until all three statements about the room are true', async () => {
    const fake = installFakeBridge(everyday, 'officer');
    await renderScreen(<ViewingRoomPage />, place);
    fireEvent.change(await screen.findByLabelText('Purpose'), { target: { value: 'Incident review' } });
    fireEvent.change(screen.getByLabelText('Reason'), { target: { value: 'Incident of 4 November' } });
    fireEvent.click(screen.getByLabelText('The door is shut'));
    press('Open the viewing');
    expect(await screen.findByText('Footage may only be viewed when all three are true.')).toBeTruthy();
    expect(fake.callsOf('viewings.open')).toEqual([]);
    expect(document.querySelector('video')).toBeNull();
  });

  it('sends who is present', async () => {
    const fake = installFakeBridge(everyday, 'officer');
    await renderScreen(<ViewingRoomPage />, place);
    fireEvent.change(await screen.findByLabelText('Purpose'), { target: { value: 'Audit' } });
    fireEvent.change(screen.getByLabelText('Reason'), { target: { value: 'Spot check' } });
    for (const box of screen.getAllByRole('checkbox')) fireEvent.click(box);
    press('Add a person');
    fireEvent.change(screen.getByLabelText('Name of person 1'), { target: { value: 'P. Lowe' } });
    fireEvent.change(screen.getByLabelText('Organisation of person 1'), { target: { value: 'GMP' } });
    fireEvent.change(screen.getByLabelText('Capacity of person 1'), { target: { value: 'police' } });
    press('Open the viewing');
    await screen.findByText(/^Frame/u);
    expect(fake.callsOf('viewings.open')).toMatchObject([
      { personsPresent: [{ name: 'P. Lowe', organisation: 'GMP', capacity: 'police' }] },
    ]);
  });

  it('shows the manager nothing before the officer beside them has typed all three', async () => {
    const fake = installFakeBridge(everyday, 'manager');
    await renderScreen(<ViewingRoomPage />, { ...place, person: manager });
    fireEvent.change(await screen.findByLabelText('Purpose'), { target: { value: 'Audit' } });
    fireEvent.change(screen.getByLabelText('Reason'), { target: { value: 'Spot check' } });
    for (const box of screen.getAllByRole('checkbox')) fireEvent.click(box);
    press('Open the viewing');
    expect(await screen.findByText('The officer beside you types all three.')).toBeTruthy();
    expect(fake.calls.map(({ name }) => name)).not.toContain('viewings.openWithOfficer');
    const beside = within(screen.getByRole('region', { name: 'The officer beside me' }));
    const type = (label: RegExp, value: string): void =>
      void fireEvent.change(beside.getByLabelText(label), { target: { value } });
    type(/username/u, 'a.shah');
    type(/password/u, 'winter garden spade');
    type(/code/u, '123456');
    fake.answer({
      'viewings.openWithOfficer': () => {
        throw new AppError('forbidden', 'The name, the password or the code is wrong.');
      },
    });
    press('Open the viewing');
    expect(await screen.findByText(/the password or the code is wrong/u)).toBeTruthy();
    expect(beside.getByLabelText<HTMLInputElement>(/password/u).value).toBe('');
    expect(beside.getByLabelText<HTMLInputElement>(/username/u).value).toBe('a.shah');
    type(/password/u, 'winter garden spade');
    type(/code/u, '234567');
    fake.answer({ 'viewings.openWithOfficer': () => openViewing });
    press('Open the viewing');
    await screen.findByText(/^Frame/u);
    expect(fake.callsOf('viewings.openWithOfficer').at(-1)).toMatchObject({
      purpose: 'Audit',
      officer: { username: 'a.shah', password: 'winter garden spade', code: '234567' },
    });
  });

  it('asks for the Head’s authority before anybody of the public, or a demonstration', async () => {
    const fake = installFakeBridge(everyday, 'officer');
    await renderScreen(<ViewingRoomPage />, place);
    fireEvent.change(await screen.findByLabelText('Purpose'), { target: { value: 'Audit' } });
    fireEvent.change(screen.getByLabelText('Reason'), { target: { value: 'Recognition' } });
    for (const box of screen.getAllByRole('checkbox')) fireEvent.click(box);
    expect(screen.queryByText('Authority of the Head of Safer Neighbourhoods')).toBeNull();
    press('Add a person');
    fireEvent.change(screen.getByLabelText('Name of person 1'), { target: { value: 'Pat Jones' } });
    fireEvent.change(screen.getByLabelText('Organisation of person 1'), { target: { value: 'Tenant' } });
    fireEvent.change(screen.getByLabelText('Capacity of person 1'), { target: { value: 'public' } });
    press('Open the viewing');
    expect(await screen.findByText('Without all four the viewing cannot be opened before these people.')).toBeTruthy();
    expect(fake.callsOf('viewings.open')).toEqual([]);
    const type = (label: RegExp, value: string): void =>
      void fireEvent.change(screen.getByLabelText(label), { target: { value } });
    type(/^Name of the Head/u, 'Helen Moss');
    type(/^Authorised on/u, '20/11/2026');
    type(/^Reference/u, 'E-mail of 20 November');
    type(/^What was authorised/u, 'Shown to the tenant.');
    press('Open the viewing');
    await screen.findByText(/^Frame/u);
    expect(fake.callsOf('viewings.open')).toMatchObject([
      {
        personsPresent: [{ name: 'Pat Jones', organisation: 'Tenant', capacity: 'public' }],
        authority: { head: 'Helen Moss', on: '2026-11-20', reference: 'E-mail of 20 November' },
      },
    ]);
  });

  it('comes only after a viewing that was broken off has its outcome', async () => {
    installFakeBridge({ ...everyday, 'viewings.list': () => [viewing] }, 'officer');
    await renderScreen(<ViewingRoomPage />, place);
    expect(await screen.findByText('Viewing VIEW-0031 is not ended')).toBeTruthy();
    expect(screen.queryByLabelText('Purpose')).toBeNull();
  });
});
