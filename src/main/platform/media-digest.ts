import { createHash } from 'node:crypto';

/** SHA-256 over lines of text, each followed by one line feed; `finish` gives lower-case hex. */
export function createLineDigest(): { add(line: string): void; finish(): string } {
  const hash = createHash('sha256');
  return {
    add: (line) => void hash.update(`${line}\n`),
    finish: () => hash.digest('hex'),
  };
}
