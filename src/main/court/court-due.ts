import type { DueItem } from '../../shared/contract/oversight.ts';
import { type DueSource, urgencyIn } from '../oversight/today.ts';
import { dayText, daysBetween, londonDay } from '../time.ts';

const COURT = { screen: 'court', id: null } as const;
/** A receipt that is not back after a week is asked for. */
const RECEIPT_DAYS = 7;

export interface CourtRegister {
  discsOut(): readonly { readonly number: string; readonly whereNow: string; readonly dueBackOn: string }[];
  unsignedReceipts(): readonly { readonly number: string; readonly movedTo: string; readonly movedOn: string }[];
}

/** Discs that are out, and receipts that have not come back (CO4). */
export const courtDue =
  (register: CourtRegister): DueSource =>
  (today) => [
    ...register.discsOut().map(
      ({ number, whereNow, dueBackOn }): DueItem => ({
        kind: 'disc-out',
        urgency: urgencyIn(daysBetween(today, dueBackOn)),
        on: dueBackOn,
        title: dueBackOn < today ? `${number} should be back` : `${number} is due back on ${dayText(dueBackOn)}`,
        detail: `It is now: ${whereNow}.`,
        clause: '3.10',
        place: COURT,
      }),
    ),
    ...register
      .unsignedReceipts()
      .filter(({ movedOn }) => daysBetween(londonDay(movedOn), today) >= RECEIPT_DAYS)
      .map(
        ({ number, movedTo, movedOn }): DueItem => ({
          kind: 'disc-out',
          urgency: 'soon',
          on: null,
          title: `The receipt for ${number} is not back`,
          detail: `Handed to ${movedTo} on ${dayText(londonDay(movedOn))}. Ask for the signed receipt and enter it.`,
          clause: '3.10',
          place: COURT,
        }),
      ),
  ];
