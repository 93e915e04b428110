import { execFile } from 'node:child_process';
import { isIP } from 'node:net';
import { AppError } from '../../shared/failure.ts';

/** How this laptop would reach an address at this moment. */
export interface Route {
  readonly interfaceName: string;
  /** The address packets leave with; null when the system does not say. */
  readonly sourceAddress: string | null;
  readonly gateway: string | null;
}

/**
 * Asks the system's own routing table; no packet is sent. Null when there is no way at all. Fixed programs by full path,
 * the address as an argument of its own: nothing of it is ever read by a shell.
 */
export async function findRoute(address: string, platform: NodeJS.Platform = process.platform): Promise<Route | null> {
  if (isIP(address) === 0) throw new AppError('invalid-input', 'The site’s address must be an IP address.');
  if (platform === 'win32') return parseFindNetRoute(await run(powershell, [...powershellArgs, findNetRoute(address)]));
  return parseIpRoute(await run('/usr/sbin/ip', ['-j', 'route', 'get', address]));
}

/** What `ip -j route get` prints; null when there is no route. */
export function parseIpRoute(json: string): Route | null {
  const [first] = listOf(json);
  const dev = textOf(first, 'dev');
  if (dev === null) return null;
  return { interfaceName: dev, sourceAddress: textOf(first, 'prefsrc'), gateway: textOf(first, 'gateway') };
}

/** What `Find-NetRoute | Select-Object … | ConvertTo-Json` prints: the source address and the route, in either order. */
export function parseFindNetRoute(json: string): Route | null {
  const all = listOf(json);
  const route = all.find((it) => textOf(it, 'DestinationPrefix') !== null);
  const source = all.find((it) => textOf(it, 'IPAddress') !== null);
  const alias = textOf(route, 'InterfaceAlias');
  if (alias === null) return null;
  const hop = textOf(route, 'NextHop');
  return {
    interfaceName: alias,
    sourceAddress: textOf(source, 'IPAddress'),
    gateway: hop === null || hop === '0.0.0.0' || hop === '::' ? null : hop,
  };
}

const powershell = String.raw`C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe`;
const powershellArgs = ['-NoProfile', '-NonInteractive', '-Command'];
/** The address was found to be one before, so nothing in it can be a command. */
const findNetRoute = (address: string): string =>
  `Find-NetRoute -RemoteIPAddress '${address}' | Select-Object IPAddress, DestinationPrefix, NextHop, InterfaceAlias | ConvertTo-Json`;

function listOf(json: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) ? value : [value];
  } catch {
    return []; // `ip` prints nothing when there is no route
  }
}

function textOf(record: unknown, name: string): string | null {
  if (typeof record !== 'object' || record === null || !Object.hasOwn(record, name)) return null;
  const value: unknown = (record as Record<string, unknown>)[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

const run = (program: string, args: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const options = {
      timeout: 15_000,
      maxBuffer: 1024 * 1024,
      windowsHide: true,
      env: { LC_ALL: 'C', SystemRoot: 'C:\\Windows' },
    };
    execFile(program, [...args], options, (error, stdout) => {
      if (error !== null && typeof error.code !== 'number')
        reject(
          new AppError(
            'unavailable',
            'This laptop’s routes cannot be read, so nothing may be sent. Tell whoever looks after the laptop.',
            { cause: error },
          ),
        );
      else resolve(stdout);
    });
  });
