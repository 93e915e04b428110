import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const project = join(import.meta.dirname, '..');

/** A page that is built from sources, and where it lands. */
interface Page {
  readonly config: string;
  readonly outFolder: string;
  readonly sources: readonly string[];
}

const pages = {
  ui: {
    config: 'build/vite.renderer.ts',
    outFolder: 'dist/renderer',
    sources: ['src/renderer/**/*', 'src/shared/**/*'],
  },
  'open-me-first': {
    config: 'build/vite.open-me-first.ts',
    outFolder: 'dist/open-me-first',
    sources: ['resources/open-me-first/**/*', 'src/shared/**/*'],
  },
} satisfies Record<string, Page>;

export type PageName = keyof typeof pages;

/**
 * Builds a page unless what lies in its folder was built from exactly these sources, and answers the folder. Several
 * tests may ask at once: each builds beside and swaps the whole folder in, so nobody serves half a page.
 */
export function freshPage(name: PageName): string {
  const page: Page = pages[name];
  const outFolder = join(project, page.outFolder);
  const stamp = join(dirname(outFolder), `.${basename(outFolder)}.sources`);
  const wanted = fingerprint([...page.sources, page.config, 'package-lock.json']);
  if (existsSync(outFolder) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return outFolder;
  const beside = `${outFolder}.new-${process.pid}`;
  mkdirSync(dirname(outFolder), { recursive: true });
  try {
    buildInto(page.config, beside);
    swapIn(beside, outFolder);
    writeFileSync(stamp, wanted);
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
  return outFolder;
}

function buildInto(config: string, folder: string): void {
  const vite = join(project, 'node_modules/vite/bin/vite.js');
  const args = [vite, 'build', '--config', config, '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: project,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  if (status !== 0) throw new Error(`${config} did not build:\n${stdout}${stderr}`);
}

function swapIn(beside: string, outFolder: string): void {
  const old = `${outFolder}.old-${process.pid}`;
  if (existsSync(outFolder)) renameSync(outFolder, old);
  renameSync(beside, outFolder);
  rmSync(old, { recursive: true, force: true });
}

/** One hash over names and contents: a checkout changes every date, and an unchanged date proves nothing. */
function fingerprint(patterns: readonly string[]): string {
  const hash = createHash('sha256');
  const files = patterns.flatMap((pattern) => globSync(pattern, { cwd: project })).sort();
  for (const file of files.filter((each) => statSync(join(project, each)).isFile()))
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(project, file)))
      .update('\0');
  return hash.digest('hex');
}

if (import.meta.main) {
  for (const name of process.argv.slice(2)) {
    if (!Object.hasOwn(pages, name)) throw new Error(`there is no page called ${name}`);
    freshPage(name as PageName);
  }
}
