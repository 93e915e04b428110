import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { FailureAlert } from '../../src/renderer/ui/failure-alert.tsx';
import { HashText } from '../../src/renderer/ui/hash-text.tsx';
import { JobProgress } from '../../src/renderer/ui/job-progress.tsx';
import { speedOf } from '../../src/renderer/ui/job-speed.ts';
import { formatBytes, formatDuration } from '../../src/renderer/ui/quantity.ts';
import { StepUpDialog } from '../../src/renderer/ui/step-up.tsx';
import { useOpened, useQuery } from '../../src/renderer/ui/use-query.ts';
import { WallClockInput } from '../../src/renderer/ui/wall-clock-input.tsx';
import type { Failure } from '../../src/shared/failure.ts';
import { Job } from '../../src/shared/model.ts';
import { caseId, caseSummary, settings } from './footage-fixtures.ts';
import { manager, installFakeBridge, renderScreen } from './render-screen.tsx';

const job = Job.parse({
  id: '00000000-0000-4000-8000-000000000014',
  kind: 'retrieval',
  title: 'Retrieval RET-0007',
  state: 'running',
  step: 'Sealing ch01.mp4',
  done: 512_000_000,
  total: 1_024_000_000,
  unit: 'bytes',
  startedAt: '2026-11-12T14:00:00.000Z',
  endedAt: null,
  failure: null,
  subjectId: 'x',
});

describe('a failure', () => {
  it('is said at once, in words, with its clause and never as success', async () => {
    installFakeBridge({}, 'officer');
    await renderScreen(
      <FailureAlert failure={{ code: 'clause', message: 'There are no named proceedings.', clause: '4.7' }} />,
    );
    const alert = screen.getByRole('alert');
    expect(alert.textContent).toContain('The code of practice does not allow this');
    expect(alert.textContent).toContain('There are no named proceedings.');
    expect(alert.textContent).toContain('CoP 4.7: “Under no circumstances is data stored on disc');
    expect(alert.className).toContain('notice-bad');
  });

  it('that is our bug shows how it is found in the log', async () => {
    installFakeBridge({}, 'officer');
    await renderScreen(<FailureAlert failure={{ code: 'unexpected', message: 'It went wrong.', reference: 'R-42' }} />);
    expect(screen.getByRole('alert').textContent).toContain('R-42');
  });
});

describe('reading', () => {
  const Purposes = () => {
    const { data, failure } = useQuery('settings.read', {}, ['settings']);
    return <p>{failure?.message ?? data?.viewingPlace ?? 'nothing yet'}</p>;
  };

  it('happens again when its topic changes, and only then', async () => {
    const fake = installFakeBridge({ 'settings.read': () => settings }, 'officer');
    await renderScreen(<Purposes />);
    await screen.findByText('Viewing room, Cornerstone');
    act(() => fake.emit({ name: 'changed', data: { topic: 'cases' } }));
    expect(fake.callsOf('settings.read')).toHaveLength(1);
    fake.answer({ 'settings.read': () => ({ ...settings, viewingPlace: 'Room 2' }) });
    act(() => fake.emit({ name: 'changed', data: { topic: 'settings' } }));
    await screen.findByText('Room 2');
  });

  it('that is an entry in the ledger happens once for each opening, whatever changes elsewhere', async () => {
    const answer = { case: caseSummary, incidents: [], timeline: [], reactSlip: 'slip' };
    const fake = installFakeBridge({ 'cases.read': () => answer }, 'officer');
    const Opened = () => {
      const [turns, setTurns] = useState(0);
      const { data, reload } = useOpened('cases.read', { caseId });
      return (
        <>
          <p>{data?.reactSlip ?? 'nothing yet'}</p>
          <button onClick={() => setTurns(turns + 1)}>draw again</button>
          <button onClick={reload}>read again</button>
        </>
      );
    };
    await renderScreen(<Opened />);
    await screen.findByText('slip');
    fireEvent.click(screen.getByText('draw again'));
    act(() => fake.emit({ name: 'changed', data: { topic: 'cases' } }));
    expect(fake.callsOf('cases.read')).toHaveLength(1);
    fireEvent.click(screen.getByText('read again'));
    await waitFor(() => expect(fake.callsOf('cases.read')).toHaveLength(2));
  });

  it('drops an answer that was overtaken by another question', async () => {
    const slow: ((value: { ok: true; value: unknown }) => void)[] = [];
    installFakeBridge({}, 'officer');
    Object.defineProperty(window, 'bridge', {
      configurable: true,
      value: {
        subscribe: () => () => undefined,
        invoke: () => new Promise((resolve) => slow.push(resolve)),
      },
    });
    const Search = () => {
      const [text, setText] = useState('old');
      const { data } = useQuery('ledger.search', { text }, []);
      return (
        <>
          <p>{data === null ? 'nothing yet' : `size ${data.size}`}</p>
          <button onClick={() => setText('new')}>ask</button>
        </>
      );
    };
    await renderScreen(<Search />);
    fireEvent.click(screen.getByText('ask'));
    await waitFor(() => expect(slow).toHaveLength(2));
    await act(async () => slow[1]?.({ ok: true, value: { rows: [], more: false, size: 2 } }));
    await act(async () => slow[0]?.({ ok: true, value: { rows: [], more: false, size: 1 } }));
    expect(screen.getByText('size 2')).toBeTruthy();
  });
});

