import { z } from 'zod';
import { Breach as Shown } from '../../shared/contract/breaches.ts';
import { AppError } from '../../shared/failure.ts';
import { Day, Instant } from '../../shared/model.ts';
import { sameOrNextWorkingDay } from '../calendar/working-days.ts';
import { addDays, dayText, londonDay } from '../time.ts';

// How an incident is dealt with: registered, assessed, investigated, decided on for the ICO, closed (CoP 6.2).

/** What people add to an incident. Null in the register: the application opened it and nobody has looked yet. */
export const BreachRecord = z.object({
  reportedBy: z.string(),
  happenedOn: Day.nullable(),
  personalData: z.boolean().nullable(),
  awareAt: Instant,
  complainant: Shown.shape.complainant,
  acknowledged: Shown.shape.acknowledged,
  disciplinary: Shown.shape.disciplinary,
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
  complainant: null,
  acknowledged: null,
  disciplinary: null,
  ico: null,
  notes: [],
  outcome: null,
});

const ICO_HOURS = 72;

/** Seventy-two hours after awareness, whatever the clocks do meanwhile. */
export const icoDeadline = (awareAt: string): string =>
  new Date(Date.parse(awareAt) + ICO_HOURS * 3_600_000).toISOString();

const ACKNOWLEDGE_DAYS = 30;

type Kind = { readonly number: string; readonly kind: string };

/** A complaint of a person about their own data: the law says what is done with it (DPA 2018 s.164A, since 19 June 2026). */
export const isStatutory = (
  { kind }: Pick<Kind, 'kind'>,
  { personalData }: Pick<BreachRecord, 'personalData'>,
): boolean => kind === 'complaint' && personalData === true;

/** Thirty days from the day after it came, the next working day where the last is none. */
export const acknowledgeBy = ({ awareAt }: Pick<BreachRecord, 'awareAt'>): string =>
  sameOrNextWorkingDay(addDays(londonDay(awareAt), ACKNOWLEDGE_DAYS));

/** A day on which something was done about it: not ahead, and not before anybody knew. */
export function checkDay(on: string, { awareAt }: Pick<BreachRecord, 'awareAt'>, now: string): void {
  if (on > londonDay(now)) throw new AppError('invalid-input', 'This day lies in the future.');
  if (on < londonDay(awareAt))
    throw new AppError(
      'invalid-input',
      `This day lies before ${dayText(londonDay(awareAt))}, when it was first known.`,
    );
}

/** Only a complaint has somebody who complains. */
export function checkComplainant({ kind }: Pick<Kind, 'kind'>, complainant: string | undefined): void {
  if (kind === 'complaint' && complainant === undefined)
    throw new AppError('clause', 'Say who complains and how they are reached, or that nobody gave a name.', {
      clause: '6.2',
    });
  if (kind !== 'complaint' && complainant !== undefined)
    throw new AppError('invalid-input', 'Only a complaint has somebody who complains.');
}

export function checkOpen(number: string, { outcome }: BreachRecord): void {
  if (outcome !== null)
    throw new AppError('conflict', `${number} is closed; register a new incident.`, { clause: '6.2' });
}

/** What must have been said before an incident is closed. */
export function checkClosing(
  { number, kind }: Kind,
  { personalData, ico, notes, disciplinary }: BreachRecord,
  { complaint, told }: { readonly complaint?: string | undefined; readonly told?: object | undefined },
): void {
  const bar = (message: string): never => {
    throw new AppError('clause', message, { clause: '6.2' });
  };
  if (personalData === null) bar(`Say first whether personal data is concerned in ${number}.`);
  if (personalData === true && ico === null)
    bar(`Record first whether ${number} is reported to the Information Commissioner, and why.`);
  if (notes.length === 0) bar(`Breaches are investigated: write down what was found about ${number} first.`);
  if (kind === 'complaint' && complaint === undefined) bar('Say whether the complaint was upheld.');
  if (kind !== 'complaint' && (complaint ?? told) !== undefined)
    throw new AppError('invalid-input', 'Only a complaint is upheld or not, and told to whoever complained.');
  if (isStatutory({ kind }, { personalData }) && told === undefined)
    bar(
      'Say when and how the complainant was told of the outcome: the law asks for it (Data Protection Act 2018, s.164A).',
    );
  if (disciplinary !== null && disciplinary.outcome === null)
    bar(`${number} was referred under the disciplinary procedure. Record first how that ended.`);
}
