import { createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import { open } from 'node:fs/promises';
import { diskFailure } from './vault-files.ts';
import { stopIfAborted } from './verifying.ts';

// The registers are a file in SQLCipher 4 format: pages of 4096 bytes, each ending in an initialisation vector (16) and an
// HMAC-SHA512 (64) over what is before it and the page's number. SQLite checks a page when it reads it, and reads most
// of them seldom; this checks them all, without reading what they say.

const PAGE = 4096;
const MAC = 64;
const SALT = 16;
/** SQLite never writes the page that holds this byte. */
const PENDING_BYTE = 0x4000_0000;
const PAGES_AT_ONCE = 256;
/** A page that is being written at this moment looks damaged; a damaged one stays so. */
const TRIES = 4;
const TRY_AGAIN_MS = 100;

export interface PagesRequest {
  readonly path: string;
  /** The database key, as the file is opened with. A copy is not kept. */
  readonly key: Uint8Array;
  readonly signal?: AbortSignal;
  readonly onProgress?: (bytesDone: number, total: number) => void;
}

/** The numbers of the pages that fail their seal, the first of them at most. Throws AppError('unavailable'), ('cancelled'). */
export async function findDamagedPages({ path, key, signal, onProgress }: PagesRequest): Promise<number[]> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw diskFailure(error);
  });
  try {
    const { size } = await file.stat();
    const read = async (page: number, count: number): Promise<Buffer> => {
      const bytes = Buffer.alloc(count * PAGE);
      const { bytesRead } = await file.read(bytes, 0, bytes.length, (page - 1) * PAGE);
      return bytes.subarray(0, bytesRead);
    };
    const salt = (await read(1, 1)).subarray(0, SALT);
    const macKey = pbkdf2Sync(
      key,
      salt.map((byte) => byte ^ 0x3a),
      2,
      32,
      'sha512',
    );
    const isWhole = (page: number, bytes: Buffer): boolean => {
      const body = bytes.subarray(page === 1 ? SALT : 0, PAGE - MAC);
      const number = Buffer.alloc(4);
      number.writeUInt32LE(page);
      const mac = createHmac('sha512', macKey).update(body).update(number).digest();
      return timingSafeEqual(mac, bytes.subarray(PAGE - MAC, PAGE));
    };
    const isDamaged = async (page: number): Promise<boolean> => {
      for (let attempt = 0; attempt < TRIES; attempt += 1) {
        const bytes = await read(page, 1);
        if (bytes.length === PAGE && isWhole(page, bytes)) return false;
        await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
      }
      return true;
    };

    const last = Math.ceil(size / PAGE);
    for (let first = 1; first <= last; first += PAGES_AT_ONCE) {
      const bytes = await read(first, Math.min(PAGES_AT_ONCE, last - first + 1));
      for (let at = 0; at < bytes.length; at += PAGE) {
        const page = first + at / PAGE;
        if ((page - 1) * PAGE === PENDING_BYTE) continue;
        const one = bytes.subarray(at, at + PAGE);
        if ((one.length < PAGE || !isWhole(page, one)) && (await isDamaged(page))) return [page];
      }
      stopIfAborted(signal);
      onProgress?.(Math.min(size, (first - 1) * PAGE + bytes.length), size);
    }
    return [];
  } catch (error) {
    throw diskFailure(error);
  } finally {
    await file.close();
  }
}
