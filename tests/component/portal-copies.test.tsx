import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { PortalCopies } from '../../src/renderer/features/cases/portal-copies.tsx';
import { everyday } from './everyday-core.ts';
import { caseId, retrievalId } from './footage-fixtures.ts';
import { installFakeBridge, renderScreen } from './render-screen.tsx';

const left = {
  ...{ retrievalId, number: 'RET-0003', caseId, reactRef: 'ASB/2026/0417', portal: 'IDCAM portal' },
  ...{ downloadedOn: '2026-11-01', keptUntil: '2026-12-01', gone: null },
};

it('the portal’s copy is said to be there until its day, and entered as gone with who looked', async () => {
  const gone = { how: 'deleted', on: '2026-11-20', seen: 'A. Shah; list empty', by: 'Amira Shah' };
  const fake = installFakeBridge(
    { ...everyday, 'portals.copies': () => [left], 'portals.copyGone': () => ({ ...left, gone }) },
    'officer',
  );
  await renderScreen(<PortalCopies caseId={caseId} />);
  expect(await screen.findByText(/The portal may keep it until/u)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: /Enter that it is gone/u }));
  fireEvent.change(screen.getByLabelText('What became of it'), { target: { value: 'deleted' } });
  fireEvent.change(screen.getByLabelText(/On which day/u), { target: { value: '20/11/2026' } });
  fireEvent.blur(screen.getByLabelText(/On which day/u));
  fireEvent.change(screen.getByLabelText('Who looked, and what the portal showed'), { target: { value: gone.seen } });
  fireEvent.click(screen.getByRole('button', { name: 'Enter that it is gone' }));
  await waitFor(() =>
    expect(fake.callsOf('portals.copyGone')).toEqual([
      { retrievalId, how: 'deleted', on: '2026-11-20', seen: 'A. Shah; list empty' },
    ]),
  );
});
