import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditorSignIn, auditorWanted, codeFor, credentialsOf, type Newcomer, openAuditor } from '../people-steps.ts';
import { accounts, need, type TrialApp, trialApp } from '../trial-app.ts';

// CoP 6.5: an audit under written terms, for a limited time, with the officer present, and read only.

describe('an auditor', () => {
  let trial: TrialApp;
  let auditor: Newcomer;

  beforeAll(async () => {
    trial = await trialApp();
    await trial.setUp();
    await trial.signIn('manager');
    auditor = await openAuditor(trial);
    await trial.signOut();
  });
  afterAll(() => trial.remove());

  const newestEntry = async (action: string) => {
    const row = need((await trial.ok('ledger.search', { action })).rows[0]);
    return { actor: row.actor, subject: row.subject, details: JSON.parse(row.details) as Record<string, unknown> };
  };

  test('is opened by the manager under terms that stand in the ledger and in the register', async () => {
    await trial.signIn('officer');
    expect(await newestEntry('people.openAccount')).toMatchObject({
      actor: accounts.manager.name,
      subject: 'person priya',
      details: { name: 'Priya Nair', role: 'auditor', terms: { reference: 'AUD/2026/1', until: '2026-10-20' } },
    });
    const listed = (await trial.ok('people.list', {})).find(({ username }) => username === 'priya');
    expect(listed).toMatchObject({ role: 'auditor', terms: auditorWanted.terms });
    await trial.signOut();
  });

  test('does not sign in alone, and is told what to do', async () => {
    const { officer: _, ...alone } = auditorSignIn(trial, auditor);
    expect(await trial.refused('session.signIn', alone)).toMatchObject({
      code: 'clause',
      clause: '6.5',
      message: expect.stringContaining('Case Support Officer present'),
    });
  });

  test('signs in with an officer beside them, and both stand in the entry', async () => {
    const person = await trial.ok('session.signIn', auditorSignIn(trial, auditor));
    expect(person).toMatchObject({ name: 'Priya Nair', role: 'auditor' });
    expect(await newestEntry('session.signIn')).toMatchObject({
      actor: 'Priya Nair',
      details: { officerPresent: accounts.officer.name, endsAt: '2026-10-20T23:00:00.000Z' },
    });
    await trial.signOut();
  });

  test('is not let in by a manager, by the officer’s old code, by a wrong password, or by themselves', async () => {
    const good = auditorSignIn(trial, auditor);
    await trial.ok('session.signIn', good);
    await trial.signOut();
    const asked = [
      { ...good, code: codeFor(trial, auditor.secret) }, // the officer's code was used before
      { ...auditorSignIn(trial, auditor), officer: credentialsOf(trial, 'manager') },
      {
        ...good,
        code: codeFor(trial, auditor.secret),
        officer: { ...credentialsOf(trial, 'officer'), password: 'no' },
      },
      { ...good, officer: { username: good.username, password: good.password, code: codeFor(trial, auditor.secret) } },
    ];
    for (const input of asked)
      expect(await trial.refused('session.signIn', input)).toMatchObject({ code: 'forbidden' });
    await trial.ok('session.signIn', auditorSignIn(trial, auditor));
    await trial.signOut();
  });

  test('is the only one who signs in with somebody beside them', async () => {
    const input = { ...credentialsOf(trial, 'manager'), officer: credentialsOf(trial, 'officer') };
    expect(await trial.refused('session.signIn', { ...input, code: trial.code('manager') })).toMatchObject({
      code: 'invalid-input',
    });
  });

  test('loses the screen at the moment the last day ends, whatever they do next', async () => {
    trial.clock.set('2026-10-20T22:55:00.000Z');
    await trial.ok('session.signIn', auditorSignIn(trial, auditor));
    expect(await trial.ok('ledger.verify', {})).toMatchObject({ ok: true });
    trial.clock.set('2026-10-20T23:00:00.000Z');
    expect(await trial.refused('cases.list', {})).toMatchObject({ code: 'signed-out' });
    expect(await trial.ok('app.state', {})).toMatchObject({
      phase: 'signed-out',
      notice: 'The audit has ended, and the auditor’s account with it.',
    });
  });

  test('is refused afterwards with the day it ended, and the attempt is an entry', async () => {
    expect(await trial.refused('session.signIn', auditorSignIn(trial, auditor))).toMatchObject({
      code: 'clause',
      message: expect.stringContaining('This audit ended on Tue 20 Oct 2026'),
    });
    await trial.signIn('officer');
    expect(await newestEntry('session.refused')).toMatchObject({ actor: 'Priya Nair', subject: 'person priya' });
    expect(await newestEntry('session.signOut')).toMatchObject({ details: { why: 'the audit has ended' } });
    await trial.signOut();
  });

  test('has no key slot any more a week later', async () => {
    trial.clock.set('2026-10-28T09:00:00.000Z');
    await trial.signIn('officer');
    const listed = (await trial.ok('people.list', {})).find(({ username }) => username === 'priya');
    expect(need(listed).closedAt).not.toBeNull();
    expect(await newestEntry('people.expireAccount')).toMatchObject({ subject: 'person priya' });
    expect(await newestEntry('people.removeSlots')).toMatchObject({ details: { usernames: ['priya'] } });
    await trial.signOut();
    expect(await trial.refused('session.signIn', auditorSignIn(trial, auditor))).toMatchObject({ code: 'forbidden' });
    expect(trial.bugs).toEqual([]);
  });

  test('gets no account without terms, for more than a month, or for days that have passed', async () => {
    await trial.signIn('manager');
    const { password } = accounts.manager;
    // Who audits again has a second account: the first ended with its terms.
    const again = { ...auditorWanted, username: 'second', initials: 'SA', isSecondAccount: true };
    const prepare = (terms: { from: string; until: string } | undefined) =>
      trial.refused('people.prepareAccount', {
        ...{ ...again, password },
        terms: terms === undefined ? undefined : { ...need(auditorWanted.terms), ...terms },
      });
    expect(await prepare(undefined)).toMatchObject({ code: 'clause', clause: '6.5' });
    expect(await prepare({ from: '2026-11-01', until: '2026-12-02' })).toMatchObject({ code: 'clause', clause: '6.5' });
    expect(await prepare({ from: '2026-10-01', until: '2026-10-02' })).toMatchObject({ code: 'invalid-input' });
    expect(await prepare({ from: '2026-11-02', until: '2026-11-01' })).toMatchObject({ code: 'invalid-input' });
    const { enrolmentId } = await trial.ok('people.prepareAccount', {
      ...{ ...again, password },
      terms: { ...need(auditorWanted.terms), from: '2026-11-01', until: '2026-12-01' },
    });
    expect(
      await trial.refused('people.openAccount', { enrolmentId, newPassword: 'lantern harbour apron', code: '000000' }),
    ).toMatchObject({ code: 'invalid-input' });
    await trial.signOut();
  });
});
