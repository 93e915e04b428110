import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** A real file system of a few megabytes, to be filled and made read-only. Needs the right to mount. */
export interface SmallDisk {
  readonly folder: string;
  /** No room is left: the file system shrinks to what it holds, so that nothing need be written. */
  fill(): void;
  free(): void;
  readOnly(): void;
  writable(): void;
  remove(): Promise<void>;
}

const bytesOf = (megabytes: number): number => megabytes * 1024 * 1024;
const mount = (...args: string[]): void => void execFileSync('mount', args, { stdio: 'pipe' });

export async function smallDisk(megabytes: number): Promise<SmallDisk> {
  const folder = await mkdtemp(join(tmpdir(), 'small-disk-'));
  mount('-t', 'tmpfs', '-o', `size=${bytesOf(megabytes)}`, 'none', folder);
  const size = (bytes: number): void => mount('-o', `remount,size=${bytes}`, folder);
  return {
    folder,
    fill() {
      // What is written between asking and shrinking makes it a try: the last one is heard.
      for (let attempt = 0; ; attempt += 1) {
        const { blocks, bfree, bsize } = statfsSync(folder);
        try {
          return size((blocks - bfree) * bsize);
        } catch (error) {
          if (attempt === 20) throw error;
        }
      }
    },
    free: () => size(bytesOf(megabytes)),
    readOnly: () => mount('-o', 'remount,ro', folder),
    writable: () => mount('-o', 'remount,rw', folder),
    async remove() {
      execFileSync('umount', ['-l', folder]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A real ext4 file system in a file, which Linux makes read-only under open files as it does on a failing disk. */
export interface FailingDisk {
  readonly folder: string;
  fail(): void;
  /** From now on reading gives so many bytes a second, as from a worn disk; nothing is held in memory any more. */
  slowDown(bytesPerSecond: number): void;
  speedUp(): void;
  /** As after a restart of the laptop. */
  mountAgain(): void;
  remove(): Promise<void>;
}

export async function failingDisk(megabytes: number): Promise<FailingDisk> {
  const work = await mkdtemp(join(tmpdir(), 'failing-disk-'));
  const [image, folder] = [join(work, 'image'), join(work, 'disk')];
  await mkdir(folder);
  await writeFile(image, '');
  truncateSync(image, bytesOf(megabytes));
  execFileSync('mkfs.ext4', ['-q', image]);
  const mountIt = (): void => mount('-o', 'loop,errors=remount-ro', image, folder);
  const unmount = (): void => void execFileSync('umount', ['-l', folder]);
  mountIt();
  const findDevice = (): string => execFileSync('findmnt', ['-no', 'SOURCE', folder], { encoding: 'utf8' }).trim();
  const limit = (bytesPerSecond: number): void => {
    const number = readFileSync(join('/sys/block', basename(findDevice()), 'dev'), 'utf8').trim();
    writeFileSync(readLimit, `${number} ${bytesPerSecond}`);
  };
  return {
    folder,
    slowDown(bytesPerSecond) {
      execFileSync('sync');
      writeFileSync('/proc/sys/vm/drop_caches', '3');
      limit(bytesPerSecond);
    },
    speedUp: () => limit(0),
    fail() {
      const device = findDevice();
      writeFileSync(join('/sys/fs/ext4', basename(device), 'trigger_fs_error'), '1');
    },
    mountAgain() {
      unmount();
      mountIt();
    },
    async remove() {
      unmount();
      await rm(work, { recursive: true, force: true });
    },
  };
}

const readLimit = '/sys/fs/cgroup/blkio/blkio.throttle.read_bps_device';

/** Whether the speed of a disk can be limited here. */
export const canSlowDown = (): boolean => canLoop() && existsSync(readLimit);

/** Whether a file system in a file can be made and mounted here. */
export const canLoop = (): boolean =>
  process.getuid?.() === 0 &&
  spawnSync('sh', ['-c', 'command -v mkfs.ext4 && losetup -f && test -d /sys/fs/ext4']).status === 0;

/** Whether this machine lets the tests mount: asked in a namespace of its own, so that nothing is left of it. */
export const canMount =
  process.getuid?.() === 0 && spawnSync('unshare', ['--mount', 'sh', '-c', 'mount -t tmpfs none /mnt']).status === 0;
