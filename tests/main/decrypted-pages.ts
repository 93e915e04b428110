import { createDecipheriv } from 'node:crypto';
import { readFile } from 'node:fs/promises';

const PAGE = 4096;
const RESERVED = 80;

/**
 * Every byte of every page of an encrypted database, decrypted without SQLite: used pages, free pages and the gaps in
 * them alike (SQLCipher 4: AES-256-CBC, the page's IV at the head of its last 80 bytes; the first 16 bytes are salt).
 */
export async function decryptedPages(path: string, key: Uint8Array): Promise<Buffer> {
  const file = await readFile(path);
  const pages: Buffer[] = [];
  for (let at = 0; at + PAGE <= file.length; at += PAGE) {
    const end = at + PAGE - RESERVED;
    const iv = file.subarray(end, end + 16);
    const cipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
    pages.push(Buffer.concat([cipher.update(file.subarray(at === 0 ? 16 : at, end)), cipher.final()]));
  }
  return Buffer.concat(pages);
}
