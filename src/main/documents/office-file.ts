import { AppError } from '../../shared/failure.ts';

// A .docx is a ZIP of parts. Only the list of their names at its end is read: no part is unpacked, none is opened.

const END = 0x06_05_4b_50;
const ENTRY = 0x02_01_4b_50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const MOST_COMMENT = 65_535;

export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

/** @throws AppError 'invalid-input' when it is no Word document, or one with programs (macros) in it. */
export function wordDocument(bytes: Uint8Array): 'docx' {
  const names = partNames(bytes);
  if (!['[Content_Types].xml', 'word/document.xml'].every((part) => names.includes(part)))
    throw new AppError(
      'invalid-input',
      'This is an archive or another kind of document, not a Word document (.docx). Save it as a PDF and choose it again.',
    );
  if (names.some((name) => /vbaProject|vbaData/iu.test(name)))
    throw new AppError(
      'invalid-input',
      'This Word document holds programs (macros). It is not taken in. Ask for it as a PDF.',
    );
  return 'docx';
}

function partNames(bytes: Uint8Array): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const broken = (): AppError =>
    new AppError('invalid-input', 'This document is not whole. Copy it to the laptop once more and choose it again.');
  let end = bytes.length - END_BYTES;
  const last = Math.max(0, end - MOST_COMMENT);
  while (end >= last && view.getUint32(end, true) !== END) end -= 1;
  if (end < last) throw broken();
  const names: string[] = [];
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (at + ENTRY_BYTES > end || view.getUint32(at, true) !== ENTRY) throw broken();
    const from = at + ENTRY_BYTES;
    const until = from + view.getUint16(at + 28, true);
    if (until > end) throw broken();
    names.push(new TextDecoder().decode(bytes.subarray(from, until)));
    at = until + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return names;
}
