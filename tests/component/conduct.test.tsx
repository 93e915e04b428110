import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { CodeOfPractice } from '../../src/renderer/features/conduct/code-page.tsx';
import { countIn, isHeading, piecesOf } from '../../src/renderer/features/conduct/found-in-code.ts';
import { Qualifications } from '../../src/renderer/features/conduct/qualification-page.tsx';
import { AppError } from '../../src/shared/failure.ts';
import { everyday } from './everyday-core.ts';
import type { Answers, FakeBridge } from './fake-bridge.ts';
import { hash } from './footage-fixtures.ts';
import { installFakeBridge, manager, officer, renderApp, renderScreen, signedInState } from './render-screen.tsx';

const inForce = {
  version: 1,
  dated: 'January 2025',
  effectiveOn: '2025-02-11',
  nextReviewOn: '2028-02-10',
  changes: 'Three-year review',
  consulted: 'Customer Focus Group',
  textSha256: hash(1),
  raisedAt: null,
  raisedBy: null,
};
const code = {
  inForce,
  text: '6 Security\n\n6.4 The officer is present.\n\n6.5 An audit of the officer can be carried out.\n',
  acknowledgedAt: null,
  versions: [inForce],
  acknowledgements: [],
  reviews: [],
  nextLightReviewOn: '2026-02-11',
};
const licence = {
  personId: officer.id,
  person: officer.name,
  number: '1012-3456-7890-1234',
  expires: '2026-11-20',
  cardSeen: false,
  enteredAt: null,
  enteredBy: null,
  inForce: true,
};
const core: Answers = {
  ...everyday,
  'code.read': () => code,
  'licences.list': () => [licence],
  'licences.applications': () => [],
  'training.list': () => [],
  'people.list': () => [
    { ...officer, siaLicenceNumber: licence.number, siaLicenceExpires: licence.expires },
    { ...manager, siaLicenceNumber: null, siaLicenceExpires: null },
  ],
};
const press = (name: string | RegExp): void => void fireEvent.click(screen.getByRole('button', { name }));
const type = (label: string | RegExp, value: string): void =>
  void fireEvent.change(screen.getByLabelText(label), { target: { value } });

describe('after the sign-in, before the code is acknowledged', () => {
  const start = async (): Promise<FakeBridge> => {
    const fake = installFakeBridge(
      {
        ...core,
        'app.state': () => ({ ...signedInState(officer), mustAcknowledge: 1 }),
        'code.acknowledge': () => null,
      },
      'officer',
    );
    renderApp();
    await screen.findByText(/The officer is present/u, {}, { timeout: 10_000 });
    return fake;
  };

  it('the text stands in front of everything, and one press acknowledges it', async () => {
    const fake = await start();
    expect(screen.queryByRole('navigation')).toBeNull();
    fake.answer({ 'app.state': () => signedInState(officer) });
    press('I have read version 1 and will work by it');
    await waitFor(() => expect(fake.callsOf('code.acknowledge')).toEqual([{ version: 1 }]));
    fake.emit({ name: 'changed', data: { topic: 'session' } });
    expect(await screen.findByRole('heading', { level: 1, name: 'Today' })).toBeTruthy();
  });

  it('a person may look things up first, and the code waits in the settings', async () => {
    const fake = await start();
    press('Not now, only look things up');
    expect(await screen.findByRole('heading', { level: 1, name: 'Today' })).toBeTruthy();
    expect(fake.callsOf('code.acknowledge')).toEqual([]);
  });

  it('the text can be searched', async () => {
    await start();
    type('Search the code', 'OFFICER');
    expect(await screen.findByText('2 places found.')).toBeTruthy();
    expect(document.querySelectorAll('mark')).toHaveLength(2);
    type('Search the code', 'no such word');
    expect(await screen.findByText('Not found.')).toBeTruthy();
  });
});

describe('the search in the code', () => {
  it('loses no letter of the text, whatever is looked for', () => {
    for (const wanted of ['', ' ', 'officer', 'OFF', '6.', 'zz', 'a'])
      expect(
        piecesOf(code.text, wanted)
          .map(({ text }) => text)
          .join(''),
      ).toBe(code.text);
    expect(countIn('aaaa', 'aa')).toBe(2);
  });

  it('knows a heading from a clause', () => {
    expect(['3 Key Features of the Scheme', 'Signage'].every(isHeading)).toBe(true);
    expect(['5.10 Audio will not be recorded', 'It ends.', 'One:\n- two'].some(isHeading)).toBe(false);
  });
});

