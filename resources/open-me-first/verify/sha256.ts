// SHA-256 (FIPS 180-4) over bytes that come in pieces. The browser's own function takes only whole files, and a page
// that was opened from a disc may not have it at all.

/** A running SHA-256; `digestHex` ends it and gives lower-case hex. */
export interface Hasher {
  update(bytes: Uint8Array): void;
  digestHex(): string;
}
export type CreateHasher = () => Hasher;

const blockBytes = 64;

/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes (4.2.2). */
const constants = Int32Array.from(fractions(64, 3));
/** The same of the square roots of the first eight (5.3.3). */
const initial = Int32Array.from(fractions(8, 2));

/** Exact by whole-number arithmetic: floor(root × 2³²) modulo 2³². */
function fractions(count: number, root: number): number[] {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < count; candidate += 1)
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  return primes.map((prime) => {
    const target = BigInt(prime) << BigInt(32 * root);
    let low = 0n;
    for (let bit = 1n << 36n; bit > 0n; bit >>= 1n) if ((low + bit) ** BigInt(root) <= target) low += bit;
    return Number(BigInt.asIntN(32, low));
  });
}

export function createSha256(): Hasher {
  const state = Int32Array.from(initial);
  const words = new Int32Array(64);
  const rest = new Uint8Array(blockBytes);
  const restView = new DataView(rest.buffer);
  let restBytes = 0;
  let totalBytes = 0;

  const update = (bytes: Uint8Array): void => {
    totalBytes += bytes.length;
    let at = 0;
    if (restBytes > 0) {
      at = Math.min(blockBytes - restBytes, bytes.length);
      rest.set(bytes.subarray(0, at), restBytes);
      restBytes += at;
      if (restBytes < blockBytes) return;
      compress(state, words, restView, 0);
      restBytes = 0;
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (; at + blockBytes <= bytes.length; at += blockBytes) compress(state, words, view, at);
    rest.set(bytes.subarray(at));
    restBytes = bytes.length - at;
  };

  const digestHex = (): string => {
    const totalBits = totalBytes * 8; // exact up to 2^53 bits, a thousand terabytes
    const ending = new Uint8Array(restBytes < 56 ? blockBytes - restBytes : 2 * blockBytes - restBytes);
    ending[0] = 0x80;
    const view = new DataView(ending.buffer);
    view.setUint32(ending.length - 8, Math.floor(totalBits / 2 ** 32));
    view.setUint32(ending.length - 4, totalBits % 2 ** 32);
    update(ending);
    return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  };
  return { update, digestHex };
}

/** One block (6.2.2). Written out, because this loop is the whole cost of checking a disc. */
function compress(state: Int32Array, words: Int32Array, view: DataView, start: number): void {
  for (let index = 0; index < 16; index += 1) words[index] = view.getInt32(start + index * 4);
  for (let index = 16; index < 64; index += 1) {
    const w15 = words[index - 15] ?? 0;
    const w2 = words[index - 2] ?? 0;
    const s0 = ((w15 >>> 7) | (w15 << 25)) ^ ((w15 >>> 18) | (w15 << 14)) ^ (w15 >>> 3);
    const s1 = ((w2 >>> 17) | (w2 << 15)) ^ ((w2 >>> 19) | (w2 << 13)) ^ (w2 >>> 10);
    words[index] = (words[index - 16] ?? 0) + s0 + (words[index - 7] ?? 0) + s1;
  }
  let a = state[0] ?? 0;
  let b = state[1] ?? 0;
  let c = state[2] ?? 0;
  let d = state[3] ?? 0;
  let e = state[4] ?? 0;
  let f = state[5] ?? 0;
  let g = state[6] ?? 0;
  let h = state[7] ?? 0;
  for (let index = 0; index < 64; index += 1) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const choice = (e & f) ^ (~e & g);
    const t1 = (h + s1 + choice + (constants[index] ?? 0) + (words[index] ?? 0)) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + s0 + majority) | 0;
  }
  state[0] = (state[0] ?? 0) + a;
  state[1] = (state[1] ?? 0) + b;
  state[2] = (state[2] ?? 0) + c;
  state[3] = (state[3] ?? 0) + d;
  state[4] = (state[4] ?? 0) + e;
  state[5] = (state[5] ?? 0) + f;
  state[6] = (state[6] ?? 0) + g;
  state[7] = (state[7] ?? 0) + h;
}
