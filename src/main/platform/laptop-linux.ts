import { z } from 'zod';
import type { DiskEncryption, WayOut } from './laptop.ts';
import { askFirst, readAnswer } from './system-question.ts';

const inBin = (name: string): string[] =>
  ['/usr/bin', '/usr/sbin', '/bin', '/sbin'].map((folder) => `${folder}/${name}`);

const Mounted = z.object({ filesystems: z.array(z.object({ source: z.string() })).min(1) });

interface Device {
  readonly type: string;
  readonly children?: readonly Device[] | undefined;
}
const Device: z.ZodType<Device> = z.lazy(() => z.object({ type: z.string(), children: z.array(Device).optional() }));
const Below = z.object({ blockdevices: z.array(Device) });

/** The device a folder lies on, from `findmnt -J`; without the name of a subvolume. Null when it is no device. */
export function mountedDevice(answer: unknown): string | null {
  const source = Mounted.safeParse(answer).data?.filesystems[0]?.source.replace(/\[.*$/u, '');
  return source?.startsWith('/dev/') ? source : null;
}

/** From `lsblk -J -s`, which lists what lies beneath a device: is every way down to a disk through encryption? */
export function encryptionBeneath(answer: unknown): DiskEncryption {
  const read = Below.safeParse(answer);
  if (!read.success || read.data.blockdevices.length === 0) return 'unknown';
  const isCovered = ({ type, children = [] }: Device): boolean =>
    type === 'crypt' || (children.length > 0 && children.every(isCovered));
  return read.data.blockdevices.every(isCovered) ? 'encrypted' : 'plain';
}

/** dm-crypt (LUKS) anywhere between the folder and the disk. */
export async function linuxEncryption(folder: string): Promise<DiskEncryption> {
  const device = mountedDevice(readAnswer(await askFirst(inBin('findmnt'), ['-J', '-T', folder, '-o', 'SOURCE'])));
  if (device === null) return 'unknown';
  return encryptionBeneath(readAnswer(await askFirst(inBin('lsblk'), ['-J', '-s', '-o', 'NAME,TYPE', device])));
}

const Routes = z.array(z.object({ dst: z.string(), dev: z.string().optional() }));
const Addresses = z.array(
  z.object({
    ifname: z.string(),
    flags: z.array(z.string()),
    addr_info: z.array(z.object({ scope: z.string() })),
  }),
);

/** From `ip -j route`, `ip -j -6 route` and `ip -j addr`: what is up, no loopback, and can reach another computer. */
export function waysOutOf(routes: readonly unknown[], addresses: unknown): readonly WayOut[] | null {
  const known = Addresses.safeParse(addresses);
  const read = routes.map((each) => Routes.safeParse(each));
  if (!known.success || read.every(({ success }) => !success)) return null;
  const defaults = new Set(
    read.flatMap(({ data = [] }) => data).flatMap(({ dst, dev }) => (dst === 'default' && dev ? [dev] : [])),
  );
  const reaching = known.data
    .filter(({ flags, addr_info }) => flags.includes('UP') && !flags.includes('LOOPBACK') && addr_info.length > 0)
    .map(({ ifname }) => ifname);
  return [...new Set([...reaching, ...defaults])].map((name) => ({ name, isDefault: defaults.has(name) }));
}

export async function linuxRoutes(): Promise<readonly WayOut[] | null> {
  const ask = async (...args: string[]): Promise<unknown> => readAnswer(await askFirst(inBin('ip'), args));
  return waysOutOf([await ask('-j', 'route'), await ask('-j', '-6', 'route')], await ask('-j', 'addr'));
}
