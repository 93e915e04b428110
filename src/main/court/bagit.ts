import { encodeBagPath } from '../../../resources/open-me-first/verify/bag.ts';

// The lists of a BagIt 1.0 bag (RFC 8493), written. Their reader stands in resources/open-me-first/verify/bag.ts.

/** One line a file, in the order of paths, as `sha256sum -c` reads it. */
export function manifestText(files: readonly { readonly path: string; readonly sha256: string }[]): string {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  return sorted.map(({ path, sha256 }) => `${sha256}  ${encodeBagPath(path)}\n`).join('');
}

export interface BagFacts {
  readonly organisation: string;
  readonly contact: string;
  readonly identifier: string;
  readonly description: string;
  /** A calendar day: 2026-11-04. */
  readonly baggedOn: string;
  readonly software: string;
  readonly payload: readonly { readonly sizeBytes: number }[];
  /** Of a disc of a set. */
  readonly group: { readonly id: string; readonly number: number; readonly size: number } | null;
}

/** `bag-info.txt` (2.2.2) with the reserved names. A value is one line; what would break it becomes a space. */
export function bagInfoText(facts: BagFacts): string {
  const sizeBytes = facts.payload.reduce((sum, file) => sum + file.sizeBytes, 0);
  const lines: readonly (readonly [label: string, value: string])[] = [
    ['Source-Organization', facts.organisation],
    ['Contact-Name', facts.contact],
    ['External-Identifier', facts.identifier],
    ['External-Description', facts.description],
    ['Bagging-Date', facts.baggedOn],
    ['Bag-Software-Agent', facts.software],
    ['Payload-Oxum', `${sizeBytes}.${facts.payload.length}`],
    ...groupLines(facts.group),
  ];
  return lines.map(([label, value]) => `${label}: ${value.replaceAll(/\s+/g, ' ').trim()}\n`).join('');
}

const groupLines = (group: BagFacts['group']): (readonly [string, string])[] =>
  group === null
    ? []
    : [
        ['Bag-Group-Identifier', group.id],
        ['Bag-Count', `${group.number} of ${group.size}`],
      ];
