import { z } from 'zod';
import { CaseId, Day, DocumentId, Instant, Line, MaskId, Paragraph, PrintId, Sha256, StillId } from '../model.ts';
import { both, enters, needsLicence, officer, readers, reads } from './command.ts';

/** Who takes a print. The police have it as an exhibit (CoP 5.16). */
export const PrintTaker = z.enum(['staff', 'police', 'court', 'solicitor', 'agency', 'public']);
export type PrintTaker = z.output<typeof PrintTaker>;

/** On what a print leaves the house: the still's own request, a release under Disclosures, a bundle of named proceedings. */
const ChosenAuthority = z.strictObject({ kind: z.enum(['request', 'release', 'proceedings']), id: z.uuid() });
export type ChosenAuthority = z.output<typeof ChosenAuthority>;

/** One of them, as it stands now (CoP 4.8-4.12, 5.13, 5.14). */
export const PrintAuthority = ChosenAuthority.extend({
  number: z.string(),
  taker: PrintTaker,
  /** The one organisation it is for; null for whoever of these takers. */
  organisation: z.string().nullable(),
  words: z.string(),
  /** Why nothing can be handed over on it now, and what to do; null when nothing stands in the way. */
  bar: z.string().nullable(),
});
export type PrintAuthority = z.output<typeof PrintAuthority>;

/** A numbered print of a countersigned still: STILL-0004/1 is the one in the locked cabinet. */
export const StillPrint = z.object({
  id: PrintId,
  stillId: StillId,
  caseId: CaseId,
  /** As it stands on the sheet: STILL-0004/2. */
  number: z.string(),
  state: z.enum(['in-cabinet', 'out', 'lost', 'destroyed']),
  madeAt: Instant,
  madeBy: z.string(),
  reason: z.string(),
  sheetId: DocumentId,
  /** The masked copy it shows in place of the still. */
  mask: z.object({ number: z.string(), sha256: Sha256 }).nullable(),
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
  /** On what it left the house; null for our own staff and when it came back. */
  authority: z.string().nullable(),
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
  /** On what a print of this still could leave the house, what may be used first. */
  'prints.authorities': reads(readers, One, z.array(PrintAuthority)),
  'prints.make': enters(
    officer,
    z.strictObject({ stillId: StillId, reason: Line, maskId: MaskId.optional() }),
    StillPrint,
    needsLicence,
  ),
  /** Held against its authority, except for our own staff. Makes the receipt for whoever takes the print to sign. */
  'prints.signOut': enters(
    officer,
    One.extend({
      ...{ taker: PrintTaker, person: Line, organisation: Line, reason: Line },
      ...{ authority: ChosenAuthority.optional(), dueBackOn: Day.optional() },
    }),
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
  /** The sheet of a print in the cabinet is no more: spoiled and destroyed, or lost, which opens an incident. */
  'prints.sheetGone': enters(
    both,
    One.extend({ happened: z.enum(['spoiled', 'lost']), explanation: Paragraph, witnessedBy: Line }),
    StillPrint,
  ),
  /** One that was out and cannot be found any more: where it was looked for, before a witness; an incident (CoP 5.15, 6.2). */
  'prints.reportLost': enters(
    officer,
    One.extend({ noticedOn: Day, explanation: Paragraph, searched: Paragraph, witnessedBy: Line }),
    z.object({ print: StillPrint, incident: z.string() }),
  ),
  /** By whoever has it, who wrote so: what they wrote is attached first. It is not signed in before. */
  'prints.reportDestroyed': enters(
    officer,
    One.extend({ reportedBy: Line, organisation: Line, writtenOn: Day, destroyedOn: Day, how: Line, wrote: Paragraph }),
    z.object({ documentId: DocumentId }),
  ),
};
