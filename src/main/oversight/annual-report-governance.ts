import type { ReportSection } from '../../shared/contract/audits.ts';
import { byKind, factsOf, figure, type Period, within } from './figures.ts';
import type { ReadRegister, RegisterRow } from './registers.ts';
import { dayText } from '../time.ts';

// The part of the annual report about the scheme itself: incidents, complaints, checks, licences, audits, its code.

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export const governanceSections = (period: Period, read: ReadRegister): ReportSection[] => [
  incidents(period, read),
  checks(period, read),
  audits(period, read),
  code(period, read),
];

const outcomeOf = ({ record }: RegisterRow): Readonly<Record<string, unknown>> =>
  (factsOf(record)['outcome'] as Record<string, unknown> | null | undefined) ?? {};

function incidents(period: Period, read: ReadRegister): ReportSection {
  const rows = read('incidents');
  const opened = rows.filter(({ at }) => within(period, at));
  const complaints = rows.filter((row) => row['kind'] === 'complaint' && within(period, outcomeOf(row)['at']));
  return {
    title: 'Incidents, breaches and complaints',
    clause: '6.2',
    figures: [
      ...byKind(figure('breaches', 'Entered in the register', opened.length), opened, ({ kind }) => text(kind), {
        incident: 'Incident',
        'code-breach': 'Breach of the code of practice',
        'data-breach': 'Breach of data security',
        complaint: 'Complaint',
      }),
      ...byKind(
        figure('complaints', 'Complaints closed', complaints.length),
        complaints,
        (row) => text(outcomeOf(row)['complaint']),
        { upheld: 'Upheld', 'partly-upheld': 'Upheld in part', 'not-upheld': 'Not upheld' },
      ),
    ],
    details: opened.map(({ number, kind, description }) => `${number}, ${kind}: ${description}`),
  };
}

function checks(period: Period, read: ReadRegister): ReportSection {
  const tests = read('kit-tests').filter(({ enteredAt }) => within(period, enteredAt));
  const ofCameras = read('deployment-acts').filter(
    ({ kind, facts }) => kind === 'clock-check' && within(period, factsOf(facts)['at']),
  );
  const entered = (name: 'licences' | 'training'): number =>
    read(name).filter(({ enteredAt }) => within(period, enteredAt)).length;
  return {
    title: 'Checks, licences and training',
    clause: '3.1',
    figures: [
      figure(
        'clock-checks.laptop',
        'Checks of the laptop’s clock',
        read('clock-checks').filter(({ at }) => within(period, at)).length,
      ),
      figure('clock-checks.cameras', 'Checks of a camera’s clock', ofCameras.length),
      ...byKind(figure('pat', 'PAT tests', tests.length), tests, ({ passed }) => (passed === 1 ? 'passed' : 'failed'), {
        passed: 'Passed',
        failed: 'Failed',
      }),
      figure('licences', 'SIA licences entered', entered('licences')),
      figure('training', 'Training entered', entered('training')),
    ],
    details: [],
  };
}

function audits(period: Period, read: ReadRegister): ReportSection {
  const rows = read('audits');
  const found = read('audit-checks').filter(({ foundAt }) => within(period, foundAt));
  const answers = read('audit-recommendations').filter(({ answer }) => within(period, factsOf(answer)['at']));
  const done = read('audit-recommendations').filter(({ carriedOut }) => within(period, factsOf(carriedOut)['at']));
  return {
    title: 'Audits',
    clause: '6.5',
    figures: [
      figure('audits.opened', 'Opened', rows.filter(({ openedAt }) => within(period, openedAt)).length),
      figure('audits.closed', 'Closed', rows.filter(({ closedAt }) => within(period, closedAt)).length),
      ...byKind(
        figure('spot-checks', 'Spot checks with a finding', found.length),
        found,
        ({ finding }) => text(finding),
        {
          'in-order': 'In order',
          'not-in-order': 'Not in order',
        },
      ),
      ...byKind(
        figure('recommendations', 'Recommendations answered', answers.length),
        answers,
        ({ answer }) => text(factsOf(answer)['accepted']),
        { yes: 'Accepted', partly: 'Accepted in part', no: 'Not accepted' },
      ),
      figure('recommendations-carried-out', 'Recommendations carried out', done.length),
    ],
    details: found
      .filter(({ finding }) => finding === 'not-in-order')
      .map(({ audit, item, note }) => `${audit}, ${item}: ${note}`),
  };
}

/** Versions and reviews of the code of practice (CoP 7.1, 7.2). The first version came with the application. */
function code(period: Period, read: ReadRegister): ReportSection {
  const versions = read('code-versions');
  const raised = versions.filter(({ raisedAt }) => within(period, raisedAt));
  const reviews = read('code-reviews').filter(({ at }) => within(period, at));
  const day = (value: unknown): string => dayText(text(value));
  const inForce = versions.findLast(({ effectiveOn }) => text(effectiveOn) <= period.until) ?? versions[0];
  return {
    title: 'The code of practice',
    clause: '7.2',
    figures: [
      figure('code.versions', 'New versions raised', raised.length),
      figure('code.reviews', 'Reviews recorded', reviews.length),
    ],
    notes:
      inForce === undefined
        ? []
        : [
            `At the end version ${inForce['version']} was in force, since ${day(inForce['effectiveOn'])}. Its next full review, of every three years, is due by ${day(inForce['nextReviewOn'])}.`,
            ...raised.map(
              ({ version, effectiveOn }) => `Version ${version} was raised; it takes effect on ${day(effectiveOn)}.`,
            ),
          ],
    details: [
      ...raised.map(
        ({ version, changes, consulted }) =>
          `Version ${version}. Changes and reasons: ${changes} Consulted: ${consulted}`,
      ),
      ...reviews.map(
        ({ version, reviewedOn, finding }) => `Version ${version}, reviewed on ${day(reviewedOn)}: ${finding}`,
      ),
    ],
  };
}
