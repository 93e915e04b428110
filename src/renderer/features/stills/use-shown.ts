import { notifications } from '@mantine/notifications';
import { useEffect, useRef, useState } from 'react';
import type { CommandName, Input } from '../../../shared/contract.ts';
import type { FailureCode } from '../../../shared/failure.ts';
import { failureOf, invoke } from '../../bridge.ts';

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
    const putAway = async (): Promise<void> => {
      await current.before?.();
      await invoke(name, current.input);
    };
    return () => void putAway().catch(tellFailure);
  }, [shown, name]);
  return [shown, setShown] as const;
}

/** The vault was locked, it was decided on, or it was put away already: nothing is left to put away. */
const isOver: readonly FailureCode[] = ['signed-out', 'conflict', 'not-found'];

/** Said beside whatever screen there is now; it stays until it is read, for what was shown may still be open. */
function tellFailure(thrown: unknown): void {
  const { code, message } = failureOf(thrown);
  if (isOver.includes(code)) return;
  notifications.show({
    ...{ title: 'What was shown could not be put away', message, autoClose: false },
    ...{ color: 'red', role: 'alert' },
  });
}
