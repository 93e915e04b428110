import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Output } from '../../src/shared/contract.ts';
import { approvedBundle, openCase, quiet, smallExport, startRetrieval, viewingOf } from './officer-steps.ts';
import { need, type TrialApp, trialApp } from './trial-app.ts';

// Before a court only what the manager approved for it is shown; what somebody present says of a person shown is
// written down in the viewing itself.

let work: string;
let trial: TrialApp;
let bundle: Output<'bundles.prepare'>;
let recordings: Output<'recordings.list'>;

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'showing-'));
  await smallExport(join(work, 'EXPORT'));
  trial = await trialApp();
  await trial.setUp();
  await trial.signIn('officer');
  const opened = await openCase(trial);
  await trial.ended((await startRetrieval(trial, opened, join(work, 'EXPORT'))).jobId);
  await quiet(trial);
  bundle = await approvedBundle(trial, opened.caseId);
  recordings = await trial.ok('recordings.list', {});
});
afterAll(async () => {
  await trial.remove();
  await rm(work, { recursive: true, force: true });
});

const exhibit = () => need(bundle.exhibits[0]);
const request = (more: object = {}) => ({
  bundleId: bundle.id,
  place: 'Court 3',
  allowedBy: 'District Judge Patel',
  direction: 'The first second of AS/1.',
  listed: [{ recordingId: need(exhibit().recordingId) }],
  ...more,
});
const newest = async (action: string): Promise<Record<string, unknown>> =>
  JSON.parse(need((await trial.ok('ledger.search', { action })).rows[0]).details) as Record<string, unknown>;

test('a court is shown listed exhibits of an approved bundle, and the log says who allowed it and who was there', async () => {
  const recordingId = need(exhibit().recordingId);
  const listed = [{ recordingId, from: '2026-10-05T21:10:00' as const, to: '2026-10-05T21:10:00' as const }];
  const { viewing, cameras } = await trial.ok('viewings.present', request({ listed }));
  expect(viewing).toMatchObject({
    ...{ purpose: 'Showing in court', place: 'Court 3', officerPresent: 'Alan Sutcliffe' },
    showing: {
      ...{ bundleNumber: bundle.number, caseNumber: 'L00SK123', allowedBy: 'District Judge Patel' },
      exhibits: [{ recordingId, reference: exhibit().reference, fromMs: 0, toMs: 1000 }],
    },
  });
  const { url } = need(cameras[0]).media;
  expect((await trial.app.fetch(new Request(`https://app.invalid${url}`))).status).toBe(206);
  expect(await newest('viewings.present')).toMatchObject({
    ...{ officerPresent: 'Alan Sutcliffe', recordings: [{ recordingId }] },
    showing: { allowedBy: 'District Judge Patel' },
  });
  const wrong = await trial.refused('viewings.close', { viewingId: viewing.id, outcome: 'relevant' });
  expect(wrong.code).toBe('invalid-input');
  const closed = await trial.ok('viewings.close', { viewingId: viewing.id, outcome: 'shown-in-court' });
  expect(closed.reactSlip).toContain('shown to the court');
});

test('what is not approved, not listed in the bundle, or holds nothing between the times is not shown', async () => {
  const before = (await trial.ok('viewings.list', {})).length;
  const recordingId = need(exhibit().recordingId);
  const other = need(recordings.find(({ id, playable }) => id !== recordingId && playable === 'master'));
  expect(await trial.refused('viewings.present', request({ listed: [{ recordingId: other.id }] }))).toMatchObject({
    clause: '6.4',
  });
  const after = [{ recordingId, from: '2026-10-05T22:00:00' }];
  expect(await trial.refused('viewings.present', request({ listed: after }))).toMatchObject({ code: 'invalid-input' });
  const twice = [{ recordingId }, { recordingId }];
  expect(await trial.refused('viewings.present', request({ listed: twice }))).toMatchObject({ code: 'invalid-input' });
  const prepared = await trial.ok('bundles.prepare', {
    proceedingsId: bundle.proceedings.id,
    recordings: [{ recordingId: other.id, description: 'Not decided yet' }],
    stillIds: [],
  });
  const undecided = request({ bundleId: prepared.id, listed: [{ recordingId: other.id }] });
  expect(await trial.refused('viewings.present', undecided)).toMatchObject({ code: 'clause', clause: '3.10' });
  expect(await trial.ok('viewings.list', {})).toHaveLength(before);
});

