import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const project = join(import.meta.dirname, '../../..');

/** Both lists, as a stranger would check them. */
export const sha256sum = (home: string): boolean =>
  ['manifest-sha256.txt', 'tagmanifest-sha256.txt'].every(
    (list) => spawnSync('sha256sum', ['--strict', '-c', list], { cwd: home }).status === 0,
  );

export const openssl = (home: string): boolean =>
  spawnSync(
    'openssl',
    [
      'cms',
      '-verify',
      '-binary',
      '-inform',
      'DER',
      '-in',
      'signature.p7s',
      '-content',
      'tagmanifest-sha256.txt',
      '-CAfile',
      'certificate.pem',
      '-purpose',
      'any',
      '-out',
      '/dev/null',
    ],
    { cwd: home },
  ).status === 0;

/** `npm run verify-bundle`, without npm. */
export const commandLine = (home: string, ...args: readonly string[]): { status: number | null; stdout: string } =>
  commandLineOf([home], ...args);

/** The same over the discs of a set. */
export function commandLineOf(
  homes: readonly string[],
  ...args: readonly string[]
): { status: number | null; stdout: string } {
  const script = join(project, 'build/verify-bundle.ts');
  return spawnSync(process.execPath, [script, ...homes, ...args], { encoding: 'utf8' });
}
