import type { Figure, ReportSection } from '../../shared/contract/audits.ts';
import { addDays } from '../time.ts';
import { factsOf, figure, type Period, within } from './figures.ts';
import type { ReadRegister, RegisterRow } from './registers.ts';

// Before, during and after: what the scheme's own record can say about whether a camera helped (CoP 2.1, 6.8).

/** The shortest loan, and the time until its first review (CoP 3.3): the same stretch each time. */
const DAYS = 28;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

interface Ended {
  readonly deployment: string;
  readonly installedOn: string;
  readonly removedOn: string;
}

/** Each deployment whose camera has come down, from its first installation to its removal. */
function ended(acts: readonly RegisterRow[]): Ended[] {
  const days = (deployment: unknown, of: string, day: string): string[] =>
    acts
      .filter((act) => act['deployment'] === deployment && act['kind'] === of)
      .map(({ facts }) => text(factsOf(facts)[day]));
  return [...new Set(acts.map(({ deployment }) => deployment))].flatMap((deployment) => {
    const [installedOn] = days(deployment, 'installation', 'installedOn');
    const [removedOn] = days(deployment, 'removal', 'removedOn');
    return installedOn === undefined || removedOn === undefined
      ? []
      : [{ deployment: text(deployment), installedOn, removedOn }];
  });
}

/**
 * Incidents reported in the case of each camera: in the 28 days before it went up, the first 28 in which it hung, the 28
 * after it came down. A camera is counted when the last of these has passed; one that hung for less is left out.
 */
export function effect(period: Period, read: ReadRegister): ReportSection {
  const caseOf = new Map(read('deployments').map(({ number, reactRef }) => [number, reactRef]));
  const incidents = read('reported-incidents');
  const counted = ended(read('deployment-acts'))
    .filter(({ installedOn, removedOn }) => addDays(installedOn, DAYS) <= removedOn)
    .filter(({ removedOn }) => {
      const last = addDays(removedOn, DAYS);
      return within(period, last) && last < period.asOf;
    })
    .map(({ deployment, installedOn, removedOn }) => {
      const of = incidents.filter(({ reactRef }) => reactRef === caseOf.get(deployment));
      const between = (from: string, until: string): number =>
        of.filter(({ occurredAt }) => text(occurredAt).slice(0, 10) >= from && text(occurredAt).slice(0, 10) < until)
          .length;
      return {
        deployment,
        before: between(addDays(installedOn, -DAYS), installedOn),
        during: between(installedOn, addDays(installedOn, DAYS)),
        after: between(addDays(removedOn, 1), addDays(removedOn, DAYS + 1)),
      };
    });
  /** Around few cameras even a large number of incidents speaks of a few households. */
  const sum = (when: 'before' | 'during' | 'after', label: string): Figure =>
    figure(
      `effect.${when}`,
      label,
      counted.reduce((total, each) => total + each[when], 0),
      { basedOn: counted.length },
    );
  return {
    title: 'Before, during and after',
    clause: '2.1',
    figures: [
      figure('effect.deployments', 'Cameras that came down and whose 28 days after it have passed', counted.length),
      sum('before', 'Incidents reported in their cases in the 28 days before'),
      sum('during', 'In the first 28 days in which they hung'),
      sum('after', 'In the 28 days after they came down'),
    ],
    notes: ['Counted are incidents that were reported to the scheme; it has no record of others.'],
    details: counted.map(
      ({ deployment, before, during, after }) => `${deployment}: ${before} before, ${during} during, ${after} after.`,
    ),
  };
}
