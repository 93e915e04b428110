import type { Output } from '../../../shared/contract.ts';
import type { Tone } from '../../ui/status-badge.tsx';

export type Breach = Output<'breaches.list'>[number];

export const reportKinds = {
  incident: 'Incident',
  'code-breach': 'Breach of the code of practice',
  'data-breach': 'Breach of security of data',
  complaint: 'Complaint',
} as const;

export const complaintWords = {
  upheld: 'Upheld',
  'partly-upheld': 'Partly upheld',
  'not-upheld': 'Not upheld',
} as const;

export const disciplinaryWords = {
  'no-action': 'No action',
  advice: 'Advice or training',
  warning: 'Warning',
  dismissal: 'Dismissal',
  withdrawn: 'Referral withdrawn',
} as const;

/** Where an incident stands, in words. */
export function standingOf({ outcome, personalData, ico, acknowledgeBy }: Breach): { tone: Tone; words: string } {
  if (outcome !== null) return { tone: 'neutral', words: 'Closed' };
  if (personalData === null) return { tone: 'warning', words: 'To be judged by the manager' };
  if (acknowledgeBy !== null) return { tone: 'warning', words: 'To be acknowledged' };
  if (personalData && ico === null) return { tone: 'bad', words: 'ICO decision wanted' };
  return { tone: 'warning', words: 'Open' };
}
