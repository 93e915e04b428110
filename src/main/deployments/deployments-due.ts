import type { Output } from '../../shared/contract.ts';
import type { Deployment } from '../../shared/contract/deployments.ts';
import type { Contractor, Kit } from '../../shared/contract/equipment.ts';
import type { DueItem } from '../../shared/contract/oversight.ts';
import type { Pia } from '../../shared/contract/pias.ts';
import type { Role } from '../../shared/model.ts';
import { urgencyIn } from '../oversight/today.ts';
import { addDays, daysBetween, londonDay, wallClockDay, wallClockText } from '../time.ts';

/** The scheme's registers as they stand. */
export interface SchemeNow {
  readonly deployments: readonly Deployment[];
  readonly pias: readonly Pia[];
  readonly kits: readonly Kit[];
  readonly contractors: readonly Contractor[];
}

/** Days ahead at which each is first announced. */
const NOTICE = { booking: 7, review: 7, clock: 7, pat: 30, licence: 60 } as const;
/** A customer on the waiting list hears from us at least this often (CoP 3.3 names no number). */
const UPDATE_DAYS = 14;
/** The satisfaction survey is chased from this many days after the removal. */
const SURVEY_DAYS = 14;

const inDays = (left: number): string => (left === 0 ? 'today' : left === 1 ? 'tomorrow' : `in ${left} days`);
const since = (left: number): string => (left === -1 ? 'since yesterday' : `for ${-left} days`);
const dueIn = (left: number): string => (left < 0 ? `overdue ${since(left)}` : `due ${inDays(left)}`);

/** The signs that CoP 5.9 asks for, each of which somebody must have seen. */
const SIGNS = [
  ['sign-perimeter', 'at the perimeter'],
  ['sign-centre', 'at the centre'],
] as const;
const PURPOSES = { survey: 'Site survey', installation: 'Installation', removal: 'Removal' } as const;
/** A slot that has been kept is due no more. */
const STATE_OF = { survey: 'waiting', installation: 'waiting', removal: 'installed' } as const;

const submitted = (pias: readonly Pia[]): Pia[] => pias.filter(({ latest }) => latest.state === 'submitted');

const item = (
  today: string,
  on: string | null,
  rest: Pick<DueItem, 'kind' | 'title' | 'detail' | 'clause' | 'place'>,
): DueItem => ({ ...rest, on, urgency: on === null ? 'today' : urgencyIn(daysBetween(today, on)) });

const ofPias = (pias: readonly Pia[], today: string, role: Role): DueItem[] =>
  role === 'manager'
    ? submitted(pias).map(({ number, latest }) =>
        item(today, null, {
          kind: 'approval',
          title: `${number} waits for your decision`,
          detail: `Written by ${latest.author} for ${latest.place}.`,
          clause: '5.6',
          place: { screen: 'approvals', id: null },
        }),
      )
    : pias
        .filter(({ latest }) => latest.state === 'returned' || (latest.state === 'draft' && latest.version > 1))
        .map(({ id, number, latest }) =>
          item(today, null, {
            kind: 'pia',
            title:
              latest.state === 'returned' ? `${number} was returned` : `${number} is reopened and not submitted yet`,
            detail: latest.decisionReasons ?? latest.reopenedReasons ?? `For ${latest.place}.`,
            clause: '5.6',
            place: { screen: 'pia', id },
          }),
        );

