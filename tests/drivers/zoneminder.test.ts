import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { DeviceSession } from '../../src/device-drivers/driver.ts';
import type { PortalId } from '../../src/shared/model.ts';
import { deviceDrivers } from '../../src/device-drivers/registry.ts';
import { collect } from '../fixtures/collect.ts';
import { portalUsers, startZoneMinder, whyNoZoneMinder, type ZoneMinder } from '../fixtures/zoneminder.ts';
import { openCase } from '../main/officer-steps.ts';
import { accounts, need, type TrialApp, trialApp } from '../main/trial-app.ts';
import { driverSuite } from './driver-suite.ts';
import { portalSource, zoneMinderProfileText } from './portal-source.ts';

// The portal driver and its profile against a real portal: Debian's ZoneMinder over TLS, with two people's logins.

const why = whyNoZoneMinder();
/** The portal writes its log after it has answered. */
const patient = { timeout: 60_000, interval: 50 };
const period = { from: '2026-10-05T21:00:00', to: '2026-10-05T21:30:00' };

describe.skipIf(why !== null)(`ZoneMinder as a portal${why === null ? '' : ` (skipped: ${why})`}`, () => {
  let portal: ZoneMinder;
  const opened: { close(): Promise<void> }[] = [];
  const open = async (
    login: { readonly username: string; readonly password: string } = portalUsers.cso,
    { certificate = portal.certificate, signal = new AbortController().signal } = {},
  ): Promise<DeviceSession> => {
    const { source, close } = portalSource({ port: portal.port, certificate, login });
    opened.push({ close });
    return deviceDrivers['idcam-portal'].open(source, signal);
  };

  beforeAll(async () => {
    portal = await startZoneMinder();
  });
  afterEach(async () => {
    for (const { close } of opened.splice(0)) await close();
  });
  afterAll(() => portal.stop());

  test('lists three cameras of one bridge on one clock, this country’s', async () => {
    const session = await open();
    const found = await collect(session.search(period, []));
    expect(found.map(({ name, channel }) => [name, channel?.value])).toEqual(
      portal.films.map(({ name, camera }) => [name, camera]),
    );
    expect(found[1]?.timeClaims).toEqual([
      { kind: 'start', wallClock: '2026-10-05T21:01:00', zone: 'local', source: 'device' },
      { kind: 'end', wallClock: '2026-10-05T21:11:00', zone: 'local', source: 'device' },
    ]);
    expect(await session.readClock()).toMatchObject({ zone: 'local', zoneText: '(portal: Europe/London)' });
    await session.close();
  });

  test('gives each person what is theirs: what was not listed for a login is not asked for', async () => {
    const session = await open(portalUsers.limited);
    const found = await collect(session.search(period, []));
    expect(found.map(({ name }) => name)).toEqual([portal.films[0]?.name]);
    const other = { ...need(found[0]), id: need(portal.films[1]).name };
    await expect(collect(session.read(other, 0))).rejects.toMatchObject({ code: 'not-found' });
    expect((await portal.asked()).filter((line) => line.includes(`eid=${portal.films[1]?.id}`))).toEqual([]);
    await session.close();
  });

  test('refuses a wrong password once, and is asked no second time', async () => {
    const login = { username: 'cso', password: 'not this' };
    const { source, close } = portalSource({ port: portal.port, certificate: portal.certificate, login });
    opened.push({ close });
    const targets: string[] = [];
    const request: typeof source.ports.request = (ask, signal) => {
      targets.push(ask.target);
      return source.ports.request(ask, signal);
    };
    const counted = { ...source, ports: { ...source.ports, request } };
    const wrong = deviceDrivers['idcam-portal'].open(counted, new AbortController().signal);
    await expect(wrong).rejects.toMatchObject({ code: 'forbidden' });
    expect(targets).toEqual(['/zm/api/host/login.json']);
  });

  test('with another certificate is not spoken to', async () => {
    const failing = open(portalUsers.cso, { certificate: '0'.repeat(64) });
    await expect(failing).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('portal shows') });
  });

  test('ends the session, proves it, and leaves a record of all that was asked', async () => {
    const session = await open();
    const [first] = await collect(session.search(period, []));
    await collect(session.read(need(first), 0));
    const record = need(await session.accessRecord());
    expect(record.says).toBe('The session was ended, and the portal refused it when it was asked once more.');
    const text = Buffer.concat(await collect(record.bytes)).toString('utf8');
    const { asked, pages, portalsOwnRecord } = JSON.parse(text) as {
      asked: { asked: string; status: number }[];
      pages: { answer: string }[];
      portalsOwnRecord: string;
    };
    expect(asked.map(({ asked: line }) => line.split('?')[0]?.split('/').at(-1))).toEqual([
      ...['login.json', 'monitors.json', expect.stringContaining('.json'), 'index.php', 'logs.json'],
      ...['logout.json', 'monitors.json'],
    ]);
    expect(asked.at(-1)?.status).toBe(401);
    expect(pages[1]?.answer).toContain('101-video.mp4');
    expect(portalsOwnRecord).toContain('does not show its own record');
    expect(text).not.toContain(portalUsers.cso.password);
    await expect(collect(session.read(need(first), 0))).rejects.toMatchObject({ code: 'forbidden' });
    await session.close();
  });

  describe('through the application', () => {
    let trial: TrialApp;
    let portalId: PortalId;
    let work: string;
    const login = { username: portalUsers.cso.username, portalPassword: portalUsers.cso.password };

    beforeAll(async () => {
      work = await mkdtemp(join(tmpdir(), 'portal-retrieval-'));
      trial = await trialApp();
      await trial.setUp();
      await trial.signIn('officer');
    });
    afterAll(async () => {
      await trial.remove();
      await rm(work, { recursive: true, force: true });
    });
    const decide = async (isOn: boolean): Promise<void> => {
      await trial.signOut();
      await trial.signIn('manager');
      const { password } = accounts.manager;
      await trial.ok('portals.decide', { portalId, isOn, reasons: 'The bridge has no stick.', password });
      await trial.signOut();
      await trial.signIn('officer');
    };

    test('a portal is off until the manager has judged it, and its profile is on record by its hash', async () => {
      const { port, certificate } = portal;
      const address = { number: 'PORTAL-1', host: '127.0.0.1', port, certificate, networkInterface: 'lo' };
      const path = join(work, 'profile.json');
      await writeFile(path, zoneMinderProfileText.replace('"/zm/api/host/login.json"', '"https://elsewhere/"'));
      trial.shell.files.push([path]);
      const failure = await trial.refused('portals.register', address);
      expect(failure.message).toContain('at “login.path”: ');
      await writeFile(path, zoneMinderProfileText);
      trial.shell.files.push([path]);
      const registered = await trial.ok('portals.register', address);
      portalId = registered.id;
      expect(registered).toMatchObject({ isOn: false, profileName: 'ZoneMinder 1.36' });
      const hash = createHash('sha256').update(zoneMinderProfileText).digest('hex');
      expect(registered.profileSha256).toBe(hash);
      const off = await trial.refused('portals.connect', { portalId, ...login });
      expect(off).toMatchObject({ code: 'clause', clause: '3.15' });
      await decide(true);
      const { rows } = await trial.ok('ledger.search', { action: 'portals.decide' });
      expect(rows[0]?.details).toContain(hash);
    });

    test('a wrong password is refused, named in the ledger by the login, and kept nowhere', async () => {
      const wrong = { portalId, username: 'cso', portalPassword: 'purple Kettle 77' };
      expect(await trial.refused('portals.connect', wrong)).toMatchObject({ code: 'forbidden' });
      const { rows } = await trial.ok('ledger.search', { action: 'portals.connectFailed' });
      expect(rows[0]?.details).toContain('"login": "cso"');
      expect(rows[0]?.details).not.toContain('purple');
    });

    test('three cameras are one retrieval, byte for byte, with the access record and the session’s end', async () => {
      const { caseId } = await openCase(trial);
      const { id: incidentId } = await trial.ok('cases.reportIncident', {
        ...{ caseId, system: 'idcam', occurredAt: '2026-10-05T21:05:00', place: 'Edward Street', description: 'Bins.' },
      });
      const connection = await trial.ok('portals.connect', { portalId, ...login });
      expect(connection.way).toContain('with the login cso');
      const survey = await trial.ok('retrievals.search', { connectionId: connection.id, period, cameras: [] });
      const started = await trial.ok('retrievals.start', {
        ...{ surveyId: survey.id, caseId, incidentId, period, kitSerial: 'BRIDGE-3', place: 'Edward Street' },
        ...{ reason: 'Incident of 5 October.' },
        timeCheck: {
          systemTime: need(connection.clock).systemTime,
          referenceTime: need(connection.clock).systemTime,
          source: 'speaking-clock',
          seenBy: 'Alan Sutcliffe',
        },
      });
      expect(await trial.ended(started.jobId)).toMatchObject({ state: 'done', failure: null });
      const read = await trial.ok('retrievals.read', { retrievalId: started.retrievalId });
      expect(read.retrieval).toMatchObject({ state: 'complete', source: 'Portal PORTAL-1' });
      expect(read.files.map(({ path, sha256 }) => [path, sha256])).toEqual([
        ...portal.films.map(({ name, bytes }) => [name, createHash('sha256').update(bytes).digest('hex')]),
        ['portal access record.json', expect.stringMatching(/^[0-9a-f]{64}$/u)],
      ]);
      expect(read.files.at(-1)?.reason).toContain('the portal refused it when it was asked once more');
      expect(read.coverage.map(({ channel }) => channel)).toEqual(['Bins', 'Front gate', 'Stairs']);
      await vi.waitFor(
        async () => expect((await portal.asked()).at(-1)).toContain('GET /zm/api/monitors.json'),
        patient,
      );
      expect(await trial.ok('ledger.verify', {})).toMatchObject({ ok: true });
      const again = await trial.ok('portals.connect', { portalId, ...login });
      const found = await trial.ok('retrievals.search', { connectionId: again.id, period, cameras: [] });
      expect(found.files.every(({ heldSince }) => heldSince === read.retrieval.number)).toBe(true);
      expect(trial.bugs).toEqual([]);
    });

    test('signing out ends the session on the portal, and switched off it is not asked again', async () => {
      await trial.ok('portals.connect', { portalId, ...login });
      await decide(false);
      await vi.waitFor(async () => {
        const lines = await portal.asked();
        expect(lines.at(-2)).toContain('logout.json');
        expect(lines.at(-1)).toContain(' 401 ');
      }, patient);
      expect(await trial.refused('portals.connect', { portalId, ...login })).toMatchObject({ clause: '3.15' });
    });
  });

  driverSuite('ZoneMinder', () => ({
    open: (signal) => open(portalUsers.cso, { signal }),
    busy: period,
    quiet: { from: '2026-10-04T00:00:00', to: '2026-10-04T01:00:00' },
    camera: 'Bins',
    known: need(portal.films[1]),
    takeAway: async () => portal.stopWeb(),
  }));
});
