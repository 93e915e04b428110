/** What is read of an entry of the ledger. */
interface Told {
  readonly action: string;
  /** Its canonical text. */
  readonly text: string;
}

/** How often a sheet may lie on paper, going by the ledger. */
export interface PaperOfSheet {
  /** Times it went to the printer and the person did not say that they thought better of it. */
  readonly printed: number;
  /** Papers that were entered as gone since. */
  readonly gone: number;
}

/** Counted strictly: a printing that was begun and has no end (a crash, a power cut) may have left a paper. */
export function paperOf(entries: readonly Told[], sheetId: string): PaperOfSheet {
  let [printed, gone] = [0, 0];
  for (const { action, text } of entries) {
    const isGone = action === 'prints.sheetGone' || action === 'contactSheets.gone';
    if (action !== 'documents.print' && !isGone) continue;
    const { details } = JSON.parse(text) as { details: Readonly<Record<string, unknown>> };
    if (details['documentId'] !== sheetId) continue;
    if (isGone) gone += 1;
    else if (details['step'] !== undefined) printed += 1;
    else if (details['printed'] === false) printed -= 1;
  }
  return { printed, gone };
}
