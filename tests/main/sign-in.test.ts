import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { tmpdir } from 'node:os';
import { openCase, smallExport, startRetrieval, type OpenedCase } from './officer-steps.ts';
import { accounts, type TrialApp, trialApp } from './trial-app.ts';

// Two factors, a wait that grows, and a lock that cannot be talked round.

const { officer, manager } = accounts;
const wrongPassword = 'not the password at all';

describe('sign-in', () => {
  let trial: TrialApp;

  beforeEach(async () => {
    trial = await trialApp();
    await trial.setUp();
    return () => trial.remove();
  });

  const attempt = (username: string, password: string, code: string) =>
    trial.refused('session.signIn', { username, password, code });
  const failTimes = async (times: number): Promise<void> => {
    for (let time = 0; time < times; time += 1)
      expect(await attempt(officer.username, wrongPassword, '000000')).toMatchObject({ code: 'forbidden' });
  };
  const failuresTold = async (): Promise<{ at: string; username: string }[]> => {
    const { rows } = await trial.ok('ledger.search', { action: 'session.signIn' });
    return (JSON.parse(rows[0]?.details ?? '{}') as { failedBefore: { at: string; username: string }[] }).failedBefore;
  };

  test('gives one answer to a wrong name, a wrong password and a wrong code', async () => {
    const answers = [
      await attempt('nobody', officer.password, trial.code('officer')),
      await attempt(officer.username, wrongPassword, trial.code('officer')),
      await attempt(officer.username, officer.password, '000000'),
      await attempt(officer.username, officer.password, trial.code('manager')),
      await attempt(officer.username, manager.password, trial.code('officer')),
    ];
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ code: 'forbidden' });
  });

  test('refuses a code that was used once, and takes the next', async () => {
    const code = trial.code('officer');
    const input = { username: officer.username, password: officer.password, code };
    await trial.ok('session.signIn', input);
    await trial.signOut();
    expect(await trial.refused('session.signIn', input)).toMatchObject({ code: 'forbidden' });
    await trial.restart();
    expect(await trial.refused('session.signIn', input)).toMatchObject({ code: 'forbidden' });
    await trial.signIn('officer');
  });

  test('refuses a code that is two steps old', async () => {
    const { username, password } = officer;
    const code = trial.code('officer');
    trial.clock.advance(61_000);
    expect(await attempt(username, password, code)).toMatchObject({ code: 'forbidden' });
  });

  test('makes everybody wait longer after each failure, whoever asks and however often it is started again', async () => {
    await failTimes(5);
    const wait = async (): Promise<number> => {
      const { code, message } = await attempt(manager.username, manager.password, '000000');
      expect(code).toBe('unavailable');
      return Number(/in (?<seconds>\d+) seconds/u.exec(message)?.groups?.['seconds']);
    };
    expect(await wait()).toBeLessThanOrEqual(30);
    await trial.restart();
    expect(await wait()).toBeGreaterThan(25);
    trial.clock.advance(31_000);
    await failTimes(1);
    expect(await wait()).toBeGreaterThan(55);
    trial.clock.advance(-3_600_000);
    expect(await wait()).toBeLessThanOrEqual(60);
    trial.clock.advance(3_600_000 + 61_000);
    await trial.signIn('officer');
    await trial.signOut();
    await failTimes(4);
    await trial.signIn('manager');
  });

  test('tells the failures in the ledger at the next sign-in, and never a name that may be a password', async () => {
    await failTimes(2);
    await attempt('hunter2.hunter2', wrongPassword, '000000');
    await trial.signIn('manager');
    const told = await failuresTold();
    expect(told.map(({ username }) => username)).toEqual(['alan', 'alan', 'a name that nobody here has']);
    expect(told.every(({ at }) => at < trial.clock.now())).toBe(true);
    await trial.signOut();
    await trial.signIn('manager');
    expect(await failuresTold()).toEqual([]);
  });

  test('locks nobody out when the list of failures is damaged, and says so in the ledger', async () => {
    await failTimes(1);
    const path = join(trial.folder, 'vault', 'failed-sign-ins.json');
    for (const damaged of ['', '{"count": 5', '{"count": "many"}', 'null', '[]']) {
      await writeFile(path, damaged);
      await trial.signIn('officer');
      expect(await failuresTold()).toMatchObject([{ username: expect.stringContaining('damaged') }]);
      await trial.signOut();
    }
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ count: 0 });
    expect(trial.bugs).toEqual([]);
  });

  test('runs once at a time', async () => {
    const input = { username: officer.username, password: officer.password, code: trial.code('officer') };
    const replies = await Promise.all([0, 1, 2].map(() => trial.app.invoke('session.signIn', input)));
    expect(replies.map((reply) => (reply.ok ? 'ok' : reply.failure.code)).toSorted()).toEqual([
      'conflict',
      'conflict',
      'ok',
    ]);
  });

  test('leaves nobody signed in when the laptop falls asleep during it', async () => {
    const { username, password } = officer;
    const signingIn = trial.app.invoke('session.signIn', { username, password, code: trial.code('officer') });
    trial.shell.suspend();
    expect(await signingIn).toMatchObject({ ok: false, failure: { code: 'signed-out' } });
    expect(await trial.ok('app.state', {})).toMatchObject({ phase: 'signed-out', person: null });
    await trial.signIn('officer');
    expect(trial.bugs).toEqual([]);
  });

  test('asks for the person’s own password again before anything is signed', async () => {
    await trial.signIn('manager');
    const before = (await trial.ok('ledger.search', {})).size;
    for (const password of [wrongPassword, officer.password])
      expect(await trial.refused('settings.change', { retentionDays: 7, password })).toMatchObject({
        code: 'forbidden',
        message: 'That is not your password. Nothing was signed.',
      });
    expect((await trial.ok('settings.read', {})).retentionDays).toBe(42);
    const { rows, size } = await trial.ok('ledger.search', {});
    expect(size).toBe(before + 2);
    expect(rows.slice(0, 2).map(({ action }) => action)).toEqual(['session.wrongPassword', 'session.wrongPassword']);
    await trial.ok('settings.change', { retentionDays: 40, password: manager.password });
    expect((await trial.ok('settings.read', {})).retentionDays).toBe(40);
  });
});

