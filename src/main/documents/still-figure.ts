import type { Size, Tag } from './pdf-canvas.ts';
import type { Sheet } from './sheet-layout.ts';

/** A still's picture and what a reading voice says of it. */
export interface StillFigure {
  readonly still: {
    readonly number: string;
    readonly particulars: string;
    readonly width: number | null;
    readonly height: number | null;
  };
  readonly png: Uint8Array;
}

/** How large a picture is drawn that must fit in a box, its sides in proportion. */
function fittedStill({ still, png }: StillFigure, box: Size): Size {
  const { width, height } =
    still.width === null || still.height === null ? pngSize(png) : { width: still.width, height: still.height };
  const scale = Math.min(box.width / width, box.height / height);
  return { width: width * scale, height: height * scale };
}

/** Draws it in the middle of a box whose upper edge is where the sheet stands. */
export function drawStill(
  sheet: Sheet,
  figure: StillFigure,
  { from, box, within }: { readonly from: number; readonly box: Size; readonly within?: Tag },
): Size {
  const { canvas } = sheet;
  const { number, particulars } = figure.still;
  const size = fittedStill(figure, box);
  const { x, y } = sheet.cursor();
  const at = { x: x + from + (box.width - size.width) / 2, y };
  const tag = canvas.tag(within ?? canvas.document, 'Figure', { alt: `Still ${number}: ${particulars}` });
  canvas.draw(tag, () => canvas.picture(figure.png, at, size));
  return size;
}

/** Width and height of a PNG, from its first chunk. */
function pngSize(png: Uint8Array): Size {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
