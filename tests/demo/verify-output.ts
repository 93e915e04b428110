import { spawnSync } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { filesBelow } from './leaks.ts';

/** One check by a program that is not ours, and what came of it. */
export interface Checked {
  readonly what: string;
  readonly ok: boolean;
  readonly detail: string;
}

const project = join(import.meta.dirname, '../..');

function run(what: string, cwd: string, [program = '', ...args]: readonly string[]): Checked {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 64_000_000 });
  const words = error?.message ?? `${stdout}\n${stderr}`.trim();
  return { what, ok: status === 0, detail: status === 0 ? '' : words };
}

/** Takes the bundle off the disc with xorriso. */
export async function extractBundle(disc: string, folder: string): Promise<Checked> {
  await rm(folder, { recursive: true, force: true });
  const extract = ['-no_rc', '-osirrox', 'on', '-indev', `stdio:${disc}`, '-extract', '/', folder];
  const done = run('xorriso takes the bundle off the disc', project, ['xorriso', ...extract]);
  // Files of a disc are read-only; the folder must be removable by the next run.
  return done.ok ? run(done.what, project, ['chmod', '-R', 'u+w', folder]) : done;
}

interface Label {
  /** When it is looked at: the certificate is valid from the day the laptop was set up. */
  readonly at: string;
  /** The witness code. */
  readonly code: string;
}

/** All that a stranger with the disc in hand can check. */
export async function verifyBundleFolder(
  folder: string,
  { disc, stick, ...label }: { disc: string; stick: string } & Label,
): Promise<Checked[]> {
  return [
    ...outsideChecks(folder, label),
    verifyBundle([folder], label),
    await sameIn7z(disc, folder),
    await mastersAsOnStick(folder, stick),
  ];
}

/** One disc, by four programs that share no line with the application. */
export function outsideChecks(folder: string, { at, code }: Label): Checked[] {
  const list = (name: string): Checked =>
    run(`sha256sum -c ${name}`, folder, ['sha256sum', '--strict', '--quiet', '-c', name]);
  const seconds = String(Math.ceil(Date.parse(at) / 1000));
  const ledger = [join(folder, 'data/record/ledger.json'), '--certificate', join(folder, 'certificate.pem')];
  return [
    list('manifest-sha256.txt'),
    list('tagmanifest-sha256.txt'),
    run('openssl cms -verify', folder, [
      ...['openssl', 'cms', '-verify', '-binary', '-inform', 'DER', '-in', 'signature.p7s'],
      ...['-content', 'tagmanifest-sha256.txt', '-CAfile', 'certificate.pem', '-purpose', 'any'],
      ...['-attime', seconds, '-out', '/dev/null'],
    ]),
    run('the bag by RFC 8493, in Python', project, ['python3', 'tests/bag_validator.py', folder]),
    run('the ledger extract, in Python', project, ['python3', 'tests/ledger_verifier.py', ...ledger, '--code', code]),
  ];
}

/** Our own command, over all discs of a set. */
export const verifyBundle = (folders: readonly string[], { code }: Pick<Label, 'code'>): Checked =>
  run('npm run verify-bundle', project, [process.execPath, 'build/verify-bundle.ts', ...folders, '--code', code]);

/** A second reader of disc images finds the same files with the same bytes. */
async function sameIn7z(disc: string, folder: string): Promise<Checked> {
  const other = `${folder}-7z`;
  await rm(other, { recursive: true, force: true });
  await mkdir(other);
  try {
    const extracted = run('7z reads the same files off the disc', project, ['7z', 'x', '-y', `-o${other}`, disc]);
    if (!extracted.ok) return extracted;
    return run(extracted.what, project, ['diff', '-r', folder, other]);
  } finally {
    await rm(other, { recursive: true, force: true });
  }
}

/** The masters on the disc are, byte for byte, the files that the recorder wrote on the stick. */
async function mastersAsOnStick(folder: string, stick: string): Promise<Checked> {
  const what = 'the masters on the disc are the files of the stick';
  const originals = await Promise.all((await filesBelow(stick)).map((path) => readFile(path)));
  const masters = (await filesBelow(folder)).filter((path) => /\/masters?\//iu.test(path));
  if (masters.length === 0) return { what, ok: false, detail: 'no master was found on the disc' };
  const strange: string[] = [];
  for (const path of masters) {
    const bytes = await readFile(path);
    if (!originals.some((original) => original.equals(bytes))) strange.push(basename(path));
  }
  return { what: `${what} (${masters.length})`, ok: strange.length === 0, detail: strange.join(', ') };
}
