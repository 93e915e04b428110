import { encode } from 'uqr';
import type { Canvas, Point } from './pdf-canvas.ts';

/** Draws a QR code as filled bars, so many points wide; a quiet margin around it is the caller's. */
export function drawQr(canvas: Canvas, text: string, at: Point, width: number): void {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  const module = width / size;
  for (const [row, cells] of data.entries()) {
    for (const { start, length } of runsOf(cells)) {
      const corner = { x: at.x + start * module, y: at.y + row * module };
      canvas.bar(corner, { width: length * module, height: module + 0.02 }, '#000000');
    }
  }
}

function runsOf(cells: readonly boolean[]): { start: number; length: number }[] {
  const runs: { start: number; length: number }[] = [];
  for (const [index, isBlack] of cells.entries()) {
    if (!isBlack) continue;
    const last = runs.at(-1);
    if (last !== undefined && last.start + last.length === index) last.length += 1;
    else runs.push({ start: index, length: 1 });
  }
  return runs;
}
