import type * as Argon2 from '@node-rs/argon2';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type * as Keys from '../../../src/main/vault/keys.ts';
import { readVaultFile, writeVaultFile } from '../../../src/main/vault/vault-file.ts';
import { openWithRecovery, renewSlot } from '../../../src/main/vault/key-slots.ts';
import { openCase, smallExport, startRetrieval } from '../officer-steps.ts';
import { auditorSignIn, auditorWanted, codeFor, credentialsOf, type Newcomer, openAuditor } from '../people-steps.ts';
import { accounts, need, type TrialApp, trialApp } from '../trial-app.ts';

// The real key functions, watched: every secret they hand out is kept here, to see whether whoever got it wipes it.
// And how many password hashes are computed: the work a guess costs must not tell which names exist.

const watched = vi.hoisted(() => ({ secrets: [] as { from: string; bytes: Uint8Array }[], hashes: [] as number[] }));

vi.mock('../../../src/main/vault/keys.ts', async (original) => {
  const real = await original<typeof Keys>();
  const watch =
    <A extends unknown[], R extends Uint8Array | null>(from: string, make: (...args: A) => R) =>
    (...args: A): R => {
      const bytes = make(...args);
      if (bytes !== null) watched.secrets.push({ from, bytes });
      return bytes;
    };
  return {
    ...real,
    randomSecret: watch('randomSecret', real.randomSecret),
    databaseKey: watch('databaseKey', real.databaseKey),
    signingWrapKey: watch('signingWrapKey', real.signingWrapKey),
    epochSecretWrapKey: watch('epochSecretWrapKey', real.epochSecretWrapKey),
    recordingWrapKey: watch('recordingWrapKey', real.recordingWrapKey),
    recoverySlotKey: watch('recoverySlotKey', real.recoverySlotKey),
    tryUnwrapSecret: watch('tryUnwrapSecret', real.tryUnwrapSecret),
    unwrapSecret: watch('unwrapSecret', real.unwrapSecret),
  };
});
vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof Argon2>();
  return {
    ...real,
    hashRaw: async (...args: Parameters<typeof real.hashRaw>) => {
      watched.hashes.push(args[1]?.memoryCost ?? 0);
      const hash = await real.hashRaw(...args);
      watched.secrets.push({ from: 'hashRaw', bytes: hash });
      return hash;
    },
  };
});

const { officer, manager } = accounts;
/** Where a secret came from that still has a byte in it. */
const left = (): string[] =>
  watched.secrets.filter(({ bytes }) => bytes.some((byte) => byte !== 0)).map(({ from }) => from);
const forget = (): void => {
  watched.secrets.length = 0;
  watched.hashes.length = 0;
};

