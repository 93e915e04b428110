import type { OpenViewing, Viewing } from '../../shared/contract/viewings.ts';
import { AppError } from '../../shared/failure.ts';
import type { ClipId, ObjectId, ViewingId } from '../../shared/model.ts';
import { type Act, type Actor, theApplication } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import type { Work } from '../jobs.ts';
import type { Media } from '../media.ts';
import type { ByteSource } from '../platform/byte-source.ts';
import type { ActivityService, OpenActivity } from '../recordings/activity-service.ts';
import { frameTimesMs, stretchTimes, type StretchTimes } from '../recordings/frame-times.ts';
import type { MediaFacts } from '../recordings/media-facts.ts';
import type { RecordingRow, RecordingService } from '../recordings/recording-service.ts';
import type { ObjectService } from '../vault/object-service.ts';
import type { DamageService } from '../verification/damage-service.ts';
import type { OfficerPresent } from './officer-present-service.ts';
import { findViewing, listBookmarks } from './viewing-store.ts';
import type { CutStretch, Stretch } from './viewing-stretch-service.ts';

export interface GrantPorts {
  readonly db: ReadDb;
  readonly media: Media;
  readonly recordings: RecordingService;
  readonly activity: ActivityService;
  readonly cutStretch: CutStretch;
  readonly objects: Pick<ObjectService, 'open'>;
  readonly damages: Pick<DamageService, 'setAside' | 'faultOf'>;
  readonly actAs: (actor: Actor, name: string) => Act;
}

type Camera = OpenViewing['cameras'][number];

/** A clip that is shown in place of its recording: its own bytes, and the pictures of the recording it holds. */
export interface ShownClip extends NonNullable<Camera['clip']> {
  readonly id: ClipId;
  readonly objectId: ObjectId;
  readonly sha256: string;
  readonly shown: { readonly from: number; readonly to: number };
}

/** A recording that can be shown, with what is known of its pictures. */
export interface Shown {
  readonly row: RecordingRow;
  readonly facts: MediaFacts;
  /** Nothing else of it can be read then. */
  readonly part?: { readonly stretch: Stretch } | { readonly clip: ShownClip };
}

export const clipOf = ({ part }: Pick<Shown, 'part'>): ShownClip | null =>
  part !== undefined && 'clip' in part ? part.clip : null;
export const stretchOf = ({ part }: Pick<Shown, 'part'>): Stretch | null =>
  part !== undefined && 'stretch' in part ? part.stretch : null;

interface ToOpen extends Pick<Viewing, 'id' | 'number'> {
  readonly officer: OfficerPresent;
  /** Told of what no longer matches its seal, before opening fails. */
  readonly onDamaged: (shown: Shown) => void;
}

/** More frames than this are handed to the screen as a step only when they are evenly spaced (memory of the page). */
const MOST_FRAME_TIMES = 3_000_000;

