import type { KeyHolder } from '../../shared/model.ts';
import type { Shell } from '../app.ts';
import type { Pdf } from './document.ts';
import { ACCENT, lineHeight, type TextStyle } from './pdf-canvas.ts';
import { hashOnTwoLines } from './pdf-text.ts';
import { openSheet, type Sheet } from './sheet-layout.ts';
import { body, bullets, fields, heading, mono, paragraph } from './sheet-rows.ts';
import { signatureBoxes } from './sheet-signatures.ts';
import { roleText } from './sheet-words.ts';

/** What a finished set-up hands over for its sheets. */
export interface SetupSheetFacts {
  readonly controller: string;
  readonly certificateFingerprint: string;
  readonly halves: readonly { readonly role: KeyHolder; readonly holder: string; readonly code: string }[];
  readonly madeAt: string;
  /** True when earlier sheets lie about: these replace them. */
  readonly replacesEarlier?: boolean;
}

const SETUP_PURPOSE =
  'Kept sealed by the person named on it. Opened only to regain the vault, in the presence of both holders.';

/** Prints the sheet of one role; false when the person cancelled. The half stands on this paper and nowhere else. */
export async function printSetupSheet(
  shell: Pick<Shell, 'printPdf'>,
  made: SetupSheetFacts,
  role: KeyHolder,
  mark: string | null = null,
): Promise<boolean> {
  const pdf = await setupSheet(made, role, mark);
  return shell.printPdf(`Recovery sheet, ${roleText(role)}`, pdf.bytes);
}

/** One half of the recovery code for one holder, with the fingerprint that discs are checked against. */
export async function setupSheet(made: SetupSheetFacts, role: KeyHolder, mark: string | null = null): Promise<Pdf> {
  const half = made.halves.find((candidate) => candidate.role === role);
  if (half === undefined) throw new Error(`no recovery half for the ${role}`);
  const { controller, madeAt, certificateFingerprint } = made;
  const frame = {
    reference: `${made.replacesEarlier === true ? 'Renewed' : 'Set-up'}: ${roleText(role)}`,
    madeAt,
    controller,
    controllerAddress: null,
    witnessCode: null,
    mark,
  };
  const sheet = await openSheet({ title: 'Recovery sheet', purpose: SETUP_PURPOSE }, frame);
  fields(sheet, [
    ['Holder', `${half.holder}, ${roleText(role)}`],
    ['Controller', controller],
  ]);
  heading(sheet, 'Half of the recovery code');
  bigCode(sheet, half.code);
  paragraph(
    sheet,
    'Thirty-six letters and digits. There is no letter I, L, O or U: what looks like one is a 1 or a 0, or a V. Hyphens and capitals do not matter when it is typed in.',
  );
  if (made.replacesEarlier === true)
    paragraph(
      sheet,
      'It replaces every recovery sheet printed before: the halves on those open nothing any more. Destroy them, and say so to the other holder.',
    );
  heading(sheet, 'What it is for');
  paragraph(
    sheet,
    'If passwords or second factors are lost, this half and the other holder’s half together open the vault. One half alone opens nothing and says nothing about the other.',
  );
  heading(sheet, 'Where to keep it');
  bullets(sheet, keeping);
  fingerprint(sheet, certificateFingerprint);
  signatureBoxes(sheet, [
    { title: 'Received and sealed by the holder', name: half.holder },
    { title: 'Witnessed by', name: null },
  ]);
  return sheet.finish();
}

function fingerprint(sheet: Sheet, certificateFingerprint: string): void {
  heading(sheet, 'Fingerprint of the signing certificate (SHA-256)');
  paragraph(sheet, hashOnTwoLines(certificateFingerprint), { ...mono, size: 11 });
  paragraph(
    sheet,
    'The same fingerprint stands on every disc label. Somebody who doubts a disc can compare the two.',
    body,
  );
}

const keeping = [
  'In a sealed envelope, signed across the flap, in a locked place that only the holder can open.',
  'Never in the same place as the other half, and never with the laptop.',
  'Never photographed, copied, scanned or typed in anywhere but on the secure laptop.',
  'If the seal is broken or the sheet is missing, tell the other holder at once and have a new recovery code made.',
];

const codeStyle: TextStyle = { font: 'mono', size: 25 };
const GROUPS_A_LINE = 3;

/** Three groups of four to a line, large enough to be read out. */
function bigCode(sheet: Sheet, code: string): void {
  const { canvas } = sheet;
  const groups = code.split('-');
  const lines = Array.from({ length: Math.ceil(groups.length / GROUPS_A_LINE) }, (_, index) =>
    groups.slice(index * GROUPS_A_LINE, (index + 1) * GROUPS_A_LINE).join('-'),
  );
  const height = lines.length * lineHeight(codeStyle) + 20;
  sheet.ensure(height + 8);
  const { x, y } = sheet.cursor();
  canvas.ornament(() => canvas.box({ x, y }, { width: sheet.width, height }, { color: ACCENT, thickness: 1.2 }));
  canvas.draw(canvas.tag(canvas.document, 'P'), () => {
    for (const [index, line] of lines.entries()) {
      const width = canvas.width(line, codeStyle);
      canvas.text(line, { x: x + (sheet.width - width) / 2, y: y + 10 + index * lineHeight(codeStyle) }, codeStyle);
    }
  });
  sheet.advance(height + 8);
}
