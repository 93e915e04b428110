import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CommandName, commands, type Output } from '../../src/shared/contract.ts';
import type { Command } from '../../src/shared/contract/command.ts';
import { showingPurpose } from '../../src/shared/contract/viewings.ts';
import { validInput } from '../contract/valid-inputs.ts';
import { openCase, openViewing, smallExport, startRetrieval, viewingOf } from './officer-steps.ts';
import { credentialsOf } from './people-steps.ts';
import { accounts, need, type TrialApp, trialApp } from './trial-app.ts';

// CoP 6.4: the officer is present whenever footage is viewed, the manager's viewings included; and the public sees
// nothing without the authority of the Head of Safer Neighbourhoods.

describe('footage', () => {
  let work: string;
  let trial: TrialApp;
  let shown: Output<'recordings.list'>[number];

  const as = async (role: 'officer' | 'manager'): Promise<void> => {
    if ((await trial.ok('app.state', {})).person !== null) await trial.signOut();
    await trial.signIn(role);
  };
  const bytesAt = async (url: string): Promise<number> =>
    (await trial.app.fetch(new Request(`https://app.invalid${url}`, { headers: { range: 'bytes=0-' } }))).status;
  const authority = {
    head: 'Helen Moss',
    on: '2026-10-05',
    reference: 'E-mail of 5 October',
    authorised: 'Shown to the tenant of number 12, the two minutes at the bins.',
  };
  const tenant = { name: 'Pat Jones', organisation: 'Tenant', capacity: 'public' } as const;

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'beside-'));
    await smallExport(join(work, 'EXPORT'));
    trial = await trialApp();
    await trial.setUp();
    await trial.signIn('officer');
    const { jobId } = await startRetrieval(trial, await openCase(trial), join(work, 'EXPORT'));
    await trial.ended(jobId);
    shown = need((await trial.ok('recordings.list', {})).find(({ playable }) => playable === 'derivative'));
  });
  afterAll(async () => {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });

  test('is granted to the manager by no command at all without the officer', async () => {
    await as('manager');
    const known = { recordingId: shown.id, caseId: shown.caseId, purpose: 'Audit' };
    const mine = (Object.entries(commands) as [CommandName, Command][]).filter(
      ([name, { who }]) => who.includes('manager') && name !== 'session.signOut',
    );
    for (const [name, { input }] of mine)
      for (const variant of [0, 1]) {
        const reply = await trial.app.invoke(name, validInput(input, variant, known));
        if ((await trial.ok('app.state', {})).person === null) await trial.signIn('manager'); // wrong passwords lock
        expect([name, JSON.stringify(reply).includes('/media/')]).toEqual([name, false]);
      }
    expect((await trial.ok('viewings.list', {})).length).toBe(0);
    expect(await trial.refused('viewings.open', viewingOf(shown.id))).toMatchObject({ code: 'forbidden' });
    await trial.ok('settings.change', { idleLockMinutes: 5, password: accounts.manager.password }); // the row of wrong ones ends
  });

  test('is shown to the manager beside the officer: both are named in the log, and the outcome is asked at the end', async () => {
    trial.clock.advance(3_600_000 * 2); // for the officer’s name there is a waiting time now
    await as('manager');
    const request = viewingOf(shown.id);
    const wrong = { ...credentialsOf(trial, 'officer'), password: 'not this one' };
    expect(await trial.refused('viewings.openWithOfficer', { ...request, officer: wrong })).toMatchObject({
      code: 'forbidden',
    });
    const own = credentialsOf(trial, 'manager');
    expect(await trial.refused('viewings.openWithOfficer', { ...request, officer: own })).toMatchObject({
      code: 'forbidden',
    });
    expect((await trial.ok('viewings.list', {})).length).toBe(0);
    const { viewing, cameras } = await trial.ok('viewings.openWithOfficer', {
      ...request,
      officer: credentialsOf(trial, 'officer'),
    });
    const { media } = need(cameras[0]);
    expect(viewing).toMatchObject({ viewer: 'Morag Whitfield', officerPresent: 'Alan Sutcliffe' });
    expect(await bytesAt(media.url)).toBe(206);
    const { rows } = await trial.ok('ledger.search', { action: 'viewings.openWithOfficer' });
    expect(JSON.parse(need(rows[0]).details)).toMatchObject({
      viewer: 'Morag Whitfield',
      officerPresent: 'Alan Sutcliffe',
    });
    await trial.ok('viewings.watched', { viewingId: viewing.id, ranges: [{ fromMs: 0, toMs: 500 }] });
    const noOutcome = await trial.refused('viewings.close', { viewingId: viewing.id });
    expect(noOutcome.code).toBe('invalid-input');
    const closed = await trial.ok('viewings.close', { viewingId: viewing.id, outcome: 'nothing-relevant' });
    expect(closed.reactSlip).toContain('Morag Whitfield, with Alan Sutcliffe present');
    expect(await bytesAt(media.url)).toBe(404);
    const { viewings } = await trial.ok('recordings.read', { recordingId: shown.id });
    expect(viewings[0]?.by).toBe('Morag Whitfield, with Alan Sutcliffe present');
  });

  test('has a purpose of the closed list, whoever views', async () => {
    await as('officer');
    const request = { ...viewingOf(shown.id), purpose: 'Curiosity' };
    expect(await trial.refused('viewings.open', request)).toMatchObject({ clause: '6.1' });
    await as('manager');
    const officer = credentialsOf(trial, 'officer');
    expect(await trial.refused('viewings.openWithOfficer', { ...request, officer })).toMatchObject({ clause: '6.1' });
  });

  test('is shown to the public, or as a demonstration, only with the Head’s authority, which stands in the log', async () => {
    await as('officer');
    const request = viewingOf(shown.id);
    const before = { ...request, personsPresent: [tenant] };
    for (const showing of [before, { ...request, purpose: showingPurpose }])
      expect(await trial.refused('viewings.open', showing)).toMatchObject({ code: 'clause', clause: '6.4' });
    for (const wrong of [
      { ...before, authority: { ...authority, on: '2026-10-07' } },
      { ...before, authority: { ...authority, head: 'alan sutcliffe' } },
      { ...request, authority },
    ])
      expect(['clause', 'invalid-input']).toContain((await trial.refused('viewings.open', wrong)).code);
    const { viewing } = await trial.ok('viewings.open', { ...before, authority });
    expect(viewing).toMatchObject({ authority, personsPresent: [tenant] });
    const { rows } = await trial.ok('ledger.search', { action: 'viewings.open' });
    expect(JSON.parse(need(rows[0]).details)).toMatchObject({ authority });
    await trial.ok('viewings.close', { viewingId: viewing.id, outcome: 'relevant' });
  });

  test('goes dark at midnight when the officer’s licence ends with the day, and what was watched is still logged', async () => {
    await as('manager');
    const personId = need((await trial.ok('people.list', {})).find(({ role }) => role === 'officer')).id;
    const { password } = accounts.manager;
    const card = { personId, number: '2022 3456 7890 1234', cardSeen: true, password } as const;
    await trial.ok('licences.enter', { ...card, expires: '2026-10-06' });
    trial.clock.set('2026-10-06T22:50:00.000Z'); // ten to midnight in Stockport
    await as('officer');
    const { viewing, media } = await openViewing(trial, shown.id);
    expect(await bytesAt(media.url)).toBe(206);
    trial.clock.set('2026-10-06T23:00:30.000Z');
    expect(await bytesAt(media.url)).toBe(404);
    const { id: viewingId } = viewing;
    const bookmark = { viewingId, positionMs: 0, frameIndex: 0, note: 'Door.' };
    expect(await trial.refused('viewings.bookmark', bookmark)).toMatchObject({ clause: '3.1' });
    await trial.ok('viewings.watched', { viewingId, ranges: [{ fromMs: 0, toMs: 500 }] });
    await trial.ok('viewings.close', { viewingId, outcome: 'nothing-relevant' });
    expect(await trial.refused('viewings.open', viewingOf(shown.id))).toMatchObject({ clause: '3.1' });
    await as('manager');
    const beside = { ...viewingOf(shown.id), officer: credentialsOf(trial, 'officer') };
    expect(await trial.refused('viewings.openWithOfficer', beside)).toMatchObject({ clause: '3.1' });
  });

  test('leaves no bug behind, and a ledger that is whole', async () => {
    expect(trial.bugs).toEqual([]);
    expect(await trial.ok('ledger.verify', {})).toMatchObject({ ok: true });
  });
});
