import type { Output, Parsed } from '../../shared/contract.ts';
import {
  type Bookmark,
  type CourtShowing,
  courtPurpose,
  type OpenViewing,
  type Viewing,
} from '../../shared/contract/viewings.ts';
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
import type { ActivityService } from '../recordings/activity-service.ts';
import type { RecordingRow, RecordingService } from '../recordings/recording-service.ts';
import { londonDay } from '../time.ts';
import type { OfficerPresent, ProveOfficer } from './officer-present-service.ts';
import { refuseOutOfStep } from './in-step.ts';
import { refuseUnfitRequest, type ViewingRequest } from './showing.ts';
import {
  endViewing,
  findBookmark,
  findViewing,
  insertBookmark,
  listBookmarks,
  insertViewing,
  listOpenViewings,
  listViewings,
  replaceWatched,
} from './viewing-store.ts';
import { createViewingGrants, type Shown } from './viewing-grant-service.ts';
import { outcomeWords, watchedInWords, whoSaw } from './viewing-words.ts';
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

type ShownRecording = Viewing['recordings'][number];

export function createViewingService(ports: ViewingPorts) {
  const { db, media, recordings, activity, settings, ledger, proveOfficer, actAs } = ports;
  const grants = createViewingGrants({ db, media, recordings, activity, actAs });
  const requireOpen = (id: ViewingId): Viewing => {
    const viewing = findViewing(db, id);
    if (viewing === null) throw new AppError('not-found', 'There is no such viewing.');
    if (viewing.ending !== 'open') throw new AppError('conflict', `${viewing.number} has ended. Open a new viewing.`);
    return viewing;
  };

  /** The recording of an open viewing that is meant: it need not be said where there is one. */
  const requireShown = ({ number, recordings: shown }: Viewing, id: RecordingId | undefined): ShownRecording => {
    const found = id === undefined && shown.length === 1 ? shown[0] : shown.find((each) => each.recordingId === id);
    if (found === undefined)
      throw new AppError('invalid-input', `Say which recording of ${number} is meant; it shows ${shown.length}.`);
    return found;
  };

  const inWords = (viewing: Viewing): string[] =>
    viewing.recordings.flatMap((shown) => watchedInWords(shown, recordings.require(shown.recordingId)));

  /** What every entry of a viewing names: itself, its recordings, and their one case. */
  const about = ({ id, recordings: shown }: Pick<Viewing, 'id' | 'recordings'>) => ({
    viewingId: id,
    recordings: shown.map(({ recordingId, recordingNumber }) => ({ recordingId, recording: recordingNumber })),
    caseId: shown[0] === undefined ? null : recordings.require(shown[0].recordingId).caseId,
  });

  const end = async (
    viewing: Viewing,
    how: { ending: 'closed' | 'abnormal'; outcome: string | null; note: string | null; act: Act },
  ): Promise<Viewing> => {
    await media.revokeOf(viewing.id);
    const { ending, outcome, note, act } = how;
    act.change(['viewings', 'recordings'], (tx) => {
      // Read again in the change itself: it may have ended, or more have been watched, while its grant was withdrawn.
      const watched = inWords(requireOpen(viewing.id));
      endViewing(tx, viewing.id, { at: act.now(), ending, outcome, note });
      tx.enter(`viewing ${viewing.number}`, { ...about(viewing), ending, outcome, note, watched });
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
    requireOpen,
    list: (filter: Parsed<'viewings.list'>): Output<'viewings.list'> => listViewings(db, filter),
    ofRecording: (recordingId: RecordingId): Output<'recordings.read'>['viewings'] =>
      listViewings(db, { recordingId }).map((viewing) => ({
        number: viewing.number,
        at: viewing.openedAt,
        by: whoSaw(viewing),
        purpose: viewing.purpose,
        outcome: viewing.outcome,
      })),

    bookmarksOf: (recordingId: RecordingId): Bookmark[] => listBookmarks(db, recordingId),
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
      const { purpose, place, personsPresent, reason, authority = null } = input;
      const roomCheck = 'nobody behind, door shut, screen not overlooked';
      const said = { purpose, place, reason, authority, personsPresent, roomCheck, showing: null };
      return begin(requireShowable(input, act), { ...said, officer }, act);
    },

    /** Opens a showing before a court: of the exhibits that are listed and no others, the officer there (CoP 6.4). */
    async present({ place, showing }: { place: string; showing: CourtShowing }, act: Act): Promise<OpenViewing> {
      const officer = await proveOfficer(null, act);
      requireNoneOpen();
      const [first, ...rest] = showing.exhibits.map(({ recordingId }) => showable(recordingId));
      if (first === undefined) throw new AppError('invalid-input', 'List at least one recording.');
      const { court, caseNumber, bundleNumber, allowedBy, direction } = showing;
      const reason = `${court}, ${caseNumber}, bundle ${bundleNumber}. Allowed by ${allowedBy}: ${direction}`;
      const said = { purpose: courtPurpose, place, reason, authority: null, personsPresent: [], showing };
      return begin([first, ...rest], { ...said, roomCheck: null, officer }, act);
    },

    /** The recording of a request, with its facts; refuses what cannot be shown. */
    showable,

    watched({ viewingId, ranges }: Parsed<'viewings.watched'>, act: Act): null {
      const viewing = requireOpen(viewingId);
      const now = ranges.map((range) => ({ ...range, ...requireShown(viewing, range.recordingId) }));
      const told = viewing.recordings.flatMap(({ recordingId, watched }) => {
        const more = now.filter((range) => range.recordingId === recordingId);
        return more.length === 0 ? [] : [{ recordingId, watched, more }];
      });
      const { caseId } = about(viewing);
      act.change([], (tx) => {
        for (const { recordingId, watched, more } of told)
          replaceWatched(tx, viewingId, recordingId, unionOf([...watched, ...more]));
        tx.enter(`viewing ${viewing.number}`, {
          viewingId,
          caseId,
          recordings: told.map(({ recordingId, more }) => ({
            recordingId,
            ranges: more.map(({ fromMs, toMs }) => [Math.round(fromMs), Math.round(toMs)]),
          })),
        });
      });
      return null;
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
        ...{ positionMs, frameIndex, note },
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
          ...{ frame: frameIndex, positionMs: Math.round(positionMs), note },
          ...(mark === undefined ? {} : { mark }),
        });
      });
      return bookmark;
    },

    async close({ viewingId, outcome, note }: Parsed<'viewings.close'>, act: Act): Promise<Output<'viewings.close'>> {
      const opened = requireOpen(viewingId);
      if (outcome.endsWith('shown-in-court') !== (opened.showing !== null))
        throw new AppError('invalid-input', `That is no outcome of ${opened.number}. Choose another.`);
      const viewing = await end(opened, { ending: 'closed', outcome, note: note ?? null, act });
      const numbers = viewing.recordings.map(({ recordingNumber }) => recordingNumber).join(', ');
      const what = `footage ${numbers} viewed at ${viewing.place} (${viewing.number}): ${outcomeWords[outcome]}`;
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
      for (const viewing of listOpenViewings(db).filter((each) => shows(each, ids)))
        await endUnlessEnded(viewing, act, note);
    },
  };

  function requireNoneOpen(): void {
    const still = listOpenViewings(db)[0];
    if (still !== undefined) throw new AppError('conflict', `${still.number} is still open. Close it first.`);
  }

  function showable(id: RecordingId): Shown {
    const row = recordings.requireKept(id);
    return { row, facts: recordings.requireFacts(row) };
  }

  function requireShowable(input: ViewingRequest, act: Act): [Shown, ...Shown[]] {
    const { viewingPurposes: purposes } = settings.read();
    refuseUnfitRequest(input, { purposes, viewer: act.actor.name, today: londonDay(act.now()) });
    requireNoneOpen();
    const shown: [Shown, ...Shown[]] = [showable(input.recordingId), ...(input.beside ?? []).map(showable)];
    refuseOutOfStep(shown);
    return shown;
  }

  /** The entry is committed before any grant exists. */
  async function begin(shown: [Shown, ...Shown[]], { officer, ...said }: Said, act: Act): Promise<OpenViewing> {
    const { caseId, reactRef } = shown[0].row;
    const id = newId<ViewingId>();
    const who = { viewer: act.actor.name, officerPresent: officer.name };
    const number = act.change(['viewings'], (tx) => {
      const next = nextNumber(tx, 'viewing');
      const recordingIds = shown.map(({ row }) => row.id);
      insertViewing(tx, { ...said, ...who, id, number: next, caseId, recordingIds, openedAt: act.now() });
      tx.enter(`viewing ${next}`, {
        ...{ ...said, ...who, viewingId: id, caseId, reactRef },
        recordings: shown.map(({ row }) => ({ recordingId: row.id, recording: row.number })),
        personsPresent: said.personsPresent.map(
          ({ name, organisation, capacity }) => `${name} (${organisation}, ${capacity ?? 'not said'})`,
        ),
      });
      return next;
    });
    const damaged: RecordingRow[] = [];
    try {
      return await grants.openFor({ id, number, officer, onDamaged: (row) => void damaged.push(row) }, shown);
    } catch (error) {
      const opened = findViewing(db, id);
      if (opened !== null) await endUnlessEnded(opened, act, 'The footage could not be opened.');
      for (const row of damaged) await recordings.reportDamage(row, act);
      throw error;
    }
  }
}

/** What is said of a viewing when it opens. */
interface Said extends Pick<Viewing, 'purpose' | 'place' | 'authority' | 'personsPresent' | 'showing'> {
  readonly reason: string;
  readonly roomCheck: string | null;
  readonly officer: OfficerPresent;
}

const shows = ({ recordings }: Viewing, ids: readonly RecordingId[]): boolean =>
  recordings.some(({ recordingId }) => ids.includes(recordingId));

export type ViewingService = ReturnType<typeof createViewingService>;
