import { closeSync, openSync, readdirSync, readSync, statSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Output } from '../../../src/shared/contract.ts';
import { findObject, inspectVault } from '../inspected-vault.ts';
import { openCase, quiet, smallExport, startRetrieval } from '../officer-steps.ts';
import { need, type TrialApp, trialApp } from '../trial-app.ts';
import { flipBit } from '../vault/vault-folder.ts';

// A disk that spoils what was just written says nothing about what was written before: the master is looked at itself.

describe('a clip that is cut', () => {
  let work: string;
  let trial: TrialApp;
  let film: Output<'recordings.list'>[number];

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'clip-damage-'));
    await smallExport(join(work, 'EXPORT'));
    trial = await trialApp();
    await trial.setUp();
    await trial.signIn('officer');
    await trial.ended((await startRetrieval(trial, await openCase(trial), join(work, 'EXPORT'))).jobId);
    await quiet(trial);
    film = need((await trial.ok('recordings.list', {})).find(({ playable }) => playable === 'derivative'));
  });
  afterAll(async () => {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });

  const cut = async () => {
    const wish = { recordingId: film.id, from: 3, to: 6, way: 'exact', reason: 'The blow.' } as const;
    return trial.ended((await trial.ok('clips.make', wish)).jobId);
  };
  const state = async () => (await trial.ok('recordings.read', { recordingId: film.id })).recording.state;

  /** Changes one bit of the next file of the vault as soon as the disk has it, and before anybody reads it back. */
  function spoilNextObject(): { readonly stop: () => number } {
    const folder = join(trial.folder, 'vault', 'objects');
    const known = new Set(readdirSync(folder, { recursive: true }).map(String));
    let spoiled = 0;
    let isOver = false;
    const look = (): void => {
      const found = readdirSync(folder, { recursive: true }).map(String);
      const fresh = found.find((name) => {
        const file = known.has(name) ? undefined : statSync(join(folder, name), { throwIfNoEntry: false });
        return file?.isFile() === true && file.size > 200;
      });
      if (fresh !== undefined && spoiled === 0) {
        const opened = openSync(join(folder, fresh), 'r+');
        const byte = Buffer.alloc(1);
        readSync(opened, byte, 0, 1, 150);
        writeSync(opened, Buffer.from([need(byte[0]) ^ 1]), 0, 1, 150);
        closeSync(opened);
        spoiled += 1;
      }
      if (!isOver && spoiled === 0) setImmediate(look);
    };
    look();
    return {
      stop: () => {
        isOver = true;
        return spoiled;
      },
    };
  }

  test('and does not read back as it was sealed is not kept; the recording it was cut from stays as it is', async () => {
    const disk = spoilNextObject();
    const job = await cut();
    expect(disk.stop()).toBe(1);
    expect(job).toMatchObject({ state: 'failed', failure: expect.stringContaining('damaged') });
    expect(await state()).toBe('kept');
    expect(await trial.ok('clips.list', {})).toEqual([]);
    expect((await trial.ok('breaches.list', {})).filter(({ kind }) => kind === 'integrity')).toEqual([]);
    expect((await trial.ok('ledger.search', { action: 'recordings.quarantine' })).rows).toEqual([]);
    expect(await cut()).toMatchObject({ state: 'done' });
    expect(await inspectVault(trial.folder)).toMatchObject({ broken: [], orphans: [], parts: [] });
    expect(trial.bugs).toEqual([]);
  });

  test('out of a recording that is itself changed sets that aside', async () => {
    await flipBit(await findObject(trial.folder, film.sha256));
    expect(await cut()).toMatchObject({ state: 'failed', failure: expect.stringContaining('damaged') });
    await expect.poll(state).toBe('quarantined');
    expect((await trial.ok('ledger.search', { action: 'recordings.quarantine' })).rows).toHaveLength(1);
  });
});
