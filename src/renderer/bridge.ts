import type { Bridge, CommandName, EventMessage, Input, Output } from '../shared/contract.ts';
import type { Failure } from '../shared/failure.ts';

declare global {
  interface Window {
    readonly bridge: Bridge;
  }
}

/** A command that was refused or went wrong. What to say about it stands in `failure`. */
export class CommandFailed extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'CommandFailed';
    this.failure = failure;
  }
}

const unreachable: Failure = {
  code: 'unexpected',
  message: 'The screen could not reach the application. Close the application and start it again.',
};

/** Asks the core. Throws CommandFailed, also when the core cannot be reached at all. */
export async function invoke<N extends CommandName>(name: N, input: Input<N>): Promise<Output<N>> {
  const reply = await window.bridge.invoke(name, input).catch((cause: unknown) => {
    reportError(cause);
    return { ok: false, failure: unreachable } as const;
  });
  if (!reply.ok) {
    // The vault was locked from elsewhere (idle, sleep): whoever shows the session must read it again.
    if (reply.failure.code === 'signed-out') announce({ name: 'changed', data: { topic: 'session' } });
    throw new CommandFailed(reply.failure);
  }
  return reply.value as Output<N>; // the gateway checked it against the same schema
}

type Listener = (message: EventMessage) => void;
const listeners = new Set<Listener>();
let stop: (() => void) | null = null;

const announce = (message: EventMessage): void => {
  for (const listener of [...listeners]) listener(message);
};

/** Hears every event of the core until the returned function is called. One subscription serves all screens. */
export function subscribe(listener: Listener): () => void {
  listeners.add(listener);
  stop ??= window.bridge.subscribe(announce);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stop?.();
    stop = null;
  };
}

/** The failure inside anything that was thrown; a bug of the screen is "unexpected" and goes on to the page's own errors. */
export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof CommandFailed) return thrown.failure;
  reportError(thrown);
  return {
    code: 'unexpected',
    message: 'The screen made a mistake. Open it again; if it stays, tell your IT contact.',
  };
}
