import type { CourtShowing, OpenViewing, Viewing } from '../../shared/contract/viewings.ts';
import { AppError } from '../../shared/failure.ts';
import type { CaseId, JobId, ViewingId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import { nextNumber } from '../database/counter-store.ts';
import type { ReadDb } from '../database/database.ts';
import type { JobRequest, Jobs, Work } from '../jobs.ts';
import { newId } from '../platform/ids.ts';
import type { OfficerPresent } from './officer-present-service.ts';
import { clipOf, createViewingGrants, type GrantPorts, type Shown, stretchOf } from './viewing-grant-service.ts';
import { findViewing, insertViewing } from './viewing-store.ts';

export interface OpeningPorts extends GrantPorts {
  readonly db: ReadDb;
  readonly jobs: Jobs;
  readonly endUnlessEnded: (viewing: Viewing, act: Act, note: string) => Promise<void>;
}

/** The case that what is shown belongs to. */
export interface OfCase {
  readonly caseId: CaseId;
  readonly reactRef: string;
}

/** What is said of a viewing when it opens. */
export interface Said extends Pick<Viewing, 'purpose' | 'place' | 'authority' | 'personsPresent'> {
  readonly showing: CourtShowing | null;
  readonly reason: string;
  readonly roomCheck: string | null;
  readonly officer: OfficerPresent;
  readonly of: OfCase;
  /** Refuses once the screen was left that it was asked for on. */
  readonly requireSameScreen: () => void;
}

interface Begun extends JobRequest {
  readonly id: JobId;
}

/** What opens at once: nobody waits for it, and nobody stops it. */
const atOnce: Work = { signal: new AbortController().signal, progress: () => undefined };

/** Opens what is to be seen: the entry is committed before any grant exists, so that no byte is shown unlogged (VI1). */
export function createViewingOpening({ jobs, endUnlessEnded, ...ports }: OpeningPorts) {
  const { db } = ports;
  const grants = createViewingGrants(ports);

  /** Runs as a job that whoever waits for it sees and may stop; what came of it is theirs all the same. */
  const asJob = async <T>({ id, ...request }: Begun, act: Act, run: (work: Work) => Promise<T>): Promise<T> => {
    let outcome: { readonly value: T } | { readonly error: unknown } | null = null;
    await jobs.start(id, request, act, async (work) => {
      try {
        outcome = { value: await run(work) };
      } catch (error) {
        outcome = { error };
        throw error;
      }
    });
    return settled(outcome);
  };

  return async (
    shown: readonly Shown[],
    { officer, of, requireSameScreen, ...said }: Said,
    act: Act,
  ): Promise<OpenViewing> => {
    const { caseId, reactRef } = of;
    const id = newId<ViewingId>();
    const who = { viewer: act.actor.name, officerPresent: officer.name };
    const [recordings, clips] = [shown.filter((each) => clipOf(each) === null), shown.flatMap(asClip)];
    const isCut = shown.some((each) => stretchOf(each) !== null);
    const { number, job } = act.change(['viewings', 'jobs'], (tx) => {
      const next = nextNumber(tx, 'viewing');
      const recordingIds = recordings.map(({ row }) => row.id);
      insertViewing(tx, { ...said, ...who, id, number: next, caseId, recordingIds, openedAt: act.now() });
      tx.enter(`viewing ${next}`, {
        ...{ ...said, ...who, viewingId: id, caseId, reactRef },
        recordings: recordings.map(({ row }) => ({ recordingId: row.id, recording: row.number })),
        ...(clips.length === 0 ? {} : { clips }),
        personsPresent: said.personsPresent.map(
          ({ name, organisation, capacity }) => `${name} (${organisation}, ${capacity ?? 'not said'})`,
        ),
      });
      if (!isCut) return { number: next, job: null };
      const request: JobRequest = { kind: 'stretch', title: `What is shown in ${next}`, subjectId: id };
      return { number: next, job: { ...request, id: jobs.create(tx, request, act.now()) } };
    });
    const damaged: Shown[] = [];
    const toOpen = { id, number, officer, onDamaged: (each: Shown) => void damaged.push(each) };
    /** A part of the job where there is one: whoever waits for its end finds the viewing ended as well. */
    const open = async (work: Work): Promise<OpenViewing> => {
      try {
        const opened = await grants.openFor(toOpen, shown, work);
        // Stopped, or left, when all was cut: nobody is there to see it, and that is no failure.
        if (work.signal.aborted) throw new AppError('cancelled', STOPPED);
        requireSameScreen();
        return opened;
      } catch (error) {
        const isStopped = error instanceof AppError && error.code === 'cancelled';
        const opened = findViewing(db, id);
        if (opened !== null) await endUnlessEnded(opened, act, isStopped ? STOPPED : NOT_OPENED);
        for (const each of damaged) await grants.reportDamage(each, act);
        if (!isStopped) throw error;
        throw new AppError(
          'cancelled',
          `${number} was not begun: cutting what is shown was stopped, and nothing of it is kept. Begin the showing again when you want it.`,
          { cause: error },
        );
      }
    };
    return job === null ? open(atOnce) : asJob(job, act, open);
  };
}

const STOPPED = 'Stopped while a stretch was cut; nothing was shown.';
const NOT_OPENED = 'The footage could not be opened.';

function settled<T>(outcome: { readonly value: T } | { readonly error: unknown } | null): T {
  if (outcome === null) throw new Error('a job ended without having begun');
  if ('error' in outcome) throw outcome.error;
  return outcome.value;
}

const asClip = (shown: Shown) => {
  const clip = clipOf(shown);
  if (clip === null) return [];
  const { id: clipId, number, sha256 } = clip;
  return [{ clipId, clip: number, recordingId: shown.row.id, recording: shown.row.number, sha256 }];
};
