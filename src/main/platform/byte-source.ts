/** Random access to bytes: a plain file, or a decrypting view over a sealed object. */
export interface ByteSource {
  readonly sizeBytes: number;
  /** Exactly the bytes [start, start + length) clipped to the size. Throws AppError('integrity') on damaged seals. */
  read(start: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
  close(): Promise<void>;
}

/** The whole source in order, in pieces of `pieceBytes`. */
export async function* readAll(source: ByteSource, pieceBytes = 1024 * 1024): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < source.sizeBytes; at += pieceBytes) yield await source.read(at, pieceBytes);
}

/** A stretch of a source in order, in pieces. */
export async function* readStretch(
  source: ByteSource,
  startByte: number,
  sizeBytes: number,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const pieceBytes = 1024 * 1024;
  for (let at = 0; at < sizeBytes; at += pieceBytes)
    yield await source.read(startByte + at, Math.min(pieceBytes, sizeBytes - at));
}

/** Small bytes as a stream of one piece, for sealing. */
export async function* onePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** All bytes of a small source (a sheet, a still), which is closed afterwards. */
export async function wholeOf(source: ByteSource): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await source.read(0, source.sizeBytes);
  } finally {
    await source.close();
  }
}
