import type { CopiedPackets, Stretch } from '../platform/ffmpeg.ts';

// Which coded pictures a clip takes when nothing is coded anew. Rules only; pictures and packets are counted from 0.

/** A coded picture in the order of the file. `pts` null: the file states no time for it. */
export interface Packet {
  readonly pts: number | null;
  readonly isKey: boolean;
}

export interface CopyPlan {
  readonly packets: CopiedPackets;
  /** What the clip then shows: from the key picture at or before the in-point; seldom a few pictures past the out-point. */
  readonly shown: Stretch;
}

/**
 * The stretch that can be cut out by copying: it begins with a key picture, and no picture is missing in it. Null where
 * the file's own list does not say which coded picture is which shown one: then only an exact cut is honest.
 */
export function planCopy(packets: readonly Packet[], frameCount: number, wish: Stretch): CopyPlan | null {
  const ranks = ranksOf(packets);
  if (ranks === null || packets.length !== frameCount) return null;
  const packetOf = new Map(ranks.map((rank, index) => [rank, index]));
  const keys = ranks.filter((rank, index) => packets[index]?.isKey === true && rank <= wish.from);
  if (keys.length === 0) return null;
  const from = keys.reduce((latest, rank) => Math.max(latest, rank));
  const first = packetOf.get(from) ?? 0;
  let to = wish.to;
  let last = first;
  for (let settled = false; !settled; ) {
    for (let rank = from; rank <= to; rank += 1) last = Math.max(last, packetOf.get(rank) ?? 0);
    const reached = ranks.slice(first, last + 1).reduce((most, rank) => Math.max(most, rank), to);
    settled = reached === to; // a picture shown later was coded earlier: it and all before it come along
    to = reached;
  }
  for (let rank = from; rank <= to; rank += 1) if ((packetOf.get(rank) ?? -1) < first) return null;
  const skip = ranks.flatMap((rank, index) => (index > first && index <= last && rank < from ? [index] : []));
  return { packets: { first, last, skip }, shown: { from, to } };
}

/** For each coded picture its place in the order shown; null when a time is missing or given twice. */
function ranksOf(packets: readonly Packet[]): number[] | null {
  const times = packets.map(({ pts }) => pts);
  if (times.includes(null) || new Set(times).size !== times.length) return null;
  const order = [...packets.keys()].toSorted((a, b) => (times[a] ?? 0) - (times[b] ?? 0));
  const ranks: number[] = [];
  for (const [rank, index] of order.entries()) ranks[index] = rank;
  return ranks;
}
