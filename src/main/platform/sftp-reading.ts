import { AppError } from '../../shared/failure.ts';

const pieceBytes = 64 * 1024;
/** So many questions are under way at once: over a mobile link each answer takes its time. */
const ahead = 6;

interface Reading {
  readonly piece: (position: number, length: number) => Promise<Buffer>;
  readonly fromByte: number;
  readonly limit: number;
  readonly letGo: () => Promise<void>;
}

/** A file's bytes in order, several pieces asked for at once. A piece may come shorter than asked for; nothing is skipped. */
export async function* readAhead({ piece, fromByte, limit, letGo }: Reading): AsyncGenerator<Uint8Array> {
  let under: { at: number; bytes: Promise<Buffer> }[] = [];
  let next = fromByte;
  let at = fromByte;
  try {
    for (;;) {
      while (under.length < ahead) {
        const bytes = piece(next, pieceBytes);
        bytes.catch(() => undefined); // told when its turn comes
        under.push({ at: next, bytes });
        next += pieceBytes;
      }
      const first = under.shift();
      if (first === undefined) return;
      const bytes = await first.bytes;
      if (bytes.byteLength === 0) return; // only the server's own end gives nothing
      at += bytes.byteLength;
      if (at - fromByte > limit)
        throw new AppError('conflict', 'The recorder sends far more than it said. It was stopped.');
      yield bytes;
      if (bytes.byteLength === pieceBytes) continue;
      await Promise.allSettled(under.map((it) => it.bytes)); // asked for from places that no longer follow
      under = [];
      next = at;
    }
  } finally {
    await Promise.allSettled(under.map((it) => it.bytes));
    await letGo();
  }
}
