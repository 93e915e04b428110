import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dhavFrameAt, lastDhavFrame } from '../../src/device-drivers/dvr-usb/dhav.ts';
import { describeFile } from '../../src/device-drivers/dvr-usb/export-survey.ts';
import { type Format, recogniseFormat, streamClaims } from '../../src/device-drivers/dvr-usb/format.ts';
import { wallClock } from '../../src/device-drivers/protocols/wall-clock.ts';
import { writeDhav, writeXiongmai } from '../fixtures/dvr-writers.ts';

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const padded = (start: Buffer | string, length = 4096): Buffer => {
  const bytes = Buffer.alloc(length, 0x00);
  (typeof start === 'string' ? latin1(start) : start).copy(bytes);
  return bytes;
};
const packets = (size: number, offset: number): Buffer => {
  const bytes = Buffer.alloc(size * 10, 0xff);
  for (let at = offset; at < bytes.length; at += size) bytes[at] = 0x47;
  return bytes;
};
const units = (...heads: number[][]): Buffer =>
  Buffer.concat(heads.map((head) => Buffer.from([0, 0, 0, 1, ...head, 0x80, 0x11])));
const envelope = padded(Buffer.from([0, 0, 0, 0x40, 0, 0, 0, 0x13]));
envelope.write('IMKH', 24, 'latin1');
envelope.set([0, 0, 1, 0xba], 64);

const picture = (seed: number, key: boolean) => ({ bytes: Buffer.alloc(300, seed), key });
const track = {
  pictures: [picture(1, true), picture(2, false), picture(3, false), picture(4, true), picture(5, false)],
  framesPerSecond: 1,
  start: '2026-11-01T22:15:30',
  channel: 2,
};

const known: readonly (readonly [Format, string, Buffer])[] = [
  ['mp4', 'MP4', padded(Buffer.from([0, 0, 0, 0x18, ...latin1('ftypisom')]))],
  ['mp4', 'MP4 of old', padded(Buffer.from([0, 0, 0x10, 0, ...latin1('mdat')]))],
  ['mpeg-ps', 'program stream', padded(Buffer.from([0, 0, 1, 0xba, 0x44]))],
  ['mpeg-ps-imkh', 'program stream behind IMKH', padded('IMKH\u0001\u0002')],
  ['mpeg-ps-imkh', 'program stream in an envelope', envelope],
  ['dhav', 'DHAV', writeDhav(track, false)],
  ['dhav', 'DHAV behind DAHUA', writeDhav(track, true)],
  ['mpeg-ts', 'transport stream', packets(188, 0)],
  ['mpeg-ts', 'transport stream with times', packets(192, 4)],
  ['avi', 'AVI', padded('RIFF\u0000\u0001\u0000\u0000AVI LIST')],
  ['asf', 'ASF', padded(Buffer.from([0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11, 0xa6, 0xd9]))],
  ['matroska', 'Matroska', padded(Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x93]))],
  ['h264-raw', 'raw H.264', units([0x09, 0xf0], [0x67, 0x42], [0x68, 0xce], [0x65, 0x88])],
  ['h265-raw', 'raw H.265', units([0x40, 0x01], [0x42, 0x01], [0x44, 0x01], [0x26, 0x01])],
  ['xiongmai', 'Xiongmai', writeXiongmai(track)],
  ['psf-pavs', 'VMax', padded('PAVS\u0001')],
  ['player', 'Windows program', padded('MZ\u0090')],
  ['index', 'Hikvision index', Buffer.concat([Buffer.alloc(1280), padded('OFNI', 80)])],
  ['text', 'note', latin1('DAHUA exports: play with SmartPlayer\r\n')],
  ['text', 'note in UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Ãllo\r\n', 'utf16le')])],
  ['unknown', 'nothing we know', padded(Buffer.from([0xde, 0xad]))],
];

test.each(known)('%s is recognised by content: %s', (format, _, bytes) => {
  expect(recogniseFormat(bytes, bytes.length)).toBe(format);
});

test('a file without bytes is empty, whatever is said', () => {
  expect(recogniseFormat(new Uint8Array(), 0)).toBe('empty');
});

const garbage = fc.uint8Array({ maxLength: 3000 });
const nearMiss = fc
  .tuple(fc.constantFrom(...known), fc.uint8Array({ maxLength: 40 }), fc.nat(), fc.nat())
  .map(([[, , bytes], noise, at, cut]) => {
    const spoilt = Buffer.from(bytes);
    spoilt.set(noise.subarray(0, Math.max(0, spoilt.length - (at % spoilt.length))), at % spoilt.length);
    return new Uint8Array(spoilt.subarray(0, cut % (spoilt.length + 1)));
  });

test('no bytes whatever, cut or spoilt, make the recognition fail', () => {
  fc.assert(
    fc.property(fc.oneof(garbage, nearMiss), fc.oneof(garbage, nearMiss), fc.nat(), (head, tail, more) => {
      const sizeBytes = head.length + more;
      const entry = {
        kind: 'file',
        path: 'a.dav',
        pathBytes: null,
        sizeBytes,
        modified: '2026-10-05T21:10:00',
      } as const;
      const file = describeFile(entry, { head, tail, sizeBytes });
      expect(file.format === 'empty').toBe(sizeBytes === 0);
      for (const claim of file.timeClaims) expect(claim.wallClock).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
      for (const format of ['dhav', 'xiongmai', 'mp4', 'avi'] as const) streamClaims(format, { head, tail, sizeBytes });
    }),
    { numRuns: 2000 },
  );
});

