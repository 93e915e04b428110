import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freshPage } from '../../../build/fresh-pages.ts';
import type { DiscDrive } from '../../../src/main/court/disc-drive.ts';
import { listDiscFiles } from '../../../src/main/court/iso-image-reader.ts';
import { openDiscBytes } from '../../../src/main/platform/disc-bytes.ts';
import { imageFileDrive } from '../../../src/main/platform/disc-image-file.ts';
import { addDays, londonDay } from '../../../src/main/time.ts';
import type { Output } from '../../../src/shared/contract.ts';
import { approvedBundle, openCase, quiet, smallExport, startRetrieval } from '../officer-steps.ts';
import { accounts, need, type TrialApp, trialApp } from '../trial-app.ts';

// From the drive to the shredder: where a disc is, who must bring it back, and what goes to court with it.

type Disc = Output<'discs.list'>[number];

describe('custody of discs and papers for the hearing', () => {
  let work: string;
  let trial: TrialApp;
  let bundle: Output<'bundles.prepare'>;
  let drive: DiscDrive;
  let image: string;
  let count = 0;

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'custody-'));
    const page = join(work, 'page.html');
    await copyFile(join(freshPage('open-me-first'), 'index.html'), page);
    trial = await trialApp({ bundlePagePath: page, discDrives: async () => [drive] });
    await trial.setUp();
    await trial.signIn('officer');
    const opened = await openCase(trial);
    const folder = join(work, 'EXPORT');
    await smallExport(folder);
    await trial.ended((await startRetrieval(trial, opened, folder)).jobId);
    await quiet(trial);
    bundle = await approvedBundle(trial, opened.caseId);
  }, 60_000);
  afterAll(async () => {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });
  beforeEach(() => {
    count += 1;
    image = join(work, `disc-${count}.img`);
    drive = imageFileDrive(image);
  });

  const discOf = async (id: Disc['id']): Promise<Disc> =>
    need((await trial.ok('discs.list', {})).find((disc) => disc.id === id));
  const burn = async (): Promise<Disc> => {
    const { discId, jobId } = await trial.ok('discs.burn', { bundleId: bundle.id, copy: 'court', driveId: drive.id });
    expect(await trial.ended(jobId)).toMatchObject({ state: 'done' });
    return discOf(discId);
  };
  const namesOn = async ({ imageBytes }: Disc): Promise<string[]> => {
    const disc = await openDiscBytes(image, need(imageBytes));
    const found = await listDiscFiles(disc);
    await disc.close();
    return found.map(({ path }) => path);
  };

  test('a disc that went out is due back, its receipt is chased until it is signed, and its whole way is told', async () => {
    const disc = await burn();
    const due = async () => (await trial.ok('today.read', {})).due.filter(({ kind }) => kind === 'disc-out');
    const hands = { sealNumber: 'S-1', handedBy: 'Alan', receivedBy: 'Usher' };
    const out = { ...hands, to: 'County Court at Manchester', reason: 'Hearing' };
    const day = (ahead: number): string => addDays(londonDay(trial.clock.now()), ahead);
    expect(await trial.refused('discs.receipt', { discId: disc.id })).toMatchObject({ code: 'conflict' });
    const past = { discId: disc.id, ...out, dueBackOn: day(-1) };
    expect(await trial.refused('discs.move', past)).toMatchObject({ code: 'invalid-input' });
    expect(await trial.ok('discs.move', { ...past, dueBackOn: day(3) })).toMatchObject({ dueBackOn: day(3) });
    expect(await due()).toMatchObject([{ title: expect.stringContaining('is due back on'), urgency: 'soon' }]);
    expect(await trial.refused('discs.receiptSigned', { discId: disc.id, signedOn: day(0) })).toMatchObject({
      code: 'conflict',
    });
    await trial.ok('discs.receipt', { discId: disc.id });
    trial.clock.advance(8 * 86_400_000);
    expect((await due()).map(({ title }) => title)).toEqual([
      `${disc.number} should be back`,
      `The receipt for ${disc.number} is not back`,
    ]);
    await trial.ok('discs.receiptSigned', { discId: disc.id, signedOn: day(0) });
    expect(await trial.refused('discs.receiptSigned', { discId: disc.id, signedOn: day(0) })).toMatchObject({
      message: expect.stringContaining('signed already'),
    });
    const back = { ...hands, to: 'Locked cabinet', reason: 'Hearing over', sealNumber: 'S-2' };
    await trial.ok('discs.move', { discId: disc.id, ...back });
    expect(await due()).toEqual([]);
    expect(await trial.ok('discs.movements', { discId: disc.id })).toMatchObject([
      { movedFrom: out.to, movedTo: 'Locked cabinet', dueBackOn: null, receiptId: null },
      { movedTo: out.to, receiptSignedOn: day(0), receiptId: expect.any(String) },
    ]);
  });

  test('a disc is destroyed once, before a second person, and its certificate is in the register', async () => {
    const disc = await burn();
    const how = { discId: disc.id, why: 'The case is closed.', method: 'shredded', place: 'Cornerstone' } as const;
    const alone = { ...how, witnessedBy: accounts.officer.name.toUpperCase() };
    expect(await trial.refused('discs.destroy', alone)).toMatchObject({ code: 'clause' });
    const { documentId } = await trial.ok('discs.destroy', { ...how, witnessedBy: 'Morag Whitfield' });
    expect(await discOf(disc.id)).toMatchObject({ state: 'destroyed', whereNow: 'Destroyed' });
    const sheets = await trial.ok('documents.list', {});
    expect(sheets.find(({ id }) => id === documentId)?.title).toBe(`Destruction of disc ${disc.number}`);
    const again = { ...how, witnessedBy: 'Morag Whitfield' };
    expect(await trial.refused('discs.destroy', again)).toMatchObject({ code: 'conflict' });
    expect(
      await trial.refused('discs.move', {
        discId: disc.id,
        to: 'x',
        reason: 'x',
        sealNumber: 'x',
        handedBy: 'x',
        receivedBy: 'x',
      }),
    ).toMatchObject({ code: 'conflict' });
    expect((await trial.ok('ledger.search', { action: 'discs.destroy', text: disc.id })).rows).toHaveLength(1);
  });

  test('certificate and notice of a civil case go on the next disc; the checklist does not', async () => {
    const signedBy = { name: 'Morag Whitfield', position: 'Safer Neighbourhoods Manager' };
    await trial.ok('bundles.certify', { bundleId: bundle.id, signedBy });
    const notice = { toProve: 'Who came at night.', inspectAt: 'Cornerstone', recipients: ['The defendant'] };
    const { latestDay } = await trial.ok('bundles.giveNotice', { bundleId: bundle.id, ...notice });
    const { hearingOn } = bundle.proceedings;
    expect(latestDay).toBe(hearingOn === null ? null : addDays(hearingOn, -22));
    const { documentId } = await trial.ok('bundles.checklist', { bundleId: bundle.id });
    expect((await trial.ok('documents.list', {})).some(({ id }) => id === documentId)).toBe(true);
    const disc = await burn();
    const names = await namesOn(disc);
    expect(names).toContain('data/documents/business-record-certificate.pdf');
    expect(names).toContain('data/documents/evidence-notice.pdf');
    expect(names.some((name) => name.includes('checklist'))).toBe(false);
  });
});
