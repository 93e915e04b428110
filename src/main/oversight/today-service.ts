import type { Output } from '../../shared/contract.ts';
import type { DueItem } from '../../shared/contract/oversight.ts';
import type { Role } from '../../shared/model.ts';
import type { CaseService } from '../cases/case-service.ts';
import type { CourtService } from '../court/court-service.ts';
import type { Jobs } from '../jobs.ts';
import type { Clock } from '../platform/clock.ts';
import type { RecordingService } from '../recordings/recording-service.ts';
import type { StillService } from '../stills/still-service.ts';
import { addDays, daysBetween, londonDay } from '../time.ts';
import { disposalUrgency, disposalWarning, type DueSource, inOrderOfHarm, urgencyIn } from './today.ts';

export type { DueSource } from './today.ts';

export interface TodayPorts {
  readonly clock: Clock;
  readonly cases: CaseService;
  readonly recordings: RecordingService;
  readonly stills: StillService;
  readonly court: CourtService;
  readonly jobs: Jobs;
  /** What other features have due; each keeps its own list beside its rules (`<feature>-due.ts`). */
  readonly dueElsewhere: readonly DueSource[];
  /** What other features put before the manager. */
  readonly approvalsElsewhere: readonly (() => Output<'approvals.list'>)[];
  /** Recordings due until a day that a hold or a freeze keeps: they are announced by those. */
  readonly kept: (until: string, today: string) => ReadonlyMap<string, readonly string[]>;
}

/** Days ahead at which a disposal is first announced (KE5). */
const DISPOSAL_NOTICE_DAYS = 14;

const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`);

export function createTodayService({
  clock,
  cases,
  recordings,
  stills,
  court,
  jobs,
  dueElsewhere,
  approvalsElsewhere,
  kept,
}: TodayPorts) {
  const overwrites = (): DueItem[] =>
    cases.unretrieved().map((incident) => ({
      kind: 'overwrite',
      urgency: incident.daysLeft <= 0 ? 'overdue' : urgencyIn(incident.daysLeft),
      on: incident.overwriteOn,
      title:
        incident.daysLeft > 0
          ? `Footage may be overwritten in ${days(incident.daysLeft)}`
          : 'Footage may be overwritten already',
      detail: `Incident at ${incident.place}; nothing has been retrieved yet.`,
      clause: incident.system === 'idcam' ? '3.13' : '3.7',
      place: { screen: 'get-footage', id: incident.id, caseId: incident.caseId },
    }));

  const disposals = (today: string): DueItem[] => {
    const daysUntil = new Map<string, number>(); // thousands of recordings fall on a few days
    const until = addDays(today, DISPOSAL_NOTICE_DAYS);
    const keptNow = kept(until, today);
    const free = recordings.deadlines(until).filter(({ id }) => !keptNow.has(id));
    return free.map((row) => {
      const left = daysUntil.get(row.retentionDeadline) ?? daysBetween(today, row.retentionDeadline);
      daysUntil.set(row.retentionDeadline, left);
      return {
        kind: 'disposal',
        urgency: disposalUrgency(left),
        on: row.retentionDeadline,
        title: left > 0 ? `${row.number} will be destroyed in ${days(left)}` : `${row.number} must be destroyed`,
        detail: `${row.reactRef}: the six weeks for which it is kept end.${disposalWarning(left)}`,
        clause: '4.6',
        place: { screen: 'recording', id: row.id },
      };
    });
  };

  const forRole = (role: Role): DueItem[] => {
    const approval = (title: string, detail: string, clause: string): DueItem => ({
      kind: 'approval',
      urgency: 'today',
      on: null,
      title,
      detail,
      clause,
      place: { screen: 'approvals', id: null },
    });
    if (role === 'manager') {
      return [
        ...stills
          .inState('requested')
          .map((still) =>
            approval(`Still ${still.number} waits for your approval`, `Asked for by ${still.requester}.`, '5.13'),
          ),
        ...stills
          .inState('produced')
          .map((still) =>
            approval(
              `Still ${still.number} waits for your countersignature`,
              `Produced by ${still.producedBy ?? ''}.`,
              '5.15',
            ),
          ),
        ...court
          .waitingBundles()
          .map((bundle) =>
            approval(`Court bundle ${bundle.number} waits for your approval`, bundle.proceedings.parties, '3.10'),
          ),
      ];
    }
    if (role !== 'officer') return [];
    return stills.inState('approved').map((still) => ({
      kind: 'still-to-produce',
      urgency: 'today',
      on: null,
      title: `Still ${still.number} is approved: produce it`,
      detail: still.particulars,
      clause: '5.13',
      place: { screen: 'stills', id: still.id },
    }));
  };

  const hearings = (today: string): DueItem[] =>
    court
      .hearings()
      .filter(({ hearingOn }) => hearingOn >= today)
      .map(({ hearingOn, court: where, parties }) => ({
        kind: 'hearing',
        urgency: urgencyIn(daysBetween(today, hearingOn)),
        on: hearingOn,
        title: `Hearing at ${where}`,
        detail: parties,
        clause: '6.4',
        place: { screen: 'court', id: null },
      }));

  const failedJobs = (): DueItem[] =>
    jobs.recentFailures().map((job) => ({
      kind: 'job-failed',
      urgency: 'today',
      on: null,
      title: `${job.title}: not finished`,
      detail: job.failure ?? '',
      clause: null,
      place: { screen: 'footage', id: null },
    }));

  return {
    read(role: Role): Output<'today.read'> {
      const today = londonDay(clock.now());
      const due = [
        ...overwrites(),
        ...disposals(today),
        ...failedJobs(),
        ...hearings(today),
        ...forRole(role),
        ...dueElsewhere.flatMap((source) => source(today, role)),
      ];
      return { due: inOrderOfHarm(due), checkedAt: clock.now() };
    },

    approvals: (): Output<'approvals.list'> => [
      ...stills.inState('requested').map((still) => ({
        kind: 'still' as const,
        id: still.id,
        number: still.number,
        title: still.particulars,
        askedBy: still.requestedBy,
        askedAt: still.requestedAt,
      })),
      ...stills.inState('produced').map((still) => ({
        kind: 'still-countersign' as const,
        id: still.id,
        number: still.number,
        title: still.particulars,
        askedBy: still.producedBy ?? still.requestedBy,
        askedAt: still.producedAt ?? still.requestedAt,
      })),
      ...court.waitingBundles().map((bundle) => ({
        kind: 'bundle' as const,
        id: bundle.id,
        number: bundle.number,
        title: `${bundle.proceedings.parties}, ${bundle.proceedings.court}`,
        askedBy: bundle.preparedBy,
        askedAt: bundle.preparedAt,
      })),
      ...approvalsElsewhere.flatMap((source) => source()),
    ],
  };
}

export type TodayService = ReturnType<typeof createTodayService>;
