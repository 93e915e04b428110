import { useCallback, useState } from 'react';
import type { CommandName, Input, Output } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { failureOf, invoke } from '../bridge.ts';

export interface RunnableCommand<N extends CommandName> {
  /** The answer, or null when it failed (then `failure` says why). */
  run(input: Input<N>): Promise<Output<N> | null>;
  readonly busy: boolean;
  readonly failure: Failure | null;
  clear(): void;
}

/** A command a person starts. Note that a command may answer null on success: then look at `failure`, not at the answer. */
export function useCommand<N extends CommandName>(name: N): RunnableCommand<N> {
  const [running, setRunning] = useState(0);
  const [failure, setFailure] = useState<Failure | null>(null);
  const run = useCallback(
    async (input: Input<N>): Promise<Output<N> | null> => {
      setRunning((count) => count + 1);
      setFailure(null);
      try {
        return await invoke(name, input);
      } catch (thrown) {
        setFailure(failureOf(thrown));
        return null;
      } finally {
        setRunning((count) => count - 1);
      }
    },
    [name],
  );
  const clear = useCallback(() => setFailure(null), []);
  return { run, busy: running > 0, failure, clear };
}
