import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keptApart, ownAct } from '../../src/main/own-act.ts';
import { type CommandName, commands } from '../../src/shared/contract.ts';
import type { Command } from '../../src/shared/contract/command.ts';
import { failureCodes, type Reply } from '../../src/shared/failure.ts';
import type { Role } from '../../src/shared/model.ts';
import { auditorSignIn, type Newcomer, openAuditor } from '../main/people-steps.ts';
import { quiet } from '../main/officer-steps.ts';
import { need, type TrialApp, trialApp } from '../main/trial-app.ts';
import { openBeside } from '../main/inspected-vault.ts';
import { type KnownIds, validInput, variantCount, withSurplusKey } from './valid-inputs.ts';

// Every command of the contract, asked in every wrong way through the real application, and then in every odd but
// allowed way. Made from the contract: a new command is tested by being there.

const names = Object.keys(commands) as CommandName[];
const roles: readonly Role[] = ['officer', 'manager', 'auditor'];
const allows = (name: CommandName, caller: Role | 'nobody'): boolean =>
  (commands[name].who as readonly string[]).includes(caller);

const deep = (levels: number): unknown => (levels === 0 ? 'end' : { inner: deep(levels - 1), list: [] });
const garbage: readonly unknown[] = [
  undefined,
  null,
  7,
  Number.NaN,
  'text',
  [],
  [{}],
  true,
  deep(500),
  JSON.parse('{"__proto__": {"admin": true}, "constructor": {"prototype": {"admin": true}}}'),
  { password: { toString: 'x' }, caseId: ['x'], stickId: { $ne: null } },
];

describe('every command of the contract', () => {
  let trial: TrialApp;
  let auditor: Newcomer;
  const code = async (name: string, input: unknown): Promise<string> => {
    const reply = await trial.app.invoke(name, input);
    return reply.ok ? 'ok' : reply.failure.code;
  };
  const as = async (role: Role): Promise<void> => {
    const { person } = await trial.ok('app.state', {});
    if (person?.role === role) return;
    if (person !== null) await trial.signOut();
    if (role === 'auditor') await trial.ok('session.signIn', auditorSignIn(trial, auditor));
    else await trial.signIn(role);
  };
  const ledgerSize = async (): Promise<number> => (await trial.ok('ledger.search', {})).size;
  beforeAll(async () => {
    trial = await trialApp();
    trial.shell.chooseFiles = async () => []; // whoever is asked for a file presses Cancel
    await trial.setUp();
    await trial.signIn('manager');
    auditor = await openAuditor(trial);
    await trial.signOut();
  });
  afterAll(() => trial.remove());

  test('refuses whoever is not signed in', async () => {
    for (const name of names.filter((each) => !allows(each, 'nobody')))
      expect([name, await code(name, validInput(commands[name].input, 0))]).toEqual([name, 'signed-out']);
  });

  test('refuses names that are no commands, those every object has among them', async () => {
    const others = ['', 'toString', '__proto__', 'constructor', 'hasOwnProperty', 'cases.Open', 'cases.open ', 'then'];
    for (const caller of ['nobody', ...roles] as const) {
      if (caller !== 'nobody') await as(caller);
      for (const name of others) expect([name, await code(name, {})]).toEqual([name, 'invalid-input']);
      expect(await code(['cases.list'] as unknown as string, {})).toBe('invalid-input');
    }
  });

  describe.each(roles)('asked by the %s', (role) => {
    beforeAll(() => as(role));

    test('refuses the wrong role before it looks at the input', async () => {
      for (const name of names.filter((each) => !allows(each, role))) {
        expect([name, await code(name, validInput(commands[name].input, 0))]).toEqual([name, 'forbidden']);
        expect([name, await code(name, null)]).toEqual([name, 'forbidden']);
      }
    });

    test('refuses garbage', async () => {
      const before = await ledgerSize();
      for (const name of names.filter((each) => allows(each, role)))
        for (const input of garbage) expect([name, await code(name, input)]).toEqual([name, 'invalid-input']);
      expect(await ledgerSize()).toBe(before);
      expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
    });

    test('refuses a key too many, however deep it stands', async () => {
      const before = await ledgerSize();
      for (const name of names.filter((each) => allows(each, role))) {
        const inputs = [0, 1].flatMap((variant) => withSurplusKey(validInput(commands[name].input, variant)));
        for (const input of inputs) expect([name, await code(name, input)]).toEqual([name, 'invalid-input']);
      }
      expect(await ledgerSize()).toBe(before);
    });
  });

  test('refuses garbage from whoever is not signed in, too', async () => {
    await trial.signOut();
    for (const name of names.filter((each) => allows(each, 'nobody'))) {
      for (const input of [...garbage, ...withSurplusKey(validInput(commands[name].input, 0))])
        expect([name, await code(name, input)]).toEqual([name, 'invalid-input']);
    }
  });

  test('answers odd but allowed inputs as promised: reading adds nothing, changing adds an entry, refusing adds nothing', async () => {
    await as('officer');
    const known = await someIds(trial);
    for (const role of roles) {
      for (const name of names.filter((each) => allows(each, role) && each !== 'session.signOut')) {
        const tried = new Set<string>(); // an input of few leaves comes up again and again
        for (let variant = 0; variant < variantCount; variant += 1) {
          const input = validInput(commands[name].input, variant, known);
          if (tried.size === tried.add(JSON.stringify(input)).size) continue;
          const where = `${name} by the ${role}, variant ${variant}`;
          await as(role);
          const before = await ledgerSize();
          const reply = await trial.app.invoke(name, input);
          // A wrong password is itself an entry, and the fifth in a row locks the screen.
          await as(role);
          const { rows } = await trial.ok('ledger.search', {});
          const since = rows.filter(({ seq }) => seq >= before).map(({ action }) => action);
          expectPromised(where, reply, { enters: commands[name].enters, since });
          if (reply.ok && commands[name].enters && role !== 'auditor') await quiet(trial); // a job enters when it ends
        }
      }
    }
    expect(await trial.ok('ledger.verify', {})).toMatchObject({ ok: true, faults: [] });
  }, 300_000); // every command so often: long on a busy machine, and no promise about time

  test('lets an auditor change nothing but the ledger, which says what they read', async () => {
    await as('auditor');
    const before = await registersOf(trial, auditor);
    expect(Object.keys(before).length).toBeGreaterThan(10);
    for (const name of names.filter((each) => each !== 'session.signOut'))
      for (let variant = 0; variant < 3; variant += 1) await code(name, validInput(commands[name].input, variant));
    expect((await trial.ok('app.state', {})).person?.role).toBe('auditor');
    expect(await registersOf(trial, auditor)).toEqual(before);
    await trial.signOut();
  });

  test('never shows a bug, in any of these tests', () => {
    expect(trial.bugs).toEqual([]);
  });
});

