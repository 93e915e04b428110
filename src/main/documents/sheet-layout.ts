import { readSheetFonts } from '../platform/fonts.ts';
import { instantText } from '../time.ts';
import type { Pdf } from './document.ts';
import { ACCENT, type Canvas, createCanvas, GREY, lineHeight, PAGE, type Point, type TextStyle } from './pdf-canvas.ts';
import { drawQr } from './sheet-qr.ts';

/** What stands on every page. No vault, no witness code: null on the sheets of the set-up only. */
export interface PageFrame {
  readonly reference: string;
  readonly madeAt: string;
  readonly controller: string;
  readonly controllerAddress: string | null;
  readonly witnessCode: string | null;
  /** What every page says of itself before anything else: that it is of a training vault. Null on all others. */
  readonly mark: string | null;
}

export interface SheetHead {
  readonly title: string;
  /** What the sheet may be used for, one sentence. */
  readonly purpose: string;
  /** False when the sheet has a heading of its own, as a court's form does. */
  readonly isHeaded?: boolean;
  /** A line for the signature at the foot of every page. */
  readonly isSignedOnEveryPage?: boolean;
}

/** A sheet being filled from top to bottom; a page is begun whenever the next thing has no room. */
export interface Sheet {
  readonly canvas: Canvas;
  readonly left: number;
  readonly width: number;
  /** Where the next thing is drawn, and how much of the page is left below it. */
  readonly cursor: () => Point;
  readonly room: () => number;
  /** Room of an empty page. */
  readonly fullRoom: number;
  /** Number of the page being filled, from 1. */
  readonly page: () => number;
  advance(height: number): void;
  /** Begins a page unless so much room is left. */
  ensure(height: number): void;
  newPage(): void;
  /** Runs at the top of each new page until it is taken back with null: a table's header. */
  repeatOnNewPage(drawing: (() => void) | null): void;
  finish(): Promise<Pdf>;
}

const LEFT = 54;
const TOP = 52;
const WIDTH = PAGE.width - 2 * LEFT;
const QR_SIZE = 46;
const SIGNATURE_LINE = 30;
const small: TextStyle = { font: 'regular', size: 7.5, color: GREY };
const strong: TextStyle = { font: 'bold', size: 7.5 };

/** Opens a sheet with its heading. Throws AppError 'unavailable' when the fonts cannot be read. */
export async function openSheet(head: SheetHead, frame: PageFrame): Promise<Sheet> {
  const { title } = head;
  const facts = {
    title: `${title} ${frame.reference}`,
    subject: head.purpose,
    author: frame.controller,
    madeAt: frame.madeAt,
  };
  const canvas = createCanvas(facts, await readSheetFonts());
  const foot = footOf(canvas, head, frame);
  const bottom = PAGE.height - foot.height;
  let y = TOP;
  let page = 1;
  let repeated: (() => void) | null = null;
  const sheet: Sheet = {
    canvas,
    left: LEFT,
    width: WIDTH,
    cursor: () => ({ x: LEFT, y }),
    room: () => bottom - y,
    page: () => page,
    fullRoom: bottom - TOP - RUNNING_HEAD,
    advance: (height) => void (y += height),
    ensure: (height) => void (bottom - y < height && sheet.newPage()),
    newPage() {
      canvas.addPage();
      canvas.ornament(() => drawMark(canvas, frame));
      page += 1;
      y = TOP;
      canvas.ornament(() => drawRunningHead(canvas, title, frame));
      y += RUNNING_HEAD;
      repeated?.();
    },
    repeatOnNewPage(drawing) {
      repeated = drawing;
    },
    finish: () => canvas.finish((number, pages) => canvas.ornament(() => foot.draw(number, pages))),
  };
  canvas.addPage();
  if (frame.mark !== null) canvas.draw(canvas.tag(canvas.document, 'P'), () => drawMark(canvas, frame));
  if (head.isHeaded !== false) drawHeading(sheet, title, frame);
  return sheet;
}

const RUNNING_HEAD = 24;
const markStyle: TextStyle = { font: 'bold', size: 9 };

/** In a box across the top margin, where no sheet has anything of its own. */
function drawMark(canvas: Canvas, { mark }: PageFrame): void {
  if (mark === null) return;
  const [at, height] = [{ x: LEFT, y: 28.5 }, 13];
  canvas.box(at, { width: WIDTH, height }, { color: ACCENT, thickness: 1.2 });
  const x = LEFT + (WIDTH - canvas.width(mark, markStyle)) / 2;
  canvas.text(mark, { x, y: at.y + (height - lineHeight(markStyle)) / 2 + 1.2 }, markStyle);
}

