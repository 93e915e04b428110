import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Output } from '../../../src/shared/contract.ts';
import { pageTexts } from '../documents/poppler.ts';
import { approvedBundle, openCase, smallExport, startRetrieval } from '../officer-steps.ts';
import { need, type TrialApp, trialApp } from '../trial-app.ts';

// A statement holds what its witness confirmed, and nothing else; until each sentence is decided there is nothing to sign.

describe('the statement of a bundle', () => {
  let work: string;
  let trial: TrialApp;
  let bundle: Output<'bundles.prepare'>;
  let draft: Output<'statements.drawUp'>;

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'statement-'));
    await smallExport(join(work, 'EXPORT'));
    trial = await trialApp();
    await trial.setUp();
    await trial.signIn('officer');
    const opened = await openCase(trial);
    await trial.ended((await startRetrieval(trial, opened, join(work, 'EXPORT'))).jobId);
    bundle = await approvedBundle(trial, opened.caseId);
  });
  afterAll(async () => {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });

  const mark = (sentenceId: number, as: 'confirmed' | 'struck' | 'undecided') =>
    trial.ok('statements.mark', { statementId: draft.id, sentenceId, mark: as });
  const starting = (text: string) => need(draft.sentences.find((each) => each.text.startsWith(text)));

  test('is drawn up from the ledger with the entries beside each sentence, all undecided', async () => {
    expect(await trial.ok('statements.read', { bundleId: bundle.id })).toMatchObject({ statement: null });
    draft = await trial.ok('statements.drawUp', { bundleId: bundle.id });
    const { statement, entries, isBehind } = await trial.ok('statements.read', { bundleId: bundle.id });
    expect(statement).toEqual(draft);
    expect(isBehind).toBe(false);
    expect(draft).toMatchObject({ state: 'draft', number: 1, witness: 'Alan Sutcliffe', documentId: null });
    expect(new Set(draft.sentences.map((each) => each.mark))).toEqual(new Set(['undecided']));
    expect(new Set(entries.map(({ seq }) => seq))).toEqual(new Set(draft.sentences.flatMap(({ seqs }) => seqs)));
  });

  test('cannot be settled while one sentence is undecided', async () => {
    await mark(starting('The ledger holds no viewing').id, 'struck');
    for (const { id, text } of draft.sentences.slice(1))
      if (!text.startsWith('The ledger holds no viewing')) await mark(id, 'confirmed');
    expect(await trial.refused('statements.settle', { statementId: draft.id })).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('One sentence is still undecided'),
    });
    expect(
      await trial.refused('statements.mark', { statementId: draft.id, sentenceId: 999, mark: 'struck' }),
    ).toMatchObject({ code: 'not-found' });
  });

  test('is nobody else’s to mark', async () => {
    await trial.signOut();
    await trial.signIn('manager');
    const one = { statementId: draft.id, sentenceId: 0, mark: 'confirmed' };
    expect(await trial.refused('statements.mark', one)).toMatchObject({ code: 'forbidden' });
    await trial.signOut();
    await trial.signIn('officer');
  });

  test('prints what was confirmed and own words with their mark, never what was struck out; each mark is an entry', async () => {
    await mark(starting('I am Alan').id, 'confirmed');
    const words = { statementId: draft.id, sentenceId: starting('I am Alan').id, text: 'I saw the lamp being broken.' };
    await trial.ok('statements.addWords', words);
    const settled = await trial.ok('statements.settle', { statementId: draft.id });
    expect(settled.state).toBe('settled');
    const documentId = need(settled.documentId);
    await trial.ok('documents.print', { documentId });
    const pages = pageTexts({ bytes: need(trial.shell.printed.at(-1)).bytes, pages: 0 });
    const printed = pages.join(' ').replaceAll(/\s+/gu, ' ');
    expect(printed).toContain('I saw the lamp being broken. [own words]');
    expect(printed).toContain('I am Alan Sutcliffe');
    expect(printed).not.toContain('The ledger holds no viewing');
    expect(printed).toContain('struck out 1 (it is not printed) and added 1 in their own words');
    const struck = await trial.ok('ledger.search', { action: 'statements.mark', text: 'holds no viewing' });
    expect(struck.rows.some(({ details }) => details.includes('"struck"'))).toBe(true);
    expect((await trial.ok('bundles.list', {}))[0]?.documents).toContainEqual({
      id: documentId,
      title: 'Witness statement 1 of Alan Sutcliffe',
    });
  });

  test('stays as it was settled; what came later is said in a further one, numbered on, that begins undecided', async () => {
    const one = { statementId: draft.id, sentenceId: 0, mark: 'struck' };
    expect(await trial.refused('statements.mark', one)).toMatchObject({ code: 'conflict' });
    const further = await trial.ok('statements.drawUp', { bundleId: bundle.id });
    expect(further).toMatchObject({ number: 2, state: 'draft' });
    expect(further.id).not.toBe(draft.id);
    expect(new Set(further.sentences.map((each) => each.mark))).toEqual(new Set(['undecided']));
    expect(trial.bugs).toEqual([]);
  });
});