const FIRST_LOOK = 'registers.read';
/** What a wrong password, the sign-in after a lock and a first look leave in the ledger; nothing refused is among it. */
const ofAccess = ['session.wrongPassword', 'session.wrongCoSign', 'session.signIn', 'posture.found'];
ofAccess.push('retention.disposeDue', FIRST_LOOK);

function expectPromised(
  where: string,
  reply: Reply,
  { enters, since }: { enters: boolean; since: readonly string[] },
): void {
  if (reply.ok) {
    expect([where, since.some((action) => action !== FIRST_LOOK)]).toEqual([where, enters]);
    return;
  }
  expect([where, reply.failure.code, reply.failure.message]).not.toContain('unexpected');
  expect(failureCodes).toContain(reply.failure.code);
  expect([
    where,
    reply.failure.message.length > 10,
    /[/\\]tmp|\bat \w+ \(|SELECT /u.test(reply.failure.message),
  ]).toEqual([where, true, false]);
  expect([where, since.filter((action) => !ofAccess.includes(action))]).toEqual([where, []]);
}

/** A case with an incident and a stick: what a retrieval needs. */
async function someIds(trial: TrialApp): Promise<KnownIds> {
  const { id: caseId } = await trial.ok('cases.open', { reactRef: 'ASB/2026/0001', title: 'Contract' });
  const incident = await trial.ok('cases.reportIncident', {
    caseId,
    system: 'standard-4g',
    occurredAt: '2026-10-05T21:15:00',
    place: 'Edward Street',
    description: 'Noise.',
  });
  const stick = await trial.ok('sticks.register', { number: 'S-01', serial: 'A', encrypted: true });
  trial.shell.folders.push(trial.folder);
  const survey = await trial.ok('retrievals.survey', { stickId: stick.id });
  return { caseId, incidentId: incident.id, surveyId: need(survey.id) };
}

/** Every register but the ledger's own, read beside the application. */
async function registersOf(trial: TrialApp, { username, password }: Newcomer): Promise<Record<string, unknown[]>> {
  const { vault } = await openBeside(trial.folder, { username, password });
  const { connection } = vault.database;
  const tables = connection
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'ledger%' AND name NOT LIKE 'sqlite%'`,
    )
    .pluck()
    .all() as string[];
  const found = Object.fromEntries(tables.map((table) => [table, connection.prepare(`SELECT * FROM ${table}`).all()]));
  vault.close();
  return found;
}

describe('an auditor', () => {
  /** What is only a reading, and logged; and the way in and out. */
  const readings: readonly CommandName[] = [
    'session.signOut',
    'cases.read',
    'recordings.read',
    'ledger.verify',
    'ledger.checkCode',
    'search.find',
  ];

  test('may use no command that enters, but what is only a logged reading', () => {
    const entering = names.filter((name) => allows(name, 'auditor') && commands[name].enters);
    expect(entering.toSorted()).toEqual(readings.toSorted());
  });

  test('sees no footage, no still picture and nothing that leaves on paper or disc', () => {
    const refused: readonly CommandName[] = ['viewings.open', 'stills.show', 'documents.print', 'discs.check'];
    for (const name of refused) expect([name, allows(name, 'auditor')]).toEqual([name, false]);
  });
});

describe('asking and judging', () => {
  const judging = names.flatMap((name) => {
    const { judges } = commands[name] as Command;
    return judges === undefined ? [] : [{ name, ...judges }];
  });

  test('is declared for every command that decides, countersigns or approves', () => {
    const deciding = names.filter(
      (name) =>
        /decide|countersign|approve|judge|override|(?:breaches|disclosures)\.close/iu.test(name) ||
        'decision' in shapeOf(commands[name]),
    );
    expect(deciding.length).toBeGreaterThan(2);
    for (const name of deciding) {
      const { judges, judgesNobody } = commands[name] as Command;
      expect([name, judges === undefined]).toEqual([name, judgesNobody !== undefined]);
    }
  });

  test('what is decided alone, because it judges nobody’s act, is a short list that nobody lengthens unseen', () => {
    const alone = names.filter((name) => (commands[name] as Command).judgesNobody !== undefined);
    expect(alone.toSorted()).toEqual(['breaches.close', 'breaches.decideIco', 'damages.decide', 'deployments.review']);
    for (const name of alone) expect((commands[name] as Command).judgesNobody).toMatch(/^[A-Z].{30,}\.$/u);
  });

  test('speaks of commands that there are, and of a thing that the judge names', () => {
    for (const { name, acts, of } of judging) {
      for (const act of acts) expect(names).toContain(act);
      expect(Object.keys(shapeOf(commands[name]))).toContain(of);
    }
  });

  test('no role may both ask and judge, but where the code sends people to the manager', () => {
    const both = judging.flatMap(({ name, acts }) =>
      acts.flatMap((act) =>
        roles.filter((role) => allows(name, role) && allows(act as CommandName, role)).map((role) => [role, act, name]),
      ),
    );
    // CoP 5.14: others ask through the manager, who then does not decide on it (still-routes.test.ts, own-act.test.ts).
    expect(both).toEqual([
      ['manager', 'stills.requestByOther', 'stills.decide'],
      ['manager', 'stills.requestByOther', 'stills.countersign'],
    ]);
  });

  test('what is judged asks for the password once more', () => {
    for (const { name } of judging) {
      const { password, ...rest } = validInput(commands[name].input, 0) as Record<string, unknown>;
      expect(password).toBeTypeOf('string');
      expect(commands[name].input.safeParse(rest).success).toBe(false);
    }
  });

  test('are kept apart both ways, by person and by name, whatever account they used', () => {
    const deed = (action: string, actorId: string, actorName: string) => ({ action, actorId, actorName });
    const morag = { id: 'm', name: 'Morag Whitfield' };
    for (const { name, acts } of judging) {
      for (const action of acts) {
        const [judged] = keptApart(name);
        if (judged === undefined) throw new Error('nothing is kept apart');
        expect(ownAct(morag, judged, [deed(action, 'x', 'Alan Sutcliffe')])).toBeNull();
        for (const own of [deed(action, 'm', 'As she was called then'), deed(action, 'x', ' morag whitfield ')])
          expect(ownAct(morag, judged, [own])).toMatchObject({ code: 'clause', clause: judged.clause });
        // Who judged may not do the judged act afterwards either.
        expect(keptApart(action as CommandName).flatMap(({ acts: reverse }) => reverse)).toContain(name);
      }
    }
  });
});

const shapeOf = ({ input }: Command): Readonly<Record<string, unknown>> =>
  'shape' in input ? (input.shape as Record<string, unknown>) : {};
