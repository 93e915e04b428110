import { useCallback, useEffect, useState } from 'react';
import type { Input } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { failureOf, invoke } from '../bridge.ts';

export type LockReason = Input<'session.signOut'>['why'];

export interface Lock {
  /** Nothing may be shown from the moment the lock was asked for, whatever the core answers and when. */
  readonly isBlank: boolean;
  readonly failure: Failure | null;
  now(why: LockReason): void;
}

/** Blanks the screen at once and then ends the session. `onLocked` is called when the core has done it. */
export function useLock(onLocked: () => void): Lock {
  const [isBlank, setBlank] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const now = useCallback(
    (why: LockReason): void => {
      setBlank(true);
      setFailure(null);
      invoke('session.signOut', { why })
        .catch((thrown: unknown) => {
          const reason = failureOf(thrown);
          // Locked already (sleep, another cause): that is what was asked for.
          if (reason.code !== 'signed-out' && reason.code !== 'forbidden') throw thrown;
        })
        .then(() => {
          onLocked();
          setBlank(false);
        })
        .catch((thrown: unknown) => setFailure(failureOf(thrown)));
    },
    [onLocked],
  );
  return { isBlank, failure, now };
}

/** F9 locks at once, from anywhere, also from inside a dialog or a field. */
export function useLockKey(lock: Lock): void {
  const { now } = lock;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'F9') return;
      event.preventDefault();
      event.stopPropagation();
      now('locked');
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [now]);
}
