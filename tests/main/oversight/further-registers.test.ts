import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SearchHit } from '../../../src/shared/contract/search.ts';
import { pageTexts } from '../documents/poppler.ts';
import { approvedBundle, viewingOf } from '../officer-steps.ts';
import { auditorSignIn, openAuditor } from '../people-steps.ts';
import { type Still, type StillDesk, stillDesk } from '../still-steps.ts';
import { accounts, need } from '../trial-app.ts';

// What is made of footage beside recordings and stills, and from where it comes: each has a register that is exported and
// printed, and is found by the one search.

let desk: StillDesk;
let still: Still;
const { password } = accounts.officer;

const recognition = {
  ...{ person: 'Priya Shah', toldIdentity: 'Nothing.', toldBefore: '=cmd|calc', howAsked: 'Openly.' },
  ...{ withOthers: 'Alone.', arrangements: 'By telephone.', circulation: 'selected' as const, seenBefore: 'Never.' },
  ...{ controlled: 'Once.', conditions: 'Sharp.', placeKnown: 'Yes.', outcome: 'nobody' as const },
};

beforeAll(async () => {
  desk = await stillDesk();
  const { trial, opened } = desk;
  still = await desk.countersigned('Door');
  await desk.as('officer');
  const boxes = [{ x: 0, y: 0, width: 8, height: 8 }];
  await trial.ok('masks.make', { stillId: still.id, reason: 'The zebra next door', boxes });
  await trial.ok('prints.make', { stillId: still.id, reason: '=HYPERLINK("x") for the ombudsman' });
  const { id: printId } = await desk.print(still);
  const lent = { taker: 'staff', person: 'Priya Shah', organisation: 'SHG', reason: 'Visit' } as const;
  await trial.ok('prints.signOut', { printId, ...lent, dueBackOn: '2026-10-13' });
  const { recordingId } = still;
  const cut = { recordingId, from: 3, to: 6, way: 'copy', reason: 'The ladder' } as const;
  await trial.ended((await trial.ok('clips.make', cut)).jobId);
  const bundle = await approvedBundle(trial, opened.caseId);
  await mkdir(join(trial.folder, 'copies'));
  trial.shell.folders.push(join(trial.folder, 'copies'));
  const copy = { bundleId: bundle.id, copy: 'court', recipient: 'Usher Quill', organisation: 'County Court' } as const;
  const made = need(await trial.ok('transits.make', { ...copy, passphraseRoute: 'By telephone' }));
  await trial.ended(made.jobId);
  const present = [{ name: 'Priya Shah', organisation: 'SHG', capacity: 'staff' as const }];
  const { viewing } = await trial.ok('viewings.open', { ...viewingOf(recordingId), personsPresent: present });
  await trial.ok('viewings.watched', { viewingId: viewing.id, ranges: [{ fromMs: 0, toMs: 900 }] });
  await trial.ok('viewings.recordRecognition', { viewingId: viewing.id, ...recognition });
  await trial.ok('viewings.close', { viewingId: viewing.id, outcome: 'relevant' });
  const paper = {
    ...{ shownAt: '2026-10-05T18:00:00' as const, place: 'Thistle House', organisation: 'GMP', writtenBy: 'PC Lowe' },
    ...{ whyByHand: 'The laptop was not there.', originalKept: 'Cabinet 2' },
  };
  await trial.ok('viewings.enterRecognition', { recordingId, ...recognition, person: 'Noor Ellis', ...paper });
  trial.shell.files.push([join(import.meta.dirname, '../../../docs/portal-profiles/zoneminder-1.36.json')]);
  const address = { host: 'portal.example.org', port: 443, certificate: 'a'.repeat(64), networkInterface: 'lo' };
  await trial.ok('portals.register', { number: 'PORTAL-1', ...address });
  const letter = join(trial.folder, 'marigold letter.pdf');
  await writeFile(letter, '%PDF-1.7\nsigned\n%%EOF\n');
  trial.shell.files.push([letter]);
  await trial.ok('attachments.add', { about: 'print', aboutId: printId, description: 'Their periwinkle note' });
});
afterAll(() => desk.remove());

