import { createHash } from 'node:crypto';
import { type FileHandle, link, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import canonicalizeModule from 'canonicalize';
import { z } from 'zod';
import { AppError } from '../../shared/failure.ts';
import { overwriteDurably } from './erased-file.ts';
import { diskFailure, isSystemError, syncFolder, writeAll } from './vault-files.ts';

// vault.json: everything that opens a vault, given a password or both recovery halves. It lies outside the database,
// because it is what the database is opened with. vault.json.bak is the same file once more.

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`, 'u'));

/** Bounds what a changed file can make a sign-in cost: 1 GiB and 16 passes at most. */
const Kdf = z.strictObject({
  algorithm: z.literal('argon2id'),
  memoryKib: z
    .int()
    .min(8)
    .max(1024 * 1024),
  passes: z.int().min(1).max(16),
  lanes: z.int().min(1).max(8),
});
const Slot = z.strictObject({
  slotId: z.uuid(),
  label: z.string().min(1).max(200),
  kdf: Kdf,
  salt: hex(16),
  wrappedVaultKey: hex(60),
});
const RecoverySlot = z.strictObject({ slotId: z.uuid(), salt: hex(16), wrappedVaultKey: hex(60) });
const Epoch = z.strictObject({ number: z.int().min(1), wrappedSecret: hex(60) });
const VaultFile = z.strictObject({
  format: z.literal('lend-a-cam-evidence-vault'),
  version: z.literal(1),
  vaultId: z.uuid(),
  slots: z.array(Slot).max(100),
  recovery: RecoverySlot,
  /** One; two while a rotation is under way: the one being left, then the one being entered. */
  epochs: z.array(Epoch).min(1).max(2),
});

export type Kdf = Readonly<z.output<typeof Kdf>>;
export type Slot = Readonly<z.output<typeof Slot>>;
export type RecoverySlot = Readonly<z.output<typeof RecoverySlot>>;
export type Epoch = Readonly<z.output<typeof Epoch>>;
export interface VaultFile extends Omit<Readonly<z.output<typeof VaultFile>>, 'slots' | 'recovery' | 'epochs'> {
  readonly slots: readonly Slot[];
  readonly recovery: RecoverySlot;
  readonly epochs: readonly Epoch[];
}

const pathsOf = (vaultFolder: string): { main: string; copy: string } => ({
  main: join(vaultFolder, 'vault.json'),
  copy: join(vaultFolder, 'vault.json.bak'),
});

/** The last of what was asked of each folder's file. */
const turns = new Map<string, Promise<unknown>>();

/**
 * Runs when everything asked before of the same vault file has ended, well or not. Threat: a step-up that reads during
 * a key rotation meets the names half way through being exchanged, and both files are lost.
 */
function inTurn<T>(vaultFolder: string, work: () => Promise<T>): Promise<T> {
  const folder = resolve(vaultFolder);
  const turn = (turns.get(folder) ?? Promise.resolve()).then(work, work);
  turns.set(folder, turn);
  const leave = (): void => {
    if (turns.get(folder) === turn) turns.delete(folder);
  };
  turn.then(leave, leave); // whoever asked is given the failure
  return turn;
}

/** True when there is a vault in the folder, healthy or not. */
export function hasVaultFile(vaultFolder: string): Promise<boolean> {
  return inTurn(vaultFolder, async () => {
    const { main, copy } = await readBoth(vaultFolder);
    return main !== null || copy !== null;
  });
}

/**
 * Reads vault.json, or its copy when it is missing or damaged, and never writes.
 * Throws AppError('not-found') where there is no vault, ('integrity') when both are damaged, ('unavailable').
 */
export function readVaultFile(vaultFolder: string): Promise<{ file: VaultFile }> {
  return inTurn(vaultFolder, async () => ({ file: chosen(await readBoth(vaultFolder)) }));
}

/**
 * Reads as `readVaultFile`, makes vault.json and its copy the same again and erases what a crash left: before a vault is
 * opened. `restored`: vault.json itself was missing or damaged. Throws as `readVaultFile`.
 */
export function repairVaultFile(vaultFolder: string): Promise<{ file: VaultFile; restored: boolean }> {
  return inTurn(vaultFolder, async () => {
    const { main, copy } = pathsOf(vaultFolder);
    const found = await readBoth(vaultFolder);
    const file = chosen(found);
    const restored = decode(found.main) === null;
    if (restored) await replaceFile(main, encode(file));
    // Also finishes a write that a crash cut short: a stale copy could still hold an epoch that was to be destroyed.
    if (restored || found.copy?.equals(encode(file)) !== true) await replaceFile(copy, encode(file));
    await eraseLeftovers(main);
    await eraseLeftovers(copy);
    return { file, restored };
  });
}

/** Replaces vault.json, then its copy; the old contents of both are overwritten. Throws AppError('unavailable'). */
export function writeVaultFile(vaultFolder: string, file: VaultFile): Promise<void> {
  return inTurn(vaultFolder, () => replaceBoth(vaultFolder, file));
}

/**
 * Reads, changes and writes the vault file in one turn, so that no other change is lost between; gives what was
 * written. Throws as `readVaultFile`, and what `change` throws, with nothing written.
 */
export function changeVaultFile(
  vaultFolder: string,
  change: (file: VaultFile) => VaultFile | Promise<VaultFile>,
): Promise<VaultFile> {
  return inTurn(vaultFolder, async () => {
    const changed = await change(chosen(await readBoth(vaultFolder)));
    await replaceBoth(vaultFolder, changed);
    return changed;
  });
}

interface Found {
  readonly main: Buffer | null;
  readonly copy: Buffer | null;
}

async function readBoth(vaultFolder: string): Promise<Found> {
  const { main, copy } = pathsOf(vaultFolder);
  return { main: await readBytes(main), copy: await readBytes(copy) };
}

function chosen({ main, copy }: Found): VaultFile {
  if (main === null && copy === null) throw new AppError('not-found', 'There is no vault here yet: set one up.');
  const file = decode(main) ?? decode(copy);
  if (file !== null) return file;
  throw new AppError(
    'integrity',
    'The file that opens the vault and its copy are damaged: restore them from a backup.',
  );
}

async function replaceBoth(vaultFolder: string, file: VaultFile): Promise<void> {
  const { main, copy } = pathsOf(vaultFolder);
  await replaceFile(main, encode(file));
  await replaceFile(copy, encode(file));
}

async function readBytes(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isSystemError(error) && error.code === 'ENOENT') return null;
    throw diskFailure(error);
  }
}

/** Finds accidental damage, and nothing more: who changes the file can change it too. Wrapped keys defend themselves. */
const checksumOf = (file: VaultFile): string => createHash('sha256').update(canonicalJson(file)).digest('hex');

// The package's types describe an ES module; at run time it is a CommonJS one whose export is the function itself.
const canonicalize = canonicalizeModule as unknown as (value: object) => string | undefined;

/** RFC 8785: one text for one value, so that what is authenticated does not depend on who wrote it. */
export function canonicalJson(value: object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not JSON');
  return text;
}

/** The bytes of the file, for a place where it is written whole and never replaced (a backup). */
export const encodeVaultFile = (file: VaultFile): Buffer => encode(file);

const encode = (file: VaultFile): Buffer =>
  Buffer.from(`${JSON.stringify({ ...file, checksum: checksumOf(file) }, null, 2)}\n`, 'utf8');

const Stored = VaultFile.extend({ checksum: hex(32) });

function decode(bytes: Buffer | null): VaultFile | null {
  if (bytes === null) return null;
  const parsed = Stored.safeParse(parseJson(bytes.toString('utf8')));
  if (!parsed.success) return null;
  const { checksum, ...file } = parsed.data;
  return checksum === checksumOf(file) ? file : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // damaged: the copy is tried, and whoever asked is told
  }
}

/**
 * Puts new contents under a name in one step. The old file keeps a second name meanwhile, so that its bytes can be
 * overwritten before it goes. Threat: a destroyed epoch secret found in unused blocks of the disk.
 */
async function replaceFile(path: string, contents: Uint8Array): Promise<void> {
  try {
    await eraseLeftovers(path);
    await writeDurably(`${path}.tmp`, contents);
    await link(path, `${path}.old`).catch(ignoreMissing);
    await rename(`${path}.tmp`, path);
    await syncFolder(join(path, '..'));
    await eraseLeftovers(path);
  } catch (error) {
    throw diskFailure(error);
  }
}

async function writeDurably(path: string, contents: Uint8Array): Promise<void> {
  await withFile(path, 'w', async (handle) => {
    await writeAll(handle, [contents], 0);
    await handle.sync();
  });
}

/** Resolves what a crash left: a .tmp was never in force; an .old is overwritten unless it is still the live file too. */
async function eraseLeftovers(path: string): Promise<void> {
  for (const leftover of [`${path}.tmp`, `${path}.old`]) {
    const found = await stat(leftover).catch(ignoreMissing);
    if (found === undefined) continue;
    if (found.nlink === 1) await overwriteDurably(leftover, found.size);
    await rm(leftover, { force: true });
    await syncFolder(join(path, '..'));
  }
}

async function withFile(path: string, flags: string, use: (handle: FileHandle) => Promise<void>): Promise<void> {
  const handle = await open(path, flags, 0o600);
  try {
    await use(handle);
  } finally {
    await handle.close();
  }
}

function ignoreMissing(error: unknown): undefined {
  if (!isSystemError(error) || error.code !== 'ENOENT') throw error;
}
