import type { AnnualReport, ReportSection } from '../../shared/contract/audits.ts';
import { addDays, daysBetween, londonDayStart } from '../time.ts';
import { average, byKind, dayOf, factsOf, figure, type Period, within } from './figures.ts';
import { courtSections } from './annual-report-court.ts';
import { effect } from './annual-report-effect.ts';
import { governanceSections } from './annual-report-governance.ts';
import type { ReadRegister, RegisterRow } from './registers.ts';

// The annual report of CoP 5.6: every figure is counted from a register, and each register's entries stand in the
// ledger, so that whoever has the ledger alone arrives at the same figures (tests/ledger-figures.ts does).

const SYSTEMS = { 'standard-4g': 'Standard 4G', 'ic-pod': 'IC-POD', idcam: 'IDCAM Pro' };
/** The outward part of a postcode is all of a place that a report needs: SK1. */
const areaOf = (place: string): string =>
  /\b([A-Z]{1,2}\d[A-Z\d]?) ?\d[A-Z]{2}\b/u.exec(place.toUpperCase())?.[1] ?? 'no postcode entered';

/** The order in which people are served (CoP 3.3), as it stands. */
const URGENCIES = { urgent: 'Urgent', priority: 'Priority', ordinary: 'Ordinary' };

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export function annualReport(period: Period, read: ReadRegister): AnnualReport {
  return {
    ...period,
    sections: [
      pias(period, read),
      deployments(period, read),
      effect(period, read),
      footage(period, read),
      viewings(period, read),
      ...courtSections(period, read),
      disclosures(period, read),
      keeping(period, read),
      ...governanceSections(period, read),
    ],
  };
}

function pias(period: Period, read: ReadRegister): ReportSection {
  const rows = read('pias');
  const decided = rows.filter(({ decidedAt }) => within(period, decidedAt));
  return {
    title: 'Privacy impact assessments',
    clause: '5.6',
    figures: [
      figure('pias.received', 'Received', rows.filter(({ submittedAt }) => within(period, submittedAt)).length),
      ...byKind(figure('pias.decided', 'Decided', decided.length), decided, ({ state }) => text(state), {
        approved: 'Approved',
        refused: 'Refused',
        returned: 'Returned to be put right',
      }),
    ],
    details: decided.map(
      ({ number, version, place, state, decisionReasons, deployment, deploymentState }) =>
        `${number} version ${version}, ${place}: ${state}. Reasons: ${decisionReasons} Outcome: ${deployment} is ${deploymentState}.`,
    ),
  };
}

function deployments(period: Period, read: ReadRegister): ReportSection {
  const requested = read('deployments').filter(({ requestedAt }) => within(period, requestedAt));
  const acts = read('deployment-acts');
  const of = (kind: string, at: string): RegisterRow[] =>
    acts.filter((act) => act['kind'] === kind && within(period, factsOf(act['facts'])[at]));
  const installed = of('installation', 'installedOn');
  const reviews = of('review', 'reviewedOn');
  const removals = of('removal', 'removedOn');
  const firsts = installed.filter(
    (act) =>
      !acts.some(
        ({ kind, deployment, position }) =>
          kind === 'installation' && deployment === act['deployment'] && Number(position) < Number(act['position']),
      ),
  );
  const answers = of('satisfaction', 'at').map(({ facts }) => factsOf(facts));
  const scores = answers.flatMap(({ satisfied }) => {
    const score = SCORES.indexOf(text(satisfied));
    return score < 0 ? [] : [5 - score];
  });
  const placed = installed.map((act): RegisterRow => ({ ...act, place: placeOf(act, acts) }));
  const byArea = figure('deployments.by-area', 'Installed, by area', installed.length, { identifies: true });
  return {
    title: 'Cameras',
    clause: '3.3',
    figures: [
      figure('deployments.requested', 'Requested', requested.length),
      ...byKind(
        figure('deployments.by-urgency', 'Requested, by urgency', requested.length, { again: 'deployments.requested' }),
        requested,
        ({ urgency }) => text(urgency),
        URGENCIES,
      ),
      ...byKind(
        figure('deployments.installed', 'Installed', installed.length),
        installed,
        ({ system }) => text(system),
        SYSTEMS,
      ),
      ...byKind(byArea, placed, ({ place }) => areaOf(text(place))),
      average(
        'deployments.waiting',
        'Days from request to installation, on average',
        firsts.map(({ requestedAt, facts }) =>
          daysBetween(dayOf(text(requestedAt)), text(factsOf(facts)['installedOn'])),
        ),
      ),
      ...byKind(
        figure('deployments.reviews', '28-day reviews', reviews.length),
        reviews,
        ({ facts }) => text(factsOf(facts)['decision']),
        {
          keep: 'The camera stays',
          extend: 'Extended',
          remove: 'To be removed',
        },
      ),
      figure('deployments.moved', 'Moved', of('move', 'at').length),
      figure('deployments.removed', 'Removed', removals.length),
      figure('deployments.withdrawn', 'Requests withdrawn', of('withdrawal', 'at').length),
      figure('satisfaction.surveys', 'Satisfaction surveys', answers.length),
      average(
        'satisfaction.score',
        'Satisfaction, 5 very satisfied to 1 very dissatisfied, on average',
        scores,
        'score',
      ),
    ],
    details: placed.map(
      ({ deployment, place, facts }) =>
        `${deployment}, ${place}: installed on ${text(factsOf(facts ?? null)['installedOn'])}.`,
    ),
  };
}

