import type { Parsed } from '../../shared/contract.ts';
import type { Viewing } from '../../shared/contract/viewings.ts';
import { AppError } from '../../shared/failure.ts';
import type { CaseId, RecordingId, ViewingId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import { frameTimesMs } from '../recordings/frame-times.ts';
import type { RecordingCases } from '../recordings/recording-cases-service.ts';
import type { RecordingRow, RecordingService } from '../recordings/recording-service.ts';
import { findFirstPicture, findViewingCase, replaceWatched } from './viewing-store.ts';
import { picturesInWords, watchedInWords } from './viewing-words.ts';
import { unionOf, type WatchedRange } from './watched.ts';

export interface ShownPorts {
  readonly db: ReadDb;
  readonly recordings: RecordingService;
  readonly recordingCases: RecordingCases;
  readonly requireOpen: (id: ViewingId) => Viewing;
}

type ShownRecording = Viewing['recordings'][number];
type ShownClip = Viewing['clips'][number];
type Range = Parsed<'viewings.watched'>['ranges'][number];

/** What of a viewing was really on the screen: told as it happens, in the recording's own time (VI3). */
export function createShown({ db, recordings, recordingCases, requireOpen }: ShownPorts) {
  const caseOf = (id: ViewingId): CaseId => {
    const caseId = findViewingCase(db, id);
    if (caseId === null) throw new Error('a viewing of no case');
    return caseId;
  };

  /** A recording with the clock check of the retrieval that brought it for this case. */
  const forCase = (id: RecordingId, caseId: CaseId): RecordingRow => {
    const row = recordings.require(id);
    return { ...row, offsetSeconds: recordingCases.madeFor(row, caseId).offsetSeconds };
  };

  /** The recording of an open viewing that is meant: it need not be said where there is one. */
  const requireShown = ({ number, recordings: shown }: Viewing, id: RecordingId | undefined): ShownRecording => {
    const found = id === undefined && shown.length === 1 ? shown[0] : shown.find((each) => each.recordingId === id);
    if (found === undefined)
      throw new AppError('invalid-input', `Say which recording of ${number} is meant; it shows ${shown.length}.`);
    return found;
  };
  const requireClip = ({ number, clips }: Viewing, { clipId, recordingId }: Range): ShownClip => {
    const found = clips.find((each) => each.clipId === clipId);
    if (found === undefined || (recordingId ?? found.recordingId) !== found.recordingId)
      throw new AppError('invalid-input', `${number} shows no such clip.`);
    return found;
  };

  /** Null while nothing is known of its pictures: they are looked into anew once its copy was found damaged. */
  const pictureTimesOf = (id: RecordingId): Float64Array | null => {
    const row = recordings.require(id);
    try {
      return frameTimesMs(recordings.requireFacts(row).frames);
    } catch (error) {
      if (error instanceof AppError) return null;
      throw error;
    }
  };

  /** Which pictures of the clip itself a range is, where that is known: a viewing can be ended whatever became of it. */
  const picturesOf = (clip: ShownClip, { fromMs, toMs }: WatchedRange): string => {
    const times = pictureTimesOf(clip.recordingId);
    if (times === null) return '';
    const first = findFirstPicture(db, clip.clipId);
    const at = (ms: number): number => times.findLastIndex((time) => time <= ms) - first;
    return `, ${picturesInWords({ from: at(fromMs + NEAR_MS), to: at(toMs - NEAR_MS) })}`;
  };

  return {
    requireShown,
    caseOf,
    forCase,

    /** What every entry of a viewing names: itself, what it shows, and the one case that is shown of. */
    about: ({ id, recordings: shown, clips, showing }: Pick<Viewing, 'id' | 'recordings' | 'clips' | 'showing'>) => ({
      viewingId: id,
      recordings: shown.map(({ recordingId, recordingNumber }) => ({ recordingId, recording: recordingNumber })),
      ...(clips.length === 0 ? {} : { clips: clips.map(namesOf) }),
      ...(showing === null || showing.stills.length === 0 ? {} : { stills: showing.stills }),
      caseId: caseOf(id),
    }),

    /** All that was really shown, one line a stretch. */
    inWords({ id, recordings: shown, clips }: Viewing): string[] {
      const caseId = caseOf(id);
      return [
        ...shown.flatMap(({ recordingId, recordingNumber, watched }) =>
          watched.map((range) => watchedInWords(recordingNumber, range, forCase(recordingId, caseId))),
        ),
        ...clips.flatMap((clip) =>
          clip.watched.map((range) => {
            const of = `${clip.clipNumber} of ${clip.recordingNumber}${picturesOf(clip, range)}`;
            return watchedInWords(of, range, forCase(clip.recordingId, caseId));
          }),
        ),
      ];
    },

    /** A still of a showing was on the screen: which ones really were is told as it happens. */
    stillShown({ viewingId, reference }: Parsed<'viewings.stillShown'>, act: Act): null {
      const viewing = requireOpen(viewingId);
      const still = viewing.showing?.stills.find((each) => each.reference === reference);
      if (still === undefined)
        throw new AppError('clause', 'That still is not listed for this court.', { clause: '6.4' });
      const caseId = caseOf(viewingId);
      act.change([], (tx) => tx.enter(`viewing ${viewing.number}`, { viewingId, caseId, ...still }));
      return null;
    },

    watched({ viewingId, ranges }: Parsed<'viewings.watched'>, act: Act): null {
      const viewing = requireOpen(viewingId);
      const now = ranges.map((range) => ({
        ...{ fromMs: range.fromMs, toMs: range.toMs },
        of: range.clipId === undefined ? requireShown(viewing, range.recordingId) : requireClip(viewing, range),
      }));
      const toldOf = <T extends ShownRecording | ShownClip>(shown: readonly T[]) =>
        shown.flatMap((each) => {
          const more = now.filter(({ of }) => of === each);
          return more.length === 0 ? [] : [{ each, more }];
        });
      const [told, clips] = [toldOf(viewing.recordings), toldOf(viewing.clips)];
      const caseId = caseOf(viewingId);
      act.change([], (tx) => {
        for (const { each, more } of told)
          replaceWatched(tx, viewingId, { ...each, clipId: null }, unionOf([...each.watched, ...more]));
        for (const { each, more } of clips) replaceWatched(tx, viewingId, each, unionOf([...each.watched, ...more]));
        tx.enter(`viewing ${viewing.number}`, {
          viewingId,
          caseId,
          recordings: told.map(({ each, more }) => ({ recordingId: each.recordingId, ranges: rounded(more) })),
          ...(clips.length === 0
            ? {}
            : { clips: clips.map(({ each, more }) => ({ ...namesOf(each), ranges: rounded(more) })) }),
        });
      });
      return null;
    },
  };
}

/** Times of pictures are not whole milliseconds: one that begins where a range ends is not in it. */
const NEAR_MS = 0.001;

const rounded = (ranges: readonly WatchedRange[]) =>
  ranges.map(({ fromMs, toMs }) => [Math.round(fromMs), Math.round(toMs)]);

const namesOf = ({ clipId, clipNumber, recordingId, recordingNumber }: ShownClip) => ({
  ...{ clipId, clip: clipNumber, recordingId, recording: recordingNumber },
});
