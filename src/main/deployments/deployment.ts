import type { Parsed } from '../../shared/contract.ts';
import type { Booking, Deployment, DeploymentState } from '../../shared/contract/deployments.ts';
import type { Block } from '../../shared/contract/equipment.ts';
import { AppError } from '../../shared/failure.ts';
import { addDays, wallClockDay, wallClockText } from '../time.ts';

// The order of CoP 5.1-5.9: approved PIA → site survey → booked slot → checked kit → licensed contractor, signs and
// silence → installed; then a review every 28 days until it is removed.

const REVIEW_DAYS = 28;
export const CLOCK_CHECK_DAYS = 30;
const SLOT_MINUTES = 60;

const STANDS: Record<DeploymentState, string> = {
  waiting: 'it is not installed',
  installed: 'it is installed',
  removed: 'it has been removed',
  withdrawn: 'the request was withdrawn',
};

/** The step is refused unless the deployment stands where the step begins. */
export function refuseUnlessIn(
  { number, state }: Pick<Deployment, 'number' | 'state'>,
  ...states: DeploymentState[]
): void {
  if (!states.includes(state))
    throw new AppError('conflict', `That cannot be done with ${number} now: ${STANDS[state]}.`);
}

/** CoP 3.3 and section 8 (5): nobody is put before others without a ground, and one ground never asks for less than priority. */
export function refuseUrgency(
  { number, urgency, urgencySet }: Pick<Deployment, 'number' | 'urgency' | 'urgencySet'>,
  wanted: Pick<Parsed<'waiting.setUrgency'>, 'urgency' | 'ground'>,
): void {
  if (wanted.urgency === urgency && wanted.ground === urgencySet?.ground)
    throw new AppError('conflict', `${number} stands so on the waiting list already.`);
  if (wanted.urgency !== 'ordinary' && wanted.ground === undefined)
    throw new AppError('clause', 'Say on which ground this customer is served before others.', { clause: '3.3' });
  if (wanted.urgency === 'ordinary' && wanted.ground !== undefined)
    throw new AppError(
      'clause',
      'With such a ground the request has priority at least: any hate crime is given priority status, and so are the other grounds. Choose priority or urgent, or leave the ground out.',
      { clause: '3.3' },
    );
}

type Ready = Pick<Deployment, 'ground' | 'survey' | 'bookings' | 'kit' | 'pia'>;

const noGround = ({ pia }: Pick<Deployment, 'pia'>): Block => ({
  clause: '5.1',
  message:
    pia === null
      ? 'There is no PIA for this camera. The SNO writes it, the officer enters it and the Safer Neighbourhoods Manager approves it.'
      : `No approved PIA is in force for this place and day (${pia.number} version ${pia.version} is ${STATE_WORDS[pia.state]}). The Safer Neighbourhoods Manager decides.`,
});

const STATE_WORDS = {
  draft: 'being written',
  submitted: 'waiting for a decision',
  returned: 'returned',
  approved: 'approved for another place or period',
  refused: 'refused',
} as const;

/** M: nothing of a deployment is done without an approved PIA in force, or the manager's recorded override (SC2). */
export function refuseWithoutGround(deployment: Pick<Deployment, 'ground' | 'pia'>): string {
  if (deployment.ground !== null) return deployment.ground;
  const { clause, message } = noGround(deployment);
  throw new AppError('clause', message, { clause });
}

/** Everything that is still missing before the camera can be installed, in the order in which it is done. */
export const installBlocks = (deployment: Ready): Block[] => [
  ...(deployment.ground === null ? [noGround(deployment)] : []),
  ...(deployment.survey === null
    ? [{ clause: '5.7', message: 'The site survey has not been made. The Case Support Officer visits the site.' }]
    : []),
  ...(standingBookings(deployment.bookings, 'installation').length === 0
    ? [{ clause: '3.4', message: 'No slot is booked with the customer. The Case Support Officer books one.' }]
    : []),
  ...(deployment.kit === null
    ? [{ clause: '3.2', message: 'No kit has been issued. The Case Support Officer checks a kit and issues it.' }]
    : []),
];

const standingBookings = (bookings: readonly Booking[], purpose: Booking['purpose']): Booking[] =>
  bookings.filter((each) => each.purpose === purpose && each.cancelledBecause === null);

