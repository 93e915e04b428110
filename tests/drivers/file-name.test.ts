import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameClaims } from '../../src/device-drivers/protocols/file-name.ts';
import { entryBytes, entryName } from '../../src/main/platform/entry-name.ts';

/** Path, camera and where it stood, start, end, zone. */
type Row = readonly [string, string | null, string | null, string | null, string | null, string];

const rows: readonly Row[] = [
  [
    'NVR_ch1_main_20211010080000_20211010090000.dav',
    '1',
    'file-name',
    '2021-10-10T08:00:00',
    '2021-10-10T09:00:00',
    'local',
  ],
  [
    'export/XVR_ch12_sub_20211010080000_20211010090000.mp4',
    '12',
    'file-name',
    '2021-10-10T08:00:00',
    '2021-10-10T09:00:00',
    'local',
  ],
  [
    'HCVR_ch1_main_20211010235900_20211011000100.avi',
    '1',
    'file-name',
    '2021-10-10T23:59:00',
    '2021-10-11T00:01:00',
    'local',
  ],
  [
    'DVR_ch4_main_20211010080000_20211010090000.cpv',
    '4',
    'file-name',
    '2021-10-10T08:00:00',
    '2021-10-10T09:00:00',
    'local',
  ],
  [
    '2026-07-21/0/dav/08/08.00.00-09.00.00[R][0@0][0].dav',
    '0',
    'folder',
    '2026-07-21T08:00:00',
    '2026-07-21T09:00:00',
    'local',
  ],
  [
    'mnt/2026-07-21/001/dav/08/08.00.00-09.00.00[A][0@0][0].idx',
    '1',
    'folder',
    '2026-07-21T08:00:00',
    '2026-07-21T09:00:00',
    'local',
  ],
  [
    '2026-07-21/001/11.00.00-11.15.00[M][@0][0].h264',
    '1',
    'folder',
    '2026-07-21T11:00:00',
    '2026-07-21T11:15:00',
    'local',
  ],
  [
    '2026-07-21/001/23.50.00-00.05.00[R][@0][0].h264',
    '1',
    'folder',
    '2026-07-21T23:50:00',
    '2026-07-22T00:05:00',
    'local',
  ],
  ['2026-07-21/11.00.00-11.15.00[M].h264', null, null, '2026-07-21T11:00:00', '2026-07-21T11:15:00', 'local'],
  ['ch01_00000000008001213.mp4', '1', 'file-name', null, null, 'local'],
  ['36_01_H_160715100000.mp4', '1', 'file-name', '2016-07-15T10:00:00', null, 'local'],
  ['192.168.88.67_01_20150619045313183_TIMING.jpg', '1', 'file-name', '2015-06-19T04:53:13', null, 'local'],
  ['H20190808-095851P1N2P0.avi', '2', 'file-name', '2019-08-08T09:58:51', null, 'local'],
  [
    'NVR_MPEG4_cam7_20190808_095851_20190808_100851.mov',
    'cam7',
    'file-name',
    '2019-08-08T09:58:51',
    '2019-08-08T10:08:51',
    'utc',
  ],
  ['holiday.mp4', null, null, null, null, 'local'],
  ['NVR_ch1_main_20211310080000_20211010090000.dav', '1', 'file-name', null, '2021-10-10T09:00:00', 'local'],
  ['2026-02-30/001/11.00.00-11.15.00[M][@0][0].h264', '1', 'folder', null, null, 'local'],
  ['2026-07-21/001/11.00.00-11.60.00[M][@0][0].h264', '1', 'folder', '2026-07-21T11:00:00', null, 'local'],
];

test.each(rows.map((row) => [row[0], row] as const))('%s', (path, [, camera, source, start, end, zone]) => {
  const { channel, timeClaims, contradiction } = nameClaims(path);
  expect(channel).toEqual(camera === null ? null : { value: camera, source });
  const claim = (kind: string, wallClock: string | null) =>
    wallClock === null ? [] : [{ kind, wallClock, zone, source: 'file-name' }];
  expect(timeClaims).toEqual([...claim('start', start), ...claim('end', end)]);
  expect(contradiction).toBeNull();
});

test('an end far before its start is the clock put back in October: it is left out, and said', () => {
  expect(nameClaims('2026-10-25/001/01.50.00-01.10.00[R][@0][0].h264')).toMatchObject({
    timeClaims: [{ kind: 'start', wallClock: '2026-10-25T01:50:00' }],
    contradiction: 'ends-before-it-starts',
  });
});

test('any name at all is read without failing, and quickly', () => {
  const part = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.stringMatching(/^[0-9_.-]{0,300}$/));
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      for (const { wallClock } of nameClaims(parts.join('/')).timeClaims) {
        expect(Number.isNaN(Date.parse(`${wallClock}Z`))).toBe(false);
      }
    }),
  );
});

describe('names byte by byte', () => {
  const name = fc
    .oneof(
      fc.uint8Array({ minLength: 1, maxLength: 60 }),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }).map((text) => new TextEncoder().encode(text)),
      fc.stringMatching(/^[\\xu{}0-9A-F]{1,20}$/).map((text) => new TextEncoder().encode(text)),
    )
    .map((bytes) => Buffer.from(bytes.filter((byte) => byte !== 0 && byte !== 0x2f)))
    .filter((bytes) => !['', '.', '..'].includes(bytes.toString('latin1')));

  test('every name comes back byte for byte, and is shown without anything that cannot be seen', () => {
    fc.assert(
      fc.property(name, (bytes) => {
        const shown = entryName(bytes);
        expect(entryBytes(shown, 'linux')).toEqual(bytes);
        expect(shown.path).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
        expect(shown.path.isWellFormed()).toBe(true);
      }),
    );
  });

  test('two names are never shown alike', () => {
    fc.assert(
      fc.property(name, name, (one, other) => {
        expect(entryName(one).path === entryName(other).path).toBe(one.equals(other));
      }),
    );
    expect(entryName(Buffer.from([0xe9])).path).not.toBe(entryName(Buffer.from('\\xE9')).path);
  });

  test('on Windows a drive, a stream and a way out with backslashes are no names', () => {
    for (const path of ['C:x', 'a:b', '..\\x', '..\\..\\x', 'a/../b', '/x']) {
      expect(entryBytes({ path, pathBytes: null }, 'win32')).toBeNull();
    }
    expect(entryBytes({ path: 'a/b.mp4', pathBytes: null }, 'win32')?.toString()).toBe('a/b.mp4');
  });
});
