// The lists of a BagIt 1.0 bag (RFC 8493), read strictly.

export const bagNames = {
  declaration: 'bagit.txt',
  info: 'bag-info.txt',
  manifest: 'manifest-sha256.txt',
  tagManifest: 'tagmanifest-sha256.txt',
  signature: 'signature.p7s',
  certificate: 'certificate.pem',
  ledger: 'data/record/ledger.json',
  exhibits: 'data/record/exhibits.json',
  /** Only on a disc of a set. */
  discSet: 'data/record/disc-set.json',
} as const;

/** What the inner list must name, so that none of it can be taken away with its line. */
export const requiredTags: readonly string[] = [
  bagNames.declaration,
  bagNames.info,
  bagNames.manifest,
  bagNames.certificate,
  'README.txt',
  'OPEN ME FIRST.html',
];

export const declarationText = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/** RFC 8493, 2.1.3: only these three are encoded in a path. */
export const encodeBagPath = (path: string): string =>
  path.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const decodeBagPath = (path: string): string =>
  path.replaceAll(/%0D/gi, '\r').replaceAll(/%0A/gi, '\n').replaceAll('%25', '%');

/** A list: path to SHA-256. Throws RangeError when a line is no line of a list, or a path stands twice or leads outside. */
export function readManifest(text: string): Map<string, string> {
  const listed = new Map<string, string>();
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (line === '') continue;
    const [, hash, encoded] = /^([0-9a-fA-F]{64})[ \t]+\*?(.+)$/.exec(line) ?? [];
    const path = decodeBagPath(encoded ?? '');
    const leadsOutside =
      path.startsWith('/') ||
      path.includes('\\') ||
      path.split('/').some((part) => part === '..' || part === '.' || part === '');
    if (hash === undefined || leadsOutside || listed.has(path)) throw new RangeError('not a list of contents');
    listed.set(path, hash.toLowerCase());
  }
  return listed;
}

/** `Bag-Count: 2 of 3` (2.2.2): which disc of a set this is; null on a bundle of one disc. */
export function readBagCount(bagInfo: string): { readonly number: number; readonly size: number } | null {
  const [, number, size] = /^Bag-Count:\s*(\d+) of (\d+)\s*$/m.exec(bagInfo) ?? [];
  return number === undefined ? null : { number: Number(number), size: Number(size) };
}

/** `Payload-Oxum: 1234.5`: bytes and number of the payload's files; null when it is not stated. */
export function readOxum(bagInfo: string): { readonly sizeBytes: number; readonly count: number } | null {
  const [, sizeBytes, count] = /^Payload-Oxum:\s*(\d+)\.(\d+)\s*$/m.exec(bagInfo) ?? [];
  return sizeBytes === undefined ? null : { sizeBytes: Number(sizeBytes), count: Number(count) };
}
