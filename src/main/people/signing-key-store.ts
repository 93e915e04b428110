import { z } from 'zod';
import type { ReadDb, WriteDb } from '../database/database.ts';

const SigningRow = z.object({ certificatePem: z.string(), wrappedKey: z.instanceof(Uint8Array) });

/** The controller's certificate and its private key, wrapped under the vault's signing key. */
export function readSigningKey(db: ReadDb): z.output<typeof SigningRow> {
  const row = db.row(
    SigningRow,
    'SELECT certificate_pem AS certificatePem, wrapped_key AS wrappedKey FROM signing_keys',
  );
  if (row === null) throw new Error('the vault has no signing key');
  return row;
}

export function insertSigningKey(db: WriteDb, certificatePem: string, wrappedKey: Uint8Array): void {
  db.run('INSERT INTO signing_keys (id, certificate_pem, wrapped_key) VALUES (1, ?, ?)', certificatePem, wrappedKey);
}
