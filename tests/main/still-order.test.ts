import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { keptApart, ownAct } from '../../src/main/own-act.ts';
import { checkSignOut, nextPrintState, type PrintStep } from '../../src/main/stills/print.ts';
import {
  checkApproval,
  checkIssuable,
  nextState,
  type StillState,
  type StillStep,
} from '../../src/main/stills/still.ts';
import { type CommandName, commands } from '../../src/shared/contract.ts';
import { PrintTaker, type StillPrint } from '../../src/shared/contract/prints.ts';
import { StillRoute } from '../../src/shared/contract/stills.ts';
import { AppError } from '../../src/shared/failure.ts';
import type { Role } from '../../src/shared/model.ts';

// CoP 5.13-5.16, over every order in which anybody may try anything, by every route: a still is in the index
// (countersigned, with its cabinet place and sheet) only after request, approval, production and countersignature, in
// this order, and no two of asking or making and judging are the same person's; the police's only with their signed
// request; and a print exists and goes out only of what is countersigned and not withdrawn. What is driven here are the
// core's own rules and the contract's facts; the real application is driven by still.test.ts, still-routes.test.ts,
// prints.test.ts and own-act.test.ts.

type Step = StillStep | 'attach' | 'print' | PrintStep;
const stepCommand: Record<Step, CommandName> = {
  approve: 'stills.decide',
  refuse: 'stills.decide',
  produce: 'stills.produce',
  countersign: 'stills.countersign',
  reject: 'stills.countersign',
  withdraw: 'stills.withdraw',
  attach: 'attachments.add',
  print: 'prints.make',
  'sign-out': 'prints.signOut',
  'sign-in': 'prints.signIn',
  destroy: 'prints.destroy',
  'report-destroyed': 'prints.reportDestroyed',
  'report-lost': 'prints.reportLost',
};
const steps = Object.keys(stepCommand) as Step[];
const requestCommand: Record<StillRoute, CommandName> = {
  sno: 'stills.request',
  police: 'stills.requestByPolice',
  other: 'stills.requestByOther',
};
const today = '2026-11-12';

interface Tried {
  readonly step: Step;
  readonly person: number;
  readonly role: Role;
  readonly taker: PrintTaker;
}
interface Deed {
  readonly action: CommandName;
  readonly actorId: string;
  readonly actorName: string;
}
interface Standing {
  readonly route: StillRoute;
  state: StillState;
  papers: number;
  exhibitReference: string | null;
  readonly prints: StillPrint['state'][];
}

/** What the services do once the gateway let somebody through; throws what they throw. */
function act(now: Standing, { step, taker }: Tried): void {
  const still = { ...now, number: 'STILL-0001' };
  switch (step) {
    case 'attach':
      now.papers += 1;
      return;
    case 'print':
      checkIssuable(still);
      now.prints.push('in-cabinet');
      return;
    case 'sign-out':
    case 'sign-in':
    case 'destroy':
    case 'report-destroyed':
    case 'report-lost': {
      const state = now.prints.at(-1);
      if (state === undefined) throw new AppError('not-found', 'There is no such print.');
      const next = nextPrintState({ number: 'STILL-0001/1', state, whereNow: 'somewhere' }, step);
      if (step === 'sign-out') checkSignOut(still, { taker, dueBackOn: today }, today);
      now.prints[now.prints.length - 1] = next;
      return;
    }
    case 'approve':
    case 'refuse':
    case 'produce':
    case 'countersign':
    case 'reject':
    case 'withdraw':
      if (step === 'approve') checkApproval(still);
      now.state = nextState(now.state, step);
      if (step === 'produce' && now.route === 'police') now.exhibitReference = 'AS/1';
      if (step === 'countersign') now.prints.push('in-cabinet');
  }
}

/** Whether the gateway lets this person try it. */
function lets(deeds: readonly Deed[], { step, person, role }: Tried): boolean {
  const name = stepCommand[step];
  if (!(commands[name].who as readonly string[]).includes(role)) return false;
  const who = { id: `p${person}`, name: `Person ${person}` };
  return keptApart(name).every((judged) => ownAct(who, judged, deeds) === null);
}

const anybody = {
  person: fc.integer({ min: 0, max: 3 }),
  // Over time the same person may have held any role.
  role: fc.constantFrom<Role>('officer', 'manager'),
  taker: fc.constantFrom(...PrintTaker.options),
};
const anything = fc.array(fc.record<Tried>({ ...anybody, step: fc.constantFrom(...steps) }), { maxLength: 2 });
const sensible: readonly (readonly [Step, Role])[] = [
  ['attach', 'officer'],
  ['approve', 'manager'],
  ['produce', 'officer'],
  ['countersign', 'manager'],
  ['sign-out', 'officer'],
  ['sign-in', 'officer'],
  ['destroy', 'officer'],
];
/** Anything at all, between the steps of a sensible day, of which each may be left out: else nobody would get far. */
const tries = fc
  .tuple(
    ...sensible.map(([step, role]) =>
      fc.tuple(
        anything,
        fc.option(fc.record<Tried>({ ...anybody, step: fc.constant(step), role: fc.constant(role) }), { freq: 6 }),
      ),
    ),
  )
  .map((day) => day.flatMap(([before, step]) => (step === null ? before : [...before, step])));
