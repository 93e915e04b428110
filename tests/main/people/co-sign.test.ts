import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenVault } from '../../../src/main/open-vault.ts';
import { createCredentials } from '../../../src/main/people/credentials-service.ts';
import { createPresence, type PresenceService } from '../../../src/main/people/presence-service.ts';
import type { Credentials, Role } from '../../../src/shared/model.ts';
import { openBeside } from '../inspected-vault.ts';
import { credentialsOf } from '../people-steps.ts';
import { accounts, need, type TrialApp, trialApp } from '../trial-app.ts';

// The second person of a two-person act proves themselves inside the first one's session.

describe('a co-signature', () => {
  let trial: TrialApp;
  let vault: OpenVault;
  let presence: PresenceService;
  let locks = 0;
  let actor: { id: string; name: string; role: Role };

  beforeAll(async () => {
    trial = await trialApp();
    await trial.setUp();
    await trial.signIn('manager');
    const { id, name, role } = need((await trial.ok('app.state', {})).person);
    actor = { id, name, role };
    ({ vault } = await openBeside(trial.folder));
    const vaultFolder = join(trial.folder, 'vault');
    const credentials = createCredentials({ vaultFolder, clock: trial.clock });
    presence = createPresence({ vaultFolder, credentials, onGuessing: () => void (locks += 1) });
  });
  afterAll(async () => {
    vault.close();
    await trial.remove();
  });

  const coSign = (given: Credentials, roles: readonly Role[] = ['officer']) =>
    presence.coSign(vault, vault.act(actor, 'viewings.open'), given, roles);
  const codeOf = async (work: Promise<unknown>): Promise<unknown> => work.then(() => 'ok').catch((error) => error.code);
  const newest = async (action: string) => {
    const { rows } = await trial.ok('ledger.search', { action });
    return need(rows[0]);
  };

  test('names who gave it, spends the code, and is an entry of its own before the act', async () => {
    const given = credentialsOf(trial, 'officer');
    expect(await coSign(given)).toMatchObject({ name: accounts.officer.name, role: 'officer' });
    const { actor: by, details } = await newest('session.coSign');
    expect(by).toBe(accounts.manager.name);
    expect(JSON.parse(details)).toMatchObject({ coSignedBy: accounts.officer.name, for: 'viewings.open' });
    expect(await codeOf(coSign(given))).toBe('forbidden');
  });

  test('is not given by oneself, by another role, or with half of it', async () => {
    expect(await codeOf(coSign(credentialsOf(trial, 'manager'), ['manager', 'officer']))).toBe('forbidden');
    expect(await codeOf(coSign(credentialsOf(trial, 'officer'), ['manager']))).toBe('forbidden');
    expect(await coSign(credentialsOf(trial, 'officer'))).toMatchObject({ role: 'officer' }); // clears the row of failures
    expect(await codeOf(coSign({ ...credentialsOf(trial, 'officer'), code: '000000' }))).toBe('forbidden');
    expect(await codeOf(coSign({ ...credentialsOf(trial, 'officer'), password: 'no' }))).toBe('forbidden');
    const { subject, details } = await newest('session.wrongCoSign');
    expect([subject, JSON.parse(details)]).toEqual(['viewings.open', { inARow: 2, username: 'alan' }]);
  });

  test('is refused the same way for a name nobody has, which is not told', async () => {
    const given = { ...credentialsOf(trial, 'officer'), username: 'hunter2.hunter2' };
    expect(await codeOf(coSign(given))).toBe('forbidden');
    expect(JSON.parse((await newest('session.wrongCoSign')).details)).toMatchObject({
      username: 'a name that nobody here has',
    });
  });

  test('locks the screen at the fifth wrong one, and from then on makes everybody wait as at sign-in', async () => {
    const wrong = () => ({ ...credentialsOf(trial, 'officer'), password: 'no' });
    expect(locks).toBe(0);
    for (const last of ['forbidden', 'signed-out']) expect(await codeOf(coSign(wrong()))).toBe(last);
    expect(locks).toBe(1);
    trial.clock.advance(-60_000);
    expect(await codeOf(coSign(credentialsOf(trial, 'officer')))).toBe('unavailable');
    await trial.signOut();
    const { username, password } = accounts.manager;
    expect(await trial.refused('session.signIn', { username, password, code: '000000' })).toMatchObject({
      code: 'unavailable',
    });
  });

  test('that was guessed at keeps counting after the guesser signed in as themselves', async () => {
    trial.clock.advance(120_000);
    await trial.signIn('manager');
    await trial.signOut();
    const { username, password } = accounts.officer;
    const again = { username, password, code: '000000' };
    expect(await trial.refused('session.signIn', again)).toMatchObject({ code: 'forbidden' });
    expect(await trial.refused('session.signIn', again)).toMatchObject({ code: 'unavailable' });
  });
});
