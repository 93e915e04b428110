import { join } from 'node:path';
import { type ImapiHost, imapiDrive } from '../../../src/main/platform/disc-imapi.ts';

/** What goes wrong in the stand-in for PowerShell. */
export type ImapiFault = 'no disc' | 'held' | 'restricted' | 'power cut' | 'laser';

/** Node with stand-in-imapi.mjs in place of PowerShell with the script, and a file in place of the disc. */
export const standInHost = (file: string, fault?: ImapiFault): ImapiHost => ({
  path: process.execPath,
  args: [join(import.meta.dirname, 'stand-in-imapi.mjs'), file, ...(fault === undefined ? [] : [fault])],
  env: {},
  devicePath: () => file,
});

export const standInDrive = (file: string, fault?: ImapiFault) =>
  imapiDrive(
    { id: '\\\\?\\cdrom#1', vendor: 'A', product: 'B', letters: [], deviceNumber: 0 },
    standInHost(file, fault),
  );
