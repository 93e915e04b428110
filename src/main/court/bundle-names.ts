// Names on a disc. A recorder's own names may hold anything; on the disc they are plain, short and different from each
// other in every operating system. What the recorder called the file stands in the record.

/** Room for a mark and the version in a Joliet name of 64 units. */
const longestName = 56;

/** ECMA-119 allows eight levels; a master's folder is the fifth. */
const deepestFolders = 3;

/** Names Windows gives to devices, with or without an extension. */
const deviceName = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** One name without its faults: letters, digits, space and `. _ ( ) -` stay; accents go; the rest becomes `_`. */
export function plainName(original: string): string {
  const letters = original.normalize('NFKD').replaceAll(/\p{M}/gu, '');
  const safe = letters
    .replaceAll(/[^A-Za-z0-9 ._()-]/gu, '_')
    .replace(/^[ .]+/, '')
    .replace(/[ .]+$/, '');
  const named = safe === '' ? '_' : deviceName.test(safe) ? `_${safe}` : safe;
  const { stem, extension } = splitName(named);
  return stem.slice(0, longestName - extension.length) + extension;
}

function splitName(name: string): { readonly stem: string; readonly extension: string } {
  const dot = name.lastIndexOf('.');
  if (dot <= 0 || name.length - dot > 12) return { stem: name, extension: '' };
  return { stem: name.slice(0, dot), extension: name.slice(dot) };
}

/** `name`, or `name~2`, `name~3`, … when that is taken; `AS-1.DAV` and `as-1.dav` are the same to Windows. */
export function unusedName(name: string, taken: Set<string>): string {
  const { stem, extension } = splitName(name);
  for (let attempt = 1; ; attempt += 1) {
    const tried = attempt === 1 ? name : `${stem}~${attempt}${extension}`;
    if (taken.has(tried.toLowerCase())) continue;
    taken.add(tried.toLowerCase());
    return tried;
  }
}

/**
 * Paths for files of one folder on the disc, in their order. Folders are kept, because players look for index files
 * beside the footage; folders deeper than three are drawn together into one name.
 */
export function discPaths(originals: readonly string[]): string[] {
  const folders = new Map<string, string>();
  const taken = new Map<string, Set<string>>();
  const takenIn = (folder: string): Set<string> => {
    const names = taken.get(folder) ?? new Set<string>();
    taken.set(folder, names);
    return names;
  };
  return originals.map((original) => {
    const parts = original.split(/[/\\]/).filter((part) => part !== '' && part !== '.' && part !== '..');
    const fileName = parts.pop() ?? '_';
    let folder = '';
    for (const part of shallow(parts)) {
      const key = `${folder}\0${part}`;
      const name = folders.get(key) ?? `${folder}${unusedName(plainName(part), takenIn(folder))}/`;
      folders.set(key, name);
      folder = name;
    }
    return folder + unusedName(plainName(fileName), takenIn(folder));
  });
}

const shallow = (parts: readonly string[]): string[] =>
  parts.length <= deepestFolders
    ? [...parts]
    : [...parts.slice(0, deepestFolders - 1), parts.slice(deepestFolders - 1).join('_')];
