import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { collect } from '../fixtures/collect.ts';
import { ffprobe } from '../fixtures/ffmpeg.ts';
import {
  goodbye,
  interleaved,
  type Packet,
  recordedPictures,
  sent,
  type SentPicture,
} from '../fixtures/replay-peer.ts';
import { createReplayBench, film, found, need, readWhole } from './replay-bench.ts';

// Where a replay ends, and what is said when that is before its list does.

let pictures: SentPicture[];
const bench = createReplayBench(() => pictures);
const { open } = bench;

describe.skipIf(!existsSync(film))('a replay (skipped without the samples)', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'replay-'));
    pictures = await recordedPictures(film, '2026-10-05T21:00:00Z');
  });
  afterEach(bench.close);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('that ends early whenever it is asked is kept as far as it goes, and that is said', async () => {
    const made = await open({
      pictures: pictures.slice(0, 125),
      send: (packets) => [...sent(packets), interleaved(goodbye, 1)],
    });
    const path = join(folder, 'early.mkv');
    await writeFile(path, await readWhole(made));
    expect((await ffprobe(path)).pictures).toBe(125);
    const said = need((await made.session.accessRecord())?.says);
    expect(said).toContain('ended 5 s before its list does');
  }, 60_000);

  const flagged = (packets: readonly Packet[], picture: number): Packet[] =>
    packets.map((packet, at) => {
      if (packet.picture !== picture || packets[at - 1]?.picture === picture) return packet;
      const bytes = Buffer.from(packet.bytes);
      bytes.writeUInt8((bytes[24] ?? 0) | 0x40, 24); // flag E
      return { ...packet, bytes };
    });
  const lastBeforeGap = 124;

  test('that calls a picture the last before a gap is asked for what comes after the gap', async () => {
    const made = await open({
      send(packets, play) {
        const sections = flagged(packets, lastBeforeGap);
        return sent(play === 0 ? sections.filter(({ picture }) => picture <= lastBeforeGap) : sections);
      },
    });
    const path = join(folder, 'sections.mkv');
    await writeFile(path, await readWhole(made));
    expect((await ffprobe(path)).pictures).toBe(pictures.length);
    expect(made.session.remarksOf?.(await found(made.session))).toEqual([]);
  });

  test('that calls a picture the last, and has no more when asked again, is said to', async () => {
    const made = await open({
      pictures: pictures.slice(0, lastBeforeGap + 1),
      send: (packets) => [...sent(flagged(packets, packets.at(-1)?.picture ?? 0)), interleaved(goodbye, 1)],
    });
    const segment = await found(made.session);
    await collect(made.session.read(segment, 0));
    expect(made.session.remarksOf?.(segment)).toEqual([
      'asked again too, the recorder ended 5 s before its list does. It says that nothing was recorded after its picture of 21:00:04 UTC, and nothing follows until 21:00:10.',
    ]);
  }, 60_000);

  /** From one picture on as a recorder sends that begins its stream anew there. */
  const begunAnew = (packets: readonly Packet[], change: (bytes: Buffer) => void): Packet[] => {
    const began = (need(pictures[lastBeforeGap + 1]).at * 90) % 2 ** 32;
    const first = packets.findIndex(({ bytes }) => bytes.readUInt32BE(4) === began);
    return packets.map((packet, at) => {
      if (at < first) return packet;
      const bytes = Buffer.from(packet.bytes);
      change(bytes);
      return { ...packet, bytes };
    });
  };

  test.each<[string, (bytes: Buffer) => void]>([
    [
      'counts anew, with numbers that were had',
      (bytes) => bytes.writeUInt16BE((bytes.readUInt16BE(2) - 100) & 0xffff, 2),
    ],
    ['goes on as another source', (bytes) => bytes.writeUInt32BE(0x0bad_cafe, 8)],
  ])('that %s within one answer loses no picture, and it is told', async (_name, change) => {
    const made = await open({ send: (packets) => sent(begunAnew(packets, change)) });
    const path = join(folder, 'anew.mkv');
    await writeFile(path, await readWhole(made));
    expect((await ffprobe(path)).pictures).toBe(pictures.length);
    expect(made.session.remarksOf?.(await found(made.session))).toEqual([
      expect.stringMatching(/^1 packets after picture 125 never came/u),
    ]);
  });
});
