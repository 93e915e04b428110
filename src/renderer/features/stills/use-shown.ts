import { useEffect, useRef, useState } from 'react';
import type { CommandName, Input } from '../../../shared/contract.ts';
import { invoke } from '../../bridge.ts';

type PutAway = Extract<CommandName, `${string}.putAway`>;

/**
 * What is on the screen until it is put away: by the button for it, or because the screen was left. Then the core is
 * told, and its address is worth nothing any more. Ask for another only when nothing is shown. `before`: what must reach
 * the core while it is still shown.
 */
export function useShown<T, N extends PutAway>(name: N, input: Input<N>, before?: () => Promise<unknown>) {
  const [shown, setShown] = useState<T | null>(null);
  const asked = useRef({ input, before });
  useEffect(() => {
    if (shown === null) return undefined;
    const { current } = asked;
    // Where the vault was locked meanwhile, nothing is left to put away.
    const putAway = async (): Promise<void> => {
      await current.before?.();
      await invoke(name, current.input);
    };
    return () => void putAway().catch(() => undefined);
  }, [shown, name]);
  return [shown, setShown] as const;
}
