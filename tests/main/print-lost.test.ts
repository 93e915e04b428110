import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Print, type Still, type StillDesk, stillDesk } from './still-steps.ts';
import { need } from './trial-app.ts';

// CoP 5.15, 6.2: a print that was out and cannot be found is entered as lost, with its search and an incident; it may turn up.

let desk: StillDesk;
let still: Still;
let print: Print;

const now = async (): Promise<Print> => desk.print(still);
const loss = () => ({
  ...{ printId: print.id, noticedOn: '2026-10-06', explanation: 'Left on a train.' },
  ...{ searched: 'Lost property at Stockport station, by telephone.', witnessedBy: 'Morag Whitfield' },
});

beforeAll(async () => {
  desk = await stillDesk();
  still = await desk.countersigned('Door');
  await desk.as('officer');
  print = await now();
});
afterAll(() => desk.remove());

test('only what is out can be lost, and a second person knows of the search', async () => {
  const { trial } = desk;
  expect(await trial.refused('prints.reportLost', loss())).toMatchObject({ code: 'conflict' });
  const lent = { taker: 'staff', person: 'Priya Shah', organisation: 'SHG', reason: 'Visit' } as const;
  await trial.ok('prints.signOut', { printId: print.id, ...lent, dueBackOn: '2026-10-06' });
  for (const [change, code] of [
    [{ witnessedBy: ' ALAN  sutcliffe' }, 'clause'],
    [{ noticedOn: '2026-10-05' }, 'invalid-input'],
    [{ noticedOn: '2026-10-07' }, 'invalid-input'],
  ] as const)
    expect(await trial.refused('prints.reportLost', { ...loss(), ...change })).toMatchObject({ code });
  expect(await now()).toMatchObject({ state: 'out' });
  expect((await trial.ok('breaches.list', {})).filter(({ kind }) => kind === 'print-lost')).toEqual([]);
});

test('it is lost with its search, an incident and where it was last; nothing more is done with it, nor is it due back', async () => {
  const { trial } = desk;
  const due = async () => (await trial.ok('today.read', {})).due.filter(({ kind }) => kind === 'print-out');
  expect(await due()).not.toEqual([]);
  const { print: lost, incident } = await trial.ok('prints.reportLost', loss());
  expect(lost).toMatchObject({ state: 'lost', whereNow: 'last with Priya Shah, SHG', dueBackOn: null });
  expect(await due()).toEqual([]);
  expect((await trial.ok('cases.closingReview', { caseId: desk.opened.caseId })).items).toContainEqual(
    expect.objectContaining({ kind: 'print', id: print.id, where: 'last with Priya Shah, SHG' }),
  );
  expect(await trial.ok('breaches.list', {})).toContainEqual(
    expect.objectContaining({
      ...{ number: incident, kind: 'print-lost', recordingId: still.recordingId },
      description: expect.stringMatching(/Priya Shah.*Left on a train.*Lost property/u),
    }),
  );
  const [entry] = (await trial.ok('ledger.search', { action: 'prints.reportLost' })).rows;
  expect(JSON.parse(need(entry).details)).toMatchObject({ incident, wasDueOn: '2026-10-06', from: 'Priya Shah, SHG' });
  const counted = need((await trial.ok('stills.list', {})).find(({ id }) => id === still.id));
  expect(counted).toMatchObject({ prints: 0, printsOut: 0 });
  expect(await trial.refused('prints.reportLost', loss())).toMatchObject({ code: 'conflict' });
  expect(await trial.refused('documents.print', { documentId: print.sheetId })).toMatchObject({
    ...{ clause: '5.15', message: expect.stringContaining('lost') },
  });
});

test('one that turns up is signed in, and the incident stays', async () => {
  const { trial } = desk;
  const back = { printId: print.id, person: 'Priya Shah', organisation: 'SHG', cabinetPlace: 'Cabinet 2' };
  expect(await trial.ok('prints.signIn', back)).toMatchObject({ state: 'in-cabinet', whereNow: 'Cabinet 2' });
  expect((await trial.ok('breaches.list', {})).filter(({ kind }) => kind === 'print-lost')).toHaveLength(1);
  expect((await trial.ok('ledger.verify', {})).ok).toBe(true);
  expect(trial.bugs).toEqual([]);
});
