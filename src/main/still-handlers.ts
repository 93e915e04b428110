import type { CommandName } from '../shared/contract.ts';
import type { Handlers } from './gateway.ts';
import type { ContactSheets } from './stills/contact-sheet-service.ts';
import type { MaskService } from './stills/mask-service.ts';
import type { PrintLosses } from './stills/print-loss-service.ts';
import type { PrintMovements } from './stills/print-movement-service.ts';
import type { PrintService } from './stills/print-service.ts';
import type { StillEndings } from './stills/still-ending-service.ts';
import type { StillService } from './stills/still-service.ts';
import type { StillSheets } from './stills/still-sheet-service.ts';

type StillCommand = Extract<
  CommandName,
  `stills.${string}` | `contactSheets.${string}` | `masks.${string}` | `prints.${string}`
>;

export interface StillDesk {
  readonly stills: StillService;
  readonly masks: MaskService;
  readonly printLosses: PrintLosses;
  readonly stillEndings: StillEndings;
  readonly stillSheets: StillSheets;
  readonly contactSheets: ContactSheets;
  readonly prints: PrintService;
  readonly printMovements: PrintMovements;
}

/** The part of the table that is about stills and their prints: one service call a command. */
export const createStillHandlers = (s: StillDesk): Pick<Handlers, StillCommand> => ({
  'stills.request': (input, act) => s.stills.request(input, act),
  'stills.requestByPolice': (input, act) => s.stills.requestByPolice(input, act),
  'stills.requestByOther': (input, act) => s.stills.requestByOther(input, act),
  'stills.decide': (input, act) => s.stills.decide(input, act),
  'stills.produce': (input, act) => s.stills.produce(input, act),
  'stills.countersign': (input, act) => s.stillEndings.countersign(input, act),
  'stills.show': (input, act) => s.stills.show(input, act),
  'stills.showWithOfficer': (input, act) => s.stills.show(input, act),
  'stills.putAway': (input, act) => s.stills.putAway(input, act),
  'stills.list': (input) => s.stills.list(input),
  'stills.withdraw': (input, act) => s.stillEndings.withdraw(input, act),
  'stills.index': (input, act) => s.stillSheets.index(input, act),
  'contactSheets.list': (input) => s.contactSheets.list(input),
  'contactSheets.make': (input, act) => s.contactSheets.make(input, act),
  'contactSheets.gone': (input, act) => s.contactSheets.gone(input, act),
  'masks.list': (input) => s.masks.list(input),
  'masks.make': (input, act) => s.masks.make(input, act),
  'masks.show': (input, act) => s.masks.show(input, act),
  'masks.showWithOfficer': (input, act) => s.masks.show(input, act),
  'masks.putAway': (input, act) => s.masks.putAway(input, act),
  'masks.decide': (input, act) => s.stillEndings.decideMask(input, act),
  'prints.list': (input) => s.prints.list(input),
  'prints.movements': (input) => s.prints.movements(input),
  'prints.authorities': (input) => s.printMovements.authorities(input),
  'prints.make': (input, act) => s.prints.make(input, act),
  'prints.signOut': (input, act) => s.printMovements.signOut(input, act),
  'prints.receiptSigned': (input, act) => s.printMovements.receiptSigned(input, act),
  'prints.signIn': (input, act) => s.printMovements.signIn(input, act),
  'prints.destroy': (input, act) => s.prints.destroy(input, act),
  'prints.sheetGone': (input, act) => s.prints.sheetGone(input, act),
  'prints.reportLost': (input, act) => s.printLosses.report(input, act),
  'prints.reportDestroyed': (input, act) => s.prints.reportDestroyed(input, act),
});
