import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listedTime, readPortalList } from '../../src/device-drivers/idcam-portal/portal-list.ts';
import { together } from '../../src/shared/together.ts';

describe('a portal’s list', () => {
  test.each([
    ['commas', 'File,Camera,From,To,Size\na.mp4,1,2026-10-05 21:00,2026-10-05 21:10:30,77\n'],
    [
      'semicolons and capitals',
      '\uFEFFFILE NAME;CAM;START TIME;END TIME;SIZE (BYTES)\r\na.mp4;1;05/10/2026 21:00;05.10.2026 21:10:30;77',
    ],
    ['tabs', 'file\tchannel\tstart\tend\tsize\na.mp4\t1\t2026-10-05T21:00:00\t2026-10-05T21:10:30\t77'],
    ['quotes', '"File","Camera","Start","End","Size"\r\n"a.mp4","1","2026-10-05 21:00:00","2026-10-05 21:10:30","77"'],
  ])('is read with %s', (_what, text) => {
    const local = { zone: 'local', source: 'device' };
    expect(readPortalList(text)).toEqual([
      {
        ...{ name: 'a.mp4', camera: '1', sizeBytes: 77 },
        timeClaims: [
          { kind: 'start', wallClock: '2026-10-05T21:00:00', ...local },
          { kind: 'end', wallClock: '2026-10-05T21:10:30', ...local },
        ],
      },
    ]);
  });

  test('keeps a name with commas, quotes and line breaks in it', () => {
    expect(readPortalList('file,camera\n"a, ""b""\nc.mp4",1')?.[0]?.name).toBe('a, "b"\nc.mp4');
  });

  test.each(['', 'just words', 'a,b\n1,2', 'file,camera\n"never closed', '<table><tr><td>file'])(
    'that is none is no list: %j',
    (text) => expect(readPortalList(text)).toBeNull(),
  );

  test('of any text is read without an error, and only what it says', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const { name } of readPortalList(`file,start\n${text}`) ?? []) expect(name).not.toBe('');
      }),
    );
  });

  test('states a zone where it does, and no time where there is none', () => {
    expect(listedTime('2026-10-05T21:00:00Z')).toEqual({ wallClock: '2026-10-05T21:00:00', zone: 'utc' });
    expect(listedTime('2026-10-05T21:00:00+01:00')).toEqual({ wallClock: '2026-10-05T20:00:00', zone: 'utc' });
    for (const wrong of ['31/02/2026 21:00', '10/25/2026 21:00', 'yesterday', '2026-10-05'])
      expect(listedTime(wrong)).toBeNull();
  });
});

test('all cameras at once is what every one of them holds', () => {
  const at = (from: string, to: string) => ({ from: `2026-10-05T${from}`, to: `2026-10-05T${to}` });
  const first = [at('21:00', '21:20'), at('21:30', '22:00')];
  expect(together([first, [at('21:10', '21:40')], [at('20:00', '23:00')]])).toEqual([
    at('21:10', '21:20'),
    at('21:30', '21:40'),
  ]);
  expect(together([first, []])).toEqual([]);
  expect(together([])).toEqual([]);
});
