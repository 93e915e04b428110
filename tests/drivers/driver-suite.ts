import { describe, expect, test } from 'vitest';
import { collect } from '../fixtures/collect.ts';
import type { DeviceSession, Period, Segment } from '../../src/device-drivers/driver.ts';

/** What a driver's own test file sets up: one device with known recordings, open. */
export interface DeviceUnderTest {
  readonly open: (signal: AbortSignal) => Promise<DeviceSession>;
  /** A period in which the device holds something, and one in which nothing timed lies. */
  readonly busy: Period;
  readonly quiet: Period;
  /** A camera the device holds in `busy`. */
  readonly camera: string;
  /** The very bytes of one of its recordings. */
  readonly known: { readonly name: string; readonly bytes: Uint8Array };
  /** A device that replays does not say how many bytes will come; every other does. */
  readonly saysNoSizes?: true;
  /** Makes that recording impossible to read, as when the device goes away. The suite calls it last. */
  readonly takeAway: () => Promise<void>;
}

/** Every driver passes the same questions. A session has no way to write, so none is asked. */
export function driverSuite(name: string, device: () => DeviceUnderTest): void {
  describe(`${name} as a driver`, () => {
    const live = (): AbortSignal => new AbortController().signal;

    test('every claim about time is a calendar time and names its source', async () => {
      for (const segment of await searchAll(device().busy, [])) {
        for (const { wallClock, source, zone } of segment.timeClaims) {
          expect(Number.isNaN(Date.parse(`${wallClock}Z`))).toBe(false);
          expect(['stream', 'device', 'file-name', 'file-time']).toContain(source);
          expect(['local', 'utc', 'unknown']).toContain(zone);
        }
      }
    });

    test('a search finds the recordings of the period, by camera too, each under its own id', async () => {
      const all = await searchAll(device().busy, []);
      expect(all.map((segment) => segment.name)).toContain(device().known.name);
      expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
      const own = await searchAll(device().busy, [device().camera]);
      expect(own.length).toBeGreaterThan(0);
      for (const { channel } of own) expect([device().camera, undefined]).toContain(channel?.value);
    });

    test('where nothing was recorded only recordings without a known time are offered', async () => {
      const quiet = await searchAll(device().quiet, []);
      expect(quiet.length).toBeLessThan((await searchAll(device().busy, [])).length);
      for (const { timeClaims } of quiet) {
        const sure = timeClaims.filter(({ source, zone }) => source !== 'file-time' && zone !== 'utc');
        expect(new Set(sure.map(({ kind }) => kind)).size).toBeLessThan(2);
      }
    });

    test('the bytes come whole, and from any byte on', async () => {
      const { bytes } = device().known;
      const session = await device().open(live());
      const segment = await knownSegment(session);
      expect(segment.sizeBytes).toBe(device().saysNoSizes === true ? null : bytes.byteLength);
      for (const from of [0, 1, Math.floor(bytes.byteLength / 2), bytes.byteLength - 1, bytes.byteLength]) {
        expect(Buffer.compare(await readAll(session, segment, from), bytes.subarray(from))).toBe(0);
      }
      await session.close();
    });

    test('what the device does not say is null, never made up', async () => {
      const session = await device().open(live());
      const stated = [...Object.values(await session.identity()), await session.readClock()];
      for (const value of stated) expect(value).not.toBe('');
      await session.close();
    });

    test('a fired signal stops a search and a reading with "cancelled"', async () => {
      const stop = new AbortController();
      const session = await device().open(stop.signal);
      const segment = await knownSegment(session);
      const reading = session.read(segment, 0)[Symbol.asyncIterator]();
      stop.abort();
      await expect(reading.next()).rejects.toMatchObject({ code: 'cancelled' });
      await expect(device().open(stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
    });

    test('a closed session gives nothing more', async () => {
      const session = await device().open(live());
      const segment = await knownSegment(session);
      await session.close();
      await expect(readAll(session, segment, 0)).rejects.toMatchObject({ code: 'conflict' });
    });

    test('a recording of another device is not found', async () => {
      const session = await device().open(live());
      const stranger = { ...(await knownSegment(session)), id: 'no such recording', name: 'no such recording' };
      await expect(readAll(session, stranger, 0)).rejects.toMatchObject({ code: 'not-found' });
    });

    test('a device that has gone fails as unavailable and names the recording', async () => {
      const session = await device().open(live());
      const segment = await knownSegment(session);
      await device().takeAway();
      await expect(readAll(session, segment, 0)).rejects.toMatchObject({
        code: 'unavailable',
        message: expect.stringContaining(segment.name),
      });
    });

    async function searchAll(period: Period, cameras: readonly string[]): Promise<Segment[]> {
      const session = await device().open(live());
      const found = await collect(session.search(period, cameras));
      await session.close();
      return found;
    }

    async function knownSegment(session: DeviceSession): Promise<Segment> {
      const found = await collect(session.search(device().busy, []));
      const segment = found.find((it) => it.name === device().known.name);
      if (segment === undefined) throw new Error('the known recording was not found');
      return segment;
    }
  });
}

async function readAll(session: DeviceSession, segment: Segment, fromByte: number): Promise<Buffer> {
  return Buffer.concat(await collect(session.read(segment, fromByte)));
}
