import { AppError } from '../../shared/failure.ts';
import { createSha256 } from './sha256.ts';

/** SHA-256 of each stretch of a stream, in one reading. Throws AppError('integrity') when the stream is of another length. */
export async function hashStretches(bytes: AsyncIterable<Uint8Array>, sizes: readonly number[]): Promise<string[]> {
  const hashes: string[] = [];
  let hasher = createSha256();
  let left = sizes[0] ?? 0;
  for await (const piece of bytes) {
    let at = 0;
    while (at < piece.length) {
      if (hashes.length === sizes.length) throw wrongSize();
      const taken = piece.subarray(at, at + left);
      hasher.update(taken);
      at += taken.length;
      left -= taken.length;
      if (left > 0) continue;
      hashes.push(hasher.digestHex());
      hasher = createSha256();
      left = sizes[hashes.length] ?? 0;
    }
  }
  if (hashes.length !== sizes.length) throw wrongSize();
  return hashes;
}

const wrongSize = (): AppError =>
  new AppError('integrity', 'A file is not as long as the record says. Nothing was burned; report it.');
