import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseId, ContractorId, DeploymentId, KitId, PiaId } from '../../../src/shared/model.ts';
import { photograph } from '../../fixtures/pictures.ts';
import { accounts, need, type TrialApp, trialApp } from '../trial-app.ts';
import { answersFor, fullText, kitOf, requestOf, schemeDesk, signsUp, surveyOf } from './scheme-steps.ts';

// A camera with an approved PIA, from the survey to the customer's answer, through the commands alone; every wrong order
// on the way.

const { password } = accounts.manager;

describe('a camera of the scheme', () => {
  let trial: TrialApp;
  let desk: ReturnType<typeof schemeDesk>;
  let caseId: CaseId;
  let deploymentId: DeploymentId;
  let piaId: PiaId;
  let kitId: KitId;
  let contractorId: ContractorId;

  beforeAll(async () => {
    trial = await trialApp();
    desk = schemeDesk(trial);
    await trial.setUp();
    await trial.signIn('officer');
    caseId = (await trial.ok('cases.open', { reactRef: 'ASB/2026/0417', title: 'Noise' })).id;
    deploymentId = (await trial.ok('waiting.request', requestOf(caseId))).id;
    kitId = (await trial.ok('kits.register', kitOf('LAC-001'))).id;
    contractorId = (
      await trial.ok('contractors.register', {
        name: 'Jo Marsh',
        company: 'SafeView Ltd',
        siaLicenceNumber: '1111-2222-3333-4444',
        siaLicenceExpires: '2026-10-06',
      })
    ).id;
    piaId = (await trial.ok('pias.begin', { deploymentId, author: 'Priya Nair' })).id;
    await desk.write(piaId, '2026-10-06', '2026-11-20');
    await trial.ok('pias.submit', { piaId });
    await desk.decide(piaId, 'approve', 1);
  });
  afterAll(() => trial.remove());

  test('is surveyed only once it is approved, from a position that leaves homes alone', async () => {
    const survey = surveyOf(deploymentId, '2026-10-06');
    expect(await desk.clause('deployments.survey', { ...survey, looksIntoHomes: true })).toBe('5.12');
    const { deployment } = await trial.ok('deployments.read', { deploymentId });
    expect(deployment).toMatchObject({ ground: 'PIA-0001 version 1', allowedUntil: '2026-11-20', survey: null });
    await trial.ok('deployments.survey', survey);
  });

  test('is booked for one hour, and no other booking may clash', async () => {
    const other = await trial.ok('waiting.request', requestOf(caseId, '8 Hillgate'));
    const slot = { purpose: 'installation' as const, startsAt: '2026-10-07T10:00:00' };
    const { bookings } = await trial.ok('deployments.book', { deploymentId, ...slot });
    const clash = { deploymentId, purpose: 'installation', startsAt: '2026-10-07T10:59:00' };
    const refusal = await trial.refused('deployments.book', clash);
    expect([refusal.code, refusal.clause]).toEqual(['conflict', '3.4']);
    expect(refusal.message).toContain('DEP-0001 has the slot at Wed 7 Oct 2026, 10:00:00');
    await trial.ok('deployments.cancelBooking', { deploymentId, bookingId: need(bookings[0]).id, reason: 'Ill.' });
    await trial.ok('deployments.book', { ...clash, deploymentId, purpose: 'installation' });
    expect(await desk.due('booking')).toEqual(['Installation of DEP-0001 tomorrow']);
    const past = { deploymentId, purpose: 'survey', startsAt: '2026-10-05T10:00:00' };
    expect((await trial.refused('deployments.book', past)).code).toBe('invalid-input');
    await trial.ok('waiting.withdraw', { deploymentId: other.id, reason: 'No longer needed.' });
  });

  test('gets a kit only checked, PAT-tested and without a fault; what is in the way is said with its clause', async () => {
    const issue = { deploymentId, kitId };
    const refusal = await trial.refused('deployments.issueKit', issue);
    expect(refusal.clause).toBe('3.2');
    expect(refusal.message).toMatch(/not been checked.*No PAT test/u);
    const { kit } = await trial.ok('kits.read', { kitId });
    const answers = answersFor(kit);
    expect(await desk.clause('kits.check', { kitId, answers: answers.slice(1) })).toBe('3.2');
    expect(await desk.clause('kits.check', { kitId, answers: [...answers.slice(1), answers[1]] })).toBe('3.2');
    const failed = await desk.check(kitId, ['modem']);
    expect(failed.faults).toMatchObject([{ description: 'modem LAC-001-3 failed the check', repairedAt: null }]);
    const faultId = need(failed.faults[0]).id;
    await desk.check(kitId);
    expect((await trial.refused('deployments.issueKit', issue)).message).toContain('open fault');
    await trial.ok('kits.repairFault', { faultId, repair: 'New modem.', newSerial: 'M-77' });
    await trial.ok('kits.recordTest', { kitId, testedOn: '2025-10-01', testedBy: 'TestCo', passed: true, label: 'P1' });
    expect((await trial.refused('deployments.issueKit', issue)).message).toContain('ran out on Thu 1 Oct 2026');
    expect(await desk.due('equipment')).toEqual([
      'PAT test of LAC-001 is overdue for 5 days',
      'A kit must be checked and issued for DEP-0001',
    ]);
    await trial.ok('kits.recordTest', {
      kitId,
      testedOn: '2026-10-06',
      testedBy: 'TestCo',
      passed: false,
      label: 'P2',
    });
    expect((await trial.refused('deployments.issueKit', issue)).message).toContain('failed its PAT test');
    await trial.ok('kits.recordTest', { kitId, testedOn: '2026-10-06', testedBy: 'TestCo', passed: true, label: 'P3' });
    const issued = await trial.ok('deployments.issueKit', issue);
    expect(issued).toMatchObject({ kit: { assetNumber: 'LAC-001' }, blocks: [] });
    expect((await trial.ok('kits.read', { kitId })).kit).toMatchObject({
      state: 'out',
      whereNow: 'Issued for DEP-0001',
    });
    expect((await trial.refused('kits.retire', { kitId, reason: 'x' })).code).toBe('conflict');
  });

  test('is installed by a licensed contractor, overt, signed and silent', async () => {
    trial.clock.set('2026-10-07T12:30:00.000Z');
    const install = { deploymentId, installedOn: '2026-10-07', contractorId, ...signsUp };
    expect(await desk.clause('deployments.install', install)).toBe('5.8'); // the licence ran out the day before
    await trial.ok('contractors.renew', {
      contractorId,
      siaLicenceNumber: '1111-2222-3333-5555',
      siaLicenceExpires: '2029-10-06',
    });
    for (const [field, rule] of [
      ['signAtPerimeter', '5.9'],
      ['signAtCentre', '5.9'],
      ['signsNameControllerAndAddress', '5.9'],
      ['isOvert', '5.8'],
      ['isAudioOff', '5.10'],
      ['avoidsHomes', '5.12'],
    ] as const)
      expect([field, await desk.clause('deployments.install', { ...install, [field]: false })]).toEqual([field, rule]);
    expect(await desk.clause('deployments.install', { ...install, installedOn: '2026-10-06' })).toBe('3.4');
    const installed = await trial.ok('deployments.install', install);
    expect(installed).toMatchObject({
      state: 'installed',
      position: null,
      nextReviewOn: '2026-11-04',
      nextClockCheckOn: '2026-11-06',
      installation: { ground: 'PIA-0001 version 1', contractor: 'Jo Marsh', kitAssetNumber: 'LAC-001' },
    });
    expect((await trial.refused('deployments.install', install)).code).toBe('conflict');
  });

  test('stands on Today until both of its signs were photographed', async () => {
    const unseen = ['DEP-0001 hangs without a photograph of its signs'];
    expect(await desk.due('sign-photograph')).toEqual(unseen);
    const sign = join(trial.folder, 'sign.jpg');
    await writeFile(sign, await photograph());
    const add = async (shows: 'sign-perimeter' | 'sign-centre') => {
      trial.shell.files.push([sign]);
      return trial.ok('deployments.addPicture', { deploymentId, shows, note: 'The sign' });
    };
    await add('sign-perimeter');
    expect(await desk.due('sign-photograph')).toEqual(unseen);
    const pictures = await add('sign-centre');
    expect(await desk.due('sign-photograph')).toEqual([]);
    const { id: pictureId } = need(pictures.at(-1));
    await trial.ok('deployments.withdrawPicture', { deploymentId, pictureId, reason: 'Out of focus.' });
    expect(await desk.due('sign-photograph')).toEqual(unseen);
  });

  test('has the clock of its recorder checked every month', async () => {
    const checked = await trial.ok('deployments.checkClock', {
      deploymentId,
      systemTime: '2026-10-07T13:03:12',
      referenceTime: '2026-10-07T13:00:00',
      source: 'speaking-clock',
      seenBy: 'Alan Sutcliffe',
    });
    expect(checked.clockChecks).toMatchObject([{ offsetSeconds: 192 }]);
  });

  test('is reviewed after 28 days; keeping it past the period is refused, extending it reopens the PIA', async () => {
    trial.clock.set('2026-11-04T10:00:00.000Z');
    await trial.signOut();
    await trial.signIn('officer');
    expect(await desk.due('necessity-review')).toEqual(['Necessity review of DEP-0001 is due today']);
    const kept = await trial.ok('deployments.review', { deploymentId, decision: 'keep', reasons: 'Still noise.' });
    expect(kept.nextReviewOn).toBe('2026-12-02');
    trial.clock.set('2026-11-25T10:00:00.000Z');
    expect(await desk.clause('deployments.review', { deploymentId, decision: 'keep', reasons: 'x' })).toBe('3.3');
    expect(await desk.due('removal')).toEqual(['DEP-0001 stands without an approved PIA']);
    const extended = await trial.ok('deployments.review', { deploymentId, decision: 'extend', reasons: 'Hearing.' });
    expect(extended.pia).toMatchObject({ version: 2, state: 'draft' });
    const [pia] = await trial.ok('pias.list', { caseId });
    expect(need(pia).latest).toMatchObject({ reopenedBecause: 'extension', plannedUntil: null, text: fullText });
    await desk.write(piaId, '2026-10-06', '2027-01-31');
    await trial.ok('pias.submit', { piaId });
    await desk.decide(piaId, 'approve', 2);
    expect(await desk.due('removal')).toEqual([]);
  });

  test('that moves has no PIA, survey, slot or checked kit any more', async () => {
    const moved = await trial.ok('deployments.move', { deploymentId, newPlace: '9 Hillgate', reasons: 'Tree.' });
    expect(moved).toMatchObject({ state: 'waiting', place: '9 Hillgate', ground: null, survey: null, bookings: [] });
    expect(moved.pia).toMatchObject({ version: 3, state: 'draft' });
    expect(await desk.clause('deployments.survey', surveyOf(deploymentId, '2026-11-25'))).toBe('5.1');
    await desk.write(piaId, '2026-11-25', '2027-01-31');
    await trial.ok('pias.submit', { piaId });
    await desk.decide(piaId, 'approve', 3);
    await trial.ok('deployments.survey', surveyOf(deploymentId, '2026-11-25'));
    await trial.ok('deployments.book', { deploymentId, purpose: 'installation', startsAt: '2026-11-25T15:00:00' });
    const install = { deploymentId, installedOn: '2026-11-25', contractorId, ...signsUp };
    expect(await desk.clause('deployments.install', install)).toBe('3.2'); // the check was used up at the old place
    await desk.check(kitId);
    expect((await trial.ok('deployments.install', install)).installation).toMatchObject({
      ground: 'PIA-0001 version 3',
    });
  });

  test('is not wiped while footage of an incident is still on it, unless somebody says why', async () => {
    await trial.ok('cases.reportIncident', {
      caseId,
      system: 'standard-4g',
      occurredAt: '2026-11-24T21:15:00',
      place: '9 Hillgate',
      description: 'Window broken.',
    });
    const removal = {
      deploymentId,
      removedOn: '2026-11-25',
      offered: 'dummy-dome' as const,
      accepted: true,
      storeroomPlace: 'Storeroom, shelf 1',
      recorder: 'wiped' as const,
    };
    expect(await desk.clause('deployments.remove', removal)).toBe('3.7');
    const given = { ...removal, footageGivenUp: 'The recorder had lost power; nothing is on it.' };
    expect(await desk.clause('deployments.remove', { ...given, recorder: 'not-wiped' })).toBe('4.6');
    const removed = await trial.ok('deployments.remove', given);
    expect(removed).toMatchObject({ state: 'removed', kit: null, removal: { offered: 'dummy-dome', accepted: true } });
    const { kit } = await trial.ok('kits.read', { kitId });
    expect(kit).toMatchObject({ state: 'in-store', whereNow: 'Storeroom, shelf 1' });
    expect(kit.blocks).toMatchObject([{ clause: '3.2' }]); // to be checked before its next use
  });

  test('ends with the customer’s answer', async () => {
    expect(await desk.clause('deployments.recordSatisfaction', { deploymentId, answered: true })).toBe('6.7');
    trial.clock.set('2026-12-10T10:00:00.000Z');
    await trial.signOut();
    await trial.signIn('officer');
    expect(await desk.due('customer-survey')).toEqual(['Satisfaction survey of DEP-0001 is open']);
    const done = await trial.ok('deployments.recordSatisfaction', {
      deploymentId,
      answered: true,
      experience: 'I slept again.',
      supported: 'yes',
      satisfied: 'very-satisfied',
    });
    expect(done.satisfaction).toMatchObject({ supported: 'yes', satisfied: 'very-satisfied' });
    expect(await desk.due('customer-survey')).toEqual([]);
  });

  test('may be allowed without a PIA by the manager alone, and that is an incident', async () => {
    const { id } = await trial.ok('waiting.request', requestOf(caseId, '1 Portwood'));
    const override = { deploymentId: id, reasons: 'Threat to life tonight.', password };
    expect((await trial.refused('deployments.override', override)).code).toBe('forbidden');
    await desk.as('manager');
    const allowed = await trial.ok('deployments.override', override);
    expect(allowed.ground).toBe('override INC-0001');
    const [incident] = await trial.ok('breaches.list', {});
    expect(incident).toMatchObject({ number: 'INC-0001', kind: 'deployment-without-pia' });
    expect(need(incident).description).toContain('Threat to life tonight.');
    expect((await trial.refused('deployments.override', override)).code).toBe('conflict');
    await desk.as('officer');
    expect((await trial.ok('deployments.survey', surveyOf(id, '2026-12-10'))).survey).not.toBeNull();
  });

  test('lost with its recorder is an incident, and the kit is retired', async () => {
    const list = await trial.ok('deployments.list', { caseId });
    const { id } = need(list.find(({ place }) => place === '1 Portwood'));
    await trial.ok('deployments.book', { deploymentId: id, purpose: 'installation', startsAt: '2026-12-10T15:00:00' });
    await desk.check(kitId);
    await trial.ok('deployments.issueKit', { deploymentId: id, kitId });
    await trial.ok('deployments.install', { deploymentId: id, installedOn: '2026-12-10', contractorId, ...signsUp });
    await trial.ok('deployments.remove', {
      deploymentId: id,
      removedOn: '2026-12-10',
      offered: 'advice',
      accepted: false,
      storeroomPlace: 'none',
      recorder: 'lost',
      footageGivenUp: 'Stolen.',
    });
    expect((await trial.ok('kits.read', { kitId })).kit).toMatchObject({
      state: 'retired',
      retiredBecause: 'Lost or stolen, INC-0002',
    });
    expect((await trial.ok('breaches.list', {})).map(({ kind }) => kind)).toContain('kit-lost');
  });

  test('has its whole story in the timeline of its case, and the ledger is whole', async () => {
    const { timeline } = await trial.ok('cases.read', { caseId });
    const actions = new Set(timeline.map(({ action }) => action));
    for (const action of ['waiting.request', 'pias.decide', 'deployments.install', 'deployments.remove'])
      expect(actions).toContain(action);
    expect(await trial.ok('ledger.verify', {})).toMatchObject({ ok: true, faults: [] });
    expect(trial.bugs).toEqual([]);
  });
});
