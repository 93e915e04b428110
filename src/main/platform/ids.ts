import { randomUUID } from 'node:crypto';

/** A new random identifier of the branded kind asked for. */
export const newId = <Id extends string>(): Id => randomUUID() as string as Id;
