import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Output } from '../../../src/shared/contract.ts';
import type { KeyHolder } from '../../../src/shared/model.ts';
import { inspectVault } from '../inspected-vault.ts';
import { type OpenedCase, openCase, quiet, smallExport, startRetrieval } from '../officer-steps.ts';
import { accounts, need, type TrialApp, trialApp } from '../trial-app.ts';

// KE6: a hold is asked for, approved by another, reviewed on a day, and never lasts for ever. Footage of 5 October 2026
// is to be destroyed on 16 November.

const { password } = accounts.manager;

describe('footage that is held', () => {
  let work: string;
  let trial: TrialApp;
  let opened: OpenedCase;
  let recordings: Output<'recordings.list'>;

  const as = async (role: KeyHolder): Promise<void> => {
    if ((await trial.ok('app.state', {})).person !== null) await trial.signOut();
    await trial.signIn(role);
    await quiet(trial);
  };
  const on = async (day: string, role: KeyHolder): Promise<void> => {
    trial.clock.set(`${day}T09:00:00.000Z`);
    await as(role);
  };
  const ask = (reviewOn: string, recordingId?: Output<'recordings.list'>[number]['id']) => ({
    caseId: opened.caseId,
    ...(recordingId === undefined ? {} : { recordingId }),
    reason: 'Claim for possession is being prepared.',
    authority: 'proceedings' as const,
    authorityReference: 'L00SK123',
    reviewOn,
  });
  const decide = (holdId: Output<'holds.ask'>['id'], decision: 'approve' | 'refuse') => ({
    holdId,
    decision,
    reasons: 'The hearing is in January.',
    password,
  });
  const kept = async (): Promise<string[]> =>
    (await trial.ok('recordings.list', {}))
      .filter(({ state }) => state === 'kept')
      .map(({ number }) => number)
      .toSorted();
  const today = async (): Promise<string[]> => (await trial.ok('today.read', {})).due.map(({ title }) => title);
  const entriesOf = async (action: string): Promise<string> =>
    JSON.stringify((await trial.ok('ledger.search', { action })).rows);

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'holds-'));
    await smallExport(join(work, 'EXPORT'));
    trial = await trialApp();
    await trial.setUp();
    await trial.signIn('officer');
    opened = await openCase(trial);
    const { jobId } = await startRetrieval(trial, opened, join(work, 'EXPORT'));
    await trial.ended(jobId);
    recordings = await trial.ok('recordings.list', {});
  });
  afterAll(async () => {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });

  test('is of several recordings', () => expect(recordings.length).toBeGreaterThanOrEqual(3));

  test('needs a review date that lies ahead and not too far', async () => {
    await on('2026-11-10', 'officer');
    for (const day of ['2026-11-10', '2026-11-09', '2020-01-01'])
      expect(await trial.refused('holds.ask', ask(day))).toMatchObject({ code: 'invalid-input' });
    expect(await trial.refused('holds.ask', ask('2026-12-09'))).toMatchObject({ code: 'clause', clause: '4.6' });
  });

  test('is announced before its day, and nobody may approve without the password', async () => {
    await on('2026-11-15', 'officer');
    expect((await trial.ok('today.read', {})).due.find(({ kind }) => kind === 'disposal')).toMatchObject({
      urgency: 'today',
      detail: expect.stringContaining('ask the manager for a hold now'),
    });
    const [one, two] = recordings;
    const other = await trial.ok('holds.ask', ask('2026-12-05', need(two).id));
    const refusedHold = await trial.ok('holds.ask', ask('2026-12-05', need(recordings[2]).id));
    const hold = await trial.ok('holds.ask', ask('2026-12-01', need(one).id));
    expect(hold).toMatchObject({ state: 'asked', lapsesOn: '2026-12-09' });
    expect(hold.reactSlip).toContain(hold.number);
    expect(await trial.refused('holds.decide', decide(hold.id, 'approve'))).toMatchObject({ code: 'forbidden' });
    await as('manager');
    expect(await today()).toContain(`Hold ${hold.number} waits for your approval`);
    expect(await trial.ok('approvals.list', {})).toHaveLength(3);
    const wrong = { ...decide(hold.id, 'approve'), password: accounts.officer.password };
    expect(await trial.refused('holds.decide', wrong)).toMatchObject({ code: 'forbidden' });
    expect(await trial.ok('holds.decide', decide(hold.id, 'approve'))).toMatchObject({ state: 'in-force' });
    expect(await trial.refused('holds.decide', decide(hold.id, 'refuse'))).toMatchObject({ code: 'conflict' });
    await trial.ok('holds.decide', decide(other.id, 'approve'));
    expect(await trial.ok('holds.decide', decide(refusedHold.id, 'refuse'))).toMatchObject({ state: 'refused' });
  });

  test('stays on its day while everything else goes, and says what keeps it', async () => {
    await on('2026-11-16', 'officer');
    const held = need(recordings[0]);
    expect(await kept()).toEqual([held.number, need(recordings[1]).number].toSorted());
    expect(await trial.ok('retention.keptBy', { recordingId: held.id })).toEqual({ keptBy: ['HOLD-0003'] });
    expect((await trial.ok('today.read', {})).due.filter(({ kind }) => kind === 'disposal')).toEqual([]);
    expect(await entriesOf('retention.dispose')).not.toContain(held.id);
  });

  test('is extended with a reason and the approval of another', async () => {
    await on('2026-11-30', 'officer');
    const hold = need((await trial.ok('holds.list', {})).find(({ number }) => number === 'HOLD-0003'));
    expect(await today()).toContain('Hold HOLD-0003 is to be reviewed');
    const extension = { holdId: hold.id, reason: 'Adjourned.', reviewOn: '2026-12-20' };
    expect(await trial.refused('holds.askExtension', { ...extension, reviewOn: '2026-12-01' })).toMatchObject({
      code: 'invalid-input',
    });
    await trial.ok('holds.askExtension', extension);
    await as('manager');
    // Once the manager has set that nothing is held, no hold is asked for, lengthened or approved; it may be refused.
    await trial.ok('settings.change', { holds: 'none', password });
    expect(await trial.refused('holds.decide', decide(hold.id, 'approve'))).toMatchObject({ clause: '4.6' });
    await as('officer');
    expect(await trial.refused('holds.askExtension', extension)).toMatchObject({ clause: '4.6' });
    expect(await trial.refused('holds.ask', ask('2026-12-20'))).toMatchObject({ clause: '4.6' });
    await as('manager');
    await trial.ok('settings.change', { holds: 'with-approval', password });
    const extended = await trial.ok('holds.decide', decide(hold.id, 'approve'));
    expect(extended).toMatchObject({ reviewOn: '2026-12-20', lapsesOn: '2026-12-28', extension: null });
  });

  test('is destroyed at once when its hold is ended past its day', async () => {
    const other = need((await trial.ok('holds.list', {})).find(({ number }) => number === 'HOLD-0001'));
    const ended = await trial.ok('holds.end', { holdId: other.id, reasons: 'The claim was withdrawn.', password });
    expect(ended).toMatchObject({ state: 'ended', endedBy: 'Morag Whitfield' });
    await quiet(trial);
    expect(await kept()).toEqual([need(recordings[0]).number]);
    expect(await trial.refused('holds.end', { holdId: other.id, reasons: 'Again.', password })).toMatchObject({
      code: 'conflict',
    });
  });

  test('past its review is overdue, and after the grace ends by itself and is destroyed', async () => {
    await on('2026-12-27', 'officer');
    expect(await today()).toContain('Hold HOLD-0003 is past its review');
    expect(await kept()).toEqual([need(recordings[0]).number]);
    await on('2026-12-28', 'officer');
    expect(await kept()).toEqual([]);
    expect((await trial.ok('holds.list', {}))[0]).toMatchObject({ state: 'ended', endedBy: 'The application' });
    expect(await entriesOf('holds.lapse')).toContain('HOLD-0003');
    expect(await entriesOf('retention.dispose')).toContain(need(recordings[0]).id);
  });

  test('that is gone is witnessed by a second person, who is not who did it', async () => {
    const mine = (await trial.ok('disposals.list', {})).filter(({ mayWitness }) => mayWitness);
    expect(mine.length).toBe(recordings.length);
    const disposalIds = mine.map(({ id }) => id);
    const signed = { disposalIds, password: accounts.officer.password };
    expect(await trial.ok('disposals.witness', signed)).toEqual({ signed: recordings.length, complete: 0 });
    expect(await trial.refused('disposals.witness', signed)).toMatchObject({ code: 'clause', clause: '4.6' });
    await as('manager');
    expect(await today()).toContain(`${recordings.length} disposals wait for your signature`);
    expect(await trial.ok('disposals.witness', { disposalIds, password })).toEqual({
      signed: recordings.length,
      complete: recordings.length,
    });
    const [first] = await trial.ok('disposals.list', {});
    expect(first).toMatchObject({ doneBy: 'The application', witnessedBy: 'Morag Whitfield', mayWitness: false });
    expect(await trial.refused('disposals.witness', { disposalIds, password })).toMatchObject({ code: 'conflict' });
    const { documentId } = await trial.ok('disposals.report', {});
    await trial.ok('documents.print', { documentId });
    expect(trial.shell.printed.at(-1)?.title).toBe('Register of disposals');
    expect(trial.bugs).toEqual([]);
    await trial.signOut();
    expect(await inspectVault(trial.folder)).toMatchObject({ broken: [], undead: [], orphans: [], parts: [] });
  });
});
