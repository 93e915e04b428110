import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TimeClaim } from '../../src/device-drivers/driver.ts';
import { claimedPeriod, coverage } from '../../src/device-drivers/dvr-usb/coverage.ts';
import { clockText } from '../../src/device-drivers/protocols/wall-clock.ts';

const midnight = Date.parse('2026-10-05T00:00:00Z') / 1000;
const at = (second: number): string => clockText(midnight + second);
const claims = (from: number, to: number, source: TimeClaim['source'] = 'file-name'): TimeClaim[] => [
  { kind: 'start', wallClock: at(from), zone: 'local', source },
  { kind: 'end', wallClock: at(to), zone: 'local', source },
];
const file = (channel: string | null, timeClaims: TimeClaim[]) => ({
  role: 'footage' as const,
  channel: channel === null ? null : { value: channel, source: 'file-name' as const },
  timeClaims,
  contradictions: [],
});
const period = (from: number, to: number) => ({ from: at(from), to: at(to) });

test('every second of the asked period is either claimed by a file or in a gap, to within the second of a clock', () => {
  const stretch = fc
    .tuple(fc.nat(600), fc.integer({ min: 1, max: 120 }))
    .map(([from, length]) => [from, from + length] as const);
  fc.assert(
    fc.property(
      fc.array(stretch, { minLength: 1, maxLength: 12 }),
      fc.nat(300),
      fc.integer({ min: 1, max: 400 }),
      (stretches, from, length) => {
        const [found] = coverage(
          period(from, from + length),
          stretches.map(([a, b]) => file('1', claims(a, b))),
        );
        for (let second = from; second < from + length; second += 1) {
          const claimed = stretches.some(([a, b]) => a <= second && second < b);
          const inGap = found?.gaps.some((gap) => gap.from <= at(second) && at(second) < gap.to) ?? false;
          if (claimed) expect(inGap).toBe(false);
          const near = stretches.some(([a, b]) => a - 1 <= second && second < b + 1);
          const edge = second === from || second === from + length - 1;
          if (!near && !edge) expect(inGap).toBe(true);
        }
      },
    ),
  );
});

test('stretches are in order, apart from one another, and gaps stay inside the asked period', () => {
  const files = [
    file('1', claims(100, 160)),
    file('1', claims(20, 61)),
    file('1', claims(61, 90)),
    file('1', claims(62, 80)),
  ];
  expect(coverage(period(0, 200), files)).toEqual([
    {
      channel: '1',
      covered: [period(20, 90), period(100, 160)],
      gaps: [period(0, 20), period(90, 100), period(160, 200)],
      untimedFiles: 0,
    },
  ]);
});

test('one second between two files is a step of the clock, two are a gap', () => {
  const gapsOf = (next: number) =>
    coverage(period(0, 100), [file('1', claims(0, 50)), file('1', claims(next, 100))])[0]?.gaps;
  expect(gapsOf(51)).toEqual([]);
  expect(gapsOf(52)).toEqual([period(50, 52)]);
});

test('cameras are kept apart and in order, and what has no camera stands last', () => {
  const files = ['10', '2', null, '1'].map((channel) => file(channel, claims(0, 10)));
  expect(coverage(period(0, 10), files).map(({ channel }) => channel)).toEqual(['1', '2', '10', 'unknown']);
});

test('files without both times are counted and never close a gap', () => {
  const startOnly = claims(0, 10).slice(0, 1);
  const inUtc = claims(0, 10).map((claim) => ({ ...claim, zone: 'utc' as const }));
  const files = [startOnly, inUtc, claims(0, 10, 'file-time'), claims(10, 0), []].map((it) => file('1', it));
  expect(coverage(period(0, 10), files)).toEqual([
    { channel: '1', covered: [], gaps: [period(0, 10)], untimedFiles: files.length },
  ]);
});

test('the stream is believed before the name, and the two are mixed only while they agree', () => {
  const [streamStart] = claims(5, 15, 'stream');
  const name = claims(0, 10);
  if (streamStart === undefined) throw new Error('no claim');
  expect(claimedPeriod(file('1', [...name, ...claims(5, 15, 'stream')]))).toEqual(period(5, 15));
  const endsByName = [streamStart, ...name.slice(1)];
  expect(claimedPeriod(file('1', endsByName))).toEqual(period(5, 10));
  const contradictions = ['stream-and-name-times-differ'] as const;
  expect(claimedPeriod({ timeClaims: endsByName, contradictions })).toBeNull();
});

test('players and indexes cover nothing, and no file is no camera', () => {
  expect(coverage(period(0, 10), [])).toEqual([]);
  expect(coverage(period(0, 10), [{ ...file('1', claims(0, 10)), role: 'index' }])).toEqual([]);
});
