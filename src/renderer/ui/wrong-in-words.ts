import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === false || (typeof value === 'string' && value.trim() === '');

const valueAt = (values: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | null | undefined)?.[key], values);

/** What a person should do about one finding of the schema. */
export function wrongInWords(issue: Issue, values: unknown): string {
  if (isEmpty(valueAt(values, issue.path))) return 'Please fill this in.';
  if (issue.code === 'too_big') return `At most ${String(issue.maximum)}${unitOf(issue.origin)}.`;
  if (issue.code === 'too_small') return `At least ${String(issue.minimum)}${unitOf(issue.origin)}.`;
  if (issue.code === 'invalid_format') return formatInWords(issue.format, issue.message);
  if (issue.code === 'invalid_value') return 'Please choose one of the answers.';
  if (issue.code !== 'invalid_type') return issue.message;
  return issue.expected === 'int' || issue.expected === 'number'
    ? 'Please give a whole number.'
    : 'Please fill this in.';
}

const unitOf = (origin: string): string => (origin === 'string' ? ' characters' : '');

function formatInWords(format: string, message: string): string {
  if (format === 'email') return 'Please give an e-mail address, such as assurance@example.org.';
  if (format === 'date') return 'Please give a full date.';
  // The contract's own patterns carry their own words ("six digits"); zod's do not.
  return message.startsWith('Invalid') ? 'This is not written as it should be.' : `Please give ${message}.`;
}
