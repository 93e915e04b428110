import { AppError } from '../../shared/failure.ts';

const PDF = '%PDF-';

/** A scanned paper is a PDF, by its first bytes and not by its name; anything else is refused. */
export function checkScan(bytes: Uint8Array): void {
  if (new TextDecoder('latin1').decode(bytes.subarray(0, PDF.length)) !== PDF)
    throw new AppError('invalid-input', 'This is not a PDF. Scan the paper as a PDF and choose it again.');
}

/** A file's name as it may stand in the register: one line, nothing that turns text round, not endless. */
export const plainName = (name: string): string =>
  name
    .replaceAll(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/gu, '_')
    .slice(0, 200)
    .trim() || 'scan.pdf';
