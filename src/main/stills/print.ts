import type { PrintTaker, StillPrint } from '../../shared/contract/prints.ts';
import type { Still } from '../../shared/contract/stills.ts';
import { AppError } from '../../shared/failure.ts';
import { isSameName } from '../same-hand.ts';
import type { PaperOfSheet } from './print-paper.ts';
import { checkIssuable } from './still.ts';

// A numbered print lies in the locked cabinet, is out, is lost, or is destroyed: there is always one answer to "where is it now"
// (CoP 5.15, 5.16).

export type PrintStep = 'sign-out' | 'sign-in' | 'destroy' | 'report-destroyed' | 'report-lost';

const NEXT: Record<PrintStep, { from: readonly StillPrint['state'][]; to: StillPrint['state'] }> = {
  'sign-out': { from: ['in-cabinet'], to: 'out' },
  // What was lost may turn up.
  'sign-in': { from: ['out', 'lost'], to: 'in-cabinet' },
  destroy: { from: ['in-cabinet'], to: 'destroyed' },
  'report-destroyed': { from: ['out'], to: 'destroyed' },
  'report-lost': { from: ['out'], to: 'lost' },
};

const WHERE: Record<StillPrint['state'], (where: string) => string> = {
  'in-cabinet': (where) => `it is in the cabinet (${where})`,
  out: (where) => `it is with ${where}; sign it in first`,
  lost: (where) => `it is lost (${where}); sign it in when it is found`,
  destroyed: () => 'it was destroyed',
};

/** The state after a step, or a refusal that says where the print is. */
export function nextPrintState(
  { number, state, whereNow }: Pick<StillPrint, 'number' | 'state' | 'whereNow'>,
  step: PrintStep,
): StillPrint['state'] {
  const { from, to } = NEXT[step];
  if (!from.includes(state))
    throw new AppError('conflict', `That cannot be done with print ${number}: ${WHERE[state](whereNow)}.`);
  return to;
}

/** Those may keep what they were given, the public as the copy they are owed; everybody else brings it back. */
const KEEPS: readonly PrintTaker[] = ['police', 'court', 'public'];

/** Whether a print of this still may go out at all, as what, and for how long; on what is print-authority.ts. */
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
  checkDueBack(taker, dueBackOn, today);
}

/** By which day a print is to be back, where it is not kept. */
export function checkDueBack(taker: PrintTaker, dueBackOn: string | null, today: string): void {
  if (dueBackOn === null && !KEEPS.includes(taker))
    throw new AppError('clause', 'Say by which day the print is to be back in the locked cabinet.', { clause: '5.15' });
  if (dueBackOn !== null && dueBackOn < today)
    throw new AppError('invalid-input', 'The day the print is due back lies in the past.');
}

/** What whoever has a print says of its end: in writing, after they had it, and not in the officer's own name. */
export function checkReportedDestroyed(
  report: { readonly writtenOn: string; readonly destroyedOn: string; readonly reportedBy: string },
  known: { readonly outSince: string; readonly today: string; readonly officer: string; readonly papers: number },
): void {
  if (known.papers === 0)
    throw new AppError(
      'clause',
      'Attach first what they wrote, scanned (PDF, JPEG or PNG): without it nobody can tell later that the print is gone.',
      { clause: '5.15' },
    );
  if (isSameName(report.reportedBy, known.officer))
    throw new AppError('clause', 'Only whoever had the print can report its destruction. Sign it in and destroy it.', {
      clause: '5.15',
    });
  const { destroyedOn, writtenOn } = report;
  if (destroyedOn < known.outSince || writtenOn < destroyedOn || writtenOn > known.today)
    throw new AppError(
      'invalid-input',
      'The print was destroyed after it went out, and they wrote so on that day or later, not after today.',
    );
}

/** A loss is noticed while it was out, and somebody beside the officer knows of the search. */
export function checkReportedLost(
  { noticedOn, witnessedBy }: { readonly noticedOn: string; readonly witnessedBy: string },
  known: { readonly outSince: string; readonly today: string; readonly officer: string },
): void {
  if (isSameName(witnessedBy, known.officer))
    throw new AppError('clause', 'A second person must know that it was looked for and not found.', { clause: '5.15' });
  if (noticedOn < known.outSince || noticedOn > known.today)
    throw new AppError('invalid-input', 'The loss was noticed after the print went out, and not after today.');
}

/** Whether this print's sheet may be printed: a number is on one sheet of paper, and that is where the register says. */
export function checkPrintSheet(
  still: Pick<Still, 'number' | 'state'>,
  { number, state, whereNow }: Pick<StillPrint, 'number' | 'state' | 'whereNow'>,
  { printed, gone }: PaperOfSheet,
): void {
  checkIssuable(still);
  if (state !== 'in-cabinet')
    throw new AppError(
      'clause',
      `Print ${number} is not printed again: ${WHERE[state](whereNow)}. If another is needed, make a further print with a number of its own.`,
      { clause: '5.15' },
    );
  if (printed > gone)
    throw new AppError(
      'clause',
      `Print ${number} is on paper already, and a number is on one sheet. If that sheet was spoiled or is lost, enter under Stills what became of it; then it can be printed again. If another is needed, make a further print.`,
      { clause: '5.15' },
    );
}

/** A paper can only be entered as gone when there is one that nobody has entered yet. */
export function checkSheetGone({ number }: Pick<StillPrint, 'number'>, { printed, gone }: PaperOfSheet): void {
  if (printed <= gone)
    throw new AppError('conflict', `Print ${number} is not on paper now: it can simply be printed.`, {
      clause: '5.15',
    });
}

/** Two people stand for a destruction. */
export function checkWitness(witnessedBy: string, destroyedBy: string): void {
  if (isSameName(witnessedBy, destroyedBy))
    throw new AppError('clause', 'A second person must witness the destruction.', { clause: '4.6' });
}
