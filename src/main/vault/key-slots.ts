import { hashRaw } from '@node-rs/argon2';
import { AppError } from '../../shared/failure.ts';
import { newId } from '../platform/ids.ts';
import { drawBytes } from '../platform/random.ts';
import { newEpoch } from './epochs.ts';
import { randomSecret, recoverySlotKey, type Secret, tryUnwrapSecret, wipe, wrapSecret } from './keys.ts';
import { joinRecoveryHalves, newRecoveryCode, type RecoveryHalves } from './recovery-code.ts';
import { canonicalJson, type Kdf, type RecoverySlot, type Slot, type VaultFile } from './vault-file.ts';

// Who can open the vault. These functions turn one vault.json into the next and touch no disk; the caller writes the
// result (writeVaultFile) before it relies on it, and makes one change at a time.

/** Above RFC 9106's second recommendation in passes per byte; a slot with less is raised at its next sign-in. */
export const defaultKdf: Kdf = { algorithm: 'argon2id', memoryKib: 64 * 1024, passes: 3, lanes: 1 };

export interface NewSlot {
  /** Names the slot on the sign-in screen. Readable without a password. */
  readonly label: string;
  readonly password: string;
  /** Weaker parameters are for tests alone. */
  readonly kdf?: Kdf;
}

export interface NewVault {
  readonly file: VaultFile;
  readonly slotId: string;
  readonly vaultKey: Secret;
  readonly recovery: RecoveryHalves;
}

/** A new vault with its first slot, its recovery slot and its first epoch. */
export async function createVault(first: NewSlot): Promise<NewVault> {
  const vaultKey = randomSecret();
  const vaultId = newId();
  const { slot: recovery, halves } = newRecoverySlot(vaultId, vaultKey);
  const slot = await newSlot(vaultId, vaultKey, first);
  const epochs = [newEpoch(vaultId, vaultKey, 1)];
  const file: VaultFile = { format: 'lend-a-cam-evidence-vault', version: 1, vaultId, slots: [slot], recovery, epochs };
  return { file, slotId: slot.slotId, vaultKey, recovery: halves };
}

/**
 * The slot of this name; for a name nobody has, one that stands in for it, always the same. Slots may differ in what
 * hashing their password costs, so that one for all would tell by the time an answer takes which names exist.
 */
export function slotFor({ slots }: VaultFile, label: string): Slot | undefined {
  const sum = [...label].reduce((total, character) => total + (character.codePointAt(0) ?? 0), 0);
  return slots.find((slot) => slot.label === label) ?? slots[sum % slots.length];
}

/** The vault key, or null when the password is wrong. Throws AppError('not-found') for a slot that does not exist. */
export async function openSlot(file: VaultFile, slotId: string, password: string): Promise<Secret | null> {
  const slot = slotOf(file, slotId);
  const slotKey = await passwordKey(password, slot.salt, slot.kdf);
  const vaultKey = tryUnwrapSecret(slotKey, fromHex(slot.wrappedVaultKey), slotAssociatedData(file.vaultId, slot));
  wipe(slotKey);
  return vaultKey;
}

/** True when the slot was made with less than `kdf` asks for; then replaceSlot with the password just given. */
export function needsRaising(file: VaultFile, slotId: string, kdf: Kdf = defaultKdf): boolean {
  const stored = slotOf(file, slotId).kdf;
  return stored.memoryKib < kdf.memoryKib || stored.passes < kdf.passes;
}

/** One more person. Throws AppError('conflict') when the label is taken. */
export async function addSlot(
  file: VaultFile,
  vaultKey: Secret,
  added: NewSlot,
): Promise<{ file: VaultFile; slotId: string }> {
  if (file.slots.some((slot) => slot.label === added.label)) {
    throw new AppError('conflict', 'Somebody of this name can already sign in: choose another name.');
  }
  const slot = await newSlot(file.vaultId, vaultKey, added);
  return { file: { ...file, slots: [...file.slots, slot] }, slotId: slot.slotId };
}

/** A slot for somebody who had one before, of the same id and label, whatever has become of the old one. */
export const renewSlot = (
  file: VaultFile,
  vaultKey: Secret,
  { slotId, ...slot }: NewSlot & { slotId: string },
): Promise<Slot> => newSlot(file.vaultId, vaultKey, slot, slotId);

/** The file with this slot in the place of the one of its id or label, or beside the others. */
export function putSlot(file: VaultFile, slot: Slot): VaultFile {
  const others = file.slots.filter(({ slotId, label }) => slotId !== slot.slotId && label !== slot.label);
  return { ...file, slots: [...others, slot] };
}

