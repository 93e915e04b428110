import { writeSync } from 'node:fs';
import { xorrisoDrive } from '../../src/main/platform/disc-xorriso.ts';
import type { BackupDriveId, BundleId } from '../../src/shared/model.ts';
import { backUp, driveVolumes } from './backup-steps.ts';
import { type OpenedCase, quiet, startRetrieval } from './officer-steps.ts';
import { need, trialApp } from './trial-app.ts';

// node crash-child.ts JSON: opens the application on a folder, does one piece of work and kills itself, without any
// chance to tidy up, at the moment the n-th event is announced. Prints a line for each event; for crash.test.ts.

export interface CrashOrder {
  readonly folder: string;
  readonly start: string;
  /** The officer's second factor. */
  readonly secret: string;
  /** Null: runs to the end. */
  readonly dieAtEvent: number | null;
  readonly work:
    | { readonly name: 'retrieve'; readonly opened: OpenedCase; readonly stick: string }
    | { readonly name: 'sign-in' }
    | { readonly name: 'backup'; readonly driveId: BackupDriveId; readonly drive: string }
    | { readonly name: 'burn'; readonly bundleId: BundleId; readonly image: string; readonly page: string };
}

if (process.argv[2] !== undefined) await run(JSON.parse(process.argv[2]) as CrashOrder);

async function run({ folder, start, secret, dieAtEvent, work }: CrashOrder): Promise<void> {
  const trial = await trialApp({
    folder,
    start,
    totp: { officer: secret },
    ...(work.name === 'burn'
      ? { bundlePagePath: work.page, discDrives: async () => [xorrisoDrive(`stdio:${work.image}`, 'Pseudo drive')] }
      : {}),
    ...(work.name === 'backup' ? { volumes: driveVolumes({ [work.drive]: 'one' }) } : {}),
  });
  let count = 0;
  trial.app.subscribe((event) => {
    const what = event.name === 'job.progress' ? `${event.data.state} ${event.data.step}` : JSON.stringify(event.data);
    writeSync(1, `${event.name} ${what}\n`);
    count += 1;
    if (count === dieAtEvent) process.kill(process.pid, 'SIGKILL');
  });
  await trial.signIn('officer');
  if (work.name === 'retrieve') {
    const { jobId } = await startRetrieval(trial, work.opened, work.stick);
    await trial.ended(jobId);
  }
  if (work.name === 'backup') await backUp(trial, { id: work.driveId }, work.drive);
  if (work.name === 'burn') {
    const [drive] = await trial.ok('drives.list', {});
    const { bundleId } = work;
    const { jobId } = await trial.ok('discs.burn', { bundleId, copy: 'court', driveId: need(drive).id });
    await trial.ended(jobId);
  }
  await quiet(trial);
  await trial.app.close();
}
