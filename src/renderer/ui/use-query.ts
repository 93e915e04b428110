import { useCallback, useEffect, useState } from 'react';
import type { CommandName, Input, Output, Topic } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { failureOf, invoke, subscribe } from '../bridge.ts';

export interface Query<N extends CommandName> {
  /** The last answer to this input; kept on the screen while it is read again. */
  readonly data: Output<N> | null;
  readonly failure: Failure | null;
  /** Nothing to show yet: neither data nor failure. */
  readonly loading: boolean;
  reload(): void;
}

interface Answer<N extends CommandName> {
  readonly to: string;
  readonly data: Output<N> | null;
  readonly failure: Failure | null;
}

/**
 * Reads with a command, and reads again when the core announces a change of one of the topics. Input is compared by its
 * JSON, so it may be written in place. `null` as input asks nothing. Answers that were overtaken are dropped.
 */
export function useQuery<N extends CommandName>(name: N, input: Input<N> | null, topics: readonly Topic[]): Query<N> {
  const asked = input === null ? null : JSON.stringify([name, input]);
  const watched = topics.join(' ');
  const [answer, setAnswer] = useState<Answer<N> | null>(null);
  const [turn, setTurn] = useState(0);
  const reload = useCallback(() => setTurn((count) => count + 1), []);

  useEffect(() => {
    if (asked === null) return undefined;
    let overtaken = false;
    const [command, sent] = JSON.parse(asked) as [N, Input<N>];
    invoke(command, sent).then(
      (data) => overtaken || setAnswer({ to: asked, data, failure: null }),
      (thrown: unknown) => overtaken || setAnswer({ to: asked, data: null, failure: failureOf(thrown) }),
    );
    return () => {
      overtaken = true;
    };
  }, [asked, turn]);

  useEffect(() => {
    if (watched === '') return undefined;
    const hears = new Set(watched.split(' '));
    return subscribe((message) => {
      if (message.name === 'changed' && hears.has(message.data.topic)) reload();
    });
  }, [watched, reload]);

  const current = answer !== null && answer.to === asked ? answer : null;
  return {
    data: current?.data ?? null,
    failure: current?.failure ?? null,
    loading: asked !== null && current === null,
    reload,
  };
}

/**
 * Reads with a command that leaves a ledger entry: once when the screen opens (or its input changes) and again only on
 * `reload()`. A change elsewhere must not write "has read" for a person who did nothing.
 */
export const useOpened = <N extends CommandName>(name: N, input: Input<N> | null): Query<N> =>
  useQuery(name, input, noTopics);

const noTopics: readonly Topic[] = [];
