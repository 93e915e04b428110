import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { keptApart, ownAct } from '../../src/main/own-act.ts';
import { nextState, type StillState, type StillStep } from '../../src/main/stills/still.ts';
import { type CommandName, commands } from '../../src/shared/contract.ts';
import { AppError } from '../../src/shared/failure.ts';
import type { Role } from '../../src/shared/model.ts';

// CoP 5.13-5.15, over every order in which anybody may try anything: a still is in the index (countersigned, with its
// cabinet place and sheet) only after request, approval, production and countersignature, in this order, and no two of
// asking or making and judging are the same person's. What is driven here are the core's own rules and the contract's
// facts; the real application is driven by still.test.ts and own-act.test.ts.

const stepCommand: Record<StillStep, CommandName> = {
  approve: 'stills.decide',
  refuse: 'stills.decide',
  produce: 'stills.produce',
  countersign: 'stills.countersign',
  reject: 'stills.countersign',
};
const steps = Object.keys(stepCommand) as StillStep[];

interface Tried {
  readonly step: StillStep;
  readonly person: number;
  readonly role: Role;
}
interface Deed {
  readonly action: CommandName;
  readonly actorId: string;
  readonly actorName: string;
}

/** One try as the gateway and the service rule on it: the new state, or null when it was refused. */
function take(state: StillState, deeds: readonly Deed[], { step, person, role }: Tried): StillState | null {
  const name = stepCommand[step];
  if (!(commands[name].who as readonly string[]).includes(role)) return null;
  const who = { id: `p${person}`, name: `Person ${person}` };
  if (keptApart(name).some((judged) => ownAct(who, judged, deeds) !== null)) return null;
  try {
    return nextState(state, step);
  } catch (refusal) {
    expect(refusal).toBeInstanceOf(AppError);
    return null;
  }
}

const tries = fc.array(
  fc.record<Tried>({
    step: fc.constantFrom(...steps),
    person: fc.integer({ min: 0, max: 3 }),
    // Over time the same person may have held any role.
    role: fc.constantFrom<Role>('officer', 'manager'),
  }),
  { maxLength: 14 },
);

function run(asker: number, tried: readonly Tried[]): { state: StillState; deeds: Deed[]; taken: StillStep[] } {
  let state: StillState = 'requested';
  const deeds: Deed[] = [{ action: 'stills.request', actorId: `p${asker}`, actorName: `Person ${asker}` }];
  const taken: StillStep[] = [];
  for (const each of tried) {
    const next = take(state, deeds, each);
    if (next === null) continue;
    state = next;
    taken.push(each.step);
    deeds.push({ action: stepCommand[each.step], actorId: `p${each.person}`, actorName: `Person ${each.person}` });
  }
  return { state, deeds, taken };
}

describe('a still', () => {
  const paths = ['', 'refuse', 'approve', 'approve produce', 'approve produce reject', 'approve produce countersign'];

  test('goes no other way than request, approval, production, countersignature, whatever is tried', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3 }), tries, (asker, tried) => {
        const { state, taken } = run(asker, tried);
        reached.add(taken.join(' '));
        expect(paths).toContain(taken.join(' '));
        if (state === 'countersigned') expect(taken).toEqual(['approve', 'produce', 'countersign']);
      }),
      { numRuns: 4000 },
    );
    expect([...reached].toSorted()).toEqual(paths.toSorted()); // each of them does happen
  });

  test('is never asked for or made by whoever judges it, in whatever role they did either', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3 }), tries, (asker, tried) => {
        const { deeds } = run(asker, tried);
        const hands = (...actions: string[]) =>
          deeds.filter(({ action }) => actions.includes(action)).map(({ actorId }) => actorId);
        const judges = hands('stills.decide', 'stills.countersign');
        for (const hand of hands('stills.request', 'stills.produce')) expect(judges).not.toContain(hand);
      }),
      { numRuns: 4000 },
    );
  });
});
