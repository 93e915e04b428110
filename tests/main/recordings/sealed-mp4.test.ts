import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFragmentReader, type Fragments } from '../../../src/main/recordings/mp4-fragments.ts';
import { frontOfWholeMp4 } from '../../../src/main/recordings/mp4-whole.ts';
import { inFolder, makeFootage, pictureHashes } from './footage.ts';

const run = promisify(execFile);
const label = ['-map', '0:v:0', '-c', 'copy', '-metadata', 'title=derivative of AS/1', '-fflags', '+bitexact'];
const inFragments = ['-movflags', '+empty_moov+delay_moov+default_base_moof', '-frag_size', '20000'];

/** A scene as Matroska, and the same coded pictures as ffmpeg itself writes them to a file and into a pipe. */
async function coded(...coding: string[]) {
  const scene = ['-f', 'lavfi', '-i', 'testsrc2=s=320x240:r=25:d=6', '-pix_fmt', 'yuv420p'];
  const mkv = await makeFootage('a.mkv', ...scene, ...coding);
  return inFolder(async (folder) => {
    const from = join(folder, 'from.mkv');
    await writeFile(from, mkv);
    const plain = await makeFootage('a.mp4', '-i', from, ...label, '-movflags', '+faststart');
    return { plain, fragmented: await makeFootage('f.mp4', '-i', from, ...label, ...inFragments) };
  });
}

function read(bytes: Uint8Array, pieceBytes = 65_536): Fragments | null {
  const reader = createFragmentReader();
  for (let at = 0; at < bytes.length; at += pieceBytes) reader.push(bytes.subarray(at, at + pieceBytes));
  return reader.finish();
}

function whole(fragmented: Uint8Array, pieceBytes?: number): Uint8Array | null {
  const fragments = read(fragmented, pieceBytes);
  const front = fragments === null ? null : frontOfWholeMp4(fragments);
  if (fragments === null || front === null) return null;
  const media = fragments.chunks.map(({ start, bytes }) => fragmented.subarray(start, start + bytes));
  return Buffer.concat([...front, ...media]);
}

/** Everything ffprobe says of the film, its track and each coded picture, but for its name and how it lies in the file. */
const tellAll = (bytes: Uint8Array): Promise<string> =>
  inFolder(async (folder) => {
    const file = join(folder, 'a.mp4');
    await writeFile(file, bytes);
    const wanted = 'packet=pts,dts,duration,flags,size:stream:format_tags:format=duration,start_time,nb_streams';
    return (await run('ffprobe', ['-v', 'error', '-show_entries', wanted, '-of', 'json', file])).stdout;
  });

const kinds: readonly (readonly [string, readonly string[]])[] = [
  ['with B-frames', ['-c:v', 'libx264', '-bf', '3', '-g', '40']],
  ['at a variable rate with a gap', ['-vf', "select='not(eq(mod(n,7),3))*not(between(t,2,4))'", '-fps_mode', 'vfr']],
  ['of key pictures alone', ['-c:v', 'libx264', '-g', '1']],
  ['of the clock of a broadcast stream', ['-c:v', 'libx264', '-bf', '2', '-vf', 'settb=1/90000,setpts=PTS+floor(N/7)']],
  ['with one key picture at its start', ['-c:v', 'libx264', '-bf', '0', '-g', '10000']],
];

test.each(kinds)('footage %s is put together as ffmpeg itself would have written it', async (_kind, coding) => {
  const { plain, fragmented } = await coded(...coding);
  expect(read(fragmented)?.chunks.length).toBeGreaterThan(2);
  const made = whole(fragmented) ?? new Uint8Array();
  expect(JSON.parse(await tellAll(made))).toEqual(JSON.parse(await tellAll(plain)));
  expect(await pictureHashes(made)).toEqual(await pictureHashes(plain));
  expect(Buffer.from(made).indexOf('moov')).toBeLessThan(Buffer.from(made).indexOf('mdat'));
  expect(Buffer.from(made).includes('mvex')).toBe(false);
});

test('it does not matter in which pieces the bytes come', async () => {
  const { fragmented } = await coded('-c:v', 'libx264', '-bf', '2');
  const expected = whole(fragmented);
  for (const pieceBytes of [1, 7, 16, 4096]) expect(whole(fragmented, pieceBytes)).toEqual(expected);
});

