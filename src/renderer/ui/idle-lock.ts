import { useEffect, useEffectEvent, useState } from 'react';

const signsOfLife = ['pointerdown', 'pointermove', 'wheel', 'keydown', 'touchstart'] as const;

/** So long before the lock the screen says that it will lock. */
const warnSeconds = 30;

/**
 * Calls `onIdle` once when nobody has touched the laptop for so many minutes. Gives back the seconds left during the
 * last half minute, else null. Threat: a screen with footage on it and nobody in front of it.
 */
export function useIdleLock(minutes: number, onIdle: () => void): number | null {
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null);
  const becomeIdle = useEffectEvent(onIdle);
  useEffect(() => {
    let lastSign = Date.now();
    const note = (): void => {
      lastSign = Date.now();
      setSecondsLeft(null);
    };
    const timer = setInterval(() => {
      // By the clock on the wall, not by counting ticks: those stop while the laptop sleeps.
      const left = Math.ceil(minutes * 60 - (Date.now() - lastSign) / 1000);
      if (left <= 0) {
        clearInterval(timer);
        becomeIdle();
        return;
      }
      setSecondsLeft(left <= warnSeconds ? left : null);
    }, 1000);
    for (const sign of signsOfLife) window.addEventListener(sign, note, { capture: true, passive: true });
    return () => {
      clearInterval(timer);
      for (const sign of signsOfLife) window.removeEventListener(sign, note, { capture: true });
    };
  }, [minutes]);
  return secondsLeft;
}
