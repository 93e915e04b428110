/** Work that nobody waits for yet. Its failure is thrown where it is awaited, not as an unhandled one before. */
export function inBackground<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}
