import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshPage } from '../../../build/fresh-pages.ts';
import type { DiscDrive } from '../../../src/main/court/disc-drive.ts';
import { imageFileDrive } from '../../../src/main/platform/disc-image-file.ts';
import { addDays, londonDay } from '../../../src/main/time.ts';
import type { Input } from '../../../src/shared/contract.ts';
import type { DisclosureId, DiscId, KeyHolder } from '../../../src/shared/model.ts';
import { approvedBundle, type OpenedCase, openCase, quiet, smallExport, startRetrieval } from '../officer-steps.ts';
import { accounts, need, type TrialApp, trialApp } from '../trial-app.ts';

// SC4, CO4: a disc is with one recipient at a time, and a request whose receipt never comes does not freeze for ever.

const { password } = accounts.manager;

describe('a disc released to a court', () => {
  let work: string;
  let scan: string;
  let trial: TrialApp;
  let opened: OpenedCase;
  let drive: DiscDrive;
  let discId: DiscId;

  const as = async (role: KeyHolder): Promise<void> => {
    await trial.signOut();
    await trial.signIn(role);
    await quiet(trial);
  };
  const today = (): string => londonDay(trial.clock.now());
  const ordered = (): Input<'disclosures.receive'> => ({
    ...{ class: 'court-order', receivedOn: today(), requester: 'The usher', contact: 'by post', recordingIds: [] },
    ...{ basis: 'Order', purpose: 'Hearing.', footageAsked: 'The car park.', caseId: opened.caseId },
    court: { ground: 'order', court: 'County Court at Stockport', caseNumber: 'L00SK123' },
  });
  const attach = async (disclosureId: DisclosureId, path = scan): Promise<void> => {
    trial.shell.files.push([path]);
    await trial.ok('attachments.add', { about: 'disclosure', aboutId: disclosureId, description: 'A signed paper' });
  };
  const granting = (disclosureId: DisclosureId) =>
    ({ disclosureId, decision: 'release', reasons: 'Ordered.', password }) as const;
  const granted = async (): Promise<DisclosureId> => {
    const { id } = await trial.ok('disclosures.receive', ordered());
    await attach(id);
    await as('manager');
    await trial.ok('disclosures.decide', granting(id));
    await as('officer');
    return id;
  };
  const sending = (disclosureId: DisclosureId): Input<'disclosures.send'> => ({
    ...{ disclosureId, discIds: [discId], printIds: [], method: 'By hand', sentOn: today(), isEncrypted: false },
    ...{ recipient: 'The usher', recipientOrganisation: 'County Court at Stockport', receiptBy: addDays(today(), 7) },
  });

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'disc-release-'));
    scan = join(work, 'paper.pdf');
    await writeFile(scan, '%PDF-1.7\nsigned\n%%EOF\n');
    const page = join(work, 'page.html');
    await copyFile(join(freshPage('open-me-first'), 'index.html'), page);
    drive = imageFileDrive(join(work, 'disc.img'));
    trial = await trialApp({ bundlePagePath: page, discDrives: async () => [drive] });
    await trial.setUp();
    await trial.signIn('officer');
    opened = await openCase(trial);
    await smallExport(join(work, 'EXPORT'));
    await trial.ended((await startRetrieval(trial, opened, join(work, 'EXPORT'))).jobId);
    await quiet(trial);
    const bundle = await approvedBundle(trial, opened.caseId);
    const burned = await trial.ok('discs.burn', { bundleId: bundle.id, copy: 'court', driveId: drive.id });
    await trial.ended(burned.jobId);
    ({ discId } = burned);
  }, 60_000);
  afterAll(async () => {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });

  test('is not granted under a request that names no case; the request is logged anew', async () => {
    const { caseId: _, ...withoutCase } = ordered();
    const [recording] = await trial.ok('recordings.list', {});
    const { id } = await trial.ok('disclosures.receive', { ...withoutCase, recordingIds: [need(recording).id] });
    await attach(id);
    await as('manager');
    expect(await trial.refused('disclosures.decide', granting(id))).toMatchObject({
      code: 'clause',
      message: expect.stringContaining('logs it again with its case'),
    });
    await trial.ok('disclosures.decide', { ...granting(id), decision: 'refuse' });
    await as('officer');
  });

  test('is closed by its receipt only when the signed receipt itself was attached since', async () => {
    const id = await granted();
    for (const recipientOrganisation of ['Smith & Co', 'County Court at Manchester'])
      expect(await trial.refused('disclosures.send', { ...sending(id), recipientOrganisation })).toMatchObject({
        code: 'clause',
        message: expect.stringContaining('decided for County Court at Stockport'),
      });
    await trial.ok('disclosures.send', sending(id));
    const receipt = { disclosureId: id, on: today(), note: 'Signed by the usher' };
    trial.clock.advance(60_000);
    const mail = join(trial.folder, 'receipt.eml');
    await writeFile(mail, 'From: usher@example.org\r\nDate: Thu, 8 Oct 2026\r\nSubject: Receipt\r\n\r\nGot it.');
    await attach(id, mail);
    expect(await trial.refused('disclosures.receipt', receipt)).toMatchObject({
      code: 'clause',
      message: expect.stringContaining('Attach the scanned receipt first'),
    });
    trial.clock.advance(60_000);
    await attach(id);
    expect(await trial.ok('disclosures.receipt', receipt)).toMatchObject({ state: 'closed', frozen: 0 });
  });

  test('is not released again until it is back; the manager ends a request whose receipt never came', async () => {
    const id = await granted();
    expect(await trial.refused('disclosures.send', sending(id))).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('is with The usher, County Court'),
    });
    const hands = { sealNumber: 'S-2', handedBy: 'The usher', receivedBy: 'Alan Sutcliffe' };
    await trial.ok('discs.move', { discId, ...hands, to: 'Locked cabinet', reason: 'Hearing over' });
    await trial.ok('disclosures.send', sending(id));
    const ended = { disclosureId: id, how: 'unreceipted', on: today(), note: 'Asked three times.', password } as const;
    expect(await trial.refused('disclosures.close', ended)).toMatchObject({ code: 'forbidden' });
    await as('manager');
    expect(await trial.ok('disclosures.close', ended)).toMatchObject({ state: 'closed', frozen: 0 });
    const { ending } = await trial.ok('disclosures.read', { disclosureId: id });
    expect(ending).toMatchObject({ how: 'unreceipted', note: 'Asked three times.' });
    expect(trial.bugs).toEqual([]);
  });
});
