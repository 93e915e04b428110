import type { LedgerExport } from '../../../src/main/ledger/ledger-service.ts';
import { type SigningIdentity, signText, verifyText } from '../../../src/main/platform/certificates.ts';
import { openLedger } from './open-ledger.ts';

/**
 * A real ledger with one entry for each of `details`; those numbered `seqs` as a bundle carries them, with a checkpoint
 * over all that `identity` signed.
 */
export async function exportedLedger(
  identity: SigningIdentity,
  details: readonly { readonly [key: string]: unknown }[],
  seqs: readonly number[],
): Promise<LedgerExport> {
  const { database, ledger, remove } = await openLedger();
  try {
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
    await remove();
  }
}
