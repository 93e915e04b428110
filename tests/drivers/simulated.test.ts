import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { NetworkSession } from '../../src/device-drivers/driver.ts';
import { deviceDrivers } from '../../src/device-drivers/registry.ts';
import { trainingFilm } from '../../src/main/platform/training-films.ts';
import { AppError } from '../../src/shared/failure.ts';
import { collect } from '../fixtures/collect.ts';
import { ffprobe } from '../fixtures/ffmpeg.ts';
import { need } from '../main/trial-app.ts';
import { driverSuite } from './driver-suite.ts';

// The recorder that is none, asked what every driver is asked.

const busy = { from: '2026-10-05T21:00:00', to: '2026-10-05T22:00:00' };
let isThere = true;
const film = async (camera: 1 | 2): Promise<Uint8Array> => {
  if (!isThere) throw new AppError('unavailable', 'The films are gone.');
  return trainingFilm(camera);
};
const open = (signal = new AbortController().signal): Promise<NetworkSession> =>
  deviceDrivers.simulated.open(
    {
      cameras: [
        { name: '1', film: () => film(1) },
        { name: '2', film: () => film(2) },
      ],
      now: () => '2026-10-06T09:00:00.000Z',
      wallClock: () => '2026-10-06T10:00:00',
    },
    signal,
  );
const bytesOf = async (name: string): Promise<Buffer> => {
  const session = await open();
  const found = (await collect(session.search(busy, []))).find((it) => it.name === name);
  return Buffer.concat(await collect(session.read(need(found), 0)));
};
const knownName = '1/SIMULATED_20261005_211000.mp4';

describe('the simulated recorder', async () => {
  const known = { name: knownName, bytes: await bytesOf(knownName) };

  driverSuite('The simulated recorder', () => ({
    ...{ open, busy, quiet: { from: '2020-01-01T00:00:00', to: '2020-01-01T01:00:00' }, camera: '2', known },
    takeAway: async () => void (isThere = false),
  }));
});

test('has a wrong clock, leaves gaps, and holds nothing of the future', async () => {
  isThere = true;
  const session = await open();
  expect(await session.readClock()).toMatchObject({ wallClock: '2026-10-06T10:03:12' });
  expect(await collect(session.search(busy, ['1']))).toHaveLength(6);
  expect(await collect(session.search(busy, ['2']))).toHaveLength(4);
  const ahead = { from: '2026-10-06T09:55:00', to: '2026-10-06T11:00:00' };
  expect((await collect(session.search(ahead, ['1']))).map(({ openEnded }) => openEnded)).toEqual([false]);
});

test('gives films that play and say in their bytes what they are, no two the same', async () => {
  isThere = true;
  const [first, second] = [await bytesOf(knownName), await bytesOf('1/SIMULATED_20261005_212000.mp4')];
  expect(Buffer.compare(first, second)).not.toBe(0);
  expect(first.toString('latin1')).toContain(`SIMULATED, TRAINING ONLY: ${knownName}`);
  const folder = mkdtempSync(join(tmpdir(), 'simulated-'));
  const path = join(folder, 'film.mp4');
  writeFileSync(path, first);
  const { codec, pictures } = await ffprobe(path);
  rmSync(folder, { recursive: true });
  expect({ codec, pictures }).toEqual({ codec: 'h264', pictures: 240 }); // twenty seconds of twelve pictures
});