describe('every key in memory', () => {
  let trial: TrialApp;
  let auditor: Newcomer;
  let work: string;

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'wiped-'));
    await smallExport(join(work, 'EXPORT'));
    trial = await trialApp();
    await trial.setUp();
    await trial.signIn('manager');
    auditor = await openAuditor(trial, {
      ...auditorWanted,
      terms: { ...need(auditorWanted.terms), until: '2026-10-07' },
    });
    await trial.signOut();
  });
  beforeEach(forget);
  afterAll(async () => {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });

  test('is there while somebody is signed in, and zero after sign-out', async () => {
    await trial.signIn('officer');
    expect(left()).toEqual(expect.arrayContaining(['tryUnwrapSecret', 'recordingWrapKey']));
    await trial.signOut();
    expect(watched.secrets.length).toBeGreaterThan(4);
    expect(left()).toEqual([]);
  });

  test('is zero after a day’s work with footage, keys of objects and signature among it', async () => {
    await trial.signIn('officer');
    const { jobId } = await startRetrieval(trial, await openCase(trial), join(work, 'EXPORT'));
    await trial.ended(jobId);
    for (const { id } of await trial.ok('jobs.list', {})) await trial.ended(id);
    await trial.ok('ledger.verify', {});
    expect(watched.secrets.map(({ from }) => from)).toEqual(expect.arrayContaining(['unwrapSecret', 'signingWrapKey']));
    await trial.signOut();
    expect(left()).toEqual([]);
  });

  test.each(['locked', 'idle'] as const)('is zero when the screen is %s', async (why) => {
    await trial.signIn('officer');
    await trial.ok('session.signOut', { why });
    expect(left()).toEqual([]);
  });

  test('is zero when the laptop goes to sleep, and when it does so during a sign-in', async () => {
    await trial.signIn('officer');
    trial.shell.suspend();
    await expect.poll(left).toEqual([]);
    const signingIn = trial.app.invoke('session.signIn', credentialsOf(trial, 'officer'));
    trial.shell.suspend();
    expect(await signingIn).toMatchObject({ ok: false });
    expect(left()).toEqual([]);
  });

  test('is zero after a sign-in that failed at the password, at the code, and at an auditor without an officer', async () => {
    const given = credentialsOf(trial, 'officer');
    await trial.refused('session.signIn', { ...given, password: 'not this one' });
    await trial.refused('session.signIn', { ...given, username: 'nobody' });
    await trial.refused('session.signIn', { ...given, username: 'nobody', password: manager.password });
    await trial.refused('session.signIn', { ...given, code: '000000' });
    const { officer: _, ...alone } = auditorSignIn(trial, auditor);
    await trial.refused('session.signIn', alone);
    expect(watched.secrets.length).toBeGreaterThan(8);
    expect(left()).toEqual([]);
    await trial.signIn('officer');
    await trial.signOut();
  });

  test('is zero after step-ups and co-signatures, but for those of the session itself', async () => {
    await trial.signIn('manager');
    const before = left().length;
    await trial.ok('settings.change', { retentionDays: 40, password: manager.password });
    await trial.refused('settings.change', { retentionDays: 40, password: 'no' });
    await trial.ok('people.renewSheets', { password: manager.password, officer: credentialsOf(trial, 'officer') });
    expect(left()).toHaveLength(before);
    await trial.signOut();
    expect(left()).toEqual([]);
  });

  test('is zero when an audit’s time is over', async () => {
    await trial.ok('session.signIn', auditorSignIn(trial, auditor));
    expect(left()).not.toEqual([]);
    trial.clock.set('2026-10-07T23:00:00.000Z');
    await trial.refused('cases.list', {});
    expect(left()).toEqual([]);
  });

  test('is zero after a recovery, finished or not', async () => {
    await trial.signIn('manager');
    const { recoveryHalves } = await trial.ok('people.renewSheets', {
      ...{ password: manager.password, officer: credentialsOf(trial, 'officer') },
    });
    await trial.signOut();
    forget();
    const [first, second] = recoveryHalves.map(({ code }) => code);
    const halves = { first: need(first), second: need(second) };
    await trial.ok('recovery.check', halves);
    expect(watched.secrets.some(({ from }) => from === 'recoverySlotKey')).toBe(true);
    expect(left()).toEqual([]);
  });

  describe('a guess', () => {
    const hashesOf = async (input: object): Promise<number[]> => {
      forget();
      await trial.refused('session.signIn', input);
      return [...watched.hashes];
    };

    test('costs one and the same password hash, whether the name is known, unknown or an auditor’s', async () => {
      const of = (username: string, password = 'not this one') => hashesOf({ username, password, code: '000000' });
      const costs = [await of('alan'), await of('nobody'), await of(auditor.username)];
      await trial.signIn('officer');
      await trial.signOut();
      costs.push(await of('alan', officer.password), await of('nobody', officer.password));
      for (const cost of costs) expect(cost).toEqual([64 * 1024]);
      await trial.signIn('officer');
      await trial.signOut();
    });

    test('beside an auditor costs two, whichever of the two was wrong', async () => {
      const good = auditorSignIn(trial, auditor);
      const wrong = { ...good, password: 'not this one' };
      const unknown = { ...good.officer, username: 'nobody', password: 'x' };
      expect(await hashesOf(wrong)).toHaveLength(2);
      expect(await hashesOf({ ...good, officer: unknown })).toHaveLength(2);
      expect(await hashesOf({ ...wrong, username: 'nobody', officer: unknown })).toHaveLength(2);
      await trial.signIn('officer');
      await trial.signOut();
    });
  });

  test('hash of an older, weaker kind is made anew at its owner’s next sign-in, which says so', async () => {
    const folder = join(trial.folder, 'vault');
    await trial.signIn('manager');
    const renewed = await trial.ok('people.renewSheets', {
      ...{ password: manager.password, officer: credentialsOf(trial, 'officer') },
    });
    await trial.signOut();
    const { file } = await readVaultFile(folder);
    const [a, b] = renewed.recoveryHalves.map(({ code }) => need(code));
    const vaultKey = need(openWithRecovery(file, need(a), need(b)));
    const own = need(file.slots.find(({ label }) => label === officer.username));
    const kdf = { algorithm: 'argon2id', memoryKib: 1024, passes: 1, lanes: 1 } as const;
    const { slotId } = own;
    const weak = await renewSlot(file, vaultKey, { slotId, label: own.label, password: officer.password, kdf });
    await writeVaultFile(folder, { ...file, slots: file.slots.map((slot) => (slot.slotId === slotId ? weak : slot)) });
    const kdfOf = (): unknown =>
      (JSON.parse(readFileSync(join(folder, 'vault.json'), 'utf8')) as typeof file).slots.find(
        (slot) => slot.slotId === slotId,
      )?.kdf;
    expect(kdfOf()).toEqual(kdf);
    const told = async (): Promise<object> => {
      const [row] = (await trial.ok('ledger.search', { action: 'session.signIn' })).rows;
      return JSON.parse(need(row).details) as object;
    };
    await trial.signIn('officer');
    // Put there by this test and not by the application: that is told too.
    expect(await told()).toMatchObject({ passwordHashRaised: true, keySlotIsAnother: true });
    expect(kdfOf()).toMatchObject({ memoryKib: 64 * 1024, passes: 3 });
    await trial.signOut();
    await trial.signIn('officer');
    expect(Object.keys(await told())).toEqual(['failedBefore']);
    await trial.signOut();
    expect(codeFor(trial, trial.secretOf('officer'))).toMatch(/^\d{6}$/u);
    expect(trial.bugs).toEqual([]);
  });
});
