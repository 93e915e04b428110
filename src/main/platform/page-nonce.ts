import { randomBytes } from 'node:crypto';

/** A value no page can guess, for one answer's `style-src`. 128 bits, as CSP Level 3 asks for. */
export const freshNonce = (): string => randomBytes(16).toString('base64');
