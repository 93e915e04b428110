import { z } from 'zod';
import { Breach as Shown } from '../../shared/contract/breaches.ts';
import { AppError } from '../../shared/failure.ts';
import { Day, Instant } from '../../shared/model.ts';

// How an incident is dealt with: registered, assessed, investigated, decided on for the ICO, closed (CoP 6.2).

/** What people add to an incident. Null in the register: the application opened it and nobody has looked yet. */
export const BreachRecord = z.object({
  reportedBy: z.string(),
  happenedOn: Day.nullable(),
  personalData: z.boolean().nullable(),
  awareAt: Instant,
  ico: Shown.shape.ico,
  notes: Shown.shape.notes,
  outcome: Shown.shape.outcome,
});
export type BreachRecord = z.output<typeof BreachRecord>;

export const untouched = (at: string): BreachRecord => ({
  reportedBy: 'The application',
  happenedOn: null,
  personalData: null,
  awareAt: at,
  ico: null,
  notes: [],
  outcome: null,
});

const ICO_HOURS = 72;

/** Seventy-two hours after awareness, whatever the clocks do meanwhile. */
export const icoDeadline = (awareAt: string): string =>
  new Date(Date.parse(awareAt) + ICO_HOURS * 3_600_000).toISOString();

export function checkOpen(number: string, { outcome }: BreachRecord): void {
  if (outcome !== null)
    throw new AppError('conflict', `${number} is closed; register a new incident.`, { clause: '6.2' });
}

/** What must have been said before an incident is closed. */
export function checkClosing(
  { number, kind }: { readonly number: string; readonly kind: string },
  { personalData, ico, notes }: BreachRecord,
  complaint: string | undefined,
): void {
  const bar = (message: string): never => {
    throw new AppError('clause', message, { clause: '6.2' });
  };
  if (personalData === null) bar(`Say first whether personal data is concerned in ${number}.`);
  if (personalData === true && ico === null)
    bar(`Record first whether ${number} is reported to the Information Commissioner, and why.`);
  if (notes.length === 0) bar(`Breaches are investigated: write down what was found about ${number} first.`);
  if (kind === 'complaint' && complaint === undefined) bar('Say whether the complaint was upheld.');
  if (kind !== 'complaint' && complaint !== undefined)
    throw new AppError('invalid-input', 'Only a complaint is upheld or not.');
}
