// Paper and register tell people apart by their names: a second account makes no second person (CoP 4.6, 5.13).

/** Somebody who acted, as the register has them. */
export interface Hand {
  readonly id: string;
  readonly name: string;
}

/** Letters and digits alone: neither an accent, a hyphen, a full stop nor a sign that is not seen makes another person. */
const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Cf}'’]/gu, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();

/** Whether two names, however they were typed, are one person's. */
export const isSameName = (one: string, other: string): boolean => plain(one) === plain(other);

/** Whether one person stands behind both: by the account or by the name. */
export const isSameHand = (one: Hand, other: Hand): boolean => one.id === other.id || isSameName(one.name, other.name);
