import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Input, Output } from '../../../src/shared/contract.ts';
import type { DisclosureId, KeyHolder } from '../../../src/shared/model.ts';
import { inspectVault } from '../inspected-vault.ts';
import { type OpenedCase, openCase, openViewing, quiet, smallExport, startRetrieval } from '../officer-steps.ts';
import { accounts, need, type TrialApp, trialApp } from '../trial-app.ts';

// SC4, CoP 4.8-4.12: who may be given footage, who decides, what went, and what a request freezes meanwhile.

const { password } = accounts.manager;

describe('a request for footage', () => {
  let work: string;
  let scan: string;
  let trial: TrialApp;
  let opened: OpenedCase;
  let recordings: Output<'recordings.list'>;
  let still: Output<'stills.countersign'>;
  let print: Output<'prints.list'>[number];

  const as = async (role: KeyHolder): Promise<void> => {
    if ((await trial.ok('app.state', {})).person !== null) await trial.signOut();
    await trial.signIn(role);
    await quiet(trial);
  };
  const on = async (day: string, role: KeyHolder): Promise<void> => {
    trial.clock.set(`${day}T09:00:00.000Z`);
    await as(role);
  };
  const request = (
    kind: Input<'disclosures.receive'>['class'],
    more: Partial<Input<'disclosures.receive'>> = {},
  ): Input<'disclosures.receive'> => ({
    class: kind,
    receivedOn: '2026-10-07',
    requester: 'Sgt Priya Shah',
    contact: 'priya.shah@example.org',
    basis: 'DPA 2018, Schedule 2, Part 1, paragraph 2',
    purpose: 'Detection of criminal damage.',
    footageAsked: 'The car park, 5 October, 21:00 to 21:40.',
    recordingIds: [],
    caseId: opened.caseId,
    ...more,
  });
  const police = (authorisedRank: 'sergeant' | 'inspector'): NonNullable<Input<'disclosures.receive'>['police']> => ({
    rank: 'sergeant',
    collarNumber: '4471',
    station: 'Stockport',
    identificationSeen: 'Warrant card, seen by Alan Sutcliffe',
    crimeNumber: 'CRI/06/1234',
    authorisedBy: 'J. Ahmed',
    authorisedRank,
    authorisedNumber: '902',
  });
  const decide = (disclosureId: DisclosureId, decision: 'release' | 'refuse') => ({
    disclosureId,
    decision,
    reasons: 'Necessary for the investigation.',
    password,
  });
  const attach = async (disclosureId: DisclosureId, path = scan) => {
    trial.shell.files.push([path]);
    const paper = { about: 'disclosure', aboutId: disclosureId, description: 'Signed request' };
    return trial.app.invoke('attachments.add', paper);
  };
  const sending = (disclosureId: DisclosureId): Input<'disclosures.send'> => ({
    disclosureId,
    discIds: [],
    printIds: [print.id],
    method: 'By hand, sealed bag',
    sentOn: '2026-10-08',
    recipient: 'Sgt Priya Shah',
    recipientOrganisation: 'Greater Manchester Police',
    isEncrypted: false,
    receiptBy: '2026-10-15',
  });
  const kept = async (): Promise<string[]> =>
    (await trial.ok('recordings.list', {})).filter(({ state }) => state === 'kept').map(({ number }) => number);
  const titles = async (): Promise<string[]> => (await trial.ok('today.read', {})).due.map(({ title }) => title);

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'disclosures-'));
    scan = join(work, 'signed request.pdf');
    await writeFile(scan, '%PDF-1.7\nsigned by an inspector\n%%EOF\n');
    await smallExport(join(work, 'EXPORT'));
    trial = await trialApp();
    await trial.setUp();
    await trial.signIn('officer');
    opened = await openCase(trial);
    const { jobId } = await startRetrieval(trial, opened, join(work, 'EXPORT'));
    await trial.ended(jobId);
    recordings = await trial.ok('recordings.list', {});
    const shown = need(recordings.find(({ playable }) => playable === 'derivative'));
    const { viewing } = await openViewing(trial, shown.id);
    const at = { viewingId: viewing.id, positionMs: 300, frameIndex: 3, note: 'Door opens.' };
    const { id: bookmarkId } = await trial.ok('viewings.bookmark', at);
    await trial.ok('viewings.close', { viewingId: viewing.id, outcome: 'still-wanted' });
    const asked = { bookmarkId, requester: 'Priya Shah', necessity: 'To identify.', particulars: 'A face.' };
    const { id: stillId } = await trial.ok('stills.request', asked);
    await as('manager');
    await trial.ok('stills.decide', { stillId, decision: 'approve', reasons: 'Because.', password });
    await as('officer');
    await trial.ok('stills.produce', { stillId });
    await as('manager');
    const signed = { stillId, decision: 'countersign', reasons: 'Good.', cabinetPlace: 'Shelf 1', password } as const;
    still = await trial.ok('stills.countersign', signed);
    print = need((await trial.ok('prints.list', { stillId }))[0]);
    await on('2026-10-08', 'officer');
  });
  afterAll(async () => {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });

  test('tells the facts of its own kind, and no others', async () => {
    expect(await trial.refused('disclosures.receive', request('police'))).toMatchObject({
      code: 'clause',
      clause: '4.11',
    });
    const mixed = request('council', {
      council: { department: 'Legal', legalAction: 'ASBI' },
      police: police('inspector'),
    });
    expect(await trial.refused('disclosures.receive', mixed)).toMatchObject({ code: 'invalid-input' });
    const legal = { council: { department: 'Legal', legalAction: 'ASBI' } };
    const future = request('council', { ...legal, receivedOn: '2026-10-09' });
    expect(await trial.refused('disclosures.receive', future)).toMatchObject({ code: 'invalid-input' });
    const nothing = { ...request('foi'), caseId: undefined };
    expect(await trial.refused('disclosures.receive', nothing)).toMatchObject({ clause: '4.9' });
  });

  test('of the police is not granted below an Inspector, nor without the signed paper; it may be refused', async () => {
    const low = await trial.ok('disclosures.receive', request('police', { police: police('sergeant') }));
    expect(low).toMatchObject({ state: 'received', clock: null, frozen: 0 });
    expect((await attach(low.id)).ok).toBe(true);
    expect(await trial.refused('disclosures.decide', decide(low.id, 'refuse'))).toMatchObject({ code: 'forbidden' });
    const bare = await trial.ok('disclosures.receive', request('police', { police: police('inspector') }));
    await writeFile(`${scan}.txt`, 'Signed: Shah').then(() => attach(bare.id, `${scan}.txt`)); // bears no signature
    await as('manager');
    expect(await trial.refused('disclosures.decide', decide(low.id, 'release'))).toMatchObject({
      code: 'clause',
      message: expect.stringContaining('Inspector or above'),
    });
    expect(await trial.refused('disclosures.decide', decide(bare.id, 'release'))).toMatchObject({
      code: 'clause',
      message: expect.stringContaining('scanned request'),
    });
    expect(await trial.ok('disclosures.decide', decide(low.id, 'refuse'))).toMatchObject({ state: 'refused' });
    const told = { disclosureId: low.id, how: 'told', on: '2026-10-08', note: 'By telephone.', password } as const;
    expect(await trial.ok('disclosures.close', told)).toMatchObject({ state: 'closed' });
    expect(await trial.refused('disclosures.close', told)).toMatchObject({ code: 'conflict' });
  });

  test('is granted by the manager, handed over with its hash, chased, and closed by the receipt', async () => {
    await as('officer');
    const { id } = await trial.ok('disclosures.receive', request('police', { police: police('inspector') }));
    expect((await attach(id)).ok).toBe(true);
    expect(await trial.refused('disclosures.send', sending(id))).toMatchObject({ code: 'conflict' });
    await as('manager');
    expect((await trial.ok('approvals.list', {})).map(({ kind }) => kind)).toContain('disclosure');
    const wrong = { ...decide(id, 'release'), password: accounts.officer.password };
    expect(await trial.refused('disclosures.decide', wrong)).toMatchObject({ code: 'forbidden' });
    await trial.ok('disclosures.decide', decide(id, 'release'));
    await as('officer');
    expect(await trial.refused('disclosures.send', { ...sending(id), printIds: [] })).toMatchObject({
      code: 'invalid-input',
    });
    expect(await trial.refused('disclosures.send', { ...sending(id), isEncrypted: true })).toMatchObject({
      message: expect.stringContaining('passphrase'),
    });
    expect(await trial.ok('disclosures.send', sending(id))).toMatchObject({ state: 'sent', receiptBy: '2026-10-15' });
    const read = await trial.ok('disclosures.read', { disclosureId: id });
    const { id: of, number, sha256 } = still;
    expect(read.release?.items).toEqual([{ kind: 'still', id: of, number, print: print.number, sha256 }]);
    expect((await trial.ok('prints.list', {}))[0]).toMatchObject({
      state: 'out',
      whereNow: expect.stringContaining('Greater'),
    });
    expect((await trial.ok('stills.list', {}))[0]).toMatchObject({ exhibitReference: 'AS/1' });
    expect(read.reactSlip).toContain(read.number);
    await on('2026-10-16', 'officer');
    expect(await titles()).toContain(`${read.number}: the receipt has not come back`);
    const receipt = { disclosureId: id, on: '2026-10-16', note: 'Signed P. Shah 4471' };
    expect(await trial.ok('disclosures.receipt', receipt)).toMatchObject({ state: 'closed', receiptBy: null });
    const rows = (await trial.ok('ledger.search', { action: 'disclosures.send' })).rows;
    expect(rows.map(({ subject }) => subject).toSorted()).toEqual([`print ${print.number}`, `request ${read.number}`]);
  });

  test('of somebody outside the list needs the Assurance Manager as well', async () => {
    const { id } = await trial.ok('disclosures.receive', request('other', { requester: 'An insurer' }));
    await attach(id);
    const said = { disclosureId: id, assuranceManager: 'R. Patel', on: '2026-10-16', words: 'By e-mail.' };
    await as('manager');
    expect(await trial.refused('disclosures.decide', decide(id, 'release'))).toMatchObject({
      code: 'clause',
      clause: '4.12',
    });
    expect(await trial.refused('disclosures.recordAgreement', { ...said, agrees: true })).toMatchObject({
      code: 'forbidden',
    });
    await as('officer');
    await trial.ok('disclosures.recordAgreement', { ...said, agrees: false });
    await as('manager');
    expect(await trial.refused('disclosures.decide', decide(id, 'release'))).toMatchObject({ clause: '4.12' });
    await as('officer');
    await trial.ok('disclosures.recordAgreement', { ...said, agrees: true });
    await as('manager');
    expect(await trial.ok('disclosures.decide', decide(id, 'release'))).toMatchObject({ state: 'granted' });
  });

  test('with a paper that is no PDF, or leads elsewhere, is told so and nothing is kept', async () => {
    await as('officer');
    const { id } = await trial.ok(
      'disclosures.receive',
      request('council', { council: { department: 'Legal', legalAction: 'ASBI' } }),
    );
    const fake = join(work, 'fake.pdf');
    await writeFile(fake, 'MZ this runs');
    await symlink(scan, join(work, 'link.pdf'));
    for (const path of [fake, join(work, 'link.pdf'), join(work, 'none.pdf'), work]) {
      const reply = await attach(id, path);
      expect(reply.ok ? 'ok' : reply.failure.code).toMatch(/^(?:invalid-input|unavailable)$/u);
    }
    trial.shell.files.push([]);
    const input = { about: 'disclosure', aboutId: id, description: 'Paper' };
    expect(await trial.refused('attachments.add', input)).toMatchObject({ code: 'cancelled' });
    expect(await trial.ok('attachments.list', { aboutId: id })).toEqual([]);
    expect((await attach(id)).ok).toBe(true);
    const [paper] = await trial.ok('attachments.list', { aboutId: id });
    await trial.ok('attachments.print', { attachmentId: need(paper).id });
    expect(Buffer.from(need(trial.shell.printed.at(-1)).bytes).toString()).toContain('signed by an inspector');
  });

  test('of the public goes to Assurance first, freezes what it touches, and thaws with a report when it is closed', async () => {
    const [one, two, three] = recordings;
    const sar = request('subject-access', {
      requester: 'Jo Bloggs',
      caseId: undefined,
      recordingIds: [need(one).id],
      receivedOn: '2026-10-16',
    });
    const { caseId: _, ...withoutCase } = sar;
    const subject = await trial.ok('disclosures.receive', withoutCase);
    expect(subject).toMatchObject({ frozen: 1, clock: { dueOn: '2026-11-16' } });
    const { caseId: __, ...foiInput } = request('foi', {
      requester: 'A newspaper',
      recordingIds: [need(two).id],
      period: { place: 'edward street rear', from: '2026-10-05T21:00:00', to: '2026-10-05T21:30:00' },
    });
    const foi = await trial.ok('disclosures.receive', foiInput);
    expect(foi).toMatchObject({ frozen: 2 });
    await as('manager');
    expect(await trial.refused('disclosures.decide', decide(subject.id, 'release'))).toMatchObject({ clause: '4.8' });
    await as('officer');
    const step = { disclosureId: subject.id, step: 'stop-identification' as const };
    const stop = { ...step, onDay: '2026-10-16', reason: 'No ID.' };
    expect(await trial.ok('disclosures.clock', stop)).toMatchObject({ clock: { dueOn: null } });
    expect(await titles()).toContain(`${subject.number}: the clock stands`);
    const referral = { on: '2026-10-16', how: 'E-mail from my office computer' };
    await trial.ok('disclosures.refer', { disclosureId: subject.id, ...referral });
    await trial.ok('disclosures.refer', { disclosureId: foi.id, ...referral });

    await on('2026-11-20', 'officer'); // past the six weeks of all of it
    expect((await kept()).length).toBe(recordings.length); // the period at the place touches every one
    expect((await trial.ok('retention.keptBy', { recordingId: need(three).id })).keptBy).toHaveLength(1);
    expect((await trial.ok('freezes.list', { caseId: opened.caseId })).map(({ thawedAt }) => thawedAt)).toEqual([
      null,
      null,
      null,
    ]);
    await trial.ok('disclosures.clock', { ...stop, step: 'restart', onDay: '2026-11-19', reason: 'ID came.' });

    await as('manager');
    const withdrawn = {
      disclosureId: foi.id,
      how: 'withdrawn',
      on: '2026-11-20',
      note: 'By e-mail.',
      password,
    } as const;
    expect(await trial.ok('disclosures.close', withdrawn)).toMatchObject({ state: 'closed', frozen: 0 });
    await quiet(trial);
    expect(await kept()).toEqual([need(one).number]); // the subject access request still keeps it
    const closed = await trial.ok('disclosures.read', { disclosureId: foi.id });
    await trial.ok('documents.print', { documentId: need(closed.freezeReportId) });
    expect(trial.shell.printed.at(-1)?.title).toBe(`Report of what ${foi.number} froze`);

    await trial.ok('disclosures.decide', decide(subject.id, 'release'));
    await trial.ok('disclosures.close', { ...withdrawn, disclosureId: subject.id, how: 'answered' });
    await quiet(trial);
    expect(await kept()).toEqual([]);
    expect(trial.bugs).toEqual([]);
    expect(await trial.ok('ledger.verify', {})).toMatchObject({ ok: true });
    await trial.signOut();
    expect(await inspectVault(trial.folder)).toMatchObject({ broken: [], undead: [], orphans: [], parts: [] });
  });
});
