import type { Output, Parsed } from '../../shared/contract.ts';
import type { ClipMask } from '../../shared/contract/clips.ts';
import { AppError } from '../../shared/failure.ts';
import type { ClipId, ObjectId, RecordingId } from '../../shared/model.ts';
import { unseenInWords } from '../../shared/unseen-in-words.ts';
import { type Act, type Actor, theApplication } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import type { Media } from '../media.ts';
import type { ByteSource } from '../platform/byte-source.ts';
import type { LedgerDesk } from '../oversight/ledger-desk-service.ts';
import { stretchTimes, type StretchTimes } from '../recordings/frame-times.ts';
import type { RecordingService } from '../recordings/recording-service.ts';
import type { ObjectService } from '../vault/object-service.ts';
import type { DamageService } from '../verification/damage-service.ts';
import type { ProveOfficer } from '../viewings/officer-present-service.ts';
import type { OneShowing } from '../viewings/one-showing.ts';
import { roomCheckInWords, watchedInWords } from '../viewings/viewing-words.ts';
import { findPlainStretch, type UndecidedClip } from './clip-mask-store.ts';
import type { StoredClip } from './clip-store.ts';
import { type ClipEntry, openComparison, unseenOf, watchedOf } from './clip-watched.ts';

export type MaskedClip = StoredClip & { readonly mask: ClipMask };

export interface ComparisonPorts {
  readonly db: ReadDb;
  readonly recordings: Pick<RecordingService, 'requireKept' | 'requireFacts'>;
  readonly objects: ObjectService;
  readonly ledger: Pick<LedgerDesk, 'entriesAbout'>;
  readonly media: Media;
  readonly damages: DamageService;
  readonly oneShowing: OneShowing;
  readonly proveOfficer: ProveOfficer;
  readonly actAs: (actor: Actor, name: string) => Act;
  /** The masked clip, whatever became of it. */
  readonly requireMasked: (id: ClipId) => MaskedClip;
  readonly requireUndecided: (id: ClipId) => MaskedClip;
  /** Also what went with its recording before anybody decided on it: it may have been on the screen then. */
  readonly undecided: () => readonly UndecidedClip[];
}

type NamedClip = Pick<StoredClip, 'id' | 'number' | 'recordingId' | 'recordingNumber' | 'caseId'>;

/** What an entry about a masked clip names. */
export const aboutClip = ({ id, number, recordingId, recordingNumber, caseId }: NamedClip) => ({
  ...{ clipId: id, clip: number, recordingId, recording: recordingNumber, caseId },
});

/**
 * A masked clip beside the same stretch unmasked. The ledger alone knows whether a comparison is on the screen and what of
 * it was shown, so that a crash leaves nothing that would have to be put right in a second place (CoP 3.9, 5.15, 6.4).
 */
