import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Output } from '../../src/shared/contract.ts';
import type { BookmarkId, KeyHolder } from '../../src/shared/model.ts';
import { type OpenedCase, openCase, openViewing, smallExport, startRetrieval } from './officer-steps.ts';
import { accounts, need, type TrialApp, trialApp } from './trial-app.ts';

export type Still = Output<'stills.request'>;
export type Print = Output<'prints.list'>[number];
const { password } = accounts.manager;

/** A laptop with a little footage in one case, a bookmark in it and a scanned paper at hand. The officer is signed in. */
export interface StillDesk {
  readonly trial: TrialApp;
  readonly opened: OpenedCase;
  readonly bookmarkId: BookmarkId;
  readonly scan: string;
  /** Signs out who is there, and this one in. */
  as(who: KeyHolder): Promise<void>;
  /** Asked for at the SNO's request unless told otherwise, approved and produced. Leaves the officer signed in. */
  produced(particulars: string, ask?: () => Promise<Still>): Promise<Still>;
  /** The same, and countersigned. */
  countersigned(particulars: string, ask?: () => Promise<Still>): Promise<Still>;
  countersigning(still: Still, decision: 'countersign' | 'reject'): Promise<Still>;
  print(still: Still): Promise<Print>;
  attach(about: 'disclosure' | 'print' | 'still', aboutId: string): Promise<void>;
  remove(): Promise<void>;
}

export async function stillDesk(more: Parameters<typeof trialApp>[0] = {}): Promise<StillDesk> {
  const work = await mkdtemp(join(tmpdir(), 'stills-'));
  const scan = join(work, 'paper.pdf');
  await writeFile(scan, '%PDF-1.7\nsigned\n%%EOF\n');
  await smallExport(join(work, 'EXPORT'));
  const trial = await trialApp(more);
  await trial.setUp();
  await trial.signIn('officer');
  const opened = await openCase(trial);
  const { jobId } = await startRetrieval(trial, opened, join(work, 'EXPORT'));
  await trial.ended(jobId);
  const shown = need((await trial.ok('recordings.list', {})).find(({ playable }) => playable === 'derivative'));
  const { viewing } = await openViewing(trial, shown.id);
  const at = { viewingId: viewing.id, positionMs: 300, frameIndex: 3, note: 'Door opens.' };
  const { id: bookmarkId } = await trial.ok('viewings.bookmark', at);
  await trial.ok('viewings.close', { viewingId: viewing.id, outcome: 'still-wanted' });

  const as: StillDesk['as'] = async (who) => {
    if ((await trial.ok('app.state', {})).person !== null) await trial.signOut();
    await trial.signIn(who);
  };
  const produced: StillDesk['produced'] = async (particulars, ask) => {
    const asked = { bookmarkId, requester: 'Priya Shah', necessity: 'To identify.', particulars };
    const { id: stillId } = await (ask?.() ?? trial.ok('stills.request', asked));
    await as('manager');
    await trial.ok('stills.decide', { stillId, decision: 'approve', reasons: 'Needed.', password });
    await as('officer');
    return trial.ok('stills.produce', { stillId });
  };
  const countersigning: StillDesk['countersigning'] = async ({ id: stillId }, decision) => {
    await as('manager');
    const signing = { stillId, decision, reasons: 'Seen.', cabinetPlace: 'Cabinet 1', password } as const;
    const signed = await trial.ok('stills.countersign', signing);
    await as('officer');
    return signed;
  };
  return {
    ...{ trial, opened, bookmarkId, scan, as, produced, countersigning },
    countersigned: async (particulars, ask) => countersigning(await produced(particulars, ask), 'countersign'),
    print: async ({ id: stillId }) => need((await trial.ok('prints.list', { stillId }))[0]),
    async attach(about, aboutId) {
      trial.shell.files.push([scan]);
      await trial.ok('attachments.add', { about, aboutId, description: 'Paper' });
    },
    async remove() {
      await trial.remove();
      await rm(work, { recursive: true, force: true });
    },
  };
}
