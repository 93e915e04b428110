import type { Output, Parsed } from '../../shared/contract.ts';
import type { Bookmark, OpenViewing, Viewing } from '../../shared/contract/viewings.ts';
import { AppError } from '../../shared/failure.ts';
import type { BookmarkId, RecordingId, ViewingId } from '../../shared/model.ts';
import type { Act, Actor } from '../acts.ts';
import { reactSlip } from '../cases/react-slip.ts';
import { nextNumber } from '../database/counter-store.ts';
import type { ReadDb } from '../database/database.ts';
import type { Media } from '../media.ts';
import type { LedgerDesk } from '../oversight/ledger-desk-service.ts';
import type { SettingsService } from '../oversight/settings-service.ts';
import { newId } from '../platform/ids.ts';
import { frameTimeMs } from '../recordings/frame-times.ts';
import { recordedTimeAt } from '../recordings/recorded-time.ts';
import type { ActivityService } from '../recordings/activity-service.ts';
import type { MediaFacts } from '../recordings/media-facts.ts';
import type { RecordingRow, RecordingService } from '../recordings/recording-service.ts';
import { correctedTime, londonDay, wallClockText } from '../time.ts';
import type { ProveOfficer } from './officer-present-service.ts';
import { refuseUnfitRequest, type ViewingRequest } from './showing.ts';
import {
  endViewing,
  findBookmark,
  findViewing,
  insertBookmark,
  insertViewing,
  listOpenViewings,
  listViewings,
  replaceWatched,
} from './viewing-store.ts';
import { createViewingGrants } from './viewing-grant-service.ts';
import { outcomeWords, whoSaw } from './viewing-words.ts';
import { unionOf } from './watched.ts';

export interface ViewingPorts {
  readonly db: ReadDb;
  readonly media: Media;
  readonly recordings: RecordingService;
  readonly activity: ActivityService;
  readonly settings: SettingsService;
  readonly ledger: LedgerDesk;
  /** Who of the officers is in the room; refuses where none is. */
  readonly proveOfficer: ProveOfficer;
  /** The right to act of the application itself, for what ends a viewing without a person. */
  readonly actAs: (actor: Actor, name: string) => Act;
}

