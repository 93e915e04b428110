import type { Figure } from '../../shared/contract/audits.ts';
import { addDays, londonDay, londonDayStart } from '../time.ts';
import type { RegisterRow } from './registers.ts';

// How a register becomes numbers: counting what falls into a period, as a whole and by kind.

/** The days a report speaks of, both included, and the day it was made. */
export interface Period {
  readonly from: string;
  readonly until: string;
  readonly asOf: string;
}

/** Whether an instant, or a day, falls into the period by the calendar of Europe/London. */
export function within({ from, until }: Omit<Period, 'asOf'>, at: unknown): boolean {
  if (typeof at !== 'string') return false;
  return at.length === 10
    ? at >= from && at <= until
    : at >= londonDayStart(from) && at < londonDayStart(addDays(until, 1));
}

export const dayOf = (at: string): string => (at.length === 10 ? at : londonDay(at));

/** JSON of a column, or nothing. */
export const factsOf = (text: unknown): Readonly<Record<string, unknown>> =>
  typeof text === 'string' ? (JSON.parse(text) as Record<string, unknown>) : {};

export const figure = (key: string, label: string, value: number, more: Partial<Figure> = {}): Figure => ({
  key,
  label,
  value,
  unit: 'count',
  of: null,
  again: null,
  basedOn: null,
  identifies: false,
  ...more,
});

/** An average over things counted; null over nothing. */
export const average = (
  key: string,
  label: string,
  values: readonly number[],
  unit: 'days' | 'score' = 'days',
): Figure => ({
  ...figure(key, label, 0, { unit, basedOn: values.length }),
  value:
    values.length === 0 ? null : Math.round((values.reduce((sum, each) => sum + each, 0) / values.length) * 10) / 10,
});

/** A total and its parts: every kind that is known, and any other that was met. */
export function byKind(
  total: Figure,
  rows: readonly RegisterRow[],
  kindOf: (row: RegisterRow) => string,
  words: Readonly<Record<string, string>> = {},
): Figure[] {
  const kinds = [...new Set([...Object.keys(words), ...rows.map(kindOf).toSorted()])];
  return [
    total,
    ...kinds.map((kind) =>
      figure(`${total.key}.${kind}`, words[kind] ?? kind, rows.filter((row) => kindOf(row) === kind).length, {
        of: total.key,
        identifies: total.identifies,
      }),
    ),
  ];
}
