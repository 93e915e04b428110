import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deviceDrivers } from '../../src/device-drivers/registry.ts';
import { type Lighttpd, recorderLogin, startLighttpd } from '../fixtures/lighttpd.ts';
import { type Recorder, startRecorder } from '../fixtures/recorder.ts';
import type { Held, Traits } from '../fixtures/recorder-traits.ts';
import { driverSuite } from './driver-suite.ts';
import { loopbackSource } from './network-source.ts';

// The logins are lighttpd's: a real server says whether our Digest is right.

const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, at) => (at * 7 + (at >> 7)) & 0xff));
const heldOf = (name: (hour: string) => string): Held[] =>
  ['19', '21'].map((hour) => ({
    camera: 1,
    from: `2026-10-05T${hour}:00:00`,
    to: `2026-10-05T${hour}:30:00`,
    name: name(hour),
    bytes,
  }));
const kinds: readonly { speaks: string; algorithm: 'MD5' | 'SHA-256'; known: string; traits: Traits }[] = [
  { speaks: 'ISAPI', algorithm: 'SHA-256', known: '101/ch01_21', traits: { held: heldOf((hour) => `ch01_${hour}`) } },
  {
    ...{ speaks: 'Dahua CGI', algorithm: 'MD5', known: 'mnt/dvr/21.dav' },
    traits: { held: heldOf((hour) => `/mnt/dvr/${hour}.dav`), firstCamera: 1 },
  },
];

describe.skipIf(!existsSync('/usr/sbin/lighttpd'))('behind lighttpd’s Digest login (skipped without lighttpd)', () => {
  describe.each(kinds)('$algorithm, a recorder that speaks $speaks', ({ speaks, algorithm, known, traits }) => {
    let recorder: Recorder;
    let front: Lighttpd;
    beforeAll(async () => {
      recorder = await startRecorder(traits);
      front = await startLighttpd(recorder.port, { algorithm });
    });
    afterAll(async () => {
      await front.stop();
      await recorder.close().catch(() => undefined);
    });

    test('lets the right login in', async () => {
      const { source, http } = loopbackSource(front.port, { login: recorderLogin });
      const session = await deviceDrivers['ic-pod'].open(source, new AbortController().signal);
      expect((await session.identity()).serial).toMatch(/12345/u);
      await http.close();
    });

    test('a wrong password is tried once, and never again on this connection', async () => {
      const before = recorder.asked.length;
      const { source, http } = loopbackSource(front.port, { login: { ...recorderLogin, password: 'wrong' } });
      const open = () => deviceDrivers['ic-pod'].open(source, new AbortController().signal);
      await expect(open()).rejects.toMatchObject({
        code: 'forbidden',
        message: expect.stringContaining('not tried again'),
      });
      await expect(open()).rejects.toMatchObject({ code: 'forbidden' });
      expect(recorder.asked.length).toBe(before);
      await http.close();
    });

    driverSuite(`a recorder that speaks ${speaks}`, () => ({
      open: (signal) =>
        deviceDrivers['ic-pod'].open(loopbackSource(front.port, { login: recorderLogin }).source, signal),
      busy: { from: '2026-10-05T20:00:00', to: '2026-10-05T22:00:00' },
      quiet: { from: '2026-10-05T23:00:00', to: '2026-10-05T23:30:00' },
      camera: '1',
      known: { name: known, bytes },
      takeAway: () => recorder.close(),
    }));
  });
});
