import type { MovingArea } from '../../shared/contract/clips.ts';
import { AppError } from '../../shared/failure.ts';
import type { Sides } from '../../shared/moving-area.ts';
import type { ByteSource } from '../platform/byte-source.ts';
import { planesArguments, type Stretch } from '../platform/ffmpeg.ts';
import { runTool } from '../platform/media-process.ts';
import type { MediaFacts } from './media-facts.ts';
import { coveredAt } from './moving-mask.ts';
import { type MediaPorts, pipeFootage } from './piped-footage.ts';

/** Black as H.264 stores it: brightness, and colours that are none. */
const BLACK = { luma: 16, chroma: 128 } as const;
/** What coding does to an edge reaches a few pixels into an area; anything to be seen is far beyond this. */
const TOLERANCE = 40;

export interface CoveredProof {
  readonly pictures: number;
  /** How far the pixel that differs most from black does so, 0 to 255. */
  readonly farthest: number;
}

interface Masked {
  readonly areas: readonly MovingArea[];
  /** Pictures of the recording that the clip shows. */
  readonly shown: Stretch;
  readonly facts: Pick<MediaFacts, 'width' | 'height'>;
}

/**
 * Decodes a masked clip whole and looks at every pixel of its areas in every picture they cover: by the rule of where they
 * lie and when they cover, not by what the filters were told.
 * @throws AppError 'unavailable' when anything there is not black, or the pictures are not as many as they must be.
 */
export async function proveCovered(
  clip: ByteSource,
  { areas, shown, facts }: Masked,
  ports: MediaPorts,
  signal: AbortSignal,
): Promise<CoveredProof> {
  const footage = await pipeFootage(clip, ports);
  // A picture of odd size was given one more row or column.
  const size = { width: facts.width + (facts.width % 2), height: facts.height + (facts.height % 2) };
  const { value, end } = await runTool({
    site: ports.tools.site,
    command: { executable: ports.tools.ffmpeg, args: planesArguments(footage.input) },
    limits: footage.limits,
    signal,
    input: footage.bytes(),
    output: async (bytes) => {
      let [pictures, farthest] = [0, 0];
      for await (const planes of inPictures(bytes, (size.width * size.height * 3) / 2)) {
        for (const area of areas) {
          const at = coveredAt(area, shown.from + pictures);
          if (at !== null) farthest = Math.max(farthest, farthestFromBlack(planes, at, size));
        }
        pictures += 1;
      }
      return { pictures, farthest };
    },
  });
  if (end.exitCode === 0 && value.pictures === shown.to - shown.from + 1 && value.farthest <= TOLERANCE) return value;
  throw new AppError(
    'unavailable',
    'The masked clip was read back and an area was not black in every picture it covers. Nothing was kept. Make the areas larger, or report it if it happens again.',
    { cause: new Error(`${value.pictures} pictures, farthest ${value.farthest}; ${end.stderr.lines().join(' ')}`) },
  );
}

/** The stream cut into pictures of one size; what is left over at its end is none. */
async function* inPictures(bytes: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array> {
  const picture = new Uint8Array(size);
  let filled = 0;
  for await (const piece of bytes) {
    for (let at = 0; at < piece.length; ) {
      const part = piece.subarray(at, at + size - filled);
      picture.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled < size) continue;
      yield picture;
      filled = 0;
    }
  }
}

function farthestFromBlack(
  planes: Uint8Array,
  at: Sides,
  { width, height }: { width: number; height: number },
): number {
  let farthest = 0;
  const look = (plane: { from: number; width: number; black: number }, box: Sides): void => {
    for (let row = box.top; row < box.bottom; row += 1)
      for (
        let place = plane.from + row * plane.width + box.left, end = place + box.right - box.left;
        place < end;
        place += 1
      )
        farthest = Math.max(farthest, Math.abs((planes[place] ?? 0) - plane.black));
  };
  const half = { left: at.left / 2, top: at.top / 2, right: at.right / 2, bottom: at.bottom / 2 };
  const [luma, chroma] = [width * height, (width * height) / 4];
  look({ from: 0, width, black: BLACK.luma }, at);
  look({ from: luma, width: width / 2, black: BLACK.chroma }, half);
  look({ from: luma + chroma, width: width / 2, black: BLACK.chroma }, half);
  return farthest;
}
