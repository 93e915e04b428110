// Text as a sheet can show it: nothing invisible, nothing the fonts lack, nothing wider than its column. Pure.

/** What all three fonts can draw: Latin with every European accent, and the marks of ordinary prose. */
const drawable =
  /[\u0020-\u007e\u00a0-\u00ac\u00ae-\u0131\u0134-\u0148\u014a-\u017e\u0218-\u021b\u1e80-\u1e85\u1ea0-\u1ef9\u2013\u2014\u2018-\u201a\u201c-\u201e\u2022\u2026\u20ac\u2212]/u;

/**
 * The text as the fonts can draw it; whatever they cannot becomes `\u{4E2D}`.
 * Threat: a name with a control that turns the text round, or a sign no font draws, reads as another name on paper.
 */
export function printable(text: string): string {
  let shown = '';
  for (const sign of text) {
    if (drawable.test(sign) || sign === '\n') shown += sign;
    else if (sign === '\t' || sign === '\r') shown += ' ';
    else shown += `\\u{${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;
  }
  return shown;
}

/** A hash in groups of four, so that two people can read it to each other. */
export const groupedHash = (hex: string): string => hex.replaceAll(/.{4}(?=.)/gu, '$& ');

/** The same on two even lines, as hashes of 64 digits stand on a sheet. */
export const hashOnTwoLines = (hex: string): string =>
  [hex.slice(0, hex.length / 2), hex.slice(hex.length / 2)].map(groupedHash).join('\n');

/** Prose with every SHA-256 in it grouped. */
export const withGroupedHashes = (text: string): string =>
  text.replaceAll(/\b[0-9a-f]{64}\b/gu, (hex) => groupedHash(hex));

/** `1,234,567 bytes` */
export const bytesText = (sizeBytes: number): string =>
  `${String(sizeBytes).replaceAll(/\B(?=(?:\d{3})+$)/gu, ',')} bytes`;

/** Width of a piece of text in points. */
export type Measure = (text: string) => number;

/** Breaks text into lines no wider than `width`; a word that is too long is cut, after a separator where one is near. */
export function wrapText(text: string, width: number, measure: Measure): string[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, width, measure));
}

function wrapParagraph(paragraph: string, width: number, measure: Measure): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (measure(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = cutWord(word, width, measure);
    line = pieces.pop() ?? '';
    lines.push(...pieces);
  }
  return [...lines, line];
}

/** How far back from the edge a separator may lie to be cut at. */
const SEPARATOR_REACH = 16;

function cutWord(word: string, width: number, measure: Measure): string[] {
  const pieces: string[] = [];
  let rest = [...word];
  while (rest.length > 0 && measure(rest.join('')) > width) {
    const fits = longestFit(rest, width, measure);
    const cut = separatorBefore(rest, fits) ?? fits;
    pieces.push(rest.slice(0, cut).join(''));
    rest = rest.slice(cut);
  }
  return [...pieces, rest.join('')];
}

/** The most characters that fit, at least one. */
function longestFit(signs: readonly string[], width: number, measure: Measure): number {
  let low = 1;
  let high = signs.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(signs.slice(0, middle).join('')) <= width) low = middle;
    else high = middle - 1;
  }
  return low;
}

function separatorBefore(signs: readonly string[], end: number): number | null {
  for (let index = end; index > Math.max(1, end - SEPARATOR_REACH); index -= 1)
    if (/[/\\_.,;:-]/u.test(signs[index - 1] ?? '')) return index;
  return null;
}
