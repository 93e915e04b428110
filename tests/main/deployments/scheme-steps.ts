import { kitParts, partAsks } from '../../../src/shared/contract/equipment.ts';
import { piaHeads } from '../../../src/shared/contract/pias.ts';
import type { Output } from '../../../src/shared/contract.ts';
import type { CameraSystem, CaseId, DeploymentId, KitId, PiaId } from '../../../src/shared/model.ts';
import { accounts, type TrialApp } from '../trial-app.ts';

type Kit = Output<'kits.list'>[number];

export const requestOf = (caseId: CaseId, place = '12 Edward Street') => ({
  caseId,
  system: 'standard-4g' as const,
  place,
  customer: 'Mrs Patel',
  contact: '0161 496 0000',
  requestedBy: 'Priya Nair, SNO',
});

/** Every head of a PIA filled in. */
export const fullText = Object.fromEntries(
  piaHeads.map(({ key, label }) => [key, `${label}: said in full.`]),
) as Record<(typeof piaHeads)[number]['key'], string>;

export const kitOf = (assetNumber: string, system: CameraSystem = 'standard-4g') => ({
  assetNumber,
  system,
  storeroomPlace: 'Storeroom, shelf 2',
  parts: kitParts[system].map((kind, index) => ({ kind, serial: `${assetNumber}-${index}` })),
});

/** Every question of the pre-use check; all good but those of the parts named. */
export const answersFor = (kit: Kit, faulty: readonly string[] = []) =>
  kit.parts.flatMap(({ id, kind }) => partAsks[kind].map((ask) => ({ partId: id, ask, good: !faulty.includes(kind) })));

export const surveyOf = (deploymentId: DeploymentId, surveyedOn: string) => ({
  deploymentId,
  surveyedOn,
  position: 'Front eaves, left of the door.',
  fieldOfView: 'Front garden and the path to the street.',
  signsAt: 'Gate and front door.',
  power: 'Hall socket, fused spur',
  looksIntoHomes: false,
});

export const signsUp = {
  signAtPerimeter: true,
  signAtCentre: true,
  signsNameControllerAndAddress: true,
  isOvert: true,
  isAudioOff: true,
  avoidsHomes: true,
};

/** What the two people do at the laptop; every step leaves the officer signed in. */
export function schemeDesk(trial: TrialApp) {
  const as = async (role: 'officer' | 'manager'): Promise<void> => {
    const { person } = await trial.ok('app.state', {});
    if (person?.role === role) return;
    if (person !== null) await trial.signOut();
    await trial.signIn(role);
  };
  return {
    as,
    /** Titles of what is due of a kind. */
    due: async (kind: string): Promise<string[]> =>
      (await trial.ok('today.read', {})).due.filter((each) => each.kind === kind).map(({ title }) => title),
    /** The clause a refusal quotes. */
    clause: async (name: string, input: unknown): Promise<string | undefined> =>
      (await trial.refused(name, input)).clause,
    write: (piaId: PiaId, plannedFrom: string, plannedUntil: string) =>
      trial.ok('pias.write', { piaId, author: 'Priya Nair', plannedFrom, plannedUntil, text: fullText }),
    async decide(piaId: PiaId, decision: 'approve' | 'return' | 'refuse', version: number) {
      await as('manager');
      const { password } = accounts.manager;
      const decided = await trial.ok('pias.decide', { piaId, version, decision, reasons: `To ${decision}.`, password });
      await as('officer');
      return decided;
    },
    async check(kitId: KitId, faulty: readonly string[] = []) {
      const { kit } = await trial.ok('kits.read', { kitId });
      return trial.ok('kits.check', { kitId, answers: answersFor(kit, faulty) });
    },
  };
}
