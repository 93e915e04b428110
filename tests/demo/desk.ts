import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { freshPage } from '../../build/fresh-pages.ts';
import { type App, type AppConfig, createApp } from '../../src/main/app.ts';
import { xorrisoDrive } from '../../src/main/platform/disc-xorriso.ts';
import type { KeyHolder } from '../../src/shared/model.ts';
import { startHost } from '../host/chromium-host.ts';
import { type ScriptedShell, scriptedShell } from '../host/scripted-shell.ts';
import { trialVolumes } from '../host/trial-volumes.ts';
import { type DemoClock, demoClock, shiftPageClock } from './demo-clock.ts';
import { firstMorning } from './story.ts';

/** Something that may lie nowhere in the data folder: what it is, and its bytes. */
export interface Known {
  readonly what: string;
  readonly bytes: Uint8Array;
}

/** The laptop on the desk: the real application in a window, a printer, a burner, a clock on the wall. */
export interface Desk {
  readonly app: App;
  readonly page: Page;
  readonly clock: DemoClock;
  readonly shell: ScriptedShell;
  readonly dataFolder: string;
  /** The pseudo-drive's disc. */
  readonly discPath: string;
  /** What the authenticator apps on the two phones know. */
  readonly totpSecrets: Map<KeyHolder, string>;
  /** Filled as secrets are typed or shown. */
  readonly known: Known[];
  /** Bugs and whatever the page complained of; empty when all went well. */
  problems(): string[];
  /**
   * A screen is as it should be: it is photographed, or looked at in whatever way this run wants. From its top, or
   * where `around` stands.
   */
  seen(name: string, around?: Locator): Promise<void>;
  /** Moves the clock on, on the wall and in the window. */
  skip(milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

export interface DeskOptions {
  readonly dataFolder: string;
  readonly discPath: string;
  readonly colorScheme?: 'light' | 'dark';
  readonly onScreen?: (page: Page, name: string) => Promise<void>;
  readonly volumes?: AppConfig['volumes'];
  /** Another burner than one pseudo-drive with a disc as large as it need be. */
  readonly discDrives?: AppConfig['discDrives'];
  readonly training?: boolean;
}

export async function openDesk(options: DeskOptions): Promise<Desk> {
  const { dataFolder, discPath, colorScheme, onScreen, volumes, discDrives, training = false } = options;
  await mkdir(dataFolder, { recursive: true });
  const clock = demoClock(firstMorning);
  const shell = scriptedShell();
  const bugs: string[] = [];
  const app = await createApp(
    {
      dataFolder,
      uiFolder: freshPage('ui'),
      bundlePagePath: join(freshPage('open-me-first'), 'index.html'),
      clock,
      onBug: (name, error) => void bugs.push(`bug in ${name}: ${String(error)}`),
      discDrives: discDrives ?? (async () => [xorrisoDrive(`stdio:${discPath}`, 'Pseudo-drive of xorriso')]),
      volumes: volumes ?? trialVolumes,
      training,
    },
    shell,
  );
  const host = await startHost(app, colorScheme === undefined ? {} : { colorScheme });
  const { page } = host;
  await host.context.addInitScript(shiftPageClock, clock.aheadMs());
  await page.reload();
  page.setDefaultTimeout(30_000);
  return {
    app,
    page,
    clock,
    shell,
    dataFolder,
    discPath,
    totpSecrets: new Map(),
    known: [],
    problems: () => [...bugs, ...host.problems],
    async seen(name, around) {
      await settled(page);
      if (around === undefined) await page.evaluate(() => window.scrollTo(0, 0));
      else await around.evaluate((element) => element.scrollIntoView({ block: 'center' }));
      await onScreen?.(page, name);
    },
    async skip(milliseconds) {
      clock.skip(milliseconds);
      await page.evaluate((aheadMs) => void (globalThis.__aheadMs = aheadMs), clock.aheadMs());
    },
    async close() {
      await host.close();
      await app.close();
    },
  };
}

/** Fonts and pictures are there, and nothing is being read any more. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('.mantine-Loader-root') === null);
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
  });
}

/** Photographs every screen into a folder, numbered. */
export function photographer(folder: string): (page: Page, name: string) => Promise<void> {
  let count = 0;
  return async (page, name) => {
    count += 1;
    const file = `${String(count).padStart(3, '0')}-${name}.png`;
    await writeFile(join(folder, file), await page.screenshot({ animations: 'disabled' }));
  };
}