function drawRunningHead(canvas: Canvas, title: string, frame: PageFrame): void {
  canvas.text(shortened(canvas, `${title} ${frame.reference}`, WIDTH), { x: LEFT, y: TOP - 10 }, small);
  canvas.rule({ x: LEFT, y: TOP + 3 }, { x: LEFT + WIDTH, y: TOP + 3 }, { color: ACCENT });
}

const shortened = (canvas: Canvas, text: string, width: number): string => {
  const [first = '', ...more] = canvas.lines(text, small, width - 8);
  return more.length === 0 ? first : `${first}…`;
};

function drawHeading(sheet: Sheet, title: string, { controller, reference }: PageFrame): void {
  const { canvas } = sheet;
  const parts: readonly (readonly [string, string, TextStyle])[] = [
    ['P', controller, { font: 'regular', size: 9.5, color: GREY }],
    ['H1', title, { font: 'bold', size: 20, color: ACCENT }],
    ['P', reference, { font: 'bold', size: 12 }],
  ];
  for (const [type, text, style] of parts) {
    const tag = canvas.tag(canvas.document, type);
    for (const line of canvas.lines(text, style, sheet.width)) {
      canvas.draw(tag, () => canvas.text(line, sheet.cursor(), style));
      sheet.advance(lineHeight(style));
    }
  }
  sheet.advance(4);
  const { x, y } = sheet.cursor();
  canvas.ornament(() => canvas.rule({ x, y }, { x: x + sheet.width, y }, { color: ACCENT, thickness: 1.2 }));
  sheet.advance(12);
}

interface Foot {
  readonly height: number;
  draw(page: number, pages: number): void;
}

/** Reference, page n of n, instant, witness code with QR, whose property it is, and the purpose limit (court.md). */
function footOf(canvas: Canvas, head: SheetHead, frame: PageFrame): Foot {
  const width = frame.witnessCode === null ? WIDTH : WIDTH - QR_SIZE - 14;
  const address = frame.controllerAddress === null ? '' : `, ${frame.controllerAddress.replaceAll(/\s*\n\s*/gu, ', ')}`;
  const first = (page: number, pages: number): string =>
    `${frame.reference}  •  Page ${page} of ${pages}  •  Made ${instantText(frame.madeAt)}`;
  const code = frame.witnessCode === null ? [] : [`Witness code ${frame.witnessCode}`];
  const lines = [
    ...code.map((text) => ({ text, style: strong })),
    ...[`Property of ${frame.controller}${address}`, head.purpose].flatMap((text) =>
      canvas.lines(text, small, width).map((line) => ({ text: line, style: small })),
    ),
  ];
  const firstLines = canvas.lines(first(88, 88), strong, width).length;
  const step = lineHeight(small);
  const textHeight = (firstLines + lines.length) * step;
  const signature = head.isSignedOnEveryPage === true ? SIGNATURE_LINE : 0;
  const height = 44 + signature + Math.max(textHeight, frame.witnessCode === null ? 0 : QR_SIZE);
  return {
    height,
    draw(page, pages) {
      let y = PAGE.height - height + 10;
      if (signature > 0) drawSignatureLine(canvas, y + SIGNATURE_LINE - 12);
      y += signature;
      canvas.rule({ x: LEFT, y }, { x: LEFT + WIDTH, y }, { color: ACCENT });
      y += 6;
      if (frame.witnessCode !== null)
        drawQr(canvas, frame.witnessCode, { x: LEFT + WIDTH - QR_SIZE, y: y + 2 }, QR_SIZE);
      const opening = canvas.lines(first(page, pages), strong, width).map((text) => ({ text, style: strong }));
      for (const { text, style } of [...opening, ...lines]) {
        canvas.text(text, { x: LEFT, y }, style);
        y += step;
      }
    },
  };
}

function drawSignatureLine(canvas: Canvas, y: number): void {
  canvas.text('Signature', { x: LEFT, y: y - 6 }, small);
  canvas.rule({ x: LEFT + 44, y: y + 3 }, { x: LEFT + 230, y: y + 3 });
  canvas.text('Signature witnessed by', { x: LEFT + 250, y: y - 6 }, small);
  canvas.rule({ x: LEFT + 340, y: y + 3 }, { x: LEFT + WIDTH, y: y + 3 });
}
