import { z } from 'zod';
import {
  Booking,
  ClockCheck,
  Installation,
  Move,
  Override,
  Removal,
  Review,
  Satisfaction,
  SiteSurvey,
  Update,
  UrgencySet,
} from '../../shared/contract/deployments.ts';
import { type SitePicture, TakenPicture } from '../../shared/contract/site-pictures.ts';
import { BookingId, Instant, KitId, PictureId } from '../../shared/model.ts';

// A deployment is the sum of its acts: they are appended, never changed, and where it stands follows from them.

const done = { at: Instant, by: z.string() };

/** One thing that was done for a deployment, as it was recorded. */
export const DeploymentAct = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('update'), facts: Update }),
  z.object({ kind: z.literal('urgency'), facts: UrgencySet }),
  z.object({ kind: z.literal('override'), facts: Override }),
  z.object({ kind: z.literal('survey'), facts: SiteSurvey }),
  z.object({ kind: z.literal('picture'), facts: TakenPicture }),
  z.object({
    kind: z.literal('picture-withdrawn'),
    facts: z.object({ pictureId: PictureId, reason: z.string(), ...done }),
  }),
  z.object({ kind: z.literal('booking'), facts: Booking }),
  z.object({
    kind: z.literal('booking-cancelled'),
    facts: z.object({ bookingId: BookingId, reason: z.string(), ...done }),
  }),
  z.object({
    kind: z.literal('kit-issued'),
    facts: z.object({ kitId: KitId, assetNumber: z.string(), ...done }),
  }),
  z.object({
    kind: z.literal('kit-returned'),
    facts: z.object({
      assetNumber: z.string(),
      reason: z.string(),
      storeroomPlace: z.string(),
      recorder: z.enum(['wiped', 'not-wiped', 'lost']),
      footageGivenUp: z.string().optional(),
      ...done,
    }),
  }),
  z.object({ kind: z.literal('installation'), facts: Installation }),
  z.object({ kind: z.literal('review'), facts: Review }),
  z.object({ kind: z.literal('clock-check'), facts: ClockCheck }),
  z.object({ kind: z.literal('move'), facts: Move }),
  z.object({ kind: z.literal('removal'), facts: Removal }),
  z.object({ kind: z.literal('satisfaction'), facts: Satisfaction }),
  z.object({ kind: z.literal('withdrawal'), facts: z.object({ reason: z.string(), ...done }) }),
]);
export type DeploymentAct = z.output<typeof DeploymentAct>;

type Kind = DeploymentAct['kind'];
type FactsOf<K extends Kind> = Extract<DeploymentAct, { kind: K }>['facts'];

/** The facts of every act of one kind, oldest first. */
export const factsOf = <K extends Kind>(acts: readonly DeploymentAct[], kind: K): FactsOf<K>[] =>
  acts
    .filter((act): act is Extract<DeploymentAct, { kind: K }> => act.kind === kind)
    .map(({ facts }) => facts as FactsOf<K>);

/** What was done at the place where the camera is to hang now: nothing from before a move counts. */
export const sinceMove = (acts: readonly DeploymentAct[]): readonly DeploymentAct[] =>
  acts.slice(acts.findLastIndex(({ kind }) => kind === 'move') + 1);

/** Every booking, with why it was cancelled where it was. */
export function bookingsIn(acts: readonly DeploymentAct[]): Booking[] {
  const cancelled = new Map(factsOf(acts, 'booking-cancelled').map(({ bookingId, reason }) => [bookingId, reason]));
  return factsOf(acts, 'booking').map((booking) => ({
    ...booking,
    cancelledBecause: cancelled.get(booking.id) ?? null,
  }));
}

/** Every picture, with why it was set aside where it was. */
export function picturesIn(acts: readonly DeploymentAct[]): SitePicture[] {
  const withdrawn = new Map(factsOf(acts, 'picture-withdrawn').map(({ pictureId, reason }) => [pictureId, reason]));
  return factsOf(acts, 'picture').map((picture) => ({
    ...picture,
    withdrawnBecause: withdrawn.get(picture.id) ?? null,
  }));
}
