import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BundleRecord } from '../../../resources/open-me-first/record.ts';
import { freshPage } from '../../../build/fresh-pages.ts';
import { imageFileDrive } from '../../../src/main/platform/disc-image-file.ts';
import { sha256Hex } from '../../../src/main/platform/sha256.ts';
import type { Output } from '../../../src/shared/contract.ts';
import { extractBundle } from '../../demo/verify-output.ts';
import { approve } from '../officer-steps.ts';
import { credentialsOf } from '../people-steps.ts';
import { type Still, type StillDesk, stillDesk } from '../still-steps.ts';
import { accounts, need } from '../trial-app.ts';
import { commandLine } from './outside-checks.ts';

// A masked copy goes to court in place of its still: it is said to be one, with its parent and who approved it, and the
// picture it covers is nowhere on the disc.

const { password } = accounts.manager;

describe('a masked copy as an exhibit', () => {
  let work: string;
  let desk: StillDesk;
  let still: Still;
  let mask: Output<'masks.list'>[number];
  let proceedingsId: Output<'proceedings.name'>['id'];
  const disc = (): string => join(work, 'disc.img');

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'masked-'));
    desk = await stillDesk({
      bundlePagePath: join(freshPage('open-me-first'), 'index.html'),
      discDrives: async () => [imageFileDrive(disc())],
    });
    still = await desk.countersigned('Door');
    const boxes = [{ x: 10, y: 20, width: 30, height: 40 }];
    mask = await desk.trial.ok('masks.make', { stillId: still.id, reason: 'A child passes by.', boxes });
    const { caseId } = desk.opened;
    const court = { kind: 'civil' as const, court: 'County Court at Stockport', caseNumber: 'L1', parties: 'A v B' };
    ({ id: proceedingsId } = await desk.trial.ok('proceedings.name', { caseId, ...court }));
  });
  afterAll(async () => {
    await desk.remove();
    await rm(work, { recursive: true, force: true });
  });
  const wish = () => ({ proceedingsId, recordings: [], stillIds: [], maskIds: [mask.id] });

  test('waits for the manager who compares it with its still', async () => {
    expect(await desk.trial.refused('bundles.prepare', wish())).toMatchObject({ code: 'clause', clause: '5.15' });
    await desk.as('manager');
    await desk.trial.ok('masks.showWithOfficer', { maskId: mask.id, officer: credentialsOf(desk.trial, 'officer') });
    await desk.trial.ok('masks.decide', { maskId: mask.id, decision: 'approve', reasons: 'Compared.', password });
    await desk.as('officer');
    const twice = { ...wish(), maskIds: [mask.id, mask.id] };
    expect(await desk.trial.refused('bundles.prepare', twice)).toMatchObject({ code: 'invalid-input' });
  });

  test('is on the disc with its parent and its decision, and the still is not', async () => {
    const { trial } = desk;
    const bundle = await trial.ok('bundles.prepare', wish());
    expect(bundle.exhibits).toMatchObject([
      {
        ...{ kind: 'still', stillId: still.id, sha256: mask.sha256, mask: { id: mask.id, number: mask.number } },
        description: `Masked copy of still photograph ${still.number}: Door`,
      },
    ]);
    await approve(trial, bundle.id);
    const { jobId } = await trial.ok('discs.burn', { bundleId: bundle.id, copy: 'court', driveId: disc() });
    expect(await trial.ended(jobId)).toMatchObject({ state: 'done' });
    const home = join(work, 'bundle');
    expect(await extractBundle(disc(), home)).toMatchObject({ ok: true });
    expect(commandLine(home).status).toBe(0);
    const record = JSON.parse(await readFile(join(home, 'data/record/exhibits.json'), 'utf8')) as BundleRecord;
    expect(record.stills).toMatchObject([
      {
        ...{ sha256: mask.sha256, countersignedBy: accounts.manager.name },
        masked: {
          ...{ number: mask.number, parentNumber: still.number, parentSha256: still.sha256, areas: 1 },
          ...{ reason: 'A child passes by.', approvedBy: accounts.manager.name },
        },
      },
    ]);
    expect(await readFile(join(home, 'manifest-sha256.txt'), 'utf8')).not.toContain(need(still.sha256));
    const ledger = await readFile(join(home, 'data/record/ledger.json'), 'utf8');
    for (const action of ['masks.make', 'masks.decide', 'stills.countersign']) expect(ledger).toContain(action);
    const statement = await trial.ok('statements.drawUp', { bundleId: bundle.id });
    const said = statement.sentences.map(({ text }) => text).join(' ');
    expect(said).toContain(`number ${mask.number} in the scheme’s register, marked AS/1.`);
    expect(said).toContain(`approved masked copy ${mask.number} of the still photograph.`);
    expect(trial.bugs).toEqual([]);
  });

  test('takes no print of the still itself to that court', async () => {
    const print = await desk.print(still);
    const authorities = await desk.trial.ok('prints.authorities', { printId: print.id });
    const [forCourt] = authorities.filter(({ kind }) => kind === 'proceedings');
    expect(need(forCourt).bar).toContain(`does not hold this picture of ${still.number}`);
  });

  test('is what the court is shown: the still it covers is not opened', async () => {
    const { trial } = desk;
    const both = await trial.ok('bundles.prepare', { ...wish(), stillIds: [still.id] });
    await approve(trial, both.id);
    const copy = need(both.exhibits.find((each) => each.mask !== null));
    const showing = await trial.ok('viewings.present', {
      ...{ bundleId: both.id, place: 'Court 3', allowedBy: 'District Judge Patel', direction: 'As listed.' },
      ...{ listed: [], stills: [copy.reference] },
    });
    const told = { stillId: still.id, reference: copy.reference, maskId: mask.id, sha256: mask.sha256 };
    expect(showing.viewing.showing?.stills).toEqual([told]);
    const answer = await trial.app.fetch(new Request(`https://app.invalid${need(showing.stills[0]).url}`));
    expect(sha256Hex(new Uint8Array(await answer.arrayBuffer()))).toBe(mask.sha256);
    await trial.ok('viewings.stillShown', { viewingId: showing.viewing.id, reference: copy.reference });
    const { rows } = await trial.ok('ledger.search', { action: 'viewings.stillShown' });
    expect(JSON.parse(need(rows[0]).details)).toMatchObject(told);
    await trial.ok('viewings.close', { viewingId: showing.viewing.id, outcome: 'shown-in-court' });
  });

  test('of a still that was withdrawn goes on no disc', async () => {
    const { trial } = desk;
    const [bundle] = await trial.ok('bundles.list', {});
    const boxes = [{ x: 1, y: 2, width: 3, height: 4 }];
    const undecided = await trial.ok('masks.make', { stillId: still.id, reason: 'The van too.', boxes });
    const blockers = async (): Promise<string> =>
      (await trial.ok('cases.closingReview', { caseId: desk.opened.caseId })).blockers.join(' ');
    expect(await blockers()).toContain(undecided.number);
    await trial.ok('stills.withdraw', { stillId: still.id, reason: 'Wrong door.' });
    expect(await blockers()).not.toContain(undecided.number);
    expect(await trial.refused('bundles.prepare', wish())).toMatchObject({ code: 'clause', clause: '5.15' });
    const burning = { bundleId: need(bundle).id, copy: 'court', driveId: disc() } as const;
    await rm(disc());
    expect((await trial.ended((await trial.ok('discs.burn', burning)).jobId)).failure).toContain('was withdrawn');
  });
});
