import { type CommandName, commands } from '../shared/contract.ts';
import type { Command, Judged } from '../shared/contract/command.ts';
import { AppError } from '../shared/failure.ts';
import { type Hand, isSameHand } from './same-hand.ts';

// Nobody approves, countersigns or judges their own act (CoP 5.13-5.15). Which command judges which act stands in the
// contract; who did it is read from the ledger, by person and never by role: a deputy, or somebody who was an officer
// last month and is the manager now, is still the same person.

/** Somebody's part in the story of a thing, as the ledger has it. */
export interface Deed {
  readonly action: string;
  readonly actorId: string;
  readonly actorName: string;
}

const all = Object.entries(commands) as [CommandName, Command][];

/** The acts nobody may have done who does this one: those it judges, and those that judge it. */
export function keptApart(name: CommandName): Judged[] {
  const own = (commands[name] as Command).judges;
  const judging = all.flatMap(([judge, { judges }]) =>
    judges?.acts.includes(name) === true ? [{ ...judges, acts: [judge] }] : [],
  );
  return own === undefined ? judging : [own, ...judging];
}

/** A refusal when this person had a hand in what the command would judge; null when they had none. */
export function ownAct(person: Hand, { acts, clause }: Judged, deeds: readonly Deed[]): AppError | null {
  const own = deeds.find(
    ({ action, actorId: id, actorName: name }) => acts.includes(action) && isSameHand({ id, name }, person),
  );
  if (own === undefined) return null;
  return new AppError(
    'clause',
    'Nobody may approve or countersign their own act, in whatever role they did it. Another person must do this.',
    { clause },
  );
}
