import type { EventMessage } from '../shared/contract.ts';
import { managersJobs } from '../shared/contract/oversight.ts';
import { AppError } from '../shared/failure.ts';
import type { Job, JobId, JobKind } from '../shared/model.ts';
import type { Act, Transaction } from './acts.ts';
import type { ReadDb } from './database/database.ts';
import { endJob, findJob, insertJob, listJobs, listUnfinishedJobs } from './jobs-store.ts';
import { newId } from './platform/ids.ts';
import { storageFailure } from './storage-failure.ts';

/** What long work gets: a signal it must heed at every step, and a way to say how far it is. */
export interface Work {
  readonly signal: AbortSignal;
  /** `total` null = not known. Announced at most four times a second, never written to the database. */
  progress(step: string, done: number, total: number | null, unit?: Job['unit']): void;
}

export interface JobPorts {
  readonly now: () => string;
  readonly db: ReadDb;
  readonly announce: (message: EventMessage) => void;
  readonly report: (name: string, error: unknown) => string;
}

/** How far a job is; the database never hears of it. */
interface Live {
  step: string;
  done: number;
  total: number | null;
  unit: Job['unit'];
}

export interface JobRequest {
  readonly kind: JobKind;
  readonly title: string;
  readonly subjectId: string;
}

const ANNOUNCE_EVERY_MS = 250;

export function createJobs({ now, db, announce, report }: JobPorts) {
  const running = new Map<JobId, { kind: JobKind; stop: AbortController; ended: Promise<void>; live: Live }>();
  const withLive = (job: Job): Job => ({ ...job, ...running.get(job.id)?.live });

  const progressOf = (id: JobId, live: Live) => {
    let announcedAt = 0;
    return (step: string, done: number, total: number | null, unit: Job['unit'] = 'bytes'): void => {
      const isNewStep = live.step !== step;
      Object.assign(live, { step, done, total, unit });
      if (!isNewStep && performance.now() - announcedAt < ANNOUNCE_EVERY_MS) return;
      announcedAt = performance.now();
      const job = findJob(db, id);
      if (job !== null) announce({ name: 'job.progress', data: { ...job, ...live } });
    };
  };

  /** How a failure is told: an expected one in its own words, a bug as a reference. */
  const outcomeOf = (thrown: unknown, kind: JobKind): { state: 'failed' | 'cancelled'; failure: string | null } => {
    const error = storageFailure(thrown);
    // A disk that fails after the button was pressed is a failure all the same: only a stop is told as one.
    const isStop = error instanceof AppError ? error.code === 'cancelled' : isAbort(error);
    if (isStop) return { state: 'cancelled', failure: null };
    if (error instanceof AppError) return { state: 'failed', failure: error.message };
    return {
      state: 'failed',
      failure: `Something went wrong in the application (reference ${report(`job ${kind}`, error)}).`,
    };
  };

  const end = (
    act: Act,
    id: JobId,
    request: JobRequest,
    outcome: { state: 'done' | 'failed' | 'cancelled'; failure: string | null },
  ): void => {
    act.change(['jobs'], (tx) => {
      endJob(tx, id, { ...outcome, at: act.now() });
      tx.enter(request.title, {
        jobId: id,
        job: request.kind,
        ended: outcome.state,
        ...(outcome.failure === null ? {} : { failure: outcome.failure }),
      });
    });
    const job = findJob(db, id);
    if (job !== null) announce({ name: 'job.progress', data: { ...job, ...running.get(id)?.live } });
  };

  /** Stops what runs of these kinds, and waits for the ends to be written. */
  const stopAll = async (isMeant: (kind: JobKind) => boolean): Promise<void> => {
    // One that ends may have another begun: until none is left.
    for (;;) {
      const meant = [...running.values()].filter(({ kind }) => isMeant(kind));
      if (meant.length === 0) return;
      for (const { stop } of meant) stop.abort();
      await Promise.all(meant.map(({ ended }) => ended));
    }
  };

  return {
    list: (): Job[] => listJobs(db).map(withLive),

    /** Writes the job's row inside the transaction that decided on it. */
    create(tx: Transaction, request: JobRequest, at: string): JobId {
      const id = newId<JobId>();
      insertJob(tx, { id, ...request, startedAt: at });
      return id;
    },

    /** Starts the work of a created job; its end is always a ledger entry. Resolves when it has ended, whatever the end. */
    start(id: JobId, request: JobRequest, act: Act, work: (work: Work) => Promise<void>): Promise<void> {
      const stop = new AbortController();
      const live: Live = { step: '', done: 0, total: null, unit: 'bytes' };
      const progress = progressOf(id, live);
      const run = async (): Promise<void> => {
        const jobAct = act.as('jobs.end');
        try {
          await work({ signal: stop.signal, progress });
          end(jobAct, id, request, { state: 'done', failure: null });
        } catch (error) {
          end(jobAct, id, request, outcomeOf(error, request.kind));
        } finally {
          running.delete(id);
        }
      };
      // An end that cannot be written (disk full) must not stop the application: the next sign-in tells it as failed.
      const ended = run().catch((error: unknown) => void report(`end of job ${request.kind}`, error));
      running.set(id, { kind: request.kind, stop, ended, live });
      return ended;
    },

    cancel(id: JobId, act: Act): null {
      const job = findJob(db, id);
      if (job === null) throw new AppError('not-found', 'There is no such job.');
      if (act.actor.role === 'manager' && !managersJobs.includes(job.kind))
        throw new AppError('forbidden', 'Only the Case Support Officer can stop this.');
      const found = running.get(id);
      if (found === undefined) throw new AppError('conflict', 'This work has already ended.');
      act.change(['jobs'], (tx) => tx.enter(job.title, { jobId: id }));
      found.stop.abort();
      return null;
    },

    /** Jobs a crash or power cut left running: told as failed, so that nothing looks under way that is not. */
    resolveLeftOvers(act: Act): void {
      for (const job of listUnfinishedJobs(db)) {
        end(act, job.id, job, {
          state: 'failed',
          failure: 'The application stopped before this was finished. Start it again.',
        });
      }
    },

    isAnyRunning: (): boolean => running.size > 0,
    /** Whether anything but work of this kind runs. */
    isOtherRunning: (kind: JobKind): boolean => [...running.values()].some((job) => job.kind !== kind),
    /** The job of this kind that runs now. */
    runningOf: (kind: JobKind): JobId | null => [...running].find(([, job]) => job.kind === kind)?.[0] ?? null,

    /** When every job that runs now, and whatever it starts, has ended. */
    async whenIdle(): Promise<void> {
      while (running.size > 0) await Promise.all([...running.values()].map(({ ended }) => ended));
    },

    stopAll: (): Promise<void> => stopAll(() => true),
    stopAllOf: (kind: JobKind): Promise<void> => stopAll((each) => each === kind),

    /** Failed within the last day: told on Today until then. */
    recentFailures: (): Job[] =>
      listJobs(db).filter((job) => job.state === 'failed' && job.endedAt !== null && job.endedAt > dayBefore(now())),

    isBusy: (kind: JobKind): boolean => listUnfinishedJobs(db).some((job) => job.kind === kind && running.has(job.id)),
  };
}

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

const dayBefore = (instant: string): string => new Date(Date.parse(instant) - 86_400_000).toISOString();

export type Jobs = ReturnType<typeof createJobs>;
