import { randomBytes } from 'node:crypto';

/** `count` unpredictable bytes from the system's generator, in memory of their own (so that they can be wiped). */
export const drawBytes = (count: number): Uint8Array<ArrayBuffer> => Uint8Array.from(randomBytes(count));
