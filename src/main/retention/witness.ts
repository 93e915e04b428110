import { AppError } from '../../shared/failure.ts';
import { type Hand, isSameHand } from '../same-hand.ts';

// A disposal is witnessed by two people in all: whoever did it and another. What the application did at its day nobody
// did, so two people look that it is gone.

/** What is known of who stands for a disposal. */
export interface Witnessed {
  readonly number: string;
  /** 'system' when the application disposed of it at its day. */
  readonly doneById: string;
  readonly doneBy: string;
  readonly signatures: readonly { readonly personId: string; readonly name: string }[];
}

const handsOf = ({ doneById, doneBy, signatures }: Witnessed): Hand[] => [
  ...(doneById === 'system' ? [] : [{ id: doneById, name: doneBy }]),
  ...signatures.map(({ personId, name }) => ({ id: personId, name })),
];

/** Two different people stand for it, not one by two accounts. */
export function isWitnessed(disposal: Witnessed): boolean {
  const [first, ...others] = handsOf(disposal);
  return first !== undefined && others.some((other) => !isSameHand(first, other));
}

export const mayWitness = (disposal: Witnessed, person: Hand): boolean =>
  !isWitnessed(disposal) && !handsOf(disposal).some((hand) => isSameHand(hand, person));

/** Throws when the person disposed of it or signed for it already, or when nobody is wanted any more. */
export function checkWitness(disposal: Witnessed, person: Hand): void {
  if (isWitnessed(disposal)) throw new AppError('conflict', `${disposal.number} is witnessed already.`);
  if (!mayWitness(disposal, person))
    throw new AppError(
      'clause',
      `You already stand for ${disposal.number}, by whichever account: another person must look that it is gone and sign.`,
      { clause: '4.6' },
    );
}

/** Whose signature made it complete; null while one is missing. */
export const witnessOf = (disposal: Witnessed): string | null =>
  isWitnessed(disposal) ? (disposal.signatures.at(-1)?.name ?? null) : null;
