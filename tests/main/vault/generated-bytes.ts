/** The same formula as the plaintexts of the Tink vectors. */
export function pattern(length: number, seed = 0): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i += 1) bytes[i] = 31 * i + 7 * Math.floor(i / 256) + seed;
  return bytes;
}

/** As a recorder delivers it: in pieces of an awkward size. */
export async function* inPieces(bytes: Uint8Array, pieceBytes = 700_001): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}
