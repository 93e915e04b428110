import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { judge, type PostureFacts } from '../../../src/main/lockdown/posture.ts';
import type { Laptop } from '../../../src/main/platform/laptop.ts';
import { programFingerprint } from '../../../src/main/platform/program-files.ts';
import { breakRegisters } from '../inspected-vault.ts';
import { openCase, openViewing, quiet, smallExport, startRetrieval } from '../officer-steps.ts';
import { siteAt } from '../recorder-steps.ts';
import { accounts, need, type TrialApp, trialApp } from '../trial-app.ts';

const secure: PostureFacts = {
  disk: 'encrypted',
  waysOut: [],
  expectedInterfaces: ['wg0'],
  clockQuestions: [],
  tools: [{ name: 'ffmpeg', found: 'a'.repeat(64), accepted: 'a'.repeat(64) }],
  program: { name: 'the application', found: 'b'.repeat(64), accepted: null },
  backupDays: 1,
  freeBytes: 100e9,
  diskAccepted: null,
};
const check = (id: string, facts: Partial<PostureFacts>) =>
  need(judge({ ...secure, ...facts }).find((each) => each.id === id));

describe('of a laptop', () => {
  test('as it is meant to be everything is in order', () => {
    expect(judge(secure).map(({ state, todo, blocks }) => [state, todo, blocks])).toEqual(
      Array.from({ length: 7 }, () => ['good', null, null]),
    );
  });

  test('what must block says what it blocks, what may be accepted offers it, and everything wrong says what to do', () => {
    const changed = { name: 'ffmpeg', found: 'c'.repeat(64), accepted: 'a'.repeat(64) };
    const wrong = [
      ['disk', { disk: 'plain' }, 'bad', false, true],
      ['disk', { disk: 'plain', diskAccepted: 'Morag on Tuesday: no other laptop' }, 'accepted', false, true],
      ['disk', { disk: 'unknown' }, 'unknown', false, false],
      ['network', { waysOut: [{ name: 'eth0', isDefault: true }] }, 'bad', false, false],
      ['network', { waysOut: null }, 'unknown', false, false],
      ['clock', { clockQuestions: ['It was moved.'] }, 'bad', true, false],
      ['tools', { tools: [changed] }, 'bad', true, true],
      ['tools', { tools: null }, 'bad', true, false],
      ['program', { program: changed }, 'warning', false, true],
      ['backup', { backupDays: null }, 'bad', false, false],
      ['backup', { backupDays: 8 }, 'warning', false, false],
      ['space', { freeBytes: 1e6 }, 'bad', true, false],
      ['space', { freeBytes: 10e9 }, 'warning', false, false],
    ] as const;
    for (const [id, facts, state, isBlocking, mayAccept] of wrong) {
      const found = check(id, facts);
      expect([id, found.state, found.blocks !== null, found.mayAccept]).toEqual([id, state, isBlocking, mayAccept]);
      expect([id, found.todo]).not.toEqual([id, null]);
    }
  });

  test('the named VPN is no foreign network, and what is beside it is named', () => {
    const wg = { name: 'wg0', isDefault: false };
    expect(check('network', { waysOut: [wg] }).state).toBe('good');
    // A VPN may take the default route; nothing else may, by whatever similar name.
    expect(check('network', { waysOut: [{ ...wg, isDefault: true }] }).state).toBe('good');
    for (const name of ['wg1', 'wg00', 'WG0', 'wg', 'tun0', ''])
      for (const isDefault of [true, false])
        expect(check('network', { waysOut: [{ name, isDefault }] }).state).toBe('bad');
    expect(check('network', { waysOut: [wg, { name: 'eth0', isDefault: true }] }).finding).toContain(
      'eth0 (to everywhere)',
    );
  });
});

