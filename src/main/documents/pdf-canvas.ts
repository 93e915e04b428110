import PdfFile from 'pdfkit';
import type { SheetFonts } from '../platform/fonts.ts';
import type { Pdf } from './document.ts';
import { printable, wrapText } from './pdf-text.ts';

/** How a piece of text looks. Sizes in points. */
export interface TextStyle {
  readonly font: keyof SheetFonts;
  readonly size: number;
  readonly color?: string;
}

export type Tag = PDFKit.PDFStructureElement;

/** What a sheet is drawn with: text, lines and pictures at points of an A4 page, each with its place in the tag tree. */
export interface Canvas {
  readonly document: Tag;
  /** The lines of a text in a column so many points wide. */
  lines(text: string, style: TextStyle, width: number): string[];
  width(text: string, style: TextStyle): number;
  tag(parent: Tag, type: string, options?: PDFKit.Mixins.StructureElementOptions): Tag;
  /** Draws as part of a tag; a tag may be drawn in several pieces, on several pages. */
  draw(tag: Tag, drawing: () => void): void;
  /** Draws what a reading voice leaves out: rules, boxes, repeated headers and footers. */
  ornament(drawing: () => void): void;
  text(text: string, at: Point, style: TextStyle): void;
  rule(from: Point, to: Point, style?: LineStyle): void;
  box(at: Point, size: Size, style?: LineStyle): void;
  bar(at: Point, size: Size, color: string): void;
  picture(png: Uint8Array, at: Point, size: Size): void;
  addPage(): void;
  /** Draws on every page once all are known, then closes the file. */
  finish(onPage: (page: number, pages: number) => void): Promise<Pdf>;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface LineStyle {
  readonly color?: string;
  readonly thickness?: number;
  readonly dash?: number;
}

export interface CanvasFacts {
  readonly title: string;
  readonly subject: string;
  readonly author: string;
  /** Instant; with title and subject the only source of the file's identifier, so that the same facts give the same bytes. */
  readonly madeAt: string;
}

export const PAGE = { width: 595.28, height: 841.89 } as const;
const BLACK = '#111111';
export const ACCENT = '#245781';
export const GREY = '#555555';

/** Height of a line in points, for every font alike. */
export const lineHeight = ({ size }: TextStyle): number => size * 1.34;

/** Opens a tagged PDF/A-3b file with the three fonts embedded; it never touches a font of the machine. */
export function createCanvas(facts: CanvasFacts, fonts: SheetFonts): Canvas {
  const doc = openPdf(facts, fonts);
  const written = bytesOf(doc);
  const root = doc.struct('Document');
  doc.addStructure(root);
  const measure = ({ font, size }: TextStyle) => doc.font(font).fontSize(size); // writes nothing, so needs no page
  const use = (style: TextStyle) => measure(style).fillColor(style.color ?? BLACK);
  let pages = 0;
  return {
    document: root,
    lines(text, style, width) {
      measure(style);
      return wrapText(printable(text), width, (piece) => doc.widthOfString(piece));
    },
    width: (text, style) => measure(style).widthOfString(printable(text)),
    tag(parent, type, options) {
      const element = options === undefined ? doc.struct(type) : doc.struct(type, options);
      parent.add(element);
      return element;
    },
    draw: (tag, drawing) => void tag.add(drawing),
    ornament(drawing) {
      doc.markContent('Artifact', { type: 'Layout' });
      drawing();
      doc.endMarkedContent();
    },
    text: (text, { x, y }, style) => void use(style).text(printable(text), x, y, { lineBreak: false }),
    ...shapes(doc),
    addPage() {
      doc.addPage();
      pages += 1;
    },
    async finish(onPage) {
      for (let page = 0; page < pages; page += 1) {
        doc.switchToPage(page);
        onPage(page + 1, pages);
      }
      root.end();
      doc.end();
      return { bytes: await written, pages };
    },
  };
}

/** Lines, boxes and pictures. */
function shapes(doc: PDFKit.PDFDocument): Pick<Canvas, 'rule' | 'box' | 'bar' | 'picture'> {
  const pen = ({ color, thickness, dash }: LineStyle = {}): void => {
    doc.lineWidth(thickness ?? 0.6).strokeColor(color ?? BLACK);
    if (dash === undefined) doc.undash();
    else doc.dash(dash, { space: dash });
  };
  return {
    rule(from, to, style) {
      pen(style);
      doc.moveTo(from.x, from.y).lineTo(to.x, to.y).stroke();
    },
    box({ x, y }, { width, height }, style) {
      pen(style);
      doc.rect(x, y, width, height).stroke();
    },
    bar: ({ x, y }, { width, height }, color) => void doc.rect(x, y, width, height).fill(color),
    picture: (png, { x, y }, { width, height }) => void doc.image(Buffer.from(png), x, y, { width, height }),
  };
}

function bytesOf(doc: PDFKit.PDFDocument): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    doc.on('error', reject);
  });
}

function openPdf({ title, subject, author, madeAt }: CanvasFacts, fonts: SheetFonts): PDFKit.PDFDocument {
  const made = new Date(madeAt);
  const doc = new PdfFile({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: '1.7',
    subset: 'PDF/A-3b',
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    font: fonts.regular as unknown as string, // the library takes bytes; its types know only names
    info: {
      Title: printable(title),
      Subject: printable(subject),
      Author: printable(author),
      Creator: 'Lend-A-Cam Evidence',
      Producer: 'Lend-A-Cam Evidence',
      CreationDate: made,
      ModDate: made,
    },
  });
  for (const name of ['regular', 'bold', 'mono'] as const) doc.registerFont(name, fonts[name]);
  return doc;
}
