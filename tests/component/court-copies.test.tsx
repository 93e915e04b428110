import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { BundlePage } from '../../src/renderer/features/court/bundle-page.tsx';
import { CourtPage } from '../../src/renderer/features/court/court-page.tsx';
import { bundle, clip, proceedings } from './court-fixtures.ts';
import { everyday } from './everyday-core.ts';
import { hash, id } from './footage-fixtures.ts';
import { installFakeBridge, renderScreen } from './render-screen.tsx';

const press = (name: string | RegExp): void => void fireEvent.click(screen.getByRole('button', { name }));
const type = (label: string | RegExp, value: string): void =>
  void fireEvent.change(screen.getByLabelText(label), { target: { value } });

describe('a clip in the builder', () => {
  it('says what it really shows, needs a description, and goes along in its order', async () => {
    const fake = installFakeBridge({ ...everyday, 'clips.list': () => [clip] }, 'officer');
    await renderScreen(<CourtPage />, { path: '/court' });
    await screen.findByText('K01MA123');
    press('Prepare a bundle');
    fireEvent.click(await screen.findByRole('checkbox', { name: /pictures 11 to 19 \(asked for 14 to 18\), copied/u }));
    type(/Description of exhibit/u, 'The window being broken');
    press('Prepare and send for approval');
    const clips = [{ clipId: clip.id, description: 'The window being broken' }];
    await waitFor(() =>
      expect(fake.callsOf('bundles.prepare')).toEqual([
        { proceedingsId: proceedings.id, recordings: [], stillIds: [], clips },
      ]),
    );
  });
});

describe('an encrypted copy', () => {
  it('names its recipient and the way of its passphrase, and offers slip and receipt once it was read back', async () => {
    const copy = {
      ...{ id: id(82), number: 'COPY-0001', bundleId: bundle.id, bundleNumber: bundle.number, copy: 'police' },
      ...{ recipient: 'P. Shah', organisation: 'GMP', passphraseRoute: 'By hand', state: 'verified' },
      ...{ fileName: 'BUN-0002 COPY-0001.zip', sizeBytes: 9, sha256: hash(70), madeAt: '2026-11-18T09:00:00.000Z' },
      ...{ madeBy: 'Amira Shah', slipId: id(83), receiptId: null, receiptSignedOn: null },
    };
    const answers = { 'transits.list': () => [copy], 'transits.make': () => null };
    const fake = installFakeBridge({ ...everyday, ...answers }, 'officer');
    await renderScreen(<BundlePage />, { path: '/court/$bundleId', at: `/court/${bundle.id}` });
    expect(await screen.findByText('Opened again, every byte the same')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Passphrase slip' })).toBeTruthy();
    press('Write an encrypted copy');
    press('Choose a folder and write');
    expect(fake.callsOf('transits.make')).toEqual([]);
    type('Who receives it', 'P. Shah');
    type('Of', 'GMP');
    type('How the passphrase goes', 'By hand');
    press('Choose a folder and write');
    const wish = { bundleId: bundle.id, copy: 'police', recipient: 'P. Shah', organisation: 'GMP' };
    await waitFor(() => expect(fake.callsOf('transits.make')).toEqual([{ ...wish, passphraseRoute: 'By hand' }]));
  });
});
