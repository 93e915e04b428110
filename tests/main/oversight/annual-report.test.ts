import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AnnualReport } from '../../../src/shared/contract/audits.ts';
import type { Input, Output } from '../../../src/shared/contract.ts';
import type { CaseId, ContractorId, DeploymentId } from '../../../src/shared/model.ts';
import { ledgerFigures } from '../../ledger-figures.ts';
import { kitOf, requestOf, schemeDesk, signsUp, surveyOf } from '../deployments/scheme-steps.ts';
import { pageTexts } from '../documents/poppler.ts';
import { openCase, openViewing, type OpenedCase, quiet, smallExport, startRetrieval } from '../officer-steps.ts';
import { accounts, need, type TrialApp, trialApp } from '../trial-app.ts';
import { audit, courtAndCode, incidentsAndPeople, requests } from './year-steps.ts';

// A small year of the scheme, done through commands while the clock moves on; then every figure of its report is counted
// once more by somebody who has an export of the ledger and nothing else (tests/ledger-figures.ts).

const { password } = accounts.manager;
const period = { from: '2026-04-01', until: '2027-03-31' };

describe('the annual report', () => {
  let work: string;
  let trial: TrialApp;
  let desk: ReturnType<typeof schemeDesk>;
  let opened: OpenedCase;
  let report: AnnualReport;
  let counted: Map<string, number | null>;

  const on = (day: string): void => trial.clock.set(`${day}T09:00:00.000Z`);
  const dayOn = async (day: string, role: 'officer' | 'manager' = 'officer'): Promise<void> => {
    if ((await trial.ok('app.state', {})).person !== null) await trial.signOut();
    on(day);
    await desk.as(role);
    await quiet(trial);
  };
  const figures = () => report.sections.flatMap((section) => section.figures);
  const value = (key: string): number | null => need(figures().find((each) => each.key === key)).value;

  /** A camera from the request to the wall. The officer is signed in, and stays so. */
  const install = async (
    caseId: CaseId,
    contractorId: ContractorId,
    { place, kit, on: installedOn }: { place: string; kit: string; on: string },
  ): Promise<DeploymentId> => {
    const { id: deploymentId } = await trial.ok('waiting.request', requestOf(caseId, place));
    const { id: piaId } = await trial.ok('pias.begin', { deploymentId, author: 'Priya Nair' });
    await desk.write(piaId, '2026-10-06', '2027-03-20');
    await trial.ok('pias.submit', { piaId });
    await desk.decide(piaId, 'return', 1);
    await trial.ok('pias.begin', { deploymentId, author: 'Priya Nair' });
    await trial.ok('pias.submit', { piaId });
    await desk.decide(piaId, 'approve', 2);
    await trial.ok('deployments.survey', surveyOf(deploymentId, '2026-10-06'));
    await trial.ok('deployments.book', { deploymentId, purpose: 'installation', startsAt: `${installedOn}T10:00:00` });
    const { id: kitId } = await trial.ok('kits.register', kitOf(kit));
    const tested = { kitId, testedOn: '2026-10-06', testedBy: 'TestCo' };
    await trial.ok('kits.recordTest', { ...tested, passed: false, label: 'P1' });
    await trial.ok('kits.recordTest', { ...tested, passed: true, label: 'P2' });
    await desk.check(kitId);
    await trial.ok('deployments.issueKit', { deploymentId, kitId });
    await dayOn(installedOn);
    trial.clock.set(`${installedOn}T12:00:00.000Z`);
    await trial.ok('deployments.install', { deploymentId, installedOn, contractorId, ...signsUp });
    return deploymentId;
  };

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'annual-report-'));
    await smallExport(join(work, 'EXPORT'));
    trial = await trialApp();
    desk = schemeDesk(trial);
    await trial.setUp();
    await desk.as('officer');
    opened = await openCase(trial);
    const { caseId } = opened;
    const { jobId } = await startRetrieval(trial, opened, join(work, 'EXPORT'));
    await trial.ended(jobId);
    const incident = { caseId, system: 'standard-4g' as const, place: 'Hillgate', description: 'Shouting.' };
    await trial.ok('cases.reportIncident', { ...incident, occurredAt: '2026-10-05T22:00:00' });
    await trial.ok('cases.reportIncident', { ...incident, occurredAt: '2026-10-06T02:00:00' });
    await lookAndAskForStills();
    await requests(trial, desk, caseId);
    await incidentsAndPeople(trial, desk);

    const contractor = { name: 'Jo Marsh', company: 'SafeView Ltd', siaLicenceNumber: '1111-2222-3333-4444' };
    const { id: contractorId } = await trial.ok('contractors.register', {
      ...contractor,
      siaLicenceExpires: '2029-10-06',
    });
    const withdrawn = await trial.ok('waiting.request', { ...requestOf(caseId), system: 'idcam' });
    await trial.ok('waiting.withdraw', { deploymentId: withdrawn.id, reason: 'Moved away.' });
    const one = await install(caseId, contractorId, {
      place: '12 Edward Street, SK1 3NQ',
      kit: 'LAC-1',
      on: '2026-10-12',
    });
    await install(caseId, contractorId, { place: '8 Hillgate', kit: 'LAC-2', on: '2026-10-20' });
    const clock = { systemTime: '2026-10-20T13:03:12', referenceTime: '2026-10-20T13:00:00' };
    await trial.ok('deployments.checkClock', {
      deploymentId: one,
      ...clock,
      source: 'speaking-clock',
      seenBy: 'Alan Sutcliffe',
    });
    await dayOn('2026-11-09');
    await trial.ok('deployments.review', { deploymentId: one, decision: 'keep', reasons: 'It goes on.' });
    const [hold] = await holds();
    await dayOn('2026-11-16'); // the last day of six weeks: what nothing keeps goes on its day
    await dayOn('2026-12-01');
    await trial.ok('deployments.review', { deploymentId: one, decision: 'remove', reasons: 'Quiet now.' });
    await trial.ok('deployments.book', { deploymentId: one, purpose: 'removal', startsAt: '2026-12-02T10:00:00' });
    await dayOn('2026-12-02');
    trial.clock.set('2026-12-02T12:00:00.000Z');
    await trial.ok('deployments.remove', {
      deploymentId: one,
      removedOn: '2026-12-02',
      offered: 'dummy-dome',
      accepted: true,
      storeroomPlace: 'Shelf 2',
      recorder: 'wiped',
      footageGivenUp: 'It was overwritten.',
    });
    await trial.ok('deployments.recordSatisfaction', {
      deploymentId: one,
      answered: true,
      experience: 'They were kind.',
      supported: 'yes',
      satisfied: 'fairly-satisfied',
    });
    await dayOn('2026-12-03', 'manager');
    await trial.ok('holds.end', { holdId: need(hold).id, reasons: 'Settled.', password });
    await quiet(trial);
    await audit(trial);

    await dayOn('2027-04-10', 'manager');
    report = await trial.ok('reports.read', period);
    await mkdir(join(work, 'stick'));
    trial.shell.folders.push(join(work, 'stick'));
    const written = need(await trial.ok('ledger.export', { recipient: 'A stranger', reason: 'To count.', password }));
    const ledger = await readFile(join(work, 'stick', written.folderName, 'ledger.jsonl'), 'utf8');
    counted = ledgerFigures(ledger, { ...period, asOf: report.asOf });
  });
  afterAll(async () => {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });

  async function lookAndAskForStills(): Promise<void> {
    const shown = need((await trial.ok('recordings.list', {})).find(({ playable }) => playable === 'derivative'));
    const { viewing } = await openViewing(trial, shown.id);
    const at = { viewingId: viewing.id, positionMs: 300, frameIndex: 3, note: 'Door opens.' };
    const { id: bookmarkId } = await trial.ok('viewings.bookmark', at);
    await trial.ok('viewings.close', { viewingId: viewing.id, outcome: 'still-wanted' });
    const left = await openViewing(trial, shown.id);
    expect(left.viewing.id).not.toBe(viewing.id);
    const asked = { bookmarkId, requester: 'Priya Shah', necessity: 'To identify.' };
    const [still, refused] = [
      await trial.ok('stills.request', { ...asked, particulars: 'A face.' }),
      await trial.ok('stills.request', { ...asked, particulars: 'A coat.' }),
    ];
    await trial.ok('stills.request', { ...asked, particulars: 'A bag.' });
    await desk.as('manager');
    await trial.ok('stills.decide', { stillId: still.id, decision: 'approve', reasons: 'Needed.', password });
    await trial.ok('stills.decide', { stillId: refused.id, decision: 'refuse', reasons: 'Not needed.', password });
    await desk.as('officer');
    await trial.ok('stills.produce', { stillId: still.id });
    await desk.as('manager');
    const signed = { decision: 'countersign', reasons: 'Good.', cabinetPlace: 'Shelf 1', password } as const;
    await trial.ok('stills.countersign', { stillId: still.id, ...signed });
    await desk.as('officer');
    await courtAndCode(trial, desk, { caseId: opened.caseId, bookmarkId });
  }

  async function holds(): Promise<Output<'holds.list'>> {
    const [one, two] = await trial.ok('recordings.list', {});
    const ask = (recordingId: NonNullable<Input<'holds.ask'>['recordingId']>, reviewOn: string) => ({
      caseId: opened.caseId,
      recordingId,
      reason: 'Claim for possession.',
      authority: 'proceedings' as const,
      authorityReference: 'L00SK123',
      reviewOn,
    });
    const kept = await trial.ok('holds.ask', ask(need(one).id, '2026-12-05'));
    const refused = await trial.ok('holds.ask', ask(need(two).id, '2026-12-05'));
    await desk.as('manager');
    await trial.ok('holds.decide', { holdId: kept.id, decision: 'approve', reasons: 'Hearing.', password });
    await trial.ok('holds.decide', { holdId: refused.id, decision: 'refuse', reasons: 'No.', password });
    await desk.as('officer');
    return [kept];
  }

  test('is the same, figure by figure, as what the ledger alone says', () => {
    const shown = new Map(figures().map(({ key, value: said }) => [key, said]));
    for (const [key, said] of shown) expect([key, said]).toEqual([key, counted.has(key) ? counted.get(key) : 0]);
    for (const [key, said] of counted) expect([key, shown.get(key)]).toEqual([key, said]);
  });

  test('is of a year in which every kind of thing happened', () => {
    const never = figures().filter(({ value: said, of }) => of === null && (said === null || said === 0));
    expect(never.map(({ key }) => key)).toEqual([
      ...['deployments.moved', 'effect.during', 'effect.after', 'discs'],
      ...['holds.in-force', 'holds.age', 'code.versions'],
    ]);
  });

  test('finds the footage that was overwritten and the disposal that came late', () => {
    expect(value('retrievals.missed')).toBe(2);
    expect(value('disposals.late')).toBeGreaterThan(0);
    expect(value('disposals.on-time')).toBeGreaterThan(0);
  });

  test('refuses a period the wrong way round or still to come, and is no secret to the officer', async () => {
    for (const wrong of [
      { from: '2027-03-31', until: '2026-04-01' },
      { from: '2028-01-01', until: '2028-12-31' },
    ])
      expect(await trial.refused('reports.read', wrong)).toMatchObject({ code: 'invalid-input' });
  });

  describe('on paper', () => {
    const printed = async (form: 'management' | 'publishable'): Promise<string> => {
      const { documentId } = await trial.ok('reports.make', {
        ...period,
        form,
        remarks: 'Two more cameras are wanted.',
      });
      await trial.ok('documents.print', { documentId });
      const { bytes } = need(trial.shell.printed.at(-1));
      return pageTexts({ bytes, pages: 0 }).join(' ').replaceAll(/\s+/gu, ' ');
    };

    test('for management gives reasons and what became of each', async () => {
      const text = await printed('management');
      expect(text).toContain('PIA-0001 version 1');
      expect(text).toContain('No legal action is named.');
      expect(text).toContain('Two more cameras are wanted.');
    });

    test('for publication names no case, person or place, and shows no number from one to four', async () => {
      const text = await printed('publishable');
      for (const name of [
        'ASB/2026',
        'Priya',
        'Grey',
        'Edward Street',
        'Hillgate',
        'SK1 3NQ',
        'PIA-0',
        'LAC-',
        'INC-0',
      ])
        expect(text.replaceAll('2 Edward Street, Stockport, SK1 3NQ', '')).not.toContain(name);
      expect(text).toContain('fewer than 5');
      expect(text).toContain('Its next full review, of every three years, is due by Thu 10 Feb 2028');
      expect(text).not.toMatch(/(?:Upheld|Approved|Received|Subject access|Complete|After their last day) [1-4] /u);
    });
  });
});
