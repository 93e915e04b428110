import type { Output } from '../../../shared/contract.ts';

type Movement = Output<'prints.movements'>[number];

export const takerWords: Readonly<Record<NonNullable<Movement['taker']>, string>> = {
  staff: 'Our own staff (an SNO, for instance)',
  police: 'The police, as an exhibit',
  court: 'A court',
  solicitor: 'A solicitor',
  agency: 'Another agency or person',
  public: 'A member of the public',
};

export const printStateWords = {
  'in-cabinet': { tone: 'good', words: 'In the cabinet' },
  out: { tone: 'warning', words: 'Out' },
  lost: { tone: 'bad', words: 'Lost' },
  destroyed: { tone: 'neutral', words: 'Destroyed' },
} as const;
