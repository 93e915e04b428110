import type { DiscSet } from '../../shared/contract/court.ts';
import type { DueItem } from '../../shared/contract/oversight.ts';
import { type DueSource, urgencyIn } from '../oversight/today.ts';
import { dayText, daysBetween, londonDay } from '../time.ts';

const COURT = { screen: 'court', id: null } as const;
/** A receipt that is not back after a week is asked for. */
const RECEIPT_DAYS = 7;

export interface CourtRegister {
  discsOut(): readonly { readonly number: string; readonly whereNow: string; readonly dueBackOn: string }[];
  unsignedReceipts(): readonly { readonly number: string; readonly movedTo: string; readonly movedOn: string }[];
  incompleteSets(): readonly DiscSet[];
}

/** Discs that are out, receipts that have not come back, and sets of which a disc is missing (CO3, CO4). */
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
    ...register.incompleteSets().map(
      ({ bundleId, bundleNumber, copy, size, missing }): DueItem => ({
        kind: 'disc-set',
        urgency: 'soon',
        on: null,
        title: `A set of discs is not complete: ${copy} copy of ${bundleNumber}`,
        detail: `${missing.length === 1 ? 'Disc' : 'Discs'} ${missing.join(', ')} of ${size} ${missing.length === 1 ? 'is' : 'are'} to be burned. Until then no disc of it leaves the house. If the set is not wanted, destroy its discs.`,
        clause: '3.10',
        place: { screen: 'court', id: bundleId },
      }),
    ),
  ];
