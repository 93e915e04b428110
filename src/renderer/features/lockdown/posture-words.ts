import type { Output } from '../../../shared/contract.ts';
import type { Tone } from '../../ui/status-badge.tsx';

type State = Output<'posture.read'>['checks'][number]['state'];

export const stateWords: Readonly<Record<State, string>> = {
  good: 'In order',
  accepted: 'Accepted',
  warning: 'Look at this',
  bad: 'Not in order',
  unknown: 'Not known',
};

export const toneOf: Readonly<Record<State, Tone>> = {
  good: 'good',
  accepted: 'warning',
  warning: 'warning',
  bad: 'bad',
  unknown: 'neutral',
};