describe('set-up', () => {
  test('takes no second person whose name is the first one’s typed otherwise', async () => {
    const trial = await trialApp();
    const begin = (name: string) =>
      trial.app.invoke('setup.begin', {
        controller: { name: 'Homes', address: 'Edward Street', assuranceMailbox: 'a@example.org' },
        manager: { ...manager, name: 'Zoë O’Brien-Hall' },
        officer: { ...officer, name, siaLicenceNumber: '1012 3456 7890 1234', siaLicenceExpires: '2028-03-31' },
      });
    for (const name of ['zoe obrien hall', "Zoë  O'Brien Hall."])
      expect(await begin(name)).toMatchObject({
        failure: { code: 'invalid-input', message: expect.stringContaining('different names') },
      });
    expect(await begin('Zoë M. O’Brien-Hall')).toMatchObject({ ok: true });
    await trial.remove();
  });

  test('makes one vault, however often the button is pressed, and never a second one over it', async () => {
    const trial = await trialApp();
    const account = (person: typeof officer | typeof manager) => ({ ...person });
    const begun = await trial.ok('setup.begin', {
      controller: { name: 'Homes', address: 'Edward Street', assuranceMailbox: 'a@example.org' },
      manager: account(manager),
      officer: { ...account(officer), siaLicenceNumber: '1012 3456 7890 1234', siaLicenceExpires: '2028-03-31' },
    });
    const codeOf = (role: 'manager' | 'officer'): string =>
      new TOTP({
        secret: Secret.fromBase32(begun.enrolments.find((each) => each.role === role)?.secret ?? ''),
      }).generate({ timestamp: Date.parse(trial.clock.now()) });
    const input = {
      enrolmentId: begun.enrolmentId,
      managerCode: codeOf('manager'),
      officerCode: codeOf('officer'),
    };
    const replies = await Promise.all([0, 1, 2].map(() => trial.app.invoke('setup.finish', input)));
    expect(replies.map((reply) => (reply.ok ? 'ok' : reply.failure.code)).toSorted()).toEqual([
      'conflict',
      'conflict',
      'ok',
    ]);
    expect(await trial.refused('setup.finish', input)).toMatchObject({ code: 'conflict' });
    expect((await trial.ok('app.state', {})).phase).toBe('signed-out');
    expect(await readdir(trial.folder)).not.toContain('vault.new');
    expect(trial.bugs).toEqual([]);
    await trial.remove();
  });
});

