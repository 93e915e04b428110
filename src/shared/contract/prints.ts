import { z } from 'zod';
import { CaseId, Day, DocumentId, Instant, Line, PrintId, StillId } from '../model.ts';
import { enters, needsLicence, officer, readers, reads } from './command.ts';

/** Who takes a print. The police have it as an exhibit (CoP 5.16). */
export const PrintTaker = z.enum(['staff', 'police', 'court', 'solicitor', 'agency']);
export type PrintTaker = z.output<typeof PrintTaker>;

/** A numbered print of a countersigned still: STILL-0004/1 is the one in the locked cabinet. */
export const StillPrint = z.object({
  id: PrintId,
  stillId: StillId,
  caseId: CaseId,
  /** As it stands on the sheet: STILL-0004/2. */
  number: z.string(),
  state: z.enum(['in-cabinet', 'out', 'destroyed']),
  madeAt: Instant,
  madeBy: z.string(),
  reason: z.string(),
  sheetId: DocumentId,
  whereNow: z.string(),
  /** The day it is to be back; null while nobody has to bring it. */
  dueBackOn: Day.nullable(),
  certificateId: DocumentId.nullable(),
});
export type StillPrint = z.output<typeof StillPrint>;

/** One signing out or in. */
export const PrintMovement = z.object({
  id: z.number(),
  at: Instant,
  way: z.enum(['out', 'in']),
  /** Who took it, or who brought it back. */
  person: z.string(),
  organisation: z.string(),
  /** Null when it came back. */
  taker: PrintTaker.nullable(),
  /** Why it went, or the place in the cabinet it went to. */
  reason: z.string(),
  dueBackOn: Day.nullable(),
  recordedBy: z.string(),
  receiptId: DocumentId.nullable(),
  receiptSignedOn: Day.nullable(),
});
export type PrintMovement = z.output<typeof PrintMovement>;

const One = z.strictObject({ printId: PrintId });

export const printsCommands = {
  'prints.list': reads(readers, z.strictObject({ stillId: StillId.optional() }), z.array(StillPrint)),
  'prints.movements': reads(readers, One, z.array(PrintMovement)),
  'prints.make': enters(officer, z.strictObject({ stillId: StillId, reason: Line }), StillPrint, needsLicence),
  /** Makes the receipt with it, for whoever takes the print to sign. */
  'prints.signOut': enters(
    officer,
    One.extend({ taker: PrintTaker, person: Line, organisation: Line, reason: Line, dueBackOn: Day.optional() }),
    z.object({ print: StillPrint, receiptId: DocumentId }),
  ),
  'prints.receiptSigned': enters(officer, One.extend({ signedOn: Day }), StillPrint),
  'prints.signIn': enters(officer, One.extend({ person: Line, organisation: Line, cabinetPlace: Line }), StillPrint),
  /** After the print was destroyed in hand, before a witness. */
  'prints.destroy': enters(
    officer,
    One.extend({
      why: Line,
      method: z.enum(['shredded', 'torn', 'contractor']),
      place: Line,
      witnessedBy: Line,
    }),
    z.object({ documentId: DocumentId }),
  ),
};
