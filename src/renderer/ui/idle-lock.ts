import { useEffect, useEffectEvent, useState } from 'react';
import { subscribe } from '../bridge.ts';

const signsOfLife = ['pointerdown', 'pointermove', 'wheel', 'keydown', 'touchstart'] as const;

/** Footage that plays is being watched, or waited for, but not for ever by somebody who touches nothing. */
const watchMinutes = 30;

/** So long before the lock the screen says that it will lock. */
const warnSeconds = 30;

/**
 * Calls `onIdle` once when nobody has touched the laptop for so many minutes, or for half an hour while footage plays or a
 * stretch of it is cut: locking ends the viewing that waits for it, and the cutting would be lost.
 * Gives back the seconds left during the last half minute, else null. Threat: a screen with footage on it and nobody in front of it.
 */
export function useIdleLock(minutes: number, onIdle: () => void): number | null {
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null);
  const becomeIdle = useEffectEvent(onIdle);
  useEffect(() => {
    let lastSign = Date.now();
    let isCutting = false;
    const note = (): void => {
      lastSign = Date.now();
      setSecondsLeft(null);
    };
    const timer = setInterval(() => {
      // By the clock on the wall, not by counting ticks: those stop while the laptop sleeps.
      const allowed = isPlaying() || isCutting ? Math.max(minutes, watchMinutes) : minutes;
      const left = Math.ceil(allowed * 60 - (Date.now() - lastSign) / 1000);
      if (left <= 0) {
        clearInterval(timer);
        becomeIdle();
        return;
      }
      setSecondsLeft(left <= warnSeconds ? left : null);
    }, 1000);
    const unsubscribe = subscribe((message) => {
      if (message.name !== 'job.progress' || message.data.kind !== 'stretch') return;
      const wasCutting = isCutting;
      isCutting = message.data.state === 'running';
      if (wasCutting && !isCutting) note(); // who waited for it has the minutes from now on
    });
    for (const sign of signsOfLife) window.addEventListener(sign, note, { capture: true, passive: true });
    return () => {
      clearInterval(timer);
      unsubscribe();
      for (const sign of signsOfLife) window.removeEventListener(sign, note, { capture: true });
    };
  }, [minutes]);
  return secondsLeft;
}

const isPlaying = (): boolean => [...document.querySelectorAll('video')].some((video) => !video.paused && !video.ended);
