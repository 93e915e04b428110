import { z } from 'zod';
import {
  CaseId,
  Day,
  DisclosureId,
  DiscId,
  DocumentId,
  Instant,
  Line,
  Paragraph,
  Password,
  PrintId,
  TransitId,
  RecordingId,
  Sha256,
  WallClock,
} from '../model.ts';
import { both, enters, manager, officer, readers, reads } from './command.ts';
import { Freeze } from './retention.ts';

/**
 * Who may be given footage, as a closed list: the police and the classes of CoP 4.11; `other` is CoP 4.12. Members of the
 * public go to the Assurance Team (4.8, 4.9), whatever their request is called.
 */
export const DisclosureClass = z.enum([
  'police',
  'court-order',
  'solicitor',
  'council',
  'subject-access',
  'foi',
  'public',
  'other',
]);
export type DisclosureClass = z.output<typeof DisclosureClass>;

export const PoliceRank = z.enum([
  'constable',
  'sergeant',
  'inspector',
  'chief-inspector',
  'superintendent',
  'chief-superintendent',
  'chief-officer',
]);
export type PoliceRank = z.output<typeof PoliceRank>;

const Period = z.strictObject({ place: Line, from: WallClock, to: WallClock });

/** What was asked, by whom and on what ground; each class has a part of its own. */
export const DisclosureRequest = z.strictObject({
  requester: Line,
  organisation: Line.optional(),
  contact: Line,
  basis: Line,
  purpose: Paragraph,
  footageAsked: Paragraph,
  /** Schedule 2 request (DPA 2018): who asks, what for, and the senior officer who authorises it. */
  police: z
    .strictObject({
      rank: PoliceRank,
      collarNumber: Line,
      station: Line,
      identificationSeen: Line,
      crimeNumber: Line,
      authorisedBy: Line,
      authorisedRank: PoliceRank,
      authorisedNumber: Line,
    })
    .optional(),
  court: z
    .strictObject({ ground: z.enum(['order', 'cea-1995']), court: Line, caseNumber: Line, madeOn: Day.optional() })
    .optional(),
  solicitor: z
    .strictObject({
      actsFor: z.enum(['defendant', 'victim']),
      client: Line,
      caseNumber: Line,
      isDataSubject: z.boolean(),
    })
    .optional(),
  council: z.strictObject({ department: Line, legalAction: Line }).optional(),
});
export type DisclosureRequest = z.output<typeof DisclosureRequest>;

export const DisclosureState = z.enum(['received', 'referred', 'granted', 'refused', 'sent', 'closed']);
export type DisclosureState = z.output<typeof DisclosureState>;

export const ClockStep = z.enum(['stop-identification', 'stop-clarification', 'restart', 'extend']);
export type ClockStep = z.output<typeof ClockStep>;

/** The statutory clock of a request; null where the law sets none. */
export const RequestClock = z.object({
  /** Null while it stands. */
  dueOn: Day.nullable(),
  stoppedSince: Day.nullable(),
  isExtended: z.boolean(),
  /** How the day was worked out, in one sentence. */
  rule: z.string(),
});
export type RequestClock = z.output<typeof RequestClock>;

export const DisclosureSummary = z.object({
  id: DisclosureId,
  number: z.string(),
  class: DisclosureClass,
  state: DisclosureState,
  requester: z.string(),
  organisation: z.string().nullable(),
  caseId: CaseId.nullable(),
  reactRef: z.string().nullable(),
  receivedOn: Day,
  recordedAt: Instant,
  recordedBy: z.string(),
  clock: RequestClock.nullable(),
  /** The day by which the receipt is expected back; null unless something was sent. */
  receiptBy: Day.nullable(),
  frozen: z.number(),
});
export type DisclosureSummary = z.output<typeof DisclosureSummary>;

export const Referral = z.object({ on: Day, to: z.string(), how: z.string(), at: Instant, by: z.string() });
export const Agreement = z.object({
  assuranceManager: z.string(),
  on: Day,
  agrees: z.boolean(),
  words: z.string(),
  at: Instant,
  by: z.string(),
});
export const Decision = z.object({
  decision: z.enum(['release', 'refuse']),
  reasons: z.string(),
  at: Instant,
  by: z.string(),
});
export const Release = z.object({
  items: z.array(
    z.object({
      ...{ kind: z.enum(['disc', 'still', 'copy']), id: z.string(), number: z.string(), sha256: Sha256 },
      /** The numbered print of a still that went. */
      print: z.string().optional(),
    }),
  ),
  method: z.string(),
  sentOn: Day,
  recipient: z.string(),
  recipientOrganisation: z.string(),
  isEncrypted: z.boolean(),
  passphraseRoute: z.string().nullable(),
  conditions: z.string().nullable(),
  receiptBy: Day,
  at: Instant,
  by: z.string(),
});
export const Ending = z.object({
  how: z.enum(['receipt', 'unreceipted', 'answered', 'told', 'withdrawn']),
  on: Day,
  note: z.string(),
  at: Instant,
  by: z.string(),
});

