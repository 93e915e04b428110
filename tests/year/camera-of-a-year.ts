import { addDays } from '../../src/main/time.ts';
import type { CaseId, ContractorId, DeploymentId, KitId, PiaId } from '../../src/shared/model.ts';
import { kitOf, requestOf, type schemeDesk, signsUp, surveyOf } from '../main/deployments/scheme-steps.ts';
import type { Diary } from './year.ts';
import type { YearDesk } from './year-desk.ts';

export interface CameraPlan {
  readonly desk: YearDesk;
  readonly people: ReturnType<typeof schemeDesk>;
  readonly diary: Diary;
  readonly caseOf: () => CaseId;
  readonly contractor: () => ContractorId;
  readonly index: number;
}

/** A camera from the request to the survey after its removal; each fourth request is refused and withdrawn. */
export function cameraOf(plan: CameraPlan, requested: string): void {
  const { desk, people, diary, caseOf, contractor, index } = plan;
  const { trial } = desk;
  const [up, firstReview, lastReview] = [7, 35, 63].map((days) => addDays(requested, days)) as [string, string, string];
  const down = addDays(lastReview, 1);
  let deploymentId = '' as DeploymentId;
  let kitId = '' as KitId;

  diary.plan(requested, async () => {
    const request = requestOf(caseOf(), `${index + 1} Hillgate, SK${1 + (index % 8)} 3NQ`);
    deploymentId = (await trial.ok('waiting.request', request)).id;
    const isRefused = index % 4 === 3;
    await decided(isRefused ? 'refuse' : 'approve');
    if (isRefused) await trial.ok('waiting.withdraw', { deploymentId, reason: 'Refused.' });
    else await prepare();
  });

  async function decided(decision: 'approve' | 'refuse'): Promise<PiaId> {
    const { id: piaId } = await trial.ok('pias.begin', { deploymentId, author: 'Priya Nair' });
    await people.write(piaId, requested, addDays(requested, 200));
    await trial.ok('pias.submit', { piaId });
    await people.decide(piaId, decision, 1);
    return piaId;
  }

  async function prepare(): Promise<void> {
    await trial.ok('deployments.survey', surveyOf(deploymentId, requested));
    await trial.ok('deployments.book', { deploymentId, purpose: 'installation', startsAt: `${up}T10:00:00` });
    kitId = (await trial.ok('kits.register', kitOf(`LAC-${index + 1}`))).id;
    await trial.ok('kits.recordTest', { kitId, testedOn: requested, testedBy: 'TestCo', passed: true, label: 'P' });
    await people.check(kitId);
    await trial.ok('deployments.issueKit', { deploymentId, kitId });
    diary.plan(up, install);
    diary.plan(firstReview, () => review('keep'));
    diary.plan(lastReview, async () => {
      await review('remove');
      await trial.ok('deployments.book', { deploymentId, purpose: 'removal', startsAt: `${down}T10:00:00` });
    });
    diary.plan(down, remove);
  }

  async function install(): Promise<void> {
    await desk.day(up, '12:00');
    const contractorId = contractor();
    await trial.ok('deployments.install', { deploymentId, installedOn: up, contractorId, ...signsUp });
    const clock = { systemTime: `${up}T13:00:12`, referenceTime: `${up}T13:00:00`, seenBy: 'Alan Sutcliffe' };
    await trial.ok('deployments.checkClock', { deploymentId, ...clock, source: 'speaking-clock' });
  }

  const review = (decision: 'keep' | 'remove') =>
    trial.ok('deployments.review', { deploymentId, decision, reasons: `To ${decision}.` }).then(() => undefined);

  async function remove(): Promise<void> {
    await desk.day(down, '12:00');
    await trial.ok('deployments.remove', {
      ...{ deploymentId, removedOn: down, offered: 'dummy-dome', accepted: true, storeroomPlace: 'Shelf 2' },
      ...{ recorder: 'wiped', footageGivenUp: 'It was overwritten.' },
    });
    const answer = {
      answered: true,
      experience: 'They were kind.',
      supported: 'yes',
      satisfied: 'fairly-satisfied',
    } as const;
    await trial.ok('deployments.recordSatisfaction', { deploymentId, ...answer });
  }
}
