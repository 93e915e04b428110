import { Socket, type SocketConnectOpts } from 'node:net';
import { PassThrough } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { Client, FileType, FTPError } from 'basic-ftp';
import { AppError } from '../../shared/failure.ts';
import {
  createRouteGuard,
  type DeviceAddress,
  refuseCertificate,
  refuseSource,
  unreachable,
  wrongLogin,
} from './device-link.ts';
import { type DeviceFiles, type FileLimits, missing, mostInFolder, usualLimits } from './file-server.ts';
import type { Route } from './route-check.ts';

export interface DeviceFtpsPorts {
  readonly at: DeviceAddress;
  readonly login: { readonly username: string; readonly password: string };
  readonly checkRoute: () => Promise<Route>;
  readonly limits?: Partial<FileLimits>;
}

/** What a folder's list may weigh: about what `mostInFolder` files write of themselves. */
const longestList = mostInFolder * 300;

interface Open {
  readonly client: Client;
  /** A name that begins with a dash or a space is then no option and keeps it. */
  readonly absolute: (path: string) => string;
  readonly software: string | null;
  readonly lost: () => AppError | null;
}

/**
 * FTP with explicit TLS to one recorder and to nowhere else, read only. The certificate on record must be shown before
 * the login is sent, and again by every connection that carries a list or a file; each of them leaves through the VPN.
 * Without TLS nothing is spoken.
 */