test('what was cut short, or points outside of its own media, is not put together', async () => {
  const { fragmented } = await coded('-c:v', 'libx264');
  const mdat = Buffer.from(fragmented).indexOf('mdat');
  for (const end of [0, 5, 40, mdat + 100, fragmented.length - 1])
    expect(read(fragmented.subarray(0, end)), `${end} bytes`).toBeNull();
  const moved = Buffer.from(fragmented);
  const place = moved.indexOf('trun') + 12;
  moved.writeInt32BE(moved.readInt32BE(place) + fragmented.length, place);
  expect(read(moved)).toBeNull();
  // A second chunk on the same bytes would make a small file put together to a large one.
  const twice = Buffer.from(fragmented);
  const second = twice.indexOf('trun', twice.indexOf('trun') + 4) + 12;
  twice.writeInt32BE(1, second);
  expect(read(twice)).toBeNull();
  const longer = Buffer.from(fragmented);
  longer.writeUInt32BE(0xffff_fff0, longer.indexOf('trun') + 8); // more samples than the box has room for
  expect(read(longer)).toBeNull();
});

test('nothing written into the index of a fragment makes it throw or reach beyond the file', async () => {
  const { fragmented } = await coded('-c:v', 'libx264');
  const start = Buffer.from(fragmented).indexOf('moov') - 4;
  const end = Buffer.from(fragmented).indexOf('mdat');
  fc.assert(
    fc.property(fc.integer({ min: start, max: end }), fc.nat({ max: 0xffff_ffff }), (at, value) => {
      const bent = Buffer.from(fragmented);
      bent.writeUInt32BE(value, at);
      const fragments = read(bent);
      if (fragments === null) return;
      for (const { start: from, bytes } of fragments.chunks) expect(from + bytes).toBeLessThanOrEqual(bent.length);
      frontOfWholeMp4(fragments);
    }),
    { numRuns: 300 },
  );
});

/** A `moof` of one track with so many runs of so many samples each, all of the same length. */
function fragmentOf(runs: number, samples: number): Buffer {
  const box = (type: string, parts: readonly Buffer[]): Buffer => {
    const body = Buffer.concat(parts);
    const head = Buffer.alloc(8);
    head.writeUInt32BE(8 + body.length);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, body]);
  };
  const numbers = (...values: number[]): Buffer => {
    const out = Buffer.alloc(values.length * 4);
    for (const [index, value] of values.entries()) out.writeUInt32BE(value, index * 4);
    return out;
  };
  const one = box('trun', [numbers(0x1, samples, 100_000_000)]);
  const track = [box('tfhd', [numbers(0x02_0018, 1, 10, 10)]), box('tfdt', [numbers(0, 0)])];
  return box('moof', [box('traf', [...track, ...Array.from({ length: runs }, () => one)])]);
}

test('an index that claims more than any recording has ends the reading, and nothing else', async () => {
  const { fragmented } = await coded('-c:v', 'libx264');
  const front = fragmented.subarray(0, Buffer.from(fragmented).indexOf('moof') - 4);
  for (const index of [fragmentOf(1, 0xffff_ffff), fragmentOf(150_000, 100), fragmentOf(200_000, 1)])
    expect(read(Buffer.concat([front, index, Buffer.from([0, 0, 0, 8]), Buffer.from('mdat')]))).toBeNull();
});

test('a recording of a day and of more than 4 GiB has its times and places in 64 bits', async () => {
  const { fragmented } = await coded('-c:v', 'libx264', '-bf', '0');
  const fragments = read(fragmented);
  if (fragments === null) throw new Error('not read');
  const GIB = 1024 ** 3;
  const day = 86_400 * 90_000;
  const front = frontOfWholeMp4({
    ...fragments,
    chunks: [0, 1, 2].map((index) => ({ start: index * 3 * GIB, bytes: 3 * GIB, samples: 50 })),
    durations: [{ count: 150, value: day / 150 }],
    ...{ durationTicks: day, shownUntilTicks: day },
  });
  const [fileType, index, header] = (front ?? []).map((part) => Buffer.from(part));
  if (fileType === undefined || index === undefined || header === undefined) throw new Error('no front');
  const mediaStart = fileType.length + index.length + header.length;
  expect(header.toString('latin1', 4, 8)).toBe('mdat');
  expect(header.readBigUInt64BE(8)).toBe(BigInt(9 * GIB + header.length));
  const places = index.indexOf('co64') + 8;
  expect(index.readUInt32BE(places)).toBe(3);
  for (const number of [0, 1, 2])
    expect(index.readBigUInt64BE(places + 4 + number * 8)).toBe(BigInt(mediaStart + number * 3 * GIB));
  expect(index.readBigUInt64BE(index.indexOf('mdhd') + 4 + 24)).toBe(BigInt(day));
});
