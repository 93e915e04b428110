import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseId, DeploymentId, PiaId } from '../../../src/shared/model.ts';
import { accounts, need, type TrialApp, trialApp } from '../trial-app.ts';
import { fullText, kitOf, requestOf, schemeDesk, signsUp, surveyOf } from './scheme-steps.ts';

// From the request to the manager's decision, through the commands alone.

describe('a camera that is asked for', () => {
  let trial: TrialApp;
  let desk: ReturnType<typeof schemeDesk>;
  let caseId: CaseId;
  let deploymentId: DeploymentId;
  let piaId: PiaId;

  beforeAll(async () => {
    trial = await trialApp();
    desk = schemeDesk(trial);
    await trial.setUp();
    await trial.signIn('officer');
    caseId = (await trial.ok('cases.open', { reactRef: 'ASB/2026/0417', title: 'Noise' })).id;
  });
  afterAll(() => trial.remove());

  test('is requested for a case and waits; the customer is told where they stand', async () => {
    const first = await trial.ok('waiting.request', requestOf(caseId));
    const second = await trial.ok('waiting.request', requestOf(caseId, '3 Mersey Way'));
    expect([first.number, first.position, second.position]).toEqual(['DEP-0001', 1, 2]);
    deploymentId = first.id;
    const told = await trial.ok('waiting.tellCustomer', { deploymentId: second.id, how: 'phone', told: 'Second.' });
    expect(told.updates).toMatchObject([{ how: 'phone', position: 2, by: accounts.officer.name }]);
    await trial.ok('waiting.withdraw', { deploymentId: second.id, reason: 'Moved away.' });
    expect(await desk.due('waiting-list')).toEqual([]);
    trial.clock.advance(15 * 86_400_000);
    await desk.as('officer');
    expect(await desk.due('waiting-list')).toEqual(['Mrs Patel has not heard from us']);
    trial.clock.set('2026-10-06T10:00:00.000Z');
  });

  test('gets nowhere without an approved PIA', async () => {
    const survey = surveyOf(deploymentId, '2026-10-06');
    expect(await desk.clause('deployments.survey', survey)).toBe('5.1');
    const startsAt = '2026-10-07T10:00:00';
    expect(await desk.clause('deployments.book', { deploymentId, purpose: 'installation', startsAt })).toBe('5.1');
    const { id: contractorId } = await trial.ok('contractors.register', {
      name: 'Jo Marsh',
      company: 'SafeView Ltd',
      siaLicenceNumber: '1111-2222-3333-4444',
      siaLicenceExpires: '2026-10-06',
    });
    const install = { deploymentId, installedOn: '2026-10-06', contractorId, ...signsUp };
    expect(await desk.clause('deployments.install', install)).toBe('5.1');
    const { id: kitId } = await trial.ok('kits.register', kitOf('LAC-001'));
    expect(await desk.clause('deployments.issueKit', { deploymentId, kitId })).toBe('5.1');
  });

  test('has a PIA that cannot be submitted with a blank head, which is named', async () => {
    const begun = await trial.ok('pias.begin', { deploymentId, author: 'Priya Nair' });
    piaId = begun.id;
    expect(begun.blank).toHaveLength(19);
    await trial.ok('pias.write', { piaId, author: 'Priya Nair', text: { ...fullText, whyUnavoidable: undefined } });
    const refusal = await trial.refused('pias.submit', { piaId });
    expect(refusal.clause).toBe('5.4');
    expect(refusal.message).toContain('Still blank: From when and until when; Why the intrusion is unavoidable.');
    await desk.write(piaId, '2026-10-06', '2026-10-20');
    expect(await desk.clause('pias.submit', { piaId })).toBe('3.3');
    expect((await desk.write(piaId, '2026-10-06', '2026-11-20')).blank).toEqual([]);
  });

  test('has its neighbours consulted by a letter that is kept, and their answers logged', async () => {
    const asked = { piaId, who: 'The occupier', address: '14 Edward Street', answerBy: '2026-10-13' };
    const pia = await trial.ok('pias.consult', { ...asked, how: 'large-print-letter' });
    const [consultation] = pia.consultations;
    const documents = await trial.ok('documents.list', { caseId });
    expect(documents.map(({ id, kind }) => ({ id, kind }))).toEqual([
      { id: need(consultation).letterId, kind: 'consultation-letter' },
    ]);
    const consultationId = need(consultation).id;
    const tomorrow = { consultationId, answeredOn: '2026-10-07', answer: 'No.' };
    expect((await trial.refused('pias.answer', tomorrow)).code).toBe('invalid-input');
    const answered = await trial.ok('pias.answer', {
      consultationId,
      answeredOn: '2026-10-06',
      answer: 'Not into my kitchen, please.',
      changed: 'The camera is turned away from number 14.',
    });
    expect(answered.consultations).toMatchObject([{ answer: 'Not into my kitchen, please.' }]);
    const again = { consultationId, answeredOn: '2026-10-06', answer: 'Well, yes.' };
    expect((await trial.refused('pias.answer', again)).code).toBe('conflict');
  });

  test('is judged by the manager alone, with password and reasons; each version stays as it was', async () => {
    await trial.ok('pias.submit', { piaId });
    expect((await trial.refused('pias.write', { piaId, author: 'P', text: {} })).code).toBe('conflict');
    await desk.as('manager');
    expect(await desk.due('approval')).toEqual(['PIA-0001 waits for your decision']);
    expect(await trial.ok('approvals.list', {})).toMatchObject([{ kind: 'pia', id: piaId, number: 'PIA-0001' }]);
    const wrong = { piaId, version: 1, decision: 'approve', reasons: 'x', password: 'not mine' };
    expect((await trial.refused('pias.decide', wrong)).code).toBe('forbidden');
    expect((await trial.refused('pias.decide', { ...wrong, version: 2 })).code).toBe('conflict');
    await desk.decide(piaId, 'return', 1);
    expect(await desk.due('pia')).toEqual(['PIA-0001 was returned']);
    const begun = await trial.ok('pias.begin', { deploymentId, author: 'Priya Nair' });
    expect(begun.latest).toMatchObject({ version: 2, state: 'draft', reopenedReasons: 'To return.', text: fullText });
    await trial.ok('pias.submit', { piaId });
    const approved = await desk.decide(piaId, 'approve', 2);
    expect(approved.versions.map(({ version, state }) => [version, state])).toEqual([
      [2, 'approved'],
      [1, 'returned'],
    ]);
    const sheet = (await trial.ok('documents.list', { caseId })).find(({ id }) => id === approved.latest.sheetId);
    expect(sheet).toMatchObject({ kind: 'pia', title: 'PIA PIA-0001 version 2' });
  });
});
