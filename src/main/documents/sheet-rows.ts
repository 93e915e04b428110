import { ACCENT, GREY, lineHeight, type Tag, type TextStyle } from './pdf-canvas.ts';
import type { Sheet } from './sheet-layout.ts';

// Text in columns. A row that has no room goes to the next page; one that is higher than a page is cut between lines.

export const body: TextStyle = { font: 'regular', size: 10 };
export const bold: TextStyle = { font: 'bold', size: 10 };
export const mono: TextStyle = { font: 'mono', size: 9 };
export const faint: TextStyle = { font: 'regular', size: 9, color: GREY };
const headingStyle: TextStyle = { font: 'bold', size: 12, color: ACCENT };

export interface Cell {
  readonly text: string;
  readonly style: TextStyle;
  /** From the sheet's left edge. */
  readonly x: number;
  readonly width: number;
  readonly tag: Tag;
}

export interface RowOptions {
  /** Space above and below the text. */
  readonly pad?: number;
  /** May be cut although a whole page would hold it: running prose. */
  readonly mayBreak?: boolean;
  readonly isRuled?: boolean;
}

/** Height a row will take, in points. */
function rowHeight(sheet: Sheet, cells: readonly Pick<Cell, 'text' | 'style' | 'width'>[], pad = 3): number {
  const heights = cells.map(
    ({ text, style, width }) => sheet.canvas.lines(text, style, width).length * lineHeight(style),
  );
  return Math.max(0, ...heights) + 2 * pad;
}

/** Draws one row of cells and moves on below it. */
export function drawRow(sheet: Sheet, cells: readonly Cell[], options: RowOptions = {}): void {
  const { pad = 3, mayBreak = false, isRuled = false } = options;
  const height = rowHeight(sheet, cells, pad);
  const least = mayBreak ? Math.min(height, 3 * lineHeight(body)) : Math.min(height, sheet.fullRoom);
  sheet.ensure(least);
  let waiting = cells.map((cell) => ({ cell, lines: sheet.canvas.lines(cell.text, cell.style, cell.width) }));
  while (waiting.some(({ lines }) => lines.length > 0)) {
    const room = sheet.room() - 2 * pad;
    const drawn = waiting.map(({ cell, lines }) =>
      lines.slice(0, Math.max(1, Math.floor(room / lineHeight(cell.style)))),
    );
    sheet.advance(pad);
    const heights = waiting.map(({ cell }, index) => drawLines(sheet, cell, drawn[index] ?? []));
    sheet.advance(Math.max(...heights) + pad);
    waiting = waiting.map(({ cell, lines }, index) => ({ cell, lines: lines.slice(drawn[index]?.length ?? 0) }));
    if (isRuled) ruleBelow(sheet);
    if (waiting.some(({ lines }) => lines.length > 0)) sheet.newPage();
  }
}

function drawLines(sheet: Sheet, cell: Cell, lines: readonly string[]): number {
  const { x, y } = sheet.cursor();
  const step = lineHeight(cell.style);
  if (lines.length > 0) {
    sheet.canvas.draw(cell.tag, () => {
      for (const [index, line] of lines.entries())
        sheet.canvas.text(line, { x: x + cell.x, y: y + index * step }, cell.style);
    });
  }
  return lines.length * step;
}

function ruleBelow(sheet: Sheet): void {
  const { x, y } = sheet.cursor();
  sheet.canvas.ornament(() =>
    sheet.canvas.rule({ x, y }, { x: x + sheet.width, y }, { color: '#bbbbbb', thickness: 0.4 }),
  );
}

export function heading(sheet: Sheet, text: string): void {
  sheet.ensure(64);
  sheet.advance(8);
  drawRow(
    sheet,
    [{ text, style: headingStyle, x: 0, width: sheet.width, tag: sheet.canvas.tag(sheet.canvas.document, 'H2') }],
    { pad: 2 },
  );
}

export function paragraph(sheet: Sheet, text: string, style: TextStyle = body): void {
  const tag = sheet.canvas.tag(sheet.canvas.document, 'P');
  drawRow(sheet, [{ text, style, x: 0, width: sheet.width, tag }], { mayBreak: true });
}

const MARK_WIDTH = 14;

/** A list with its text standing clear of the marks. */
export function bullets(sheet: Sheet, items: readonly string[]): void {
  const { canvas } = sheet;
  const list = canvas.tag(canvas.document, 'L');
  for (const text of items) {
    const item = canvas.tag(list, 'LI');
    const mark = { text: '•', style: body, x: 0, width: MARK_WIDTH, tag: canvas.tag(item, 'Lbl') };
    const said = { text, style: body, x: MARK_WIDTH, width: sheet.width - MARK_WIDTH, tag: canvas.tag(item, 'LBody') };
    drawRow(sheet, [mark, said], { pad: 2, mayBreak: true });
  }
}

