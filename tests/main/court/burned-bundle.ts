import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Bundle } from '../../../src/main/court/bundle-input.ts';
import { layoutImage, streamImage } from '../../../src/main/court/iso-image.ts';
import type { SigningIdentity } from '../../../src/main/platform/certificates.ts';
import { xorrisoDrive } from '../../../src/main/platform/disc-xorriso.ts';
import { bundleFor, newIdentity, preparedAt } from './bundle-fixtures.ts';

export interface BurnedBundle {
  readonly identity: SigningIdentity;
  readonly bundle: Bundle;
  /** The disc's contents, extracted by xorriso. */
  readonly good: string;
}

/** A bundle that went the whole way: built, streamed, burned to a pseudo-drive, and taken off it by xorriso. */
export async function bundleFixture(folder: string): Promise<BurnedBundle> {
  const identity = await newIdentity();
  const bundle = bundleFor(identity);
  const layout = layoutImage(bundle.entries, { volumeId: 'LAC_0007_1', createdAt: preparedAt });
  const disc = `stdio:${join(folder, 'disc')}`;
  await xorrisoDrive(disc, 'pseudo-drive').burn(streamImage(layout), {
    imageBytes: layout.imageBytes,
    volumeId: layout.volumeId,
    signal: new AbortController().signal,
  });
  const good = join(folder, 'good');
  execFileSync('xorriso', ['-no_rc', '-osirrox', 'on', '-indev', disc, '-extract', '/', good], { stdio: 'pipe' });
  execFileSync('chmod', ['-R', 'u+w', good]);
  return { identity, bundle, good };
}