export function createDeviceFtps({ at, login, checkRoute, limits: own = {} }: DeviceFtpsPorts): DeviceFiles {
  const limits = { ...usualLimits, ...own };
  const guard = createRouteGuard(checkRoute, limits.routeEveryMs);
  let current: Open | null = null;
  let refused: AppError | null = null;

  const open = async (signal: AbortSignal): Promise<Open> => {
    const { sourceAddress } = await guard.check();
    const client = new Client(limits.stallMs, { maxListingBytes: longestList });
    let lost: AppError | null = null;
    const breakOff = (reason: AppError): void => {
      lost ??= reason;
      client.close();
    };
    const onAbort = (): void => breakOff(stopped());
    signal.addEventListener('abort', onAbort, { once: true });
    client.ftp._newSocket = () => new SocketFrom(sourceAddress);
    const usual = client.prepareTransfer;
    const prepared: typeof usual = async (ftp) => {
      await guard.check();
      const answer = await usual(ftp);
      client.prepareTransfer = prepared; // the library puts the way that worked in its place
      refuseOther(ftp.dataSocket, { at, sourceAddress, breakOff });
      return answer;
    };
    client.prepareTransfer = prepared;
    try {
      const welcome = await client.connect(at.address, at.port);
      const moved = refuseSource(client.ftp.socket, sourceAddress);
      if (moved !== null) throw moved;
      // The recorder's certificate is its own: it is compared with the one on record instead of with any authority.
      await client.useTLS({ rejectUnauthorized: false });
      const refusal = refuseCertificate(client.ftp.socket, at, 'recorder');
      if (refusal !== null) throw refusal;
      await client.login(login.username, login.password).catch((cause: unknown) => {
        throw cause instanceof FTPError ? wrongLogin() : cause;
      });
      await client.useDefaultSettings();
      const home = (await client.pwd()).replace(/\/$/u, '');
      const watching = guard.watch((reason) => breakOff(reason instanceof AppError ? reason : unreachable(reason)));
      client.ftp.socket.once('close', watching.stop);
      const absolute = (path: string): string =>
        path.startsWith('/') ? path : path === '' ? home || '/' : `${home}/${path}`;
      return { client, absolute, software: greeting(welcome.message), lost: () => lost };
    } catch (error) {
      client.close();
      const failure = lost ?? failureOf(error);
      if (failure.code === 'forbidden') refused = failure;
      throw failure;
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  };

  const connection = async (signal: AbortSignal): Promise<Open> => {
    if (refused !== null) throw refused;
    if (signal.aborted) throw stopped();
    if (current !== null && !current.client.closed && current.lost() === null) {
      await guard.recent();
      return current;
    }
    current = await open(signal);
    return current;
  };

  const ask = async <T>(
    path: string,
    signal: AbortSignal,
    put: (client: Client, target: string) => Promise<T>,
  ): Promise<T> => {
    const { client, lost, absolute } = await connection(signal);
    let isStopped = false;
    const onAbort = (): void => {
      isStopped = true;
      client.close();
    };
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      return await put(client, absolute(path));
    } catch (error) {
      if (isStopped) throw stopped();
      throw lost() ?? (error instanceof FTPError && error.code === 550 ? missing(path) : failureOf(error));
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  };

  return {
    software: async (signal) => (await connection(signal)).software,
    async list(folder, signal) {
      const found = await ask(folder, signal, async (client, target) => {
        await client.cd(target); // a list of a folder that is not there comes empty from some servers
        return client.list();
      });
      if (found.length > mostInFolder) throw tooMany();
      return found.map(({ name, type, size, modifiedAt }) => ({
        ...{ name, kind: kinds[type] ?? ('other' as const), sizeBytes: Number.isSafeInteger(size) ? size : null },
        modifiedAt: modifiedAt === undefined ? null : modifiedAt.toISOString(),
      }));
    },
    async modifiedAt(path, signal) {
      const told = await ask(path, signal, (client, target) => client.lastMod(target)).catch(orNothing);
      return told === null || Number.isNaN(told.getTime()) ? null : told.toISOString();
    },
    async read(path, fromByte, signal) {
      const size = await ask(path, signal, (client, target) => client.size(target));
      if (fromByte >= size) return null;
      return {
        ...{ from: fromByte, whole: size, endIsSure: true, discard: async () => undefined },
        async *bytes(limit) {
          const stream = new PassThrough({ highWaterMark: 256 * 1024 });
          const done = ask(path, signal, (client, target) => client.downloadTo(stream, target, fromByte));
          done.catch((error: unknown) => stream.destroy(failureOf(error)));
          let total = 0;
          try {
            for await (const piece of stream as AsyncIterable<Uint8Array>) {
              total += piece.byteLength;
              if (total > limit)
                throw new AppError('conflict', 'The recorder sends far more than it said. It was stopped.');
              yield piece;
            }
            await done;
          } finally {
            stream.destroy();
            // One connection, one task: a file that is not read to its end takes the connection with it.
            if (fromByte + total < size) current?.client.close();
            await done.catch(() => undefined); // thrown above when it was waited for
          }
        },
      };
    },
    async close() {
      current?.client.close();
      current = null;
    },
  };
}

/** Leaves with the VPN's own address, whoever opens it. */
export class SocketFrom extends Socket {
  readonly #source: string | null;
  constructor(source: string | null) {
    super();
    this.#source = source;
  }
  override connect(...given: unknown[]): this {
    const [options, ...rest] = given;
    const bound =
      typeof options === 'object' && options !== null && !Array.isArray(options) && this.#source !== null
        ? { ...options, localAddress: this.#source }
        : options;
    return Reflect.apply(Socket.prototype.connect, this, [bound as SocketConnectOpts, ...rest]) as this;
  }
}

/** A connection for a list or a file that somebody else answers is broken off before a byte of it is read. */
function refuseOther(
  socket: Socket | TLSSocket | undefined,
  how: { at: DeviceAddress; sourceAddress: string | null; breakOff: (reason: AppError) => void },
): void {
  const { at, sourceAddress, breakOff } = how;
  if (!(socket instanceof TLSSocket)) {
    breakOff(new AppError('conflict', 'The recorder would send files in the clear. Nothing was read.'));
    return;
  }
  socket.once('secureConnect', () => {
    // A session taken up again is the one that began with the certificate on record, which is not shown a second time.
    const other = socket.isSessionReused() ? null : refuseCertificate(socket, at, 'recorder');
    const refusal = refuseSource(socket, sourceAddress) ?? other;
    if (refusal !== null) breakOff(refusal);
  });
}

const kinds: Readonly<Record<number, 'file' | 'folder' | 'link'>> = {
  [FileType.File]: 'file',
  [FileType.Directory]: 'folder',
  [FileType.SymbolicLink]: 'link',
};

const greeting = (message: string): string | null =>
  message
    .replace(/^220[ -]/u, '')
    .replaceAll(/[^\x20-\x7E]/gu, ' ')
    .trim()
    .slice(0, 100) || null;

function failureOf(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof FTPError && error.code === 530) return wrongLogin();
  return unreachable(error);
}

/** A server that does not tell the time of a file leaves it untold; a link that breaks is something else. */
function orNothing(error: unknown): null {
  if (error instanceof AppError && (error.code === 'not-found' || error.cause instanceof FTPError)) return null;
  throw error;
}

const stopped = (): AppError => new AppError('cancelled', 'Reading the recorder was stopped.');
const tooMany = (): AppError =>
  new AppError(
    'invalid-input',
    'A folder on the server holds more files than can be listed. The manager narrows the folder of the site in Settings.',
  );
