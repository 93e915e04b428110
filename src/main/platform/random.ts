import { randomBytes, randomUUID } from 'node:crypto';

/** The only source of chance outside the vault. Handed in, so that a test can say what was drawn. */
export interface Random {
  /** `count` unpredictable bytes from the system's generator. */
  bytes(count: number): Uint8Array<ArrayBuffer>;
  /** A random (version 4) UUID in lower case: the form of every id in the application. */
  uuid(): string;
}

export const systemRandom: Random = {
  bytes: (count) => Uint8Array.from(randomBytes(count)),
  uuid: () => randomUUID(),
};