const found = async (words: string, register: string): Promise<SearchHit[]> =>
  (await desk.trial.ok('search.find', { words })).groups.find((group) => group.register === register)?.hits ?? [];

test.each([
  ['zebra', 'mask', 'STILL-0001-M1', 'stills'],
  ['STILL-0001-M1', 'mask', 'STILL-0001-M1', 'stills'],
  ['ombudsman', 'print', 'STILL-0001/2', 'stills'],
  ['ladder', 'clip', 'CLIP-0001', 'recording'],
  ['quill', 'encrypted-copy', expect.any(String), 'court'],
  ['priya', 'recognition', expect.stringMatching(/\/1$/u), 'recording'],
  ['ellis', 'recognition', expect.stringMatching(/\/R1$/u), 'recording'],
  ['thistle', 'recognition', expect.stringMatching(/\/R1$/u), 'recording'],
  ['portal.example', 'portal', 'PORTAL-1', 'settings'],
  ['periwinkle', 'paper', 'Their periwinkle note', 'stills'],
  ['marigold', 'paper', 'Their periwinkle note', 'stills'],
])('“%s” finds it in the register of %ss', async (words, register, reference, screen) => {
  const [hit, ...more] = await found(words, register);
  expect(hit).toMatchObject({ reference, place: { screen } });
  expect(more).toEqual([]);
});

test('a paper is opened where it is kept, and what somebody said of others finds no recognition', async () => {
  expect((await found('periwinkle', 'paper'))[0]?.place).toEqual({ screen: 'stills', id: still.id });
  expect(await found('telephone', 'recognition')).toEqual([]);
});

test.each([
  [
    'recognitions',
    2,
    [`"{""person"":""Priya Shah""`, 'VIEW-', `""person"":""Noor Ellis""`, `""originalKept"":""Cabinet 2""`],
  ],
  ['masks', 1, ['STILL-0001-M1', 'The zebra next door']],
  ['prints', 2, ['STILL-0001/2', `"'=HYPERLINK(""x"") for the ombudsman"`]],
  ['print-movements', 1, ['STILL-0001/1', 'Priya Shah', '2026-10-13']],
  ['clips', 1, ['CLIP-0001', 'The ladder']],
  ['encrypted-copies', 1, ['Usher Quill', 'By telephone']],
  ['portals', 1, ['PORTAL-1', 'portal.example.org']],
] as const)('the register of %s is exported as a table and printed', async (register, rows, said) => {
  const { trial } = desk;
  const folder = join(trial.folder, `stick ${register}`);
  await mkdir(folder);
  trial.shell.folders.push(folder);
  const written = need(await trial.ok('registers.export', { register, reason: 'For the Head.', password }));
  expect(written.rows).toBe(rows);
  const table = await readFile(join(folder, written.folderName, `${register}.csv`), 'utf8');
  for (const each of said) expect(table).toContain(each);
  const period = { from: '2026-10-06', until: '2026-10-06' };
  const { documentId, rows: onPaper } = await trial.ok('registers.makeSheet', {
    register,
    ...period,
    reason: 'Audit.',
  });
  expect(onPaper).toBe(rows);
  await trial.ok('documents.print', { documentId });
  const text = pageTexts({ bytes: need(trial.shell.printed.at(-1)).bytes, pages: 0 }).join(' ');
  expect(text).toContain(`Register of ${register.replaceAll('-', ' ')}`);
  const before = await trial.ok('registers.makeSheet', { register, until: '2026-10-05', reason: 'Audit.' });
  expect(before.rows).toBe(0);
});

test('an auditor finds papers and copies as their lists show them, and no clip', async () => {
  const { trial } = desk;
  await desk.as('manager');
  const auditor = await openAuditor(trial);
  await trial.signOut();
  await trial.ok('session.signIn', auditorSignIn(trial, auditor));
  expect(await found('periwinkle', 'paper')).toHaveLength(1);
  expect(await found('quill', 'encrypted-copy')).toHaveLength(1);
  expect(await found('ladder', 'clip')).toEqual([]);
  expect(trial.bugs).toEqual([]);
});
