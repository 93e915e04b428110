import type { Output, Parsed } from '../../shared/contract.ts';
import { type CourtShowing, courtPurpose, type OpenViewing, type Viewing } from '../../shared/contract/viewings.ts';
import { AppError } from '../../shared/failure.ts';
import type { CaseId, RecordingId, ViewingId } from '../../shared/model.ts';
import type { Act, Actor } from '../acts.ts';
import { reactSlip } from '../cases/react-slip.ts';
import { nextNumber } from '../database/counter-store.ts';
import type { ReadDb } from '../database/database.ts';
import type { Media } from '../media.ts';
import type { LedgerDesk } from '../oversight/ledger-desk-service.ts';
import type { SettingsService } from '../oversight/settings-service.ts';
import { newId } from '../platform/ids.ts';
import type { ActivityService } from '../recordings/activity-service.ts';
import type { RecordingRow, RecordingService } from '../recordings/recording-service.ts';
import { londonDay } from '../time.ts';
import type { OfficerPresent, ProveOfficer } from './officer-present-service.ts';
import { refuseOutOfStep } from './in-step.ts';
import type { OneShowing } from './one-showing.ts';
import { refuseUnfitRequest, type ViewingRequest } from './showing.ts';
import {
  endViewing,
  findViewing,
  findViewingCase,
  insertViewing,
  listOpenViewings,
  listViewings,
  replaceWatched,
} from './viewing-store.ts';
import { createBookmarks } from './viewing-bookmark-service.ts';
import { createViewingGrants, type Shown } from './viewing-grant-service.ts';
import type { CutStretch } from './viewing-stretch-service.ts';
import { outcomeWords, roomCheckInWords as roomCheck, watchedInWords, whoSaw } from './viewing-words.ts';
import { unionOf } from './watched.ts';

export interface ViewingPorts {
  readonly db: ReadDb;
  readonly media: Media;
  readonly recordings: RecordingService;
  readonly activity: ActivityService;
  readonly cutStretch: CutStretch;
  readonly settings: SettingsService;
  readonly ledger: LedgerDesk;
  readonly oneShowing: OneShowing;
  /** Who of the officers is in the room; refuses where none is. */
  readonly proveOfficer: ProveOfficer;
  /** The right to act of the application itself, for what ends a viewing without a person. */
  readonly actAs: (actor: Actor, name: string) => Act;
}

type ShownRecording = Viewing['recordings'][number];

export function createViewingService(ports: ViewingPorts) {
  const { db, media, recordings, activity, settings, ledger, proveOfficer, actAs } = ports;
  const { cutStretch, oneShowing } = ports;
  oneShowing.tells(() => {
    const still = listOpenViewings(db)[0];
    return still === undefined ? null : `${still.number} is still open. Close it in the viewing room first.`;
  });
  const grants = createViewingGrants({ db, media, recordings, activity, cutStretch, actAs });
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
  const about = ({ id, recordings: shown, showing }: Pick<Viewing, 'id' | 'recordings' | 'showing'>) => ({
    viewingId: id,
    recordings: shown.map(({ recordingId, recordingNumber }) => ({ recordingId, recording: recordingNumber })),
    ...(showing === null || showing.stills.length === 0 ? {} : { stills: showing.stills }),
    caseId: shown[0] === undefined ? findViewingCase(db, id) : recordings.require(shown[0].recordingId).caseId,
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
    ...createBookmarks({ db, recordings, requireOpen, requireShown }),
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

    /**
     * Opens a viewing: its ledger entry is committed before the grant exists, so no byte can be shown unlogged (VI1,
     * VI2). One viewing at a time: the officer is in one room.
     */
    async open(input: ViewingRequest, act: Act): Promise<OpenViewing> {
      requireShowable(input, act); // before a code is spent on it
      const officer = await proveOfficer(input, act);
      const { purpose, place, personsPresent, reason, authority = null } = input;
      const said = { purpose, place, reason, authority, personsPresent, roomCheck, showing: null };
      const shown = requireShowable(input, act);
      return begin(shown, { ...said, officer, of: shown[0].row }, act);
    },

    /** Opens a showing before a court: of the exhibits that are listed and no others, the officer there (CoP 6.4). */
    async present({ place, showing, of }: ToPresent, act: Act): Promise<OpenViewing> {
      const officer = await proveOfficer(null, act);
      oneShowing.requireNone();
      const shown = showing.exhibits.map(({ recordingId, fromMs, toMs }): Shown => {
        const each = showable(recordingId);
        return fromMs <= 0 && toMs >= each.facts.durationMs ? each : { ...each, stretch: { fromMs, toMs } };
      });
      const { court, caseNumber, bundleNumber, allowedBy, direction } = showing;
      const reason = `${court}, ${caseNumber}, bundle ${bundleNumber}. Allowed by ${allowedBy}: ${direction}`;
      const said = { purpose: courtPurpose, place, reason, authority: null, personsPresent: [], showing };
      return begin(shown, { ...said, roomCheck: null, officer, of }, act);
    },

    /** The recording of a request, with its facts; refuses what cannot be shown. */
    showable,

    /** A still of a showing was on the screen: which ones really were is told as it happens. */
    stillShown({ viewingId, reference }: Parsed<'viewings.stillShown'>, act: Act): null {
      const viewing = requireOpen(viewingId);
      const still = viewing.showing?.stills.find((each) => each.reference === reference);
      if (still === undefined)
        throw new AppError('clause', 'That still is not listed for this court.', { clause: '6.4' });
      const { caseId } = about(viewing);
      act.change([], (tx) => tx.enter(`viewing ${viewing.number}`, { viewingId, caseId, ...still }));
      return null;
    },

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

  /** The entry is committed before any grant exists. */
  async function begin(shown: readonly Shown[], { officer, of, ...said }: Said, act: Act): Promise<OpenViewing> {
    const { caseId, reactRef } = of;
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
  readonly of: OfCase;
}

/** The case that what is shown belongs to. */
interface OfCase {
  readonly caseId: CaseId;
  readonly reactRef: string;
}
interface ToPresent {
  readonly place: string;
  readonly showing: CourtShowing;
  readonly of: OfCase;
}

const shows = ({ recordings }: Viewing, ids: readonly RecordingId[]): boolean =>
  recordings.some(({ recordingId }) => ids.includes(recordingId));

export type ViewingService = ReturnType<typeof createViewingService>;
