import type { Output, Parsed } from '../../shared/contract.ts';
import type { ClipMask } from '../../shared/contract/clips.ts';
import { AppError } from '../../shared/failure.ts';
import type { ClipId, ObjectId } from '../../shared/model.ts';
import { type Act, type Actor, theApplication } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import type { LedgerDesk } from '../oversight/ledger-desk-service.ts';
import type { Media } from '../media.ts';
import type { DueSource } from '../oversight/today.ts';
import { frameTimesMs } from '../recordings/frame-times.ts';
import type { MediaFacts } from '../recordings/media-facts.ts';
import type { RecordingService } from '../recordings/recording-service.ts';
import type { SpentPicture } from '../retention/spent-service.ts';
import { requireCompared } from '../stills/compared-first.ts';
import type { ObjectService } from '../vault/object-service.ts';
import type { DamageService } from '../verification/damage-service.ts';
import type { ProveOfficer } from '../viewings/officer-present-service.ts';
import type { ViewingService } from '../viewings/viewing-service.ts';
import type { ClipService } from './clip-service.ts';
import { decideClipMask, findPlainStretch, listSpentMaskedClips } from './clip-mask-store.ts';
import type { StoredClip } from './clip-store.ts';

export interface ClipMaskPorts {
  readonly db: ReadDb;
  readonly clips: Pick<ClipService, 'require' | 'requireKept' | 'list'>;
  readonly recordings: Pick<RecordingService, 'require' | 'requireFacts'>;
  readonly objects: ObjectService;
  readonly ledger: Pick<LedgerDesk, 'entriesAbout'>;
  readonly viewings: Pick<ViewingService, 'requireNoneOpen'>;
  readonly media: Media;
  readonly damages: DamageService;
  readonly stepUp: (act: Act, password: string) => Promise<void>;
  readonly proveOfficer: ProveOfficer;
  readonly actAs: (actor: Actor, name: string) => Act;
  readonly disposeAtOnce: () => void;
}

type Masked = StoredClip & { readonly mask: ClipMask };

