const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'; // Crockford's: no I, L, O, U
const LENGTH = 30;
const GROUP = 5;

/** How many random bytes a passphrase is made of: one for each character, of which five bits are used. */
export const passphraseBytes = LENGTH;

/**
 * Thirty characters in groups, 150 bits: a ZIP's own derivation of keys is weak, so the strength must be in the passphrase
 * (decision 0024).
 */
export function passphraseOf(random: Uint8Array): string {
  if (random.length !== passphraseBytes) throw new Error('a passphrase of the wrong length');
  const characters = [...random].map((byte) => ALPHABET[byte % ALPHABET.length] ?? '');
  const groups = Array.from({ length: LENGTH / GROUP }, (_, at) =>
    characters.slice(at * GROUP, (at + 1) * GROUP).join(''),
  );
  return groups.join('-');
}
