import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Input } from '../../src/shared/contract.ts';
import type { SiteId } from '../../src/shared/model.ts';
import { type FileServer, type SshServer, startFtpServer, startSshServer } from '../fixtures/file-servers.ts';
import { recorderLogin } from '../fixtures/lighttpd.ts';
import type { Held } from '../fixtures/recorder-traits.ts';
import { openCase, type OpenedCase, quiet } from './officer-steps.ts';
import { heldFilms, searchRecorder, siteAt, startFrom } from './recorder-steps.ts';
import { accounts, need, type TrialApp, trialApp } from './trial-app.ts';

// Whole retrievals from Debian's own file servers, through the application's own commands. Loopback stands in for the VPN.

const here = process.getuid?.() === 0 && existsSync('/usr/sbin/sshd') && existsSync('/usr/sbin/vsftpd');

describe.skipIf(!here)('a retrieval from a file server (skipped without root, OpenSSH and vsftpd)', () => {
  let work: string;
  let trial: TrialApp;
  let films: Held[];
  let opened: OpenedCase;
  let ssh: SshServer;
  let ftp: FileServer;

  const put = async (server: FileServer, name: string, bytes: Uint8Array): Promise<void> => {
    const path = join(server.files, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
    await utimes(path, new Date('2026-10-05T20:20:00Z'), new Date('2026-10-05T20:20:00Z'));
  };
  const byFiles = (protocol: 'sftp' | 'ftps', server: FileServer): Input<'sites.register'>['profile'] => ({
    ...siteAt(server.port),
    ...{ number: `SITE-${protocol}`, protocol, secure: true, folder: 'rec', pattern: '*.mp4 *.ts *.dat' },
  });
  /** The manager looks at the key, puts it on record and registers the site; the officer is signed in afterwards. */
  const register = async (
    profile: Input<'sites.register'>['profile'],
    secrets: { devicePassword: string; deviceKey: string | null },
  ): Promise<SiteId> => {
    await trial.signOut();
    await trial.signIn('manager');
    const { system, protocol, address, port, vpnInterface } = profile;
    const shown = await trial.ok('sites.showKey', { system, protocol, address, port, vpnInterface });
    const { password } = accounts.manager;
    const certified = { ...profile, certificate: shown.fingerprint };
    const { id } = await trial.ok('sites.register', { profile: certified, ...secrets, password });
    await trial.signOut();
    await trial.signIn('officer');
    return id;
  };

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'file-server-retrieval-'));
    films = await heldFilms(join(work, 'films'));
    [ssh, ftp] = [await startSshServer(), await startFtpServer()];
    for (const server of [ssh, ftp]) {
      await put(server, 'rec/cam1_20261005_210000.mp4', need(films[0]).bytes);
      await put(server, 'rec/part/20261005_211000.dat', need(films[2]).bytes);
      await put(server, 'rec/notes.txt', Buffer.from('not asked for'));
    }
    trial = await trialApp();
    await trial.setUp();
    await trial.signIn('officer');
    opened = await openCase(trial);
  });
  afterAll(async () => {
    await trial?.remove();
    await Promise.all([ssh?.remove(), ftp?.remove()]);
    await rm(work, { recursive: true, force: true });
  });

  test('by SFTP with a key brings what the pattern asks for, and links it when asked again', async () => {
    const siteId = await register(
      { ...byFiles('sftp', ssh), login: 'key' },
      {
        deviceKey: ssh.lockedKey.key,
        devicePassword: ssh.lockedKey.passphrase,
      },
    );
    const found = await searchRecorder(trial, siteId);
    expect(found.connection.way).toContain(`It showed the key on record, SHA-256 ${ssh.fingerprint}.`);
    expect(found.connection.way).toContain('Asked for: *.mp4 *.ts *.dat below rec.');
    const names = ['rec/cam1_20261005_210000.mp4', 'rec/part/20261005_211000.dat'];
    expect(found.survey.files.map(({ path }) => path).toSorted()).toEqual(names);
    const { jobId, retrievalId } = await startFrom(trial, opened, found);
    expect(await trial.ended(jobId)).toMatchObject({ state: 'done', failure: null });
    const { retrieval, files } = await trial.ok('retrievals.read', { retrievalId });
    expect(retrieval).toMatchObject({ state: 'complete', source: 'SITE-sftp over the VPN' });
    // A name that promises nothing is footage by what it holds.
    expect(files.map(({ outcome, role }) => [outcome, role])).toEqual([
      ['master', 'footage'],
      ['master', 'footage'],
    ]);
    const recordings = await trial.ok('recordings.list', {});
    expect(recordings.map(({ format, recordedFrom }) => `${format} ${recordedFrom}`).toSorted()).toEqual([
      'mp4 2026-10-05T21:00:00',
      'mpeg-ts 2026-10-05T21:10:00',
    ]);
    const again = await searchRecorder(trial, siteId);
    expect(again.survey.files.every(({ heldSince }) => heldSince === retrieval.number)).toBe(true);
  });

  test('that cannot read a file whose name promises nothing is not complete: it may have been footage', async () => {
    await put(ssh, 'rec/part/20261005_212000.dat', Buffer.from('not read in time'));
    await put(ssh, 'rec/part/20261005_213000.dat', Buffer.from('Notes of the unit, and no footage.\r\n'));
    const site = need((await trial.ok('sites.list', {})).find(({ number }) => number === 'SITE-sftp'));
    const found = await searchRecorder(trial, site.id);
    await rm(join(ssh.files, 'rec/part/20261005_212000.dat'));
    const { jobId, retrievalId } = await startFrom(trial, opened, found);
    expect(await trial.ended(jobId)).toMatchObject({ state: 'done', failure: null });
    const { retrieval, files } = await trial.ok('retrievals.read', { retrievalId });
    expect(retrieval.state).toBe('partial');
    expect(new Map(files.map(({ path, outcome, role }) => [path, [outcome, role]]))).toEqual(
      new Map([
        ['rec/cam1_20261005_210000.mp4', ['duplicate', 'footage']],
        ['rec/part/20261005_211000.dat', ['duplicate', 'footage']],
        ['rec/part/20261005_212000.dat', ['failed', 'footage']],
        ['rec/part/20261005_213000.dat', ['master', 'other']],
      ]),
    );
    await rm(join(ssh.files, 'rec/part/20261005_213000.dat'));
  });

  test('by FTPS finds the same bytes held already, by their hash', async () => {
    const siteId = await register(byFiles('ftps', ftp), { devicePassword: recorderLogin.password, deviceKey: null });
    const { jobId, retrievalId } = await startFrom(trial, opened, await searchRecorder(trial, siteId));
    expect(await trial.ended(jobId)).toMatchObject({ state: 'done', failure: null });
    const { retrieval, files } = await trial.ok('retrievals.read', { retrievalId });
    expect(retrieval.state).toBe('complete');
    // What is linked is what its master was found to be.
    expect(files.map(({ outcome, role }) => [outcome, role])).toEqual([
      ['duplicate', 'footage'],
      ['duplicate', 'footage'],
    ]);
    expect((await quiet(trial)).every(({ state }) => state === 'done')).toBe(true);
    expect(await trial.ok('ledger.verify', {})).toMatchObject({ ok: true });
    expect(trial.bugs).toEqual([]);
  });

  test('is refused for a site without its key, for a key that is none, and for a file server in the clear', async () => {
    await trial.signOut();
    await trial.signIn('manager');
    const { password } = accounts.manager;
    const profile = { ...byFiles('sftp', ssh), number: 'SITE-x', login: 'key' as const };
    const wrong = { profile, deviceKey: 'not a key', devicePassword: null, password };
    expect(await trial.refused('sites.register', wrong)).toMatchObject({ code: 'invalid-input' });
    const clear = {
      profile: { ...byFiles('ftps', ftp), secure: false },
      devicePassword: 'x',
      deviceKey: null,
      password,
    };
    expect(await trial.refused('sites.register', clear)).toMatchObject({ code: 'invalid-input' });
    const elsewhere = { system: 'ic-pod' as const, protocol: 'sftp' as const, address: '127.0.0.1', port: ssh.port };
    expect(await trial.refused('sites.showKey', { ...elsewhere, vpnInterface: 'wg0' })).toMatchObject({
      code: 'clause',
      clause: '3.11',
    });
    await trial.signOut();
    await trial.signIn('officer');
  });

  test('leaves neither password nor private key in any file, and none in the ledger', async () => {
    const [, , secretLine = ''] = ssh.lockedKey.key.split('\n');
    const paths = readdirSync(trial.folder, { recursive: true, encoding: 'utf8' }).map((name) =>
      join(trial.folder, name),
    );
    for (const secret of [recorderLogin.password, ssh.lockedKey.passphrase, secretLine]) {
      expect(secret.length).toBeGreaterThan(8);
      expect((await trial.ok('ledger.search', { text: secret })).rows).toEqual([]);
      for (const path of paths.filter((it) => statSync(it).isFile()))
        expect([path, readFileSync(path).includes(secret)]).toEqual([path, false]);
    }
  });
});