/** The addresses of an open viewing's bytes: the footage, and the small pictures of its activity index (VI1). */
export function createViewingGrants(ports: GrantPorts) {
  const { db, media, recordings, activity, cutStretch, objects, damages, actAs } = ports;
  const asApplication = (): Act => actAs(theApplication, 'viewings.damage');
  const dropIndex = (row: RecordingRow): Promise<void> =>
    activity.drop(row.id, asApplication(), { number: row.number, caseId: row.caseId });

  /** A damaged index is dropped and told in the ledger; the footage itself can be watched without it. */
  const openActivity = async (row: RecordingRow): Promise<OpenActivity | null> => {
    try {
      return await activity.open(row.id);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'integrity') throw error;
      await dropIndex(row);
      return null;
    }
  };

  /** It may have been ended while the footage was being opened: then nothing may be shown any more. */
  const requireStillOpen = ({ id, number }: Pick<Viewing, 'id' | 'number'>): Viewing => {
    const viewing = findViewing(db, id);
    if (viewing?.ending !== 'open') throw new AppError('conflict', `${number} has ended. Open a new viewing.`);
    return viewing;
  };

  /** A clip is a film of its own, and a stretch one made a moment ago: their damage says nothing of their recording. */
  const reportDamage = async (shown: Shown, act: Act): Promise<void> => {
    const clip = clipOf(shown);
    if (stretchOf(shown) !== null) return recordings.checkMaster(shown.row, act);
    if (clip === null) return recordings.reportDamage(shown.row, act);
    damages.setAside(clip.objectId, await damages.faultOf(clip.objectId), act);
  };

  const grantActivity = (id: ViewingId, row: RecordingRow, found: OpenActivity): Camera['activity'] => {
    const url = media.grant(found.picture, {
      ownerId: id,
      item: row.number,
      contentType: 'image/jpeg',
      onDamage: () => void dropIndex(row).catch(() => undefined), // met again by the next viewing
    });
    return { scores: [...found.scores], strip: { ...found.strip, url } };
  };

  interface OpenCamera extends Shown {
    readonly source: ByteSource;
    readonly kind: 'master' | 'derivative';
    readonly sha256: string;
    readonly moving: OpenActivity | null;
    /** Null where the whole recording is shown. */
    readonly table: StretchTimes | null;
  }
  const closeAll = async (cameras: readonly OpenCamera[]): Promise<void> => {
    for (const { source, moving } of cameras) {
      await source.close();
      await moving?.picture.close();
    }
  };
  const openOne = async (
    each: Shown,
    officer: OfficerPresent,
    work: Work,
  ): Promise<Pick<OpenCamera, 'source' | 'kind' | 'sha256' | 'table'>> => {
    const [clip, stretch] = [clipOf(each), stretchOf(each)];
    if (clip !== null) {
      const table = stretchTimes(each.facts, clip.shown);
      return { source: await objects.open(clip.objectId), kind: 'derivative', sha256: clip.sha256, table };
    }
    if (stretch === null) return { ...(await recordings.openForViewing(each.row, officer)), table: null };
    const cut = await cutStretch(each, stretch, officer, work);
    return { source: cut.source, kind: 'derivative', sha256: cut.sha256, table: cut };
  };
  const openAll = async (
    shown: readonly Shown[],
    { officer, onDamaged }: ToOpen,
    work: Work,
  ): Promise<OpenCamera[]> => {
    const cameras: OpenCamera[] = [];
    try {
      for (const each of shown) {
        const moving = each.part === undefined ? await openActivity(each.row) : null;
        const opened = await openOne(each, officer, work).catch(async (error: unknown) => {
          await moving?.picture.close();
          if (error instanceof AppError && error.code === 'integrity') onDamaged(each);
          throw error;
        });
        cameras.push({ ...each, ...opened, moving });
      }
      return cameras;
    } catch (error) {
      await closeAll(cameras);
      throw error;
    }
  };

  const grantCamera = (viewing: Viewing, camera: OpenCamera): Camera => {
    const { row, facts, source, kind, sha256, moving, table: own } = camera;
    const clip = clipOf(camera);
    const url = media.grant(source, {
      ownerId: viewing.id,
      item: clip?.number ?? row.number,
      contentType: 'video/mp4',
      onDamage: () => {
        // Cameras that were in step with a damaged one are not shown on alone: nobody could say in step with what.
        void media.revokeOf(viewing.id).catch(() => undefined);
        // What could not be written down (the vault was locked meanwhile) is met again by the next viewing.
        void reportDamage(camera, asApplication()).catch(() => undefined);
      },
    });
    const uneven = facts.variableFrameRate && facts.frameCount <= MOST_FRAME_TIMES;
    const whole = {
      ...{ startsAtMs: 0, durationMs: facts.durationMs, frameCount: facts.frameCount },
      frameTimesMs: uneven ? [...frameTimesMs(facts.frames)] : null,
    };
    const table = own === null ? whole : tableOf(own);
    return {
      recordingId: row.id,
      recordingNumber: row.number,
      clip: clip === null ? null : { id: clip.id, number: clip.number, way: clip.way },
      channel: row.channel,
      media: { url, kind, sha256 },
      width: facts.width,
      height: facts.height,
      ...table,
      frameStepMs: table.durationMs / Math.max(1, table.frameCount),
      recordedFrom: row.recordedFrom,
      offsetSeconds: row.offsetSeconds,
      bookmarks: own === null ? listBookmarks(db, row.id) : [],
      activity: moving === null ? null : grantActivity(viewing.id, row, moving),
    };
  };

  return {
    reportDamage,

    /** Opens everything first; only when the viewing is still open then, and in one go, are addresses given. */
    async openFor(opened: ToOpen, shown: readonly Shown[], work: Work): Promise<OpenViewing> {
      const cameras = await openAll(shown, opened, work);
      let viewing: Viewing;
      try {
        viewing = requireStillOpen(opened);
      } catch (error) {
        await closeAll(cameras);
        throw error;
      }
      return { viewing, cameras: cameras.map((camera) => grantCamera(viewing, camera)) };
    },
  };
}

const tableOf = ({ startsAtMs, durationMs, timesMs }: StretchTimes) => ({
  ...{ startsAtMs, durationMs, frameCount: timesMs.length },
  frameTimesMs: [...timesMs],
});
