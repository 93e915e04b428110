import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeFor, codeNow } from '../people-steps.ts';
import { accounts, need, type TrialApp, trialApp } from '../trial-app.ts';

// A new password, a new phone, and help for whoever lost one of the two; never for whoever wants to be somebody else.

const { manager, officer } = accounts;

describe('one’s own', () => {
  let trial: TrialApp;
  const next = 'thirteen blue ferries';

  beforeAll(async () => {
    trial = await trialApp();
    await trial.setUp();
    await trial.signIn('officer');
  });
  afterAll(() => trial.remove());

  test('password changes with the old one, by the rules, and the old one is worth nothing after', async () => {
    const change = (password: string, newPassword: string) =>
      trial.refused('people.changePassword', { password, newPassword });
    expect(await change('not mine at all', next)).toMatchObject({ code: 'forbidden' });
    expect(await change(officer.password, 'short')).toMatchObject({ code: 'invalid-input' });
    expect(await change(officer.password, officer.password)).toMatchObject({ code: 'invalid-input' });
    await trial.ok('people.changePassword', { password: officer.password, newPassword: next });
    await trial.signOut();
    const signIn = (password: string) => ({ username: officer.username, password, code: trial.code('officer') });
    expect(await trial.refused('session.signIn', signIn(officer.password))).toMatchObject({ code: 'forbidden' });
    await trial.ok('session.signIn', signIn(next));
    const { rows } = await trial.ok('ledger.search', { action: 'people.changePassword' });
    expect(rows[0]).toMatchObject({ actor: officer.name, subject: 'person alan' });
    const [signedIn] = (await trial.ok('ledger.search', { action: 'session.signIn' })).rows;
    expect(need(signedIn).details).not.toContain('keySlotIsAnother');
  });

  test('authenticator changes with password and the old code; the old app counts until the new one is proved', async () => {
    const personId = need((await trial.ok('app.state', {})).person).id;
    const begin = (input: object) => trial.refused('people.beginAuthenticator', { personId, password: next, ...input });
    expect(await begin({})).toMatchObject({ code: 'forbidden' });
    expect(await begin({ code: '000000' })).toMatchObject({ code: 'forbidden' });
    expect(await begin({ code: trial.code('officer'), password: 'no' })).toMatchObject({ code: 'forbidden' });
    const begun = await trial.ok('people.beginAuthenticator', {
      ...{ personId, password: next, code: trial.code('officer') },
    });
    const { enrolmentId } = begun;
    expect(await trial.refused('people.finishAuthenticator', { enrolmentId, code: '000000' })).toMatchObject({
      code: 'invalid-input',
    });
    await trial.signOut();
    const signIn = (code: string) => ({ username: officer.username, password: next, code });
    await trial.ok('session.signIn', signIn(trial.code('officer')));
    // What was begun died with the session.
    expect(await trial.refused('people.finishAuthenticator', { enrolmentId, code: '000000' })).toMatchObject({
      code: 'not-found',
    });
    const again = await trial.ok('people.beginAuthenticator', {
      ...{ personId, password: next, code: trial.code('officer') },
    });
    const { secret } = again.enrolment;
    await trial.ok('people.finishAuthenticator', { enrolmentId: again.enrolmentId, code: codeFor(trial, secret) });
    const spent = codeNow(trial, secret);
    await trial.signOut();
    expect(await trial.refused('session.signIn', signIn(spent))).toMatchObject({ code: 'forbidden' });
    expect(await trial.refused('session.signIn', signIn(trial.code('officer')))).toMatchObject({ code: 'forbidden' });
    await trial.ok('session.signIn', signIn(codeFor(trial, secret)));
    expect(trial.bugs).toEqual([]);
  });
});

