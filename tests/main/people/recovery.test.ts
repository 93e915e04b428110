import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readVaultFile, writeVaultFile } from '../../../src/main/vault/vault-file.ts';
import { pageTexts } from '../documents/poppler.ts';
import { codeFor, credentialsOf, recoverWith } from '../people-steps.ts';
import { accounts, need, type TrialApp, trialApp } from '../trial-app.ts';

// Both passwords and both phones are lost. What is left is paper.

const { manager, officer } = accounts;
const fresh = { manager: 'seven paper lanterns', officer: 'harbour copper violin' };

/** The half as it stands on a printed sheet, read by a program that is not ours. */
function halfOn(sheet: { bytes: Uint8Array }): string {
  const text = pageTexts({ bytes: sheet.bytes, pages: 1 }).join('\n');
  const lines = [...text.matchAll(/^(?:[0-9A-HJKMNP-TV-Z]{4}-?){3}$/gmu)].map(([line]) => line);
  expect(lines).toHaveLength(3);
  return lines.join('-');
}

describe('recovery', () => {
  let trial: TrialApp;
  let halves: { first: string; second: string };
  let secrets: { manager: string; officer: string };
  let newSheets: { first: string; second: string };

  beforeAll(async () => {
    trial = await trialApp();
    const { enrolmentId } = await setUpAndKeep(trial);
    for (const role of ['manager', 'officer'] as const) await trial.ok('setup.printSheet', { enrolmentId, role });
    const [first, second] = trial.shell.printed.map(halfOn);
    halves = { first: need(first), second: need(second) };
    // Whatever the slots say, it opens with no password any more.
    const folder = join(trial.folder, 'vault');
    const { file } = await readVaultFile(folder);
    const slots = file.slots.map((slot) => ({ ...slot, wrappedVaultKey: '00'.repeat(60) }));
    await writeVaultFile(folder, { ...file, slots });
    await trial.restart();
  });
  afterAll(() => trial.remove());

  test('is what is left when no password opens anything', async () => {
    for (const role of ['manager', 'officer'] as const)
      expect(await trial.refused('session.signIn', credentialsOf(trial, role))).toMatchObject({ code: 'forbidden' });
  });

  test('opens with both printed halves in either order, however they are typed, and with nothing less', async () => {
    const { first, second } = halves;
    const other = { first: second.toLowerCase().replaceAll('-', ' '), second: first };
    for (const given of [halves, other]) {
      const { people } = await trial.ok('recovery.check', given);
      expect(people.map(({ name }) => name).toSorted()).toEqual([officer.name, manager.name].toSorted());
    }
    expect(await trial.refused('recovery.check', { first, second: first })).toMatchObject({ code: 'invalid-input' });
    expect(await trial.refused('recovery.check', { first, second: 'x' })).toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('second half'),
    });
    const slip = second.replace(/.$/u, (last) => (last === '7' ? '8' : '7'));
    expect(await trial.refused('recovery.check', { first, second: slip })).toMatchObject({ code: 'invalid-input' });
  });

  test('opens nothing with one half and a sheet of another vault, and makes everybody wait as sign-in does', async () => {
    const elsewhere = await trialApp();
    const { recoveryHalves } = await elsewhere.setUp();
    await elsewhere.remove();
    const [ofManager, ofOfficer] = recoveryHalves.map(({ code }) => code);
    const wrong = [
      { first: halves.first, second: need(ofOfficer) },
      { first: need(ofManager), second: halves.second },
    ];
    for (const given of wrong)
      expect(await trial.refused('recovery.check', given)).toMatchObject({ code: 'forbidden' });
    trial.clock.advance(3_600_000);
    for (const given of [...wrong, ...wrong]) await trial.refused('recovery.check', given);
    expect(await trial.refused('recovery.check', halves)).toMatchObject({ code: 'unavailable' });
    const { username, password } = officer;
    expect(await trial.refused('session.signIn', { username, password, code: '000000' })).toMatchObject({
      code: 'unavailable',
    });
    await trial.restart();
    expect(await trial.refused('recovery.check', halves)).toMatchObject({ code: 'unavailable' });
    trial.clock.advance(3_600_000);
  });

  test('gives one manager and one officer new passwords, apps and sheets', async () => {
    const { people } = await trial.ok('recovery.check', halves);
    const idOf = (role: string) => need(people.find((person) => person.role === role)).id;
    const choice = (role: 'manager' | 'officer', password: string = fresh[role]) => ({
      personId: idOf(role),
      password,
    });
    const begin = (manager_: object, officer_: object) =>
      trial.refused('recovery.begin', { ...halves, manager: manager_, officer: officer_ });
    expect(await begin(choice('officer'), choice('manager'))).toMatchObject({ code: 'invalid-input' });
    expect(await begin(choice('manager', 'short'), choice('officer'))).toMatchObject({ code: 'invalid-input' });
    expect(await begin(choice('manager', fresh.officer), choice('officer'))).toMatchObject({ code: 'invalid-input' });
    const begun = await trial.ok('recovery.begin', {
      ...halves,
      ...{ manager: choice('manager'), officer: choice('officer') },
    });
    const { enrolmentId, enrolments } = begun;
    const secretOf = (role: string) => need(enrolments.find((each) => each.role === role)).secret;
    secrets = { manager: secretOf('manager'), officer: secretOf('officer') };
    const finish = { ...halves, enrolmentId };
    expect(
      await trial.refused('recovery.finish', { ...finish, managerCode: '000000', officerCode: '000000' }),
    ).toMatchObject({ code: 'invalid-input' });
    const codes = () => ({
      managerCode: codeFor(trial, secrets.manager),
      officerCode: codeFor(trial, secrets.officer, 0),
    });
    const done = await trial.ok('recovery.finish', { ...finish, ...codes() });
    expect(done.recoveryHalves.map(({ holder }) => holder)).toEqual([manager.name, officer.name]);
    trial.shell.printed.length = 0;
    for (const role of ['manager', 'officer'] as const) await trial.ok('recovery.printSheet', { enrolmentId, role });
    const [first, second] = trial.shell.printed.map(halfOn);
    newSheets = { first: need(first), second: need(second) };
    expect([first, second]).toEqual(done.recoveryHalves.map(({ code }) => code));
    expect(pageTexts({ bytes: need(trial.shell.printed[0]).bytes, pages: 1 }).join(' ')).toMatch(
      /replaces every recovery sheet printed before/u,
    );
    expect(await trial.refused('recovery.finish', { ...finish, ...codes() })).toMatchObject({ code: 'conflict' });
  });

  test('makes the old sheets void, and the new ones open', async () => {
    expect(await trial.refused('recovery.check', halves)).toMatchObject({ code: 'forbidden' });
    expect(await trial.refused('recovery.check', { first: newSheets.first, second: halves.second })).toMatchObject({
      code: 'forbidden',
    });
    expect((await trial.ok('recovery.check', newSheets)).people).toHaveLength(2);
  });

  test('lets both sign in with what they chose, tells them, and stands in a ledger that verifies', async () => {
    for (const role of ['officer', 'manager'] as const) {
      const { username } = accounts[role];
      const input = { username, password: fresh[role], code: codeFor(trial, secrets[role]) };
      await trial.ok('session.signIn', input);
      expect((await trial.ok('people.notices', {})).map(({ title }) => title)).toEqual([
        'The vault was opened with the two recovery sheets',
      ]);
      if (role === 'officer') await trial.signOut();
    }
    const { rows } = await trial.ok('ledger.search', { action: 'recovery.finish' });
    expect(rows.map(({ details }) => JSON.parse(details) as object)).toMatchObject([
      { manager: manager.name, officer: officer.name, step: expect.stringContaining('old sheets are void') },
      { manager: manager.name, officer: officer.name, failedBefore: expect.any(Array) },
    ]);
    const [signIn] = (await trial.ok('ledger.search', { action: 'session.signIn' })).rows;
    expect(need(signIn).details).not.toContain('keySlotIsAnother');
    expect(await trial.ok('ledger.verify', {})).toMatchObject({ ok: true });
  });

  test('sheets are renewed in a session by manager and officer together, and by neither alone', async () => {
    await trial.ok('code.acknowledge', { version: 1 });
    const { username } = accounts.officer;
    const officer_ = () => ({ username, password: fresh.officer, code: codeFor(trial, secrets.officer) });
    const refused = (input: object) => trial.refused('people.renewSheets', { password: fresh.manager, ...input });
    expect(await refused({ officer: { ...officer_(), code: '000000' } })).toMatchObject({ code: 'forbidden' });
    expect(await refused({ officer: officer_(), password: 'not mine' })).toMatchObject({ code: 'forbidden' });
    const renewed = await trial.ok('people.renewSheets', { password: fresh.manager, officer: officer_() });
    const { enrolmentId, recoveryHalves } = renewed;
    trial.shell.printed.length = 0;
    await trial.ok('people.printSheet', { enrolmentId, role: 'officer' });
    expect(halfOn(need(trial.shell.printed[0]))).toBe(need(recoveryHalves[1]).code);
    const [row] = (await trial.ok('ledger.search', { action: 'people.renewSheets' })).rows;
    expect(JSON.parse(need(row).details)).toEqual({ manager: manager.name, officer: officer.name });
    await trial.signOut();
    expect(await trial.refused('recovery.check', newSheets)).toMatchObject({ code: 'forbidden' });
    const [a, b] = recoveryHalves.map(({ code }) => code);
    expect((await trial.ok('recovery.check', { first: need(a), second: need(b) })).people).toHaveLength(2);
    expect(trial.bugs).toEqual([]);
  });

  test('works on a vault.json that has lost every slot', async () => {
    const lost = await trialApp();
    const { recoveryHalves } = await lost.setUp();
    const folder = join(lost.folder, 'vault');
    const { file } = await readVaultFile(folder);
    await writeVaultFile(folder, { ...file, slots: [] });
    expect(await lost.refused('session.signIn', credentialsOf(lost, 'officer'))).toMatchObject({ code: 'integrity' });
    const [first, second] = recoveryHalves.map(({ code }) => need(code));
    const given = { first: need(first), second: need(second) };
    const renewed = await recoverWith(lost, given, fresh);
    const { username } = accounts.officer;
    await lost.ok('session.signIn', { username, password: fresh.officer, code: codeFor(lost, renewed.officer) });
    expect(lost.bugs).toEqual([]);
    await lost.remove();
  });
});

/** The set-up, step by step: the sheets are printed with its id. */
async function setUpAndKeep(trial: TrialApp): Promise<{ enrolmentId: string }> {
  const { enrolmentId, enrolments } = await trial.ok('setup.begin', {
    controller: { name: 'Stockport Homes Group', address: 'Cornerstone', assuranceMailbox: 'a@example.org' },
    manager,
    officer: { ...officer, siaLicenceNumber: '1012-3456-7890-1234', siaLicenceExpires: '2028-03-31' },
  });
  const [m, o] = enrolments.map(({ secret }) => secret);
  const codes = { managerCode: codeFor(trial, need(m)), officerCode: codeFor(trial, need(o), 0) };
  trial.useSecrets({ manager: need(m), officer: need(o) });
  await trial.ok('setup.finish', { enrolmentId, ...codes });
  return { enrolmentId };
}
