// As much of DER (X.690) as a certificate and a CMS signature need, read strictly: anything unexpected throws.

export interface DerNode {
  readonly tag: number;
  /** The whole element, with tag and length. */
  readonly bytes: Uint8Array;
  readonly content: Uint8Array;
}

export const derTags = { integer: 0x02, bits: 0x03, octets: 0x04, oid: 0x06, sequence: 0x30, set: 0x31 } as const;

/** The first element of the bytes. Throws RangeError on anything but definite lengths that fit. */
export function readDer(bytes: Uint8Array, at = 0): DerNode {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) throw new RangeError('not DER');
  let start = at + 2;
  let length = first;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count === 0 || count > 4) throw new RangeError('not DER');
    length = 0;
    for (let index = 0; index < count; index += 1) length = length * 256 + (bytes[start + index] ?? 0);
    start += count;
  }
  if (start + length > bytes.length) throw new RangeError('cut short');
  return { tag, bytes: bytes.subarray(at, start + length), content: bytes.subarray(start, start + length) };
}

/** The elements inside another, in order; `tag` says what the other must be. */
export function derChildren(node: DerNode, tag: number): DerNode[] {
  expectTag(node, tag);
  const children: DerNode[] = [];
  for (let at = 0; at < node.content.length; ) {
    const child = readDer(node.content, at);
    children.push(child);
    at += child.bytes.length;
  }
  return children;
}

/** Hands the node on when it is there and of this tag; throws otherwise. */
export function expectTag(node: DerNode | undefined, tag: number): DerNode {
  if (node === undefined || node.tag !== tag) throw new RangeError(`not the expected element ${tag}`);
  return node;
}

/** `2a864886f70d010701`: object identifiers are compared by their bytes. */
export const derHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

export const derNumber = (node: DerNode | undefined): bigint =>
  BigInt(`0x${derHex(expectTag(node, derTags.integer).content)}`);

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** Writes a field in the one way DER allows: the shortest length. Fields of up to 64 KiB. */
export function derOf(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const length = contents.reduce((sum, { length: each }) => sum + each, 0);
  const shortest = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  const out = new Uint8Array(1 + shortest.length + length);
  out.set([tag, ...shortest]);
  let at = 1 + shortest.length;
  for (const content of contents) {
    out.set(content, at);
    at += content.length;
  }
  return out;
}
