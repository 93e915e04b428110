import { z } from 'zod';
import {
  BookingId,
  CameraSystem,
  CaseId,
  ContractorId,
  Day,
  DeploymentId,
  Instant,
  KitId,
  Line,
  Paragraph,
  Password,
  PiaId,
  TimeCheck,
  TimeCheckInput,
  WallClock,
} from '../model.ts';
import { TimelineEntry } from './cases.ts';
import { both, enters, manager, officer, readers, reads } from './command.ts';
import { Block } from './equipment.ts';
import { PiaState } from './pias.ts';
import { SitePicture } from './site-pictures.ts';

const of = { deploymentId: DeploymentId };

/** CoP 3.3: the customer is told where they stand on the waiting list. */
const update = { how: z.enum(['phone', 'letter', 'email', 'visit']), told: Paragraph };
/** Who is served first on the waiting list; within one urgency it goes by the day of the request. */
export const Urgency = z.enum(['urgent', 'priority', 'ordinary']);
export type Urgency = z.output<typeof Urgency>;
/** Why somebody is served before others: what the code of practice gives priority (section 8, 5) and aims at (2.1, 2.2). */
const UrgencyGround = z.enum(['hate-crime', 'domestic-abuse', 'vulnerable', 'threat', 'hearing']);
const urgency = { urgency: Urgency, ground: UrgencyGround.optional(), reasons: Paragraph };
/** CoP 5.7: the reconnaissance survey. */
const survey = {
  surveyedOn: Day,
  position: Paragraph,
  fieldOfView: Paragraph,
  signsAt: Paragraph,
  power: Line,
  looksIntoHomes: z.boolean(),
};
const booking = { purpose: z.enum(['survey', 'installation', 'removal']), startsAt: WallClock };
/** CoP 5.8-5.12: what must be so before a camera counts as installed. */
const installation = {
  installedOn: Day,
  contractorId: ContractorId,
  signAtPerimeter: z.boolean(),
  signAtCentre: z.boolean(),
  signsNameControllerAndAddress: z.boolean(),
  isOvert: z.boolean(),
  isAudioOff: z.boolean(),
  avoidsHomes: z.boolean(),
  note: Paragraph.optional(),
};
const review = { decision: z.enum(['keep', 'extend', 'remove']), reasons: Paragraph };
const move = { newPlace: Line, reasons: Paragraph };
/** Kit that has recorded goes back to the storeroom wiped; one that is lost or stolen is an incident. */
const backInStore = {
  storeroomPlace: Line,
  recorder: z.enum(['wiped', 'not-wiped', 'lost']),
  /** Why footage of an incident that was never retrieved is given up with the wiping. */
  footageGivenUp: Paragraph.optional(),
};
const removal = { removedOn: Day, offered: z.enum(['dummy-dome', 'advice']), accepted: z.boolean(), ...backInStore };
const satisfaction = {
  answered: z.boolean(),
  experience: Paragraph.optional(),
  supported: z.enum(['yes', 'partly', 'no']).optional(),
  /** The five answers of the tenant satisfaction measure TP12. */
  satisfied: z
    .enum(['very-satisfied', 'fairly-satisfied', 'neither', 'fairly-dissatisfied', 'very-dissatisfied'])
    .optional(),
};

const done = { at: Instant, by: z.string() };
export const Update = z.object({ ...update, position: z.number(), ...done });
export const UrgencySet = z.object({ ...urgency, positionBefore: z.number(), positionAfter: z.number(), ...done });
export const SiteSurvey = z.object({ ...survey, ...done });
export const Booking = z.object({ id: BookingId, ...booking, cancelledBecause: z.string().nullable(), ...done });
export type Booking = z.output<typeof Booking>;
export const Installation = z.object({
  ...installation,
  contractor: z.string(),
  siaLicenceNumber: z.string(),
  kitAssetNumber: z.string(),
  /** The PIA it rests on, or the incident that the manager's override opened. */
  ground: z.string(),
  ...done,
});
export const Review = z.object({ ...review, reviewedOn: Day, ...done });
export const ClockCheck = z.object({ ...TimeCheck.shape, ...done });
export const Move = z.object({ ...move, oldPlace: z.string(), ...done });
export const Removal = z.object({ ...removal, ...done });
export const Satisfaction = z.object({ ...satisfaction, ...done });
export const Override = z.object({ place: z.string(), reasons: z.string(), incident: z.string(), ...done });

export const DeploymentState = z.enum(['waiting', 'installed', 'removed', 'withdrawn']);
export type DeploymentState = z.output<typeof DeploymentState>;

