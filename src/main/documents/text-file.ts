/** Bytes that no text holds. */
const CONTROL = /[\0-\x08\x0B\x0E-\x1F\x7F]/u;

/** The text of a file, or null when it is none: UTF-8, UTF-16 with its mark, or what older Windows programs write. */
export function decodeText(bytes: Uint8Array): string | null {
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
  for (const encoding of marked === null ? ['utf-8', 'windows-1252'] : [marked]) {
    const text = decodeAs(bytes, encoding);
    if (text !== null) return text.length > 0 && !CONTROL.test(text) ? text : null;
  }
  return null;
}

function decodeAs(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** An e-mail begins with its heads, sender and day among them (RFC 5322). */
export function isMail(text: string): boolean {
  const [head = ''] = text.split(/\r?\n\r?\n/u, 1);
  const lines = head.split(/\r?\n/u);
  const isHead = lines.every((line, index) => /^[!-9;-~]+[ \t]*:/u.test(line) || (index > 0 && /^[ \t]/u.test(line)));
  return isHead && ['from', 'date'].every((name) => lines.some((line) => line.toLowerCase().startsWith(`${name}:`)));
}

/** What a screen can show of a long text. */
const MOST_SHOWN = 200_000;

/** A text for the screen: characters that turn text round made visible, cut where it is very long. */
export function shownText(bytes: Uint8Array): string {
  const text = (decodeText(bytes) ?? '').replaceAll(/[\p{Cs}\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');
  return text.length <= MOST_SHOWN
    ? text
    : `${text.slice(0, MOST_SHOWN)}\n\n[Only the beginning is shown. Save a copy to read all of it.]`;
}
