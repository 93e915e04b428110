import { z } from 'zod';
import { type CommandName, commands, type Output, type Parsed } from '../shared/contract.ts';
import { AppError, type Reply } from '../shared/failure.ts';
import type { Role } from '../shared/model.ts';
import type { Act } from './acts.ts';
import { storageFailure } from './storage-failure.ts';

/** Does the work of one command. `act` carries who asks and is the only way to change anything. */
export type Handler<N extends CommandName> = (input: Parsed<N>, act: Act) => Output<N> | Promise<Output<N>>;
export type Handlers = { readonly [N in CommandName]: Handler<N> };

export interface GatewayPorts {
  /** Who is signed in: the core's own state, never something the page says. */
  readonly caller: () => Role | 'nobody';
  /** Why the person signed in may not do this, beyond their role (standing.ts); null when nothing stands in the way. */
  readonly inTheWay: (name: CommandName, input: unknown) => AppError | null;
  /** The handler for this moment (before sign-in most have none) and the act it may use. */
  readonly resolve: <N extends CommandName>(name: N) => { handler: Handler<N>; act: Act } | null;
  /** Writes a bug to the log; returns the reference shown to the person. */
  readonly report: (name: string, error: unknown) => string;
}

/**
 * The one way in: name known → signed in and allowed → input parsed → fit to act → handler → output parsed → reply. A command
 * that enters must have committed at least one change, and every change carries a ledger entry (acts.ts); a command
 * that only reads must have committed none.
 */
export const createGateway =
  ({ caller, inTheWay, resolve, report }: GatewayPorts) =>
  async (name: string, input: unknown): Promise<Reply> => {
    try {
      // What crosses the boundary is anything at all: an array of one name would pass for that name.
      if (typeof name !== 'string' || !Object.hasOwn(commands, name))
        throw new AppError('invalid-input', 'There is no such command.');
      return { ok: true, value: await run(name as CommandName, input, { caller, inTheWay, resolve, report }) };
    } catch (thrown) {
      const error = storageFailure(thrown);
      if (!(error instanceof AppError)) {
        const reference = report(name, error);
        return {
          ok: false,
          failure: {
            code: 'unexpected',
            message: 'Something went wrong in the application. Nothing half done was kept.',
            reference,
          },
        };
      }
      const { code, message, clause } = error;
      return { ok: false, failure: clause === undefined ? { code, message } : { code, message, clause } };
    }
  };

async function run<N extends CommandName>(
  name: N,
  input: unknown,
  { caller, inTheWay, resolve }: GatewayPorts,
): Promise<Output<N>> {
  const command = commands[name];
  const who = caller();
  if (!(command.who as readonly string[]).includes(who)) {
    throw who === 'nobody'
      ? new AppError('signed-out', 'Sign in first.')
      : new AppError('forbidden', refusalFor(command.who));
  }
  const parsed = command.input.safeParse(input);
  if (!parsed.success) throw new AppError('invalid-input', z.prettifyError(parsed.error));
  const bar = inTheWay(name, parsed.data);
  if (bar !== null) throw bar;
  const found = resolve(name);
  if (found === null) throw new AppError('signed-out', 'Sign in first.');
  const value = await found.handler(parsed.data as Parsed<N>, found.act);
  if (command.enters && found.act.count.commits === 0) throw new Error(`${name} left no ledger entry`);
  if (!command.enters && found.act.count.commits > 0) throw new Error(`${name} only reads, yet changed something`);
  return command.output.parse(value) as Output<N>;
}

function refusalFor(allowed: readonly string[]): string {
  if (allowed.includes('manager') && allowed.includes('officer'))
    return 'Only the Case Support Officer and the Safer Neighbourhoods Manager can do this; an auditor reads.';
  if (allowed.includes('manager')) return 'Only the Safer Neighbourhoods Manager can do this.';
  if (allowed.includes('officer')) return 'Only the Case Support Officer can do this.';
  return 'This can only be done before anybody has signed in.';
}
