import type { Output, Parsed } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';
import type { ClipId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { DueSource } from '../oversight/today.ts';
import type { SpentPicture } from '../retention/spent-service.ts';
import { aboutClip, type ComparisonPorts, createClipComparisons, type MaskedClip } from './clip-comparison-service.ts';
import type { ClipService } from './clip-service.ts';
import { decideClipMask, listSpentMaskedClips, listUndecidedClips, type UndecidedClip } from './clip-mask-store.ts';
import type { StoredClip } from './clip-store.ts';

export interface ClipMaskPorts extends Omit<ComparisonPorts, 'requireMasked' | 'requireUndecided' | 'undecided'> {
  readonly clips: Pick<ClipService, 'require' | 'requireKept'>;
  readonly stepUp: (act: Act, password: string) => Promise<void>;
  readonly disposeAtOnce: () => void;
}

/** Masked clips before the second person: compared with the same stretch unmasked, and decided (CoP 5.15, 6.4). */
export function createClipMasks(ports: ClipMaskPorts) {
  const { db, clips, media, stepUp, disposeAtOnce } = ports;

  const masked = (clip: StoredClip): MaskedClip => {
    if (clip.mask === null) throw new AppError('conflict', `${clip.number} covers nothing; nobody decides on it.`);
    return { ...clip, mask: clip.mask };
  };
  const requireUndecided = (id: ClipId): MaskedClip => {
    const clip = masked(clips.requireKept(id));
    if (clip.mask.state !== 'made')
      throw new AppError('conflict', `${clip.number} was decided already; what it was compared with is not kept.`, {
        clause: '5.15',
      });
    return clip;
  };
  const waiting = (): UndecidedClip[] => listUndecidedClips(db).filter(({ state }) => state === 'kept');
  const comparisons = createClipComparisons({
    ...ports,
    requireMasked: (id) => masked(clips.require(id)),
    requireUndecided,
    undecided: () => listUndecidedClips(db),
  });

  return {
    compare: comparisons.compare,
    watched: comparisons.watched,
    putAway: comparisons.putAway,
    endAll: comparisons.endAll,
    endOf: comparisons.endOf,

    async decide(
      { clipId, decision, reasons, password }: Parsed<'clips.decide'>,
      act: Act,
    ): Promise<Output<'clips.decide'>> {
      const undecided = requireUndecided(clipId);
      // Of a refusal nothing but the clip is lost; an approval sends it out, and its counterpart is destroyed.
      if (decision === 'approve') comparisons.requireAllSeen(undecided, act);
      await stepUp(act, password);
      act.change(['court', 'recordings'], (tx) => {
        const clip = requireUndecided(clipId); // the button may have been pressed twice while the password was checked
        const state = decision === 'approve' ? 'approved' : 'refused';
        decideClipMask(tx, clipId, { state, at: act.now(), by: act.actor.name, reasons });
        const said = { decision, reasons, sha256: clip.sha256, ...comparisons.watchedNow(clip) };
        tx.enter(`clip ${clip.number}`, { ...aboutClip(clip), ...said });
      });
      await media.revokeOf(clipId);
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
        ...{ objectId, recordingId, shownAs: clipId, subject: `clip ${number}` },
        details: { clipId, clip: number, recordingId, caseId, sha256, reason: why },
      })),
  };
}

export type ClipMasks = ReturnType<typeof createClipMasks>;
