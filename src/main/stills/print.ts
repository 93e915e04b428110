import type { PrintTaker, StillPrint } from '../../shared/contract/prints.ts';
import type { Still } from '../../shared/contract/stills.ts';
import { AppError } from '../../shared/failure.ts';
import { isSameName } from '../same-hand.ts';
import { checkIssuable } from './still.ts';

// A numbered print lies in the locked cabinet, is out, or is destroyed: there is always one answer to "where is it now"
// (CoP 5.15, 5.16).

export type PrintStep = 'sign-out' | 'sign-in' | 'destroy';

const NEXT: Record<PrintStep, { from: StillPrint['state']; to: StillPrint['state'] }> = {
  'sign-out': { from: 'in-cabinet', to: 'out' },
  'sign-in': { from: 'out', to: 'in-cabinet' },
  destroy: { from: 'in-cabinet', to: 'destroyed' },
};

const WHERE: Record<StillPrint['state'], (where: string) => string> = {
  'in-cabinet': (where) => `it is in the cabinet (${where})`,
  out: (where) => `it is with ${where}; sign it in first`,
  destroyed: () => 'it was destroyed',
};

/** The state after a step, or a refusal that says where the print is. */
export function nextPrintState(
  { number, state, whereNow }: Pick<StillPrint, 'number' | 'state' | 'whereNow'>,
  step: PrintStep,
): StillPrint['state'] {
  const { from, to } = NEXT[step];
  if (state !== from)
    throw new AppError('conflict', `That cannot be done with print ${number}: ${WHERE[state](whereNow)}.`);
  return to;
}

/** Those keep what they were given; everybody else brings it back. */
const KEEPS: readonly PrintTaker[] = ['police', 'court'];

/** Whether a print of this still may go to whoever takes it, and for how long. */
export function checkSignOut(
  still: Pick<Still, 'number' | 'state' | 'exhibitReference'>,
  { taker, dueBackOn }: { readonly taker: PrintTaker; readonly dueBackOn: string | null },
  today: string,
): void {
  checkIssuable(still);
  if (taker === 'police' && still.exhibitReference === null)
    throw new AppError(
      'clause',
      `${still.number} is no exhibit, and the police have stills only as exhibits. Log their request under Disclosures; once the manager grants it and it is sent, the still has its exhibit reference.`,
      { clause: '5.16' },
    );
  if (dueBackOn === null && !KEEPS.includes(taker))
    throw new AppError('clause', 'Say by which day the print is to be back in the locked cabinet.', { clause: '5.15' });
  if (dueBackOn !== null && dueBackOn < today)
    throw new AppError('invalid-input', 'The day the print is due back lies in the past.');
}

/** Whether this print's sheet may be printed: a number is on one sheet of paper, and that is where the register says. */
export function checkPrintSheet(
  still: Pick<Still, 'number' | 'state'>,
  { number, state, whereNow }: Pick<StillPrint, 'number' | 'state' | 'whereNow'>,
): void {
  checkIssuable(still);
  if (state !== 'in-cabinet')
    throw new AppError(
      'clause',
      `Print ${number} is not printed again: ${WHERE[state](whereNow)}. If another is needed, make a further print with a number of its own.`,
      { clause: '5.15' },
    );
}

/** Two people stand for a destruction. */
export function checkWitness(witnessedBy: string, destroyedBy: string): void {
  if (isSameName(witnessedBy, destroyedBy))
    throw new AppError('clause', 'A second person must witness the destruction.', { clause: '4.6' });
}
