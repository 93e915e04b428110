import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditorWanted, codeFor, type Newcomer, openAccount } from '../people-steps.ts';
import { accounts, need, type TrialApp, trialApp } from '../trial-app.ts';

// An officer stands in for the manager with an account of their own for it. They are still one person.

describe('somebody with two accounts', () => {
  let trial: TrialApp;
  let deputy: Newcomer;
  let officerId = '';
  let halves: { first: string; second: string };

  const officer = () => ({
    username: accounts.officer.username,
    password: accounts.officer.password,
    code: trial.code('officer'),
  });

  beforeAll(async () => {
    trial = await trialApp();
    const [first, second] = (await trial.setUp()).recoveryHalves.map(({ code }) => code);
    halves = { first: need(first), second: need(second) };
    await trial.signIn('manager');
    officerId = need((await trial.ok('people.list', {})).find(({ role }) => role === 'officer')).id;
    const wanted = { role: 'manager', deputy: true, isSecondAccount: true } as const;
    const { name } = accounts.officer;
    const asDeputy = { ...wanted, name: ` ${name.toUpperCase()} `, username: 'alan.deputy', initials: 'ASD' };
    deputy = await openAccount(trial, asDeputy, 'quiet orchard lantern');
    await trial.signOut();
    const { username, password, secret } = deputy;
    await trial.ok('session.signIn', { username, password, code: codeFor(trial, secret) });
    await trial.ok('code.acknowledge', { version: need((await trial.ok('app.state', {})).mustAcknowledge) });
  });
  afterAll(() => trial.remove());

  test('does not co-sign as the other: neither recovery sheets nor anything else', async () => {
    const before = (await trial.ok('ledger.search', {})).size;
    const asked = { password: deputy.password, officer: officer() };
    expect(await trial.refused('people.renewSheets', asked)).toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('the same person by another account'),
    });
    expect((await trial.ok('ledger.search', {})).size).toBe(before);
  });

  test('does not enter the licence or the training of the other', async () => {
    const { password } = deputy;
    const card = { personId: officerId, number: '2022 3456 7890 1234', cardSeen: true, password } as const;
    expect(await trial.refused('licences.enter', { ...card, expires: '2028-06-30' })).toMatchObject({ clause: '3.1' });
    const course = { personId: officerId, course: 'CCTV operation', completedOn: '2026-09-01', password };
    expect(await trial.refused('training.enter', course)).toMatchObject({ clause: '3.1' });
  });

  test('neither resets the password of the other, nor gives it another phone, nor closes it', async () => {
    const { password } = deputy;
    const asked = { personId: officerId, password };
    const reset = { ...asked, code: trial.code('officer'), newPassword: 'harbour copper violin' };
    expect(await trial.refused('people.resetPassword', reset)).toMatchObject({ code: 'forbidden' });
    const phone = { ...asked, theirPassword: accounts.officer.password };
    expect(await trial.refused('people.beginAuthenticator', phone)).toMatchObject({ code: 'forbidden' });
    expect(await trial.refused('people.closeAccount', { ...asked, reason: 'Left.' })).toMatchObject({
      code: 'forbidden',
    });
  });

  test('does not audit, and does not hold both recovery sheets', async () => {
    const audit = { ...auditorWanted, name: accounts.officer.name, isSecondAccount: true, password: deputy.password };
    expect(await trial.refused('people.prepareAccount', audit)).toMatchObject({ code: 'clause', clause: '6.5' });
    await trial.signOut();
    const both = {
      manager: { personId: deputy.person.id, password: 'seven paper lanterns' },
      officer: { personId: officerId, password: 'harbour copper violin' },
    };
    expect(await trial.refused('recovery.begin', { ...halves, ...both })).toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('one person’s'),
    });
    expect(trial.bugs).toEqual([]);
  });
});
