import { existsSync } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freshPage } from '../../build/fresh-pages.ts';
import type { DiscDrive } from '../../src/main/court/disc-drive.ts';
import { imageFileDrive } from '../../src/main/platform/disc-image-file.ts';
import type { Output } from '../../src/shared/contract.ts';
import { standInDrive } from './court/imapi-host.ts';
import { approvedBundle, openCase, smallExport, startRetrieval } from './officer-steps.ts';
import { accounts, need, type TrialApp, trialApp } from './trial-app.ts';

// A disc is verified only after every byte of it was read back; whatever else happens to one that was written to, it is spoiled and says so.

describe('a disc', () => {
  let work: string;
  let trial: TrialApp;
  let bundle: Output<'bundles.prepare'>;
  let drive: DiscDrive;
  let image: string;
  let count = 0;

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'burning-'));
    await smallExport(join(work, 'EXPORT'));
    trial = await trialApp({
      bundlePagePath: join(freshPage('open-me-first'), 'index.html'),
      discDrives: async () => [drive],
    });
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
  beforeEach(() => {
    count += 1;
    image = join(work, `disc-${count}.img`);
    drive = imageFileDrive(image);
  });

  const burn = (): Promise<Output<'discs.burn'>> =>
    trial.ok('discs.burn', { bundleId: bundle.id, copy: 'court', driveId: drive.id });
  const burned = async () => {
    const { discId, jobId } = await burn();
    const job = await trial.ended(jobId);
    return { discId, job, disc: need((await trial.ok('discs.list', {})).find(({ id }) => id === discId)) };
  };
  const expectSpoiled = ({ disc }: Awaited<ReturnType<typeof burned>>): void => {
    expect(disc).toMatchObject({ state: 'spoiled', whereNow: 'To be destroyed', imageSha256: null, labelId: null });
    expect(trial.bugs).toEqual([]);
  };
  const change = async (at: number): Promise<void> => {
    const file = await open(image, 'r+');
    const byte = Buffer.alloc(1);
    await file.read(byte, 0, 1, at);
    await file.write(Buffer.from([need(byte[0]) ^ 1]), 0, 1, at);
    await file.close();
  };

  test('on which one bit came out wrong is spoiled, and may not be handed on', async () => {
    const { readBack } = drive;
    drive = { ...drive, readBack: async (bytes) => change(300_000).then(() => readBack(bytes)) };
    const outcome = await burned();
    expect(outcome.job).toMatchObject({
      state: 'failed',
      failure: expect.stringContaining('does not hold what was sent'),
    });
    expectSpoiled(outcome);
    const away = { to: 'Court', reason: 'Hearing', sealNumber: '1', handedBy: 'A', receivedBy: 'B' };
    expect(await trial.refused('discs.move', { discId: outcome.discId, ...away })).toMatchObject({ code: 'conflict' });
  });

  test('whose burning is stopped is spoiled', async () => {
    const stop = trial.app.subscribe((event) => {
      if (event.name !== 'job.progress' || !event.data.step.startsWith('Burning')) return;
      stop();
      void trial.ok('jobs.cancel', { jobId: event.data.id });
    });
    // A burner takes its time: it asks for the next piece only after a while.
    const { burn: write } = drive;
    drive = { ...drive, burn: (pieces, options) => write(slowly(pieces), options) };
    const outcome = await burned();
    expect(outcome.job).toMatchObject({ state: 'cancelled', failure: null });
    expectSpoiled(outcome);
    expect(existsSync(image)).toBe(false);
  });

  test('that was written already, can be erased or is not there is refused before a byte is written', async () => {
    const { media } = drive;
    for (const wrong of [
      { state: 'written' },
      { state: 'none' },
      { writeOnce: false },
      { capacityBytes: 2048 },
    ] as const) {
      drive = { ...drive, media: async () => ({ ...(await media()), ...wrong }) };
      const outcome = await burned();
      expect(outcome.job.state).toBe('failed');
      expect(outcome.disc).toMatchObject({ state: 'not-written', imageSha256: null, labelId: null });
      expect(outcome.disc.whereNow).toBe('No such disc: nothing was written');
      expect(existsSync(image)).toBe(false);
      expect(trial.bugs).toEqual([]);
    }
  });

  test('that stays open is spoiled: it could still be added to', async () => {
    const { media } = drive;
    drive = { ...drive, media: async () => ({ ...(await media()), closed: false }) };
    const outcome = await burned();
    expect(outcome.job.failure).toContain('not closed');
    expectSpoiled(outcome);
  });

  test('burned on Windows is verified; a power cut spoils it, and what fails before the first byte costs none', async () => {
    drive = standInDrive(image);
    expect((await burned()).disc).toMatchObject({ state: 'verified' });
    drive = standInDrive(join(work, 'power-cut.img'), 'power cut');
    const cut = await burned();
    expect(cut.job.failure).toContain('spoiled');
    expectSpoiled(cut);
    drive = standInDrive(join(work, 'held.img'), 'held');
    const held = await burned();
    expect(held.job.failure).toContain('Another program holds the disc drive');
    expect(held.disc).toMatchObject({ state: 'not-written', whereNow: 'No such disc: nothing was written' });
    expect(trial.bugs).toEqual([]);
  });

  test('of a bundle that is burned twice at once goes into one drive once', async () => {
    const input = { bundleId: bundle.id, copy: 'court', driveId: drive.id };
    const replies = await Promise.all([0, 1].map(() => trial.app.invoke('discs.burn', input)));
    expect(replies.map((reply) => (reply.ok ? 'ok' : reply.failure.code)).toSorted()).toEqual(['conflict', 'ok']);
    for (const { id } of await trial.ok('jobs.list', {})) await trial.ended(id);
    expect((await trial.ok('discs.list', {})).filter(({ state }) => state === 'burning')).toEqual([]);
  });

  test('that was verified and is found changed later is spoiled', async () => {
    const { disc, discId } = await burned();
    expect(disc).toMatchObject({ state: 'verified' });
    const check = async () => trial.ended((await trial.ok('discs.check', { discId, driveId: drive.id })).jobId);
    expect(await check()).toMatchObject({ state: 'done' });
    await change(300_000);
    expect(await check()).toMatchObject({ state: 'failed' });
    const after = (await trial.ok('discs.list', {})).find(({ id }) => id === discId);
    expect(after).toMatchObject({ state: 'spoiled', whereNow: 'To be destroyed' });
  });

  test('is approved once, and refused once it is refused', async () => {
    const [proceedings] = await trial.ok('proceedings.list', {});
    const again = await trial.ok('bundles.prepare', {
      proceedingsId: need(proceedings).id,
      recordings: [{ recordingId: need(bundle.exhibits[0]?.recordingId), description: 'Again' }],
      stillIds: [],
    });
    await trial.signOut();
    await trial.signIn('manager');
    const { password } = accounts.manager;
    const replies = await Promise.all(
      (['refuse', 'approve'] as const).map((decision) =>
        trial.app.invoke('bundles.decide', { bundleId: again.id, decision, reasons: 'x', password }),
      ),
    );
    expect(replies.map((reply) => (reply.ok ? 'ok' : reply.failure.code)).toSorted()).toEqual(['conflict', 'ok']);
    await trial.signOut();
    await trial.signIn('officer');
    const decided = need((await trial.ok('bundles.list', {})).find(({ id }) => id === again.id));
    const reply = await trial.app.invoke('discs.burn', { bundleId: again.id, copy: 'court', driveId: drive.id });
    expect(reply.ok).toBe(decided.state === 'approved');
    for (const { id } of await trial.ok('jobs.list', {})) await trial.ended(id);
    expect(trial.bugs).toEqual([]);
  });
});

async function* slowly(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    yield piece;
  }
}
