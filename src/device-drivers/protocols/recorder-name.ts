const longest = 180;

/**
 * What a recorder calls a recording, safe to show and to build on: no root, no way up, no characters that cannot be
 * seen or turn the text round. Threat: a name that leads out of a folder, or passes a program off as a film.
 */
export function recorderName(said: string): string {
  const parts = said
    .split(/[/\\]/u)
    .map((part) => part.replaceAll(/[\p{C}\p{Zl}\p{Zp}:]/gu, '_').trim())
    .filter((part) => part !== '' && part !== '.')
    .map((part) => (/^\.+$/u.test(part) ? '_'.repeat(Math.min(part.length, 8)) : part));
  const name = parts.join('/');
  return name === '' ? 'unnamed' : Array.from(name).slice(-longest).join('').replace(/^\/+/u, '');
}

/** The same name again gets a number: two recordings must never be taken for one. */
export function createNames(): (said: string) => string {
  const given = new Map<string, number>();
  return (said) => {
    const name = recorderName(said);
    const count = (given.get(name) ?? 0) + 1;
    given.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  };
}
