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
