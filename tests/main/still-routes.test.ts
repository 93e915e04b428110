import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Output } from '../../src/shared/contract.ts';
import type { KeyHolder } from '../../src/shared/model.ts';
import { openCase, openViewing, smallExport, startRetrieval, policeRequest as police } from './officer-steps.ts';
import { codeFor, type Newcomer, openAccount } from './people-steps.ts';
import { accounts, need, type TrialApp, trialApp } from './trial-app.ts';

// CoP 5.13-5.16 in the real application: every route, what each needs before it is approved, how a still is taken back,
// and where each numbered print of it is.

type Still = Output<'stills.request'>;
type Print = Output<'prints.list'>[number];
const day = 24 * 60 * 60 * 1000;

const agency = {
  agency: 'Stockport MBC',
  contact: 'ruth@example.org',
  lawfulBasis: 'Public task',
  askedOn: '2026-10-06',
};

describe('stills of the police and of others', () => {
  let work: string;
  let scan: string;
  let trial: TrialApp;
  let deborah: Newcomer;
  let asked: { bookmarkId: string; requester: string; necessity: string; particulars: string };

  const as = async (who: KeyHolder | Newcomer): Promise<void> => {
    if ((await trial.ok('app.state', {})).person !== null) await trial.signOut();
    if (typeof who === 'string') {
      await trial.signIn(who);
      return;
    }
    const { username, password, secret } = who;
    await trial.ok('session.signIn', { username, password, code: codeFor(trial, secret) });
    if ((await trial.ok('app.state', {})).mustAcknowledge !== null) await trial.ok('code.acknowledge', { version: 1 });
  };
  const attach = async ({ id }: Still, path = scan): Promise<void> => {
    trial.shell.files.push([path]);
    await trial.ok('attachments.add', { about: 'still', aboutId: id, description: 'Signed request' });
  };
  const decision = ({ id }: Still, password: string = accounts.manager.password) =>
    ({ stillId: id, decision: 'approve', reasons: 'Needed.', password }) as const;
  const countersigning = ({ id }: Still, password: string = accounts.manager.password) =>
    ({ stillId: id, decision: 'countersign', reasons: 'Seen.', cabinetPlace: 'Cabinet 1', password }) as const;
  const current = async ({ id }: Still): Promise<Still> =>
    need((await trial.ok('stills.list', {})).find((each) => each.id === id));
  const printsOf = (still: Still): Promise<Print[]> => trial.ok('prints.list', { stillId: still.id });
  const due = async (): Promise<string[]> => (await trial.ok('today.read', {})).due.map(({ title }) => title);
  const out = { person: 'DC Helen Marsh', organisation: 'GMP', reason: 'Exhibit in 06/123456/26' };
  const onRequest = ({ id }: Still) => ({ ...out, authority: { kind: 'request' as const, id } });

  /** By whatever route it was asked for: approved, produced, countersigned. */
  const countersigned = async (still: Still): Promise<Still> => {
    await as('manager');
    await trial.ok('stills.decide', decision(still));
    await as('officer');
    await trial.ok('stills.produce', { stillId: still.id });
    await as('manager');
    const signed = await trial.ok('stills.countersign', countersigning(still));
    await as('officer');
    return signed;
  };

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'still-routes-'));
    scan = join(work, 'signed request.pdf');
    await writeFile(scan, '%PDF-1.7\nsigned by an inspector\n%%EOF\n');
    await smallExport(join(work, 'EXPORT'));
    trial = await trialApp();
    await trial.setUp();
    await trial.signIn('manager');
    const deputy = {
      role: 'manager',
      deputy: true,
      name: 'Deborah Cole',
      username: 'deborah',
      initials: 'DC',
    } as const;
    deborah = await openAccount(trial, deputy, 'orchard pencil thunder');
    await as('officer');
    const { jobId } = await startRetrieval(trial, await openCase(trial), join(work, 'EXPORT'));
    await trial.ended(jobId);
    const shown = need((await trial.ok('recordings.list', {})).find(({ playable }) => playable === 'derivative'));
    const { viewing } = await openViewing(trial, shown.id);
    const at = { viewingId: viewing.id, positionMs: 300, frameIndex: 3, note: 'Door opens.' };
    const { id } = await trial.ok('viewings.bookmark', at);
    await trial.ok('viewings.close', { viewingId: viewing.id, outcome: 'still-wanted' });
    asked = { bookmarkId: id, requester: 'Helen Marsh', necessity: 'To identify.', particulars: 'Man at the door' };
  });
  afterAll(async () => {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });

  test('a police request below Inspector, by the asking officer alone, or from tomorrow is not entered', async () => {
    const { size } = await trial.ok('ledger.search', {});
    for (const [change, refusal] of [
      [{ authorisedRank: 'sergeant' }, { code: 'invalid-input' }],
      [{ undertaking: false }, { code: 'invalid-input' }],
      [{ authorisedBy: 'helen marsh ' }, { code: 'clause', clause: '5.13' }],
      [{ authorisedNumber: 'GMP 21873' }, { code: 'clause', clause: '5.13' }],
      [{ authorisedOn: '2026-10-07' }, { code: 'invalid-input' }],
    ] as const)
      expect(
        await trial.refused('stills.requestByPolice', { ...asked, police: { ...police, ...change } as typeof police }),
      ).toMatchObject(refusal);
    expect((await trial.ok('ledger.search', {})).size).toBe(size);
  });

  test('the police’s still waits for their signed request, is an exhibit, and goes out to them with a receipt', async () => {
    let still = await trial.ok('stills.requestByPolice', { ...asked, police });
    expect(still).toMatchObject({ route: 'police', papers: 0, police, exhibitReference: null });
    expect(await due()).toContain(`Attach the signed police request for ${still.number}`);
    await as('manager');
    expect(await trial.refused('stills.decide', decision(still))).toMatchObject({ code: 'clause', clause: '5.13' });
    await as('officer');
    const typed = join(work, 'signed.txt'); // a text bears no signature, whatever it is called
    await writeFile(typed, 'Signed: Inspector Marsh');
    await attach(still, typed);
    expect(await due()).toContain(`Attach the signed police request for ${still.number}`);
    await as('manager');
    expect(await trial.refused('stills.decide', decision(still))).toMatchObject({ code: 'clause', clause: '5.13' });
    await as('officer');
    await attach(still);
    expect(await due()).not.toContain(`Attach the signed police request for ${still.number}`);
    still = await countersigned(still);
    expect(still).toMatchObject({ exhibitReference: 'AS/1', prints: 1, printsOut: 0, papers: 1 });
    const [first] = await printsOf(still);
    expect(first).toMatchObject({ number: `${still.number}/1`, state: 'in-cabinet', whereNow: 'Cabinet 1' });
    expect(first?.sheetId).toBe(still.sheetId);

    const second = await trial.ok('prints.make', { stillId: still.id, reason: 'For the police' });
    expect(second.number).toBe(`${still.number}/2`);
    const { print, receiptId } = await trial.ok('prints.signOut', {
      ...{ printId: second.id, taker: 'police', ...onRequest(still) },
    });
    expect(print).toMatchObject({ state: 'out', whereNow: 'DC Helen Marsh, GMP', dueBackOn: null });
    expect((await trial.ok('documents.list', {})).map(({ id }) => id)).toContain(receiptId);
    for (const name of ['prints.signOut', 'prints.destroy'] as const)
      expect(
        await trial.refused(
          name,
          name === 'prints.signOut'
            ? { printId: second.id, taker: 'police', ...onRequest(still) }
            : { printId: second.id, why: 'x', method: 'torn', place: 'x', witnessedBy: 'Morag Whitfield' },
        ),
      ).toMatchObject({ code: 'conflict', message: expect.stringContaining('DC Helen Marsh') });
    trial.clock.advance(8 * day);
    await as('officer');
    expect(await due()).toContain(`The receipt for print ${print.number} is not back`);
    await trial.ok('prints.receiptSigned', { printId: second.id, signedOn: '2026-10-07' });
    expect(await due()).not.toContain(`The receipt for print ${print.number} is not back`);
    const entries = (await trial.ok('ledger.search', { text: second.id })).rows.map(({ action }) => action);
    expect(entries.toSorted()).toEqual(['prints.make', 'prints.receiptSigned', 'prints.signOut']);
    expect(trial.bugs).toEqual([]);
  });

  test('what somebody else asks of the manager, a deputy decides; the manager never does', async () => {
    await as('manager');
    const still = await trial.ok('stills.requestByOther', { ...asked, requester: 'Ruth Vale', agency });
    expect(still).toMatchObject({ route: 'other', agency, requestedBy: 'Morag Whitfield' });
    expect(await trial.refused('stills.decide', decision(still))).toMatchObject({ code: 'clause', clause: '5.13' });
    await as(deborah);
    await trial.ok('stills.decide', decision(still, deborah.password));
    await as('officer');
    await trial.ok('stills.produce', { stillId: still.id });
    await as('manager');
    expect(await trial.refused('stills.countersign', countersigning(still))).toMatchObject({ code: 'clause' });
    await as(deborah);
    await trial.ok('stills.countersign', countersigning(still, deborah.password));
    await as('officer');
    const [print] = await printsOf(still);
    const printId = need(print).id;
    // It is no exhibit, so the police have none of it; and an agency brings it back.
    expect(await trial.refused('prints.signOut', { printId, taker: 'police', ...out })).toMatchObject({
      clause: '5.16',
    });
    expect(await trial.refused('prints.signOut', { printId, taker: 'agency', ...out })).toMatchObject({
      clause: '5.15',
    });
  });

  test('requests of every route are refused with reasons', async () => {
    await as('officer');
    const stills = [
      await trial.ok('stills.request', asked),
      await trial.ok('stills.requestByPolice', { ...asked, police: { ...police, askedAt: '2026-10-07T09:00:00' } }),
      await trial.ok('stills.requestByOther', { ...asked, agency }),
    ];
    await as('manager');
    for (const still of stills) {
      const refusing = { ...decision(still), decision: 'refuse', reasons: 'Not necessary.' } as const;
      expect(await trial.ok('stills.decide', refusing)).toMatchObject({
        state: 'refused',
        decisionReasons: 'Not necessary.',
      });
      expect(await trial.refused('stills.withdraw', { stillId: still.id, reason: 'x' })).toMatchObject({
        code: 'conflict',
      });
    }
    trial.shell.files.push([scan]);
    const late = { about: 'still', aboutId: need(stills[1]).id, description: 'Late' } as const;
    expect(await trial.refused('attachments.add', late)).toMatchObject({ code: 'conflict' });
  });

  test('a still that is not countersigned is not printed, and a request taken back goes no further', async () => {
    await as('officer');
    const still = await trial.ok('stills.request', asked);
    expect(await trial.refused('prints.make', { stillId: still.id, reason: 'x' })).toMatchObject({ clause: '5.15' });
    const gone = await trial.ok('stills.withdraw', { stillId: still.id, reason: 'The SNO no longer needs it.' });
    expect(gone).toMatchObject({ state: 'withdrawn', withdrawal: { by: 'Alan Sutcliffe' } });
    await as('manager');
    expect(await trial.refused('stills.decide', decision(still))).toMatchObject({ code: 'conflict' });
    expect((await trial.ok('approvals.list', {})).map(({ id }) => id)).not.toContain(still.id);
  });

  test('an issued still that is withdrawn calls its prints in; back, they are destroyed before a witness', async () => {
    await as('officer');
    const still = await countersigned(await trial.ok('stills.request', asked));
    const printId = need((await printsOf(still))[0]).id;
    const lent = { taker: 'staff', person: 'Priya Shah', organisation: 'SHG', reason: 'Visit' } as const;
    expect(await trial.refused('prints.signOut', { printId, ...lent, dueBackOn: '2026-10-13' })).toMatchObject({
      code: 'invalid-input',
    });
    await trial.ok('prints.signOut', { printId, ...lent, dueBackOn: '2026-10-28' });
    const taking = { stillId: still.id, reason: 'Wrong person.' };
    expect(await trial.refused('stills.withdraw', taking)).toMatchObject({ clause: '5.15' });
    await trial.ok('stills.withdraw', { ...taking, printsBackOn: '2026-10-16' });
    expect(await current(still)).toMatchObject({ state: 'withdrawn', prints: 1, printsOut: 1 });
    expect(await trial.refused('prints.make', { stillId: still.id, reason: 'x' })).toMatchObject({ clause: '5.16' });
    trial.clock.advance(4 * day);
    await as('officer');
    const number = `${still.number}/1`;
    expect(await due()).toContain(`Print ${number} should be back in the cabinet`);
    await trial.ok('prints.signIn', { printId, person: 'Priya Shah', organisation: 'SHG', cabinetPlace: 'Cabinet 2' });
    expect(await due()).toContain(`Destroy print ${number}: its still was withdrawn`);
    expect(await trial.refused('prints.signOut', { printId, ...lent, dueBackOn: '2026-12-28' })).toMatchObject({
      clause: '5.16',
    });
    const destroying = { printId, why: 'Withdrawn', method: 'shredded', place: 'Cornerstone' } as const;
    expect(await trial.refused('prints.destroy', { ...destroying, witnessedBy: 'alan sutcliffe' })).toMatchObject({
      code: 'clause',
    });
    const replies = await Promise.all(
      [0, 1].map(() => trial.app.invoke('prints.destroy', { ...destroying, witnessedBy: 'Morag Whitfield' })),
    );
    expect(replies.map((reply) => (reply.ok ? 'ok' : reply.failure.code)).toSorted()).toEqual(['conflict', 'ok']);
    expect(await printsOf(still)).toMatchObject([{ number, state: 'destroyed', dueBackOn: null }]);
    expect(await due()).not.toContain(`Destroy print ${number}: its still was withdrawn`);
    expect((await trial.ok('prints.movements', { printId })).map(({ way }) => way)).toEqual(['in', 'out']);
    expect(trial.bugs).toEqual([]);
  });

  test('two prints asked for at once have two numbers, or one is told to ask again', async () => {
    await as('officer');
    const still = need((await trial.ok('stills.list', {})).find(({ state }) => state === 'countersigned'));
    await Promise.all([0, 1].map(() => trial.app.invoke('prints.make', { stillId: still.id, reason: 'Twice' })));
    const numbers = (await printsOf(still)).map(({ number }) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(trial.bugs).toEqual([]);
  });

  test('the index and the contact sheet are sealed sheets, and every picture on the latter is in the ledger', async () => {
    const [still] = (await trial.ok('stills.list', {})).filter(({ state }) => state === 'countersigned');
    const { caseId } = need(still);
    const all = await trial.ok('stills.index', {});
    const one = await trial.ok('stills.index', { caseId });
    const contact = await trial.ok('contactSheets.make', { caseId, reason: 'For the cabinet' });
    const made = await trial.ok('documents.list', {});
    const kindOf = ({ documentId }: { documentId: string }) => made.find(({ id }) => id === documentId)?.kind;
    expect([all, one, contact].map(kindOf)).toEqual(['stills-index', 'stills-index', 'contact-sheet']);
    const { rows } = await trial.ok('ledger.search', { action: 'contactSheets.make', text: need(still).id });
    expect(rows).toHaveLength(1);
    await as('manager');
    expect(await trial.refused('contactSheets.make', { caseId, reason: 'For me' })).toMatchObject({
      code: 'forbidden',
    });
    expect(trial.bugs).toEqual([]);
  });
});