const ofDeployment = (today: string, deployment: Deployment): DueItem[] => {
  const { id, number, place: where, customer, state } = deployment;
  const place = { screen: 'deployment', id } as const;
  const items: DueItem[] = [];
  const add = (on: string | null, rest: Pick<DueItem, 'kind' | 'title' | 'detail' | 'clause'>): void =>
    void items.push(item(today, on, { ...rest, place }));
  const addBefore = (on: string | null, notice: number, say: (left: number) => Parameters<typeof add>[1]): void => {
    if (on !== null && daysBetween(today, on) <= notice) add(on, say(daysBetween(today, on)));
  };

  for (const { startsAt, purpose, cancelledBecause } of deployment.bookings) {
    const on = wallClockDay(startsAt);
    if (cancelledBecause === null && on >= today && STATE_OF[purpose] === state)
      addBefore(on, NOTICE.booking, (left) => ({
        kind: 'booking',
        title: `${PURPOSES[purpose]} of ${number} ${inDays(left)}`,
        detail: `${wallClockText(startsAt)}, ${where}, ${customer}. One hour.`,
        clause: '3.4',
      }));
  }
  if (state === 'installed') {
    if (deployment.ground === null)
      add(today, {
        kind: 'removal',
        title: `${number} stands without an approved PIA`,
        detail: `${where}: have the PIA approved, or remove the camera.`,
        clause: '5.1',
      });
    const unseen = SIGNS.filter(
      ([shows]) => !deployment.pictures.some((picture) => picture.shows === shows && picture.withdrawnBecause === null),
    );
    if (unseen.length > 0)
      add(null, {
        kind: 'sign-photograph',
        title: `${number} hangs without a photograph of its signs`,
        detail: `${where}: photograph the sign ${unseen.map(([, words]) => words).join(' and the one ')}, and add it to the site’s pictures.`,
        clause: '5.9',
      });
    addBefore(deployment.nextReviewOn, NOTICE.review, (left) => ({
      kind: 'necessity-review',
      title: `Necessity review of ${number} is ${dueIn(left)}`,
      detail: `${where}: keep, extend or remove.`,
      clause: '3.3',
    }));
    if (deployment.reviews.at(-1)?.decision === 'remove')
      add(today, {
        kind: 'removal',
        title: `${number} is to be removed`,
        detail: `${where}: the review decided that it is no longer needed.`,
        clause: '3.3',
      });
    addBefore(deployment.nextClockCheckOn, NOTICE.clock, (left) => ({
      kind: 'clock-check',
      title: `Clock check of ${number} is ${dueIn(left)}`,
      detail: `The recorder at ${where} against a reference.`,
      clause: '4.2',
    }));
  }
  if (state === 'waiting') {
    const last = deployment.updates.at(-1);
    const told = last?.at ?? deployment.requestedAt;
    if (last !== undefined && deployment.position !== null && deployment.position > last.position)
      add(null, {
        kind: 'waiting-list',
        title: `${customer} was told number ${last.position} and is number ${deployment.position} now`,
        detail: `${number}: somebody more urgent came before them. Tell them where they stand.`,
        clause: '3.3',
      });
    addBefore(addDays(londonDay(told), UPDATE_DAYS), 0, () => ({
      kind: 'waiting-list',
      title: `${customer} has not heard from us`,
      detail: `${number} is number ${deployment.position ?? '?'} on the waiting list; last told ${daysBetween(londonDay(told), today)} days ago.`,
      clause: '3.3',
    }));
  }
  if (state === 'removed' && deployment.satisfaction === null)
    addBefore(addDays(deployment.removal?.removedOn ?? today, SURVEY_DAYS), 0, () => ({
      kind: 'customer-survey',
      title: `Satisfaction survey of ${number} is open`,
      detail: `Ask ${customer} how it was and whether they felt supported.`,
      clause: '6.7',
    }));
  return items;
};

const ofKits = (kits: readonly Kit[], today: string): DueItem[] =>
  kits
    .filter(({ state }) => state !== 'retired')
    .flatMap((kit) => {
      const place = { screen: 'kit', id: kit.id } as const;
      const clause = '3.2';
      const items: DueItem[] = [];
      const left = kit.patDueOn === null ? null : daysBetween(today, kit.patDueOn);
      if (left === null || left <= NOTICE.pat)
        items.push(
          item(today, kit.patDueOn, {
            kind: 'equipment',
            title: `PAT test of ${kit.assetNumber} ${left === null ? 'was never recorded' : `is ${dueIn(left)}`}`,
            detail: `${kit.whereNow}. Arrange it and enter the result.`,
            clause,
            place,
          }),
        );
      const open = kit.faults.filter(({ repairedAt }) => repairedAt === null);
      if (open.length > 0)
        items.push(
          item(today, null, {
            kind: 'equipment',
            title: `${kit.assetNumber} cannot be used`,
            detail: open.map(({ description }) => description).join('; '),
            clause,
            place,
          }),
        );
      return items;
    });

const ofContractors = (contractors: readonly Contractor[], today: string): DueItem[] =>
  contractors
    .filter(({ siaLicenceExpires }) => daysBetween(today, siaLicenceExpires) <= NOTICE.licence)
    .map(({ name, company, siaLicenceExpires }) => {
      const left = daysBetween(today, siaLicenceExpires);
      return item(today, siaLicenceExpires, {
        kind: 'licence',
        title: left < 0 ? `SIA licence of ${name} has expired` : `SIA licence of ${name} expires ${inDays(left)}`,
        detail: `${company}: without it they may not install.`,
        clause: '5.8',
        place: { screen: 'scheme', id: 'contractors' },
      });
    });

/** What the scheme has due: decisions, slots, reviews, checks, tests, licences and surveys. */
export const deploymentsDue = (now: SchemeNow, today: string, role: Role): DueItem[] => [
  ...ofPias(now.pias, today, role),
  ...(role === 'officer' ? [...ofKits(now.kits, today), ...ofContractors(now.contractors, today)] : []),
  ...now.deployments.flatMap((deployment) => ofDeployment(today, deployment)),
];

/** PIAs that wait for the manager's decision, for the inbox. */
export const waitingPias = (pias: readonly Pia[]): Output<'approvals.list'> =>
  submitted(pias).map(({ id, number, latest }) => ({
    kind: 'pia',
    id,
    number,
    title: `version ${latest.version}, ${latest.place}`,
    askedBy: latest.submittedBy ?? latest.enteredBy,
    askedAt: latest.submittedAt ?? latest.enteredAt,
  }));
