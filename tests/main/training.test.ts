import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../src/main/app.ts';
import { theApplication } from '../../src/main/acts.ts';
import { openVault, type OpenVault } from '../../src/main/open-vault.ts';
import { trainingMark } from '../../src/main/training/training.ts';
import { openSlot } from '../../src/main/vault/key-slots.ts';
import { readVaultFile } from '../../src/main/vault/vault-file.ts';
import { commands } from '../../src/shared/contract.ts';
import { validInput } from '../contract/valid-inputs.ts';
import { scriptedShell } from '../host/scripted-shell.ts';
import { pageTexts } from './documents/poppler.ts';
import { openCase, type OpenedCase, quiet, smallExport, startRetrieval } from './officer-steps.ts';
import { startOf } from './recorder-steps.ts';
import { accounts, need, type TrialApp, trialApp } from './trial-app.ts';

// A vault for learning: simulated footage goes into it and no other, and nothing of it is ever mistaken for evidence.

/** What would bring real footage in, or take simulated footage out. */
const barred = [
  ...([
    'retrievals.survey',
    'retrievals.compareList',
    'retrievals.connect',
    'portals.connect',
    'portals.register',
  ] as const),
  ...(['sites.register', 'sites.showKey', 'discs.burn', 'transits.make', 'ledger.export', 'registers.export'] as const),
  ...(['audits.writePack', 'attachments.print'] as const),
];
const period = { from: '2026-10-05T21:00:00', to: '2026-10-05T21:40:00' };
const codeOf = (trial: TrialApp) => ({
  ...{ username: accounts.officer.username, password: accounts.officer.password, code: trial.code('officer') },
});

/** The registers themselves, past every check of the application. */
async function registersOf(trial: TrialApp): Promise<OpenVault> {
  const folder = join(trial.folder, 'vault');
  const { file } = await readVaultFile(folder);
  const slot = need(file.slots.find(({ label }) => label === accounts.officer.username));
  const vaultKey = need(await openSlot(file, slot.slotId, accounts.officer.password));
  return openVault({ folder, vaultKey, clock: trial.clock, onChange: () => undefined });
}

describe('a training vault', () => {
  let work: string;
  let training: TrialApp;
  let live: TrialApp;
  const cases = new Map<TrialApp, OpenedCase>();

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'training-'));
    [training, live] = [await trialApp({ training: true }), await trialApp()];
    for (const trial of [training, live]) {
      await trial.setUp();
      await trial.signIn('officer');
      cases.set(trial, await openCase(trial));
    }
  });
  afterAll(async () => {
    await training.remove();
    await live.remove();
    await rm(work, { recursive: true, force: true });
  });

  test('says on every screen what it is, before anybody has signed in too', async () => {
    expect(await training.ok('app.state', {})).toMatchObject({
      training: true,
      hostLabel: 'Training: simulated footage. Nothing here is evidence.',
    });
    expect(await live.ok('app.state', {})).toMatchObject({ training: false, hostLabel: null });
  });

  test('takes the footage of the simulated recorder as of any other, and marks the receipt', async () => {
    const connection = await training.ok('retrievals.connectSimulated', {});
    expect(connection.way).toContain('It is no evidence of anything.');
    const survey = await training.ok('retrievals.search', { connectionId: connection.id, period, cameras: [] });
    const opened = need(cases.get(training));
    const { jobId, retrievalId } = await training.ok('retrievals.start', startOf(opened, { connection, survey }));
    expect(await training.ended(jobId)).toMatchObject({ state: 'done', failure: null });
    const { retrieval, files } = await training.ok('retrievals.read', { retrievalId });
    expect(retrieval).toMatchObject({ state: 'complete', source: 'Simulated recorder' });
    expect(files.map(({ outcome, role }) => `${outcome} ${role}`)).toEqual(files.map(() => 'master footage'));
    expect(files.length).toBeGreaterThan(5);
    expect((await quiet(training)).every(({ state }) => state === 'done')).toBe(true);
    const recordings = await training.ok('recordings.list', { caseId: opened.caseId });
    expect(recordings.map(({ playable }) => playable)).not.toContain('no');
    await training.ok('documents.print', { documentId: need(retrieval.receiptId) });
    const sheet = need(training.shell.printed.at(-1));
    const pages = pageTexts({ bytes: sheet.bytes, pages: 0 });
    expect(pages.length).toBeGreaterThan(0);
    for (const text of pages) expect(text).toContain(trainingMark);
    expect(training.bugs).toEqual([]);
  });

  test('takes nothing real in and lets nothing out; the scheme’s own vault knows no simulated recorder', async () => {
    for (const name of barred) {
      await training.signOut();
      await training.signIn((commands[name].who as readonly string[]).includes('officer') ? 'officer' : 'manager');
      const failure = await training.refused(name, validInput(commands[name].input, 0));
      expect([name, failure.code, failure.message]).toEqual([
        name,
        'forbidden',
        expect.stringMatching(/^(?:A training|Nothing is)/u),
      ]);
    }
    expect(await live.refused('retrievals.connectSimulated', {})).toMatchObject({ code: 'forbidden' });
    const stick = join(work, 'EXPORT');
    await smallExport(stick);
    const opened = need(cases.get(live));
    const { jobId } = await startRetrieval(live, opened, stick);
    expect(await live.ended(jobId)).toMatchObject({ state: 'done' });
  });

  test('is one for ever: the registers themselves refuse what would mix the two', async () => {
    await quiet(live);
    for (const trial of [training, live]) await trial.signOut();
    for (const [trial, isTraining] of [
      [training, true],
      [live, false],
    ] as const) {
      const vault = await registersOf(trial);
      const change = (sql: string) => () =>
        vault.act(theApplication, 'test').change([], (tx) => {
          tx.run(sql);
          tx.enter('test', {});
        });
      const mixed = `UPDATE retrievals SET stick_id = ${isTraining ? '(SELECT id FROM sticks)' : 'NULL'}`;
      expect(change(mixed)).toThrow('where footage came from does not change');
      const copied = isTraining ? '(SELECT id FROM sticks)' : 'NULL';
      const columns =
        'number, case_id, incident_id, stick_identity, folder_name, kit_serial, place, reason, period_from';
      const more = 'period_to, system_time, reference_time, reference_source, time_seen_by, offset_seconds, coverage';
      const rest = `${columns.replace('number, ', '')}, ${more}, officer, started_at, state`;
      const another = `INSERT INTO retrievals (id, number, ${rest}, stick_id) SELECT 'x', 'x', ${rest}, ${copied} FROM retrievals LIMIT 1`;
      expect(change(another)).toThrow('never in one vault');
      const kind = isTraining ? 'DELETE FROM training_vault' : `INSERT INTO training_vault VALUES (1, 'now')`;
      expect(change(kind)).toThrow(isTraining ? 'stays one' : 'does not become a training vault');
      vault.close();
    }
  });

  test('opens only where the screens say what it is, and the scheme’s vault only where they do not', async () => {
    for (const [trial, startedForTraining] of [
      [training, false],
      [live, true],
    ] as const) {
      const config = { dataFolder: trial.folder, uiFolder: work, clock: trial.clock, training: startedForTraining };
      await trial.app.close();
      const app = await createApp(config, scriptedShell());
      const reply = await app.invoke('session.signIn', codeOf(trial));
      expect(reply).toMatchObject({ ok: false, failure: { code: 'conflict' } });
      expect(await app.invoke('app.state', {})).toMatchObject({ value: { phase: 'signed-out' } });
      await app.close();
    }
  });
});