describe('the step-up dialog', () => {
  const Asking = ({ failure = null, sent }: { failure?: Failure | null; sent: (text: string) => void }) => (
    <StepUpDialog
      opened
      title="Approve"
      onClose={() => sent('closed')}
      onConfirm={(password, reasons) => sent(`${password}/${reasons}`)}
      withReasons
      confirmLabel="Approve now"
      busy={false}
      failure={failure}
    />
  );

  it('sends nothing without password and reasons', async () => {
    installFakeBridge({}, 'manager');
    const sent: string[] = [];
    await renderScreen(<Asking sent={(text) => sent.push(text)} />);
    fireEvent.click(await screen.findByRole('button', { name: 'Approve now' }));
    expect(screen.getAllByText('Please fill this in.')).toHaveLength(2);
    fireEvent.change(screen.getByLabelText(/reasons/iu), { target: { value: ' Needed for the hearing. ' } });
    fireEvent.click(screen.getByRole('button', { name: 'Approve now' }));
    expect(sent).toEqual([]);
    fireEvent.change(screen.getByLabelText(/your password/iu), { target: { value: 'lantern river copper' } });
    fireEvent.click(screen.getByRole('button', { name: 'Approve now' }));
    expect(sent).toEqual(['lantern river copper/Needed for the hearing.']);
  });

  it('never sends the form that it was drawn by', async () => {
    installFakeBridge({}, 'manager');
    const sent: string[] = [];
    await renderScreen(
      <form aria-label="Outer" onSubmit={() => sent.push('outer')}>
        <Asking sent={(text) => sent.push(text)} />
      </form>,
    );
    fireEvent.change(await screen.findByLabelText(/reasons/iu), { target: { value: 'Needed.' } });
    fireEvent.change(screen.getByLabelText(/your password/iu), { target: { value: 'lantern river copper' } });
    fireEvent.click(screen.getByRole('button', { name: 'Approve now' }));
    expect(sent).toEqual(['lantern river copper/Needed.']);
  });

  it('says that the password was wrong', async () => {
    installFakeBridge({}, 'manager');
    const failure: Failure = { code: 'forbidden', message: 'That is not your password.' };
    await renderScreen(<Asking failure={failure} sent={() => undefined} />);
    expect((await screen.findByRole('alert')).textContent).toContain('That is not your password.');
    expect(screen.getByLabelText<HTMLInputElement>(/your password/iu).type).toBe('password');
  });
});

