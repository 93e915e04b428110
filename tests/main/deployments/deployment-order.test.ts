import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../../src/main/acts.ts';
import type { OpenVault } from '../../../src/main/open-vault.ts';
import type { Workplace } from '../../../src/main/workplace.ts';
import type { CommandName, Input, Output } from '../../../src/shared/contract.ts';
import { AppError } from '../../../src/shared/failure.ts';
import type { CaseId, ContractorId, DeploymentId, KitId, PiaId } from '../../../src/shared/model.ts';
import { need, type TrialApp, trialApp } from '../trial-app.ts';
import { bareWorkplace } from './bare-workplace.ts';
import { answersFor, fullText, kitOf, requestOf, signsUp, surveyOf } from './scheme-steps.ts';

// Whatever is done, left out, repeated or done in another order: nothing hangs without an approved PIA, a checked kit
// and a licensed contractor. The test keeps its own, simpler account of what has been done and holds it against the core's.

const natural = [
  'begin',
  'write',
  'submit',
  'approve',
  'survey',
  'book',
  'pat-test',
  'check',
  'issue',
  'install',
] as const;
const others = [
  ...natural,
  'write half',
  'return',
  'refuse',
  'reopen',
  'survey into homes',
  'pat-test failed',
  'check with a fault',
  'repair',
  'fault',
  'install by somebody unlicensed',
  'install without a sign',
  'return kit',
  'move',
  'remove',
  'override',
] as const;
type Step = (typeof others)[number];

/** The natural order with steps left out and others put in between, or any order at all. */
const order = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .array(
        fc.record({
          isKept: fc.integer({ min: 0, max: 19 }).map((each) => each > 0),
          extra: fc.option(fc.constantFrom(...others), { freq: 1 }),
        }),
        { minLength: natural.length, maxLength: natural.length },
      )
      .map((changes): Step[] =>
        natural.flatMap((step, index) => {
          const { isKept, extra } = need(changes[index]);
          return [...(extra === null ? [] : [extra]), ...(isKept ? [step] : [])];
        }),
      ),
  },
  { weight: 1, arbitrary: fc.array(fc.constantFrom(...others), { maxLength: 30 }) },
);

const people: Record<'officer' | 'manager', Actor> = {
  officer: { id: 'officer', name: 'Alan Sutcliffe', role: 'officer' },
  manager: { id: 'manager', name: 'Morag Whitfield', role: 'manager' },
};

