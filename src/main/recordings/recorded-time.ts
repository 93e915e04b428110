import type { TimeClaim } from '../../shared/contract/footage.ts';
import type { z } from 'zod';
import { londonWallClock, offsetSeconds, shiftWallClock } from '../time.ts';

type Claim = z.output<typeof TimeClaim>;

/** Order of belief: what the stream itself carries, the recorder's own index, the file's name. A file's own date says when it was copied. */
const BELIEVED = ['stream', 'device', 'file-name', 'officer'] as const;

/** A claim as the recorder's wall clock in local time; names in UTC are turned round. */
const asLocal = (claim: Claim): string =>
  claim.zone === 'utc' ? londonWallClock(`${claim.wallClock}.000Z`) : claim.wallClock;

/** When a recording starts or ends by the most believable claim; null when there is none. Other claims stay on record. */
export function believedTime(claims: readonly Claim[], kind: 'start' | 'end'): string | null {
  for (const source of BELIEVED) {
    const found = claims.find((claim) => claim.source === source && claim.kind === kind);
    if (found !== undefined) return asLocal(found);
  }
  return null;
}

/**
 * What a stream says of its own start, on the recorder's wall clock. UTC is turned as the recorder itself stated it
 * beside its list, where it did: its clock may keep another zone than London's.
 */
export function streamStart(said: string, claims: readonly Claim[]): string {
  const second = said.slice(0, 19);
  if (!said.endsWith('Z')) return second;
  const listed = (zone: Claim['zone']): string | undefined =>
    claims.find((it) => it.kind === 'start' && it.source === 'device' && it.zone === zone)?.wallClock;
  const [local, utc] = [listed('local'), listed('utc')];
  return local === undefined || utc === undefined
    ? londonWallClock(said)
    : shiftWallClock(second, offsetSeconds(local, utc) * 1000);
}

/** The recorder's clock at a moment of the media, counted in milliseconds from the first frame. */
export const recordedTimeAt = (recordedFrom: string | null, positionMs: number): string | null =>
  recordedFrom === null ? null : shiftWallClock(recordedFrom, positionMs);