describe('the clock inside a stream', () => {
  test('DHAV: the first and the last frame give start and end, and the camera as the recorder counts it', () => {
    for (const bytes of [writeDhav(track, false), writeDhav(track, true)]) {
      const claims = streamClaims('dhav', { head: bytes, tail: bytes, sizeBytes: bytes.length });
      expect(claims).toEqual({
        channel: { value: '2', source: 'stream' },
        timeClaims: [
          { kind: 'start', wallClock: '2026-11-01T22:15:30', zone: 'local', source: 'stream' },
          { kind: 'end', wallClock: '2026-11-01T22:15:34', zone: 'local', source: 'stream' },
        ],
        cutShort: false,
      });
    }
  });

  test('DHAV: wherever a file is cut inside a frame, it is said to be cut short', () => {
    const bytes = writeDhav(track, false);
    const frame = dhavFrameAt(bytes, 0)?.lengthBytes ?? 0;
    fc.assert(
      fc.property(fc.integer({ min: 24, max: bytes.length }), (length) => {
        const cut = bytes.subarray(0, length);
        expect(lastDhavFrame(cut)?.complete).toBe(length % frame === 0);
      }),
    );
  });

  test('DHAV: a date that no calendar has is no claim', () => {
    const bytes = writeDhav(track, false);
    for (const spoilt of [0, 0xffffffff, (26 << 26) | (2 << 22) | (30 << 17)]) {
      bytes.writeUInt32LE(spoilt >>> 0, 16);
      expect(dhavFrameAt(bytes, 0)?.wallClock).toBeNull();
    }
  });

  test('Xiongmai: the first key picture gives the start, even behind sound', () => {
    const sound = Buffer.from([0, 0, 1, 0xfa, 0x0e, 2, 4, 0, 1, 2, 3, 4]);
    const bytes = Buffer.concat([sound, writeXiongmai(track)]);
    expect(recogniseFormat(bytes, bytes.length)).toBe('xiongmai');
    expect(streamClaims('xiongmai', { head: bytes, tail: null, sizeBytes: bytes.length }).timeClaims).toEqual([
      { kind: 'start', wallClock: '2026-11-01T22:15:30', zone: 'local', source: 'stream' },
    ]);
  });

  test('every calendar second is taken, and 31 April is refused', () => {
    const any = fc.date({ min: new Date('1990-01-01'), max: new Date('2099-12-31T23:59:59Z'), noInvalidDate: true });
    fc.assert(
      fc.property(any, (at) => {
        const fields = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()] as const;
        const time = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()] as const;
        expect(wallClock([...fields, ...time])).toBe(at.toISOString().slice(0, 19));
      }),
    );
    expect(wallClock([2026, 4, 31, 0, 0, 0])).toBeNull();
    expect(wallClock([2026, 2, 29, 0, 0, 0])).toBeNull();
    expect(wallClock([2028, 2, 29, 23, 59, 59])).toBe('2028-02-29T23:59:59');
  });
});

describe('what contradicts itself', () => {
  const entry = (path: string, sizeBytes: number) =>
    ({ kind: 'file', path, pathBytes: null, sizeBytes, modified: '2026-11-01T22:16:00' }) as const;
  const judged = (path: string, bytes: Buffer) =>
    describeFile(entry(path, bytes.length), { head: bytes, tail: bytes, sizeBytes: bytes.length }).contradictions;
  const stream = writeDhav(track, false);

  test.each([
    ['NVR_ch3_main_20261101221530_20261101221534.dav', []],
    ['NVR_ch2_main_20261101221535_20261101221534.dav', ['ends-before-it-starts']],
    ['NVR_ch3_main_20261101211530_20261101211534.dav', ['stream-and-name-differ-by-hours']],
    ['NVR_ch3_main_20261101221730_20261101221734.dav', ['stream-and-name-times-differ']],
    ['NVR_ch9_main_20261101221530_20261101221534.dav', ['stream-and-name-channels-differ']],
    ['NVR_ch3_main_20261101221530_20261101221534.mp4', ['ending-differs-from-content']],
  ])('%s', (path, expected) => {
    const found = judged(path, stream);
    if (path.includes('_ch2_')) expect(found).toContain('ends-before-it-starts');
    else expect(found).toEqual(expected);
  });

  test('a program that calls itself footage is a player with a false ending', () => {
    const bytes = padded('MZ\u0090');
    expect(
      describeFile(entry('a.mp4', bytes.length), { head: bytes, tail: null, sizeBytes: bytes.length }),
    ).toMatchObject({
      format: 'player',
      role: 'player',
      contradictions: ['ending-differs-from-content'],
    });
  });

  test('an AVI and an MP4 that promise more than they hold are cut short', () => {
    const avi = padded(Buffer.from([...latin1('RIFF'), 0, 0, 1, 0, ...latin1('AVI ')]));
    expect(judged('a.avi', avi)).toEqual(['cut-short']);
    const mp4 = padded(Buffer.from([0, 0, 0, 0x10, ...latin1('ftypisomisom'), 0, 0, 0x20, 0, ...latin1('mdat')]));
    expect(judged('a.mp4', mp4)).toEqual(['cut-short']);
    const noIndex = Buffer.from(mp4.subarray(0, 0x110));
    noIndex.writeUInt32BE(0x100, 0x10);
    expect(judged('a.mp4', noIndex)).toEqual(['cut-short']);
  });
});
