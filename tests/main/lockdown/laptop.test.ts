import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import {
  encryptionBeneath,
  linuxEncryption,
  linuxRoutes,
  mountedDevice,
  waysOutOf,
} from '../../../src/main/platform/laptop-linux.ts';
import { bitLockerOf, driveOf, protectionOf, routesOf } from '../../../src/main/platform/laptop-windows.ts';
import { askFirst, askSystem, readAnswer } from '../../../src/main/platform/system-question.ts';

const device = (type: string, ...children: object[]) => ({
  name: type,
  type,
  ...(children.length > 0 ? { children } : {}),
});
const beneath = (...devices: object[]) => encryptionBeneath({ blockdevices: devices });

describe('on Linux', () => {
  test.skipIf(process.platform !== 'linux')('this very computer answers, whatever it is', async () => {
    expect(['encrypted', 'plain', 'unknown']).toContain(await linuxEncryption(tmpdir()));
    const ways = await linuxRoutes();
    if (existsSync('/usr/sbin/ip') || existsSync('/usr/bin/ip') || existsSync('/sbin/ip'))
      expect((ways ?? []).every(({ name }) => name !== '' && name !== 'lo')).toBe(true);
    else expect(ways).toBe(null);
  });

  test('a drive is encrypted when every way down to a disk leads through dm-crypt', () => {
    const luks = device('lvm', device('crypt', device('part', device('disk'))));
    expect(beneath(luks)).toBe('encrypted');
    expect(beneath(device('crypt', device('part', device('disk'))))).toBe('encrypted');
    expect(beneath(device('part', device('disk')))).toBe('plain');
    expect(beneath(device('disk'))).toBe('plain');
    expect(beneath(device('raid1', device('crypt', device('disk')), device('part', device('disk'))))).toBe('plain');
    expect(beneath()).toBe('unknown');
    expect([undefined, null, 'no JSON', { blockdevices: [{}] }].map(encryptionBeneath)).toEqual(
      Array(4).fill('unknown'),
    );
  });

  test('the device of a folder is read without the name of a subvolume, and what is no device is none', () => {
    const on = (source: string) => mountedDevice({ filesystems: [{ source }] });
    expect(on('/dev/mapper/root[/@home]')).toBe('/dev/mapper/root');
    expect(on('/dev/vda')).toBe('/dev/vda');
    expect(on('overlay')).toBe(null);
    expect(mountedDevice({ filesystems: [] })).toBe(null);
  });

  const address = (ifname: string, flags: string[], scopes = ['global']) => ({
    ...{ ifname, flags, operstate: 'UP' },
    addr_info: scopes.map((scope) => ({ family: 'inet', local: '192.0.2.2', scope })),
  });
  const lo = address('lo', ['LOOPBACK', 'UP', 'LOWER_UP'], ['host']);

  test('ways out are what is up and has an address; loopback and what is switched off are none', () => {
    const wifi = address('wlp2s0', ['BROADCAST', 'UP', 'LOWER_UP']);
    const off = address('enp1s0', ['BROADCAST'], []);
    const tunnel = address('wg0', ['POINTOPOINT', 'UP', 'LOWER_UP']);
    const routes = [
      { dst: 'default', gateway: '192.0.2.1', dev: 'wlp2s0' },
      { dst: '10.8.0.0/24', dev: 'wg0' },
    ];
    expect(waysOutOf([routes, undefined], [lo, wifi, off, tunnel])).toEqual([
      { name: 'wlp2s0', isDefault: true },
      { name: 'wg0', isDefault: false },
    ]);
    expect(waysOutOf([[], []], [lo, off])).toEqual([]);
    expect(waysOutOf([[], [{ dst: 'default', dev: 'enp1s0' }]], [lo])).toEqual([{ name: 'enp1s0', isDefault: true }]);
    expect(waysOutOf([undefined, undefined], [lo])).toBe(null);
    expect(waysOutOf([[]], 'nonsense')).toBe(null);
  });
});

// Samples in the form that Windows 11 (PowerShell 5.1) writes; the programs themselves were not run (docs/not-run.md).
describe('on Windows', () => {
  const read = (text: string): unknown => readAnswer(text);

  test('BitLocker protects a drive only when it is on and the drive is encrypted as a whole', () => {
    const volume = (protection: string | number, status: string | number): string =>
      `\uFEFF{\r\n    "ProtectionStatus":  ${JSON.stringify(protection)},\r\n    "VolumeStatus":  ${JSON.stringify(status)}\r\n}\r\n`;
    expect(bitLockerOf(read(volume(1, 1)))).toBe('encrypted');
    expect(bitLockerOf(read(volume('On', 'FullyEncrypted')))).toBe('encrypted');
    expect(bitLockerOf(read(volume(0, 1)))).toBe('plain'); // suspended: the key lies open
    expect(bitLockerOf(read(volume(1, 2)))).toBe('plain'); // still being encrypted
    expect(bitLockerOf(read(volume('Off', 'FullyDecrypted')))).toBe('plain');
    expect(bitLockerOf(readAnswer(null))).toBe('unknown'); // no administrator
    expect(bitLockerOf(read('Access denied'))).toBe('unknown');
  });

  test('who is no administrator is answered by the shell’s property', () => {
    expect(['1', '2', '3', '4', '5', '6', 'null', '', '7'].map((text) => protectionOf(read(text)))).toEqual([
      ...['encrypted', 'plain', 'plain', 'plain', 'plain', 'encrypted', 'unknown', 'unknown', 'unknown'],
    ]);
  });

  test('only a letter of a drive becomes part of a question', () => {
    expect(driveOf('C:\\Users\\o’neil\\AppData')).toBe('C:');
    for (const odd of ['\\\\server\\share', '/home', "C'; Remove-Item", '']) expect(driveOf(odd)).toBe(null);
  });

  test('routes that lead nowhere are none, a single one comes as an object, and the default is known', () => {
    const row = (DestinationPrefix: string, InterfaceAlias: string) => ({ DestinationPrefix, InterfaceAlias });
    const list = JSON.stringify([
      row('255.255.255.255/32', 'Wi-Fi'),
      row('224.0.0.0/4', 'Wi-Fi'),
      row('192.168.1.42/32', 'Ethernet'),
      row('127.0.0.0/8', 'Loopback Pseudo-Interface 1'),
      row('ff00::/8', 'Wi-Fi'),
      row('fe80::1/128', 'Wi-Fi'),
    ]);
    expect(routesOf(read(list))).toEqual([]);
    expect(routesOf(read(JSON.stringify([row('192.168.1.0/24', 'Wi-Fi'), row('0.0.0.0/0', 'Wi-Fi')])))).toEqual([
      { name: 'Wi-Fi', isDefault: true },
    ]);
    expect(routesOf(read(JSON.stringify(row('::/0', 'Mobile'))))).toEqual([{ name: 'Mobile', isDefault: true }]);
    expect(routesOf(read('oops'))).toBe(null);
  });
});

describe('a question to the system', () => {
  test('that nobody answers is no answer, not a failure', async () => {
    expect(await askSystem('/nowhere/tool', [])).toBe(null);
    expect(await askSystem('/usr/bin/false', [])).toBe(null);
    expect(await askFirst(['/nowhere/tool', '/usr/bin/printf'], ['[1]'])).toBe('[1]');
    expect(readAnswer('[1')).toBe(undefined);
  });

  test('is answered without our environment, and an answer without end is cut off', async () => {
    expect(await askSystem('/usr/bin/env', [])).toBe('LC_ALL=C\n');
    expect(await askSystem('/usr/bin/yes', [])).toBe(null);
  });
});
