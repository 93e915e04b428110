import type { Output, Parsed } from '../../shared/contract.ts';
import type { TimelineEntry } from '../../shared/contract/cases.ts';
import type { z } from 'zod';
import { AppError } from '../../shared/failure.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import type { Checkpoint } from '../ledger/checkpoint.ts';
import { witnessCode } from '../ledger/entry.ts';
import type { VerifyOptions } from '../ledger/verification.ts';
import type { EntryRow, Ledger, LedgerExport } from '../ledger/ledger-service.ts';
import type { SigningService } from '../people/signing-service.ts';
import { addDays, londonDayStart } from '../time.ts';
import { codeInWords, comparisonInWords } from './ledger-papers.ts';
import { findReference } from './reference-store.ts';

export interface LedgerDeskPorts {
  readonly db: ReadDb;
  readonly ledger: Ledger;
  readonly signing: SigningService;
}

export type SignedCheckpoint = Checkpoint & { readonly signature: string; readonly code: string };

const PAGE = 100;
/** As many as a screen can show; the court documents have them all. */
const MOST_OF_A_CASE = 2000;

/** What people ask of the ledger: search, verify, compare a code from paper; and what the features print from it. */
export function createLedgerDesk({ db, ledger, signing }: LedgerDeskPorts) {
  const referenced = (reference: string): string => {
    const id = findReference(db, reference);
    if (id !== null) return id;
    throw new AppError(
      'not-found',
      `Nothing bears the reference “${reference}”. Give a React reference such as ASB/2026/0417 or a number such as REC-0001.`,
    );
  };

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

    search({ text, action, actorId, about, from, to, beforeSeq }: Parsed<'ledger.search'>): Output<'ledger.search'> {
      const rows = ledger.search({
        text,
        action,
        actorId,
        about: about === undefined ? undefined : referenced(about),
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
      const held = ledger.head().size;
      const entry = verdict === 'matches' && size > 0 ? ledger.search({ beforeSeq: size, limit: 1 })[0] : undefined;
      act.change(['ledger'], (tx) => tx.enter('ledger', { code, verdict }));
      return { verdict, size, message: codeInWords(verdict, size, held, entry?.at ?? null) };
    },

    compare({ first, second }: Parsed<'ledger.compare'>, act: Act): Output<'ledger.compare'> {
      const compared = ledger.compareCodes(first, second);
      const [{ verdict: one }, { verdict: two }] = compared.codes;
      const ok = one === 'matches' && two === 'matches';
      act.change(['ledger'], (tx) => tx.enter('ledger', { codes: compared.codes.map((each) => ({ ...each })), ok }));
      const proof = compared.proof === null ? null : [...compared.proof];
      return { ok, message: comparisonInWords(compared), codes: [...compared.codes], proof };
    },

    checkpoints: (): Output<'ledger.checkpoints'> =>
      ledger
        .checkpoints()
        .map(({ size, at, code }) => ({ size, at, code }))
        .toReversed(),
  };
}

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
