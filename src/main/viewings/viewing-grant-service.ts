import type { OpenViewing, Viewing } from '../../shared/contract/viewings.ts';
import { AppError } from '../../shared/failure.ts';
import type { ViewingId } from '../../shared/model.ts';
import { type Act, type Actor, theApplication } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import type { Media } from '../media.ts';
import type { ByteSource } from '../platform/byte-source.ts';
import type { ActivityService, OpenActivity } from '../recordings/activity-service.ts';
import { frameTimesMs } from '../recordings/frame-times.ts';
import type { MediaFacts } from '../recordings/media-facts.ts';
import type { RecordingRow, RecordingService } from '../recordings/recording-service.ts';
import type { OfficerPresent } from './officer-present-service.ts';
import { findViewing, listBookmarks } from './viewing-store.ts';
import type { CutStretch, OpenStretch, Stretch } from './viewing-stretch-service.ts';

export interface GrantPorts {
  readonly db: ReadDb;
  readonly media: Media;
  readonly recordings: RecordingService;
  readonly activity: ActivityService;
  readonly cutStretch: CutStretch;
  readonly actAs: (actor: Actor, name: string) => Act;
}

type Camera = OpenViewing['cameras'][number];

/** A recording that can be shown, with what is known of its pictures. */
export interface Shown {
  readonly row: RecordingRow;
  readonly facts: MediaFacts;
  /** Nothing else of it can be read then. */
  readonly stretch?: Stretch;
}

interface ToOpen extends Pick<Viewing, 'id' | 'number'> {
  readonly officer: OfficerPresent;
  /** Told of the recording that no longer matches its seal, before opening fails. */
  readonly onDamaged: (row: RecordingRow) => void;
}

/** More frames than this are handed to the screen as a step only when they are evenly spaced (memory of the page). */
const MOST_FRAME_TIMES = 3_000_000;

/** The addresses of an open viewing's bytes: the footage, and the small pictures of its activity index (VI1). */
export function createViewingGrants({ db, media, recordings, activity, cutStretch, actAs }: GrantPorts) {
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
    readonly cut: OpenStretch | null;
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
  ): Promise<Pick<OpenCamera, 'source' | 'kind' | 'sha256' | 'cut'>> => {
    if (each.stretch === undefined) return { ...(await recordings.openForViewing(each.row, officer)), cut: null };
    const cut = await cutStretch(each, each.stretch, officer);
    return { source: cut.source, kind: 'derivative', sha256: cut.sha256, cut };
  };
  const openAll = async (shown: readonly Shown[], { officer, onDamaged }: ToOpen): Promise<OpenCamera[]> => {
    const cameras: OpenCamera[] = [];
    try {
      for (const each of shown) {
        const moving = each.stretch === undefined ? await openActivity(each.row) : null;
        const opened = await openOne(each, officer).catch(async (error: unknown) => {
          await moving?.picture.close();
          if (error instanceof AppError && error.code === 'integrity') onDamaged(each.row);
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

  const grantCamera = (viewing: Viewing, { row, facts, source, kind, sha256, moving, cut }: OpenCamera): Camera => {
    const url = media.grant(source, {
      ownerId: viewing.id,
      item: row.number,
      contentType: 'video/mp4',
      onDamage: () => {
        // Cameras that were in step with a damaged one are not shown on alone: nobody could say in step with what.
        void media.revokeOf(viewing.id).catch(() => undefined);
        // What could not be written down (the vault was locked meanwhile) is met again by the next viewing.
        void recordings.reportDamage(row, asApplication()).catch(() => undefined);
      },
    });
    const uneven = facts.variableFrameRate && facts.frameCount <= MOST_FRAME_TIMES;
    const whole = {
      ...{ startsAtMs: 0, durationMs: facts.durationMs, frameCount: facts.frameCount },
      frameTimesMs: uneven ? [...frameTimesMs(facts.frames)] : null,
    };
    const table = cut === null ? whole : tableOf(cut);
    return {
      recordingId: row.id,
      recordingNumber: row.number,
      channel: row.channel,
      media: { url, kind, sha256 },
      width: facts.width,
      height: facts.height,
      ...table,
      frameStepMs: table.durationMs / Math.max(1, table.frameCount),
      recordedFrom: row.recordedFrom,
      offsetSeconds: row.offsetSeconds,
      bookmarks: cut === null ? listBookmarks(db, row.id) : [],
      activity: moving === null ? null : grantActivity(viewing.id, row, moving),
    };
  };

  return {
    /** Opens everything first; only when the viewing is still open then, and in one go, are addresses given. */
    async openFor(opened: ToOpen, shown: readonly Shown[]): Promise<OpenViewing> {
      const cameras = await openAll(shown, opened);
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

const tableOf = ({ startsAtMs, durationMs, timesMs }: OpenStretch) => ({
  ...{ startsAtMs, durationMs, frameCount: timesMs.length },
  frameTimesMs: [...timesMs],
});
