import { describe, expect, it } from 'vitest';
import {
  correctedWallClock,
  dayOfInstant,
  daysInWords,
  formatDay,
  formatInstant,
  formatWallClock,
} from '../../src/renderer/ui/time.ts';

describe('instants', () => {
  it('are shown in Europe/London with seconds and zone', () => {
    expect(formatInstant('2026-11-04T21:14:07.000Z')).toBe('Wed 4 Nov 2026, 21:14:07 GMT');
    expect(formatInstant('2026-07-01T21:14:07.999Z')).toBe('Wed 1 Jul 2026, 22:14:07 BST');
  });

  it('tell the two 01:30 of the night the clocks go back apart', () => {
    expect(formatInstant('2026-10-25T00:30:00.000Z')).toBe('Sun 25 Oct 2026, 01:30:00 BST');
    expect(formatInstant('2026-10-25T01:30:00.000Z')).toBe('Sun 25 Oct 2026, 01:30:00 GMT');
  });

  it('leave out the hour that does not exist in spring', () => {
    expect(formatInstant('2026-03-29T00:59:59.000Z')).toBe('Sun 29 Mar 2026, 00:59:59 GMT');
    expect(formatInstant('2026-03-29T01:00:00.000Z')).toBe('Sun 29 Mar 2026, 02:00:00 BST');
  });

  it('fall on the London day, not on the UTC day', () => {
    expect(dayOfInstant('2026-06-30T23:30:00.000Z')).toBe('2026-07-01');
    expect(formatInstant('2026-06-30T23:00:00.000Z')).toBe('Wed 1 Jul 2026, 00:00:00 BST');
  });
});

describe('clocks of recorders', () => {
  it('are shown as they stood, without a zone', () => {
    expect(formatWallClock('2026-03-29T01:30:00')).toBe('Sun 29 Mar 2026, 01:30:00');
  });

  it('are corrected by what they were fast or slow, across midnight and the leap day', () => {
    expect(correctedWallClock('2026-11-04T00:02:00', 192)).toBe('2026-11-03T23:58:48');
    expect(correctedWallClock('2028-02-28T23:59:30', -60)).toBe('2028-02-29T00:00:30');
    expect(correctedWallClock('2026-11-04T21:14:07', 0)).toBe('2026-11-04T21:14:07');
  });
});

describe('days', () => {
  it('carry their weekday', () => {
    expect(formatDay('2026-01-01')).toBe('Thu 1 Jan 2026');
    expect(formatDay('2026-09-30')).toBe('Wed 30 Sep 2026');
  });

  it('are counted in words', () => {
    expect([-2, -1, 0, 1, 8].map(daysInWords)).toEqual(['2 days ago', 'yesterday', 'today', 'tomorrow', 'in 8 days']);
  });
});
