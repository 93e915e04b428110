import type { EventMessage } from '../shared/contract.ts';

type Listener = (message: EventMessage) => void;

/** Tells whoever listens what happened. What was committed stays committed, whoever fails to hear of it. */
export function createAnnouncer(onFailure: (error: unknown) => void) {
  const listeners = new Set<Listener>();
  return {
    announce(message: EventMessage): void {
      for (const listener of listeners) {
        try {
          listener(message);
        } catch (error) {
          onFailure(error);
        }
      }
    },
    subscribe(listener: Listener): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
