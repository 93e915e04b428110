import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Output } from '../../src/shared/contract.ts';
import type { KeyHolder } from '../../src/shared/model.ts';
import { findObject } from './inspected-vault.ts';
import { openCase, openViewing, quiet, smallExport, startRetrieval } from './officer-steps.ts';
import { credentialsOf } from './people-steps.ts';
import { accounts, need, type TrialApp, trialApp } from './trial-app.ts';

// CoP 5.13-5.15: request, approval, production, countersignature, in this order and by two people.

type Still = Output<'stills.request'>;
const { password } = accounts.manager;

describe('a still', () => {
  let work: string;
  let trial: TrialApp;
  let bookmarkId: Output<'viewings.bookmark'>['id'];
  let otherBookmarkId: typeof bookmarkId;
  let thirdBookmarkId: typeof bookmarkId;

  const as = async (role: KeyHolder): Promise<void> => {
    if ((await trial.ok('app.state', {})).person !== null) await trial.signOut();
    await trial.signIn(role);
  };
  const request = async (particulars: string, at = bookmarkId): Promise<Still> => {
    await as('officer');
    return trial.ok('stills.request', {
      bookmarkId: at,
      requester: 'Priya Shah',
      necessity: 'To identify.',
      particulars,
    });
  };
  const decide = async ({ id }: Still, decision: 'approve' | 'refuse'): Promise<Still> => {
    await as('manager');
    return trial.ok('stills.decide', { stillId: id, decision, reasons: 'Because.', password });
  };
  const countersigning = ({ id }: Still, decision: 'countersign' | 'reject') => ({
    stillId: id,
    decision,
    reasons: 'Because.',
    cabinetPlace: 'Cabinet 1',
    password,
  });
  const produce = async (still: Still): Promise<Still> => {
    await as('officer');
    return trial.ok('stills.produce', { stillId: still.id });
  };

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'still-'));
    await smallExport(join(work, 'EXPORT'));
    trial = await trialApp();
    await trial.setUp();
    await trial.signIn('officer');
    const { jobId } = await startRetrieval(trial, await openCase(trial), join(work, 'EXPORT'));
    await trial.ended(jobId);
    const shown = (await trial.ok('recordings.list', {})).find(({ playable }) => playable === 'derivative');
    const { viewing } = await openViewing(trial, need(shown).id);
    const at = { viewingId: viewing.id, positionMs: 300, frameIndex: 3, note: 'Door opens.' };
    bookmarkId = (await trial.ok('viewings.bookmark', at)).id;
    otherBookmarkId = (await trial.ok('viewings.bookmark', { ...at, positionMs: 700, frameIndex: 7 })).id;
    thirdBookmarkId = (await trial.ok('viewings.bookmark', { ...at, positionMs: 500, frameIndex: 5 })).id;
    await trial.ok('viewings.close', { viewingId: viewing.id, outcome: 'still-wanted' });
  });
  afterAll(async () => {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });

  test('that was refused is never produced', async () => {
    const still = await decide(await request('Refused'), 'refuse');
    expect(still).toMatchObject({ state: 'refused', decidedBy: 'Morag Whitfield' });
    await as('officer');
    expect(await trial.refused('stills.produce', { stillId: still.id })).toMatchObject({ clause: '5.13' });
    await as('manager');
    for (const step of ['stills.decide', 'stills.countersign'] as const)
      expect(
        await trial.refused(
          step,
          step === 'stills.decide'
            ? { stillId: still.id, decision: 'approve', reasons: 'x', password }
            : countersigning(still, 'countersign'),
        ),
      ).toMatchObject({ code: 'conflict' });
  });

  test('that was rejected at the countersignature has no sheet and stays rejected', async () => {
    const still = await produce(await decide(await request('Rejected'), 'approve'));
    await as('manager');
    const rejected = await trial.ok('stills.countersign', countersigning(still, 'reject'));
    expect(rejected).toMatchObject({ state: 'rejected', sheetId: null });
    await quiet(trial);
    expect(await trial.refused('stills.countersign', countersigning(still, 'countersign'))).toMatchObject({
      code: 'conflict',
    });
  });

  test('that came to nothing loses its picture at once, or when what keeps its footage ends', async () => {
    const pictureOf = async ({ id }: Still) => need((await trial.ok('stills.list', {})).find((one) => one.id === id));
    const withdrawn = await produce(await decide(await request('Withdrawn', thirdBookmarkId), 'approve'));
    const issued = await produce(await decide(await request('Issued'), 'approve'));
    const file = await findObject(trial.folder, need(withdrawn.sha256));
    await stat(file);
    await as('manager');
    await trial.ok('stills.countersign', countersigning(issued, 'countersign'));
    const rejected = need((await trial.ok('stills.list', {})).find(({ state }) => state === 'rejected'));
    expect((await pictureOf(rejected)).pictureDestroyedAt).not.toBeNull();
    const { recordingId, caseId } = withdrawn;
    await as('officer');
    const { id: holdId } = await trial.ok('holds.ask', {
      ...{ caseId, recordingId, reason: 'Claim.', authority: 'proceedings', authorityReference: 'L00SK123' },
      reviewOn: '2026-10-20',
    });
    await as('manager');
    await trial.ok('holds.decide', { holdId, decision: 'approve', reasons: 'Claim.', password });
    await trial.ok('stills.withdraw', { stillId: withdrawn.id, reason: 'The wrong frame.' });
    await trial.ok('stills.withdraw', { stillId: issued.id, reason: 'The wrong person.' });
    await quiet(trial);
    expect((await pictureOf(withdrawn)).pictureDestroyedAt).toBeNull();
    await trial.ok('holds.end', { holdId, reasons: 'Settled.', password });
    await quiet(trial);
    const gone = await pictureOf(withdrawn);
    expect(gone.pictureDestroyedAt).not.toBeNull();
    // One that was in the index keeps its picture: prints of it may be out.
    expect((await pictureOf(issued)).pictureDestroyedAt).toBeNull();
    await expect(stat(file)).rejects.toThrow('ENOENT');
    const { rows } = await trial.ok('ledger.search', { text: withdrawn.id });
    expect(rows.map(({ action }) => action).slice(0, 2)).toEqual(['retention.disposed', 'retention.dispose']);
    expect(trial.bugs).toEqual([]);
  });

  test('cannot be produced twice, not even at once, nor countersigned before it is produced', async () => {
    const still = await decide(await request('Twice'), 'approve');
    expect(await trial.refused('stills.countersign', countersigning(still, 'countersign'))).toMatchObject({
      code: 'conflict',
    });
    await as('officer');
    const both = await Promise.all([0, 1].map(() => trial.app.invoke('stills.produce', { stillId: still.id })));
    expect(both.map((reply) => (reply.ok ? 'ok' : reply.failure.code)).toSorted()).toEqual(['conflict', 'ok']);
    expect((await trial.ok('ledger.search', { action: 'stills.produce', text: still.id })).rows).toHaveLength(1);
    expect(trial.bugs).toEqual([]);
  });

  test('is countersigned once, however often the manager presses the button', async () => {
    const still = await produce(await decide(await request('Once'), 'approve'));
    await as('manager');
    const input = countersigning(still, 'countersign');
    const replies = await Promise.all([0, 1, 2].map(() => trial.app.invoke('stills.countersign', input)));
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    for (const reply of replies) if (!reply.ok) expect(reply.failure.code).toBe('conflict');
    const sheets = (await trial.ok('documents.list', {})).filter(({ title }) => title === `Still ${still.number}`);
    expect(sheets).toHaveLength(1);
    expect(trial.bugs).toEqual([]);
  });

  test('is not decided twice at once', async () => {
    const still = await request('Both ways');
    await as('manager');
    const replies = await Promise.all(
      (['approve', 'refuse'] as const).map((decision) =>
        trial.app.invoke('stills.decide', { stillId: still.id, decision, reasons: 'x', password }),
      ),
    );
    expect(replies.map((reply) => (reply.ok ? 'ok' : reply.failure.code)).toSorted()).toEqual(['conflict', 'ok']);
    expect(trial.bugs).toEqual([]);
  });

  test('signs nothing with a wrong password', async () => {
    const still = await produce(await decide(await request('Password'), 'approve'));
    await as('manager');
    const wrong = { ...countersigning(still, 'countersign'), password: accounts.officer.password };
    const { size } = await trial.ok('ledger.search', {});
    expect(await trial.refused('stills.countersign', wrong)).toMatchObject({ code: 'forbidden' });
    const { rows } = await trial.ok('ledger.search', {});
    expect(rows.filter(({ seq }) => seq >= size).map(({ action }) => action)).toEqual(['session.wrongPassword']);
    expect((await trial.ok('stills.list', {})).find(({ id }) => id === still.id)?.state).toBe('produced');
  });

  test('is shown to the manager only beside an officer who proves to be there, and is named for it', async () => {
    const still = await produce(await decide(await request('Shown'), 'approve'));
    await as('manager');
    const asked = { stillId: still.id };
    expect(await trial.refused('stills.show', { ...asked, officerPresent: true })).toMatchObject({ code: 'forbidden' });
    expect(await trial.refused('stills.showWithOfficer', asked)).toMatchObject({ code: 'invalid-input' });
    for (const officer of [
      credentialsOf(trial, 'manager'),
      { ...credentialsOf(trial, 'officer'), password: 'not this one' },
    ])
      expect(await trial.refused('stills.showWithOfficer', { ...asked, officer })).toMatchObject({ code: 'forbidden' });
    const officer = credentialsOf(trial, 'officer');
    const { url } = await trial.ok('stills.showWithOfficer', { ...asked, officer });
    expect((await trial.app.fetch(new Request(`https://app.invalid${url}`))).status).toBe(200);
    expect(await trial.refused('stills.showWithOfficer', { ...asked, officer })).toMatchObject({ code: 'forbidden' });
    const { rows } = await trial.ok('ledger.search', { action: 'stills.showWithOfficer' });
    expect(rows.map(({ details }) => JSON.parse(details) as object)).toMatchObject([
      { stillId: still.id, officerPresent: 'Alan Sutcliffe' },
    ]);
  });

  test('whose picture no longer matches its seal is not shown, and an incident is opened', async () => {
    const still = await produce(await decide(await request('Damaged', otherBookmarkId), 'approve'));
    const path = await findObject(trial.folder, need(still.sha256));
    const file = await open(path, 'r+');
    await file.write(Buffer.from('damage'), 0, 6, (await stat(path)).size - 40);
    await file.close();
    const { url } = await trial.ok('stills.show', { stillId: still.id, officerPresent: true });
    const answer = await trial.app.fetch(new Request(`https://app.invalid${url}`));
    expect([answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([500, 0]);
    expect((await trial.app.fetch(new Request(`https://app.invalid${url}`))).status).toBe(404);
    const heard = () => trial.events.filter(({ name }) => name === 'integrity.failed');
    await expect.poll(heard, { timeout: 10_000 }).toMatchObject([{ data: { item: `The picture of ${still.number}` } }]);
    expect(await trial.refused('stills.show', { stillId: still.id, officerPresent: true })).toMatchObject({
      code: 'integrity',
    });
    expect((await trial.ok('breaches.list', {})).map(({ description }) => description).join()).toContain(still.number);
    expect((await trial.ok('ledger.search', { action: 'damages.setAside' })).rows).toHaveLength(1);
    expect(trial.bugs).toEqual([]);
  });
});
