import type { Outcome } from '../../shared/contract/outcomes.ts';
import { AppError } from '../../shared/failure.ts';

// How court cases ended: whether footage "leads to successful legal action" (CoP 2.2) is known from nothing else.

export const resultWords: Readonly<Record<Outcome['result'], string>> = {
  'order-made': 'Order made',
  undertaking: 'Undertaking given',
  settled: 'Settled',
  convicted: 'Convicted',
  acquitted: 'Acquitted',
  dismissed: 'Dismissed',
  withdrawn: 'Withdrawn or discontinued',
};

export const footageWords: Readonly<Record<Outcome['footage'], string>> = {
  'relied-on': 'Relied on',
  'not-used': 'Not used',
  'not-admitted': 'Not admitted',
};

const ONLY: Readonly<Partial<Record<Outcome['result'], 'civil' | 'criminal'>>> = {
  undertaking: 'civil',
  settled: 'civil',
  convicted: 'criminal',
  acquitted: 'criminal',
};

/** Refuses an outcome that cannot be: of the other kind of proceedings, or on a day that has not come. */
export function checkOutcome(
  kind: 'civil' | 'criminal',
  { result, endedOn }: Pick<Outcome, 'result' | 'endedOn'>,
  today: string,
): void {
  const only = ONLY[result];
  if (only !== undefined && only !== kind)
    throw new AppError(
      'invalid-input',
      `“${resultWords[result]}” is a result of ${only} proceedings, and these are ${kind}. Choose another.`,
    );
  if (endedOn > today) throw new AppError('invalid-input', 'The day they ended lies ahead. Enter it when it has come.');
}
