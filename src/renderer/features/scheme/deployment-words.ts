import type { Output } from '../../../shared/contract.ts';
import type { Tone } from '../../ui/status-badge.tsx';

export type Deployment = Output<'deployments.list'>[number];
export type Booking = Deployment['bookings'][number];

export const stateWords: Readonly<Record<Deployment['state'], { readonly words: string; readonly tone: Tone }>> = {
  waiting: { words: 'Waiting', tone: 'warning' },
  installed: { words: 'Installed', tone: 'good' },
  removed: { words: 'Removed', tone: 'neutral' },
  withdrawn: { words: 'Withdrawn', tone: 'neutral' },
};

export const purposeWords: Readonly<Record<Booking['purpose'], string>> = {
  survey: 'Site survey',
  installation: 'Installation',
  removal: 'Removal',
};

export const howWords = { phone: 'Telephone', letter: 'Letter', email: 'E-mail', visit: 'Visit' } as const;
export const decisionWords = { keep: 'Keep', extend: 'Extend', remove: 'Remove' } as const;
export const offerWords = { 'dummy-dome': 'A dummy dome camera', advice: 'Advice on a system of their own' } as const;
export const recorderWords = {
  wiped: 'Wiped',
  'not-wiped': 'Not wiped yet',
  lost: 'Lost or stolen (opens an incident)',
} as const;
export const satisfiedWords = {
  'very-satisfied': 'Very satisfied',
  'fairly-satisfied': 'Fairly satisfied',
  neither: 'Neither satisfied nor dissatisfied',
  'fairly-dissatisfied': 'Fairly dissatisfied',
  'very-dissatisfied': 'Very dissatisfied',
} as const;
export const urgencyWords = { urgent: 'Urgent', priority: 'Priority', ordinary: 'Ordinary' } as const;
export const groundWords = {
  'hate-crime': 'Hate crime or hate incident',
  'domestic-abuse': 'Domestic abuse',
  vulnerable: 'Vulnerable by the risk assessment matrix',
  threat: 'Violence or a threat of it',
  hearing: 'Evidence is needed for a hearing that is listed',
} as const;
export const supportedWords = { yes: 'Yes', partly: 'Partly', no: 'No' } as const;

/** Words by value as the answers of a form, in the same order. */
export const asOptions = (words: Readonly<Record<string, string>>): readonly (readonly [string, string])[] =>
  Object.entries(words);

/** A slot still to be kept. */
export const standing = ({ bookings }: Pick<Deployment, 'bookings'>): Booking[] =>
  bookings.filter(({ cancelledBecause }) => cancelledBecause === null);
