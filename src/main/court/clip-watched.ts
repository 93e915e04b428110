// What the ledger says of the comparisons of a masked clip: whether one is on the screen, what of it was really shown, and
// what nobody has seen yet. Rules only.

import { z } from 'zod';
import type { Unseen } from '../../shared/contract/clips.ts';
import type { StretchTimes } from '../recordings/frame-times.ts';
import { unionOf, type WatchedRange } from '../viewings/watched.ts';

/** A ledger entry with its canonical text. */
export interface ClipEntry {
  readonly action: string;
  readonly actorId: string;
  readonly text: string;
}

const BEGINS: readonly string[] = ['clips.compare', 'clips.compareWithOfficer'];
const ENDS: readonly string[] = ['clips.putAway', 'clips.endComparison', 'clips.decide'];

/** The entries of the comparison that is on the screen, its beginning first; null where none is. */
export function openComparison<E extends ClipEntry>(entries: readonly E[]): readonly [E, ...E[]] | null {
  const at = entries.findLastIndex(({ action }) => BEGINS.includes(action) || ENDS.includes(action));
  const [begun, ...since] = at < 0 ? [] : entries.slice(at);
  return begun !== undefined && BEGINS.includes(begun.action) ? [begun, ...since] : null;
}

const Ranges = z.array(z.tuple([z.number(), z.number()]));
const Watched = z.object({ details: z.object({ masked: Ranges, plain: Ranges }) });

/** What was shown by these entries, of the masked clip and of the stretch beside it, in ms from the first picture. */
export function watchedOf(entries: readonly ClipEntry[]): Record<'masked' | 'plain', WatchedRange[]> {
  const reports = entries
    .filter(({ action }) => action === 'clips.watched')
    .map(({ text }) => Watched.parse(JSON.parse(text)).details);
  const union = (of: 'masked' | 'plain'): WatchedRange[] =>
    unionOf(reports.flatMap((report) => report[of].map(([fromMs, toMs]) => ({ fromMs, toMs }))));
  return { masked: union('masked'), plain: union('plain') };
}

/**
 * The pictures whose time was never on the screen, in stretches. A picture counts by the middle of its time: what was
 * shown is entered in whole milliseconds. Ranges are a union, in order.
 */
export function unseenOf(
  { timesMs, durationMs }: Omit<StretchTimes, 'startsAtMs'>,
  seen: readonly WatchedRange[],
): Unseen {
  const unseen: Unseen = [];
  let at = 0;
  for (const [picture, fromMs] of timesMs.entries()) {
    const toMs = timesMs[picture + 1] ?? Math.max(durationMs, fromMs);
    const middleMs = (fromMs + toMs) / 2;
    if (middleMs < (seen[at]?.fromMs ?? 0)) at = 0; // the device's clock went back
    while ((seen[at + 1]?.fromMs ?? Infinity) <= middleMs) at += 1;
    const range = seen[at];
    if (range !== undefined && range.fromMs <= middleMs && middleMs <= range.toMs) continue;
    const last = unseen.at(-1);
    if (last?.to === picture - 1) Object.assign(last, { to: picture, toMs });
    else unseen.push({ from: picture, to: picture, fromMs, toMs });
  }
  return unseen;
}
