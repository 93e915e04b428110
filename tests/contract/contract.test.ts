import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refuseOwnAct } from '../../src/main/stills/still.ts';
import { type CommandName, commands } from '../../src/shared/contract.ts';
import { AppError, failureCodes, type Reply } from '../../src/shared/failure.ts';
import type { Role } from '../../src/shared/model.ts';
import { need, type TrialApp, trialApp } from '../main/trial-app.ts';
import { type KnownIds, validInput, variantCount, withSurplusKey } from './valid-inputs.ts';

// Every command of the contract, asked in every wrong way through the real application, and then in every odd but
// allowed way. Made from the contract: a new command is tested by being there.

const names = Object.keys(commands) as CommandName[];
const roles: readonly Role[] = ['officer', 'manager'];
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
  const code = async (name: string, input: unknown): Promise<string> => {
    const reply = await trial.app.invoke(name, input);
    return reply.ok ? 'ok' : reply.failure.code;
  };
  const as = async (role: Role): Promise<void> => {
    const { person } = await trial.ok('app.state', {});
    if (person?.role === role) return;
    if (person !== null) await trial.signOut();
    await trial.signIn(role);
  };
  const ledgerSize = async (): Promise<number> => (await trial.ok('ledger.search', {})).size;

  beforeAll(async () => {
    trial = await trialApp();
    await trial.setUp();
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
      const surplus = withSurplusKey(validInput(commands[name].input, 0));
      for (const input of [...garbage, ...surplus])
        expect([name, await code(name, input)]).toEqual([name, 'invalid-input']);
    }
  });

  test('answers odd but allowed inputs as promised: reading adds nothing, changing adds an entry, refusing adds nothing', async () => {
    await as('officer');
    const known = await someIds(trial);
    for (const role of roles) {
      for (const name of names.filter((each) => allows(each, role) && each !== 'session.signOut')) {
        for (let variant = 0; variant < variantCount; variant += 1) {
          const where = `${name} by the ${role}, variant ${variant}`;
          await as(role);
          const before = await ledgerSize();
          const reply = await trial.app.invoke(name, validInput(commands[name].input, variant, known));
          // A wrong password is itself an entry, and the fifth in a row locks the screen.
          await as(role);
          const { rows } = await trial.ok('ledger.search', {});
          const since = rows.filter(({ seq }) => seq >= before).map(({ action }) => action);
          expectPromised(where, reply, { enters: commands[name].enters, since });
        }
      }
    }
    expect(await trial.ok('ledger.verify', {})).toMatchObject({ ok: true, faults: [] });
  });

  test('never shows a bug, in any of these tests', () => {
    expect(trial.bugs).toEqual([]);
  });
});

/** What a wrong password and the sign-in after a lock leave in the ledger; nothing that was refused is among it. */
const ofAccess = ['session.wrongPassword', 'session.signIn', 'retention.disposeDue'];

function expectPromised(
  where: string,
  reply: Reply,
  { enters, since }: { enters: boolean; since: readonly string[] },
): void {
  if (reply.ok) {
    expect([where, since.length > 0]).toEqual([where, enters]);
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

describe('asking and judging', () => {
  const judged: readonly CommandName[] = [
    'stills.decide',
    'stills.countersign',
    'bundles.decide',
    'pias.decide',
    'deployments.override',
  ];
  const asked: readonly CommandName[] = [
    'stills.request',
    'stills.produce',
    'bundles.prepare',
    'discs.burn',
    'pias.submit',
    'deployments.install',
  ];

  test('no role may both ask and judge', () => {
    for (const role of roles) {
      const mayAsk = asked.some((name) => allows(name, role));
      const mayJudge = judged.some((name) => allows(name, role));
      expect([role, mayAsk && mayJudge]).toEqual([role, false]);
    }
  });

  test('what is judged asks for the password once more', () => {
    for (const name of judged) {
      const input = validInput(commands[name].input, 0) as Record<string, unknown>;
      const { password, ...rest } = input;
      expect(password).toBeTypeOf('string');
      expect(commands[name].input.safeParse(rest).success).toBe(false);
    }
  });

  test('nobody judges their own act, whatever their role', () => {
    expect(() => refuseOwnAct('a', 'b', 'a')).toThrow(AppError);
    expect(() => refuseOwnAct('a', 'a')).toThrow(expect.objectContaining({ code: 'clause', clause: '5.13' }));
    expect(() => refuseOwnAct('a', 'b', null)).not.toThrow();
  });
});
