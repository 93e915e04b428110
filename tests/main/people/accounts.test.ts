import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeFor, codeNow, furtherOfficer, type Newcomer, openAccount } from '../people-steps.ts';
import { accounts, need, type TrialApp, trialApp } from '../trial-app.ts';

// Who may sign in changes over the years; every change has the manager's password and stands in the ledger.

const { manager, officer } = accounts;

describe('accounts over time', () => {
  let trial: TrialApp;
  let joan: Newcomer;
  let deputy: Newcomer;

  beforeAll(async () => {
    trial = await trialApp();
    await trial.setUp();
    await trial.signIn('manager');
  });
  afterAll(() => trial.remove());

  const people = () => trial.ok('people.list', {});
  const idOf = async (username: string) => need((await people()).find((each) => each.username === username)).id;
  const newest = async (action: string) => {
    const { actor, subject, details } = need((await trial.ok('ledger.search', { action })).rows[0]);
    return { actor, subject, details: JSON.parse(details) as Record<string, unknown> };
  };
  const signInAs = async ({ username, password, secret }: Newcomer) => {
    const person = await trial.ok('session.signIn', { username, password, code: codeFor(trial, secret) });
    const { mustAcknowledge } = await trial.ok('app.state', {});
    if (mustAcknowledge !== null) await trial.ok('code.acknowledge', { version: mustAcknowledge });
    return person;
  };
  const slotNames = async (): Promise<string[]> => {
    const text = await readFile(join(trial.folder, 'vault', 'vault.json'), 'utf8');
    return (JSON.parse(text) as { slots: { label: string }[] }).slots.map(({ label }) => label).toSorted();
  };

  test('an account takes the manager’s password, a good password of the newcomer’s own, and a code of their app', async () => {
    expect(await trial.refused('people.prepareAccount', { ...furtherOfficer, password: 'not mine' })).toMatchObject({
      code: 'forbidden',
    });
    const { enrolmentId, enrolment } = await trial.ok('people.prepareAccount', {
      ...furtherOfficer,
      password: manager.password,
    });
    const open = (newPassword: string, code: string) =>
      trial.refused('people.openAccount', { enrolmentId, newPassword, code });
    for (const weak of ['short', 'password1234', 'joan of the hill'])
      expect(await open(weak, codeFor(trial, enrolment.secret))).toMatchObject({ code: 'invalid-input' });
    expect(await open('copper meadow ladder', '000000')).toMatchObject({ code: 'invalid-input' });
    expect((await people()).map(({ username }) => username)).toEqual(['morag', 'alan']);
    expect(await slotNames()).toEqual(['alan', 'morag']);
    const code = codeFor(trial, enrolment.secret);
    const person = await trial.ok('people.openAccount', { enrolmentId, newPassword: 'copper meadow ladder', code });
    joan = { person, username: 'joan', password: 'copper meadow ladder', secret: enrolment.secret };
    expect(await newest('people.openAccount')).toMatchObject({
      actor: manager.name,
      subject: 'person joan',
      details: { name: 'Joan Heaton', role: 'officer', deputy: false, siaLicenceExpires: '2028-06-30' },
    });
    expect(
      await trial.refused('people.openAccount', { enrolmentId, newPassword: 'copper meadow ladder', code }),
    ).toMatchObject({ code: 'not-found' });
  });

  test('names, initials and licences that would mislead are refused', async () => {
    const refusal = (change: object) =>
      trial.refused('people.prepareAccount', {
        ...{ ...furtherOfficer, username: 'kim', initials: 'KL', password: manager.password },
        ...change,
      });
    expect(await refusal({ username: 'joan' })).toMatchObject({ code: 'conflict' });
    expect(await refusal({ initials: 'JH' })).toMatchObject({ code: 'conflict' });
    expect(await refusal({ siaLicenceExpires: undefined })).toMatchObject({ code: 'clause', clause: '3.1' });
    expect(await refusal({ siaLicenceExpires: '2026-10-01' })).toMatchObject({ code: 'clause', clause: '3.1' });
    expect(await refusal({ deputy: true })).toMatchObject({ code: 'invalid-input' });
    expect(await refusal({ siaLicenceNumber: '12' })).toMatchObject({ message: expect.stringContaining('16 digits') });
    expect(await refusal({ siaLicenceExpires: '2046-10-01' })).toMatchObject({ code: 'invalid-input' });
  });

  test('a second account of one person is said to be one, so that a namesake is no second person by mistake', async () => {
    const refusal = (change: object) =>
      trial.refused('people.prepareAccount', {
        ...{ ...furtherOfficer, username: 'kim', initials: 'KL', password: manager.password },
        ...change,
      });
    for (const name of ['Alan Sutcliffe', 'alan sutcliffe'])
      expect(await refusal({ name })).toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('add a middle name or initial'),
      });
    expect(await refusal({ name: 'Kim Lees', isSecondAccount: true })).toMatchObject({ code: 'invalid-input' });
    await trial.ok('people.prepareAccount', {
      ...{ role: 'manager', deputy: true, name: 'Alan Sutcliffe', username: 'alan.deputy', initials: 'ASD' },
      ...{ isSecondAccount: true, password: manager.password },
    });
  });

  test('nobody opens an account for themselves, however they write their name', async () => {
    const before = (await trial.ok('ledger.search', {})).size;
    for (const name of [manager.name, manager.name.replace(' ', '-'), `\u200B${manager.name.toUpperCase()}.`])
      expect(
        await trial.refused('people.prepareAccount', {
          ...{ ...furtherOfficer, siaLicenceNumber: '3012-3456-7890-1234', username: 'own', initials: 'OWN' },
          ...{ name, isSecondAccount: true, password: manager.password },
        }),
      ).toMatchObject({ code: 'forbidden', message: expect.stringContaining('for themselves') });
    expect((await trial.ok('ledger.search', {})).size).toBe(before);
  });

  test('a licence that is another’s makes no second person', async () => {
    const refusal = await trial.refused('people.prepareAccount', {
      ...{ ...furtherOfficer, name: 'Joan M Heaton', username: 'kim', initials: 'KL', password: manager.password },
    });
    expect(refusal).toMatchObject({ code: 'conflict', message: expect.stringContaining('Joan Heaton’s') });
  });

  test('a deputy approves as the manager does, and is never called the manager', async () => {
    deputy = await openAccount(
      trial,
      { role: 'manager', deputy: true, name: 'Helen Marsh', username: 'helen', initials: 'HM' },
      'quiet orchard lantern',
    );
    expect(deputy.person).toMatchObject({ role: 'manager', deputy: true });
    await trial.signOut();
    expect(await signInAs(deputy)).toMatchObject({ name: 'Helen Marsh', role: 'manager', deputy: true });
    await trial.ok('settings.change', { retentionDays: 41, password: deputy.password });
    expect(await newest('settings.change')).toMatchObject({ actor: 'Helen Marsh' });
  });

  test('the first officer is told of both at the next sign-in, until they say that they know', async () => {
    await trial.signOut();
    await trial.signIn('officer');
    const told = await trial.ok('people.notices', {});
    expect(told.map(({ title }) => title).toSorted()).toEqual([
      'Helen Marsh may sign in from now on',
      'Joan Heaton may sign in from now on',
    ]);
    const onToday = async () =>
      (await trial.ok('today.read', {})).due.filter(({ kind }) => kind === 'account').map(({ title }) => title);
    expect(await onToday()).toHaveLength(2);
    for (const { id } of told) await trial.ok('people.acknowledgeNotice', { noticeId: id });
    expect(await onToday()).toEqual([]);
    expect(await trial.refused('people.acknowledgeNotice', { noticeId: need(told[0]).id })).toMatchObject({
      code: 'not-found',
    });
    await trial.signOut();
  });

  test('nobody closes their own account, nor the last officer’s or the only manager’s', async () => {
    await signInAs(deputy);
    const close = async (username: string, password: string) =>
      trial.refused('people.closeAccount', { personId: await idOf(username), reason: 'Left', password });
    expect(await close('helen', deputy.password)).toMatchObject({ code: 'forbidden' });
    expect(await close('morag', deputy.password)).toMatchObject({ code: 'clause', clause: '3.8' });
    expect(await close('alan', 'not mine')).toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('your'),
    });
    await trial.ok('people.closeAccount', {
      ...{ personId: await idOf('alan'), reason: 'Moved to another team', password: deputy.password },
    });
    expect(await close('joan', deputy.password)).toMatchObject({ code: 'clause', clause: '3.8' });
  });

  test('a closed account signs in no more, keeps its name, and gives it to nobody else', async () => {
    expect(await slotNames()).toEqual(['helen', 'joan', 'morag']);
    expect(await newest('people.closeAccount')).toMatchObject({
      actor: 'Helen Marsh',
      details: { name: officer.name, role: 'officer', reason: 'Moved to another team' },
    });
    expect(need((await people()).find(({ username }) => username === 'alan')).closedAt).not.toBeNull();
    expect(
      await trial.refused('people.prepareAccount', {
        ...{ ...furtherOfficer, username: 'alan', initials: 'XY', password: deputy.password },
      }),
    ).toMatchObject({ code: 'conflict' });
    const due = (await trial.ok('today.read', {})).due.filter(({ kind }) => kind === 'account');
    expect(due.map(({ title }) => title)).toContain(`${officer.name} has left and may still hold a recovery sheet`);
    await trial.signOut();
    expect(
      await trial.refused('session.signIn', {
        ...{ username: officer.username, password: officer.password, code: trial.code('officer') },
      }),
    ).toMatchObject({ code: 'forbidden' });
  });

  test('an older vault.json that is put back lets nobody in whose account was closed, and is tidied and told', async () => {
    await signInAs(joan);
    await trial.signOut();
    const path = join(trial.folder, 'vault', 'vault.json');
    const before = await readFile(path);
    await trial.signIn('manager');
    const gone = await openAccount(
      trial,
      { ...furtherOfficer, siaLicenceNumber: '2012-3456-7890-5678', name: 'Kim Lowe', username: 'kim', initials: 'KL' },
      'river candle basket',
    );
    const withKim = await readFile(path);
    await trial.ok('people.closeAccount', { personId: gone.person.id, reason: 'Left', password: manager.password });
    await trial.signOut();
    expect(await slotNames()).toEqual(
      JSON.parse(before.toString())
        .slots.map((slot: { label: string }) => slot.label)
        .toSorted(),
    );
    await writeFile(path, withKim);
    const { username, password, secret } = gone;
    const input = { username, password, code: codeFor(trial, secret) };
    expect(await trial.refused('session.signIn', input)).toMatchObject({ code: 'forbidden' });
    await trial.signIn('manager');
    expect(await newest('people.removeSlots')).toMatchObject({ details: { usernames: ['kim'] } });
    expect(await slotNames()).toEqual(['helen', 'joan', 'morag']);
    expect(await trial.ok('ledger.verify', {})).toMatchObject({ ok: true });
    expect(codeNow(trial, secret)).toMatch(/^\d{6}$/u);
    expect(trial.bugs).toEqual([]);
    await trial.signOut();
  });
});
