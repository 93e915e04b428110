import { AppError } from '../../shared/failure.ts';

// A disposal is witnessed by two people in all: whoever did it and another. What the application did at its day nobody
// did, so two people look that it is gone.

/** What is known of who stands for a disposal. */
export interface Witnessed {
  readonly number: string;
  /** 'system' when the application disposed of it at its day. */
  readonly doneById: string;
  readonly signatures: readonly { readonly personId: string; readonly name: string }[];
}

const peopleOf = ({ doneById, signatures }: Witnessed): string[] => [
  ...(doneById === 'system' ? [] : [doneById]),
  ...signatures.map(({ personId }) => personId),
];

/** Two different people stand for it. */
export const isWitnessed = (disposal: Witnessed): boolean => new Set(peopleOf(disposal)).size >= 2;

export const mayWitness = (disposal: Witnessed, personId: string): boolean =>
  !isWitnessed(disposal) && !peopleOf(disposal).includes(personId);

/** Throws when the person disposed of it or signed for it already, or when nobody is wanted any more. */
export function checkWitness(disposal: Witnessed, personId: string): void {
  if (isWitnessed(disposal)) throw new AppError('conflict', `${disposal.number} is witnessed already.`);
  if (!mayWitness(disposal, personId))
    throw new AppError(
      'clause',
      `You already stand for ${disposal.number}: another person must look that it is gone and sign.`,
      { clause: '4.6' },
    );
}

/** Whose signature made it complete; null while one is missing. */
export const witnessOf = (disposal: Witnessed): string | null =>
  isWitnessed(disposal) ? (disposal.signatures.at(-1)?.name ?? null) : null;
