import { join } from 'node:path';
import type { Topic } from '../shared/contract.ts';
import { type Act, type Actor, createAct } from './acts.ts';
import { type Database, type OpenOptions, openCopy, openDatabase } from './database/database.ts';
import { pagesDamaged } from './database/database-failure.ts';
import { migrations } from './database/migrations.ts';
import { checkSnapshot, writeSnapshot } from './database/snapshot.ts';
import { createLedger, type Ledger } from './ledger/ledger-service.ts';
import type { Clock } from './platform/clock.ts';
import { databaseKey, type Secret, wipe } from './vault/keys.ts';
import { findDamagedPages, type PagesRequest } from './vault/register-pages.ts';
import { requireWritable } from './vault/vault-files.ts';
import { createObjectKeys, type RotatingKeys } from './vault/object-keys.ts';

/** A vault while somebody is signed in: everything that hangs off the vault key. */
export interface OpenVault {
  readonly folder: string;
  readonly vaultKey: Secret;
  readonly database: Database;
  readonly keys: RotatingKeys;
  readonly ledger: Ledger;
  /** Copies of the registers, under the same key. */
  readonly copies: RegisterCopies;
  /** When the newest entry was made that was there at the opening. */
  readonly lastEntryAt: string | null;
  act(actor: Actor, name: string, count?: { commits: number }): Act;
  /**
   * Checks the seal of every page of the registers, also of those that nothing reads. Throws RegistersDamaged, which
   * closes the vault; AppError('unavailable'), ('cancelled').
   */
  checkRegisters(how: Pick<PagesRequest, 'signal' | 'onProgress'>): Promise<void>;
  /** Closes the database and wipes every key: the lock. */
  close(): void;
}

/** The registers as they stood at one instant, in a file of their own. */
export interface RegisterCopies {
  /** Throws ThreadFailure. */
  write(to: string): Promise<void>;
  /** Reads every page; answers what does not fit. Throws ThreadFailure. */
  check(path: string): Promise<readonly string[]>;
  /** Throws AppError('integrity'). */
  open(path: string): ReturnType<typeof openCopy>;
}

/** Copies of the registers of the vault with this key. */
export function registerCopies(folder: string, vaultKey: Secret): RegisterCopies {
  const withKey = <T>(use: (key: Secret) => T): T => {
    const key = databaseKey(vaultKey);
    try {
      return use(key); // a thread has been handed a copy by then
    } finally {
      wipe(key);
    }
  };
  return {
    write: async (to) => void (await withKey((key) => writeSnapshot(databasePath(folder), to, key))),
    check: (path) => withKey((key) => checkSnapshot(path, key)),
    open: (path) => withKey((key) => openCopy(path, key)),
  };
}

export interface OpenVaultOptions {
  readonly folder: string;
  /** Taken over: wiped on close. */
  readonly vaultKey: Secret;
  readonly clock: Clock;
  readonly onChange: (topics: readonly Topic[]) => void;
  /** How the registers are opened. */
  readonly registers?: Pick<OpenOptions, 'onSlowQuery' | 'mustExist' | 'onDamage'>;
}

const databasePath = (vaultFolder: string): string => join(vaultFolder, 'registers.db');

/** Throws AppError('integrity') when the registers or an epoch do not open with this key. */
export async function openVault({
  folder,
  vaultKey,
  clock,
  onChange,
  registers = {},
}: OpenVaultOptions): Promise<OpenVault> {
  const { database, keys } = await openParts(folder, vaultKey, registers);
  const ledger = createLedger({ db: database.connection, clock });
  const ports = { database, append: ledger.append, clock, onChange };
  return {
    folder,
    vaultKey,
    database,
    keys,
    ledger,
    copies: registerCopies(folder, vaultKey),
    lastEntryAt: ledger.lastAt(),
    act: (actor, name, count) => createAct(ports, actor, name, count),
    async checkRegisters(how) {
      database.truncateLog(); // what the file then lacks is damage
      const key = databaseKey(vaultKey);
      const found = await findDamagedPages({ path: databasePath(folder), key, ...how }).finally(() => wipe(key));
      if (found.length === 0) return;
      const damage = pagesDamaged();
      registers.onDamage?.(damage);
      throw damage;
    },
    close() {
      database.close();
      keys.wipe();
      wipe(vaultKey);
    },
  };
}

/** Registers and epoch keys, or neither: a vault that does not open leaves no key in memory. */
async function openParts(
  folder: string,
  vaultKey: Secret,
  registers: NonNullable<OpenVaultOptions['registers']>,
): Promise<{ database: Database; keys: RotatingKeys }> {
  const key = databaseKey(vaultKey);
  let database: Database | null = null;
  try {
    await requireWritable(folder);
    database = openDatabase({ path: databasePath(folder), key, migrations, ...registers });
    return { database, keys: await createObjectKeys(folder, vaultKey) };
  } catch (error) {
    database?.close();
    wipe(vaultKey);
    throw error;
  } finally {
    wipe(key);
  }
}
