import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Desk, type DeskOptions, openDesk } from '../demo/desk.ts';
import { incidentDay } from '../demo/story.ts';
import { buildDvrExport } from '../fixtures/dvr-export.ts';

/** A desk in a folder of its own, which goes away with it. */
export interface TrialDesk {
  readonly desk: Desk;
  /** The recorder's export, on the stick. */
  readonly stick: string;
  readonly bundle: string;
  remove(): Promise<void>;
}

export async function trialDesk(options: Pick<DeskOptions, 'onScreen' | 'discDrives'> = {}): Promise<TrialDesk> {
  const work = await mkdtemp(join(tmpdir(), 'desk-'));
  const stick = join(work, 'EXPORT');
  await mkdir(stick);
  await buildDvrExport(stick, { samples: '../shared/samples', date: incidentDay });
  const desk = await openDesk({ dataFolder: join(work, 'data'), discPath: join(work, 'disc.iso'), ...options });
  return {
    desk,
    stick,
    bundle: join(work, 'bundle'),
    async remove() {
      await desk.close();
      await rm(work, { recursive: true, force: true });
    },
  };
}
