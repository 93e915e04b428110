import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../../src/main/database/database.ts';
import { migrations } from '../../../src/main/database/migrations.ts';
import { createLedger, type LedgerExport } from '../../../src/main/ledger/ledger-service.ts';
import { type SigningIdentity, signText, verifyText } from '../../../src/main/platform/certificates.ts';

type Details = { readonly [key: string]: unknown };

/**
 * A real ledger in an encrypted database of its own, with one entry for each of `details`; those numbered `seqs` as a
 * bundle carries them, with a checkpoint over all that `identity` signed.
 */
export async function exportedLedger(
  identity: SigningIdentity,
  details: readonly Details[],
  seqs: readonly number[],
): Promise<LedgerExport> {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-'));
  const database = openDatabase({ path: join(folder, 'registers.db'), key: randomBytes(32), migrations });
  try {
    let ms = Date.parse('2026-10-25T00:59:59.000Z');
    const ledger = createLedger({ db: database.connection, clock: { now: () => new Date(ms++).toISOString() } });
    const actor = { id: 'p-1', name: 'Zoë Öztürk', role: 'officer' };
    database.transaction(() => {
      for (const each of details)
        ledger.append({ actor, action: 'viewings.open', subject: 'recording R-0001', details: each });
    });
    const checkpoint = ledger.checkpoint({
      sign: (text) => signText(text, identity.privateKeyPem),
      verify: (text, signature) => verifyText(text, signature, identity.certificatePem),
    });
    return ledger.exportEntries(seqs, checkpoint);
  } finally {
    database.close();
    await rm(folder, { recursive: true, force: true });
  }
}
