import type { Still } from '../../shared/contract/stills.ts';
import type { Pdf, SheetFrame } from './document.ts';
import { lineHeight, type Tag, type TextStyle } from './pdf-canvas.ts';
import { openSheet, type Sheet } from './sheet-layout.ts';
import { paragraph } from './sheet-rows.ts';
import { drawStill } from './still-figure.ts';
import { frameTime } from './still-words.ts';

export interface ContactSheetFacts {
  /** With its number and its case. */
  readonly title: string;
  readonly reason: string;
  /** Countersigned stills of one case, oldest first. */
  readonly stills: readonly { readonly still: Still; readonly png: Uint8Array }[];
}

const PURPOSE =
  'A finding aid that stays with the stills in the locked cabinet; no print, and not to be given out. One of each case is on paper at a time (Code of Practice 5.15, 5.16).';

const ACROSS = 3;
const GAP = 12;
const PICTURE_HEIGHT = 100;
const number: TextStyle = { font: 'bold', size: 8.5 };
const caption: TextStyle = { font: 'regular', size: 7.5 };

/** The stills of a case, small, side by side, each with its number and time. */
export async function contactSheet({ stills, title, reason }: ContactSheetFacts, frame: SheetFrame): Promise<Pdf> {
  const sheet = await openSheet({ title, purpose: PURPOSE }, frame);
  paragraph(sheet, `${stills.length} countersigned ${stills.length === 1 ? 'still' : 'stills'}. Made for: ${reason}`);
  const list = sheet.canvas.tag(sheet.canvas.document, 'L');
  for (let first = 0; first < stills.length; first += ACROSS) drawRow(sheet, stills.slice(first, first + ACROSS), list);
  return sheet.finish();
}

function drawRow(sheet: Sheet, stills: ContactSheetFacts['stills'], list: Tag): void {
  const width = (sheet.width - (ACROSS - 1) * GAP) / ACROSS;
  const captions = stills.map(({ still }) => captionOf(sheet, still, width));
  const height = PICTURE_HEIGHT + 6 + Math.max(...captions.map((all) => heightOf(all))) + GAP;
  sheet.ensure(height);
  for (const [index, figure] of stills.entries()) {
    const from = index * (width + GAP);
    const item = sheet.canvas.tag(sheet.canvas.tag(list, 'LI'), 'LBody');
    drawStill(sheet, figure, { from, box: { width, height: PICTURE_HEIGHT }, within: item });
    drawCaption(sheet, captions[index] ?? [], { from, within: item });
  }
  sheet.advance(height);
}

type Caption = readonly (readonly [text: string, style: TextStyle])[];

/** Long particulars are cut: the index has them whole. */
const MOST_LINES = 4;

const captionOf = (sheet: Sheet, still: Still, width: number): Caption => {
  const said = sheet.canvas.lines(still.particulars, caption, width);
  const shown = said.slice(0, MOST_LINES);
  const cut = said.length > MOST_LINES ? [...shown.slice(0, -1), `${shown.at(-1) ?? ''}…`] : shown;
  const parts: Caption = [
    [still.exhibitReference === null ? still.number : `${still.number}, exhibit ${still.exhibitReference}`, number],
    [frameTime(still.correctedTime ?? still.recordedTime), caption],
  ];
  return [
    ...parts.flatMap(([text, style]) => sheet.canvas.lines(text, style, width).map((line) => [line, style] as const)),
    ...cut.map((line) => [line, caption] as const),
  ];
};

const heightOf = (all: Caption): number => all.reduce((sum, [, style]) => sum + lineHeight(style), 0);

function drawCaption(
  sheet: Sheet,
  all: Caption,
  { from, within }: { readonly from: number; readonly within: Tag },
): void {
  const { canvas } = sheet;
  const { x, y } = sheet.cursor();
  let down = y + PICTURE_HEIGHT + 6;
  const tag = canvas.tag(within, 'P');
  canvas.draw(tag, () => {
    for (const [text, style] of all) {
      canvas.text(text, { x: x + from, y: down }, style);
      down += lineHeight(style);
    }
  });
}