/** CoP 5.12: a survey that finds the camera looking into homes has not found its position. */
export function refuseViewIntoHomes(looksIntoHomes: boolean): void {
  if (looksIntoHomes)
    throw new AppError(
      'clause',
      'From this position the camera would look into residential properties. Find another position or mask the view, then record the survey.',
      { clause: '5.12' },
    );
}

type Signs = Parsed<'deployments.install'>;
const CONDITIONS: readonly (readonly [keyof Signs, string, string])[] = [
  ['isOvert', '5.8', 'The camera must stand prominently within public view; no covert camera is used.'],
  ['signAtPerimeter', '5.9', 'A sign must stand at the perimeter of the area being recorded.'],
  [
    'signAtCentre',
    '5.9',
    'A sign must stand at the centre of the area, on the property where the system is installed.',
  ],
  ['signsNameControllerAndAddress', '5.9', 'The signs must name the controller with its address.'],
  ['isAudioOff', '5.10', 'Audio must be off: recording sound would make the operation covert.'],
  ['avoidsHomes', '5.12', 'The camera must not look into residential properties.'],
];

/** CoP 5.8-5.12: all of it must be so on the day. */
export function refuseImproperInstallation(input: Signs): void {
  for (const [field, clause, words] of CONDITIONS)
    if (input[field] !== true)
      throw new AppError('clause', `${words} Put it right at the site, then record the installation.`, { clause });
}

const minutes = (wallClock: string): number => Date.parse(`${wallClock}Z`) / 60_000;

/** CoP 3.4: one hour a slot, and the officer can be at one place only. */
export function refuseClash(
  startsAt: string,
  others: readonly { readonly number: string; readonly booking: Booking }[],
): void {
  const clash = others.find(
    ({ booking }) =>
      booking.cancelledBecause === null && Math.abs(minutes(booking.startsAt) - minutes(startsAt)) < SLOT_MINUTES,
  );
  if (clash !== undefined)
    throw new AppError(
      'conflict',
      `${clash.number} has the slot at ${wallClockText(clash.booking.startsAt)}. A slot lasts one hour: choose another time, or cancel that booking first.`,
      { clause: '3.4' },
    );
}

/** CoP 3.4: installed in a slot that was booked with the customer. */
export function refuseUnbooked(bookings: readonly Booking[], installedOn: string): void {
  if (!standingBookings(bookings, 'installation').some(({ startsAt }) => wallClockDay(startsAt) === installedOn))
    throw new AppError(
      'clause',
      'No slot was booked for that day. Book the slot agreed with the customer, then record it.',
      {
        clause: '3.4',
      },
    );
}

/** The day of the next necessity review (CoP 3.3); null once it is decided that the camera comes down. */
export function nextReviewOn({ installation, reviews }: Pick<Deployment, 'installation' | 'reviews'>): string | null {
  const last = reviews.at(-1);
  if (installation === null || last?.decision === 'remove') return null;
  return addDays(last?.reviewedOn ?? installation.installedOn, REVIEW_DAYS);
}

/** CoP 3.3: a camera may only be kept within the period its PIA speaks of; beyond it the PIA is written anew. */
export function refuseKeepingPast(allowedUntil: string | null, today: string): void {
  if (allowedUntil === null || allowedUntil < today)
    throw new AppError(
      'clause',
      'The period of the approved PIA is over. Extend the deployment, which reopens the PIA for the manager, or remove the camera.',
      { clause: '3.3' },
    );
}

/** CoP 3.3 and evidence first: kit is wiped before it is stored, and nothing not yet retrieved is wiped by oversight. */
export function refuseUnwiped(
  { recorder, footageGivenUp }: Pick<Parsed<'deployments.remove'>, 'recorder' | 'footageGivenUp'>,
  unretrieved: readonly { readonly place: string; readonly occurredAt: string }[],
): void {
  const [first] = unretrieved;
  if (first !== undefined && footageGivenUp === undefined)
    throw new AppError(
      'conflict',
      `Footage of the incident of ${wallClockText(first.occurredAt)} at ${first.place} has not been retrieved. Retrieve it before the recorder is wiped, or say why it is given up.`,
      { clause: '3.7' },
    );
  if (recorder === 'not-wiped')
    throw new AppError('clause', 'The recorder must be wiped before it goes back to the storeroom.', { clause: '4.6' });
}
