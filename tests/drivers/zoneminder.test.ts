import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { DeviceSession } from '../../src/device-drivers/driver.ts';
import { deviceDrivers } from '../../src/device-drivers/registry.ts';
import { collect } from '../fixtures/collect.ts';
import { portalUsers, startZoneMinder, whyNoZoneMinder, type ZoneMinder } from '../fixtures/zoneminder.ts';
import { need } from '../main/trial-app.ts';
import { driverSuite } from './driver-suite.ts';
import { portalSource } from './portal-source.ts';

// The portal driver and its profile against a real portal: Debian's ZoneMinder over TLS, with two people's logins.

const why = whyNoZoneMinder();
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
    const before = (await portal.asked()).length;
    const wrong = open({ username: 'cso', password: 'not this' });
    await expect(wrong).rejects.toMatchObject({ code: 'forbidden' });
    expect((await portal.asked()).length).toBe(before + 1);
  });

  test('with another certificate is sent nothing', async () => {
    const before = (await portal.asked()).length;
    const failing = open(portalUsers.cso, { certificate: '0'.repeat(64) });
    await expect(failing).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('portal shows') });
    expect((await portal.asked()).length).toBe(before);
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

  driverSuite('ZoneMinder', () => ({
    open: (signal) => open(portalUsers.cso, { signal }),
    busy: period,
    quiet: { from: '2026-10-04T00:00:00', to: '2026-10-04T01:00:00' },
    camera: 'Bins',
    known: need(portal.films[1]),
    takeAway: async () => portal.stopWeb(),
  }));
});
