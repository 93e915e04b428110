import type { Mask } from '../../shared/contract/masks.ts';
import type { DueItem } from '../../shared/contract/oversight.ts';
import type { StillPrint } from '../../shared/contract/prints.ts';
import type { Still } from '../../shared/contract/stills.ts';
import { type DueSource, urgencyIn } from '../oversight/today.ts';
import { dayText, daysBetween, londonDay } from '../time.ts';

/** A receipt that is not back after a week is asked for. */
const RECEIPT_DAYS = 7;

export interface StillsRegister {
  /** Prints somebody has to bring back, and prints of withdrawn stills in the cabinet. */
  prints(): readonly StillPrint[];
  unsignedReceipts(): readonly {
    readonly stillId: string;
    readonly number: string;
    readonly person: string;
    readonly at: string;
  }[];
  requested(): readonly Still[];
  /** Contact sheets on paper with a picture of what was withdrawn. */
  contactSheets(): readonly { readonly title: string; readonly still: Pick<Still, 'id' | 'number'> }[];
  masksWaiting(): readonly Mask[];
}

const printItem = (
  stillId: string,
  item: Pick<DueItem, 'urgency' | 'on' | 'title' | 'detail'>,
  clause = '5.15',
): DueItem => ({ kind: 'print-out', clause, place: { screen: 'stills', id: stillId }, ...item });

const outItem = (today: string, { stillId, number, whereNow }: StillPrint, dueBackOn: string): DueItem =>
  printItem(stillId, {
    urgency: urgencyIn(daysBetween(today, dueBackOn)),
    on: dueBackOn,
    title:
      dueBackOn < today
        ? `Print ${number} should be back in the cabinet`
        : `Print ${number} is due back on ${dayText(dueBackOn)}`,
    detail: `It is now with ${whereNow}.${dueBackOn < today ? ' Ask for it, and sign it in when it comes.' : ''}`,
  });

/** Prints that are out, receipts and papers that have not come, and what is left of withdrawn stills (ST4). */
export const stillsDue =
  (register: StillsRegister): DueSource =>
  (today, role) => [
    ...register.prints().map((print) =>
      print.dueBackOn === null
        ? printItem(print.stillId, {
            urgency: 'soon',
            on: null,
            title: `Destroy print ${print.number}: its still was withdrawn`,
            detail: `It is in the cabinet (${print.whereNow}). Destroy it before a witness and enter it.`,
          })
        : outItem(today, print, print.dueBackOn),
    ),
    ...register.contactSheets().map(({ title, still }) =>
      printItem(
        still.id,
        {
          urgency: 'soon',
          on: null,
          title: `Destroy “${title}”: it shows ${still.number}, which was withdrawn`,
          detail: 'It is on paper. Destroy it before a witness and enter it under Stills; then make a new one.',
        },
        '5.16',
      ),
    ),
    ...register
      .unsignedReceipts()
      .filter(({ at }) => daysBetween(londonDay(at), today) >= RECEIPT_DAYS)
      .map(({ stillId, number, person, at }) =>
        printItem(stillId, {
          urgency: 'soon',
          on: null,
          title: `The receipt for print ${number} is not back`,
          detail: `Handed to ${person} on ${dayText(londonDay(at))}. Ask for the signed receipt and enter it.`,
        }),
      ),
    ...(role === 'manager' ? register.masksWaiting() : []).map(
      ({ number, madeBy }): DueItem => ({
        ...{ kind: 'approval', urgency: 'today', on: null, title: `Masked copy ${number} waits for your approval` },
        ...{ detail: `Made by ${madeBy}.`, clause: '5.15', place: { screen: 'approvals', id: null } },
      }),
    ),
    ...(role === 'officer' ? register.requested() : [])
      .filter(({ route, papers }) => route === 'police' && papers === 0)
      .map(
        ({ id, number, requester }): DueItem => ({
          kind: 'still-to-produce',
          urgency: 'today',
          on: null,
          title: `Attach the signed police request for ${number}`,
          detail: `Asked for by ${requester}. The manager cannot approve it before it is attached.`,
          clause: '5.13',
          place: { screen: 'stills', id },
        }),
      ),
  ];
