/**
 * Every way a command can fail, as a closed list. The screen decides by the code; the message is one plain sentence
 * that says what happened and what to do next, and never holds a path, a stack, SQL or a secret.
 */
export const failureCodes = [
  'invalid-input', // refused: the request itself is wrong
  'signed-out', // refused: nobody is signed in, or the vault is locked
  'forbidden', // refused: this person may not
  'not-found', // refused: there is no such thing
  'conflict', // refused: the thing is not in a state that allows it
  'clause', // refused: a clause of the code of practice stands in the way
  'integrity', // a hash, seal or ledger entry does not match: always a ledger entry and a blocking screen
  'cancelled', // the person stopped it
  'unavailable', // disk full, device gone, a tool failed: may be tried again
  'unexpected', // our bug, with a log reference
] as const;

export type FailureCode = (typeof failureCodes)[number];

/** What reaches a screen. `clause` is a clause of the code of practice ("4.7"); `reference` finds a bug in the log. */
export interface Failure {
  readonly code: FailureCode;
  readonly message: string;
  readonly clause?: string;
  readonly reference?: string;
}

export type Reply<T = unknown> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };

/** An expected failure. Anything else that is thrown is a bug and reaches the screen as "unexpected". */
export class AppError extends Error {
  readonly code: Exclude<FailureCode, 'unexpected'>;
  readonly clause: string | undefined;

  constructor(code: AppError['code'], message: string, options: { cause?: unknown; clause?: string } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.clause = options.clause;
  }
}