describe('long work', () => {
  it('shows step and bytes, and stops when asked', async () => {
    const fake = installFakeBridge({ 'jobs.list': () => [job], 'jobs.cancel': () => null }, 'officer');
    await renderScreen(<JobProgress jobId={job.id} />);
    await screen.findByText('Sealing ch01.mp4');
    expect(screen.getByText(/512 MB of 1\.0 GB/u)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Stop this' }));
    await waitFor(() => expect(fake.callsOf('jobs.cancel')).toEqual([{ jobId: job.id }]));
  });

  it.each([
    ['verification', 1],
    ['retrieval', 0],
  ] as const)('is stopped by the manager when they may start it: %s', async (kind, buttons) => {
    installFakeBridge({ 'jobs.list': () => [{ ...job, kind }] }, 'manager');
    await renderScreen(<JobProgress jobId={job.id} />, { person: manager });
    await screen.findByText('Sealing ch01.mp4');
    expect(screen.queryAllByRole('button', { name: 'Stop this' })).toHaveLength(buttons);
  });

  it('says that it is finished only when the core says done', async () => {
    const fake = installFakeBridge({ 'jobs.list': () => [job] }, 'officer');
    const ended: string[] = [];
    await renderScreen(<JobProgress jobId={job.id} onEnd={({ state }) => ended.push(state)} />);
    await screen.findByText('Sealing ch01.mp4');
    act(() => fake.emit({ name: 'job.progress', data: { ...job, done: job.total ?? 0 } }));
    expect(screen.getByRole('status').textContent).toBe('Working');
    act(() => fake.emit({ name: 'job.progress', data: { ...job, state: 'done' } }));
    expect(screen.getByRole('status').textContent).toBe('Finished and checked');
    expect(ended).toEqual(['done']);
  });

  it('never shows a failure in green and says why', async () => {
    const failed = { ...job, state: 'failed' as const, failure: 'The stick was pulled out.' };
    installFakeBridge({ 'jobs.list': () => [failed] }, 'officer');
    await renderScreen(<JobProgress jobId={job.id} />);
    expect((await screen.findByRole('alert')).textContent).toContain('The stick was pulled out.');
    const status = within(screen.getByRole('status')).getByText('Failed').closest('[data-tone]');
    expect(status?.getAttribute('data-tone')).toBe('bad');
    expect(screen.queryByRole('button', { name: 'Stop this' })).toBeNull();
  });

  it('tells a speed only from enough time', () => {
    expect(
      speedOf(
        [
          { atMs: 0, done: 0 },
          { atMs: 100, done: 50 },
        ],
        1000,
      ),
    ).toEqual({ perSecond: null, leftMs: null });
    expect(
      speedOf(
        [
          { atMs: 0, done: 0 },
          { atMs: 1000, done: 50 },
        ],
        150,
      ),
    ).toEqual({ perSecond: 50, leftMs: 2000 });
    expect(
      speedOf(
        [
          { atMs: 0, done: 5 },
          { atMs: 1000, done: 5 },
        ],
        150,
      ),
    ).toEqual({ perSecond: null, leftMs: null });
  });
});

describe('small things', () => {
  it('a fingerprint is read in groups of eight and is whole', async () => {
    installFakeBridge({}, 'officer');
    const hash = '0123456789abcdef'.repeat(4);
    await renderScreen(<HashText value={hash} />);
    const shown = document.querySelector('.hash');
    expect(shown?.textContent).toBe(hash);
    expect(shown?.children).toHaveLength(8);
  });

  it('amounts are round and never claim more than is there', () => {
    expect([0, 1, 999, 1000, 12_300_000, 999_999, 4_700_000_000].map(formatBytes)).toEqual([
      '0 bytes',
      '1 byte',
      '999 bytes',
      '1.0 kB',
      '12.3 MB',
      '1.0 MB',
      '4.7 GB',
    ]);
    expect([0, 45_400, 200_000, 3_720_000].map(formatDuration)).toEqual(['0 s', '45 s', '3 min 20 s', '1 h 02 min']);
  });

  it('a recorder’s clock is typed with seconds and is nothing until it is complete', async () => {
    installFakeBridge({}, 'officer');
    const values: string[] = [];
    await renderScreen(<WallClockInput label="When" value="" onChange={(value) => values.push(value)} />);
    fireEvent.change(screen.getByLabelText('Date'), { target: { value: '2026-11-04' } });
    fireEvent.change(screen.getByLabelText('Time with seconds'), { target: { value: '21:14' } });
    expect(values).toEqual(['', '2026-11-04T21:14:00']);
  });
});
