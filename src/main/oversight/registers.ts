import { RegisterName } from '../../shared/contract/registers.ts';

// What the registers of the scheme are called, and how they are written down as plain files.

export type { RegisterName } from '../../shared/contract/registers.ts';
export const registerNames = RegisterName.options;
export type RegisterRow = Readonly<Record<string, string | number | null>>;
export type ReadRegister = (name: RegisterName) => readonly RegisterRow[];

/** A spreadsheet runs what begins like this as a formula, some also after a space; text that somebody typed must never run. */
const RUNS = /^[\t\r\n]|^\s*[=+\-@＝＋－＠]/u;

/** RFC 4180: everything that could be misread stands in quotes; a formula is made text by an apostrophe. */
function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const plain = RUNS.test(value) ? `'${value}` : value;
  return /[",\r\n']/u.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** A register as a table; one without rows is an empty file with its reason said in the README. */
export function csvOf(rows: readonly RegisterRow[]): string {
  const [first] = rows;
  if (first === undefined) return '';
  const columns = Object.keys(first);
  const line = (cells: readonly string[]): string => `${cells.join(',')}\r\n`;
  return [line(columns), ...rows.map((row) => line(columns.map((column) => cell(row[column] ?? null))))].join('');
}
