import { notifications } from '@mantine/notifications';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../src/shared/failure.ts';
import { id, settings } from './footage-fixtures.ts';
import type { Answers, FakeBridge } from './fake-bridge.ts';
import { installFakeBridge, manager, officer, renderApp, signedInState } from './render-screen.tsx';

const due = { due: [], checkedAt: '2026-11-24T09:00:00.000Z' };
const answers: Answers = {
  'app.state': () => signedInState(officer),
  'settings.read': () => settings,
  'today.read': () => due,
  'session.signOut': () => null,
};
const approval = (number: number) => ({
  kind: 'still' as const,
  id: `still-${number}`,
  number: `STILL-000${number}`,
  title: 'Person at the door',
  askedBy: 'Amira Shah',
  askedAt: '2026-11-13T09:00:00.000Z',
});

async function openApp(more: Answers = {}): Promise<FakeBridge> {
  const fake = installFakeBridge({ ...answers, ...more }, more['approvals.list'] === undefined ? 'officer' : 'manager');
  renderApp();
  await screen.findByRole('heading', { level: 1, name: 'Today' });
  return fake;
}

afterEach(() => vi.useRealTimers());

describe('the frame', () => {
  it('shows who is signed in and only the rooms of the officer', async () => {
    await openApp();
    expect(screen.getByText('Amira Shah')).toBeTruthy();
    expect(screen.getByText('Case Support Officer')).toBeTruthy();
    const rooms = within(screen.getByRole('navigation', { name: 'Rooms' }));
    expect(rooms.getByText('Get footage')).toBeTruthy();
    expect(rooms.queryByText('Approvals')).toBeNull();
    expect(document.title).toBe('Today – Lend-A-Cam Evidence');
  });

  it('counts for the manager what waits, and counts again when a still changes', async () => {
    const fake = await openApp({
      'app.state': () => signedInState(manager),
      'approvals.list': () => [approval(1), approval(2)],
    });
    expect(await screen.findByLabelText('2 approvals waiting')).toBeTruthy();
    expect(screen.queryByText('Get footage')).toBeNull();
    fake.answer({ 'approvals.list': () => [approval(2)] });
    act(() => fake.emit({ name: 'changed', data: { topic: 'stills' } }));
    expect(await screen.findByLabelText('1 approval waiting')).toBeTruthy();
  });

  it('lets the keyboard skip to the content', async () => {
    await openApp();
    fireEvent.click(screen.getByRole('button', { name: 'Skip to the content' }));
    expect(document.activeElement).toBe(screen.getByRole('main'));
  });

  it('stops everything on the screen when damage is announced, until a person has read it', async () => {
    const fake = await openApp();
    act(() => fake.emit({ name: 'integrity.failed', data: { item: 'REC-0012', message: 'its seal does not open' } }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Damage was found' })).toBeTruthy();
    expect(screen.getByRole('alert').textContent).toContain('REC-0012: its seal does not open');
    expect(screen.queryByRole('navigation')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'I have read this' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Today' })).toBeTruthy();
  });
});

describe('the lock', () => {
  it('blanks the screen on F9 before the core has answered', async () => {
    const fake = await openApp();
    fake.answer({ 'app.state': () => signedInState(null) });
    fireEvent.keyDown(window, { key: 'F9' });
    expect(screen.queryByText('Amira Shah')).toBeNull();
    expect(screen.queryByRole('heading', { level: 1 })).toBeNull();
    expect(await screen.findByRole('heading', { level: 1, name: 'Sign in' })).toBeTruthy();
    expect(fake.callsOf('session.signOut')).toEqual([{ why: 'locked' }]);
  });

  it('has a button as well', async () => {
    const fake = await openApp();
    fake.answer({ 'app.state': () => signedInState(null) });
    fireEvent.click(screen.getByRole('button', { name: 'Lock (F9)' }));
    await screen.findByRole('heading', { level: 1, name: 'Sign in' });
    expect(fake.callsOf('session.signOut')).toEqual([{ why: 'locked' }]);
  });

  it('keeps the screen blank when the core could not lock', async () => {
    await openApp({
      'session.signOut': () => {
        throw new AppError('unavailable', 'The disk is full.');
      },
    });
    fireEvent.keyDown(window, { key: 'F9' });
    expect((await screen.findByRole('alert')).textContent).toContain('The screen stays blank; close the application.');
    expect(screen.queryByText('Amira Shah')).toBeNull();
  });

  it('says beside the screen what a screen that was left still has to say, but not to the next person', async () => {
    const fake = await openApp();
    act(() => void notifications.show({ message: 'It could not be put away.', autoClose: false }));
    expect(await screen.findByText('It could not be put away.')).toBeTruthy();
    fake.answer({ 'app.state': () => signedInState(null) });
    act(() => fake.emit({ name: 'changed', data: { topic: 'session' } }));
    await screen.findByRole('heading', { level: 1, name: 'Sign in' });
    expect(screen.queryByText('It could not be put away.')).toBeNull();
    fake.answer({ 'app.state': () => signedInState(manager), 'approvals.list': () => [] });
    act(() => fake.emit({ name: 'changed', data: { topic: 'session' } }));
    await screen.findByRole('heading', { level: 1, name: 'Today' });
    expect(screen.queryByText('It could not be put away.')).toBeNull();
  });

  it('goes to sign-in when the core says that the session ended elsewhere', async () => {
    const fake = await openApp();
    fake.answer({ 'app.state': () => signedInState(null) });
    act(() => fake.emit({ name: 'changed', data: { topic: 'session' } }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Sign in' })).toBeTruthy();
  });
});

describe('the idle lock', () => {
  const minutes = 5;
  const passSeconds = (seconds: number): void => act(() => void vi.advanceTimersByTime(seconds * 1000));

  async function openWithFakeTime(): Promise<FakeBridge> {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
    const fake = await openApp({ 'app.state': () => ({ ...signedInState(officer), idleLockMinutes: minutes }) });
    return fake;
  }

  it('locks after the minutes of the setting and gives that as the reason', async () => {
    const fake = await openWithFakeTime();
    passSeconds(minutes * 60 - 1);
    expect(fake.callsOf('session.signOut')).toEqual([]);
    fake.answer({ 'app.state': () => signedInState(null) });
    passSeconds(2);
    await waitFor(() => expect(fake.callsOf('session.signOut')).toEqual([{ why: 'idle' }]));
    expect(await screen.findByRole('heading', { level: 1, name: 'Sign in' })).toBeTruthy();
  });

  it('warns half a minute before and begins anew at a touch', async () => {
    const fake = await openWithFakeTime();
    passSeconds(minutes * 60 - 20);
    expect(screen.getByRole('alert').textContent).toContain('The screen locks in 20 s');
    fireEvent.pointerMove(window);
    expect(screen.queryByRole('alert')).toBeNull();
    passSeconds(minutes * 60 - 40);
    expect(fake.callsOf('session.signOut')).toEqual([]);
  });

  it('waits while a stretch is cut, for half an hour at most, and begins anew when that ends', async () => {
    const fake = await openWithFakeTime();
    const tell = (state: 'running' | 'done', kind: 'stretch' | 'backup' = 'stretch'): void =>
      act(() =>
        fake.emit({
          name: 'job.progress',
          data: {
            ...{ id: id(1), kind, title: 'What is shown', state, step: 'Cutting', done: 1, total: 9, unit: 'pictures' },
            ...{ startedAt: '2026-11-24T09:00:00.000Z', endedAt: null, failure: null, subjectId: id(2) },
          } as never,
        }),
      );
    tell('running');
    passSeconds(20 * 60);
    tell('done', 'backup');
    expect(fake.callsOf('session.signOut')).toEqual([]);
    tell('done');
    passSeconds(minutes * 60 - 1);
    expect(fake.callsOf('session.signOut')).toEqual([]);
    tell('running');
    passSeconds(30 * 60);
    await waitFor(() => expect(fake.callsOf('session.signOut')).toEqual([{ why: 'idle' }]));
  });

  it('locks at once when the laptop slept past its time', async () => {
    const fake = await openWithFakeTime();
    vi.setSystemTime(Date.now() + 60 * 60_000);
    passSeconds(1);
    await waitFor(() => expect(fake.callsOf('session.signOut')).toEqual([{ why: 'idle' }]));
  });
});
