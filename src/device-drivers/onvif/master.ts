import { AppError } from '../../shared/failure.ts';
import { createClusters, matroskaHead, type TimedPicture } from './matroska.ts';
import { type ParameterSets, parameterSets } from './parameter-sets.ts';
import { replay, type Replaying, type Stretch } from './replay.ts';
import type { VideoTrack } from './sdp.ts';

/** So many pictures may come before the first that says how it is coded. */
const mostWaiting = 600;
const mostWaitingBytes = 32 * 1024 * 1024;

/**
 * A stretch of a recording as the bytes of its master, from a byte on. The same pictures with the same times give the
 * same bytes, however often the replay broke off; so a second replay is compared with the first by its hash alone.
 */
export async function* masterBytes(stretch: Stretch, how: Replaying, fromByte: number): AsyncGenerator<Uint8Array> {
  let pass = fromByte;
  for await (const piece of written(stretch, how)) {
    if (pass >= piece.byteLength) pass -= piece.byteLength;
    else {
      yield pass === 0 ? piece : piece.subarray(pass);
      pass = 0;
    }
  }
}

async function* written(stretch: Stretch, how: Replaying): AsyncGenerator<Uint8Array> {
  let track: VideoTrack | null = null;
  let waiting: TimedPicture[] = [];
  let clusters: ReturnType<typeof createClusters> | null = null;
  for await (const item of replay(stretch, how)) {
    if ('track' in item) {
      track = item.track;
      continue;
    }
    if (clusters === null) {
      waiting.push(item);
      const sets = track === null ? null : setsOf(track, waiting);
      if (sets === null) {
        refuseTooMany(stretch, waiting);
        continue;
      }
      const firstAt = waiting[0]?.at ?? item.at;
      const head = matroskaHead(sets, firstAt);
      if (head === null) throw unknownCoding(stretch.name);
      yield head;
      clusters = createClusters(firstAt);
    } else waiting = [item];
    for (const picture of waiting) {
      const cluster = clusters.add(picture);
      if (cluster !== null) yield cluster;
    }
  }
  const rest = clusters?.flush() ?? null;
  if (rest !== null) yield rest;
  if (clusters === null && waiting.length > 0) throw unknownCoding(stretch.name);
}

/** What the pictures themselves carry comes first: a description may be of how the camera is set today. */
function setsOf({ codec, sets }: VideoTrack, pictures: readonly TimedPicture[]): ParameterSets | null {
  const newest = pictures.at(-1)?.nals ?? [];
  return parameterSets(codec, newest) ?? parameterSets(codec, sets);
}

function refuseTooMany({ name }: Stretch, pictures: readonly TimedPicture[]): void {
  const bytes = pictures.reduce((sum, { nals }) => sum + nals.reduce((all, nal) => all + nal.byteLength, 0), 0);
  if (pictures.length > mostWaiting || bytes > mostWaitingBytes) throw unknownCoding(name);
}

const unknownCoding = (name: string): AppError =>
  new AppError(
    'conflict',
    `The recorder replays “${name}” without saying how its pictures are coded. Use a memory stick.`,
  );
