import { AppError } from '../../shared/failure.ts';

export type FileLogin =
  | { readonly username: string; readonly password: string }
  | { readonly username: string; readonly key: string; readonly passphrase: string | null };

export interface FileLimits {
  readonly connectMs: number;
  readonly answerMs: number;
  /** No answer for so long: the link is taken for broken. */
  readonly stallMs: number;
  readonly routeEveryMs?: number;
}

export const usualLimits: FileLimits = { connectMs: 20_000, answerMs: 45_000, stallMs: 20_000 };

/** More than a folder of recordings holds. */
export const mostInFolder = 50_000;

interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  readonly sizeBytes: number | null;
  readonly modifiedAt: string | null;
}

interface Given {
  readonly from: number;
  readonly whole: number | null;
  readonly endIsSure: boolean;
  bytes(limit: number): AsyncIterable<Uint8Array>;
  discard(): Promise<void>;
}

/** A file server, read only; satisfies the drivers' `RemoteFiles`. */
export interface DeviceFiles {
  software(signal: AbortSignal): Promise<string | null>;
  list(folder: string, signal: AbortSignal): Promise<readonly Entry[]>;
  modifiedAt(path: string, signal: AbortSignal): Promise<string | null>;
  read(path: string, fromByte: number, signal: AbortSignal): Promise<Given | null>;
  close(): Promise<void>;
}

export const missing = (path: string): AppError =>
  new AppError(
    'not-found',
    `The server gives no “${path === '' ? '.' : path}” to this login. It may have been deleted, or the site’s folder or login is not right.`,
  );
