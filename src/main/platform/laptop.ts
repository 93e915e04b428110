import { linuxEncryption, linuxRoutes } from './laptop-linux.ts';
import { windowsEncryption, windowsRoutes } from './laptop-windows.ts';

/** Whether what lies below a folder is encrypted on the drive. */
export type DiskEncryption = 'encrypted' | 'plain' | 'unknown';

/** One way out of this laptop. */
export interface WayOut {
  /** The name of the network interface. */
  readonly name: string;
  /** Whether everything may go this way (a default route), or only what lies near. */
  readonly isDefault: boolean;
}

/** What only the operating system knows of the laptop. */
export interface Laptop {
  diskEncryption(folder: string): Promise<DiskEncryption>;
  /** Interfaces with a way to another computer; null when that cannot be asked. */
  waysOut(): Promise<readonly WayOut[] | null>;
}

export const thisLaptop: Laptop = {
  diskEncryption: (folder) => (process.platform === 'win32' ? windowsEncryption(folder) : linuxEncryption(folder)),
  waysOut: () => (process.platform === 'win32' ? windowsRoutes() : linuxRoutes()),
};
