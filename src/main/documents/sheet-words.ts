import { dayText, offsetText, wallClockText } from '../time.ts';
import type { ProceedingsFacts } from './document-facts.ts';
import { hashOnTwoLines } from './pdf-text.ts';
import type { Sheet } from './sheet-layout.ts';
import { body, type Field, fields, mono } from './sheet-rows.ts';

// Words that several sheets say alike. Nothing here claims more than a hash can show (domain.md §6).

export const SCHEME_PURPOSE =
  'To be used only for the purposes of the Lend-A-Cam Code of Practice (4.3); not to be sold, published or used for entertainment (4.4).';

export const PROCEEDINGS_PURPOSE =
  'Copied for the legal proceedings named on it and for nothing else (Code of Practice 4.3, 4.7).';

/** A recorder's clock from and to, or plain words when the footage claims no time. */
export function recordedText(from: string | null, to: string | null): string {
  if (from === null && to === null) return 'The footage states no time that can be relied on';
  if (to === null || from === to) return wallClockText(from ?? to ?? '');
  if (from === null) return `until ${wallClockText(to)}`;
  return `${wallClockText(from)} to ${wallClockText(to)}`;
}

/** How the recorder's clock stood, as a sentence. */
export const clockText = (offsetSeconds: number): string =>
  offsetSeconds === 0 ? 'showed no difference from the reference' : `was ${offsetText(offsetSeconds)}`;

/** A SHA-256 in groups of four under its own label. */
export const hashField = (label: string, sha256: string | null): Field =>
  sha256 === null ? [label, 'none was made'] : [label, hashOnTwoLines(sha256), mono];

const roles: Readonly<Record<string, string>> = {
  officer: 'Case Support Officer',
  manager: 'Safer Neighbourhoods Manager',
  auditor: 'Auditor',
};

/** A role as it is written on paper. */
export const roleText = (role: string): string => roles[role] ?? role;

/** The last line of a sheet that hashes stand on: what they show, and what they do not. */
export function hashNote(sheet: Sheet): void {
  sheet.advance(4);
  fields(sheet, [
    [
      'About the hashes',
      'A file that matches the hash recorded here has not changed since the hash was recorded. A hash shows neither what happened in front of the camera nor when it was recorded.',
      body,
    ],
  ]);
}

/** Which proceedings a sheet belongs to. */
export const proceedingsFields = ({ court, caseNumber, parties, hearingOn }: ProceedingsFacts): Field[] => [
  ['Court', court],
  ['Case number', caseNumber],
  ['Parties', parties],
  ['Hearing', hearingOn === null ? 'not yet listed' : dayText(hearingOn)],
];

/** The three camera systems as they are written on paper (CoP 3.5). */
export const systemNames = {
  'standard-4g': 'Standard 4G',
  'ic-pod': 'IC-POD 4G',
  idcam: 'IDCAM Pro',
} as const;
