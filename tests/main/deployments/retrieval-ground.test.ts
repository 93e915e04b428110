import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Output } from '../../../src/shared/contract.ts';
import type { DeploymentId } from '../../../src/shared/model.ts';
import { openCase, type OpenedCase, quiet, smallExport, startRetrieval } from '../officer-steps.ts';
import { allText } from '../documents/poppler.ts';
import { need, type TrialApp, trialApp } from '../trial-app.ts';
import { answersFor, kitOf, requestOf, schemeDesk, signsUp, surveyOf } from './scheme-steps.ts';

// Footage is never lost because a form is missing; what was taken without an approved PIA is an incident.

describe('footage taken', () => {
  let trial: TrialApp;
  let opened: OpenedCase;
  let deploymentId: DeploymentId;
  let folder: string;

  const take = async (more: {
    deploymentId?: DeploymentId;
    withoutPia?: string;
  }): Promise<Output<'retrievals.read'>> => {
    const { retrievalId } = await startRetrieval(trial, opened, folder, more);
    await quiet(trial);
    return trial.ok('retrievals.read', { retrievalId });
  };
  /** The words of the printed receipt. */
  const receipt = async (documentId: Output<'retrievals.read'>['retrieval']['receiptId']): Promise<string> => {
    await trial.ok('documents.print', { documentId: need(documentId) });
    return allText({ bytes: need(trial.shell.printed.at(-1)).bytes, pages: 1 });
  };
  const incidents = async (): Promise<string[]> =>
    (await trial.ok('breaches.list', {}))
      .filter(({ kind }) => kind === 'retrieval-without-pia')
      .map(({ description }) => description);

  beforeAll(async () => {
    trial = await trialApp();
    const desk = schemeDesk(trial);
    folder = join(trial.folder, 'export');
    await smallExport(folder);
    await trial.setUp();
    await trial.signIn('officer');
    opened = await openCase(trial);
    deploymentId = (await trial.ok('waiting.request', requestOf(opened.caseId))).id;
    const kit = await trial.ok('kits.register', kitOf('LAC-001'));
    const { id: contractorId } = await trial.ok('contractors.register', {
      name: 'Jo Marsh',
      company: 'SafeView Ltd',
      siaLicenceNumber: '1111',
      siaLicenceExpires: '2028-01-01',
    });
    const { id: piaId } = await trial.ok('pias.begin', { deploymentId, author: 'Priya Nair' });
    await desk.write(piaId, '2026-10-06', '2026-11-20');
    await trial.ok('pias.submit', { piaId });
    await desk.decide(piaId, 'approve', 1);
    const day = '2026-10-06';
    await trial.ok('deployments.survey', surveyOf(deploymentId, day));
    await trial.ok('deployments.book', { deploymentId, purpose: 'installation', startsAt: `${day}T15:00:00` });
    await trial.ok('kits.recordTest', { kitId: kit.id, testedOn: day, testedBy: 'T', passed: true, label: 'P' });
    await trial.ok('kits.check', { kitId: kit.id, answers: answersFor(kit) });
    await trial.ok('deployments.issueKit', { deploymentId, kitId: kit.id });
    await trial.ok('deployments.install', { deploymentId, installedOn: day, contractorId, ...signsUp });
  });
  afterAll(() => trial.remove());

  test('from a camera whose PIA is in force is an act of its deployment, and no incident', async () => {
    const { retrieval, camera } = await take({ deploymentId });
    expect(retrieval.state).toBe('complete');
    expect(camera).toEqual({ deployment: 'DEP-0001', ground: 'PIA-0001 version 1', incident: null });
    expect(await receipt(retrieval.receiptId)).toContain('CameraDEP-0001Byleaveof(5.1)PIA-0001version1');
    expect(await incidents()).toEqual([]);
    const { timeline } = await trial.ok('deployments.read', { deploymentId });
    expect(timeline.map(({ action }) => action)).toContain('retrievals.start');
  });

  test('from a camera that is not in the register is taken all the same, and opens an incident with the reason', async () => {
    const { retrieval, camera } = await take({ withoutPia: 'The camera of the housing office.' });
    expect(retrieval.state).toBe('complete');
    expect(await receipt(retrieval.receiptId)).toContain(`incident${need(camera.incident)}sayswhy`);
    expect(await incidents()).toEqual([
      `${retrieval.number} takes footage from a camera that is not in the register: The camera of the housing office.`,
    ]);
  });

  test('after the period of the PIA has ended opens an incident that names the camera', async () => {
    trial.clock.set('2026-11-21T10:00:00.000Z');
    await trial.signOut();
    await trial.signIn('officer');
    const { retrieval } = await take({ deploymentId });
    expect(await incidents()).toContain(
      `${retrieval.number} takes footage from DEP-0001, no PIA in force: no reason was stated`,
    );
  });

  test('cannot be said to come from the camera of another case', async () => {
    const { id: caseId } = await trial.ok('cases.open', { reactRef: 'ASB/2', title: 'Other' });
    const other = await trial.ok('waiting.request', requestOf(caseId));
    trial.shell.folders.push(folder);
    const survey = await trial.ok('retrievals.survey', { stickId: opened.stickId });
    const clock = '2026-11-21T10:00:00';
    const refusal = await trial.refused('retrievals.start', {
      surveyId: need(survey.id),
      ...{ caseId: opened.caseId, incidentId: opened.incidentId, deploymentId: other.id },
      period: { from: clock, to: '2026-11-21T11:00:00' },
      timeCheck: { systemTime: clock, referenceTime: clock, source: 'gps', seenBy: 'A' },
      ...{ kitSerial: 'K', place: 'P', reason: 'R' },
    });
    expect(refusal.code).toBe('not-found');
  });
});
