import { fireEvent, screen, waitFor } from '@testing-library/react';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BundlePage } from '../../src/renderer/features/court/bundle-page.tsx';
import { type Chosen, shift, toggle } from '../../src/renderer/features/court/choice.ts';
import { CourtPage } from '../../src/renderer/features/court/court-page.tsx';
import { everyday } from './everyday-core.ts';
import { bundle, disc, discSet, preparedBundle, proceedings } from './court-fixtures.ts';
import { bundleId, discId, id as fixedId, recording } from './footage-fixtures.ts';
import { still } from './still-fixtures.ts';
import { installFakeBridge, manager, renderScreen } from './render-screen.tsx';

const at = (bundleShown: string) => ({ path: '/court/$bundleId', at: `/court/${bundleShown}` });
const press = (name: string | RegExp): void => void fireEvent.click(screen.getByRole('button', { name }));

async function burn(state: string) {
  const fake = installFakeBridge({ ...everyday, 'discs.list': () => [{ ...disc, state }] }, 'officer');
  await renderScreen(<BundlePage />, at(bundle.id));
  fireEvent.change(await screen.findByLabelText('Drive'), { target: { value: 'sr0' } });
  press('Burn');
  return fake;
}

describe('preparing a bundle', () => {
  it('needs an exhibit, and a description of every recording', async () => {
    const fake = installFakeBridge(everyday, 'officer');
    await renderScreen(<CourtPage />, { path: '/court' });
    await screen.findByText('K01MA123');
    press('Prepare a bundle');
    press('Prepare and send for approval');
    expect(await screen.findByText('Choose at least one recording, still or clip.')).toBeTruthy();
    fireEvent.click(await screen.findByRole('checkbox', { name: /REC-0012/u }));
    expect(screen.getByText('Describe it so that nobody can mistake it.')).toBeTruthy();
    expect(fake.callsOf('bundles.prepare')).toEqual([]);
  });

  it('offers kept footage and countersigned stills only, and sends them', async () => {
    const fake = installFakeBridge(everyday, 'officer');
    await renderScreen(<CourtPage />, { path: '/court' });
    await screen.findByText('K01MA123');
    press('Prepare a bundle');
    fireEvent.click(await screen.findByRole('checkbox', { name: /REC-0012/u }));
    fireEvent.click(screen.getByRole('checkbox', { name: /STILL-0004/u }));
    expect(screen.queryByRole('checkbox', { name: /REC-0011/u })).toBeNull();
    expect(screen.queryByRole('checkbox', { name: /STILL-0005/u })).toBeNull();
    fireEvent.change(screen.getByLabelText(/Description of exhibit/u), { target: { value: 'Front of number 12' } });
    press('Prepare and send for approval');
    await waitFor(() =>
      expect(fake.callsOf('bundles.prepare')).toEqual([
        {
          proceedingsId: proceedings.id,
          recordings: [{ recordingId: recording.id, description: 'Front of number 12' }],
          stillIds: [still.id],
        },
      ]),
    );
  });

  it('offers a masked copy that the manager approved, of a still that is issued, and no other', async () => {
    const approved = {
      ...{
        id: fixedId(301),
        stillId: still.id,
        caseId: still.caseId,
        recordingId: recording.id,
        number: 'STILL-0004-M1',
      },
      ...{ state: 'approved', reason: 'A child passes by.', boxes: [], width: 352, height: 288 },
      ...{ parentSha256: 'a'.repeat(64), sha256: 'b'.repeat(64), madeAt: still.requestedAt, madeBy: 'Amira Shah' },
      ...{
        decidedAt: still.requestedAt,
        decidedBy: 'Joanne Pike',
        decisionReasons: 'Compared.',
        pictureDestroyedAt: null,
      },
    };
    const waiting = { ...approved, id: fixedId(302), number: 'STILL-0004-M2', state: 'made' };
    const fake = installFakeBridge({ ...everyday, 'masks.list': () => [approved, waiting] }, 'officer');
    await renderScreen(<CourtPage />, { path: '/court' });
    await screen.findByText('K01MA123');
    press('Prepare a bundle');
    fireEvent.click(await screen.findByRole('checkbox', { name: /STILL-0004-M1/u }));
    expect(screen.queryByRole('checkbox', { name: /STILL-0004-M2/u })).toBeNull();
    press('Prepare and send for approval');
    await waitFor(() =>
      expect(fake.callsOf('bundles.prepare')).toMatchObject([{ maskIds: [fixedId(301)], stillIds: [] }]),
    );
  });

  it('cannot begin without named proceedings', async () => {
    installFakeBridge({ ...everyday, 'proceedings.list': () => [] }, 'officer');
    await renderScreen(<CourtPage />, { path: '/court' });
    expect(await screen.findByText(/Without them nothing may be put on disc/u)).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Prepare a bundle' }).disabled).toBe(true);
  });

  it('moves an exhibit without losing or doubling one', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 0, max: 50 }).map(String), { minLength: 1, maxLength: 12 });
    const moves = fc.array(fc.record({ at: fc.nat(11), by: fc.constantFrom(-1 as const, 1 as const) }), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(ids, moves, (all, list) => {
        const start = all.reduce<readonly Chosen[]>(toggle, []);
        const end = list.reduce((chosen, { at: place, by }) => shift(chosen, all[place] ?? '', by), start);
        expect(end.map((each) => each.id).sort()).toEqual([...all].sort());
      }),
    );
  });
});

