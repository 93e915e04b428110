import { z } from 'zod';
import {
  BookmarkId,
  CaseId,
  Credentials,
  Day,
  DocumentId,
  Instant,
  Line,
  Paragraph,
  Password,
  RecordingId,
  Sha256,
  StillId,
  WallClock,
} from '../model.ts';
import { both, type Conduct, enters, manager, needsLicence, officer, readers, reads } from './command.ts';
import { PoliceRank } from './disclosures.ts';

/** Who may ask for a still: the SNO and the police (CoP 5.13), and anybody else through the manager (CoP 5.14). */
export const StillRoute = z.enum(['sno', 'police', 'other']);
export type StillRoute = z.output<typeof StillRoute>;

/** "Inspector or above" (CoP 5.13): no lower rank can be entered. */
const SeniorRank = PoliceRank.exclude(['constable', 'sergeant']);

/** The request of the police officer in charge, as their form has it (CoP 5.13, second point). */
export const PoliceRequest = z.strictObject({
  rank: PoliceRank,
  collarNumber: Line,
  station: Line,
  contact: Line,
  identification: Line,
  identificationSeenBy: Line,
  crimeNumber: Line,
  incidentAt: WallClock,
  incidentPlace: Line,
  incidentNote: Paragraph,
  askedAt: WallClock,
  requiredFor: z.enum(['prevention', 'detection', 'both']),
  /** What they want and how many. */
  wanted: Line,
  authorisedBy: Line,
  authorisedRank: SeniorRank,
  authorisedNumber: Line,
  authorisedOn: Day,
  justification: Paragraph,
  /** Their signed undertaking to use it only as specified (CoP 5.16). */
  undertaking: z.literal(true),
});
export type PoliceRequest = z.output<typeof PoliceRequest>;

/** The request of anybody else (CoP 5.14). */
export const AgencyRequest = z.strictObject({ agency: Line, contact: Line, lawfulBasis: Line, askedOn: Day });
export type AgencyRequest = z.output<typeof AgencyRequest>;

const StillState = z.enum(['requested', 'refused', 'approved', 'produced', 'rejected', 'countersigned', 'withdrawn']);
export const Still = z.object({
  id: StillId,
  number: z.string(),
  recordingId: RecordingId,
  recordingNumber: z.string(),
  caseId: CaseId,
  reactRef: z.string(),
  state: StillState,
  route: StillRoute,
  requester: z.string(),
  police: PoliceRequest.nullable(),
  agency: AgencyRequest.nullable(),
  necessity: z.string(),
  particulars: z.string(),
  requestedAt: Instant,
  requestedBy: z.string(),
  /** Scanned papers that are attached: a text or a mail bears no signature. */
  papers: z.number(),
  decidedBy: z.string().nullable(),
  decisionReasons: z.string().nullable(),
  frameIndex: z.number(),
  positionMs: z.number(),
  recordedTime: WallClock.nullable(),
  correctedTime: WallClock.nullable(),
  producedAt: Instant.nullable(),
  producedBy: z.string().nullable(),
  sha256: Sha256.nullable(),
  /** When the picture of a still that came to nothing was destroyed. */
  pictureDestroyedAt: Instant.nullable(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  countersignedBy: z.string().nullable(),
  countersignedAt: Instant.nullable(),
  cabinetPlace: z.string().nullable(),
  sheetId: DocumentId.nullable(),
  /** Under which the police have it (CoP 5.16); null while it is no exhibit. */
  exhibitReference: z.string().nullable(),
  withdrawal: z.object({ at: Instant, by: z.string(), reason: z.string() }).nullable(),
  /** Prints that exist, and how many of them are signed out. */
  prints: z.number(),
  printsOut: z.number(),
});
export type Still = z.output<typeof Still>;

/** Neither who asked for a still nor who made it approves or countersigns it, by whichever route (CoP 5.13-5.15). */
const judgesAStill: Conduct = {
  judges: {
    acts: ['stills.request', 'stills.requestByPolice', 'stills.requestByOther', 'stills.produce'],
    of: 'stillId',
    clause: '5.13',
  },
};

const One = z.strictObject({ stillId: StillId });
const asked = {
  ...{ bookmarkId: BookmarkId, requester: Line, necessity: Paragraph, particulars: Line },
  /** One of the cases the recording was retrieved for; left out, the one that holds it. */
  caseId: CaseId.optional(),
};
const madeDocument = z.object({ documentId: DocumentId });

export const stillsCommands = {
  /** Route of CoP 5.13, first point: the SNO asks, the officer records it at the bookmark. */
  'stills.request': enters(officer, z.strictObject(asked), Still),
  /** Route of CoP 5.13, second point: their signed request is attached before anybody can approve it. */
  'stills.requestByPolice': enters(officer, z.strictObject({ ...asked, police: PoliceRequest }), Still),
  /** Route of CoP 5.14. Whoever records it, somebody else decides: a deputy, when the manager recorded it. */
  'stills.requestByOther': enters(both, z.strictObject({ ...asked, agency: AgencyRequest }), Still),
  'stills.decide': enters(
    manager,
    One.extend({ decision: z.enum(['approve', 'refuse']), reasons: Paragraph, password: Password }),
    Still,
    judgesAStill,
  ),
  'stills.produce': enters(officer, One, Still, needsLicence),
  'stills.countersign': enters(
    manager,
    One.extend({
      decision: z.enum(['countersign', 'reject']),
      reasons: Paragraph,
      cabinetPlace: Line,
      password: Password,
    }),
    Still,
    judgesAStill,
  ),
  /** Takes a request or an issued still back. What is out must then come back by a day. */
  'stills.withdraw': enters(both, One.extend({ reason: Paragraph, printsBackOn: Day.optional() }), Still),
  /** A grant for the picture itself; who was present is part of the entry (CoP 6.4). */
  'stills.show': enters(
    officer,
    One.extend({ officerPresent: z.literal(true) }),
    z.object({ url: z.string() }),
    needsLicence,
  ),
  /** Ends the showing: the picture's address is worth nothing from then on. */
  'stills.putAway': enters(both, One, z.null()),
  /** To the manager only beside an officer, who proves with all three that they are there, as at a viewing. */
  'stills.showWithOfficer': enters(
    manager,
    One.extend({ officer: Credentials }),
    z.object({ url: z.string() }),
    needsLicence,
  ),
  'stills.list': reads(readers, z.strictObject({ caseId: CaseId.optional() }), z.array(Still)),
  /** The stills index on paper (CoP 5.15); of one case or of all. */
  'stills.index': enters(both, z.strictObject({ caseId: CaseId.optional() }), madeDocument),
};
