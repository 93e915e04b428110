import { AppError } from '../../shared/failure.ts';

// Names inside an ISO 9660 image. Every file has two: a short one for readers that know only ECMA-119, and a Joliet one
// that Windows, macOS and Linux show.

/** Joliet allows 64 UCS-2 units; the version mark ";1" takes two of them. */
const jolietNameLimit = 62;
const isoNameLimit = 30; // ECMA-119 7.5.1: name and extension together, without the dot
const isoExtensionLimit = 8;
const isoDirectoryLimit = 31; // ECMA-119 7.6.3

const FORBIDDEN_IN_JOLIET = /[\p{Cc}*/:;?\\]/u;

/** Throws AppError('invalid-input') when a path part cannot stand on a disc as it is: it must be renamed earlier. */
export function requireJolietName(name: string): void {
  const fits = name.length > 0 && name.length <= jolietNameLimit && !FORBIDDEN_IN_JOLIET.test(name);
  if (fits && name !== '.' && name !== '..') return;
  throw new AppError(
    'invalid-input',
    'A file has a name that cannot be written to a disc. Give it a shorter, plain name.',
  );
}

const dCharacters = (text: string): string => text.toUpperCase().replaceAll(/[^A-Z0-9_]/g, '_');

/** The short name of a file, before it is made unique: `manifest-sha256.txt` becomes `MANIFEST_SHA256.TXT`. */
function shortFileName(name: string, mark: string): string {
  const dot = name.lastIndexOf('.');
  const extension = dot < 0 ? '' : dCharacters(name.slice(dot + 1)).slice(0, isoExtensionLimit);
  const stem = dCharacters(dot < 0 ? name : name.slice(0, dot)).slice(0, isoNameLimit - extension.length - mark.length);
  return `${stem}${mark}.${extension}`;
}

const shortDirectoryName = (name: string, mark: string): string =>
  dCharacters(name).slice(0, isoDirectoryLimit - mark.length) + mark;

/**
 * Short names for the members of one directory, in their order, all different. A name that is taken gets `_2`, `_3`, …,
 * so the same members always get the same names.
 */
export function shortNames(members: readonly { readonly name: string; readonly isDirectory: boolean }[]): string[] {
  const taken = new Set<string>();
  return members.map(({ name, isDirectory }) => {
    for (let attempt = 1; ; attempt += 1) {
      const mark = attempt === 1 ? '' : `_${attempt}`;
      const short = isDirectory ? shortDirectoryName(name, mark) : shortFileName(name, mark);
      if (taken.has(short)) continue;
      taken.add(short);
      return short;
    }
  });
}

/** A volume name in the characters ECMA-119 allows, at most 32 of them. */
export const volumeName = (text: string): string => dCharacters(text).slice(0, 32);

/** The bytes of an identifier in ECMA-119 (ASCII) or Joliet (UCS-2, big-endian). */
export const asciiBytes = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

export function ucs2Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  for (let at = 0; at < text.length; at += 1) {
    bytes[at * 2] = text.charCodeAt(at) >> 8;
    bytes[at * 2 + 1] = text.charCodeAt(at) & 0xff;
  }
  return bytes;
}