describe('a bundle', () => {
  it('that nobody has approved cannot be burned, with the clauses that say so', async () => {
    installFakeBridge(everyday, 'officer');
    await renderScreen(<BundlePage />, at(preparedBundle.id));
    expect(await screen.findByText(/Under no circumstances is data stored on disc/u)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Burn' })).toBeNull();
  });

  it('is not burned by the manager', async () => {
    installFakeBridge(everyday, 'manager');
    await renderScreen(<BundlePage />, { ...at(bundle.id), person: manager });
    await screen.findByText('Discs of this bundle');
    expect(screen.queryByRole('button', { name: 'Burn' })).toBeNull();
  });

  it('shows its exhibit references and what is missing', async () => {
    installFakeBridge(everyday, 'officer');
    await renderScreen(<BundlePage />, at(bundle.id));
    expect(await screen.findByText('AS/1')).toBeTruthy();
    expect(screen.getByText('Nothing was recorded from 21:00:00 to 21:20:00.')).toBeTruthy();
  });
});

describe('burning', () => {
  it('is called good only after the disc was read back', async () => {
    const fake = await burn('verified');
    expect(await screen.findByText('The disc is good')).toBeTruthy();
    expect(fake.callsOf('discs.burn')).toEqual([{ bundleId, copy: 'master', driveId: 'sr0' }]);
  });

  it('that ended without a good read-back is never called good', async () => {
    await burn('spoiled');
    expect(await screen.findByText('The disc is not good')).toBeTruthy();
    expect(screen.getByText(/must be destroyed. Burn another one/u)).toBeTruthy();
    expect(screen.queryByText('The disc is good')).toBeNull();
    expect(screen.queryByText('Finished and checked')).toBeNull();
  });

  it('that wrote nothing says that the disc in the drive was not touched', async () => {
    await burn('not-written');
    expect(await screen.findByText('No disc was burned')).toBeTruthy();
    expect(screen.getByText(/the disc in the drive was not touched/u)).toBeTruthy();
    expect(screen.queryByText(/must be destroyed/u)).toBeNull();
  });

  it('whose read-back is missing is not called good either', async () => {
    await burn('burning');
    expect(await screen.findByText(/It is not to be used/u)).toBeTruthy();
    expect(screen.queryByText('The disc is good')).toBeNull();
  });
});

describe('a set of discs', () => {
  it('is announced in discs before it is begun, and begun only when the officer allows several', async () => {
    const count = () => ({ discs: 3, sizeBytes: 12_000_000_000, capacityBytes: 4_700_372_992 });
    const fake = installFakeBridge({ ...everyday, 'discs.count': count }, 'officer');
    await renderScreen(<BundlePage />, at(bundle.id));
    fireEvent.change(await screen.findByLabelText('Drive'), { target: { value: 'sr0' } });
    expect(await screen.findByText(/They take 3 discs like the one in the drive/u)).toBeTruthy();
    fireEvent.click(screen.getByRole('checkbox', { name: /Use several discs/u }));
    press('Burn');
    await waitFor(() =>
      expect(fake.callsOf('discs.burn')).toEqual([{ bundleId, copy: 'master', driveId: 'sr0', severalDiscs: true }]),
    );
  });

  it('that was begun is gone on with: its next disc, its own copy', async () => {
    const ofSet = { ...disc, setId: discSet.id, setSize: 3, copy: 'court' };
    const fake = installFakeBridge(
      { ...everyday, 'discs.sets': () => [discSet], 'discs.list': () => [ofSet] },
      'officer',
    );
    await renderScreen(<BundlePage />, at(bundle.id));
    expect(await screen.findByText(/set not complete: 2, 3 to be burned/u)).toBeTruthy();
    fireEvent.change(await screen.findByLabelText('Drive'), { target: { value: 'sr0' } });
    press('Burn disc 2 of 3');
    await waitFor(() =>
      expect(fake.callsOf('discs.burn')).toEqual([{ bundleId, copy: 'court', driveId: 'sr0', setId: discSet.id }]),
    );
    expect(
      await screen.findByText(/The set is not complete: put in the next blank disc for disc 2 of 3/u),
    ).toBeTruthy();
  });

  it('is called complete only when none of its places is missing', async () => {
    const done = { ...discSet, missing: [] };
    const ofSet = { ...disc, setId: discSet.id, setNumber: 3, setSize: 3 };
    installFakeBridge({ ...everyday, 'discs.sets': () => [done], 'discs.list': () => [ofSet] }, 'officer');
    await renderScreen(<BundlePage />, at(bundle.id));
    fireEvent.change(await screen.findByLabelText('Drive'), { target: { value: 'sr0' } });
    press('Burn');
    expect(await screen.findByText('The set is complete: all 3 discs of it were read back.')).toBeTruthy();
    expect(screen.getByText(/set complete/u)).toBeTruthy();
  });
});

describe('the disc register', () => {
  it('says where each disc is and records a move with seal and both hands', async () => {
    const fake = installFakeBridge(everyday, 'officer');
    await renderScreen(<CourtPage />, { path: '/court' });
    expect(await screen.findByText('Locked cabinet, shelf 1')).toBeTruthy();
    press('Move: DISC-0003');
    press('Record the move');
    expect((await screen.findAllByText('Please fill this in.')).length).toBe(4);
    const move = { to: 'County Court', reason: 'Hearing', handedBy: 'Amira Shah', receivedBy: 'Court usher' };
    for (const [label, value] of [
      ['Goes to', move.to],
      ['Reason', move.reason],
      ['Handed over by', move.handedBy],
      ['Received by', move.receivedBy],
    ] as const)
      fireEvent.change(screen.getByLabelText(label), { target: { value } });
    press('Record the move');
    await waitFor(() => expect(fake.callsOf('discs.move')).toEqual([{ discId, ...move, sealNumber: 'A1042' }]));
  });

  it('tells the way of a disc, makes its receipt and enters it when it is back', async () => {
    const fake = installFakeBridge(everyday, 'officer');
    await renderScreen(<CourtPage />, { path: '/court' });
    await screen.findByText('Locked cabinet, shelf 1');
    press('Movements: DISC-0003');
    expect(await screen.findByText('County Court at Manchester')).toBeTruthy();
    press('Make a receipt for Court usher');
    await waitFor(() => expect(fake.callsOf('discs.receipt')).toEqual([{ discId }]));
  });

  it('asks how a disc was destroyed and before whom, and offers the certificate', async () => {
    const fake = installFakeBridge(everyday, 'officer');
    await renderScreen(<CourtPage />, { path: '/court' });
    await screen.findByText('Locked cabinet, shelf 1');
    press('Destroy: DISC-0003');
    press('It was destroyed');
    expect((await screen.findAllByText('Please fill this in.')).length).toBe(3);
    for (const [label, value] of [
      ['Why', 'Case closed'],
      ['Where', 'Cornerstone'],
      ['Witnessed by', 'Mary Jones'],
    ] as const)
      fireEvent.change(screen.getByLabelText(label), { target: { value } });
    press('It was destroyed');
    expect(await screen.findByRole('button', { name: 'Print the certificate for DISC-0003' })).toBeTruthy();
    expect(fake.callsOf('discs.destroy')).toEqual([
      { discId, why: 'Case closed', method: 'shredded', place: 'Cornerstone', witnessedBy: 'Mary Jones' },
    ]);
  });
});

describe('papers for the hearing', () => {
  it('are made one by one, and the notice says by when it must be served', async () => {
    const fake = installFakeBridge(everyday, 'officer');
    await renderScreen(<BundlePage />, at(bundle.id));
    press(await screen.findByRole('button', { name: 'Notice under CPR 33.6' }).then(() => 'Notice under CPR 33.6'));
    for (const [label, value] of [
      ['Facts the footage is to prove', 'Who came.'],
      ['Where it can be inspected', 'Cornerstone'],
      ['To', 'The defendant\nSmith & Co'],
    ] as const)
      fireEvent.change(screen.getByLabelText(label), { target: { value } });
    press('Make the notice');
    expect(await screen.findByText(/at the latest/u)).toBeTruthy();
    expect(fake.callsOf('bundles.giveNotice')).toEqual([
      {
        bundleId: bundle.id,
        toProve: 'Who came.',
        inspectAt: 'Cornerstone',
        recipients: ['The defendant', 'Smith & Co'],
      },
    ]);
    press('Hearing-day checklist');
    expect(await screen.findByRole('button', { name: 'Print the hearing-day checklist' })).toBeTruthy();
  });
});