const answers = {
  person: 'Priya Shah',
  toldIdentity: 'Nothing.',
  toldBefore: 'That a window was broken on 5 October; by the officer.',
  howAsked: 'The officer asked: “Do you know anybody here?”',
  withOthers: 'Alone but for the officer.',
  arrangements: 'Made by the officer by telephone.',
  circulation: 'selected' as const,
  seenBefore: 'For the first time.',
  controlled: 'Played twice by the officer, stopped once.',
  conditions: 'Laptop screen, room lit, pictures sharp.',
  placeKnown: 'Yes, she manages the block.',
  outcome: 'recognised' as const,
};
const said = { words: '“That is J.”', knownFrom: 'For two years, last seen in May.', features: 'The walk.' };

test('a record that was made by hand while no viewing was open is entered of its recording, with where the paper is', async () => {
  const recordingId = need(exhibit().recordingId);
  const { number } = need(recordings.find(({ id }) => id === recordingId));
  const paper = {
    ...{ shownAt: '2026-10-05T18:00:00' as const, place: 'Stockport police station', organisation: 'GMP' },
    ...{
      writtenBy: 'PC 4411 Lowe',
      whyByHand: 'Shown from the disc; the laptop was not there.',
      originalKept: 'Cabinet 2',
    },
  };
  const record = { recordingId, ...paper, ...answers };
  expect(await trial.refused('viewings.enterRecognition', record)).toMatchObject({ code: 'invalid-input' });
  const later = { ...record, ...said, shownAt: '2026-12-05T18:00:00' as const };
  expect(await trial.refused('viewings.enterRecognition', later)).toMatchObject({ code: 'invalid-input' });
  const entered = await trial.ok('viewings.enterRecognition', { ...record, ...said });
  expect(entered).toMatchObject({ number: `${number}/R1`, by: 'Alan Sutcliffe', byHand: paper });
  expect(await trial.ok('viewings.recognitions', { recordingId })).toEqual([entered]);
  expect(await trial.refused('viewings.recognitions', {})).toMatchObject({ code: 'invalid-input' });
  expect(await trial.ok('documents.print', { documentId: entered.sheetId })).toEqual({ printed: true });
  const entry = await newest('viewings.enterRecognition');
  expect(entry).toMatchObject({ number: `${number}/R1`, writtenBy: 'PC 4411 Lowe', originalKept: 'Cabinet 2' });
  expect(JSON.stringify(entry)).not.toContain('window was broken');
});

test('a recognition is written down in the viewing, by who is there, and its sheet says all of it', async () => {
  const input = {
    ...viewingOf(need(exhibit().recordingId)),
    personsPresent: [{ name: 'Priya Shah', organisation: 'Stockport Homes', capacity: 'staff' as const }],
  };
  const { viewing } = await trial.ok('viewings.open', input);
  await trial.ok('viewings.watched', { viewingId: viewing.id, ranges: [{ fromMs: 0, toMs: 900 }] });
  const record = { viewingId: viewing.id, ...answers };
  expect(await trial.refused('viewings.recordRecognition', record)).toMatchObject({ code: 'invalid-input' });
  const absent = { ...record, ...said, person: 'Somebody else' };
  expect(await trial.refused('viewings.recordRecognition', absent)).toMatchObject({ clause: '6.4' });
  const made = await trial.ok('viewings.recordRecognition', { ...record, ...said });
  expect(made).toMatchObject({ number: `${viewing.number}/1`, person: 'Priya Shah', by: 'Alan Sutcliffe' });
  const second = await trial.ok('viewings.recordRecognition', { ...record, outcome: 'nobody' });
  expect(second.number).toBe(`${viewing.number}/2`);
  await trial.ok('viewings.close', { viewingId: viewing.id, outcome: 'relevant' });
  expect(await trial.refused('viewings.recordRecognition', { ...record, ...said })).toMatchObject({ code: 'conflict' });
  expect(await trial.ok('viewings.recognitions', { viewingId: viewing.id })).toEqual([made, second]);
  expect(await trial.ok('documents.print', { documentId: made.sheetId })).toEqual({ printed: true });
  const entry = await newest('viewings.recordRecognition');
  expect(entry).toMatchObject({ number: second.number, person: 'Priya Shah', outcome: 'nobody' });
  expect(JSON.stringify(entry)).not.toContain('window was broken');
  expect(trial.bugs).toEqual([]);
});
