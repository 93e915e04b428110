import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Output } from '../../../src/shared/contract.ts';
import type { SearchHit } from '../../../src/shared/contract/search.ts';
import { kitOf, requestOf } from '../deployments/scheme-steps.ts';
import { auditorSignIn, openAuditor } from '../people-steps.ts';
import { approvedBundle, openCase, openViewing, quiet, smallExport, startRetrieval } from '../officer-steps.ts';
import { accounts, need, type TrialApp, trialApp } from '../trial-app.ts';

// One search over all registers (CoP 6.1): found by reference and by words, whoever entered them and whenever.

let trial: TrialApp;
const { password } = accounts.manager;
type Found = Readonly<Record<string, readonly SearchHit[]>>;

const find = async (words: string): Promise<Found> =>
  Object.fromEntries(
    (await trial.ok('search.find', { words })).groups.map(({ register, hits }) => [register, hits] as const),
  );
const references = async (words: string, register: string): Promise<string[]> =>
  ((await find(words))[register] ?? []).map(({ reference }) => reference);

let bundle: Output<'bundles.prepare'>;

beforeAll(async () => {
  trial = await trialApp();
  await trial.setUp();
  await trial.signIn('officer');
  await smallExport(join(trial.folder, 'EXPORT'));
  const opened = await openCase(trial);
  const { caseId } = opened;
  const { jobId } = await startRetrieval(trial, opened, join(trial.folder, 'EXPORT'));
  await trial.ended(jobId);
  await quiet(trial);
  await trial.ok('waiting.request', requestOf(caseId, '14 Brinnington Rise, SK5 8PG'));
  await trial.ok('kits.register', kitOf('LAC-12'));
  await trial.ok('disclosures.receive', {
    ...{ class: 'public', receivedOn: '2026-10-05', requester: 'Zoë Öztürk', contact: '0161 496 0001', caseId },
    ...{ basis: 'As told', purpose: 'To see.', footageAsked: 'The bins.', recordingIds: [] },
    organisation: 'Vermilion Tenants',
  });
  const happened = { happenedOn: '2026-10-05', awareAt: '2026-10-06T08:00:00', personalData: false };
  await trial.ok('breaches.report', {
    ...{ kind: 'complaint', description: 'The lamp dazzles.', complainant: 'Mr Ashworth, by letter' },
    ...happened,
  });
  await trial.ok('breaches.report', { kind: 'incident', description: 'The lamp fell.', ...happened });
  const shown = need((await trial.ok('recordings.list', {})).find(({ playable }) => playable === 'derivative'));
  const { viewing } = await openViewing(trial, shown.id);
  const at = { viewingId: viewing.id, positionMs: 300, frameIndex: 3, note: 'Door opens.' };
  const { id: bookmarkId } = await trial.ok('viewings.bookmark', at);
  const asked = { requester: 'Priya Shah', necessity: 'To identify.', particulars: 'A tartan scarf.' };
  await trial.ok('stills.request', { bookmarkId, ...asked });
  await trial.ok('viewings.close', { viewingId: viewing.id, outcome: 'still-wanted' });
  const wish = { recordingId: shown.id, from: 3, to: 6, way: 'copy', reason: 'The ladder.' } as const;
  await trial.ended((await trial.ok('clips.make', wish)).jobId);
  bundle = await approvedBundle(trial, caseId);
});
afterAll(() => trial.remove());

test('a React reference finds the case and all that is of it, each where it is opened', async () => {
  const found = await find('ASB/2026/0417');
  for (const register of ['case', 'reported-incident', 'retrieval', 'recording', 'viewing', 'still', 'proceedings'])
    expect([register, (found[register]?.length ?? 0) > 0]).toEqual([register, true]);
  expect(Object.keys(found)).toEqual(
    expect.arrayContaining([
      'case',
      'retrieval',
      'recording',
      'viewing',
      'still',
      'deployment',
      'disclosure',
      'bundle',
    ]),
  );
  const recording = need(found['recording']?.[0]);
  expect(recording.place).toEqual({ screen: 'recording', id: recording.id });
});

