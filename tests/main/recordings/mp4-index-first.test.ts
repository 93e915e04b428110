import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAll } from '../../../src/main/platform/byte-source.ts';
import { patchChunkOffsets } from '../../../src/main/recordings/mp4-chunk-offsets.ts';
import { showIndexFirst } from '../../../src/main/recordings/mp4-index-first.ts';
import { memorySource, pictureHashes, silentMp4 } from './footage.ts';

async function whole(bytes: Uint8Array): Promise<{ layout: string; bytes: Uint8Array }> {
  const { view, layout } = await showIndexFirst(memorySource(bytes));
  const pieces: Uint8Array[] = [];
  for await (const piece of readAll(view, 1000)) pieces.push(piece);
  return { layout, bytes: Buffer.concat(pieces) };
}

/** Turns the 32-bit size of the media box into a 64-bit one, as cameras do that write beyond 4 GiB. */
function with64BitMediaSize(mp4: Uint8Array): Uint8Array {
  const at = Buffer.from(mp4).indexOf('mdat') - 4;
  const view = new DataView(mp4.buffer, mp4.byteOffset);
  expect(Buffer.from(mp4.subarray(at - 4, at)).toString()).toBe('free'); // 8 spare bytes that ffmpeg leaves for this
  const copy = Buffer.from(mp4);
  copy.writeUInt32BE(1, at - 8);
  copy.write('mdat', at - 4, 'latin1');
  copy.writeBigUInt64BE(BigInt(view.getUint32(at)) + 8n, at);
  return copy;
}

test('an index at the end is shown first and every picture is still found', async () => {
  const mp4 = await silentMp4();
  const shown = await whole(mp4);
  expect(shown.layout).toBe('reordered');
  expect(Buffer.from(shown.bytes).indexOf('moov')).toBeLessThan(Buffer.from(shown.bytes).indexOf('mdat'));
  expect(shown.bytes.byteLength).toBe(mp4.byteLength);
  expect(await pictureHashes(shown.bytes)).toEqual(await pictureHashes(mp4));
  expect(await pictureHashes(mp4)).toHaveLength(50);
});

test('media with a 64-bit size is moved alike', async () => {
  const mp4 = with64BitMediaSize(await silentMp4());
  const shown = await whole(mp4);
  expect(shown.layout).toBe('reordered');
  expect(await pictureHashes(shown.bytes)).toEqual(await pictureHashes(mp4));
});

test('an index that stands first, and anything that is no MP4, is left byte for byte as it is', async () => {
  const mp4 = await silentMp4('-movflags', '+faststart');
  expect(await whole(mp4)).toEqual({ layout: 'index-first', bytes: Buffer.from(mp4) });
  const other = Buffer.from('IMKH is how some recorders begin a program stream');
  expect(await whole(other)).toEqual({ layout: 'not-mp4', bytes: other });
});

test('an MP4 cut off before its index is told apart', async () => {
  const mp4 = await silentMp4();
  expect((await whole(mp4.subarray(0, Buffer.from(mp4).indexOf('moov') - 4))).layout).toBe('no-index');
});

test('64-bit chunk offsets are moved, 32-bit ones that would overflow are refused', async () => {
  const box = (type: string, ...body: Uint8Array[]) => {
    const content = Buffer.concat(body);
    const head = Buffer.alloc(8);
    head.writeUInt32BE(8 + content.length, 0);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, content]);
  };
  const nested = (leaf: Buffer) => box('moov', box('trak', box('mdia', box('minf', box('stbl', leaf)))));
  const table = (type: string, width: 4 | 8, offset: bigint) => {
    const body = Buffer.alloc(8 + width);
    body.writeUInt32BE(1, 4);
    if (width === 8) body.writeBigUInt64BE(offset, 8);
    else body.writeUInt32BE(Number(offset), 8);
    return nested(box(type, body));
  };
  const file = (index: Buffer) =>
    Buffer.concat([box('ftyp', Buffer.from('isom')), box('mdat', Buffer.alloc(64)), index]);

  const long = table('co64', 8, 20n);
  const shown = Buffer.from((await whole(file(long))).bytes);
  expect(shown.readBigUInt64BE(shown.indexOf('co64') + 12)).toBe(20n + BigInt(long.length));
  const nearlyFull = new Uint8Array(table('stco', 4, 0xffff_fff0n));
  expect(patchChunkOffsets(nearlyFull, (offset) => offset + 15)).toBe(true);
  expect(patchChunkOffsets(nearlyFull, (offset) => offset + 1)).toBe(false);
  expect((await whole(file(nested(box('stco', Buffer.from([0, 0, 0, 0, 0, 0, 0, 9])))))).layout).toBe('unreadable');
  expect((await whole(file(box('moov', box('cmov', Buffer.alloc(8)))))).layout).toBe('unreadable');
});

test('boxes nested without end do not exhaust the stack', async () => {
  const depth = 20_000;
  const boxes = Buffer.alloc(depth * 8);
  for (let level = 0; level < depth; level += 1) {
    boxes.writeUInt32BE((depth - level) * 8, level * 8);
    boxes.write('moov', level * 8 + 4, 'latin1');
  }
  const mdat = Buffer.from([0, 0, 0, 8, ...Buffer.from('mdat')]);
  expect((await whole(Buffer.concat([mdat, boxes]))).layout).toBe('unreadable');
});

test('no damage makes the view throw or change its length', async () => {
  const mp4 = await silentMp4();
  const index = Buffer.from(mp4).indexOf('moov');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.integer({ min: index - 4, max: mp4.byteLength - 1 }), fc.integer({ min: 0, max: 255 }))),
      fc.integer({ min: 1, max: mp4.byteLength }),
      async (flips, length) => {
        const damaged = Buffer.from(mp4);
        for (const [at, value] of flips) damaged[at] = value;
        expect((await whole(damaged.subarray(0, length))).bytes.byteLength).toBe(length);
      },
    ),
    { numRuns: 60 },
  );
});

test('random bytes are never taken for an MP4 that can be moved', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
      const shown = await whole(bytes);
      expect(shown.layout).not.toBe('reordered');
      expect([...shown.bytes]).toEqual([...bytes]);
    }),
  );
});
