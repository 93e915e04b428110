import { useBlocker } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

/** Keeps the officer in the room while a viewing is open; `onLeave` is called instead of leaving. */
export function useLeaveGuard(onLeave: () => void): void {
  const ask = useRef(onLeave);
  useEffect(() => {
    ask.current = onLeave;
  });
  const blocker = useBlocker({ shouldBlockFn: () => true, enableBeforeUnload: false, withResolver: true });
  useEffect(() => {
    if (blocker.status !== 'blocked') return;
    blocker.reset();
    ask.current();
  }, [blocker]);
}