const story = fc.record({
  route: fc.constantFrom(...StillRoute.options),
  asker: fc.integer({ min: 0, max: 3 }),
  tried: tries,
});

interface Story {
  readonly route: StillRoute;
  readonly asker: number;
  readonly tried: readonly Tried[];
}
interface Taken extends Tried {
  readonly before: Standing;
  readonly after: Standing;
}

function run({ route, asker, tried }: Story): { now: Standing; deeds: Deed[]; taken: Taken[] } {
  const now: Standing = { route, state: 'requested', papers: 0, exhibitReference: null, prints: [] };
  const deeds: Deed[] = [{ action: requestCommand[route], actorId: `p${asker}`, actorName: `Person ${asker}` }];
  const taken: Taken[] = [];
  for (const each of tried) {
    if (!lets(deeds, each)) continue;
    const before = structuredClone(now);
    try {
      act(now, each);
    } catch (refusal) {
      expect(refusal).toBeInstanceOf(AppError);
      expect(now).toEqual(before);
      continue;
    }
    taken.push({ ...each, before, after: structuredClone(now) });
    deeds.push({ action: stepCommand[each.step], actorId: `p${each.person}`, actorName: `Person ${each.person}` });
  }
  return { now, deeds, taken };
}
const overAll = (check: (each: ReturnType<typeof run> & Story) => void): void =>
  fc.assert(
    fc.property(story, (each) => check({ ...run(each), ...each })),
    { numRuns: 3000 },
  );

describe('a still', () => {
  const straight = [
    '',
    'refuse',
    'approve',
    'approve produce',
    'approve produce reject',
    'approve produce countersign',
  ];
  const endings = new Set(['refuse', 'reject']);
  const paths = straight.flatMap((path) =>
    endings.has(path.split(' ').at(-1) ?? '') ? [path] : [path, `${path} withdraw`.trim()],
  );
  const ownSteps = new Set<Step>(['approve', 'refuse', 'produce', 'countersign', 'reject', 'withdraw']);

  test('goes no other way than request, approval, production, countersignature, whatever is tried by any route', () => {
    const reached = new Set<string>();
    overAll(({ now, taken, route }) => {
      const path = taken.flatMap(({ step }) => (ownSteps.has(step) ? [step] : [])).join(' ');
      reached.add(`${route}: ${path}`);
      expect(paths).toContain(path);
      if (now.state === 'countersigned') expect(path).toBe('approve produce countersign');
    });
    const all = StillRoute.options.flatMap((route) => paths.map((path) => `${route}: ${path}`));
    expect([...reached].toSorted()).toEqual(all.toSorted()); // each of them does happen
  });

  test('is never asked for or made by whoever judges it, in whatever role they did either', () => {
    overAll(({ deeds, route }) => {
      const hands = (...actions: string[]) =>
        deeds.filter(({ action }) => actions.includes(action)).map(({ actorId }) => actorId);
      const judges = hands('stills.decide', 'stills.countersign');
      for (const hand of hands(requestCommand[route], 'stills.produce')) expect(judges).not.toContain(hand);
    });
  });

  test('of the police is approved only after their signed request is attached, and of nobody else needs one', () => {
    const seen = new Set<string>();
    overAll(({ taken, route }) => {
      for (const { step, before } of taken)
        if (step === 'approve') seen.add(`${route}, ${before.papers > 0 ? 'with' : 'without'} paper`);
    });
    expect([...seen].toSorted()).toEqual([
      'other, with paper',
      'other, without paper',
      'police, with paper',
      'sno, with paper',
      'sno, without paper',
    ]);
  });
});

describe('a print of a still', () => {
  test('exists and goes out only while its still is countersigned and not withdrawn', () => {
    let out = 0;
    overAll(({ taken }) => {
      for (const { step, before, after } of taken) {
        if (before.prints.length < after.prints.length) expect(after.state).toBe('countersigned');
        if (step === 'sign-out') expect(before.state).toBe('countersigned');
        if (step === 'sign-out') out += 1;
      }
    });
    expect(out).toBeGreaterThan(0);
  });

  test('goes to the police only as an exhibit', () => {
    const takers = new Set<string>();
    overAll(({ taken, route }) => {
      for (const { step, taker } of taken) if (step === 'sign-out') takers.add(`${route} ${taker}`);
    });
    expect(takers).toContain('police police');
    for (const taker of ['sno police', 'other police']) expect(takers).not.toContain(taker);
  });

  test('that was destroyed is never seen again; in the house it is destroyed, out of it reported so', () => {
    let destroyed = 0;
    overAll(({ taken }) => {
      for (const { before, after, step } of taken) {
        for (const [index, state] of before.prints.entries())
          if (state === 'destroyed') expect(after.prints[index]).toBe('destroyed');
        if (step === 'destroy') expect(before.prints.at(-1)).toBe('in-cabinet');
        if (step === 'report-lost') expect(before.prints.at(-1)).toBe('out');
        if (step === 'report-destroyed') expect(before.prints.at(-1)).toBe('out');
        if (step === 'destroy') destroyed += 1;
      }
    });
    expect(destroyed).toBeGreaterThan(0);
  });
});
