import { AppError } from '../../shared/failure.ts';
import type { RecordingId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { JobRequest, Jobs, Work } from '../jobs.ts';
import type { BreachService } from '../oversight/breach-service.ts';
import type { SettingsService } from '../oversight/settings-service.ts';
import { retentionDeadline } from '../retention/retention.ts';
import { isOfTheDisk } from '../storage-failure.ts';
import { correctedTime, londonDay, shiftWallClock } from '../time.ts';
import type { ObjectService } from '../vault/object-service.ts';
import type { SealedObject } from '../vault/sealing.ts';
import { type ActivityIndex, makeActivityIndex } from './activity-index.ts';
import type { ActivityService } from './activity-service.ts';
import { type Derivative, makeDerivative } from './derivative.ts';
import type { MediaFacts, UnplayableFootage } from './media-facts.ts';
import type { MediaPorts } from './piped-footage.ts';
import { probeMedia } from './probe.ts';
import { streamStart } from './recorded-time.ts';
import { type DerivativeRecord, playableOf, type RecordingService } from './recording-service.ts';
import { periodFromOf, type RecordingRow, saveExamination, saveRecordedTimes } from './recording-store.ts';

export interface ExaminationPorts {
  readonly objects: ObjectService;
  readonly recordings: RecordingService;
  readonly activity: ActivityService;
  readonly breaches: BreachService;
  readonly settings: SettingsService;
  readonly media: () => Promise<MediaPorts>;
  readonly jobs: Jobs;
}

interface Examined {
  readonly facts: MediaFacts | UnplayableFootage;
  readonly made: Derivative<SealedObject> | null;
  readonly record: DerivativeRecord | null;
  readonly activity: { readonly index: ActivityIndex; readonly sealed: SealedObject } | null;
}

/** Finds out what a master holds and makes the derivative it can be watched as, all inside the vault. */
export function createExaminationService(ports: ExaminationPorts) {
  const { objects, recordings, activity, breaches, settings, media, jobs } = ports;
  const examineMaster = async (row: RecordingRow, work: Work): Promise<Omit<Examined, 'activity'>> => {
    const tools = await media();
    const source = await recordings.openMaster(row);
    try {
      const facts = await probeMedia(
        source,
        { ...tools, onProgress: (pictures) => work.progress(`Reading ${row.number}`, pictures, null, 'pictures') },
        work.signal,
      );
      if (!facts.playable) return { facts, made: null, record: null };
      const sink = (bytes: AsyncIterable<Uint8Array>) => objects.sealCopy(bytes, { signal: work.signal });
      const request = { source, facts, reference: row.number, sink };
      const onProgress = (pictures: number): void =>
        work.progress(`Making a copy of ${row.number} to watch`, pictures, facts.frameCount, 'pictures');
      const outcome = await makeDerivative(request, { ...tools, onProgress }, work.signal);
      if (!outcome.needed) return { facts, made: null, record: { state: 'not-needed' } };
      return { facts, made: outcome.derivative, record: recordOf(outcome.derivative) };
    } catch (error) {
      // No copy that can be proved is a fact about this recording, not a failure of the retrieval: the master is safe.
      if (!(error instanceof AppError) || error.code !== 'unavailable' || isOfTheDisk(error)) throw error;
      const facts = await probeMedia(source, tools, work.signal);
      return { facts, made: null, record: facts.playable ? { state: 'failed', failure: error.message } : null };
    } finally {
      await source.close();
    }
  };

  /** Where something moves. Without it footage can still be watched: a failure is no failure of the examination. */
  const indexActivity = async (
    row: RecordingRow,
    facts: Examined['facts'],
    work: Work,
  ): Promise<Examined['activity']> => {
    if (!facts.playable || activity.has(row.id)) return null;
    const source = await recordings.openMaster(row);
    try {
      const onProgress = (seconds: number): void =>
        work.progress(`Looking for movement in ${row.number}`, seconds, null, 'pictures');
      const index = await makeActivityIndex({ source, facts }, { ...(await media()), onProgress }, work.signal);
      return { index, sealed: await activity.seal(index, work.signal) };
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'unavailable') throw error;
      return null;
    } finally {
      await source.close();
    }
  };

  return {
    /** Recordings a crash or a cancel left unexamined, as one job. */
    examineWaiting(act: Act): void {
      const waiting = recordings.unexamined();
      if (waiting.length === 0) return;
      const request: JobRequest = {
        kind: 'derivative',
        title: 'Examination of new recordings',
        subjectId: 'recordings',
      };
      const id = act.change(['jobs'], (tx) => {
        tx.enter('recordings', { waiting: waiting.map(({ number }) => number) });
        return jobs.create(tx, request, act.now());
      });
      void jobs.start(id, request, act, async (work) => {
        for (const row of waiting) await examineIfKept(row.id, act, work);
      });
    },

    examineIfKept,

    /** One recording whose copy was found damaged and removed, at once and as a job of its own. */
    examineAgain(id: RecordingId, act: Act): void {
      const { number } = recordings.require(id);
      const request: JobRequest = { kind: 'derivative', title: `New copy of ${number} to watch`, subjectId: id };
      const jobId = act.change(['jobs'], (tx) => {
        tx.enter(`recording ${number}`, { recordingId: id, again: true });
        return jobs.create(tx, request, act.now());
      });
      void jobs.start(jobId, request, act, (work) => examineIfKept(id, act, work));
    },
  };

  /** A recording whose day came meanwhile is left alone; one found damaged is set aside. Neither stops the others. */
  async function examineIfKept(id: RecordingId, act: Act, work: Work): Promise<void> {
    const { disposedAt, quarantinedAt, facts } = recordings.require(id);
    if (disposedAt !== null || quarantinedAt !== null || facts !== null) return;
    try {
      await examine(id, act, work);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === 'integrity') await refuseDamaged(id, act);
      else if (error.code !== 'conflict' && recordings.require(id).disposedAt === null) throw error;
    }
  }

  /** What was just written may be what is damaged: the master is set aside only when it is itself found changed. */
  async function refuseDamaged(id: RecordingId, act: Act): Promise<void> {
    const row = recordings.require(id);
    await recordings.checkMaster(row, act);
    if (recordings.require(id).quarantinedAt === null)
      throw new AppError(
        'unavailable',
        `The copy of ${row.number} to watch could not be read back as it was written. The master is whole. If it happens again, this laptop’s disk is failing: tell your administrator.`,
      );
  }

  /** One recording; its facts, derivative and any incident are one change. */
  async function examine(id: RecordingId, act: Act, work: Work): Promise<void> {
    const row = recordings.requireKept(id);
    const { facts, made, record } = await examineMaster(row, work);
    const sealed = made === null ? [] : [made.sealed];
    try {
      const moving = await indexActivity(row, facts, work);
      if (moving !== null) sealed.push(moving.sealed);
      save(row, { facts, made, record, activity: moving }, act);
    } catch (error) {
      for (const each of sealed) await objects.discard(each);
      throw error;
    }
    for (const each of sealed) objects.forget(each);
  }

  function save(row: RecordingRow, { facts, made, record, activity: moving }: Examined, act: Act): void {
    const { id } = row;
    const hasSound = facts.playable && facts.audioTracks.length > 0;
    act.as('recordings.examine').change(['recordings', 'ledger'], (tx) => {
      // Asked again in the change itself: a copy of footage disposed of meanwhile would outlive it.
      // And another examination may have been quicker: a second copy would belong to nobody, and no disposal find it.
      if (recordings.requireKept(id).facts !== null)
        throw new AppError('conflict', `${row.number} was examined meanwhile; what that found stands.`);
      if (made !== null) objects.record(tx, made.sealed, { kind: 'derivative', at: act.now() });
      if (moving !== null) activity.record(tx, id, { ...moving, at: act.now() });
      saveExamination(tx, id, {
        facts: JSON.stringify(facts),
        derivativeId: made?.sealed.objectId ?? null,
        derivativeRecord: record === null ? null : JSON.stringify(record),
        playable: playableOf(record),
        hasAudio: hasSound,
        at: act.now(),
      });
      if (facts.playable) completeTimes(tx, row, facts);
      // One that is looked into again, after its copy was found damaged, has its incident already.
      const isToldOf = breaches.list().some((told) => told.kind === 'sound-recorded' && told.recordingId === id);
      const incident =
        hasSound && !isToldOf
          ? breaches.open(tx, {
              kind: 'sound-recorded',
              recordingId: id,
              at: act.now(),
              description: `${row.number} holds a sound track. Sound must not be recorded (CoP 5.10). It is never played; the master stays as it was.`,
            })
          : null;
      tx.enter(`recording ${row.number}`, {
        recordingId: id,
        caseId: row.caseId,
        playable: facts.playable,
        ...(facts.playable ? { pictures: facts.frameCount } : { reason: facts.reason }),
        derivative: record?.state ?? 'none',
        ...(made === null
          ? {}
          : { derivativeSha256: made.sealed.sha256, route: made.route, proof: record?.proof ?? '' }),
        activityIndex: moving === null ? 'none' : moving.index.looked,
        ...(incident === null ? {} : { incident }),
      });
    });
  }

  /** The stream may know better when the recording starts, and only decoding tells how long it is. */
  function completeTimes(tx: Parameters<typeof saveRecordedTimes>[0], row: RecordingRow, facts: MediaFacts): void {
    const { streamTimeClaim: said } = facts;
    const from = said === null ? row.recordedFrom : streamStart(said, row.timeClaims);
    if (from === null) return;
    const deadline = retentionDeadline(
      {
        correctedFrom: correctedTime(from, row.offsetSeconds),
        periodFrom: correctedTime(periodFromOf(tx, row.retrievalId), row.offsetSeconds),
        retrievedOn: londonDay(row.definedAt),
      },
      settings.read(),
    );
    // A later examination, of a copy that was found damaged, moves no day that stands (a setting may have changed).
    const isFirst = row.examinedAt === null;
    const earliest = isFirst && deadline < row.retentionDeadline ? deadline : row.retentionDeadline;
    saveRecordedTimes(tx, row.id, { from, to: shiftWallClock(from, facts.durationMs), deadline: earliest });
  }
}

function recordOf(derivative: Derivative<SealedObject>): DerivativeRecord {
  const { comparison, route } = derivative;
  const proof =
    route === 'transcode'
      ? `Re-encoded; ${comparison.derivativeFrameCount} pictures for ${comparison.masterFrameCount}, times kept. The pictures are not identical.`
      : `All ${comparison.masterFrameCount} decoded pictures are the same, in order (digest ${comparison.masterDigest.slice(0, 16)}…).`;
  return {
    state: 'made',
    route,
    proof,
    tool: derivative.tools.map(({ name, version }) => `${name}: ${version}`).join('; '),
    commandLines: [...derivative.commandLines],
  };
}

export type ExaminationService = ReturnType<typeof createExaminationService>;