test.each([
  ['rec-0001', 'recording', 'REC-0001'],
  ['brinnington', 'deployment', 'DEP-0001'],
  ['SK5 8PG', 'deployment', 'DEP-0001'],
  ['lac-12-3', 'kit', 'LAC-12'],
  ['ozturk', 'disclosure', 'REQ-0001'],
  ['dazzl', 'complaint', 'INC-0002'],
  ['lamp fell', 'incident', 'INC-0003'],
  ['ladder', 'clip', 'CLIP-0001'],
  ['tartan', 'still', 'STILL-0001'],
  ['kingston', 'stick', 'S-07'],
  ['L00SK123', 'proceedings', 'L00SK123'],
  ['sutcliffe', 'person', accounts.officer.name],
  ['receipt RET-0001', 'document', expect.stringContaining('RET-0001')],
])('“%s” finds it in the register of %ss', async (words, register, reference) => {
  expect(await references(words, register)).toContainEqual(reference);
});

test('whoever may read a request finds it by what stands in it', async () => {
  for (const inIt of ['0161 496 0001', 'bins', 'told', 'ozturk'])
    expect([inIt, await references(inIt, 'disclosure')]).toEqual([inIt, ['REQ-0001']]);
});

test('a bundle and its exhibits are opened as the bundle', async () => {
  const found = await find(bundle.number);
  expect(found['bundle']?.map(({ place }) => place)).toEqual([{ screen: 'court', id: bundle.id }]);
  expect(found['exhibit']?.map(({ place }) => place)).toEqual([{ screen: 'court', id: bundle.id }]);
});

test('shows which thing it is and neither who asked nor what was written about anybody', async () => {
  const shown = JSON.stringify(await find('ozturk')) + JSON.stringify(await find('tartan'));
  for (const kept of ['ztürk', 'Priya', 'scarf', '0161']) expect(shown).not.toContain(kept);
});

test('what is changed later is found by what it is now', async () => {
  await trial.signOut();
  await trial.signIn('manager');
  await trial.ok('breaches.note', { number: 'INC-0003', text: 'A gale from Kinder Scout.' });
  expect(await references('kinder', 'incident')).toEqual(['INC-0003']);
  await trial.ok('breaches.note', { number: 'INC-0002', text: 'Looked at on site.' });
  const told = { on: '2026-10-06', how: 'By letter.' };
  const closing = { number: 'INC-0002', outcome: 'Shielded.', complaint: 'upheld', told, password } as const;
  await trial.ok('breaches.close', closing);
  expect(need((await find('shielded'))['complaint']?.[0]).line).toBe('closed');
});

test('the ledger is found by its words, the newest first, and not by earlier searches', async () => {
  const [entry] = need((await find('kinder'))['ledger']);
  expect(entry).toMatchObject({ reference: 'breaches.note', place: { screen: 'ledger' } });
  expect(await references('kinder', 'ledger')).toEqual(['breaches.note']);
});

test('each search is an entry that says who looked for what and how much was found', async () => {
  await find('kinder');
  const [row] = (await trial.ok('ledger.search', { action: 'search.find' })).rows;
  expect(row).toMatchObject({ actor: accounts.manager.name });
  expect(JSON.parse(need(row).details)).toEqual({ words: 'kinder', found: { incident: 1, ledger: 1 } });
});

test.each(['%', '"', "'; --", '* (', '–'])('signs alone are refused: %s', async (words) => {
  expect(await trial.refused('search.find', { words })).toMatchObject({ code: 'invalid-input' });
});

test.each(['NEAR(lamp fell)', 'words:lamp', 'lamp*', '"lamp', 'lamp AND NOT fell', '\u{1F4F9} lamp'])(
  'nothing that was typed is taken as a question of another kind: %s',
  async (words) => {
    await trial.ok('search.find', { words });
    expect(trial.bugs).toEqual([]);
  },
);

test('an auditor finds as others do, and can still change nothing', async () => {
  const auditor = await openAuditor(trial);
  await trial.signOut();
  await trial.ok('session.signIn', auditorSignIn(trial, auditor));
  expect(await references('rec-0001', 'recording')).toEqual(['REC-0001']);
  // Of a request the list shows them who asked; they may not read it, and do not find it by what stands in it.
  for (const listed of ['ozturk', 'vermilion', 'REQ-0001'])
    expect([listed, await references(listed, 'disclosure')]).toEqual([listed, ['REQ-0001']]);
  for (const inIt of ['0161 496 0001', 'bins', 'told'])
    expect([inIt, await references(inIt, 'disclosure')]).toEqual([inIt, []]);
  // Clips are not theirs to read at all.
  expect(await references('clip-0001', 'clip')).toEqual([]);
  await trial.signOut();
  expect(await trial.refused('search.find', { words: 'lamp' })).toMatchObject({ code: 'signed-out' });
});
