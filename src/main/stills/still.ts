import type { PoliceRequest, Still, StillRoute } from '../../shared/contract/stills.ts';
import { AppError } from '../../shared/failure.ts';
import { wallClockDay } from '../time.ts';

// The order of CoP 5.13-5.15: request → approval → production → countersignature. No step may be left out or
// repeated (ST1); that nobody judges their own act is ruled for every command at once (own-act.ts).

export type StillState = Still['state'];
export type StillStep = 'approve' | 'refuse' | 'produce' | 'countersign' | 'reject' | 'withdraw';

const NEXT: Record<StillStep, { from: readonly StillState[]; to: StillState }> = {
  approve: { from: ['requested'], to: 'approved' },
  refuse: { from: ['requested'], to: 'refused' },
  produce: { from: ['approved'], to: 'produced' },
  countersign: { from: ['produced'], to: 'countersigned' },
  reject: { from: ['produced'], to: 'rejected' },
  withdraw: { from: ['requested', 'approved', 'produced', 'countersigned'], to: 'withdrawn' },
};

const WAITING_FOR: Record<StillState, string> = {
  requested: 'it waits for the manager’s approval',
  refused: 'the manager refused it',
  approved: 'it waits to be produced',
  produced: 'it waits for the manager’s countersignature',
  rejected: 'the manager rejected it',
  countersigned: 'it is countersigned already',
  withdrawn: 'it was withdrawn',
};

/** The state after a step, or a refusal that says where the still stands. */
export function nextState(state: StillState, step: StillStep): StillState {
  const { from, to } = NEXT[step];
  if (!from.includes(state))
    throw new AppError('conflict', `This still cannot be taken further that way: ${WAITING_FOR[state]}.`, {
      clause: '5.13',
    });
  return to;
}

/** The signed request and justification must have been provided before the police route is approved (CoP 5.13). */
export function checkApproval({ number, route, papers }: Pick<Still, 'number' | 'route' | 'papers'>): void {
  if (route === 'police' && papers === 0)
    throw new AppError(
      'clause',
      `The signed request of the police for ${number} is not attached. The Case Support Officer scans it and attaches it (PDF, JPEG or PNG); then it can be approved.`,
      { clause: '5.13' },
    );
}

/** What cannot be right in a request of the police, before anything is entered. */
export function checkPoliceRequest(requester: string, police: PoliceRequest, today: string): void {
  const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();
  if (same(requester, police.authorisedBy) || same(police.collarNumber, police.authorisedNumber))
    throw new AppError(
      'clause',
      'The officer who asks cannot authorise it themselves. An Inspector or above must, other than they.',
      { clause: '5.13' },
    );
  const days = [wallClockDay(police.incidentAt), wallClockDay(police.askedAt), police.authorisedOn];
  if (days.some((day) => day > today))
    throw new AppError('invalid-input', 'A day of the police request lies ahead. Read it from their form once more.');
}

/** Who decides on a request and by which clause, for the words of a refusal. */
export const ROUTE_CLAUSE: Record<StillRoute, string> = { sno: '5.13', police: '5.13', other: '5.14' };

/** Only a countersigned still is printed or leaves the house (CoP 5.15). */
export function checkIssuable({ number, state }: Pick<Still, 'number' | 'state'>): void {
  if (state === 'withdrawn')
    throw new AppError(
      'clause',
      `${number} was withdrawn: none of it is printed or given out any more. Ask for a new still if one is needed.`,
      { clause: '5.16' },
    );
  if (state !== 'countersigned')
    throw new AppError(
      'clause',
      `${number} is not countersigned: ${WAITING_FOR[state]}. Only then is it printed or given out.`,
      { clause: '5.15' },
    );
}
