import type { Output, Parsed } from '../../shared/contract.ts';
import type { TimelineEntry } from '../../shared/contract/cases.ts';
import type { z } from 'zod';
import type { Act } from '../acts.ts';
import type { Checkpoint } from '../ledger/checkpoint.ts';
import { witnessCode } from '../ledger/entry.ts';
import type { VerifyOptions } from '../ledger/verification.ts';
import type { EntryRow, Ledger, LedgerExport } from '../ledger/ledger-service.ts';
import type { SigningService } from '../people/signing-service.ts';
import { addDays, instantText, londonDayStart } from '../time.ts';

export interface LedgerDeskPorts {
  readonly ledger: Ledger;
  readonly signing: SigningService;
}

export type SignedCheckpoint = Checkpoint & { readonly signature: string; readonly code: string };

const PAGE = 100;
/** As many as a screen can show; the court documents have them all. */
const MOST_OF_A_CASE = 2000;

/** What people ask of the ledger: search, verify, compare a code from paper; and what the features print from it. */
export function createLedgerDesk({ ledger, signing }: LedgerDeskPorts) {
  return {
    witnessCode: (): string => ledger.head().code,

    /** Signs and keeps the ledger's head; that it was done is an entry after it. */
    checkpoint(act: Act): SignedCheckpoint {
      return act.as('ledger.checkpoint').change(['ledger'], (tx) => {
        const checkpoint = ledger.checkpoint(signing);
        tx.enter('ledger', { size: checkpoint.size, root: checkpoint.root, witnessCode: checkpoint.code });
        return checkpoint;
      });
    },

    /** The story of a case, newest first. */
    aboutCase: (caseId: string): z.output<typeof TimelineEntry>[] =>
      ledger.newestAbout(caseId, MOST_OF_A_CASE).map(({ seq, at, actorName, action, subject }) => ({
        seq,
        at,
        actor: actorName,
        action,
        subject,
      })),

    /** Every entry that speaks of one of these things, oldest first. */
    entriesAbout: (ids: readonly string[]): EntryRow[] => ledger.entriesAbout(ids),

    exportEntries: (seqs: readonly number[], checkpoint: SignedCheckpoint): LedgerExport =>
      ledger.exportEntries(seqs, checkpoint),

    search({ text, action, from, to, beforeSeq }: Parsed<'ledger.search'>): Output<'ledger.search'> {
      const rows = ledger.search({
        text,
        action,
        beforeSeq,
        limit: PAGE + 1,
        from: from === undefined ? undefined : londonDayStart(from),
        to: to === undefined ? undefined : londonDayStart(addDays(to, 1)),
      });
      return {
        rows: rows.slice(0, PAGE).map(toRow),
        more: rows.length > PAGE,
        size: (ledger.search({ limit: 1 })[0]?.seq ?? -1) + 1,
      };
    },

    /** Recomputes everything; the result is itself an entry, a good one too. */
    async verify(act: Act, how: Omit<VerifyOptions, 'signer'> = {}): Promise<Output<'ledger.verify'>> {
      const { ok, size, root, faults } = await ledger.verify({ signer: signing, ...how });
      act.change(['ledger'], (tx) =>
        tx.enter('ledger', { ok, size, root, faults: faults.map(({ message }) => message).slice(0, 50) }),
      );
      return {
        ok,
        size,
        root,
        witnessCode: witnessCode(size, root),
        faults: faults.map(({ seq, kind, message }) => ({ seq, kind, message })),
      };
    },

    checkCode({ code }: Parsed<'ledger.checkCode'>, act: Act): Output<'ledger.checkCode'> {
      const { verdict, size } = ledger.checkCode(code);
      const entry = verdict === 'matches' && size > 0 ? ledger.search({ beforeSeq: size, limit: 1 })[0] : undefined;
      act.change(['ledger'], (tx) => tx.enter('ledger', { code, verdict }));
      return { verdict, size, message: VERDICTS[verdict](size, entry?.at ?? null) };
    },
  };
}

const VERDICTS: Record<Output<'ledger.checkCode'>['verdict'], (size: number, at: string | null) => string> = {
  matches: (size, at) =>
    `The first ${size} entries are the same as when this code was printed${at === null ? '' : ` (last of them: ${instantText(at)})`}.`,
  differs: (size) =>
    `The first ${size} entries are NOT the same as when this code was printed. Check the code once more; if it is right, something was changed afterwards. Report it at once.`,
  'shorter-ledger': (size) =>
    `This code speaks of ${size} entries, and there are fewer: the end of the ledger is missing, or an older copy was put back. Report it at once.`,
};

function toRow(row: EntryRow): Output<'ledger.search'>['rows'][number] {
  const entry = JSON.parse(row.text) as { actor: { role: string }; details: object };
  const { seq, at, actorName, action, subject, leafHash } = row;
  return {
    seq,
    at,
    actor: actorName,
    role: entry.actor.role,
    action,
    subject,
    details: JSON.stringify(entry.details, null, 2),
    leafHash,
  };
}

export type LedgerDesk = ReturnType<typeof createLedgerDesk>;