describe('somebody else’s', () => {
  let trial: TrialApp;
  let officerId: string;
  const next = 'marble window pepper';
  let secret: string;

  beforeAll(async () => {
    trial = await trialApp();
    await trial.setUp();
    await trial.signIn('manager');
    officerId = need((await trial.ok('people.list', {})).find(({ role }) => role === 'officer')).id;
  });
  afterAll(() => trial.remove());

  const notices = async () => (await trial.ok('people.notices', {})).map(({ title, detail }) => `${title}: ${detail}`);

  test('forgotten password needs the helper’s password and the person’s own code: neither alone does it', async () => {
    const reset = (change: object) =>
      trial.refused('people.resetPassword', {
        ...{ personId: officerId, password: manager.password, code: '000000', newPassword: next },
        ...change,
      });
    expect(await reset({})).toMatchObject({ code: 'forbidden' });
    expect(await reset({ code: trial.code('manager') })).toMatchObject({ code: 'forbidden' });
    expect(await reset({ code: trial.code('officer'), password: 'not mine' })).toMatchObject({ code: 'forbidden' });
    expect(await reset({ code: trial.code('officer'), newPassword: 'alan likes maps' })).toMatchObject({
      code: 'invalid-input',
    });
    const managerId = need((await trial.ok('app.state', {})).person).id;
    expect(await reset({ personId: managerId, code: trial.code('manager') })).toMatchObject({ code: 'forbidden' });
    await trial.ok('people.resetPassword', {
      ...{ personId: officerId, password: manager.password, code: trial.code('officer'), newPassword: next },
    });
    const [row] = (await trial.ok('ledger.search', { action: 'people.resetPassword' })).rows;
    expect(row).toMatchObject({ actor: manager.name, subject: 'person alan' });
    expect(JSON.parse(need(row).details)).toMatchObject({ name: officer.name, by: manager.name });
  });

  test('the person learns of it at their next sign-in', async () => {
    await trial.signOut();
    const input = { username: officer.username, password: next, code: trial.code('officer') };
    await trial.ok('session.signIn', input);
    expect(await notices()).toEqual([
      expect.stringContaining(`Your password was set anew: ${manager.name} allowed it`),
    ]);
    await trial.signOut();
  });

  test('lost phone needs the helper’s password and the person’s own', async () => {
    await trial.signIn('manager');
    const ask = (change: object) =>
      trial.refused('people.beginAuthenticator', { personId: officerId, password: manager.password, ...change });
    expect(await ask({})).toMatchObject({ code: 'forbidden' });
    expect(await ask({ theirPassword: officer.password })).toMatchObject({ code: 'forbidden' });
    expect(await ask({ theirPassword: next, password: 'not mine' })).toMatchObject({ code: 'forbidden' });
    const begun = await trial.ok('people.beginAuthenticator', {
      ...{ personId: officerId, password: manager.password, theirPassword: next },
    });
    ({ secret } = begun.enrolment);
    await trial.ok('people.finishAuthenticator', { enrolmentId: begun.enrolmentId, code: codeFor(trial, secret) });
  });

  test('password cannot be reset by whoever may have photographed the new square', async () => {
    const input = { personId: officerId, password: manager.password, newPassword: 'stolen identity here' };
    expect(await trial.refused('people.resetPassword', { ...input, code: codeFor(trial, secret) })).toMatchObject({
      code: 'clause',
      clause: '6.1',
    });
    await trial.signOut();
    await trial.ok('session.signIn', { username: officer.username, password: next, code: codeFor(trial, secret) });
    expect((await notices()).join()).toContain('Your authenticator was set up anew');
    await trial.ok('code.acknowledge', { version: 1 });
    // In their own session nobody else sees the square, and then it proves them again.
    const begun = await trial.ok('people.beginAuthenticator', {
      ...{ personId: officerId, password: next, code: codeFor(trial, secret) },
    });
    const own = begun.enrolment.secret;
    await trial.ok('people.finishAuthenticator', { enrolmentId: begun.enrolmentId, code: codeFor(trial, own) });
    await trial.signOut();
    await trial.signIn('manager');
    await trial.ok('people.resetPassword', { ...input, code: codeFor(trial, own) });
    expect(trial.bugs).toEqual([]);
    await trial.signOut();
  });
});
