import { type CommandName, commands } from '../shared/contract.ts';
import type { Command } from '../shared/contract/command.ts';
import type { Act } from './acts.ts';
import type { Handler } from './gateway.ts';
import type { SignedInHandlers } from './handlers.ts';

// Whoever looks into a register sees personal data, and that stands in the ledger (CoP 6.1): once a register and sign-in,
// since a screen reads its list again at every change and the ledger would fill with its own echo.

/** What shows no register of persons: the state of the laptop and the scheme's rules, and what a sign-in itself shows. */
const NO_REGISTER: ReadonlySet<CommandName> = new Set<CommandName>([
  ...(['today.read', 'approvals.list', 'jobs.list', 'settings.read', 'code.read'] as const),
  ...(['clock.read', 'posture.read', 'verification.read', 'damages.list', 'backups.drives'] as const),
  ...(['ledger.checkpoints', 'people.notices', 'people.printSheet', 'drives.list', 'discs.count'] as const),
  ...(['retrievals.coverage', 'kits.list', 'kits.read', 'sites.list', 'sticks.list'] as const),
]);

/** The register that a command which only reads shows; what is not known to show none shows that of its name. */
function registerOf(name: CommandName): string | null {
  const command: Command = commands[name];
  return command.enters || NO_REGISTER.has(name) ? null : (name.split('.')[0] ?? name);
}

/**
 * The table of commands, with an entry for the first look into each register. It is made first: what cannot be entered is
 * not shown. `forget` is for the next person at the same workplace.
 */
export function notingReadings(handlers: SignedInHandlers, act: (name: string) => Act) {
  const noted = new Set<string>();
  const note = (register: string, by: CommandName): void => {
    if (noted.has(register)) return;
    act('registers.read').change([], (tx) => tx.enter(`register of ${register}`, { register, by }));
    noted.add(register);
  };
  const noting = <N extends CommandName>(name: N, handler: Handler<N>): Handler<N> => {
    const register = registerOf(name);
    if (register === null) return handler;
    return (input, given) => {
      note(register, name);
      return handler(input, given);
    };
  };
  const wrapped = Object.fromEntries(
    Object.entries(handlers).map(([name, handler]) => [
      name,
      noting(name as CommandName, handler as Handler<CommandName>),
    ]),
  );
  return { handlers: wrapped as unknown as SignedInHandlers, forget: (): void => noted.clear() };
}
