const notWhole = 'Not whole:';
const mostSaid = 5;

/** What a device did not give of a file that is kept, as the file's record has it; null where nothing is missing. */
export function notWholeInWords(remarks: readonly string[]): string | null {
  if (remarks.length === 0) return null;
  const more = remarks.length > mostSaid ? ` And ${remarks.length - mostSaid} more, in the record of the access.` : '';
  return `${notWhole} ${remarks.slice(0, mostSaid).join(' ')}${more}`;
}

/** The words of a file's record that say what is missing of it, where it is kept and not whole. */
export function missingOf({
  outcome,
  reason,
}: {
  readonly outcome: string;
  readonly reason: string | null;
}): string | null {
  const at = outcome === 'master' || outcome === 'duplicate' ? (reason ?? '').indexOf(notWhole) : -1;
  return at === -1 ? null : (reason ?? '').slice(at);
}