/** The five answers of the tenant satisfaction measure TP12, best first. */
const SCORES = ['very-satisfied', 'fairly-satisfied', 'neither', 'fairly-dissatisfied', 'very-dissatisfied'];

/** Where a camera hung when it was installed: a later move tells where it came from. */
const placeOf = (act: RegisterRow, acts: readonly RegisterRow[]): string => {
  const moved = acts.find(
    ({ kind, deployment, position }) =>
      kind === 'move' && deployment === act['deployment'] && Number(position) > Number(act['position']),
  );
  return moved === undefined ? text(act['place']) : text(factsOf(moved['facts'])['oldPlace']);
};

function footage(period: Period, read: ReadRegister): ReportSection {
  const incidents = read('reported-incidents');
  const retrievals = read('retrievals').filter(({ startedAt }) => within(period, startedAt));
  const missed = incidents.filter(({ overwriteOn, retrievedAt }) => {
    const last = text(overwriteOn);
    const wasTaken = typeof retrievedAt === 'string' && dayOf(retrievedAt) <= last;
    return within(period, last) && last < period.asOf && !wasTaken;
  });
  return {
    title: 'Footage taken in',
    clause: '3.7',
    figures: [
      figure(
        'incidents.reported',
        'Incidents to be retrieved',
        incidents.filter(({ reportedAt }) => within(period, reportedAt)).length,
      ),
      ...byKind(figure('retrievals', 'Retrievals', retrievals.length), retrievals, ({ state }) => text(state), {
        complete: 'Complete',
        partial: 'In part',
        failed: 'Failed',
        cancelled: 'Stopped',
      }),
      figure('retrievals.missed', 'Incidents whose footage was overwritten before anybody retrieved it', missed.length),
      figure(
        'recordings',
        'Recordings taken in',
        read('recordings').filter(({ definedAt }) => within(period, definedAt)).length,
      ),
    ],
    details: missed.map(
      ({ reactRef, place, overwriteOn }) => `Missed: case ${reactRef}, ${place}, overwritten on ${overwriteOn}.`,
    ),
  };
}

function viewings(period: Period, read: ReadRegister): ReportSection {
  const opened = read('viewings').filter(({ openedAt }) => within(period, openedAt));
  return {
    title: 'Viewings',
    clause: '6.1',
    figures: [
      ...byKind(figure('viewings', 'Viewings', opened.length), opened, ({ purpose }) => text(purpose)),
      figure('viewings-abnormal', 'Ended abnormally', opened.filter(({ ending }) => ending === 'abnormal').length),
    ],
    details: [],
  };
}

const CLASSES = {
  police: 'Police',
  'court-order': 'Court order',
  solicitor: 'Solicitor',
  council: 'Council',
  'subject-access': 'Subject access',
  foi: 'Freedom of information',
  public: 'Member of the public',
  other: 'Other',
};

function disclosures(period: Period, read: ReadRegister): ReportSection {
  const rows = read('disclosures');
  const received = rows.filter(({ recordedAt }) => within(period, recordedAt));
  const decided = rows.filter(({ decision }) => within(period, factsOf(decision)['at']));
  const said = (what: string): RegisterRow[] =>
    decided.filter(({ decision }) => factsOf(decision)['decision'] === what);
  const answered = rows.filter(
    (row) => row['class'] === 'subject-access' && within(period, factsOf(row['ending'])['at']),
  );
  return {
    title: 'Requests for footage',
    clause: '4.11',
    figures: [
      ...byKind(figure('disclosures', 'Received', received.length), received, (row) => text(row['class']), CLASSES),
      figure('disclosures-granted', 'Granted', said('release').length),
      figure('disclosures-refused', 'Refused', said('refuse').length),
      average(
        'sars.days',
        'Days to answer a subject access request, on average',
        answered.map(({ receivedOn, ending }) => daysBetween(text(receivedOn), text(factsOf(ending)['on']))),
      ),
    ],
    details: said('refuse').map((row) => `${row['number']} refused: ${text(factsOf(row['decision'])['reasons'])}`),
  };
}

function keeping(period: Period, read: ReadRegister): ReportSection {
  const holds = read('holds');
  const end = londonDayStart(addDays(period.until, 1));
  const inForce = holds.filter(
    ({ state, askedAt, endedAt }) =>
      (state === 'in-force' || state === 'ended') && text(askedAt) < end && (endedAt === null || text(endedAt) >= end),
  );
  const disposals = read('disposals').filter(({ disposedAt }) => within(period, disposedAt));
  const isLate = ({ disposedAt, deadline }: RegisterRow): boolean => dayOf(text(disposedAt)) > text(deadline);
  const lastDay = period.until < period.asOf ? period.until : period.asOf;
  return {
    title: 'Keeping and disposal',
    clause: '4.6',
    figures: [
      figure('holds.asked', 'Holds asked for', holds.filter(({ askedAt }) => within(period, askedAt)).length),
      figure('holds.in-force', 'Holds in force at the end', inForce.length),
      average(
        'holds.age',
        'Their age in days, on average',
        inForce.map(({ askedAt }) => daysBetween(dayOf(text(askedAt)), lastDay)),
      ),
      ...byKind(
        figure('disposals', 'Disposals', disposals.length),
        disposals,
        (row) => (isLate(row) ? 'late' : 'on-time'),
        {
          'on-time': 'On their last day or before',
          late: 'After their last day',
        },
      ),
    ],
    details: disposals
      .filter(isLate)
      .map(
        ({ number, recording, deadline, disposedAt }) =>
          `${number}, ${recording}: last day ${deadline}, disposed of on ${dayOf(text(disposedAt))}.`,
      ),
  };
}