describe('no order of commands', () => {
  let trial: TrialApp;
  let workplace: Workplace;
  let vault: OpenVault;
  let run: <N extends CommandName>(name: N, input: Input<N>) => Promise<Output<N>>;
  let caseId: CaseId;
  let licensed: ContractorId;
  let unlicensed: ContractorId;
  let runs = 0;

  beforeAll(async () => {
    trial = await trialApp();
    await trial.setUp();
    ({ vault, workplace } = await bareWorkplace(trial));
    run = async (name, input) => {
      const act = vault.act(
        people[name === 'pias.decide' || name === 'deployments.override' ? 'manager' : 'officer'],
        name,
      );
      return (await (workplace.handlers as never as Record<string, (i: unknown, a: unknown) => unknown>)[name]?.(
        input,
        act,
      )) as never;
    };
    caseId = (await run('cases.open', { reactRef: 'ASB/1', title: 'Noise' })).id;
    const contractor = { company: 'SafeView', siaLicenceExpires: '2026-01-01' };
    unlicensed = (await run('contractors.register', { ...contractor, name: 'Expired', siaLicenceNumber: 'A' })).id;
    licensed = (
      await run('contractors.register', {
        ...contractor,
        name: 'Good',
        siaLicenceNumber: 'B',
        siaLicenceExpires: '2036-01-01',
      })
    ).id;
  });
  afterAll(async () => {
    await workplace.close('The test is over.');
    await trial.remove();
  });

  /** Runs the steps on a new request and a new kit; answers how often the camera was installed. */
  async function follow(steps: readonly Step[]): Promise<number> {
    runs += 1;
    trial.clock.set(new Date(Date.UTC(2026, 9, 6 + runs, 7)).toISOString());
    const day = trial.clock.now().slice(0, 10);
    const { id: deploymentId } = await run('waiting.request', requestOf(caseId));
    const kit = await run('kits.register', kitOf(`LAC-${runs}`));
    const known = { deploymentId, kitId: kit.id, kit, day, hour: 9, place: 0, piaId: null as PiaId | null };
    const done = { approved: false, overridden: false, surveyed: false, booked: false, issued: false };
    const fit = { checked: false, tested: false, faults: 0 };
    let installed = 0;

    for (const step of steps) {
      const wasDone = await attempt(step, known);
      const now = await state(deploymentId);
      if (!wasDone) continue;
      if (step.startsWith('install')) {
        expect([step, { ...done, approved: done.approved || done.overridden }, fit]).toEqual([
          'install',
          { ...done, approved: true, surveyed: true, booked: true, issued: true },
          { checked: true, tested: true, faults: 0 },
        ]);
        expect(now).toBe('installed');
        installed += 1;
        fit.checked = false;
      }
      if (step === 'approve') done.approved = true;
      if (step === 'override') done.overridden = true;
      if (step === 'refuse' || step === 'reopen') done.approved = false;
      if (step === 'survey') done.surveyed = true;
      if (step === 'book') done.booked = true;
      if (step === 'issue') done.issued = true;
      if (step === 'return kit') done.issued = false;
      if (step === 'check') fit.checked = true;
      if (step === 'check with a fault') [fit.checked, fit.faults] = [false, fit.faults + 1];
      if (step === 'fault') fit.faults += 1;
      if (step === 'repair') fit.faults -= 1;
      if (step === 'pat-test') fit.tested = true;
      if (step === 'pat-test failed') fit.tested = false;
      if (step === 'move') Object.assign(done, { approved: false, overridden: false, surveyed: false, booked: false });
    }
    if ((await state(deploymentId)) === 'waiting') await clearSlots(deploymentId);
    return installed;
  }

  const state = async (deploymentId: DeploymentId): Promise<string> =>
    (await run('deployments.read', { deploymentId })).deployment.state;

  async function clearSlots(deploymentId: DeploymentId): Promise<void> {
    const { deployment } = await run('deployments.read', { deploymentId });
    for (const { id, cancelledBecause } of deployment.bookings)
      if (cancelledBecause === null)
        await run('deployments.cancelBooking', { deploymentId, bookingId: id, reason: 'The run is over.' });
  }

  interface Known {
    readonly deploymentId: DeploymentId;
    readonly kitId: KitId;
    readonly kit: Output<'kits.register'>;
    readonly day: string;
    hour: number;
    place: number;
    piaId: PiaId | null;
  }

  /** True when the core did it, false when it refused; anything else is a bug and fails the test. */
  async function attempt(step: Step, known: Known): Promise<boolean> {
    try {
      return await take(step, known);
    } catch (error) {
      if (error instanceof AppError) return false;
      throw error;
    }
  }

  async function take(step: Step, known: Known): Promise<boolean> {
    const { deploymentId, kitId, kit, day } = known;
    const piaId = known.piaId ?? ('00000000-0000-4000-8000-000000000000' as PiaId);
    const written = { piaId, author: 'Priya Nair', plannedFrom: day, plannedUntil: '2036-01-01' };
    const decide = async (decision: 'approve' | 'return' | 'refuse'): Promise<void> => {
      const version = (await run('pias.list', {})).find(({ id }) => id === piaId)?.latest.version ?? 1;
      await run('pias.decide', { piaId, version, decision, reasons: 'So.', password: 'known' });
    };
    const patTest = { kitId, testedOn: day, testedBy: 'TestCo', label: 'P' };
    const install = { deploymentId, installedOn: day, contractorId: licensed, ...signsUp };
    const back = { deploymentId, storeroomPlace: 'Shelf', recorder: 'wiped' as const };
    const steps: Record<Step, () => Promise<unknown>> = {
      begin: async () => (known.piaId = (await run('pias.begin', { deploymentId, author: 'Priya Nair' })).id),
      write: () => run('pias.write', { ...written, text: fullText }),
      'write half': () => run('pias.write', { ...written, text: {} }),
      submit: () => run('pias.submit', { piaId }),
      approve: () => decide('approve'),
      return: () => decide('return'),
      refuse: () => decide('refuse'),
      reopen: () => run('pias.reopen', { piaId, reasons: 'So.' }),
      survey: () => run('deployments.survey', surveyOf(deploymentId, day)),
      'survey into homes': () => run('deployments.survey', { ...surveyOf(deploymentId, day), looksIntoHomes: true }),
      book: async () => {
        const startsAt = `${day}T${String((known.hour += 1)).padStart(2, '0')}:00:00`;
        await run('deployments.book', { deploymentId, purpose: 'installation', startsAt });
      },
      'pat-test': () => run('kits.recordTest', { ...patTest, passed: true }),
      'pat-test failed': () => run('kits.recordTest', { ...patTest, passed: false }),
      check: () => run('kits.check', { kitId, answers: answersFor(kit) }),
      'check with a fault': () => run('kits.check', { kitId, answers: answersFor(kit, ['dvr']) }),
      fault: () => run('kits.openFault', { kitId, description: 'Cracked.' }),
      repair: async () => {
        const fault = (await run('kits.read', { kitId })).kit.faults.find(({ repairedAt }) => repairedAt === null);
        if (fault === undefined) throw new AppError('not-found', 'No fault is open.');
        await run('kits.repairFault', { faultId: fault.id, repair: 'Mended.' });
      },
      issue: () => run('deployments.issueKit', { deploymentId, kitId }),
      install: () => run('deployments.install', install),
      'install by somebody unlicensed': () => run('deployments.install', { ...install, contractorId: unlicensed }),
      'install without a sign': () => run('deployments.install', { ...install, signAtCentre: false }),
      'return kit': () => run('deployments.returnKit', { ...back, reason: 'So.' }),
      move: () => run('deployments.move', { deploymentId, newPlace: `Place ${(known.place += 1)}`, reasons: 'So.' }),
      remove: () => run('deployments.remove', { ...back, removedOn: day, offered: 'advice', accepted: false }),
      override: () => run('deployments.override', { deploymentId, reasons: 'So.', password: 'known' }),
    };
    await steps[step]();
    return true;
  }

  test('installs a camera without an approved PIA, a checked kit and a licensed contractor', async () => {
    let installed = 0;
    await fc.assert(
      fc.asyncProperty(order, async (steps) => {
        installed += await follow(steps);
      }),
      { numRuns: 25, seed: 20_261_126, endOnFailure: true, examples: [[[...natural]]] },
    );
    expect(installed).toBeGreaterThan(3); // the test does get there when everything is in order
  });

  test('and no statement to the registers themselves does, or changes what was judged or done', async () => {
    const { id } = await run('waiting.request', requestOf(caseId));
    const { connection } = vault.database;
    const refused = (sql: string): unknown => {
      try {
        return connection.prepare(sql).run();
      } catch (error) {
        return error instanceof Error ? error.message : error;
      }
    };
    expect(refused(`UPDATE deployments SET state = 'installed' WHERE id = '${id}'`)).toMatch(/CHECK constraint/u);
    expect(refused(`UPDATE pia_versions SET text = '{}' WHERE state = 'approved'`)).toMatch(/cannot be changed/u);
    expect(refused(`UPDATE pia_versions SET decided_by = 'me' WHERE state = 'approved'`)).toMatch(/cannot be changed/u);
    expect(refused('DELETE FROM pia_versions')).toMatch(/stays/u);
    expect(refused(`UPDATE deployment_acts SET facts = '{}'`)).toMatch(/stays as it was recorded/u);
    expect(refused('UPDATE kit_checks SET passed = 1')).toMatch(/stays as it was recorded/u);
  });
});
