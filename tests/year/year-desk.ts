import type { Handler } from '../../src/main/gateway.ts';
import { createGateway } from '../../src/main/gateway.ts';
import type { CommandName, Input, Output } from '../../src/shared/contract.ts';
import type { KeyHolder } from '../../src/shared/model.ts';
import { scriptedShell } from '../host/scripted-shell.ts';
import { bareWorkplace } from '../main/deployments/bare-workplace.ts';
import { accounts, need, type TrialApp } from '../main/trial-app.ts';

/** The two people at one laptop for a whole year: the real gateway and features, without the hashing of passwords. */
export interface YearDesk {
  readonly trial: TrialApp;
  /** Moves on to nine o'clock of a day, or to a later hour of it; the officer takes over, and what is due is disposed of. */
  day(day: string, hour?: string): Promise<void>;
  quiet(): Promise<void>;
  close(): Promise<void>;
}

export async function yearDesk(made: TrialApp): Promise<YearDesk> {
  const shell = scriptedShell();
  const { workplace } = await bareWorkplace(made, shell);
  let bug: unknown = null;
  const invoke = createGateway({
    caller: () => workplace.person().role,
    inTheWay: workplace.inTheWay,
    resolve: <N extends CommandName>(name: N) => ({
      handler: (workplace.handlers as Partial<Record<CommandName, unknown>>)[name] as Handler<N>,
      act: workplace.act(name),
    }),
    report: (name, error) => {
      bug = error;
      return name;
    },
  });
  const call = async <N extends CommandName>(name: N, input: Input<N>): Promise<Output<N>> => {
    if (name === 'app.state') return { person: workplace.person() } as Output<N>; // told before any sign-in
    const reply = await invoke(name, input);
    if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.failure)}`, { cause: bug });
    return reply.value as Output<N>;
  };
  const people = await workplace.handlers['people.list']({}, workplace.act('people.list'));
  const takeOver = async (role: KeyHolder): Promise<void> => {
    await workplace.handTo(need(people.find(({ username }) => username === accounts[role].username)));
    await workplace.whenIdle();
    const version = workplace.mustAcknowledge();
    if (version !== null) await call('code.acknowledge', { version });
  };
  const trial: TrialApp = { ...made, shell, ok: call, signIn: takeOver, signOut: async () => undefined };
  return {
    trial,
    async day(day, hour = '09:00') {
      const wanted = Date.parse(`${day}T${hour}:00.000Z`);
      if (wanted > Date.parse(made.clock.now())) made.clock.set(new Date(wanted).toISOString());
      await takeOver('officer');
      await call('retention.disposeDue', {}); // as a takeover does too, in its own time
      await settle();
    },
    quiet: () => settle(),
    close: () => workplace.close('The year is over.'),
  };

  /** Disposals start by themselves; nothing of them is left running. */
  async function settle(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    await workplace.whenIdle();
  }
}
