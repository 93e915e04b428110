const parameterSets = { h264: [7, 8], h265: [32, 33, 34] } as const;

/** Whether the bytes are a raw H.264 or H.265 stream (Annex B): start codes, and parameter sets between them. */
export function rawStreamCodec(head: Uint8Array): 'h264' | 'h265' | null {
  const firsts = unitHeads(head);
  if (firsts === null) return null;
  const h264 = new Set(firsts.filter(([first]) => (first & 0x80) === 0).map(([first]) => first & 0x1f));
  // The second byte of an H.265 unit holds its layer and "temporal id plus one", which is never 0.
  const h265 = new Set(
    firsts.filter(([first, second]) => (first & 0x81) === 0 && (second & 7) > 0).map(([first]) => first >> 1),
  );
  if (parameterSets.h265.every((type) => h265.has(type))) return 'h265';
  return parameterSets.h264.every((type) => h264.has(type)) ? 'h264' : null;
}

/** The first two bytes of every unit, or null when the bytes do not begin with a start code. */
function unitHeads(head: Uint8Array): [number, number][] | null {
  const leading = head.findIndex((value) => value !== 0);
  if (leading < 2 || leading > 8 || head[leading] !== 1) return null;
  const found: [number, number][] = [];
  for (let at = leading; at >= 0 && at + 2 < head.byteLength; at = head.indexOf(1, at + 1)) {
    if (head[at - 1] === 0 && head[at - 2] === 0) found.push([head[at + 1] ?? 0, head[at + 2] ?? 0]);
  }
  return found;
}
