import { AppError } from '../../shared/failure.ts';

// The order of CoP 5.13-5.15: request → approval → production → countersignature. No step may be left out or
// repeated (ST1); that nobody judges their own act is ruled for every command at once (own-act.ts).

export type StillState = 'requested' | 'refused' | 'approved' | 'produced' | 'rejected' | 'countersigned';
export type StillStep = 'approve' | 'refuse' | 'produce' | 'countersign' | 'reject';

const NEXT: Record<StillStep, { from: StillState; to: StillState }> = {
  approve: { from: 'requested', to: 'approved' },
  refuse: { from: 'requested', to: 'refused' },
  produce: { from: 'approved', to: 'produced' },
  countersign: { from: 'produced', to: 'countersigned' },
  reject: { from: 'produced', to: 'rejected' },
};

const WAITING_FOR: Record<StillState, string> = {
  requested: 'it waits for the manager’s approval',
  refused: 'the manager refused it',
  approved: 'it waits to be produced',
  produced: 'it waits for the manager’s countersignature',
  rejected: 'the manager rejected it',
  countersigned: 'it is countersigned already',
};

/** The state after a step, or a refusal that says where the still stands. */
export function nextState(state: StillState, step: StillStep): StillState {
  const { from, to } = NEXT[step];
  if (state !== from)
    throw new AppError('conflict', `This still cannot be taken further that way: ${WAITING_FOR[state]}.`, {
      clause: '5.13',
    });
  return to;
}
