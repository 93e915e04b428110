import type { Output, Parsed } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';
import type { ClipId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import { nextNumber } from '../database/counter-store.ts';
import type { ReadDb } from '../database/database.ts';
import type { JobRequest, Jobs, Work } from '../jobs.ts';
import { newId } from '../platform/ids.ts';
import { type Clip, makeClip } from '../recordings/clip.ts';
import { frameTimeMs } from '../recordings/frame-times.ts';
import type { MediaPorts } from '../recordings/piped-footage.ts';
import type { MadeFor, RecordingCases } from '../recordings/recording-cases-service.ts';
import type { RecordingRow, RecordingService } from '../recordings/recording-service.ts';
import type { ObjectService } from '../vault/object-service.ts';
import type { SealedObject } from '../vault/sealing.ts';
import { recordedTimeAt } from '../recordings/recorded-time.ts';
import type { ViewingService } from '../viewings/viewing-service.ts';
import { findClip, insertClip, listClips, type StoredClip, timesOf } from './clip-store.ts';

export interface ClipPorts {
  readonly db: ReadDb;
  readonly objects: ObjectService;
  readonly recordings: RecordingService;
  readonly recordingCases: RecordingCases;
  readonly viewings: ViewingService;
  readonly jobs: Jobs;
  readonly media: () => Promise<MediaPorts>;
}

type Request = Parsed<'clips.make'> & MadeFor & { readonly clipId: ClipId; readonly number: string };

/** Stretches cut out of a recording for court: sealed, proved against the master, and gone with it (CoP 4.6). */
export function createClipService({ db, objects, recordings, recordingCases, viewings, jobs, media }: ClipPorts) {
  const require = (id: ClipId): StoredClip => {
    const found = findClip(db, id);
    if (found === null) throw new AppError('not-found', 'There is no such clip.');
    return found;
  };

  const cut = async (
    row: RecordingRow,
    { from, to, way }: Request,
    { act, work }: { act: Act; work: Work },
  ): Promise<Clip<SealedObject>> => {
    const source = await recordings.openMaster(row);
    try {
      const onProgress = (pictures: number): void =>
        work.progress(`Cutting a clip out of ${row.number}`, pictures, null, 'pictures');
      const sink = async (bytes: AsyncIterable<Uint8Array>) => {
        const sealed = await objects.seal(bytes, { signal: work.signal });
        return { sealed, open: () => objects.openUnrecorded(sealed), discard: () => objects.discard(sealed) };
      };
      const facts = recordings.requireFacts(row);
      const request = { source, facts, reference: row.number, wish: { from, to }, way, sink };
      return await makeClip(request, { ...(await media()), onProgress }, work.signal);
    } catch (error) {
      if (error instanceof AppError && error.code === 'integrity') await recordings.checkMaster(row, act);
      throw error;
    } finally {
      await source.close();
    }
  };

  const record = (row: RecordingRow, made: Clip<SealedObject>, request: Request, act: Act): void =>
    act.as('clips.made').change(['court', 'recordings'], (tx) => {
      // A clip of footage disposed of while it was cut would outlive it.
      recordings.requireKept(row.id);
      objects.record(tx, made.sealed, { kind: 'derivative', at: act.now() });
      const { clipId, number, caseId, offsetSeconds, from, to, way, reason } = request;
      const { shown, fromMs, toMs, commandLine } = made;
      const tool = `${made.tool.name} ${made.tool.version}`;
      const proof = proofOf(made, way);
      insertClip(tx, {
        ...{ id: clipId, number, recordingId: row.id, caseId, way, reason, wish: { from, to }, shown },
        ...{ fromMs, toMs, tool, commandLine, proof, madeAt: act.now(), madeBy: act.actor.name },
        objectId: made.sealed.objectId,
      });
      tx.enter(`clip ${number}`, {
        ...{ clipId, clip: number, recordingId: row.id, caseId, recording: row.number, way, reason },
        ...{ wish: { from, to }, shown: { ...shown }, fromMs, toMs, ...timesOf({ ...row, offsetSeconds }, made) },
        ...{ sha256: made.sealed.sha256, sizeBytes: made.sealed.plaintextBytes, masterSha256: row.sha256 },
        ...{ tool, toolSha256: made.tool.sha256, commandLine, proof },
      });
    });

  return {
    require,
    /** Not disposed of, and its recording whole. */
    requireKept(id: ClipId): StoredClip {
      const clip = require(id);
      recordings.requireKept(clip.recordingId);
      return clip;
    },
    list: ({ caseId }: Parsed<'clips.list'>): Output<'clips.list'> =>
      listClips(db, caseId ?? null).map(({ objectId: _object, ...clip }) => clip),

    foresee({ recordingId, from, to, caseId }: Parsed<'clips.foresee'>): Output<'clips.foresee'> {
      const row = recordings.requireKept(recordingId);
      const { frameCount, frames } = recordings.requireFacts(row);
      if (from > to || to >= frameCount) return { frameCount, stretch: null };
      const [fromMs, toMs] = [frameTimeMs(frames, from), frameTimeMs(frames, to)];
      const clock = { ...row, ...recordingCases.madeFor(row, caseId) };
      return { frameCount, stretch: { ...timesOf(clock, { fromMs, toMs }), milliseconds: toMs - fromMs } };
    },

    /** Where somebody who watched it said that something begins or ends. */
    places({ recordingId }: Parsed<'clips.places'>): Output<'clips.places'> {
      const { id, recordedFrom } = recordings.requireKept(recordingId);
      const inOrder = viewings.bookmarksOf(id);
      return inOrder.map((each) => ({ ...each, recordedAt: recordedTimeAt(recordedFrom, each.positionMs) }));
    },

    /** Cuts as a job; the clip is in the register only once it was proved from its seal. */
    make(input: Parsed<'clips.make'>, act: Act): Output<'clips.make'> {
      const row = recordings.requireKept(input.recordingId);
      const { frameCount } = recordings.requireFacts(row);
      if (input.from > input.to || input.to >= frameCount)
        throw new AppError(
          'invalid-input',
          `${row.number} has ${frameCount} pictures. Choose a first and a last one, the first before the last.`,
        );
      const forCase = recordingCases.madeFor(row, input.caseId);
      const clipId = newId<ClipId>();
      const { jobId, job, number } = act.change(['jobs'], (tx) => {
        const next = nextNumber(tx, 'clip');
        const { from, to, way, reason } = input;
        const about = { clipId, recordingId: row.id, caseId: forCase.caseId, recording: row.number };
        tx.enter(`clip ${next}`, { ...about, wish: { from, to }, way, reason });
        const request: JobRequest = { kind: 'clip', title: `Clip ${next} of ${row.number}`, subjectId: clipId };
        return { jobId: jobs.create(tx, request, act.now()), job: request, number: next };
      });
      void jobs.start(jobId, job, act, async (work) => {
        const request = { ...input, ...forCase, clipId, number };
        const made = await cut(row, request, { act, work });
        try {
          record(row, made, request, act);
        } catch (error) {
          await objects.discard(made.sealed);
          throw error;
        }
        objects.forget(made.sealed);
      });
      return { clipId, jobId };
    },
  };
}

const proofOf = (
  { comparison: { masterFrameCount, masterDigest } }: Clip<SealedObject>,
  way: 'copy' | 'exact',
): string =>
  way === 'copy'
    ? `Decoded again from its seal: all ${masterFrameCount} pictures are those of the recording, each pixel the same (list ${masterDigest}).`
    : `Decoded again from its seal: ${masterFrameCount} pictures, as many as that stretch of the recording, at the same times; coded anew, so not pixel for pixel.`;

export type ClipService = ReturnType<typeof createClipService>;
