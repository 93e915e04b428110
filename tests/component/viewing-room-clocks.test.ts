import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { offsetBetween, offsetInWords, spanInWords } from '../../src/renderer/features/footage/offset.ts';
import { clocksAt, positionOfTime, showPosition } from '../../src/renderer/features/viewing-room/clocks.ts';

describe('clocks', () => {
  test('the corrected time is the recorded time less the offset, to the millisecond', () => {
    expect(clocksAt('2026-11-04T23:59:59', 192, 1480)).toEqual({
      recorded: 'Thu 5 Nov 2026, 00:00:00.480',
      corrected: 'Wed 4 Nov 2026, 23:56:48.480',
    });
  });

  test('a recording without a known start has no clocks rather than wrong ones', () => {
    expect(clocksAt(null, 192, 1480)).toBeNull();
  });

  test('a recorder that is fast is said to be fast', () => {
    expect(offsetBetween('2026-11-04T21:17:19', '2026-11-04T21:14:07')).toBe(192);
    expect(offsetInWords(192)).toBe('The recorder is 3 minutes 12 seconds fast');
    expect(offsetInWords(-3601)).toBe('The recorder is 1 hour 1 second slow');
    expect(offsetInWords(0)).toBe('The recorder’s clock is right');
  });

  test('an unfinished clock gives no offset', () => {
    expect(offsetBetween('', '2026-11-04T21:14:07')).toBeNull();
  });

  test('words of a span add up to the span', () => {
    const size: Record<string, number> = { day: 86_400, hour: 3600, minute: 60, second: 1 };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000_000 }), (seconds) => {
        const words = spanInWords(seconds).matchAll(/(\d+) (day|hour|minute|second)/gu);
        const sum = [...words].reduce((all, [, count, unit]) => all + Number(count) * (size[unit ?? ''] ?? NaN), 0);
        expect(sum).toBe(seconds);
      }),
    );
  });

  test('a position is written with milliseconds', () => {
    expect(showPosition(3_723_040)).toBe('01:02:03.040');
  });
});

describe('going to a time of day', () => {
  const recording = { startsAt: '2026-11-04T23:50:00', durationMs: 30 * 60_000 };

  test('a time after midnight is found in a recording that began the evening before', () => {
    expect(positionOfTime(recording, '00:10', 0)).toBe(20 * 60_000);
  });

  test('a time that the recording does not hold is not invented', () => {
    expect(positionOfTime(recording, '12:00', 0)).toBeNull();
    expect(positionOfTime(recording, '25:00', 0)).toBeNull();
  });

  test('in a recording of several days the next such time is taken', () => {
    const long = { startsAt: '2026-11-04T00:00:00', durationMs: 72 * 3_600_000 };
    expect(positionOfTime(long, '06:00:30', 7 * 3_600_000)).toBe(30 * 3_600_000 + 30_000);
  });

  test('what is found shows the time asked for', () => {
    fc.assert(
      fc.property(fc.nat(86_399), (second) => {
        const clock = showPosition(second * 1000).slice(0, 8);
        const long = { startsAt: '2026-10-24T13:07:11', durationMs: 86_400_000 };
        const position = positionOfTime(long, clock, 0);
        expect(clocksAt(long.startsAt, 0, position ?? NaN)?.recorded).toContain(`, ${clock}.000`);
      }),
    );
  });
});
