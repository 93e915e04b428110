import { describe, expect, test } from 'vitest';
import { streamStart } from '../../../src/main/recordings/recorded-time.ts';

const listed = (local: string, utc: string) =>
  [
    { kind: 'start', wallClock: local, zone: 'local', source: 'device' },
    { kind: 'start', wallClock: utc, zone: 'utc', source: 'device' },
  ] as const;

describe('when a stream says that it begins', () => {
  test('a wall clock without a zone stands as it is', () => {
    expect(streamStart('2026-11-01T22:15:30.000', [])).toBe('2026-11-01T22:15:30');
  });

  test('UTC is turned as the recorder itself stated its clock, not as London keeps it', () => {
    const claims = listed('2026-10-05T23:10:00', '2026-10-05T21:10:00');
    expect(streamStart('2026-10-05T21:09:55.280Z', claims)).toBe('2026-10-05T23:09:55');
    expect(streamStart('2026-10-05T21:09:55.280Z', listed('2026-10-05T21:10:00', '2026-10-05T21:10:00'))).toBe(
      '2026-10-05T21:09:55',
    );
  });

  test('and as London keeps it where the recorder stated nothing', () => {
    expect(streamStart('2026-10-05T21:09:55.280Z', [])).toBe('2026-10-05T22:09:55');
    expect(streamStart('2026-12-05T21:09:55.280Z', [])).toBe('2026-12-05T21:09:55');
  });
});
