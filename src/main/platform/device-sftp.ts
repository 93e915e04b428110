import { createHash } from 'node:crypto';
import type { Stats } from 'ssh2';
import { Client, type ConnectConfig, type SFTPWrapper } from 'ssh2';
import { AppError } from '../../shared/failure.ts';
import {
  connectThrough,
  createRouteGuard,
  type DeviceAddress,
  refuseKey,
  type RouteGuard,
  unreachable,
  wrongLogin,
} from './device-link.ts';
import {
  type DeviceFiles,
  type FileLimits,
  type FileLogin,
  missing,
  mostInFolder,
  usualLimits,
} from './file-server.ts';
import type { Route } from './route-check.ts';
import { readAhead } from './sftp-reading.ts';

export interface DeviceSftpPorts {
  readonly at: DeviceAddress;
  readonly login: FileLogin;
  readonly checkRoute: () => Promise<Route>;
  readonly limits?: Partial<FileLimits>;
}

interface Open {
  readonly client: Client;
  readonly sftp: SFTPWrapper;
  /** Why it was broken off, when it was. */
  readonly lost: () => AppError | null;
}

/** SFTP's own numbers for what went wrong. */
const status = { endOfFile: 1, noSuchFile: 2, permissionDenied: 3 } as const;

/** Reasons of SSH for hanging up that stand for too many wrong logins: a breach of protocol, no way of logging in left. */
const hangUps = [2, 14] as const;

/**
 * SFTP to one recorder and to nowhere else, read only. The host key on record must be shown before the login is sent;
 * the login is tried once. A connection that breaks is made anew at the next question.
 */
export function createDeviceSftp({ at, login, checkRoute, limits: own = {} }: DeviceSftpPorts): DeviceFiles {
  const limits = { ...usualLimits, ...own };
  const guard = createRouteGuard(checkRoute, limits.routeEveryMs);
  let current: Open | null = null;
  let software: string | null = null;
  let refused: AppError | null = null;

  const connection = async (signal: AbortSignal): Promise<Open> => {
    if (refused !== null) throw refused;
    if (signal.aborted) throw stopped();
    if (current !== null && current.lost() === null) {
      await guard.recent();
      return current;
    }
    const client = new Client();
    client.on('greeting', () => undefined);
    try {
      current = await openSftp(client, { at, login, guard, limits, signal });
    } catch (error) {
      client.destroy();
      if (error instanceof AppError && error.code === 'forbidden') refused = error;
      throw error;
    }
    software = softwareOf(client);
    return current;
  };

  /** One question; a silent server is given up and the connection with it. */
  const ask = async <T>(signal: AbortSignal, put: (sftp: SFTPWrapper, done: Done<T>) => void): Promise<T> => {
    const open = await connection(signal);
    return answered(open, { signal, stallMs: limits.stallMs, put });
  };

  return {
    async software(signal) {
      await connection(signal);
      return software;
    },
    async list(folder, signal) {
      const path = folder === '' ? '.' : folder;
      const handle = await ask<Buffer>(signal, (sftp, done) => sftp.opendir(path, done)).catch(named(folder));
      const entries: Awaited<ReturnType<DeviceFiles['list']>>[number][] = [];
      try {
        for (;;) {
          const page = await ask<readonly { filename: string; attrs: Stats }[]>(signal, (sftp, done) =>
            // The list of a handle comes page by page; the types know the whole list alone.
            sftp.readdir(handle, (error, list) => done(isEnd(error) ? undefined : error, isEnd(error) ? [] : list)),
          );
          if (page.length === 0) return entries;
          for (const { filename, attrs } of page) entries.push(entryOf(filename, attrs));
          if (entries.length > mostInFolder) throw tooMany();
        }
      } finally {
        await ask(signal, (sftp, done) => sftp.close(handle, done)).catch(() => undefined); // it is let go at the latest with the connection
      }
    },
    modifiedAt: async (path, signal) =>
      timeOf(await ask<Stats>(signal, (sftp, done) => sftp.lstat(path, done)).catch(named(path))),
    async read(path, fromByte, signal) {
      const handle = await ask<Buffer>(signal, (sftp, done) => sftp.open(path, 'r', done)).catch(named(path));
      const letGo = async (): Promise<void> => {
        await ask(signal, (sftp, done) => sftp.close(handle, done)).catch(() => undefined); // as above
      };
      const { size } = await ask<Stats>(signal, (sftp, done) => sftp.fstat(handle, done));
      if (fromByte >= size) {
        await letGo();
        return null;
      }
      const piece = (position: number, length: number): Promise<Buffer> =>
        ask(signal, (sftp, done) =>
          sftp.read(handle, Buffer.alloc(length), 0, length, position, (error, count, buffer) =>
            done(error, error === undefined ? buffer.subarray(0, count) : undefined),
          ),
        );
      return {
        ...{ from: fromByte, whole: size, endIsSure: true, discard: letGo },
        bytes: (limit) => readAhead({ piece, fromByte, limit, letGo }),
      };
    },
    async close() {
      current?.client.destroy();
      current = null;
    },
  };
}

type Done<T> = (error: Error | null | undefined, value?: T) => void;

