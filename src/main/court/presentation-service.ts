import type { Parsed } from '../../shared/contract.ts';
import type { CourtShowing, OpenShowing } from '../../shared/contract/viewings.ts';
import { mostCameras } from '../../shared/contract/viewings.ts';
import { AppError } from '../../shared/failure.ts';
import type { CaseId, StillId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { Media } from '../media.ts';
import type { MaskService } from '../stills/mask-service.ts';
import type { StillPictures } from '../stills/still-picture-service.ts';
import type { StillService } from '../stills/still-service.ts';
import { secondsBetween, shiftWallClock } from '../time.ts';
import { refuseOutOfStep } from '../viewings/in-step.ts';
import { stretchTimes } from '../recordings/frame-times.ts';
import type { ViewingService } from '../viewings/viewing-service.ts';
import type { ClipService } from './clip-service.ts';
import type { StoredClip } from './clip-store.ts';
import type { CourtService } from './court-service.ts';
import type { StoredBundle } from './court-store.ts';

export interface PresentationPorts {
  readonly court: Pick<CourtService, 'requireBundle'>;
  readonly viewings: Pick<ViewingService, 'present' | 'showable' | 'forCase' | 'endAll'>;
  readonly clips: Pick<ClipService, 'requireForCourt'>;
  readonly stills: Pick<StillService, 'require'>;
  readonly masks: Pick<MaskService, 'require' | 'pictureOf'>;
  readonly pictures: StillPictures;
  readonly media: Media;
}

interface ListedStill {
  /** Of a masked exhibit the copy stands here in place of the still, which is not shown. */
  readonly row: ReturnType<StillService['require']>;
  readonly told: CourtShowing['stills'][number];
}
interface ListedClip {
  readonly clip: StoredClip;
  readonly told: CourtShowing['exhibits'][number];
}
type Exhibit = StoredBundle['exhibits'][number];
type Listed = Parsed<'viewings.present'>['listed'][number];

/** Shows a court what the manager approved for it, and nothing beside it (CoP 3.10, 6.4). */
export function createPresentations({ court, viewings, clips, stills, masks, pictures, media }: PresentationPorts) {
  /** The stretch that is listed, in ms of the recording; times of the recorder's clock include the second named last. */
  const stretchOf = ({ recordingId, from, to }: Listed): { fromMs: number; toMs: number } => {
    const { row, facts } = viewings.showable(recordingId);
    if (from === undefined && to === undefined) return { fromMs: 0, toMs: facts.durationMs };
    if (row.recordedFrom === null)
      throw new AppError('invalid-input', `It is not known when ${row.number} began. List the whole of it.`);
    const begins = row.recordedFrom;
    const at = (clock: string): number => secondsBetween(begins, clock) * 1000;
    const fromMs = Math.max(0, from === undefined ? 0 : at(from));
    const toMs = Math.min(facts.durationMs, to === undefined ? facts.durationMs : at(to) + 1000);
    if (fromMs >= toMs)
      throw new AppError('invalid-input', `${row.number} holds nothing between these times. Look at both again.`);
    return { fromMs, toMs };
  };

  const requireStill = (stillId: StillId, { reference, mask, sha256 }: Exhibit): ListedStill => {
    const still = stills.require(stillId);
    if (still.state !== 'countersigned')
      throw new AppError('clause', `${still.number} was withdrawn; a court is not shown it.`, { clause: '5.16' });
    const row = mask === null ? still : masks.pictureOf(masks.require(mask.id), still);
    return { row, told: { stillId, reference, maskId: mask?.id ?? null, sha256 } };
  };

  /** A clip is shown whole: it holds those pictures and no others. */
  const requireClip = (reference: string, { number, exhibits }: StoredBundle): ListedClip => {
    const exhibit = exhibits.find((each) => each.reference === reference);
    if (exhibit === undefined || exhibit.clip === null)
      throw new AppError('clause', `Only clips in ${number} may be shown to this court.`, { clause: '6.4' });
    const clip = clips.requireForCourt(exhibit.clip.id);
    const { recordingId, sha256, shown } = clip;
    const { startsAtMs: fromMs, durationMs } = stretchTimes(viewings.showable(recordingId).facts, shown);
    return {
      clip,
      told: { recordingId, reference, fromMs, toMs: fromMs + durationMs, clipId: clip.id, sha256 },
    };
  };

  /** Two or three of them, by what is listed of each: that is all the screen will have. */
  const requireInStep = (listed: CourtShowing['exhibits'], caseId: CaseId): void => {
    const [first, ...beside] = listed.map(({ recordingId, clipId, reference, fromMs, toMs }) => {
      const row = viewings.forCase(recordingId, caseId);
      const recordedFrom = row.recordedFrom === null ? null : shiftWallClock(row.recordedFrom, fromMs);
      const named = clipId === null ? { id: row.id, number: row.number } : { id: clipId, number: reference };
      return { row: { ...row, ...named, recordedFrom, caseId }, facts: { durationMs: toMs - fromMs } };
    });
    if (first === undefined || beside.length === 0 || beside.length >= mostCameras)
      throw new AppError(
        'invalid-input',
        `In step are two recordings or clips, or ${mostCameras}. List as many, or show them singly.`,
      );
    refuseOutOfStep([first, ...beside]);
  };

  /** They die with the viewing, as its footage does. */
  const grantStills = (ownerId: string, listed: readonly ListedStill[]): Promise<OpenShowing['stills']> =>
    Promise.all(
      listed.map(async ({ row, told: { stillId, reference } }) => ({
        ...{ stillId, reference },
        url: media.grant(await pictures.open(row), {
          ...{ ownerId, item: row.number, contentType: 'image/png' },
          onDamage: () => void pictures.reportDamage(row).catch(() => undefined), // met again by whoever looks next
        }),
      })),
    );

  return {
    async present(input: Parsed<'viewings.present'>, act: Act): Promise<OpenShowing> {
      const bundle = court.requireBundle(input.bundleId);
      const { proceedings, number, state, exhibits } = bundle;
      if (state !== 'approved')
        throw new AppError('clause', `${number} is not approved by the manager; a court is shown nothing of it.`, {
          clause: '3.10',
        });
      const listed = input.listed.map((each) => {
        const exhibit = exhibits.find(({ recordingId }) => recordingId === each.recordingId);
        if (exhibit === undefined)
          throw new AppError('clause', `Only recordings in ${number} may be shown to this court.`, { clause: '6.4' });
        const { recordingId } = each;
        return { recordingId, reference: exhibit.reference, ...stretchOf(each), clipId: null, sha256: null };
      });
      const listedClips = (input.clips ?? []).map((reference) => requireClip(reference, bundle));
      const footage = [...listed, ...listedClips.map(({ told }) => told)];
      if (new Set(footage.map(({ reference }) => reference)).size < footage.length)
        throw new AppError(
          'invalid-input',
          'A recording or clip is listed twice. List each once, with all that is to be shown.',
        );
      const listedStills = (input.stills ?? []).map((reference) => {
        const exhibit = exhibits.find((each) => each.reference === reference);
        if (exhibit === undefined || exhibit.stillId === null)
          throw new AppError('clause', `Only stills in ${number} may be shown to this court.`, { clause: '6.4' });
        return requireStill(exhibit.stillId, exhibit);
      });
      if (footage.length + listedStills.length === 0) throw new AppError('invalid-input', 'List at least one exhibit.');
      const { court: before, caseNumber, caseId, reactRef } = proceedings;
      if (input.inStep === true) requireInStep(footage, caseId);
      const { allowedBy, direction, place } = input;
      const showing: CourtShowing = {
        bundleNumber: number,
        court: before,
        caseNumber,
        allowedBy,
        direction,
        exhibits: footage,
        stills: listedStills.map(({ told }) => told),
        inStep: input.inStep === true,
      };
      const shownClips = listedClips.map(({ clip }) => clip);
      const open = await viewings.present({ place, showing, clips: shownClips, of: { caseId, reactRef } }, act);
      try {
        return { ...open, stills: await grantStills(open.viewing.id, listedStills) };
      } catch (error) {
        await viewings.endAll(act, 'A still that was listed could not be opened.');
        throw error;
      }
    },
  };
}

export type PresentationService = ReturnType<typeof createPresentations>;
