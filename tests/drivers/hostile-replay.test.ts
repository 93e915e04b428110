import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { collect } from '../fixtures/collect.ts';
import { ffprobe, pictureHashes } from '../fixtures/ffmpeg.ts';
import {
  interleaved,
  packetsOf,
  recordedPictures,
  rtp,
  sent,
  sentAll,
  type SentPicture,
  unreadable,
} from '../fixtures/replay-peer.ts';
import { createReplayBench, film, found, need, readWhole, record } from './replay-bench.ts';

// Replays that go wrong, each in its own way. The pictures are the real ones of a camera, taken apart into packets here.

const bench = createReplayBench(() => pictures);
const { open } = bench;
let pictures: SentPicture[];

describe.skipIf(!existsSync(film))('a replay that goes wrong (skipped without the samples)', () => {
  let folder: string;
  let right: Buffer;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'replay-'));
    pictures = await recordedPictures(film, '2026-10-05T21:00:00Z');
    right = await readWhole(await open());
    await writeFile(join(folder, 'right.mkv'), right);
  });
  afterEach(bench.close);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('control: what is sent as it should be shows the film’s own pictures', async () => {
    expect(await pictureHashes(join(folder, 'right.mkv'))).toEqual(await pictureHashes(film));
    expect((await ffprobe(join(folder, 'right.mkv'))).pictures).toBe(pictures.length);
  });

  test('that breaks off three times is played again from there, and ends the same', async () => {
    const made = await open({
      send: (packets, play) => (play < 3 ? [...sent(packets.slice(0, 60 + play * 40)), 'close'] : sent(packets)),
    });
    expect(Buffer.compare(await readWhole(made), right)).toBe(0);
    const asked = (method: string): string[] => made.peer.asked.filter((line) => line.startsWith(method));
    expect(asked('PLAY')).toHaveLength(4);
    // Each of the address given last: that of an earlier connection may have run out.
    expect(new Set(asked('DESCRIBE').map((line) => /&v=(\d+)/u.exec(line)?.[1])).size).toBe(4);
  });

  test('that falls silent in the middle and answers nothing is played again', async () => {
    const made = await open({
      send: (packets, play) => (play === 0 ? [...sent(packets.slice(0, 80)), 'mute'] : sent(packets)),
    });
    expect(Buffer.compare(await readWhole(made), right)).toBe(0);
  });

  test('that stops early but still answers is asked for the rest', async () => {
    const made = await open({ send: (packets, play) => sent(play === 0 ? packets.slice(0, 100) : packets) });
    expect(Buffer.compare(await readWhole(made), right)).toBe(0);
    expect(await record(made.session)).toContain('it ended before it should');
  });

  test('that looks for its next block for some seconds, and answers meanwhile, is waited for', async () => {
    const made = await open({
      async *send(packets) {
        yield* sent(packets.slice(0, 100));
        await new Promise((resolve) => setTimeout(resolve, 5000));
        yield* sent(packets.slice(100));
      },
    });
    expect(Buffer.compare(await readWhole(made), right)).toBe(0);
  }, 60_000);

  test('of large pictures passes through without being gathered', async () => {
    const began = Date.parse('2026-10-05T21:00:00Z');
    const { session } = await open({
      async *send() {
        let firstSequence = 65_500;
        for (let n = 0; n < 120; n += 1) {
          const large = Buffer.concat([Buffer.from([0x41]), Buffer.alloc(2_000_000, n)]);
          const nals = [...(n === 0 ? need(pictures[0]).nals : []), large];
          const packets = packetsOf([{ nals, key: n === 0, at: began + n * 80 }], { firstSequence });
          firstSequence += packets.length;
          yield* sent(packets);
        }
      },
    });
    const segment = await found(session);
    const before = process.memoryUsage().rss;
    let [total, most] = [0, 0];
    for await (const piece of session.read(segment, 0)) {
      total += piece.byteLength;
      most = Math.max(most, process.memoryUsage().rss - before);
    }
    expect(total).toBeGreaterThan(240_000_000);
    expect(most).toBeLessThan(400 * 1024 * 1024);
  }, 120_000);

  test('whose packets come out of order, and twice, is put in order', async () => {
    const made = await open({
      send: (packets) => {
        const mixed = packets.flatMap((packet, at) =>
          at % 3 === 0 ? [] : at % 3 === 1 ? [packet, packets[at - 1] ?? packet] : [packet, packet],
        );
        return sent(packets.length % 3 === 1 ? [...mixed, ...packets.slice(-1)] : mixed);
      },
    });
    expect(Buffer.compare(await readWhole(made), right)).toBe(0);
  });

  test('that loses packets once is asked again and loses nothing', async () => {
    const made = await open({
      send: (packets, play) => sent(packets.filter((_, at) => play > 0 || (at !== 50 && at !== 51))),
    });
    expect(Buffer.compare(await readWhole(made), right)).toBe(0);
    expect(await record(made.session)).toContain('Packets of the replay are missing');
  });

  test('that never has some packets gives every other picture, and says which are left out', async () => {
    const lost = 40;
    const made = await open({ send: (packets) => sent(packets.filter(({ picture }) => picture !== lost)) });
    const path = join(folder, 'lost.mkv');
    await writeFile(path, await readWhole(made));
    const count = (await ffprobe(path)).pictures;
    // What stands beside the gap may have lost a part too: it is not shown as if it were whole.
    expect(count).toBeGreaterThanOrEqual(pictures.length - 2);
    expect(count).toBeLessThan(pictures.length);
    expect(await record(made.session)).toMatch(/Gate\/.*: \d+ packets after picture \d+ never came/u);
  });

  test.each(unreadable)('whose packets once are %s is asked again and loses nothing', async (_name, spoil) => {
    const made = await open({
      send: (packets, play) =>
        packets.map(({ bytes }, at) => interleaved(play === 0 && at === 70 ? spoil(bytes) : bytes)),
    });
    expect(Buffer.compare(await readWhole(made), right)).toBe(0);
  });

  test('without times of its pictures is refused', async () => {
    await expect(readWhole(await open({ hasExtension: false }))).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('without saying when'),
    });
  });

  test.each(['1970-01-01T00:00:00Z', '2038-01-19T03:14:08Z'])(
    'whose pictures say %s, other than the list, is refused',
    async (began) => {
      const moved = pictures.map((it, n) => ({ ...it, at: Date.parse(began) + n * 40 }));
      // It plays whatever it is asked for.
      const made = await open({ pictures: moved, send: () => sentAll(moved) });
      await expect(readWhole(made)).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringContaining(began.slice(0, 10)),
      });
    },
  );

  test('without end is stopped soon after what was asked for', async () => {
    let [count, sequence] = [0, 65_500];
    const made = await open({
      async *send() {
        for (let round = 0; ; round += 1)
          for (const picture of pictures) {
            count += 1;
            const packets = packetsOf([{ ...picture, at: picture.at + round * 10_000 }], { firstSequence: sequence });
            sequence += packets.length;
            yield* sent(packets);
          }
      },
    });
    await expect(readWhole(made)).rejects.toMatchObject({ code: 'conflict' });
    expect(count).toBeLessThan(pictures.length * 60);
  });

  test('that is no RTSP, or says no end of a header, is stopped', async () => {
    for (const junk of [
      'HTTP/1.1 200 OK\r\n\r\n',
      'x'.repeat(40_000),
      'RTSP/1.0 200 OK\r\nContent-Length: 99999999\r\n\r\n',
    ])
      await expect(readWhole(await open({ instead: (_m, socket) => socket.write(junk) }))).rejects.toMatchObject({
        code: 'conflict',
      });
  });

  test('of sound alone, or of a coding that is not read here, is refused by name', async () => {
    const audio = 'v=0\r\nm=audio 0 RTP/AVP 0\r\na=control:a\r\n';
    await expect(readWhole(await open({ sdp: audio }))).rejects.toMatchObject({ code: 'conflict' });
    const jpeg = 'v=0\r\nm=video 0 RTP/AVP 26\r\na=rtpmap:26 JPEG/90000\r\na=control:v\r\n';
    await expect(readWhole(await open({ sdp: jpeg }))).rejects.toMatchObject({
      message: expect.stringContaining('JPEG'),
    });
  });

  test('that plays another picture when asked again is not joined to what was had', async () => {
    const other = pictures.map((it) => ({ ...it, nals: it.nals.map((nal) => Buffer.concat([nal, Buffer.from([1])])) }));
    const made = await open({
      send: (packets, play) => (play === 0 ? [...sent(packets.slice(0, 60)), 'close'] : [...sentAll(other), 'close']),
    });
    await expect(readWhole(made)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('did not play the last picture again'),
    });
  });

  test('one picture of more than a camera codes does not fill the memory', async () => {
    const made = await open({
      async *send() {
        for (let sequence = 0; sequence < 60_000; sequence += 1) {
          const payload = Buffer.concat([Buffer.from([0x7c, sequence === 0 ? 0x85 : 0x05]), Buffer.alloc(1200)]);
          yield interleaved(rtp({ sequence, timestamp: 1, marker: false, extension: null, payload }));
        }
        yield 'close';
      },
    });
    const before = process.memoryUsage().rss;
    expect((await readWhole(made)).length).toBe(0);
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
  }, 120_000);

  test('that is stopped by a person ends as stopped', async () => {
    const made = await open({ send: (packets) => [...sent(packets.slice(0, 60)), 'mute'] });
    const segment = await found(made.session);
    const reading = made.session.read(segment, 0)[Symbol.asyncIterator]();
    await reading.next();
    setTimeout(() => made.stop.abort(), 20);
    await expect(collect({ [Symbol.asyncIterator]: () => reading })).rejects.toMatchObject({ code: 'cancelled' });
  });
});