function answered<T>(
  { client, sftp, lost }: Open,
  how: { signal: AbortSignal; stallMs: number; put: (sftp: SFTPWrapper, done: Done<T>) => void },
): Promise<T> {
  const { signal, stallMs, put } = how;
  return new Promise<T>((resolve, reject) => {
    const fail = (error: unknown): void => {
      settle();
      reject(lost() ?? (error instanceof AppError ? error : failureOf(error)));
    };
    const giveUp = (error: AppError): void => {
      client.destroy();
      fail(error);
    };
    const onAbort = (): void => giveUp(stopped());
    const onClose = (): void => fail(unreachable(null));
    const timer = setTimeout(() => giveUp(unreachable(null)), stallMs);
    const settle = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      client.removeListener('close', onClose);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    client.once('close', onClose);
    try {
      put(sftp, (error, value) => {
        if (error !== undefined && error !== null) {
          fail(error);
          return;
        }
        settle();
        resolve(value as T);
      });
    } catch (error) {
      fail(error); // a connection that is gone refuses the question itself
    }
  });
}

async function openSftp(
  client: Client,
  how: { at: DeviceAddress; login: FileLogin; guard: RouteGuard; limits: FileLimits; signal: AbortSignal },
): Promise<Open> {
  const { at, login, guard, limits, signal } = how;
  const socket = await connectThrough(guard, at, { connectMs: limits.connectMs, signal });
  let lost: AppError | null = null;
  let refusal: AppError | null = null;
  const watching = guard.watch((reason) => {
    lost = reason instanceof AppError ? reason : unreachable(reason);
    client.destroy();
  });
  client.on('close', () => {
    watching.stop();
    lost ??= unreachable(null);
  });
  const config: ConnectConfig = {
    ...{ sock: socket, username: login.username, readyTimeout: limits.answerMs, keepaliveInterval: 15_000 },
    ...('key' in login
      ? { privateKey: login.key, ...(login.passphrase === null ? {} : { passphrase: login.passphrase }) }
      : { password: login.password }),
    authHandler: ['key' in login ? 'publickey' : 'password'], // one try: "none" before it would count as another
    hostVerifier: (key: Buffer) => {
      refusal = refuseKey({
        ...{ shown: createHash('sha256').update(key).digest('hex'), onRecord: at.certificate },
        ...{ what: 'host key', peer: 'recorder' },
      });
      return refusal === null;
    },
  };
  let onAbort = (): void => undefined;
  let timer: NodeJS.Timeout | undefined;
  try {
    const sftp = await new Promise<SFTPWrapper>((resolve, reject) => {
      const giveUp = (error: AppError): void => {
        reject(error);
        client.destroy();
      };
      onAbort = () => giveUp(stopped());
      signal.addEventListener('abort', onAbort, { once: true });
      client.on('ready', () => {
        // The library waits for this answer without end.
        timer = setTimeout(() => giveUp(unreachable(null)), limits.answerMs);
        client.sftp((error, opened) => (error === undefined ? resolve(opened) : reject(noFiles(error))));
      });
      let isAtLogin = false;
      client.on('handshake', () => void (isAtLogin = true));
      client.on('error', (error) => {
        // Some servers answer a wrong login by hanging up at once.
        const hangsUp = isAtLogin && (hangUps as readonly unknown[]).includes(codeOf(error));
        reject(refusal ?? lost ?? (hangsUp ? wrongLogin() : failureOf(error)));
      });
      client.on('close', () => reject(refusal ?? lost ?? unreachable(null)));
      client.connect(config);
    });
    return { client, sftp, lost: () => lost };
  } catch (error) {
    watching.stop();
    socket.destroy();
    throw error instanceof AppError ? error : failureOf(error);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}

const isEnd = (error: unknown): boolean => codeOf(error) === status.endOfFile;
const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

function failureOf(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const level = typeof error === 'object' && error !== null && 'level' in error ? error.level : undefined;
  return level === 'client-authentication' ? wrongLogin() : unreachable(error);
}

/** What the server says of a path, in words that name it. */
const named =
  (path: string) =>
  (error: unknown): never => {
    const code = codeOf(error instanceof AppError ? error.cause : error);
    throw code === status.noSuchFile || code === status.permissionDenied ? missing(path) : error;
  };

const kinds: Readonly<Record<number, 'file' | 'folder' | 'link'>> = { 0o10: 'file', 0o4: 'folder', 0o12: 'link' };

const entryOf = (name: string, attrs: Stats) => ({
  name,
  kind: kinds[attrs.mode >> 12] ?? ('other' as const),
  sizeBytes: attrs.size,
  modifiedAt: timeOf(attrs),
});

/** Servers count whole seconds; 0 stands for "not known". */
function timeOf({ mtime }: Stats): string | null {
  return mtime > 0 && mtime < 2 ** 32 ? new Date(mtime * 1000).toISOString() : null;
}

/** As the server greets, which the library keeps to itself; of a stranger, so bounded and without anything that cannot be seen. */
function softwareOf(client: Client): string | null {
  const said: unknown = Reflect.get(client, '_remoteVer');
  const text = typeof said === 'string' ? said.replaceAll(/[^\x20-\x7E]/gu, '').slice(0, 100) : '';
  return text === '' ? null : text;
}

const stopped = (): AppError => new AppError('cancelled', 'Reading the recorder was stopped.');
const noFiles = (cause: unknown): AppError =>
  new AppError('unavailable', 'The recorder lets this login in but gives it no files. Allow SFTP for it there.', {
    cause,
  });
const tooMany = (): AppError =>
  new AppError(
    'invalid-input',
    'A folder on the server holds more files than can be listed. The manager narrows the folder of the site in Settings.',
  );
