import { AppError } from '../../shared/failure.ts';

/** Passes on what a source gives until the person stops it: then at once, also while the source gives nothing. */
export async function* untilStopped<T>(source: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]();
  let stop = (): void => undefined;
  const onAbort = (): void => stop();
  signal.addEventListener('abort', onAbort, { once: true });
  // One promise a piece: racing each against a single long one would keep every piece in memory.
  const nextPiece = (): Promise<IteratorResult<T>> =>
    new Promise((resolve, reject) => {
      stop = () => reject(new AppError('cancelled', 'The retrieval was stopped.'));
      if (signal.aborted) stop();
      else iterator.next().then(resolve, reject);
    });
  let isAtEnd = false;
  try {
    for (;;) {
      const { done, value } = await nextPiece();
      if (done === true) {
        isAtEnd = true;
        return;
      }
      yield value;
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    // A source that gives nothing does not end when told so either: it goes with its connection.
    const letGo = isAtEnd ? undefined : iterator.return?.().catch(() => undefined);
    if (!signal.aborted) await letGo;
  }
}
