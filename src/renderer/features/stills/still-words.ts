import type { Output } from '../../../shared/contract.ts';
import type { Tone } from '../../ui/status-badge.tsx';

export type Still = Output<'stills.list'>[number];

export const stillStateWords: Record<Still['state'], { readonly tone: Tone; readonly words: string }> = {
  requested: { tone: 'warning', words: 'Waiting for the manager’s approval' },
  refused: { tone: 'bad', words: 'Refused by the manager' },
  approved: { tone: 'warning', words: 'Approved, to be produced' },
  produced: { tone: 'warning', words: 'Waiting for the countersignature' },
  rejected: { tone: 'bad', words: 'Rejected by the manager' },
  countersigned: { tone: 'good', words: 'Countersigned and in the index' },
  withdrawn: { tone: 'neutral', words: 'Withdrawn' },
};

export type StepState = 'done' | 'now' | 'later' | 'stopped';
export interface StillStep {
  readonly name: string;
  readonly state: StepState;
  readonly detail: string;
}

const reached: Record<Still['state'], number> = {
  requested: 1,
  refused: 1,
  approved: 2,
  produced: 3,
  rejected: 3,
  countersigned: 5,
  withdrawn: 0,
};

/** The steps that were taken stay taken; a withdrawal stops the next one, or the index. */
const reachedBeforeWithdrawal = ({ countersignedAt, producedAt, decidedBy }: Still): number => {
  if (countersignedAt !== null) return 4;
  if (producedAt !== null) return 3;
  return decidedBy === null ? 1 : 2;
};

const names = ['Request', 'Approval', 'Production', 'Countersignature', 'Index'] as const;

/** The way of a still from request to index (CoP 5.13, 5.15): how far it came, or where it was stopped. */
export function stepsOf(still: Still): StillStep[] {
  const at = still.state === 'withdrawn' ? reachedBeforeWithdrawal(still) : reached[still.state];
  const stopped = still.state === 'refused' || still.state === 'rejected' || still.state === 'withdrawn';
  const details: readonly string[] = [
    `${still.requester}, recorded by ${still.requestedBy}`,
    decisionText(still),
    still.producedBy ?? '',
    still.state === 'rejected' ? 'rejected by the manager' : (still.countersignedBy ?? ''),
    still.cabinetPlace ?? '',
  ];
  return names.map((name, index) => ({ name, state: stateOfStep(index, at, stopped), detail: details[index] ?? '' }));
}

function stateOfStep(index: number, at: number, stopped: boolean): StepState {
  if (index < at) return 'done';
  if (index > at) return 'later';
  return stopped ? 'stopped' : 'now';
}

function decisionText(still: Still): string {
  if (still.decidedBy === null) return '';
  return still.state === 'refused' ? `refused by ${still.decidedBy}` : still.decidedBy;
}