export function createViewingService(ports: ViewingPorts) {
  const { db, media, recordings, activity, settings, ledger, proveOfficer, actAs } = ports;
  const grants = createViewingGrants({ db, media, recordings, activity, actAs });
  const requireOpen = (id: ViewingId): Viewing => {
    const viewing = findViewing(db, id);
    if (viewing === null) throw new AppError('not-found', 'There is no such viewing.');
    if (viewing.ending !== 'open') throw new AppError('conflict', `${viewing.number} has ended. Open a new viewing.`);
    return viewing;
  };

  const inWords = (viewing: Viewing): string[] => {
    const { recordedFrom, offsetSeconds } = recordings.require(viewing.recordingId);
    return viewing.watched.map(({ fromMs, toMs }) => {
      const [from, to] = [recordedTimeAt(recordedFrom, fromMs), recordedTimeAt(recordedFrom, toMs)];
      if (from === null || to === null)
        return `${(fromMs / 1000).toFixed(1)}–${(toMs / 1000).toFixed(1)} s from the first picture`;
      return `${wallClockText(from)} to ${to.slice(11)} recorded; ${wallClockText(correctedTime(from, offsetSeconds))} to ${correctedTime(to, offsetSeconds).slice(11)} corrected`;
    });
  };

  const end = async (
    viewing: Viewing,
    how: { ending: 'closed' | 'abnormal'; outcome: string | null; note: string | null; act: Act },
  ): Promise<Viewing> => {
    await media.revokeOf(viewing.id);
    const { ending, outcome, note, act } = how;
    const { caseId } = recordings.require(viewing.recordingId);
    act.change(['viewings', 'recordings'], (tx) => {
      // Read again in the change itself: it may have ended, or more have been watched, while its grant was withdrawn.
      const watched = inWords(requireOpen(viewing.id));
      endViewing(tx, viewing.id, { at: act.now(), ending, outcome, note });
      tx.enter(`viewing ${viewing.number}`, {
        viewingId: viewing.id,
        recordingId: viewing.recordingId,
        caseId,
        ending,
        outcome,
        note,
        watched,
      });
    });
    const ended = findViewing(db, viewing.id);
    if (ended === null) throw new Error('a viewing vanished');
    return ended;
  };

  /** For what ends a viewing without a person: one that a person closed at the same moment has its end already. */
  const endUnlessEnded = async (viewing: Viewing, act: Act, note: string): Promise<void> => {
    try {
      await end(viewing, { ending: 'abnormal', outcome: null, note, act: act.as('viewings.end') });
    } catch (error) {
      if (findViewing(db, viewing.id)?.ending === 'open') throw error;
    }
  };

  return {
    list: (filter: Parsed<'viewings.list'>): Output<'viewings.list'> => listViewings(db, filter),
    ofRecording: (recordingId: RecordingId): Output<'recordings.read'>['viewings'] =>
      listViewings(db, { recordingId }).map((viewing) => ({
        number: viewing.number,
        at: viewing.openedAt,
        by: whoSaw(viewing),
        purpose: viewing.purpose,
        outcome: viewing.outcome,
      })),

    /** A bookmark with the recording it stands in. */
    requireBookmark(id: BookmarkId): Bookmark {
      const found = findBookmark(db, id);
      if (found === null) throw new AppError('not-found', 'There is no such bookmark.');
      return found;
    },

    /**
     * Opens a viewing: its ledger entry is committed before the grant exists, so no byte can be shown unlogged (VI1,
     * VI2). One viewing at a time: the officer is in one room.
     */
    async open(input: ViewingRequest, act: Act): Promise<OpenViewing> {
      requireShowable(input, act); // before a code is spent on it
      const officer = await proveOfficer(input, act);
      const { row, facts } = requireShowable(input, act);
      const id = newId<ViewingId>();
      const number = act.change(['viewings'], (tx) => {
        const next = nextNumber(tx, 'viewing');
        const { recordingId, purpose, place, personsPresent, reason, authority = null } = input;
        insertViewing(tx, {
          id,
          number: next,
          recordingId,
          caseId: row.caseId,
          viewer: act.actor.name,
          officerPresent: officer.name,
          purpose,
          place,
          personsPresent,
          authority,
          reason,
          openedAt: act.now(),
        });
        tx.enter(`viewing ${next}`, {
          viewingId: id,
          recordingId,
          recording: row.number,
          caseId: row.caseId,
          reactRef: row.reactRef,
          purpose,
          place,
          reason,
          personsPresent: personsPresent.map(
            ({ name, organisation, capacity }) => `${name} (${organisation}, ${capacity})`,
          ),
          viewer: act.actor.name,
          officerPresent: officer.name,
          authority,
          roomCheck: 'nobody behind, door shut, screen not overlooked',
        });
        return next;
      });
      try {
        return await grants.openFor({ id, number, officer }, { row, facts });
      } catch (error) {
        const opened = findViewing(db, id);
        if (opened !== null) await endUnlessEnded(opened, act, 'The footage could not be opened.');
        if (error instanceof AppError && error.code === 'integrity') await recordings.reportDamage(row, act);
        throw error;
      }
    },

    watched({ viewingId, ranges }: Parsed<'viewings.watched'>, act: Act): null {
      const viewing = requireOpen(viewingId);
      const { caseId } = recordings.require(viewing.recordingId);
      act.change([], (tx) => {
        replaceWatched(tx, viewingId, unionOf([...viewing.watched, ...ranges]));
        tx.enter(`viewing ${viewing.number}`, {
          viewingId,
          recordingId: viewing.recordingId,
          caseId,
          ranges: ranges.map(({ fromMs, toMs }) => [Math.round(fromMs), Math.round(toMs)]),
        });
      });
      return null;
    },

    bookmark({ viewingId, frameIndex, note }: Parsed<'viewings.bookmark'>, act: Act): Bookmark {
      const viewing = requireOpen(viewingId);
      const row = recordings.require(viewing.recordingId);
      const facts = recordings.requireFacts(row);
      if (frameIndex >= facts.frameCount)
        throw new AppError('invalid-input', 'There is no such picture in this recording.');
      // The time under a still comes from here: the picture's own, never what a page says of it.
      const positionMs = frameTimeMs(facts.frames, frameIndex);
      const bookmark: Bookmark = {
        id: newId<BookmarkId>(),
        recordingId: viewing.recordingId,
        positionMs,
        frameIndex,
        note,
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
        });
      });
      return bookmark;
    },

    async close({ viewingId, outcome, note }: Parsed<'viewings.close'>, act: Act): Promise<Output<'viewings.close'>> {
      const viewing = await end(requireOpen(viewingId), { ending: 'closed', outcome, note: note ?? null, act });
      const what = `footage ${viewing.recordingNumber} viewed at ${viewing.place} (${viewing.number}): ${outcomeWords[outcome]}`;
      const slip = reactSlip({
        reactRef: viewing.reactRef,
        at: act.now(),
        by: whoSaw(viewing),
        what,
        why: viewing.purpose,
        witnessCode: ledger.witnessCode(),
      });
      return { viewing, reactSlip: slip };
    },

    /** Ends whatever is open: at lock, sign-out, sleep, and at the next sign-in after a crash. */
    async endAll(act: Act, note: string): Promise<void> {
      for (const viewing of listOpenViewings(db)) await endUnlessEnded(viewing, act, note);
    },

    /** Ends a viewing of footage that may be shown no more. */
    async endOf(ids: readonly RecordingId[], act: Act, note: string): Promise<void> {
      for (const viewing of listOpenViewings(db).filter(({ recordingId }) => ids.includes(recordingId)))
        await endUnlessEnded(viewing, act, note);
    },
  };

  function requireShowable(input: ViewingRequest, act: Act): { row: RecordingRow; facts: MediaFacts } {
    const { viewingPurposes: purposes } = settings.read();
    refuseUnfitRequest(input, { purposes, viewer: act.actor.name, today: londonDay(act.now()) });
    const still = listOpenViewings(db)[0];
    if (still !== undefined) throw new AppError('conflict', `${still.number} is still open. Close it first.`);
    const row = recordings.requireKept(input.recordingId);
    return { row, facts: recordings.requireFacts(row) };
  }
}

export type ViewingService = ReturnType<typeof createViewingService>;
