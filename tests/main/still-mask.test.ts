import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Output } from '../../src/shared/contract.ts';
import { findObject, openBeside } from './inspected-vault.ts';
import { quiet } from './officer-steps.ts';
import { credentialsOf } from './people-steps.ts';
import { type Still, type StillDesk, stillDesk } from './still-steps.ts';
import { accounts, need, type TrialApp } from './trial-app.ts';

// CoP 5.13-5.15: a masked copy is a derivative of its own, of a countersigned still; what is covered is not in it; a
// second person compares it with the still before it is printed.

const { password } = accounts.manager;
type Mask = Output<'masks.list'>[number];

/** The pixels of a PNG, decoded outside the application. */
async function pixelsOf(png: Uint8Array): Promise<Buffer> {
  const run = promisify(execFile)('ffmpeg', ['-v', 'error', '-i', '-', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'], {
    encoding: 'buffer',
    maxBuffer: 64 * 1024 * 1024,
  });
  run.child.stdin?.end(png);
  return (await run).stdout;
}

const chunksOf = (png: Buffer): string[] => {
  const names: string[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) names.push(png.toString('latin1', at + 4, at + 8));
  return [...new Set(names)];
};

describe('a masked copy of a still', () => {
  let desk: StillDesk;
  let trial: TrialApp;
  let still: Still;
  let mask: Mask;
  const boxes = [
    { x: 10, y: 20, width: 30, height: 40 },
    { x: 351, y: 287, width: 1, height: 1 },
  ];
  const making = () => ({ stillId: still.id, reason: 'Passers-by.', boxes });
  const picture = async (url: string): Promise<Buffer> =>
    Buffer.from(await (await trial.app.fetch(new Request(`https://app.invalid${url}`))).arrayBuffer());
  const deciding = (decision: 'approve' | 'refuse') => ({ maskId: mask.id, decision, reasons: 'Compared.', password });

  beforeAll(async () => {
    desk = await stillDesk();
    ({ trial } = desk);
  });
  afterAll(() => desk.remove());

  test('is made only of a countersigned still, of areas that lie in it', async () => {
    still = await desk.produced('Door');
    expect(await trial.refused('masks.make', making())).toMatchObject({ code: 'clause', clause: '5.15' });
    still = await desk.countersigning(still, 'countersign');
    const { size } = await trial.ok('ledger.search', {});
    for (const box of [
      { x: 350, y: 0, width: 3, height: 1 },
      { x: 0, y: 288, width: 1, height: 1 },
      { x: 0, y: 0, width: 0, height: 1 },
      { x: 0.5, y: 0, width: 1, height: 1 },
    ])
      expect(await trial.refused('masks.make', { ...making(), boxes: [box] })).toMatchObject({ code: 'invalid-input' });
    expect(await trial.refused('masks.make', { ...making(), boxes: [] })).toMatchObject({ code: 'invalid-input' });
    expect((await trial.ok('ledger.search', {})).size).toBe(size);
  });

  test('holds nothing of what is covered, everything else to the bit, and says in its file what it is', async () => {
    mask = await trial.ok('masks.make', making());
    expect(mask).toMatchObject({ number: `${still.number}-M1`, state: 'made', boxes, parentSha256: still.sha256 });
    expect(mask.sha256).not.toBe(still.sha256);
    const { maskedUrl, stillUrl } = await trial.ok('masks.show', { maskId: mask.id, officerPresent: true });
    const [masked, whole] = [await picture(maskedUrl), await picture(stillUrl)];
    // A picture on the screen does not keep the vault from being verified.
    const { jobId } = await trial.ok('verification.start', {});
    expect(await trial.ended(jobId)).toMatchObject({ state: 'done' });
    await trial.ok('masks.putAway', { maskId: mask.id });
    for (const url of [maskedUrl, stillUrl])
      expect((await trial.app.fetch(new Request(`https://app.invalid${url}`))).status).toBe(404);
    const [now, before] = [await pixelsOf(masked), await pixelsOf(whole)];
    expect(now.length).toBe(352 * 288 * 3);
    const isCovered = (x: number, y: number): boolean =>
      boxes.some((box) => x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height);
    const expected = Buffer.from(before);
    let covered = 0;
    for (let at = 0; at < 352 * 288; at += 1)
      if (isCovered(at % 352, Math.floor(at / 352))) covered += expected.fill(0, at * 3, at * 3 + 3).length > 0 ? 1 : 0;
    expect(covered).toBe(30 * 40 + 1);
    expect(now.equals(expected)).toBe(true);
    expect(now.equals(before)).toBe(false);
    // Nothing rides along: the chunks of a picture, the meaning of its colours as in the still, and our words.
    expect(chunksOf(masked)).toEqual(chunksOf(whole).flatMap((name) => (name === 'pHYs' ? ['tEXt', name] : [name])));
    expect(masked.toString('latin1')).toContain(
      `Masked copy ${mask.number} of ${still.number}. SHA-256 of the still: ${still.sha256 ?? ''}`,
    );
  });

  test('is printed by nobody before the manager has compared it; no one approves their own', async () => {
    const wanted = { stillId: still.id, reason: 'For the neighbour', maskId: mask.id };
    expect(await trial.refused('prints.make', wanted)).toMatchObject({ code: 'clause', clause: '5.15' });
    expect(await trial.refused('masks.decide', deciding('approve'))).toMatchObject({ code: 'forbidden' });
    await desk.as('manager');
    const seeing = { maskId: mask.id, officer: credentialsOf(trial, 'officer') };
    expect(await trial.refused('masks.show', { maskId: mask.id, officerPresent: true })).toMatchObject({
      code: 'forbidden',
    });
    const alone = { ...seeing, officer: { ...seeing.officer, password: 'not this one' } };
    expect(await trial.refused('masks.showWithOfficer', alone)).toMatchObject({ code: 'forbidden' });
    expect(await trial.refused('masks.decide', deciding('approve'))).toMatchObject({ code: 'clause', clause: '5.15' });
    expect((await picture((await trial.ok('masks.showWithOfficer', seeing)).maskedUrl)).length).toBeGreaterThan(0);
    expect((await trial.ok('approvals.list', {})).map(({ kind, number }) => `${kind} ${number}`)).toContain(
      `mask ${mask.number}`,
    );
    expect((await trial.ok('today.read', {})).due.map(({ title }) => title)).toContain(
      `Masked copy ${mask.number} waits for your approval`,
    );
    const wrong = { ...deciding('approve'), password: accounts.officer.password };
    expect(await trial.refused('masks.decide', wrong)).toMatchObject({ code: 'forbidden' });
    const replies = await Promise.all(
      [1, 2].map(() => trial.app.invoke('masks.decide', deciding('approve'))), // whichever comes first
    );
    expect(replies.map((reply) => (reply.ok ? (reply.value as Mask).state : reply.failure.code)).toSorted()).toEqual([
      'approved',
      'conflict',
    ]);
    expect(await trial.ok('masks.list', { stillId: still.id })).toMatchObject([{ decidedBy: 'Morag Whitfield' }]);
    await desk.as('officer');
    const print = await trial.ok('prints.make', wanted);
    expect(print).toMatchObject({ number: `${still.number}/2`, mask: { number: mask.number, sha256: mask.sha256 } });
    const other = await desk.countersigned('Van');
    expect(await trial.refused('prints.make', { ...wanted, stillId: other.id })).toMatchObject({ code: 'conflict' });
    expect(await trial.refused('prints.make', { ...wanted, maskId: other.id })).toMatchObject({ code: 'not-found' });
  });

  test('that is released is released alone: its still does not go on the same decision', async () => {
    const asked = await trial.ok('disclosures.receive', {
      ...{ class: 'council', receivedOn: '2026-10-06', requester: 'R. Vale', organisation: 'Stockport MBC' },
      ...{ contact: 'by post', basis: 'CoP 4.11', purpose: 'Injunction.', footageAsked: 'The still.' },
      ...{ recordingIds: [], caseId: desk.opened.caseId, council: { department: 'Legal', legalAction: 'Injunction' } },
    });
    await desk.as('manager');
    const granting = { disclosureId: asked.id, decision: 'release', reasons: 'Needed.', password } as const;
    await trial.ok('disclosures.decide', granting);
    await desk.as('officer');
    const [whole, covered] = await trial.ok('prints.list', { stillId: still.id });
    await trial.ok('disclosures.send', {
      ...{ disclosureId: asked.id, discIds: [], printIds: [need(covered).id], printsBackOn: '2026-10-30' },
      ...{ method: 'By hand', sentOn: '2026-10-06', recipient: 'R. Vale', recipientOrganisation: 'Stockport MBC' },
      ...{ isEncrypted: false, receiptBy: '2026-10-20' },
    });
    const { release } = await trial.ok('disclosures.read', { disclosureId: asked.id });
    expect(release?.items).toMatchObject([{ id: still.id, print: need(covered).number, sha256: mask.sha256 }]);
    expect(
      await trial.refused('prints.signOut', {
        ...{ printId: need(whole).id, taker: 'agency', person: 'R. Vale', organisation: 'Stockport MBC', reason: 'x' },
        ...{ dueBackOn: '2026-10-30', authority: { kind: 'release', id: asked.id } },
      }),
    ).toMatchObject({ message: expect.stringContaining('did not release this picture') });
  });

  test('that was refused loses its picture, and cannot be printed past the application either', async () => {
    mask = await trial.ok('masks.make', { ...making(), boxes: [{ x: 0, y: 0, width: 5, height: 5 }] });
    const file = await findObject(trial.folder, mask.sha256);
    await stat(file);
    await desk.as('manager');
    const seen = { maskId: mask.id, officer: credentialsOf(trial, 'officer') };
    const { maskedUrl, stillUrl } = await trial.ok('masks.showWithOfficer', seen);
    expect((await picture(maskedUrl)).length).toBeGreaterThan(0);
    await trial.ok('masks.decide', deciding('refuse'));
    await quiet(trial);
    // What was on the screen goes with its key, although it was open: nothing serves it any more.
    for (const url of [maskedUrl, stillUrl])
      expect((await trial.app.fetch(new Request(`https://app.invalid${url}`))).status).toBe(404);
    const [, refused] = await trial.ok('masks.list', { stillId: still.id });
    expect(refused).toMatchObject({ state: 'refused', decisionReasons: 'Compared.' });
    expect(need(refused).pictureDestroyedAt).not.toBeNull();
    await expect(stat(file)).rejects.toThrow('ENOENT');
    const officer = credentialsOf(trial, 'officer');
    expect(await trial.refused('masks.showWithOfficer', { maskId: mask.id, officer })).toMatchObject({
      clause: '5.15',
    });
    const { vault } = await openBeside(trial.folder);
    const past = `INSERT INTO still_prints (id, still_id, ordinal, state, made_at, made_by, reason, sheet_id, mask_id, where_now)
      SELECT 'x', still_id, 99, 'in-cabinet', made_at, made_by, reason, sheet_id, '${mask.id}', 'x' FROM still_prints LIMIT 1`;
    expect(() => vault.database.connection.prepare(past).run()).toThrow(/only an approved mask/u);
    vault.close();
    expect(trial.bugs).toEqual([]);
  });
});
