import type { Clock } from '../../src/main/platform/clock.ts';

/** A clock that goes on as the real one does, from another day, and can be moved on. */
export interface DemoClock extends Clock {
  /** How far it is ahead of the real one; negative when behind. */
  aheadMs(): number;
  skip(milliseconds: number): void;
}

export function demoClock(start: string): DemoClock {
  let aheadMs = Date.parse(start) - Date.now();
  return {
    now: () => new Date(Date.now() + aheadMs).toISOString(),
    aheadMs: () => aheadMs,
    skip: (milliseconds) => void (aheadMs += milliseconds),
  };
}

declare global {
  var __aheadMs: number;
}

/**
 * Runs inside the page, before any script of its own: the screens read the same clock as the core, as they do on a
 * laptop. It is sent as text, so it may use nothing from outside itself.
 */
export function shiftPageClock(aheadMs: number): void {
  globalThis.__aheadMs = aheadMs;
  const real = Date;
  globalThis.Date = new Proxy(real, {
    construct: (target, given: unknown[]) =>
      given.length === 0 ? new target(real.now() + globalThis.__aheadMs) : (Reflect.construct(target, given) as Date),
    get: (target, name) =>
      name === 'now' ? () => real.now() + globalThis.__aheadMs : (Reflect.get(target, name) as unknown),
  });
}
