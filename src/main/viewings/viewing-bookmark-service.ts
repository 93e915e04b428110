import type { Parsed } from '../../shared/contract.ts';
import type { Bookmark, Viewing } from '../../shared/contract/viewings.ts';
import { AppError } from '../../shared/failure.ts';
import type { BookmarkId, RecordingId, ViewingId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import { newId } from '../platform/ids.ts';
import { frameTimeMs } from '../recordings/frame-times.ts';
import type { RecordingService } from '../recordings/recording-service.ts';
import { findBookmark, insertBookmark, listBookmarks } from './viewing-store.ts';

export interface BookmarkPorts {
  readonly db: ReadDb;
  readonly recordings: RecordingService;
  readonly requireOpen: (id: ViewingId) => Viewing;
  readonly requireShown: (viewing: Viewing, id: RecordingId | undefined) => Viewing['recordings'][number];
}

/** Frames that are kept with their notes: they belong to the recording, and the viewing says who set them and why. */
export const createBookmarks = ({ db, recordings, requireOpen, requireShown }: BookmarkPorts) => ({
  bookmarksOf: (recordingId: RecordingId): Bookmark[] => listBookmarks(db, recordingId),

  /** A bookmark with the recording it stands in. */
  requireBookmark(id: BookmarkId): Bookmark {
    const found = findBookmark(db, id);
    if (found === null) throw new AppError('not-found', 'There is no such bookmark.');
    return found;
  },

  bookmark({ viewingId, recordingId, frameIndex, note, mark }: Parsed<'viewings.bookmark'>, act: Act): Bookmark {
    const row = recordings.require(requireShown(requireOpen(viewingId), recordingId).recordingId);
    const facts = recordings.requireFacts(row);
    if (frameIndex >= facts.frameCount)
      throw new AppError('invalid-input', 'There is no such picture in this recording.');
    // The time under a still comes from here: the picture's own, never what a page says of it.
    const positionMs = frameTimeMs(facts.frames, frameIndex);
    const bookmark: Bookmark = {
      id: newId<BookmarkId>(),
      recordingId: row.id,
      positionMs,
      frameIndex,
      note,
      mark: mark ?? null,
      at: act.now(),
      by: act.actor.name,
    };
    act.change(['viewings'], (tx) => {
      insertBookmark(tx, { ...bookmark, viewingId });
      tx.enter(`recording ${row.number}`, {
        bookmarkId: bookmark.id,
        viewingId,
        recordingId: row.id,
        caseId: row.caseId,
        frame: frameIndex,
        positionMs: Math.round(positionMs),
        note,
        ...(mark === undefined ? {} : { mark }),
      });
    });
    return bookmark;
  },
});
