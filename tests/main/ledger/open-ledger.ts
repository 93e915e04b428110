import { createHmac, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../../src/main/database/database.ts';
import { migrations } from '../../../src/main/database/migrations.ts';
import type { Signer } from '../../../src/main/ledger/checkpoint.ts';
import { createLedger, type Ledger, type NewEntry } from '../../../src/main/ledger/ledger-service.ts';

/** Signs in no time; the real key is tried in export-with-python.test.ts. */
const hmac = (text: string): string => createHmac('sha256', 'a key').update(text).digest('base64');
export const signer: Signer = { sign: hmac, verify: (text, signature) => hmac(text) === signature };

export interface OpenLedger {
  readonly database: Database;
  readonly ledger: Ledger;
  /** Ticks a millisecond whenever it is read. */
  readonly clock: { now(): string; set(instant: string): void };
  /** Appends in a transaction of its own. */
  append(details?: NewEntry['details']): { seq: number; leafHash: string };
  /** Takes away what keeps the tables from being changed, as somebody with the database's key can. */
  dropTriggers(): void;
  remove(): Promise<void>;
}

/** A ledger in a real, encrypted database of its own. */
export async function openLedger(): Promise<OpenLedger> {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-'));
  const database = openDatabase({ path: join(folder, 'registers.db'), key: randomBytes(32), migrations });
  let ms = Date.parse('2026-10-25T00:59:59.000Z');
  const clock = {
    now: () => new Date(ms++).toISOString(),
    set: (instant: string) => void (ms = Date.parse(instant)),
  };
  const ledger = createLedger({ db: database.connection, clock });
  const actor = { id: 'p-1', name: 'Zoë Öztürk', role: 'officer' };
  return {
    database,
    ledger,
    clock,
    append: (details = {}) =>
      database.transaction(() =>
        ledger.append({ actor, action: 'viewings.open', subject: 'recording R-0001', details }),
      ),
    dropTriggers() {
      for (const table of ['entries', 'nodes', 'checkpoints', 'mentions'])
        for (const trigger of ['kept', 'stay']) database.connection.exec(`DROP TRIGGER ledger_${table}_${trigger}`);
    },
    async remove() {
      database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
