import type { PaperFormat } from '../../shared/contract/attachments.ts';
import { AppError } from '../../shared/failure.ts';
import { isZip, wordDocument } from './office-file.ts';
import { looksLikePicture, readPicture } from './picture-file.ts';
import { decodeText, isMail } from './text-file.ts';

/** Names of files that may be chosen; what a file is follows from its content. */
export const paperExtensions = ['pdf', 'jpg', 'jpeg', 'png', 'eml', 'txt', 'docx'] as const;

const begins = (bytes: Uint8Array, start: string): boolean =>
  new TextDecoder('latin1').decode(bytes.subarray(0, start.length)) === start;

/**
 * Judges a paper by its content and not by its name. Only text has nothing in it that proves what it is: there the name
 * must say so too. Nothing is opened, run or unpacked but the data of a PNG, which is only counted.
 * @throws AppError 'invalid-input' for everything else, saying what to do.
 */
export async function paperFormat(bytes: Uint8Array, name: string): Promise<PaperFormat> {
  if (begins(bytes, '%PDF-')) return 'pdf';
  if (looksLikePicture(bytes)) return (await readPicture(bytes)).format;
  if (isZip(bytes)) return wordDocument(bytes);
  const extension = name.toLowerCase().split('.').at(-1);
  const text = extension === 'eml' || extension === 'txt' ? decodeText(bytes) : null;
  if (text !== null && extension === 'txt') return 'txt';
  if (text !== null && isMail(text)) return 'eml';
  throw new AppError(
    'invalid-input',
    'This is none of the papers that can be attached: a PDF, a picture (JPEG, PNG), an e-mail (.eml), plain text (.txt) or a Word document (.docx). Scan it or save it as a PDF and choose it again.',
  );
}
