import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pdf } from '../../../src/main/documents/document.ts';

// A sheet as programs that are not ours read it.

function read(pdf: Pdf, program: string, args: (file: string) => readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'sheet-'));
  try {
    const file = join(folder, 'sheet.pdf');
    writeFileSync(file, pdf.bytes);
    return execFileSync(program, [...args(file)], { encoding: 'utf8', maxBuffer: 64_000_000 });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The text of each page in the order it was drawn. */
export const pageTexts = (pdf: Pdf): string[] =>
  read(pdf, 'pdftotext', (file) => ['-raw', '-enc', 'UTF-8', file, '-'])
    .split('\f')
    .slice(0, -1);

/** All text without any white space: a long name is the same name over however many lines. */
export const squeezed = (text: string): string => text.replaceAll(/\s/gu, '');
export const allText = (pdf: Pdf): string => squeezed(pageTexts(pdf).join(''));

export const info = (pdf: Pdf): string => read(pdf, 'pdfinfo', (file) => [file]);
export const structure = (pdf: Pdf): string => read(pdf, 'pdfinfo', (file) => ['-struct-text', file]);

/** One row for each font: is it in the file? */
export const fonts = (pdf: Pdf): { name: string; isEmbedded: boolean }[] =>
  read(pdf, 'pdffonts', (file) => [file])
    .split('\n')
    .slice(2)
    .filter((line) => line !== '')
    .map((line) => {
      const [, name = '', embedded] = /^(\S+) .*? (yes|no) +(?:yes|no) +(?:yes|no) +\d+ +\d+$/u.exec(line) ?? [];
      return { name, isEmbedded: embedded === 'yes' };
    });

export interface Word {
  readonly page: number;
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where every word stands, in points from the top left corner. */
export function words(pdf: Pdf): Word[] {
  const html = read(pdf, 'pdftotext', (file) => ['-bbox', '-enc', 'UTF-8', file, '-']);
  return html
    .split('<page ')
    .slice(1)
    .flatMap((text, index) =>
      [
        ...text.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/gu),
      ].map((found) => ({
        page: index + 1,
        left: Number(found[1]),
        top: Number(found[2]),
        right: Number(found[3]),
        bottom: Number(found[4]),
        text: found[5] ?? '',
      })),
    );
}