/** Masked clips before the second person: compared with the same stretch unmasked, and decided (CoP 5.15, 6.4). */
export function createClipMasks(ports: ClipMaskPorts) {
  const {
    db,
    clips,
    recordings,
    objects,
    ledger,
    viewings,
    media,
    damages,
    stepUp,
    proveOfficer,
    actAs,
    disposeAtOnce,
  } = ports;

  const masked = (clip: StoredClip): Masked => {
    if (clip.mask === null) throw new AppError('conflict', `${clip.number} covers nothing; nobody decides on it.`);
    return { ...clip, mask: clip.mask };
  };
  const requireUndecided = (id: ClipId): Masked => {
    const clip = masked(clips.requireKept(id));
    if (clip.mask.state !== 'made')
      throw new AppError('conflict', `${clip.number} was decided already; what it was compared with is not kept.`, {
        clause: '5.15',
      });
    return clip;
  };
  const waiting = () => clips.list({}).filter(({ mask, state }) => mask?.state === 'made' && state === 'kept');
  const about = ({ id, number, recordingId, recordingNumber, caseId }: StoredClip) => ({
    ...{ clipId: id, clip: number, recordingId, recording: recordingNumber, caseId },
  });

  const grant = async (clip: Masked, objectId: ObjectId): Promise<string> => {
    const reportDamage = async (): Promise<void> =>
      damages.setAside(objectId, await damages.faultOf(objectId), actAs(theApplication, 'clips.damaged'));
    const open = async () => {
      try {
        return await objects.open(objectId);
      } catch (error) {
        if (error instanceof AppError && error.code === 'integrity') await reportDamage();
        throw error;
      }
    };
    return media.grant(await open(), {
      ...{ ownerId: clip.recordingId, item: clip.number, contentType: 'video/mp4' },
      onDamage: () => void reportDamage().catch(() => undefined), // met again by whoever looks next
    });
  };

  return {
    /** Both, beside the officer; seeing them is an entry. Nothing but this stretch can be seen by it. */
    async compare(
      input: Parsed<'clips.compare'> | Parsed<'clips.compareWithOfficer'>,
      act: Act,
    ): Promise<Output<'clips.compare'>> {
      viewings.requireNoneOpen(); // one look at footage at a time, as in the viewing room (CoP 3.9)
      requireUndecided(input.clipId); // before a code is spent on it
      const officer = await proveOfficer(input, act);
      const clip = requireUndecided(input.clipId);
      const plainId = findPlainStretch(db, clip.id);
      if (plainId === null) throw new Error('a masked clip without its stretch');
      const pictures = picturesOf(recordings.requireFacts(recordings.require(clip.recordingId)), clip.shown);
      act.change(['ledger'], (tx) =>
        tx.enter(`clip ${clip.number}`, { ...about(clip), officerPresent: officer.name, sha256: clip.sha256 }),
      );
      await media.revokeOf(clip.recordingId);
      return { maskedUrl: await grant(clip, clip.objectId), plainUrl: await grant(clip, plainId), pictures };
    },

    async putAway({ clipId }: Parsed<'clips.putAway'>, act: Act): Promise<null> {
      const clip = masked(clips.require(clipId));
      await media.revokeOf(clip.recordingId);
      act.change([], (tx) => tx.enter(`clip ${clip.number}`, about(clip)));
      return null;
    },

    async decide(
      { clipId, decision, reasons, password }: Parsed<'clips.decide'>,
      act: Act,
    ): Promise<Output<'clips.decide'>> {
      const { number } = requireUndecided(clipId);
      // Of a refusal nothing but the clip is lost; an approval sends it out, and its counterpart is destroyed.
      if (decision === 'approve')
        requireCompared(ledger.entriesAbout([clipId]), { number, by: 'clips.compareWithOfficer' }, act);
      await stepUp(act, password);
      const { recordingId } = act.change(['court', 'recordings'], (tx) => {
        const clip = requireUndecided(clipId); // the button may have been pressed twice while the password was checked
        const state = decision === 'approve' ? 'approved' : 'refused';
        decideClipMask(tx, clipId, { state, at: act.now(), by: act.actor.name, reasons });
        tx.enter(`clip ${clip.number}`, { ...about(clip), decision, reasons, sha256: clip.sha256 });
        return clip;
      });
      await media.revokeOf(recordingId);
      disposeAtOnce();
      const { objectId: _object, ...clip } = clips.require(clipId);
      return clip;
    },

    approvals: (): Output<'approvals.list'> =>
      waiting().map(({ id, number, reason, madeBy, madeAt }) => ({
        ...{ kind: 'clip' as const, id, number, title: reason.split('\n', 1)[0] ?? reason },
        ...{ askedBy: madeBy, askedAt: madeAt },
      })),

    due: ((_on, role) =>
      (role === 'manager' ? waiting() : []).map(({ number, madeBy }) => ({
        ...{ kind: 'approval', urgency: 'today', on: null, title: `Masked clip ${number} waits for your approval` },
        ...{ detail: `Made by ${madeBy}.`, clause: '5.15', place: { screen: 'approvals', id: null } },
      }))) satisfies DueSource,

    /** For the list of what still waits in a case: not what went with its recording before anybody decided on it. */
    ofCase: () => waiting().map(({ number, caseId }) => ({ number, caseId, state: 'made' as const })),

    spentPictures: (): SpentPicture[] =>
      listSpentMaskedClips(db).map(({ clipId, number, recordingId, caseId, objectId, sha256, why }) => ({
        ...{ objectId, recordingId, shownAs: recordingId, subject: `clip ${number}` },
        details: { clipId, clip: number, recordingId, caseId, sha256, reason: why },
      })),
  };
}

/** Where the pictures of a stretch stand, from its first one. */
function picturesOf(
  { frames, durationMs }: Pick<MediaFacts, 'frames' | 'durationMs'>,
  { from, to }: StoredClip['shown'],
): Output<'clips.compare'>['pictures'] {
  const times = frameTimesMs(frames);
  const [fromMs = 0, endMs = durationMs] = [times[from], times[to + 1]];
  const table = { frameCount: to - from + 1, durationMs: endMs - fromMs };
  return {
    ...{ ...table, frameStepMs: table.durationMs / table.frameCount },
    frameTimesMs: [...times.subarray(from, to + 1)].map((time) => time - fromMs),
  };
}

export type ClipMasks = ReturnType<typeof createClipMasks>;