test('the application’s fingerprint is of its files’ names and bytes, and of nothing beside them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'program-'));
  try {
    await mkdir(join(folder, 'src', 'deep'), { recursive: true });
    await writeFile(join(folder, 'src', 'deep', 'a.ts'), 'one');
    await writeFile(join(folder, 'package.json'), '{}');
    const first = await programFingerprint(folder);
    expect(first).toMatch(/^[0-9a-f]{64}$/u);
    await writeFile(join(folder, 'notes.txt'), 'beside');
    expect(await programFingerprint(folder)).toBe(first);
    await writeFile(join(folder, 'src', 'deep', 'a.ts'), 'two');
    const changed = await programFingerprint(folder);
    await writeFile(join(folder, 'src', 'deep', 'a.ts'), 'one');
    await cp(join(folder, 'src', 'deep', 'a.ts'), join(folder, 'src', 'b.ts'));
    expect(new Set([first, changed, await programFingerprint(folder)]).size).toBe(3);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

describe('at the sign-in', () => {
  let work: string;
  let trial: TrialApp;
  const found: { -readonly [K in keyof Laptop]: Awaited<ReturnType<Laptop[K]>> } = {
    diskEncryption: 'encrypted',
    waysOut: [],
  };
  const password = accounts.manager.password;
  const reason = 'Updated by IT today.';
  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'posture-'));
    await smallExport(join(work, 'EXPORT'));
    const laptop: Laptop = { diskEncryption: async () => found.diskEncryption, waysOut: async () => found.waysOut };
    trial = await trialApp({ folder: join(work, 'data'), laptop });
    await trial.setUp();
    await trial.signIn('officer');
    await trial.ended((await startRetrieval(trial, await openCase(trial), join(work, 'EXPORT'))).jobId);
    await quiet(trial);
  });
  afterAll(async () => {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });

  const state = async (id: string) => need((await trial.ok('posture.read', {})).checks.find((each) => each.id === id));
  const entered = async (action: string) => (await trial.ok('ledger.search', { action })).rows;
  const again = async (role: 'officer' | 'manager') => {
    await trial.signOut();
    await trial.signIn(role);
  };

  test('the programs found first are accepted, and their fingerprints entered', async () => {
    const [first] = await entered('posture.firstSeen');
    for (const tool of ['tool ffmpeg', 'tool ffprobe', 'program']) expect(need(first).details).toContain(`"${tool}"`);
    expect((await state('tools')).state).toBe('good');
    // A vault that has just been set up has one fault, and every sign-in says so until it is mended.
    const findings = (await entered('posture.found')).map(({ details }) => JSON.parse(details) as unknown);
    expect(findings.length).toBeGreaterThan(0);
    for (const each of findings) expect(each).toMatchObject({ found: [{ check: 'backup', state: 'bad' }] });
  });

  test('what fails is entered and shown, and the manager alone accepts a missing encryption, with reasons', async () => {
    found.diskEncryption = 'plain';
    found.waysOut = [{ name: 'wlp2s0', isDefault: true }];
    await again('officer');
    const [entry] = await entered('posture.found');
    expect(need(entry).details).toContain('wlp2s0');
    expect([(await state('disk')).state, (await state('network')).state]).toEqual(['bad', 'bad']);
    expect(await trial.refused('posture.accept', { check: 'disk', reason, password })).toMatchObject({
      code: 'forbidden',
    });
    await again('manager');
    expect(await trial.refused('posture.accept', { check: 'disk', reason, password: 'wrong' })).toMatchObject({
      code: 'forbidden',
    });
    await trial.ok('posture.accept', { check: 'disk', reason: 'A new laptop is ordered.', password });
    expect(await state('disk')).toMatchObject({
      state: 'accepted',
      finding: expect.stringContaining('A new laptop is ordered'),
    });
    expect(need((await entered('posture.accept'))[0]).details).toContain('A new laptop is ordered');
    found.diskEncryption = 'encrypted';
    found.waysOut = [];
    await trial.ok('posture.check', {});
    expect((await state('disk')).state).toBe('good');
    expect(await trial.refused('posture.accept', { check: 'disk', reason, password })).toMatchObject({
      code: 'conflict',
    });
  });

  test('an ffmpeg that is another than was accepted reads no footage until the manager has accepted it', async () => {
    await trial.signOut();
    const zeros = '0'.repeat(64);
    await breakRegisters(trial.folder, `UPDATE posture_accepted SET value = '${zeros}' WHERE subject = 'tool ffmpeg'`);
    await trial.signIn('officer');
    expect(await state('tools')).toMatchObject({ state: 'bad', blocks: expect.stringContaining('not examined') });
    const [shown] = (await trial.ok('recordings.list', {})).filter(({ playable }) => playable !== 'no');
    const { viewing } = await openViewing(trial, need(shown).id);
    const at = { viewingId: viewing.id, positionMs: 0, frameIndex: 1, note: 'Door.' };
    const { id: bookmarkId } = await trial.ok('viewings.bookmark', at);
    await trial.ok('viewings.close', { viewingId: viewing.id, outcome: 'still-wanted' });
    const request = { bookmarkId, requester: 'Priya Shah', necessity: 'To identify.', particulars: 'The door.' };
    const { id: stillId } = await trial.ok('stills.request', request);
    await again('manager');
    await trial.ok('stills.decide', { stillId, decision: 'approve', reasons: 'Because.', password });
    await again('officer');
    const refusal = await trial.refused('stills.produce', { stillId });
    expect(refusal).toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('not the one that was accepted'),
    });
    await again('manager');
    await trial.ok('posture.accept', { check: 'tools', reason, password });
    expect((await state('tools')).state).toBe('good');
    expect(need((await entered('posture.accept'))[0]).details).toContain(zeros);
    await again('officer');
    expect(await trial.ok('stills.produce', { stillId })).toBeTruthy();
    expect(trial.bugs).toEqual([]);
  });

  test('only the VPN of a registered site may lead out, the default route too', async () => {
    found.waysOut = [{ name: 'wg0', isDefault: true }];
    await again('manager');
    expect((await state('network')).state).toBe('bad'); // nobody has named it yet
    const profile = siteAt(554, { vpnInterface: 'wg0' });
    await trial.ok('sites.register', { profile, deviceKey: null, devicePassword: 'of the recorder', password });
    await trial.ok('posture.check', {});
    expect((await state('network')).state).toBe('good');
    found.waysOut = [
      { name: 'wg0', isDefault: false },
      { name: 'eth0', isDefault: true },
    ];
    await trial.ok('posture.check', {});
    expect(await state('network')).toMatchObject({
      state: 'bad',
      finding: expect.stringContaining('eth0 (to everywhere)'),
    });
    expect((await state('network')).finding).not.toContain('wg0');
    found.waysOut = [];
  });

  test('a changed application is told until it is accepted, and blocks nothing', async () => {
    await trial.signOut();
    await breakRegisters(trial.folder, `UPDATE posture_accepted SET value = 'old' WHERE subject = 'program'`);
    await trial.signIn('manager');
    expect(await state('program')).toMatchObject({ state: 'warning', blocks: null, mayAccept: true });
    await trial.ok('posture.accept', { check: 'program', reason, password });
    expect((await state('program')).state).toBe('good');
  });
});
