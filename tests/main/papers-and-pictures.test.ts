import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Input } from '../../src/shared/contract.ts';
import type { AttachmentId, DeploymentId, DisclosureId, PiaId } from '../../src/shared/model.ts';
import { asFromTelephone, drawing, photograph, zipOf } from '../fixtures/pictures.ts';
import { requestOf, schemeDesk, surveyOf } from './deployments/scheme-steps.ts';
import { allText } from './documents/poppler.ts';
import { findObject, inspectVault } from './inspected-vault.ts';
import { need, type TrialApp, trialApp } from './trial-app.ts';

// Pictures of a site and papers of other people: chosen, judged, sealed as they came, looked at, printed and copied out.

const day = '2026-10-06';

describe('what people bring', () => {
  let trial: TrialApp;
  let desk: ReturnType<typeof schemeDesk>;
  let deploymentId: DeploymentId;
  let piaId: PiaId;
  let disclosureId: DisclosureId;
  let sign: Buffer;
  let sketch: Buffer;

  const file = async (name: string, bytes: Uint8Array | string): Promise<void> => {
    const path = join(trial.folder, 'brought', name);
    await writeFile(path, bytes);
    trial.shell.files.push([path]);
  };
  const picture = (shows: Input<'deployments.addPicture'>['shows'], note: string) => ({ deploymentId, shows, note });
  const attach = async (name: string, bytes: Uint8Array | string): Promise<AttachmentId> => {
    await file(name, bytes);
    const paper = { about: 'disclosure', aboutId: disclosureId, description: `The paper ${name}` } as const;
    return (await trial.ok('attachments.add', paper)).id;
  };
  const seen = async (url: string): Promise<Response> => trial.app.fetch(new Request(`app://ui${url}`));
  const printed = (): { title: string; words: string; bytes: Buffer } => {
    const { title, bytes } = need(trial.shell.printed.at(-1));
    return { title, words: allText({ bytes, pages: 1 }), bytes: Buffer.from(bytes) };
  };

  beforeAll(async () => {
    trial = await trialApp();
    desk = schemeDesk(trial);
    await mkdir(join(trial.folder, 'brought'));
    [sign, sketch] = await Promise.all([photograph(), drawing()]);
    await trial.setUp();
    await trial.signIn('officer');
    const { id: caseId } = await trial.ok('cases.open', { reactRef: 'ASB/2026/0417', title: 'Noise' });
    deploymentId = (await trial.ok('waiting.request', requestOf(caseId))).id;
    piaId = (await trial.ok('pias.begin', { deploymentId, author: 'Priya Nair' })).id;
    const request = { class: 'council', council: { department: 'Legal', legalAction: 'ASBI' }, caseId } as const;
    disclosureId = (
      await trial.ok('disclosures.receive', {
        ...{ ...request, receivedOn: day, requester: 'A. Clerk', contact: 'a@example.org' },
        ...{ basis: 'Legal action', purpose: 'An injunction', footageAsked: 'All', recordingIds: [] },
      })
    ).id;
  });
  afterAll(() => trial.remove());

  test('a sketch goes beside the PIA before it is decided, and into its sheet without what the camera wrote', async () => {
    await file('sketch.png', sketch);
    const [first] = await trial.ok(
      'deployments.addPicture',
      picture('field-of-view', 'Gate and path, kitchen left out'),
    );
    expect(first).toMatchObject({ format: 'png', width: 64, height: 48, takenAt: null, withdrawnBecause: null });
    await desk.write(piaId, day, '2026-11-20');
    await trial.ok('pias.submit', { piaId });
    await desk.as('manager');
    const shown = await trial.ok('deployments.showPicture', { deploymentId, pictureId: need(first).id });
    const answer = await seen(shown.picture);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await answer.arrayBuffer()).equals(sketch)).toBe(true);
    const { latest } = await desk.decide(piaId, 'approve', 1);
    await trial.ok('documents.print', { documentId: need(latest.sheetId) });
    expect(printed().words).toContain('Fieldofview:Gateandpath,kitchenleftout');
    expect(printed().bytes.toString('latin1')).toContain('/Subtype /Image');
  });

  test('photographs of the signs are judged by content, sealed as they came, and set aside with a reason', async () => {
    await file('fake.jpg', 'MZ this runs');
    expect((await trial.refused('deployments.addPicture', picture('sign-centre', 'x'))).code).toBe('invalid-input');
    await file('gate.jpg', asFromTelephone(sign));
    await trial.ok('deployments.addPicture', picture('sign-perimeter', 'Sign at the gate'));
    await file('wrong.jpg', sign);
    const all = await trial.ok('deployments.addPicture', picture('sign-centre', 'Sign of the neighbour'));
    expect(all).toMatchObject([
      {},
      { fileName: 'gate.jpg', width: 48, height: 64, takenAt: '2026-10-05T14:03:07', hasPlace: true },
      { fileName: 'wrong.jpg', takenAt: null, hasPlace: false },
    ]);
    const wrong = { deploymentId, pictureId: need(all[2]).id };
    const sealed = await findObject(trial.folder, need(all[2]).sha256);
    const after = await trial.ok('deployments.withdrawPicture', { ...wrong, reason: 'Another house.' });
    expect(after[2]).toMatchObject({ withdrawnBecause: 'Another house.' });
    // It has no purpose any more: its key and its file are destroyed at once, with an entry that says so.
    await expect.poll(() => stat(sealed).catch(() => null), { timeout: 20_000 }).toBeNull();
    const [entry] = (await trial.ok('ledger.search', { text: 'the picture was set aside' })).rows;
    expect(JSON.parse(need(entry).details)).toMatchObject({ pictureId: wrong.pictureId, deploymentId });
    expect((await trial.ok('ledger.verify', {})).ok).toBe(true);
    expect((await trial.refused('deployments.showPicture', wrong)).code).toBe('conflict');
    expect((await trial.refused('deployments.withdrawPicture', { ...wrong, reason: 'x' })).code).toBe('conflict');
  });

  test('the survey is printed with the pictures that stand', async () => {
    expect(await desk.clause('deployments.surveySheet', { deploymentId })).toBe('5.7');
    await trial.ok('deployments.survey', surveyOf(deploymentId, day));
    await trial.ok('documents.print', await trial.ok('deployments.surveySheet', { deploymentId }));
    const { title, words, bytes } = printed();
    expect(title).toBe('Site survey of DEP-0001');
    expect(words).toContain('Signattheperimeter:Signatthegate');
    expect(words).toContain('TakenMon5Oct2026,14:03:07(bythecamera’sclock)');
    expect(words).not.toContain('neighbour');
    expect(bytes.toString('latin1')).not.toContain('MOTION FILM');
    const { timeline } = await trial.ok('deployments.read', { deploymentId });
    expect(timeline.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['deployments.addPicture', 'deployments.showPicture', 'deployments.withdrawPicture']),
    );
  });

  test('what is set aside lives on in no sheet: the survey goes with it, and the PIA’s sheet is printed no more', async () => {
    const { documentId } = await trial.ok('deployments.surveySheet', { deploymentId });
    const sheets = await trial.ok('documents.list', {});
    const survey = need(sheets.find(({ id }) => id === documentId));
    const pia = need(sheets.find(({ kind }) => kind === 'pia'));
    const [surveyFile, piaFile] = await Promise.all(
      [survey, pia].map(({ sha256 }) => findObject(trial.folder, sha256)),
    );
    const pictures = (await trial.ok('deployments.list', {})).find(({ id }) => id === deploymentId)?.pictures ?? [];
    const { id: pictureId } = need(pictures.find(({ shows }) => shows === 'field-of-view'));
    await trial.ok('deployments.withdrawPicture', { deploymentId, pictureId, reason: 'Shows a neighbour’s window.' });
    for (const [id, remedy] of [
      [survey.id, 'Make the sheet of the survey anew'],
      [pia.id, 'reopen the PIA'],
    ] as const)
      expect(await trial.refused('documents.print', { documentId: id })).toMatchObject({
        ...{ clause: '5.12', message: expect.stringContaining(remedy) },
      });
    await expect.poll(() => stat(need(surveyFile)).catch(() => null), { timeout: 20_000 }).toBeNull();
    await stat(need(piaFile));
    const { rows } = await trial.ok('ledger.search', { text: pictureId });
    const told = rows.map(({ details }) => JSON.parse(details) as { checked?: string; sheets?: unknown[] });
    expect(need(told.find(({ sheets: shown }) => shown !== undefined)).sheets).toEqual(
      expect.arrayContaining([
        { documentId: pia.id, title: pia.title, copyOnIt: 'kept sealed on the sheet, which is not printed' },
        { documentId, title: survey.title, copyOnIt: 'destroyed with the sheet' },
      ]),
    );
    await trial.ok('documents.print', await trial.ok('deployments.surveySheet', { deploymentId }));
    expect(printed().words).not.toContain('kitchen');
    expect((await trial.ok('ledger.verify', {})).ok).toBe(true);
  });

  test('a scan is shown and printed, a mail is shown as text, a Word document is only kept and copied out', async () => {
    const scan = { attachmentId: await attach('scan.jpg', asFromTelephone(sign)) };
    const { picture: address } = await trial.ok('attachments.show', scan);
    expect((await seen(need(address))).headers.get('content-type')).toBe('image/jpeg');
    await trial.ok('attachments.print', scan);
    expect(printed().words).toContain('Thepaperscan.jpg');
    expect(printed().bytes.toString('latin1')).not.toContain('MOTION FILM');

    const words = 'From: Jo <jo@example.org>\nDate: Tue, 6 Oct 2026\n\n<img src=x onerror=alert(1)> Please.\n';
    const mail = { attachmentId: await attach('mail.eml', words) };
    expect(await trial.ok('attachments.show', mail)).toEqual({ picture: null, text: words });
    expect((await trial.refused('attachments.print', mail)).code).toBe('conflict');

    const document = zipOf(['[Content_Types].xml', 'word/document.xml']);
    const letter = { attachmentId: await attach('letter.docx', document) };
    expect((await trial.refused('attachments.show', letter)).code).toBe('conflict');
    expect(await trial.ok('attachments.save', { ...letter, reason: 'To read it in the office' })).toEqual({
      saved: true,
    });
    expect(trial.shell.saved.at(-1)).toMatchObject({ name: 'letter.docx' });
    expect(Buffer.from(need(trial.shell.saved.at(-1)).bytes).equals(document)).toBe(true);
    const { rows } = await trial.ok('ledger.search', { text: 'To read it in the office' });
    expect(rows.map(({ action }) => action)).toEqual(['attachments.save', 'attachments.save']);
    expect(await trial.ok('attachments.list', { aboutId: disclosureId })).toMatchObject([
      { format: 'jpeg' },
      { format: 'eml' },
      { format: 'docx' },
    ]);
  });

  test('nothing of it is lost or left over', async () => {
    expect(trial.bugs).toEqual([]);
    expect(await trial.ok('ledger.verify', {})).toMatchObject({ ok: true });
    await trial.signOut();
    expect(await inspectVault(trial.folder)).toMatchObject({ broken: [], undead: [], orphans: [], parts: [] });
  });
});