/** A label and what it says; a null is shown as a line to write on. */
export type Field = readonly [label: string, value: string | null, style?: TextStyle];

const LABEL_WIDTH = 132;

/** Labels left, values right, in one table for a reading voice. */
export function fields(sheet: Sheet, list: readonly Field[], labelWidth = LABEL_WIDTH): void {
  const { canvas } = sheet;
  const whole = canvas.tag(canvas.document, 'Table');
  for (const [label, value, style = body] of list) {
    const row = canvas.tag(whole, 'TR');
    const left = { text: label, style: faint, x: 0, width: labelWidth - 10, tag: canvas.tag(row, 'TH') };
    const right = {
      text: value ?? '',
      style,
      x: labelWidth,
      width: sheet.width - labelWidth,
      tag: canvas.tag(row, 'TD'),
    };
    drawRow(sheet, value === null ? [left] : [left, right], { pad: value === null ? WRITING_PAD : 2 });
    if (value === null) lineToWriteOn(sheet, labelWidth);
  }
}

/** Room for handwriting. */
const WRITING_PAD = 6;

/** A line under the row just drawn, from `from` to the right edge. */
export function lineToWriteOn(sheet: Sheet, from: number): void {
  const { x, y } = sheet.cursor();
  const height = y - WRITING_PAD + 3;
  sheet.canvas.ornament(() =>
    sheet.canvas.rule({ x: x + from, y: height }, { x: x + sheet.width, y: height }, { color: GREY }),
  );
}

export interface Column {
  readonly title: string;
  /** Share of the width; shares add up to 1. */
  readonly share: number;
  readonly style?: TextStyle;
}

const GUTTER = 8;
const cellText: TextStyle = { font: 'regular', size: 9 };
const cellHead: TextStyle = { font: 'bold', size: 8.5, color: ACCENT };

/** A table whose header stands again on every page it runs over. */
export function table(sheet: Sheet, columns: readonly Column[], rows: readonly (readonly string[])[]): void {
  const { canvas } = sheet;
  const element = canvas.tag(canvas.document, 'Table');
  const placed = placeColumns(sheet.width, columns);
  sheet.advance(4);
  const row = (texts: readonly string[], type: 'TH' | 'TD'): readonly Cell[] => {
    const tag = canvas.tag(element, 'TR');
    return placed.map(({ x, width, style }, index) => ({
      text: texts[index] ?? '',
      style: type === 'TH' ? cellHead : (style ?? cellText),
      x,
      width,
      tag: canvas.tag(tag, type),
    }));
  };
  const titles = columns.map(({ title }) => title);
  const first = rows[0];
  sheet.ensure(
    rowHeight(sheet, row2(placed, titles, cellHead)) +
      (first === undefined ? 0 : Math.min(120, rowHeight(sheet, row2(placed, first, cellText)))),
  );
  drawRow(sheet, row(titles, 'TH'), { isRuled: true });
  sheet.repeatOnNewPage(() => repeatHeader(sheet, placed, titles));
  for (const texts of rows) drawRow(sheet, row(texts, 'TD'), { isRuled: true });
  sheet.repeatOnNewPage(null);
  sheet.advance(4);
}

type PlacedColumn = Column & { readonly x: number; readonly width: number };

function placeColumns(width: number, columns: readonly Column[]): PlacedColumn[] {
  let x = 0;
  return columns.map((column) => {
    const placed = { ...column, x, width: column.share * width - GUTTER };
    x += column.share * width;
    return placed;
  });
}

const row2 = (placed: readonly PlacedColumn[], texts: readonly string[], style: TextStyle) =>
  placed.map((column, index) => ({ text: texts[index] ?? '', style: column.style ?? style, width: column.width }));

/** Drawn, but said only once by a reading voice. */
function repeatHeader(sheet: Sheet, placed: readonly PlacedColumn[], titles: readonly string[]): void {
  const { canvas } = sheet;
  const height = rowHeight(sheet, row2(placed, titles, cellHead));
  const { x, y } = sheet.cursor();
  canvas.ornament(() => {
    for (const [index, column] of placed.entries())
      for (const [line, text] of canvas.lines(titles[index] ?? '', cellHead, column.width).entries())
        canvas.text(text, { x: x + column.x, y: y + 3 + line * lineHeight(cellHead) }, cellHead);
  });
  sheet.advance(height);
  ruleBelow(sheet);
}