export const Deployment = z.object({
  id: DeploymentId,
  number: z.string(),
  caseId: CaseId,
  reactRef: z.string(),
  system: CameraSystem,
  place: z.string(),
  customer: z.string(),
  contact: z.string(),
  requestedBy: z.string(),
  requestedAt: Instant,
  enteredBy: z.string(),
  state: DeploymentState,
  /** On the waiting list for its kind of system, from 1; null when it waits no more. */
  position: z.number().nullable(),
  urgency: Urgency,
  /** Who set it and why, the latest; null while nobody has. */
  urgencySet: UrgencySet.nullable(),
  pia: z.object({ id: PiaId, number: z.string(), version: z.number(), state: PiaState }).nullable(),
  /** What allows it: an approved PIA in force for this place ("PIA-0001 version 2"), or the manager's override. */
  ground: z.string().nullable(),
  /** Last day of the period the approved PIA speaks of. */
  allowedUntil: Day.nullable(),
  override: Override.nullable(),
  updates: z.array(Update),
  survey: SiteSurvey.nullable(),
  /** Of the signs and of what the camera sees, at the place of now. */
  pictures: z.array(SitePicture),
  bookings: z.array(Booking),
  kit: z.object({ id: KitId, assetNumber: z.string() }).nullable(),
  installation: Installation.nullable(),
  reviews: z.array(Review),
  nextReviewOn: Day.nullable(),
  clockChecks: z.array(ClockCheck),
  nextClockCheckOn: Day.nullable(),
  moves: z.array(Move),
  removal: Removal.nullable(),
  satisfaction: Satisfaction.nullable(),
  withdrawnBecause: z.string().nullable(),
  /** What is still missing before it can be installed; empty once nothing stands in the way. */
  blocks: z.array(Block),
});
export type Deployment = z.output<typeof Deployment>;

export const deploymentsCommands = {
  'deployments.list': reads(readers, z.strictObject({ caseId: CaseId.optional() }), z.array(Deployment)),
  'deployments.read': reads(
    readers,
    z.strictObject(of),
    z.object({ deployment: Deployment, timeline: z.array(TimelineEntry) }),
  ),
  'waiting.request': enters(
    officer,
    z.strictObject({
      caseId: CaseId,
      system: CameraSystem,
      place: Line,
      customer: Line,
      contact: Line,
      requestedBy: Line,
    }),
    Deployment,
  ),
  'waiting.tellCustomer': enters(officer, z.strictObject({ ...of, ...update }), Deployment),
  /** Every change of the order is an entry with who made it and why. */
  'waiting.setUrgency': enters(both, z.strictObject({ ...of, ...urgency }), Deployment),
  'waiting.withdraw': enters(officer, z.strictObject({ ...of, reason: Paragraph }), Deployment),
  /** A deployment without an approved PIA: the manager's own act, and an incident (CoP 5.1, 6.2). */
  'deployments.override': enters(
    manager,
    z.strictObject({ ...of, reasons: Paragraph, password: Password }),
    Deployment,
    { judges: { acts: ['waiting.request'], of: 'deploymentId', clause: '5.6' } },
  ),
  'deployments.survey': enters(officer, z.strictObject({ ...of, ...survey }), Deployment),
  'deployments.book': enters(officer, z.strictObject({ ...of, ...booking }), Deployment),
  'deployments.cancelBooking': enters(
    officer,
    z.strictObject({ ...of, bookingId: BookingId, reason: Paragraph }),
    Deployment,
  ),
  'deployments.issueKit': enters(officer, z.strictObject({ ...of, kitId: KitId }), Deployment),
  /** Kit that was issued and not installed comes back. */
  'deployments.returnKit': enters(officer, z.strictObject({ ...of, ...backInStore, reason: Paragraph }), Deployment),
  'deployments.install': enters(officer, z.strictObject({ ...of, ...installation }), Deployment),
  'deployments.checkClock': enters(officer, z.strictObject({ ...of, ...TimeCheckInput.shape }), Deployment),
  'deployments.review': enters(officer, z.strictObject({ ...of, ...review }), Deployment, {
    judgesNobody: 'Whether the camera is still needed (3.3) is for the officer who works the case.',
  }),
  /** The camera is taken down to hang elsewhere: survey, booking, check and PIA begin anew. */
  'deployments.move': enters(officer, z.strictObject({ ...of, ...move }), Deployment),
  'deployments.remove': enters(officer, z.strictObject({ ...of, ...removal }), Deployment),
  'deployments.recordSatisfaction': enters(officer, z.strictObject({ ...of, ...satisfaction }), Deployment),
};