describe('licences and training', () => {
  it('show the officer that a licence has expired, and who enters the new one', async () => {
    installFakeBridge(core, 'officer');
    await renderScreen(<Qualifications />);
    const table = within(await screen.findByRole('table', { name: /SIA/u }));
    expect(table.getByText('expired')).toBeTruthy();
    expect(table.getByText('not yet')).toBeTruthy();
    expect(screen.getByText('The Safer Neighbourhoods Manager enters licences and training.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Enter a licence' })).toBeNull();
  });

  it('are entered by the manager from the card, with the password', async () => {
    const fake = installFakeBridge({ ...core, 'licences.enter': () => [licence] }, 'manager');
    await renderScreen(<Qualifications />, { person: manager });
    fireEvent.click(await screen.findByRole('button', { name: 'Enter a licence' }));
    press('Enter the licence');
    expect(await screen.findByText('A licence is entered from the card itself.')).toBeTruthy();
    type(/^Person/u, officer.id);
    type(/^Licence number/u, '2012 3456 7890 1234');
    type(/^Expires/u, '31/03/2029');
    fireEvent.click(screen.getByRole('checkbox'));
    press('Enter the licence');
    type(/^Your password/u, 'three copper kettles');
    press('Enter');
    await waitFor(() =>
      expect(fake.callsOf('licences.enter')).toEqual([
        {
          personId: officer.id,
          number: '2012 3456 7890 1234',
          expires: '2029-03-31',
          cardSeen: true,
          password: 'three copper kettles',
        },
      ]),
    );
    expect(await screen.findByText('The licence is entered. It counts from now on.')).toBeTruthy();
  });

  it('have an application entered by whoever applies', async () => {
    const fake = installFakeBridge({ ...core, 'licences.apply': () => [] }, 'officer');
    await renderScreen(<Qualifications />);
    fireEvent.click(await screen.findByRole('button', { name: 'Enter an application' }));
    type(/^For whom/u, officer.id);
    type(/^Applied on/u, '05/10/2026');
    type(/^Reference/u, 'SIA-1');
    press('Enter it');
    const sent = { personId: officer.id, appliedOn: '2026-10-05', reference: 'SIA-1' };
    await waitFor(() => expect(fake.callsOf('licences.apply')).toEqual([sent]));
  });

  it('keep what was typed when the core refuses it, and say why', async () => {
    installFakeBridge(
      {
        ...core,
        'training.enter': () => {
          throw new AppError('forbidden', 'That is not your password. Nothing was signed.');
        },
      },
      'manager',
    );
    await renderScreen(<Qualifications />, { person: manager });
    fireEvent.click(await screen.findByRole('button', { name: 'Enter training' }));
    type(/^Person/u, officer.id);
    type(/^Course/u, 'CCTV operation');
    type(/^Completed on/u, '10/01/2026');
    press('Enter the training');
    type(/^Your password/u, 'wrong');
    press('Enter');
    expect(await screen.findByText(/That is not your password/u)).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>(/^Course/u).value).toBe('CCTV operation');
  });
});

describe('the code of practice in the settings', () => {
  it('has the reviews and the new version for the manager alone', async () => {
    const fake = installFakeBridge({ ...core, 'code.review': () => [] }, 'manager');
    await renderScreen(<CodeOfPractice />, { person: manager });
    fireEvent.click(await screen.findByRole('button', { name: 'Record the annual review' }));
    type(/^Reviewed on/u, '10/11/2026');
    type(/^Finding/u, 'Nothing to change.');
    press('Record the review');
    type(/^Your password/u, 'three copper kettles');
    press('Record');
    await waitFor(() =>
      expect(fake.callsOf('code.review')).toEqual([
        { reviewedOn: '2026-11-10', finding: 'Nothing to change.', password: 'three copper kettles' },
      ]),
    );
  });

  it('asks for no version without its whole text', async () => {
    installFakeBridge(core, 'manager');
    await renderScreen(<CodeOfPractice />, { person: manager });
    fireEvent.click(await screen.findByRole('button', { name: 'Raise a new version' }));
    type(/^The whole text/u, 'too short');
    press('Raise this version');
    await waitFor(() => expect(screen.getByLabelText(/^The whole text/u).getAttribute('aria-invalid')).toBe('true'));
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
