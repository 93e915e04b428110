import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { GetFootagePage } from '../../src/renderer/features/get-footage/get-footage-page.tsx';
import { AppError } from '../../src/shared/failure.ts';
import type { Answers, FakeBridge } from './fake-bridge.ts';
import { everyday } from './everyday-core.ts';
import { caseId, incident, incidentId, period, stickId, survey, surveyId } from './footage-fixtures.ts';
import { installFakeBridge, manager, renderScreen } from './render-screen.tsx';

const press = (name: string | RegExp): void => void fireEvent.click(screen.getByRole('button', { name }));
const write = (label: string | RegExp, value: string): void =>
  void fireEvent.change(screen.getByLabelText(label), { target: { value } });

async function begin(answers: Answers = {}): Promise<FakeBridge> {
  const fake = installFakeBridge({ ...everyday, ...answers }, 'officer');
  await renderScreen(<GetFootagePage />, {
    path: '/get-footage',
    at: `/get-footage?caseId=${caseId}&incidentId=${incidentId}`,
  });
  await screen.findByText(/The recorder overwrites it on Wed 2 Dec 2026 \(in 8 days\)/u);
  press('Next: where it is');
  return fake;
}
async function toTimeCheck(): Promise<void> {
  await screen.findByText(/STICK-03, serial/u);
  write('Registered stick', stickId);
  press('Choose the folder on the stick');
  await screen.findByText(/The serial number of the drive is the one/u);
  press('Next: time check');
}
function setClock(legend: string, day: string, time: string): void {
  const clock = within(screen.getByRole('group', { name: legend }));
  fireEvent.change(clock.getByLabelText('Date'), { target: { value: day } });
  fireEvent.change(clock.getByLabelText('Time with seconds'), { target: { value: time } });
}
function checkTime(): void {
  setClock('The recorder’s clock showed', '2026-11-12', '10:03:12');
  setClock('The reference showed', '2026-11-12', '10:00:00');
  write('Reference', 'speaking-clock');
  write('Seen by', 'Amira Shah');
}
async function toFound(): Promise<void> {
  await toTimeCheck();
  checkTime();
  press('Next: what there is');
  await screen.findByText('Which period do you want?');
}

describe('getting footage', () => {
  it('goes from the incident to the receipt and sends what the officer said', async () => {
    const fake = await begin();
    await toFound();
    await screen.findByRole('img', { name: /Channel 1, Wed 4 Nov 2026/u });
    press('Next: details');
    write('Serial number of the recorder', 'DVR-88213');
    write('Reason for the retrieval', 'Incident of 4 November');
    press('Take the footage into the vault');
    expect(await screen.findByRole('button', { name: 'Print the receipt' })).toBeTruthy();
    expect(fake.callsOf('retrievals.start')).toEqual([
      {
        surveyId,
        caseId,
        incidentId,
        period,
        timeCheck: {
          systemTime: '2026-11-12T10:03:12',
          referenceTime: '2026-11-12T10:00:00',
          source: 'speaking-clock',
          seenBy: 'Amira Shah',
        },
        kitSerial: 'DVR-88213',
        place: incident.place,
        reason: 'Incident of 4 November',
      },
    ]);
  });

  it('says in words that a retrieval is not complete, and never in green that it is finished', async () => {
    await begin();
    await toFound();
    press('Next: details');
    write('Serial number of the recorder', 'DVR-88213');
    write('Reason for the retrieval', 'Incident');
    press('Take the footage into the vault');
    expect(await screen.findByText('Not complete: some files could not be taken')).toBeTruthy();
    expect(screen.getByText('Could not be read')).toBeTruthy();
    expect(screen.queryByText('Finished and checked')).toBeNull();
  });

  it('says the offset as a sentence and goes no further without a time check', async () => {
    await begin();
    await toTimeCheck();
    press('Next: what there is');
    expect((await screen.findAllByText('Please fill this in.')).length).toBeGreaterThan(1);
    checkTime();
    expect(screen.getByText('The recorder is 3 minutes 12 seconds fast.')).toBeTruthy();
    expect(screen.getByText(/It is not the reference/u)).toBeTruthy();
    expect(screen.queryByText('Please fill this in.')).toBeNull();
  });

  it('offers the period round the incident on the recorder’s clock', async () => {
    const fake = await begin();
    await toFound();
    await waitFor(() => expect(fake.callsOf('retrievals.coverage')).toEqual([{ surveyId, period }]));
  });

  it('tells what was not recorded from what could not be read', async () => {
    await begin();
    await toFound();
    expect(await screen.findByText(/Nothing recorded 21:00:00–21:20:00/u)).toBeTruthy();
    const failed = screen.getByText(/Could not be read or taken: 1 entry/u);
    expect(failed.textContent).not.toContain('Nothing recorded');
    expect(screen.getByText(/The stick could not read it at/u)).toBeTruthy();
    expect(screen.getByText(/Contradiction: The file name says 20:00:00/u)).toBeTruthy();
  });

  it('keeps what was said when the officer steps back, and reads the case once', async () => {
    const fake = await begin();
    await toFound();
    press('Back');
    expect(screen.getByDisplayValue('Amira Shah')).toBeTruthy();
    press('Back');
    expect(screen.getByText(/The serial number of the drive/u)).toBeTruthy();
    press('Back');
    await screen.findByText(/The recorder overwrites it/u);
    expect(fake.callsOf('cases.read')).toHaveLength(1);
    expect(fake.callsOf('retrievals.survey')).toHaveLength(1);
  });

  it('stays at the stick when no folder was chosen', async () => {
    await begin({
      'retrievals.survey': () => {
        throw new AppError('cancelled', 'No folder was chosen.');
      },
    });
    await screen.findByText(/STICK-03, serial/u);
    write('Registered stick', stickId);
    press('Choose the folder on the stick');
    expect(await screen.findByText('No folder was chosen.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Next: time check' })).toBeNull();
  });

  it('takes another folder in place of the first, and keeps the first when none is chosen', async () => {
    let asked = 0;
    const fake = await begin({
      'retrievals.survey': () => {
        asked += 1;
        if (asked === 2) throw new AppError('cancelled', 'No folder was chosen.');
        return asked === 1 ? survey : { ...survey, folderName: 'EXPORT-OF-THE-OTHER-DAY' };
      },
    });
    await screen.findByText(/STICK-03, serial/u);
    write('Registered stick', stickId);
    press('Choose the folder on the stick');
    await screen.findByText(survey.folderName);
    press('Choose another folder');
    await screen.findByText('No folder was chosen.');
    expect(screen.getByText(survey.folderName)).toBeTruthy();
    press('Choose another folder');
    await screen.findByText('EXPORT-OF-THE-OTHER-DAY');
    expect(screen.queryByText(survey.folderName)).toBeNull();
    expect(fake.callsOf('retrievals.survey')).toEqual([{ stickId }, { stickId }, { stickId }]);
  });

  it('does not begin when the laptop has no room for it', async () => {
    const fake = await begin({ 'retrievals.survey': () => ({ ...survey, freeBytes: 1_000_000 }) });
    await toFound();
    press('Next: details');
    expect(screen.getByText('There is not enough room on this laptop')).toBeTruthy();
    press('Take the footage into the vault');
    expect(fake.callsOf('retrievals.start')).toEqual([]);
  });

  it('is not for the manager, who still finds earlier retrievals', async () => {
    installFakeBridge(everyday, 'manager');
    await renderScreen(<GetFootagePage />, { path: '/get-footage', person: manager });
    expect(await screen.findByRole('button', { name: 'RET-0007' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Next/u })).toBeNull();
  });
});
