import { join } from 'node:path';
import { flipFuses } from '@electron/fuses';
import { fuses } from './fuses.ts';

/** What electron-builder hands over once the program's folder is complete and nothing is signed yet. */
interface Packed {
  readonly appOutDir: string;
  readonly electronPlatformName: string;
  readonly packager: { readonly executableName?: string; readonly appInfo: { readonly productFilename: string } };
}

/** Sets every fuse in the program file, or fails the packaging. */
export async function afterPack({ appOutDir, electronPlatformName, packager }: Packed): Promise<void> {
  const name =
    electronPlatformName === 'win32'
      ? `${packager.appInfo.productFilename}.exe`
      : (packager.executableName ?? packager.appInfo.productFilename);
  await flipFuses(join(appOutDir, name), fuses);
}
