/** A piece of a text: found or not. */
export interface Piece {
  readonly text: string;
  readonly isFound: boolean;
}

/** A paragraph cut at what is looked for, whatever its letters' size; one piece when it is not there. */
export function piecesOf(paragraph: string, wanted: string): Piece[] {
  const [text, sought] = [paragraph.toLowerCase(), wanted.trim().toLowerCase()];
  const pieces: Piece[] = [];
  let at = 0;
  for (let hit = sought === '' ? -1 : text.indexOf(sought); hit !== -1; hit = text.indexOf(sought, at)) {
    if (hit > at) pieces.push({ text: paragraph.slice(at, hit), isFound: false });
    at = hit + sought.length;
    pieces.push({ text: paragraph.slice(hit, at), isFound: true });
  }
  if (at < paragraph.length) pieces.push({ text: paragraph.slice(at), isFound: false });
  return pieces;
}

/** How often something stands in a text. */
export const countIn = (text: string, wanted: string): number =>
  piecesOf(text, wanted).filter(({ isFound }) => isFound).length;

/** A heading of the code stands alone on a line: “3 Key Features of the Scheme”, “Signage”. */
export const isHeading = (paragraph: string): boolean =>
  paragraph.length < 60 && !paragraph.includes('\n') && !/[.;:]$/u.test(paragraph) && !/^\d+\.\d/u.test(paragraph);