describe('the lock', () => {
  let trial: TrialApp;
  let work: string;
  let opened: OpenedCase;

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'lock-'));
    await smallExport(join(work, 'EXPORT'));
    trial = await trialApp();
    await trial.setUp();
    await trial.signIn('officer');
    opened = await openCase(trial);
  });
  afterAll(async () => {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });

  test('for idleness hides everything, lets running work end, and hands it to whoever signs in next', async () => {
    const { jobId, retrievalId } = await startRetrieval(trial, opened, join(work, 'EXPORT'));
    await trial.ok('session.signOut', { why: 'idle' });
    expect((await trial.ok('app.state', {})).phase).toBe('signed-out');
    expect(await trial.refused('jobs.list', {})).toMatchObject({ code: 'signed-out' });
    await trial.signIn('manager');
    expect((await trial.ok('app.state', {})).person?.role).toBe('manager');
    expect(await trial.ended(jobId)).toMatchObject({ state: 'done', failure: null });
    await trial.signOut();
    await trial.signIn('officer');
    expect((await trial.ok('retrievals.read', { retrievalId })).retrieval.state).toBe('complete');
    expect(await trial.ok('ledger.verify', {})).toMatchObject({ ok: true });
    expect(trial.bugs).toEqual([]);
  });

  test('closes the vault by itself when work behind it has ended', async () => {
    await startRetrieval(trial, opened, join(work, 'EXPORT'));
    await trial.ok('session.signOut', { why: 'locked' });
    await trial.signIn('officer');
    for (const { id } of await trial.ok('jobs.list', {})) await trial.ended(id);
    await trial.ok('session.signOut', { why: 'idle' });
    expect(await trial.ok('app.state', {})).toMatchObject({
      phase: 'signed-out',
      notice: 'The screen was locked. Sign in to go on.',
    });
    expect(trial.bugs).toEqual([]);
  });

  test('by signing out stops running work, which says so', async () => {
    await trial.signIn('officer');
    const { jobId, retrievalId } = await startRetrieval(trial, opened, join(work, 'EXPORT'));
    await trial.signOut();
    await trial.signIn('officer');
    expect(await trial.ended(jobId)).toMatchObject({ state: 'cancelled' });
    expect((await trial.ok('retrievals.read', { retrievalId })).retrieval.state).toBe('cancelled');
    await trial.signOut();
  });

  test('comes after five wrong passwords in a row at a countersignature, each of them an entry', async () => {
    await trial.signIn('manager');
    const change = { idleLockMinutes: 6, password: 'not the password' };
    for (let attempt = 1; attempt < 5; attempt += 1)
      expect(await trial.refused('settings.change', change)).toMatchObject({ code: 'forbidden' });
    expect(await trial.refused('settings.change', change)).toMatchObject({ code: 'signed-out' });
    expect((await trial.ok('app.state', {})).phase).toBe('signed-out');
    await trial.signIn('officer');
    expect((await trial.ok('ledger.search', { action: 'session.wrongPassword' })).rows).toHaveLength(5);
    await trial.signOut();
  });

  test('by sleep under running work leaves nothing running beside the next sign-in', async () => {
    await trial.signIn('officer');
    const { jobId } = await startRetrieval(trial, opened, join(work, 'EXPORT'));
    trial.shell.suspend();
    await trial.signIn('officer');
    const job = await trial.ended(jobId);
    expect(job.state).toBe('cancelled');
    expect((await trial.ok('ledger.search', { action: 'recovery.sweep' })).rows).toEqual([]);
    expect(await trial.ok('ledger.verify', {})).toMatchObject({ ok: true });
    expect(trial.bugs).toEqual([]);
  });
});
