import { type Bridge, type CommandName, commands, type EventMessage, type Input } from '../../src/shared/contract.ts';
import { AppError, type Failure, type Reply } from '../../src/shared/failure.ts';
import type { Role } from '../../src/shared/model.ts';

/** What the core would say to each command. An answer is checked against the contract; throw an AppError to refuse. */
export type Answers = { [N in CommandName]?: (input: Input<N>) => unknown };

export interface Call {
  readonly name: CommandName;
  readonly input: unknown;
}

export interface FakeBridge {
  readonly bridge: Bridge;
  /** Every command the screen sent that the contract allows, in order. */
  readonly calls: readonly Call[];
  /** What the contract forbids: unknown commands, inputs and answers that do not fit, commands of another role. */
  readonly violations: readonly string[];
  callsOf(name: CommandName): readonly unknown[];
  /** Lets the core announce something. */
  emit(message: EventMessage): void;
  /** From now on the core answers this way. */
  answer(more: Answers): void;
  /** From now on this one is signed in. */
  callAs(caller: Role | 'nobody'): void;
}

/** A core derived from the contract: it takes what the gateway would take and refuses what the gateway would refuse. */
export function createFakeBridge(answers: Answers, firstCaller: Role | 'nobody'): FakeBridge {
  let caller = firstCaller;
  const calls: Call[] = [];
  const violations: string[] = [];
  const listeners = new Set<(message: EventMessage) => void>();
  const current: Record<string, ((input: never) => unknown) | undefined> = { ...answers };

  const refuse = (violation: string): Reply => {
    violations.push(violation);
    return failed({ code: 'unexpected', message: violation });
  };

  const invoke = async (name: string, input: unknown): Promise<Reply> => {
    if (!isCommand(name)) return refuse(`there is no command ${name}`);
    const command = commands[name];
    const parsed = command.input.safeParse(input);
    if (!parsed.success) return refuse(`${name}: the input does not fit: ${parsed.error.message}`);
    if (!(command.who as readonly string[]).includes(caller)) return refuse(`${name}: ${caller} may not`);
    calls.push({ name, input: parsed.data });
    const answer = current[name];
    if (answer === undefined) return refuse(`${name}: the test has no answer`);
    return replyOf(name, () => answer(parsed.data as never));
  };

  const replyOf = (name: CommandName, answer: () => unknown): Reply => {
    try {
      const output = commands[name].output.safeParse(answer());
      return output.success
        ? { ok: true, value: output.data }
        : refuse(`${name}: the answer does not fit: ${output.error.message}`);
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      const { code, message, clause } = thrown;
      return failed({ code, message, ...(clause === undefined ? {} : { clause }) });
    }
  };

  return {
    bridge: {
      invoke,
      subscribe(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
    calls,
    violations,
    callsOf: (wanted) => calls.filter(({ name }) => name === wanted).map(({ input }) => input),
    emit(message) {
      for (const listener of [...listeners]) listener(message);
    },
    answer: (more) => void Object.assign(current, more),
    callAs(next) {
      caller = next;
    },
  };
}

const isCommand = (name: string): name is CommandName => Object.hasOwn(commands, name);
const failed = (failure: Failure): Reply => ({ ok: false, failure });
