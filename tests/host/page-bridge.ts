import type { Bridge, EventMessage } from '../../src/shared/contract.ts';

declare global {
  var bridge: Bridge;
  var __invoke: Bridge['invoke'];
  var __deliver: ((message: EventMessage) => void) | undefined;
}

/**
 * Runs inside the page, before any script of its own: what the preload is to the Electron shell. It is sent as text, so
 * it may use nothing from outside itself.
 */
export function installBridge(): void {
  const listeners = new Set<(message: EventMessage) => void>();
  const bridge: Bridge = {
    invoke: (name, input) => globalThis.__invoke(name, input),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  Object.defineProperty(globalThis, 'bridge', { value: Object.freeze(bridge) });
  globalThis.__deliver = (message) => {
    for (const listener of listeners) listener(message);
  };
}
