import type { Output } from '../../../shared/contract.ts';
import type { Tone } from '../../ui/status-badge.tsx';

export type Pia = Output<'pias.list'>[number];
export type PiaVersion = Pia['latest'];
export type Consultation = Pia['consultations'][number];

export const piaStateWords: Readonly<Record<PiaVersion['state'], { readonly words: string; readonly tone: Tone }>> = {
  draft: { words: 'Being written', tone: 'neutral' },
  submitted: { words: 'Waits for the manager', tone: 'warning' },
  returned: { words: 'Returned by the manager', tone: 'warning' },
  approved: { words: 'Approved', tone: 'good' },
  refused: { words: 'Refused', tone: 'bad' },
};

export const reopenedWords: Readonly<Record<NonNullable<PiaVersion['reopenedBecause']>, string>> = {
  returned: 'Returned by the manager',
  moved: 'The camera moved',
  extension: 'The deployment is to be extended',
  changed: 'Something changed',
};

export const consultationWords: Readonly<Record<Consultation['how'], string>> = {
  letter: 'Letter',
  'large-print-letter': 'Letter in large print',
  visit: 'Visit',
  phone: 'Telephone',
  email: 'E-mail',
  meeting: 'Meeting',
};
