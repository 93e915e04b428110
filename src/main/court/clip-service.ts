import type { Output, Parsed } from '../../shared/contract.ts';
import type { MovingArea } from '../../shared/contract/clips.ts';
import { AppError } from '../../shared/failure.ts';
import { coversText } from '../../shared/moving-area.ts';
import type { ClipId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import { nextNumber } from '../database/counter-store.ts';
import type { ReadDb } from '../database/database.ts';
import type { JobRequest, Jobs, Work } from '../jobs.ts';
import { newId } from '../platform/ids.ts';
import { type Clip, makeClip } from '../recordings/clip.ts';
import { frameTimeMs } from '../recordings/frame-times.ts';
import { checkAreas } from '../recordings/moving-mask.ts';
import type { MediaPorts } from '../recordings/piped-footage.ts';
import type { MadeFor, RecordingCases } from '../recordings/recording-cases-service.ts';
import type { RecordingRow, RecordingService } from '../recordings/recording-service.ts';
import type { ObjectService } from '../vault/object-service.ts';
import type { SealedObject } from '../vault/sealing.ts';
import { recordedTimeAt } from '../recordings/recorded-time.ts';
import type { ViewingService } from '../viewings/viewing-service.ts';
import { insertClipMask } from './clip-mask-store.ts';
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

/** Without areas nothing is covered. */
type Wish = Omit<Parsed<'clips.make'>, 'way'> & {
  readonly way: 'copy' | 'exact' | 'masked';
  readonly areas: readonly MovingArea[] | null;
};
type Request = Wish & MadeFor & { readonly clipId: ClipId; readonly number: string };

interface Made {
  readonly clip: Clip<SealedObject>;
  /** The same stretch with nothing covered, for the comparison; null for a clip that covers nothing. */
  readonly plain: SealedObject | null;
}

/** Stretches cut out of a recording for court: sealed, proved against the master, and gone with it (CoP 4.6). */
export function createClipService({ db, objects, recordings, recordingCases, viewings, jobs, media }: ClipPorts) {
  const require = (id: ClipId): StoredClip => {
    const found = findClip(db, id);
    if (found === null) throw new AppError('not-found', 'There is no such clip.');
    return found;
  };

  /** Not disposed of, and its recording whole. */
  const requireKept = (id: ClipId): StoredClip => {
    const clip = require(id);
    recordings.requireKept(clip.recordingId);
    if (clip.state === 'disposed')
      throw new AppError('conflict', `${clip.number} was refused by the manager, and it was destroyed.`);
    return clip;
  };

  const cut = async (
    row: RecordingRow,
    { from, to, way, areas }: Request,
    { act, work }: { act: Act; work: Work },
  ): Promise<Made> => {
    const source = await recordings.openMaster(row);
    try {
      const onProgress = (pictures: number): void =>
        work.progress(`Cutting a clip out of ${row.number}`, pictures, null, 'pictures');
      const sink = (bytes: AsyncIterable<Uint8Array>) => objects.sealCopy(bytes, { signal: work.signal });
      const facts = recordings.requireFacts(row);
      const request = { source, facts, reference: row.number, wish: { from, to }, sink };
      const ports = { ...(await media()), onProgress };
      if (areas === null || way !== 'masked')
        return {
          clip: await makeClip({ ...request, way: way === 'copy' ? way : 'exact' }, ports, work.signal),
          plain: null,
        };
      const clip = await makeClip({ ...request, way: 'exact', areas }, ports, work.signal);
      try {
        const { sealed: plain } = await makeClip({ ...request, way: 'exact' }, ports, work.signal);
        return { clip, plain };
      } catch (error) {
        await objects.discard(clip.sealed);
        throw error;
      }
    } catch (error) {
      if (error instanceof AppError && error.code === 'integrity') await recordings.checkMaster(row, act);
      throw error;
    } finally {
      await source.close();
    }
  };

  const record = (row: RecordingRow, { clip: made, plain }: Made, request: Request, act: Act): void =>
    act.as('clips.made').change(['court', 'recordings'], (tx) => {
      // A clip of footage disposed of while it was cut would outlive it.
      recordings.requireKept(row.id);
      objects.record(tx, made.sealed, { kind: 'derivative', at: act.now() });
      const { clipId, number, caseId, offsetSeconds, from, to, way, reason, areas } = request;
      const { shown, fromMs, toMs, commandLine } = made;
      const tool = `${made.tool.name} ${made.tool.version}`;
      const proof = proofOf(made, { way, areas });
      insertClip(tx, {
        ...{ id: clipId, number, recordingId: row.id, caseId, way, reason, wish: { from, to }, shown },
        ...{ fromMs, toMs, tool, commandLine, proof, madeAt: act.now(), madeBy: act.actor.name },
        objectId: made.sealed.objectId,
      });
      if (plain !== null) {
        objects.record(tx, plain, { kind: 'derivative', at: act.now() });
        insertClipMask(tx, { clipId, areas: JSON.stringify(areas), plainId: plain.objectId });
      }
      tx.enter(`clip ${number}`, {
        ...{ clipId, clip: number, recordingId: row.id, caseId, recording: row.number, way, reason },
        ...{ wish: { from, to }, shown: { ...shown }, fromMs, toMs, ...timesOf({ ...row, offsetSeconds }, made) },
        ...{ sha256: made.sealed.sha256, sizeBytes: made.sealed.plaintextBytes, masterSha256: row.sha256 },
        ...{ tool, toolSha256: made.tool.sha256, commandLine, proof },
        ...(plain === null ? {} : { areas, fill: 'black', comparedWithSha256: plain.sha256 }),
      });
    });

  return {
    require,
    requireKept,
    /** Kept, and approved by the manager where something is covered: nothing else is an exhibit, or shown as one. */
    requireForCourt(id: ClipId): StoredClip {
      const clip = requireKept(id);
      if (clip.mask !== null && clip.mask.state !== 'approved')
        throw new AppError('clause', `${clip.number} is not approved by the manager as masked yet.`, {
          clause: '5.15',
        });
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

    make: (input: Parsed<'clips.make'>, act: Act): Output<'clips.make'> => begin({ ...input, areas: null }, act),

    /** The same with areas filled; it waits for the manager then. */
    mask(input: Parsed<'clips.mask'>, act: Act): Output<'clips.mask'> {
      const facts = recordings.requireFacts(recordings.requireKept(input.recordingId));
      checkAreas(input.areas, input, facts);
      return begin({ ...input, way: 'masked' }, act);
    },
  };

  /** Cuts as a job; the clip is in the register only once it was proved from its seal. */
  function begin(input: Wish, act: Act): Output<'clips.make'> {
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
      const { from, to, way, reason, areas } = input;
      const about = { clipId, recordingId: row.id, caseId: forCase.caseId, recording: row.number };
      tx.enter(`clip ${next}`, { ...about, wish: { from, to }, way, reason, ...(areas !== null && { areas }) });
      const request: JobRequest = {
        kind: 'clip',
        title: `${way === 'masked' ? 'Masked clip' : 'Clip'} ${next} of ${row.number}`,
        subjectId: clipId,
      };
      return { jobId: jobs.create(tx, request, act.now()), job: request, number: next };
    });
    void jobs.start(jobId, job, act, async (work) => {
      const request = { ...input, ...forCase, clipId, number };
      const made = await cut(row, request, { act, work });
      const sealed = [made.clip.sealed, ...(made.plain === null ? [] : [made.plain])];
      try {
        record(row, made, request, act);
      } catch (error) {
        for (const each of sealed) await objects.discard(each);
        throw error;
      }
      for (const each of sealed) objects.forget(each);
    });
    return { clipId, jobId };
  }
}

const proofOf = (
  { comparison: { masterFrameCount, masterDigest }, covered }: Clip<SealedObject>,
  { way, areas }: Pick<Wish, 'way' | 'areas'>,
): string => {
  if (covered !== null)
    return `Decoded again from its seal: ${masterFrameCount} pictures, as many as that stretch of the recording, at the same times. Of those of the recording, ${coversText(areas ?? [])}. In each of them every pixel of the area was looked at and is black (none farther from it than ${covered.farthest} of 255, which comes of coding). Coded anew, so elsewhere not pixel for pixel.`;
  return way === 'copy'
    ? `Decoded again from its seal: all ${masterFrameCount} pictures are those of the recording, each pixel the same (list ${masterDigest}).`
    : `Decoded again from its seal: ${masterFrameCount} pictures, as many as that stretch of the recording, at the same times; coded anew, so not pixel for pixel.`;
};

export type ClipService = ReturnType<typeof createClipService>;
