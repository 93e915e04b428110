import { GREY, lineHeight, type TextStyle } from './pdf-canvas.ts';
import type { Sheet } from './sheet-layout.ts';

/** One box to sign in; `name` is printed, null leaves it to be written. */
export interface SignatureBox {
  readonly title: string;
  readonly name: string | null;
}

const HEIGHT = 104;
const GAP = 12;
const title: TextStyle = { font: 'bold', size: 9 };
const label: TextStyle = { font: 'regular', size: 8, color: GREY };
const written: TextStyle = { font: 'regular', size: 9.5 };

/** Boxes side by side, two in a row, each with name, signature, date and time. */
export function signatureBoxes(sheet: Sheet, boxes: readonly SignatureBox[]): void {
  for (let index = 0; index < boxes.length; index += 2) {
    const pair = boxes.slice(index, index + 2);
    const width = (sheet.width - GAP) / 2;
    const height = Math.max(...pair.map((box) => HEIGHT + extraLines(sheet, box, width)));
    sheet.ensure(height + 16);
    sheet.advance(8);
    for (const [side, box] of pair.entries()) drawBox(sheet, box, { offset: side * (width + GAP), width, height });
    sheet.advance(height + 8);
  }
}

const nameLines = (sheet: Sheet, { name }: SignatureBox, width: number): string[] =>
  name === null ? [] : sheet.canvas.lines(name, written, width - 70);

const extraLines = (sheet: Sheet, box: SignatureBox, width: number): number =>
  Math.max(0, nameLines(sheet, box, width).length - 1) * lineHeight(written);

interface BoxPlace {
  readonly offset: number;
  readonly width: number;
  readonly height: number;
}

function drawBox(sheet: Sheet, box: SignatureBox, { offset, width, height }: BoxPlace): void {
  const { canvas } = sheet;
  const { x: left, y } = sheet.cursor();
  const x = left + offset;
  const below = y + extraLines(sheet, box, width);
  canvas.ornament(() => {
    canvas.box({ x, y }, { width, height }, { color: GREY });
    if (box.name === null) canvas.rule({ x: x + 60, y: y + 40 }, { x: x + width - 10, y: y + 40 }, { color: GREY });
    for (const line of [66, 92])
      canvas.rule({ x: x + 60, y: below + line }, { x: x + width - 10, y: below + line }, { color: GREY });
  });
  const tag = canvas.tag(canvas.document, 'P');
  canvas.draw(tag, () => {
    canvas.text(box.title, { x: x + 8, y: y + 8 }, title);
    canvas.text('Name', { x: x + 8, y: y + 29 }, label);
    for (const [index, line] of nameLines(sheet, box, width).entries())
      canvas.text(line, { x: x + 60, y: y + 28 + index * lineHeight(written) }, written);
    canvas.text('Signature', { x: x + 8, y: below + 56 }, label);
    canvas.text('Date, time', { x: x + 8, y: below + 82 }, label);
  });
}