export const Disclosure = DisclosureSummary.extend({
  request: DisclosureRequest,
  clockSteps: z.array(
    z.object({
      step: ClockStep,
      onDay: Day,
      /** Of a freedom of information request that was extended: to which day, and for which exemption (FOIA s.10(3)). */
      until: Day.nullable(),
      exemption: z.string().nullable(),
      reason: z.string(),
      at: Instant,
      by: z.string(),
    }),
  ),
  referral: Referral.nullable(),
  agreement: Agreement.nullable(),
  decision: Decision.nullable(),
  release: Release.nullable(),
  ending: Ending.nullable(),
  freezes: z.array(Freeze),
  /** What was frozen and why, once it has thawed. */
  freezeReportId: DocumentId.nullable(),
  reactSlip: z.string(),
});
export type Disclosure = z.output<typeof Disclosure>;

const One = z.strictObject({ disclosureId: DisclosureId });
const Scope = { recordingIds: z.array(RecordingId).max(200), caseId: CaseId.optional(), period: Period.optional() };

export const disclosuresCommands = {
  'disclosures.list': reads(readers, z.strictObject({ caseId: CaseId.optional() }), z.array(DisclosureSummary)),
  /** Personal data is shown, so the reading is itself an entry. */
  'disclosures.read': enters(both, One, Disclosure),
  'disclosures.receive': enters(
    officer,
    DisclosureRequest.extend({ class: DisclosureClass, receivedOn: Day, ...Scope }),
    DisclosureSummary,
  ),
  'disclosures.freeze': enters(officer, One.extend(Scope), DisclosureSummary),
  'disclosures.refer': enters(officer, One.extend({ on: Day, how: Line }), DisclosureSummary),
  'disclosures.clock': enters(
    officer,
    One.extend({ step: ClockStep, onDay: Day, until: Day.optional(), exemption: Line.optional(), reason: Paragraph }),
    DisclosureSummary,
  ),
  /** What the Assurance Manager said (CoP 4.12); recorded by another than who decides. */
  'disclosures.recordAgreement': enters(
    officer,
    One.extend({ assuranceManager: Line, on: Day, agrees: z.boolean(), words: Paragraph }),
    DisclosureSummary,
  ),
  'disclosures.decide': enters(
    manager,
    One.extend({ decision: z.enum(['release', 'refuse']), reasons: Paragraph, password: Password }),
    DisclosureSummary,
    {
      judges: {
        acts: ['disclosures.receive', 'disclosures.recordAgreement', 'disclosures.send'],
        of: 'disclosureId',
        clause: '4.12',
      },
    },
  ),
  'disclosures.send': enters(
    officer,
    One.extend({
      discIds: z.array(DiscId).max(20),
      /** Encrypted copies of bundles, each made for the organisation it goes to. */
      transitIds: z.array(TransitId).max(20).optional(),
      /** Prints in the cabinet; the release signs them out. */
      printIds: z.array(PrintId).max(50),
      /** The day they are to be back; the police, a court and the public may keep theirs. */
      printsBackOn: Day.optional(),
      method: Line,
      sentOn: Day,
      recipient: Line,
      recipientOrganisation: Line,
      isEncrypted: z.boolean(),
      passphraseRoute: Line.optional(),
      conditions: Paragraph.optional(),
      receiptBy: Day,
    }),
    DisclosureSummary,
  ),
  'disclosures.receipt': enters(officer, One.extend({ on: Day, note: Paragraph }), DisclosureSummary),
  /** Ends a request without a receipt: refused and told, answered by Assurance, withdrawn, or the receipt never came. What it froze thaws. */
  'disclosures.close': enters(
    manager,
    One.extend({
      how: z.enum(['unreceipted', 'answered', 'told', 'withdrawn']),
      on: Day,
      note: Paragraph,
      password: Password,
    }),
    DisclosureSummary,
    { judges: { acts: ['disclosures.receive'], of: 'disclosureId', clause: '4.12' } },
  ),
};
