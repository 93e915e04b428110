import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshPage } from '../../build/fresh-pages.ts';
import { imageFileDrive } from '../../src/main/platform/disc-image-file.ts';
import { type CommandName, commands } from '../../src/shared/contract.ts';
import type { KeyHolder } from '../../src/shared/model.ts';
import { approve, type OpenedCase, openCase, quiet, smallExport, startRetrieval } from '../main/officer-steps.ts';
import { need, type TrialApp, trialApp } from '../main/trial-app.ts';
import { type KnownIds, validInput } from './valid-inputs.ts';

// CoP 3.10 and 4.7: nothing goes on a disc or into a file for court without named proceedings and the manager's
// approval, by no command of anybody. Made from the contract: a new command is tried by being there.

const names = Object.keys(commands) as CommandName[];
const roles: readonly KeyHolder[] = ['officer', 'manager'];
const variants = [0, 1, 2, 3];

describe('nothing is copied for court', () => {
  let work: string;
  let trial: TrialApp;
  let opened: OpenedCase;
  let burned = 0;
  let known: KnownIds;
  const disc = (): string => join(work, 'disc.img');

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'no-burn-'));
    await mkdir(join(work, 'STICK'));
    await smallExport(join(work, 'EXPORT'));
    const drive = imageFileDrive(disc());
    const burn: typeof drive.burn = async (...all) => {
      burned += 1;
      await drive.burn(...all);
    };
    trial = await trialApp({
      bundlePagePath: join(freshPage('open-me-first'), 'index.html'),
      discDrives: async () => [{ ...drive, burn }],
    });
    await trial.setUp();
    await trial.signIn('officer');
    opened = await openCase(trial);
    await trial.ended((await startRetrieval(trial, opened, join(work, 'EXPORT'))).jobId);
    const recordings = await trial.ok('recordings.list', { caseId: opened.caseId });
    const film = need(recordings.find(({ playable }) => playable === 'derivative'));
    known = { ...{ caseId: opened.caseId, recordingId: film.id, driveId: drive.id } };
    // Whoever is asked where to write says where; whoever is asked for a file presses Cancel.
    trial.shell.chooseFolder = async () => join(work, 'STICK');
    trial.shell.chooseFiles = async () => [];
  });
  afterAll(async () => {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });

  const as = async (role: KeyHolder): Promise<void> => {
    const { person } = await trial.ok('app.state', {});
    if (person?.role === role) return;
    if (person !== null) await trial.signOut();
    await trial.signIn(role);
  };
  /** Every command with inputs its schema accepts, by whoever may give it; answers those that were carried out. */
  const tryEverything = async (but: readonly CommandName[]): Promise<Set<string>> => {
    const done = new Set<string>();
    for (const role of roles)
      for (const name of names.filter((each) => !but.includes(each) && each !== 'session.signOut'))
        for (const variant of variants) {
          await as(role); // a wrong password, the fifth in a row, locks the screen
          const reply = await trial.app.invoke(name, validInput(commands[name].input, variant, known));
          if (reply.ok) done.add(name);
        }
    await as('officer');
    await quiet(trial);
    return done;
  };
  const copies = async (): Promise<unknown> => ({
    burned,
    discs: (await trial.ok('discs.list', {})).length,
    copies: (await trial.ok('transits.list', {})).length,
    archives: (await readdir(join(work, 'STICK'))).filter((name) => /\.zip/u.test(name)),
    images: (await readdir(work)).filter((name) => name.startsWith('disc')),
  });
  const none = { burned: 0, discs: 0, copies: 0, archives: [], images: [] };

  test('while no proceedings are named', async () => {
    const done = await tryEverything(['proceedings.name']);
    expect(done.size).toBeGreaterThan(40);
    expect(await trial.ok('bundles.list', {})).toEqual([]);
    expect(await copies()).toEqual(none);
  }, 300_000); // every command of the contract: long on a busy machine, and no promise about time

  test('while the manager has not approved the bundle', async () => {
    const { id: proceedingsId } = await trial.ok('proceedings.name', {
      ...{ caseId: opened.caseId, kind: 'civil', court: 'County Court at Stockport' },
      ...{ caseNumber: 'L00SK123', parties: 'Stockport Homes v Doe' },
    });
    const { id: bundleId } = await trial.ok('bundles.prepare', {
      ...{ proceedingsId, stillIds: [] },
      recordings: [{ recordingId: need(known['recordingId']), description: 'Camera view' }],
    });
    known = { ...known, proceedingsId, bundleId };
    const done = await tryEverything([]);
    expect(done.size).toBeGreaterThan(40);
    expect((await trial.ok('bundles.list', {})).map(({ state }) => state)).not.toContain('approved');
    expect(await copies()).toEqual(none);
    // The very commands that were refused do it once the manager has approved: the walk would have seen it.
    const bundle = need((await trial.ok('bundles.list', {})).find(({ id }) => id === bundleId));
    expect(bundle.state).toBe('prepared');
    await approve(trial, bundleId);
    for (const name of ['discs.burn', 'transits.make'] as const) {
      const reply = await trial.app.invoke(name, validInput(commands[name].input, 1, known));
      expect([name, reply]).toMatchObject([name, { ok: true }]);
      await quiet(trial);
    }
    expect(await copies()).toMatchObject({ burned: 1, discs: 1, copies: 1, images: ['disc.img'] });
    expect((await readdir(join(work, 'STICK'))).filter((name) => name.endsWith('.zip'))).toHaveLength(1);
    expect(trial.bugs).toEqual([]);
  }, 300_000);
});
