import type { Output, Parsed } from '../../shared/contract.ts';
import { type CourtShowing, courtPurpose, type OpenViewing, type Viewing } from '../../shared/contract/viewings.ts';
import { AppError } from '../../shared/failure.ts';
import type { RecordingId, ViewingId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import { reactSlip } from '../cases/react-slip.ts';
import type { LedgerDesk } from '../oversight/ledger-desk-service.ts';
import type { SettingsService } from '../oversight/settings-service.ts';
import type { RecordingCases } from '../recordings/recording-cases-service.ts';
import { londonDay } from '../time.ts';
import type { ProveOfficer } from './officer-present-service.ts';
import { refuseOutOfStep } from './in-step.ts';
import type { OneShowing } from './one-showing.ts';
import { refuseUnfitRequest, type ViewingRequest } from './showing.ts';
import { endViewing, findViewing, listOpenViewings, listViewings } from './viewing-store.ts';
import { createBookmarks } from './viewing-bookmark-service.ts';
import type { Shown, ShownClip } from './viewing-grant-service.ts';
import { createViewingOpening, type OfCase, type OpeningPorts } from './viewing-opening-service.ts';
import { createShown } from './viewing-shown-service.ts';
import { numbersShown, outcomeWords, roomCheckInWords as roomCheck, whoSaw } from './viewing-words.ts';

export interface ViewingPorts extends Omit<OpeningPorts, 'endUnlessEnded'> {
  readonly recordingCases: RecordingCases;
  readonly settings: SettingsService;
  readonly ledger: LedgerDesk;
  readonly oneShowing: OneShowing;
  /** Who of the officers is in the room; refuses where none is. */
  readonly proveOfficer: ProveOfficer;
}

export function createViewingService(ports: ViewingPorts) {
  const { db, media, recordings, recordingCases, settings, ledger, oneShowing, proveOfficer } = ports;
  oneShowing.tells(() => {
    const still = listOpenViewings(db)[0];
    return still === undefined ? null : `${still.number} is still open. Close it in the viewing room first.`;
  });
  const requireOpen = (id: ViewingId): Viewing => {
    const viewing = findViewing(db, id);
    if (viewing === null) throw new AppError('not-found', 'There is no such viewing.');
    if (viewing.ending !== 'open') throw new AppError('conflict', `${viewing.number} has ended. Open a new viewing.`);
    return viewing;
  };

  const { requireShown, about, inWords, forCase, ...onScreen } = createShown({
    ...{ db, recordings, recordingCases, requireOpen },
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

  const begin = createViewingOpening({ ...ports, endUnlessEnded });

  return {
    ...createBookmarks({ db, recordings, requireOpen, requireShown }),
    ...onScreen,
    requireOpen,
    watchedInWords: inWords,
    list: (filter: Parsed<'viewings.list'>): Output<'viewings.list'> => listViewings(db, filter),
    ofRecording: (recordingId: RecordingId): Output<'recordings.read'>['viewings'] =>
      listViewings(db, { recordingId }).map((viewing) => ({
        number: viewing.number,
        at: viewing.openedAt,
        by: whoSaw(viewing),
        purpose: viewing.purpose,
        outcome: viewing.outcome,
      })),

    /**
     * Opens a viewing: its ledger entry is committed before the grant exists, so no byte can be shown unlogged (VI1,
     * VI2). One viewing at a time: the officer is in one room.
     */
    async open(input: ViewingRequest, act: Act): Promise<OpenViewing> {
      const requireSameScreen = oneShowing.forThisScreen();
      requireShowable(input, act); // before a code is spent on it
      const officer = await proveOfficer(input, act);
      requireSameScreen();
      const { purpose, place, personsPresent, reason, authority = null } = input;
      const said = { purpose, place, reason, authority, personsPresent, roomCheck, showing: null };
      const shown = requireShowable(input, act);
      return begin(shown, { ...said, officer, of: shown[0].row, requireSameScreen }, act);
    },

    /** Opens a showing before a court: of the exhibits that are listed and no others, the officer there (CoP 6.4). */
    async present({ place, showing, clips, of }: ToPresent, act: Act): Promise<OpenViewing> {
      const requireSameScreen = oneShowing.forThisScreen();
      const officer = await proveOfficer(null, act);
      requireSameScreen();
      oneShowing.requireNone();
      const shown = showing.exhibits.map(({ recordingId, clipId, fromMs, toMs }): Shown => {
        const { row, facts } = showable(recordingId);
        const each = { facts, row: forCase(row.id, of.caseId) };
        const clip = clips.find(({ id }) => id === clipId);
        if (clip !== undefined) return { ...each, part: { clip } };
        if (clipId !== null) throw new Error('a clip that was listed is not there'); // never its recording instead
        return fromMs <= 0 && toMs >= facts.durationMs ? each : { ...each, part: { stretch: { fromMs, toMs } } };
      });
      const { court, caseNumber, bundleNumber, allowedBy, direction } = showing;
      const reason = `${court}, ${caseNumber}, bundle ${bundleNumber}. Allowed by ${allowedBy}: ${direction}`;
      const said = { purpose: courtPurpose, place, reason, authority: null, personsPresent: [], showing };
      return begin(shown, { ...said, roomCheck: null, officer, of, requireSameScreen }, act);
    },

    /** The recording of a request, with its facts; refuses what cannot be shown. */
    showable,
    /** The same as it is shown for a case: with the clock check of the retrieval that brought it for that one. */
    forCase,

    async close({ viewingId, outcome, note }: Parsed<'viewings.close'>, act: Act): Promise<Output<'viewings.close'>> {
      const opened = requireOpen(viewingId);
      if (outcome.endsWith('shown-in-court') !== (opened.showing !== null))
        throw new AppError('invalid-input', `That is no outcome of ${opened.number}. Choose another.`);
      const viewing = await end(opened, { ending: 'closed', outcome, note: note ?? null, act });
      const what = `footage ${numbersShown(viewing).join(', ')} viewed at ${viewing.place} (${viewing.number}): ${outcomeWords[outcome]}`;
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

  function showable(id: RecordingId): Shown {
    const row = recordings.requireKept(id);
    return { row, facts: recordings.requireFacts(row) };
  }

  function requireShowable(input: ViewingRequest, act: Act): [Shown, ...Shown[]] {
    const { viewingPurposes: purposes } = settings.read();
    refuseUnfitRequest(input, { purposes, viewer: act.actor.name, today: londonDay(act.now()) });
    oneShowing.requireNone();
    const shown: [Shown, ...Shown[]] = [showable(input.recordingId), ...(input.beside ?? []).map(showable)];
    refuseOutOfStep(shown);
    return shown;
  }
}

interface ToPresent {
  readonly place: string;
  readonly showing: CourtShowing;
  /** Those that are listed. */
  readonly clips: readonly ShownClip[];
  readonly of: OfCase;
}

const shows = ({ recordings, clips }: Viewing, ids: readonly RecordingId[]): boolean =>
  [...recordings, ...clips].some(({ recordingId }) => ids.includes(recordingId));

export type ViewingService = ReturnType<typeof createViewingService>;