/** A new password (or stronger parameters) for a slot, which keeps its id and label. */
export async function replaceSlot(
  file: VaultFile,
  vaultKey: Secret,
  change: { slotId: string; password: string; kdf?: Kdf },
): Promise<VaultFile> {
  const { label } = slotOf(file, change.slotId);
  const slot = await renewSlot(file, vaultKey, { ...change, label });
  return { ...file, slots: file.slots.map((old) => (old.slotId === slot.slotId ? slot : old)) };
}

/**
 * Somebody left. It ends sign-in with this vault.json; it does not take back a copy of the file made before.
 * Throws AppError('conflict') for the last slot, which would leave only the recovery code.
 */
export function removeSlot(file: VaultFile, slotId: string): VaultFile {
  slotOf(file, slotId);
  if (file.slots.length === 1) throw new AppError('conflict', 'The last person who can sign in cannot be removed.');
  return { ...file, slots: file.slots.filter((slot) => slot.slotId !== slotId) };
}

/**
 * The vault key from both recovery halves, or null when they are not this vault's (or were replaced).
 * Throws AppError('invalid-input') for a half that was mistyped. A code that was used is spent: replaceRecovery.
 */
export function openWithRecovery(file: VaultFile, first: string, second: string): Secret | null {
  const code = joinRecoveryHalves(first, second);
  const slotKey = recoverySlotKey(code, fromHex(file.recovery.salt));
  const associatedData = slotAssociatedData(file.vaultId, file.recovery);
  const vaultKey = tryUnwrapSecret(slotKey, fromHex(file.recovery.wrappedVaultKey), associatedData);
  wipe(code, slotKey);
  return vaultKey;
}

/** New sheets; the old ones open nothing any more. */
export function replaceRecovery(file: VaultFile, vaultKey: Secret): { file: VaultFile; recovery: RecoveryHalves } {
  const { slot, halves } = newRecoverySlot(file.vaultId, vaultKey);
  return { file: { ...file, recovery: slot }, recovery: halves };
}

function slotOf(file: VaultFile, slotId: string): Slot {
  const slot = file.slots.find((candidate) => candidate.slotId === slotId);
  if (slot === undefined) throw new AppError('not-found', 'Nobody can sign in under this name: choose another.');
  return slot;
}

async function newSlot(vaultId: string, vaultKey: Secret, slot: NewSlot, slotId: string = newId()): Promise<Slot> {
  const open = { slotId, label: slot.label, kdf: slot.kdf ?? defaultKdf, salt: toHex(drawBytes(16)) };
  const slotKey = await passwordKey(slot.password, open.salt, open.kdf);
  refuseWipedKey(vaultKey); // the vault may have been closed while the password was hashed
  const wrapped = wrapSecret(slotKey, vaultKey, slotAssociatedData(vaultId, open));
  wipe(slotKey);
  return { ...open, wrappedVaultKey: toHex(wrapped) };
}

function newRecoverySlot(vaultId: string, vaultKey: Secret): { slot: RecoverySlot; halves: RecoveryHalves } {
  refuseWipedKey(vaultKey);
  const { code, halves } = newRecoveryCode();
  const open = { slotId: newId(), salt: toHex(drawBytes(16)) };
  const slotKey = recoverySlotKey(code, fromHex(open.salt));
  const wrapped = wrapSecret(slotKey, vaultKey, slotAssociatedData(vaultId, open));
  wipe(code, slotKey);
  return { slot: { ...open, wrappedVaultKey: toHex(wrapped) }, halves };
}

function refuseWipedKey(vaultKey: Secret): void {
  if (vaultKey.every((byte) => byte === 0))
    throw new AppError('signed-out', 'The vault was closed before this was finished. Sign in and try again.');
}

/** Everything in a slot but the wrapped key. Threat: somebody who swaps labels, or weakens the password hash. */
function slotAssociatedData(vaultId: string, slot: Partial<Slot> & Pick<Slot, 'slotId' | 'salt'>): string {
  const { wrappedVaultKey: _, ...fields } = slot;
  return canonicalJson({ use: 'lend-a-cam-evidence/v1/slot', vaultId, ...fields });
}

/** NFKC first: the same password typed on another keyboard may reach us as other characters. */
async function passwordKey(password: string, salt: string, kdf: Kdf): Promise<Secret> {
  const hash = await hashRaw(password.normalize('NFKC'), {
    algorithm: 2, // Argon2id
    version: 1, // 0x13
    memoryCost: kdf.memoryKib,
    timeCost: kdf.passes,
    parallelism: kdf.lanes,
    outputLen: 32,
    salt: fromHex(salt),
  });
  const key = Uint8Array.from(hash);
  wipe(hash);
  return key;
}

const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const fromHex = (text: string): Secret => Uint8Array.from(Buffer.from(text, 'hex'));