export function createClipComparisons(ports: ComparisonPorts) {
  const { db, recordings, objects, ledger, media, damages, oneShowing, proveOfficer, actAs } = ports;
  const { requireMasked, requireUndecided, undecided } = ports;

  const openOf = ({ id }: Pick<NamedClip, 'id'>) => openComparison(ledger.entriesAbout([id]));
  oneShowing.tells(() => {
    const shown = undecided().find((clip) => openOf(clip) !== null);
    if (shown === undefined) return null;
    return `${shown.number} is still on the screen beside its stretch of ${shown.recordingNumber}. Put both away under Approvals first.`;
  });

  const timesOf = ({ recordingId, shown }: MaskedClip): StretchTimes =>
    stretchTimes(recordings.requireFacts(recordings.requireKept(recordingId)), shown);
  /** Over all of this person's comparisons. */
  const unseenBy = ({ id }: NamedClip, times: StretchTimes, { actor }: Act): Output<'clips.watched'>['unseen'] => {
    const own = ledger.entriesAbout([id]).filter(({ actorId }) => actorId === actor.id);
    return unseenOf(times, watchedOf(own).masked);
  };

  /** By the place in the clip, which is that of the stretch beside it. */
  const watchedWords = (clip: NamedClip, entries: readonly ClipEntry[]): string[] => {
    const { masked, plain } = watchedOf(entries);
    const noClock = { recordedFrom: null, offsetSeconds: 0 };
    const told = [
      [clip.number, masked],
      [`its stretch of ${clip.recordingNumber}`, plain],
    ] as const;
    return told.flatMap(([what, ranges]) => ranges.map((range) => watchedInWords(what, range, noClock)));
  };
  /** For the entry that ends it. */
  const watchedNow = (clip: NamedClip): { watched?: string[] } => {
    const open = openOf(clip);
    return open === null ? {} : { watched: watchedWords(clip, open) };
  };

  const enterEnd = (clip: NamedClip, act: Act, note: string): void =>
    void act
      .as('clips.endComparison')
      .change([], (tx) => tx.enter(`clip ${clip.number}`, { ...aboutClip(clip), note, ...watchedNow(clip) }));
  /** The addresses first; what a person put away meanwhile has its end already. */
  const end = async (clip: NamedClip, act: Act, note: string): Promise<void> => {
    await media.revokeOf(clip.id);
    if (openOf(clip) !== null) enterEnd(clip, act, note);
  };
  const endEach = async (isMeant: (clip: NamedClip) => boolean, act: Act, note: string): Promise<void> => {
    for (const clip of undecided()) if (isMeant(clip) && openOf(clip) !== null) await end(clip, act, note);
  };

  const reportDamage = async (objectId: ObjectId): Promise<void> =>
    damages.setAside(objectId, await damages.faultOf(objectId), actAs(theApplication, 'clips.damaged'));
  const open = async (objectId: ObjectId): Promise<ByteSource> => {
    try {
      return await objects.open(objectId);
    } catch (error) {
      if (error instanceof AppError && error.code === 'integrity') await reportDamage(objectId);
      throw error;
    }
  };
  /** Opens both first; only when the comparison is still on the screen then, and in one go, are addresses given. */
  const grantBoth = async (
    { id, number }: MaskedClip,
    [maskedId, plainId]: readonly [ObjectId, ObjectId],
    requireStillThere: () => void,
  ): Promise<Pick<Output<'clips.compare'>, 'maskedUrl' | 'plainUrl'>> => {
    const opened: ByteSource[] = [];
    const grant = (objectId: ObjectId, source: ByteSource): string =>
      media.grant(source, {
        ...{ ownerId: id, item: number, contentType: 'video/mp4' },
        onDamage: () => void reportDamage(objectId).catch(() => undefined), // met again by whoever looks next
      });
    try {
      const masked = await open(maskedId);
      opened.push(masked);
      const plain = await open(plainId);
      opened.push(plain);
      requireStillThere();
      return { maskedUrl: grant(maskedId, masked), plainUrl: grant(plainId, plain) };
    } catch (error) {
      for (const source of opened) await source.close();
      throw error;
    }
  };

  const isShownTo = (clip: MaskedClip, { actor }: Act): boolean => openOf(clip)?.[0].actorId === actor.id;
  const requireShowable = (id: ClipId, act: Act): MaskedClip => {
    const clip = requireUndecided(id);
    // Whoever asks for the same again has lost the screen it was on.
    if (!isShownTo(clip, act)) oneShowing.requireNone();
    return clip;
  };

  return {
    /** Both, beside the officer, after the room check; seeing them is an entry. Nothing but this stretch can be seen by it. */
    async compare(
      input: Parsed<'clips.compare'> | Parsed<'clips.compareWithOfficer'>,
      act: Act,
    ): Promise<Output<'clips.compare'>> {
      const requireSameScreen = oneShowing.forThisScreen();
      requireShowable(input.clipId, act); // before a code is spent on it
      const officer = await proveOfficer(input, act);
      requireSameScreen();
      const clip = requireShowable(input.clipId, act);
      const plainId = findPlainStretch(db, clip.id);
      if (plainId === null) throw new Error('a masked clip without its stretch');
      const times = timesOf(clip);
      if (isShownTo(clip, act)) enterEnd(clip, act, 'It was asked for again.');
      act.change(['ledger'], (tx) => {
        const said = { officerPresent: officer.name, roomCheck: roomCheckInWords, sha256: clip.sha256 };
        tx.enter(`clip ${clip.number}`, { ...aboutClip(clip), ...said });
      });
      try {
        await media.revokeOf(clip.id); // of the screen that was lost
        const { timesMs, durationMs } = times;
        const unseen = unseenBy(clip, times, act);
        const urls = await grantBoth(clip, [clip.objectId, plainId], () => {
          requireSameScreen();
          if (!isShownTo(clip, act)) throw new AppError('conflict', `${clip.number} was put away. Show it again.`);
        });
        return { ...urls, timesMs: [...timesMs], durationMs, unseen };
      } catch (error) {
        requireSameScreen(); // leaving ended it, and what is on the screen now is somebody else's
        if (isShownTo(clip, act)) await end(clip, act, 'It could not be opened.');
        throw error;
      }
    },

    watched({ clipId, ranges }: Parsed<'clips.watched'>, act: Act): Output<'clips.watched'> {
      const clip = requireMasked(clipId);
      if (!isShownTo(clip, act))
        throw new AppError('conflict', `${clip.number} is not on the screen any more. Show it again.`);
      // Before anything is entered: what was reported once and told as failed would be reported again and again.
      const times = timesOf(clip);
      const shown = (wanted: 'masked' | 'plain'): number[][] =>
        ranges.flatMap(({ of, fromMs, toMs }) => (of === wanted ? [[Math.round(fromMs), Math.round(toMs)]] : []));
      act.change([], (tx) =>
        tx.enter(`clip ${clip.number}`, { ...aboutClip(clip), masked: shown('masked'), plain: shown('plain') }),
      );
      return { unseen: unseenBy(clip, times, act) };
    },

    async putAway({ clipId }: Parsed<'clips.putAway'>, act: Act): Promise<null> {
      const clip = requireMasked(clipId);
      if (openOf(clip) === null) throw new AppError('conflict', `${clip.number} is not on the screen.`);
      await media.revokeOf(clipId);
      act.change([], (tx) => tx.enter(`clip ${clip.number}`, { ...aboutClip(clip), ...watchedNow(clip) }));
      return null;
    },

    watchedNow,

    /** Nobody approves what they have not seen, whole, at whatever speed (CoP 5.15). */
    requireAllSeen(clip: MaskedClip, act: Act): void {
      const unseen = unseenBy(clip, timesOf(clip), act);
      if (unseen.length > 0)
        throw new AppError(
          'clause',
          `You have not compared the whole of ${clip.number} yet: ${unseenInWords(unseen)} of it was not on the screen. Show it beside its stretch, with the officer present, play or step through that, then approve it.`,
          { clause: '5.15' },
        );
    },

    /** Ends what is on the screen: at lock, sign-out, sleep, and at the next sign-in after a crash. */
    endAll: (act: Act, note: string): Promise<void> => endEach(() => true, act, note),
    /** Ends that of footage that may be shown no more. */
    endOf: (ids: readonly RecordingId[], act: Act, note: string): Promise<void> =>
      endEach(({ recordingId }) => ids.includes(recordingId), act, note),
  };
}
