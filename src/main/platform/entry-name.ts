import { isUtf8 } from 'node:buffer';

/** Where an entry stands below a folder: text that is safe to show, and its bytes when that text had to differ. */
export interface EntryName {
  readonly path: string;
  /** Hex. */
  readonly pathBytes: string | null;
}

/**
 * Makes a name safe to show. Bytes that are no UTF-8 become \xE9; characters that cannot be seen become \u{202E}; a
 * backslash becomes \\, so that two names never give the same text.
 * Threat: a name with a line break forges a line in a receipt; one that turns the text round passes ".exe" off as ".mp4".
 */
export function entryName(bytes: Buffer): EntryName {
  const path = decodeLeniently(bytes).replaceAll(unsafe, (found) => escaped(found));
  return { path, pathBytes: Buffer.from(path, 'utf8').equals(bytes) ? null : bytes.toString('hex') };
}

/**
 * The bytes of a name below a folder, or null when it could lead out of it.
 * Threat: a stored or forged name such as "../../x", an absolute one, or on Windows "C:x", a stream "a:b" or a device.
 */
export function entryBytes(
  { path, pathBytes }: EntryName,
  platform: NodeJS.Platform = process.platform,
): Buffer | null {
  const bytes = pathBytes === null ? Buffer.from(path, 'utf8') : Buffer.from(pathBytes, 'hex');
  const parts = bytes.toString('latin1').split('/');
  const strange = platform === 'win32' ? /[\0\\:]/u : /\0/u;
  const unfit = parts.some((part) => part === '' || part === '.' || part === '..' || strange.test(part));
  return unfit ? null : bytes;
}

/** Controls, invisible and private characters, lone halves, and the separators of lines and paragraphs. */
const unsafe = /[\p{C}\p{Zl}\p{Zp}\\]/gu;

function escaped(found: string): string {
  if (found === '\\') return '\\\\';
  const code = found.codePointAt(0) ?? 0;
  return code >= invalidFrom && code <= invalidFrom + 0xff
    ? `\\x${(code - invalidFrom).toString(16).toUpperCase().padStart(2, '0')}`
    : `\\u{${code.toString(16).toUpperCase()}}`;
}

/** Lone low surrogates stand for single bytes while a name is taken apart: no valid UTF-8 can decode to one. */
const invalidFrom = 0xdc00;

/** UTF-8 where it is, one stand-in a byte where it is not. */
function decodeLeniently(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const length = [1, 2, 3, 4].find((count) => at + count <= bytes.length && isUtf8(bytes.subarray(at, at + count)));
    if (length === undefined) text += String.fromCharCode(invalidFrom + (bytes[at] ?? 0));
    else text += bytes.toString('utf8', at, at + length);
    at += length ?? 1;
  }
  return text;
}
