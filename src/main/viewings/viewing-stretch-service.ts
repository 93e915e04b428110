import type { Work } from '../jobs.ts';
import type { ByteSource } from '../platform/byte-source.ts';
import { makeClip } from '../recordings/clip.ts';
import { frameTimesMs, stretchTimes, type StretchTimes } from '../recordings/frame-times.ts';
import type { MediaFacts } from '../recordings/media-facts.ts';
import type { MediaPorts } from '../recordings/piped-footage.ts';
import type { RecordingRow, RecordingService } from '../recordings/recording-service.ts';
import type { ObjectService } from '../vault/object-service.ts';
import type { OfficerPresent } from './officer-present-service.ts';

export interface StretchPorts {
  readonly objects: ObjectService;
  readonly recordings: RecordingService;
  readonly media: () => Promise<MediaPorts>;
}

/** What of a recording is to be shown, in ms from its first picture. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A stretch as a film of its own: its bytes hold no other picture of the recording. */
export interface OpenStretch extends StretchTimes {
  readonly source: ByteSource;
  readonly sha256: string;
}

interface Pictures {
  readonly from: number;
  readonly to: number;
}

function picturesOf({ frames }: MediaFacts, { fromMs, toMs }: Stretch): Pictures {
  const times = frameTimesMs(frames);
  const from = Math.max(
    0,
    times.findLastIndex((time) => time <= fromMs),
  );
  const to = Math.max(
    from,
    times.findLastIndex((time) => time < toMs),
  );
  return { from, to };
}

/**
 * Cuts what is listed out of a recording, sealed and proved as a clip is, and gone when the showing ends: whoever has the
 * address of it can read nothing else. In no register, so that a crash leaves a file that the next sign-in removes; one
 * that is stopped leaves nothing.
 */
export function createStretches({ objects, recordings, media }: StretchPorts) {
  return async (
    { row, facts }: { readonly row: RecordingRow; readonly facts: MediaFacts },
    stretch: Stretch,
    _officer: OfficerPresent,
    { signal, progress }: Work,
  ): Promise<OpenStretch> => {
    const wish = picturesOf(facts, stretch);
    const total = wish.to - wish.from + 1;
    const onProgress = (pictures: number): void => {
      const step = pictures < total ? 'Cutting the stretch' : 'Comparing the stretch with the recording';
      progress(`${step} of ${row.number}`, Math.min(pictures, total), total, 'pictures');
    };
    onProgress(0);
    const master = await recordings.openMaster(row);
    try {
      const { sealed } = await makeClip(
        {
          ...{ source: master, facts, reference: row.number, wish, way: 'exact' },
          sink: (bytes) => objects.sealCopy(bytes, { signal }),
        },
        { ...(await media()), onProgress },
        signal,
      );
      const source = await objects.openUnrecorded(sealed).catch(async (error: unknown) => {
        await objects.discard(sealed);
        throw error;
      });
      return {
        source: {
          ...{ sizeBytes: source.sizeBytes, read: (start, length) => source.read(start, length) },
          async close() {
            await source.close();
            await objects.discard(sealed);
          },
        },
        sha256: sealed.sha256,
        ...stretchTimes(facts, wish),
      };
    } finally {
      await master.close();
    }
  };
}

export type CutStretch = ReturnType<typeof createStretches>;
