import { configure, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { GetFootagePage } from '../../src/renderer/features/get-footage/get-footage-page.tsx';
import { everyday } from './everyday-core.ts';
import { caseId, incident, incidentId, period, stickId, survey } from './footage-fixtures.ts';
import { installFakeBridge, renderScreen } from './render-screen.tsx';

// A screen may take its time on a busy computer; how long is no question of these tests.
configure({ asyncUtilTimeout: 30_000 });

const press = (name: string | RegExp): void => void fireEvent.click(screen.getByRole('button', { name }));
const write = (label: string | RegExp, value: string): void =>
  void fireEvent.change(screen.getByLabelText(label), { target: { value } });
function setClock(legend: string, time: string): void {
  const clock = within(screen.getByRole('group', { name: legend }));
  fireEvent.change(clock.getByLabelText('Date'), { target: { value: '2026-11-12' } });
  fireEvent.change(clock.getByLabelText('Time with seconds'), { target: { value: time } });
}

describe('a download from the portal of an IDCAM Pro', () => {
  it('asks whose login it was, and for the portal’s list or the reason why there is none', async () => {
    const read = everyday['cases.read']?.({ caseId }) as object;
    const camera = (channel: string, from: string) => ({
      ...{ channel, covered: [{ from, to: period.to }], gaps: [], untimedFiles: 0 },
    });
    const notes = survey.files.find(({ role }) => role !== 'footage')?.path ?? '';
    const remark = 'An IDCAM Pro has three cameras (CoP 3.12); this download holds footage of 2.';
    const portal = { name: 'IDCAM portal', login: 'a.shah', downloadedAt: '2026-11-12T09:40:00' };
    const fake = installFakeBridge(
      {
        ...everyday,
        'cases.read': () => ({ ...read, incidents: [{ ...incident, system: 'idcam' }] }),
        'retrievals.coverage': () => [camera('Gate', period.from), camera('Bins', '2026-11-04T21:00:00')],
        'retrievals.survey': () => ({ ...survey, portal: { ...portal, listPath: null, remarks: [remark] } }),
        'retrievals.compareList': (input) => {
          const { listPath } = input as { listPath: string | null };
          return {
            ...survey,
            portal: { ...portal, listPath, remarks: [listPath === null ? remark : `${listPath}: none`] },
          };
        },
      },
      'officer',
    );
    await renderScreen(<GetFootagePage />, {
      path: '/get-footage',
      at: `/get-footage?caseId=${caseId}&incidentId=${incidentId}`,
    });
    await screen.findByText(/The recorder overwrites it/u);
    press('Next: where it is');
    await screen.findByText(/STICK-03, serial/u);
    expect(screen.queryByLabelText('On the recorder, over the VPN')).toBeNull();
    write('Registered stick', stickId);
    press('Choose the folder on the stick');
    expect(fake.callsOf('retrievals.survey')).toEqual([]); // not before the login is given
    write(/^Portal/u, 'IDCAM portal');
    write(/^Login it was downloaded with/u, 'a.shah');
    setClock('Downloaded at', '09:40:00');
    press('Choose the folder on the stick');
    await screen.findByText('No file of the folder names the footage.');
    expect(fake.callsOf('retrievals.survey')).toEqual([{ stickId, portal }]);
    press('Next: time check');
    setClock('The recorder’s clock showed', '10:00:00');
    setClock('The reference showed', '10:00:00');
    write('Reference', 'speaking-clock');
    write('Seen by', 'Amira Shah');
    press('Next: what there is');
    await screen.findByRole('img', { name: /^All at once, Wed 4 Nov 2026/u });
    press('Next: details');
    expect(screen.getByText(remark)).toBeTruthy();
    write('The portal’s own list of this download', notes);
    await screen.findByText(`${notes}: none`);
    expect(screen.queryByText(remark)).toBeNull();
    write('The portal’s own list of this download', '');
    await screen.findByText(remark);
    write('Serial number of the recorder', 'BRIDGE-3');
    write('Reason for the retrieval', 'Incident of 4 November');
    write('Why the portal’s list is not here', 'The portal gives none.');
    press('Take the footage into the vault');
    await screen.findByRole('button', { name: 'Print the receipt' });
    expect(fake.callsOf('retrievals.start')).toMatchObject([{ withoutList: 'The portal gives none.' }]);
  });
});
