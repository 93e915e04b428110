import { useEffect, useRef } from 'react';
import { actionOf, type PlayerAction } from './keys.ts';

const typed = 'input:not([type="checkbox"]):not([type="radio"]), textarea, select, [contenteditable="true"]';
const controls = 'button, a, [role="slider"], [role="switch"], input';

/** Listens to the player's keys while the player is on the screen. Dialogs keep their keys, all but Esc. */
export function usePlayerKeys(enabled: boolean, onAction: (action: PlayerAction) => void): void {
  const act = useRef(onAction);
  useEffect(() => {
    act.current = onAction;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const focused = event.target instanceof Element ? event.target : null;
      const action = actionOf({
        key: event.key,
        withModifier: event.ctrlKey || event.altKey || event.metaKey,
        withShift: event.shiftKey,
        typing: focused?.closest(`${typed}, [role="dialog"]`) !== null && focused !== null,
        onControl: focused?.matches(controls) ?? false,
        enabled,
      });
      if (action === null) return;
      event.preventDefault();
      act.current(action);
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [enabled]);
}
