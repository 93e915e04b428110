import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Output } from '../../src/shared/contract.ts';
import type { CaseId, DocumentId, KeyHolder } from '../../src/shared/model.ts';
import { openCase, openViewing, smallExport, startRetrieval } from './officer-steps.ts';
import { accounts, need, type TrialApp, trialApp } from './trial-app.ts';

// CoP 5.15 and 5.16: from Settings > Documents any sheet is printed again, so a still's own rules hold there too.

describe('the paper of a still', () => {
  let work: string;
  let trial: TrialApp;
  let caseId: CaseId;
  let stills: Output<'stills.list'>;
  let contactSheetId: DocumentId;
  const { password } = accounts.manager;

  const as = async (who: KeyHolder): Promise<void> => {
    if ((await trial.ok('app.state', {})).person !== null) await trial.signOut();
    await trial.signIn(who);
  };
  const numbered = (index: number) => need(stills[index]);
  const printOf = async (index: number) => need((await trial.ok('prints.list', { stillId: numbered(index).id }))[0]);
  const printAgain = (documentId: DocumentId) => trial.ok('documents.print', { documentId });
  /** A refusal, after which nothing lay in the printer and nothing was entered. */
  const refusal = async (documentId: DocumentId) => {
    const printed = trial.shell.printed.length;
    const { size } = await trial.ok('ledger.search', {});
    const failure = await trial.refused('documents.print', { documentId });
    expect(trial.shell.printed).toHaveLength(printed);
    expect((await trial.ok('ledger.search', {})).size).toBe(size);
    return failure;
  };

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'still-paper-'));
    await smallExport(join(work, 'EXPORT'));
    trial = await trialApp();
    await trial.setUp();
    await trial.signIn('officer');
    const opened = await openCase(trial);
    caseId = opened.caseId;
    const { jobId } = await startRetrieval(trial, opened, join(work, 'EXPORT'));
    await trial.ended(jobId);
    const shown = need((await trial.ok('recordings.list', {})).find(({ playable }) => playable === 'derivative'));
    const { viewing } = await openViewing(trial, shown.id);
    const at = { viewingId: viewing.id, positionMs: 300, frameIndex: 3, note: 'Door opens.' };
    const { id: bookmarkId } = await trial.ok('viewings.bookmark', at);
    await trial.ok('viewings.close', { viewingId: viewing.id, outcome: 'still-wanted' });
    const asked = { bookmarkId, requester: 'Priya Shah', necessity: 'To identify.' };
    const ids = [];
    for (const particulars of ['Door', 'Man', 'Van'])
      ids.push((await trial.ok('stills.request', { ...asked, particulars })).id);
    await as('manager');
    for (const stillId of ids)
      await trial.ok('stills.decide', { stillId, decision: 'approve', reasons: 'Needed.', password });
    await as('officer');
    for (const stillId of ids) await trial.ok('stills.produce', { stillId });
    await as('manager');
    const signing = { decision: 'countersign', reasons: 'Seen.', cabinetPlace: 'Cabinet 1', password } as const;
    for (const stillId of ids) await trial.ok('stills.countersign', { stillId, ...signing });
    await as('officer');
    stills = (await trial.ok('stills.list', {})).toReversed();
    contactSheetId = (await trial.ok('contactSheets.make', { caseId, reason: 'For the cabinet' })).documentId;
  });
  afterAll(async () => {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });

  test('is printed once while the print lies in the cabinet, by the officer or the manager', async () => {
    const { id: printId, sheetId, number } = await printOf(0);
    const gone = { printId, happened: 'spoiled', explanation: 'The printer jammed.' } as const;
    expect(await trial.refused('prints.sheetGone', { ...gone, witnessedBy: 'Morag Whitfield' })).toMatchObject({
      code: 'conflict',
    });
    const { printPdf } = trial.shell;
    trial.shell.printPdf = async () => false; // they thought better of it: no paper
    expect(await printAgain(sheetId)).toEqual({ printed: false });
    trial.shell.printPdf = printPdf;
    await as('manager');
    expect(await printAgain(sheetId)).toEqual({ printed: true });
    expect(await refusal(contactSheetId)).toMatchObject({ code: 'clause', clause: '6.4' });
    await as('officer');
    expect(await refusal(sheetId)).toMatchObject({
      code: 'clause',
      clause: '5.15',
      message: expect.stringMatching(/one sheet/u),
    });
    expect(await trial.refused('prints.sheetGone', { ...gone, witnessedBy: ' alan sutcliffe' })).toMatchObject({
      code: 'clause',
    });
    await trial.ok('prints.sheetGone', { ...gone, witnessedBy: 'Morag Whitfield' });
    expect(await printAgain(sheetId)).toEqual({ printed: true });
    expect(await refusal(sheetId)).toMatchObject({ clause: '5.15' });
    await trial.ok('prints.sheetGone', { ...gone, happened: 'lost', witnessedBy: 'Morag Whitfield' });
    expect(await trial.ok('breaches.list', {})).toContainEqual(
      expect.objectContaining({ kind: 'print-lost', description: expect.stringContaining(number) }),
    );
    expect(await printAgain(sheetId)).toEqual({ printed: true });
  });

  test('of a contact sheet is numbered, and one of a case at a time: what became of it is entered first', async () => {
    const sheets = () => trial.ok('contactSheets.list', { caseId });
    const [first] = await sheets();
    expect(first).toMatchObject({ title: expect.stringMatching(/^Contact sheet 1: Case/u), isOnPaper: false });
    const gone = { documentId: contactSheetId, happened: 'lost', explanation: 'Not in the cabinet.' } as const;
    expect(await trial.refused('contactSheets.gone', { ...gone, witnessedBy: 'Morag Whitfield' })).toMatchObject({
      code: 'conflict',
    });
    expect(await printAgain(contactSheetId)).toEqual({ printed: true });
    const { documentId: second } = await trial.ok('contactSheets.make', { caseId, reason: 'For the hearing' });
    for (const id of [contactSheetId, second])
      expect(await refusal(id)).toMatchObject({
        ...{ code: 'clause', clause: '5.15' },
        message: expect.stringContaining('Contact sheet 1'),
      });
    expect(await trial.refused('contactSheets.gone', { ...gone, witnessedBy: 'alan sutcliffe' })).toMatchObject({
      code: 'clause',
    });
    const { incident } = await trial.ok('contactSheets.gone', { ...gone, witnessedBy: 'Morag Whitfield' });
    expect(await trial.ok('breaches.list', {})).toContainEqual(
      expect.objectContaining({ number: incident, kind: 'print-lost' }),
    );
    expect(await printAgain(second)).toEqual({ printed: true });
    expect((await sheets()).map(({ isOnPaper }) => isOnPaper)).toEqual([true, false]);
    const destroyed = { documentId: second, happened: 'destroyed', explanation: 'Shredded.' } as const;
    await trial.ok('contactSheets.gone', { ...destroyed, witnessedBy: 'Morag Whitfield' });
  });

  test('is not printed a second time while that print is out, nor once it was destroyed', async () => {
    const { id: printId, sheetId } = await printOf(1);
    const lent = { taker: 'staff', person: 'Priya Shah', organisation: 'SHG', reason: 'Visit' } as const;
    await trial.ok('prints.signOut', { printId, ...lent, dueBackOn: '2026-10-13' });
    expect(await refusal(sheetId)).toMatchObject({
      ...{ code: 'clause', clause: '5.15' },
      message: expect.stringMatching(/Priya Shah, SHG.*further print/u),
    });
    await trial.ok('prints.signIn', { printId, person: 'Priya Shah', organisation: 'SHG', cabinetPlace: 'Cabinet 1' });
    await printAgain(sheetId);
    const gone = { why: 'Creased', method: 'shredded', place: 'Cornerstone', witnessedBy: 'Morag Whitfield' } as const;
    await trial.ok('prints.destroy', { printId, ...gone });
    expect(await refusal(sheetId)).toMatchObject({ clause: '5.15', message: expect.stringContaining('destroyed') });
  });

  test('of a still that was withdrawn is not printed, nor the contact sheet that shows it', async () => {
    const { number, id: stillId } = numbered(2);
    const { sheetId } = await printOf(2);
    await printAgain(contactSheetId);
    const dueSheets = async () =>
      (await trial.ok('today.read', {})).due.filter(({ title }) => title.startsWith('Destroy “Contact sheet 1'));
    expect(await dueSheets()).toEqual([]);
    expect((await trial.ok('cases.closingReview', { caseId })).items).toContainEqual(
      expect.objectContaining({ kind: 'contact-sheet', id: contactSheetId }),
    );
    await trial.ok('stills.withdraw', { stillId, reason: 'Wrong person.' });
    expect(await dueSheets()).toMatchObject([
      {
        title: expect.stringContaining(`shows ${number}, which was withdrawn`),
        place: { screen: 'stills', id: stillId },
      },
    ]);
    for (const who of ['officer', 'manager'] as const) {
      await as(who);
      for (const id of [sheetId, contactSheetId])
        expect(await refusal(id)).toMatchObject({
          ...{ code: 'clause', clause: '5.16' },
          message: expect.stringContaining(number),
        });
    }
    await as('officer');
    const shredded = { happened: 'destroyed', explanation: 'Shredded.', witnessedBy: 'Morag Whitfield' } as const;
    await trial.ok('contactSheets.gone', { documentId: contactSheetId, ...shredded });
    expect(await dueSheets()).toEqual([]);
    const { documentId } = await trial.ok('contactSheets.make', { caseId, reason: 'For the cabinet' });
    expect(await printAgain(documentId)).toEqual({ printed: true });
  });

  test('is not printed by an officer whose licence has run out; other sheets are', async () => {
    const { sheetId } = await printOf(0);
    const { documentId: indexId } = await trial.ok('stills.index', {});
    const { documentId: newest } = await trial.ok('contactSheets.make', { caseId, reason: 'For the cabinet' });
    await as('manager');
    const personId = need((await trial.ok('people.list', {})).find(({ role }) => role === 'officer')).id;
    const card = { personId, number: '2022 3456 7890 1234', cardSeen: true, password } as const;
    await trial.ok('licences.enter', { ...card, expires: '2026-10-06' });
    trial.clock.set('2026-10-07T09:00:00.000Z');
    await as('officer');
    for (const id of [sheetId, newest]) expect(await refusal(id)).toMatchObject({ code: 'clause', clause: '3.1' });
    expect(await printAgain(indexId)).toEqual({ printed: true });
    expect(trial.bugs).toEqual([]);
  });
});
