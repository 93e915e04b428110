import { join } from 'node:path';
import type { Output, Parsed } from '../../shared/contract.ts';
import type { Transit } from '../../shared/contract/transits.ts';
import { AppError } from '../../shared/failure.ts';
import type { DocumentId, TransitId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { Shell } from '../app.ts';
import { nextNumber } from '../database/counter-store.ts';
import type { ReadDb } from '../database/database.ts';
import type { DocumentService } from '../documents/document-service.ts';
import { type TransitFacts, transitReceipt, transitSlip } from '../documents/transit-sheets.ts';
import type { JobRequest, Jobs, Work } from '../jobs.ts';
import { newId } from '../platform/ids.ts';
import { drawBytes } from '../platform/random.ts';
import { removeArchive, writeSealedArchive, type WrittenArchive } from '../platform/sealed-archive.ts';
import { londonDay } from '../time.ts';
import { buildBundle } from './bundle.ts';
import type { Bundle } from './bundle-input.ts';
import type { BundleAssembly } from './bundle-service.ts';
import type { CourtService } from './court-service.ts';
import { passphraseBytes, passphraseOf } from './passphrase.ts';
import {
  attachTransitReceipt,
  failTransit,
  findTransit,
  insertTransit,
  listTransits,
  listUnfinishedTransits,
  listUnsignedTransits,
  signTransitReceipt,
  verifyTransit,
} from './transit-store.ts';

export interface TransitPorts {
  readonly db: ReadDb;
  readonly court: CourtService;
  readonly documents: DocumentService;
  readonly assembly: BundleAssembly;
  readonly jobs: Jobs;
  readonly shell: Pick<Shell, 'chooseFolder'>;
  readonly vaultFolder: string;
}

/** Beyond this a ZIP must say its sizes in 64 bits; a little below, for what the archive adds. */
const LARGE_BYTES = 4_000_000_000;

/** A bundle as one encrypted file with its passphrase on a slip of its own, registered like a disc (CoP 3.10, 4.11). */
export function createTransitService({ db, court, documents, assembly, jobs, shell, vaultFolder }: TransitPorts) {
  const require = (id: TransitId): Transit => {
    const found = findTransit(db, id);
    if (found === null) throw new AppError('not-found', 'There is no such copy.');
    return found;
  };
  const requireVerified = (id: TransitId): Transit & { readonly sha256: string; readonly sizeBytes: number } => {
    const { sha256, sizeBytes, ...transit } = require(id);
    if (transit.state !== 'verified' || sha256 === null || sizeBytes === null)
      throw new AppError('conflict', `${transit.number} was not written and read back: there is no such copy.`);
    return { ...transit, sha256, sizeBytes };
  };
  const factsOf = (transit: Transit, { sizeBytes, sha256 }: WrittenArchive): TransitFacts => {
    const { number, copy, bundleNumber, fileName, recipient, organisation, passphraseRoute, madeBy } = transit;
    const { proceedings } = court.requireBundle(transit.bundleId);
    const about = { number, copy, bundleNumber, proceedings, fileName, sizeBytes, sha256 };
    return { ...about, recipient, organisation, passphraseRoute, madeBy };
  };

  const write = async (
    transit: Transit,
    { folder, passphrase }: { readonly folder: string; readonly passphrase: string },
    { act, work }: { readonly act: Act; readonly work: Work },
  ): Promise<{ readonly bundle: Bundle; readonly written: WrittenArchive }> => {
    const stored = court.requireBundle(transit.bundleId);
    const again = (): typeof stored => court.requireBundle(stored.id);
    const { input, tools, createdAt } = await assembly.assemble(stored, act, work, again);
    const bundle = buildBundle(input, tools);
    const files = bundle.entries.map(({ path, ...entry }) => ({ ...entry, path: `${transit.bundleNumber}/${path}` }));
    const written = await writeSealedArchive(join(folder, transit.fileName), files, {
      ...{ passphrase, at: createdAt, signal: work.signal, forbidden: vaultFolder },
      isLarge: bundle.sizeBytes > LARGE_BYTES,
      onProgress: (step, bytes) =>
        work.progress(step === 'writing' ? 'Encrypting the copy' : 'Reading every byte back', bytes, bundle.sizeBytes),
    });
    return { bundle, written };
  };

  const register = async (
    transit: Transit,
    { bundle, written, passphrase }: { bundle: Bundle; written: WrittenArchive; passphrase: string },
    act: Act,
  ): Promise<void> => {
    const facts = { ...factsOf(transit, written), passphrase };
    const { id: bundleId, proceedings, number: reference } = court.requireBundle(transit.bundleId);
    const { witnessCode } = bundle.record;
    const slip = await documents.prepare(
      {
        ...{ kind: 'transit-slip', title: `Passphrase slip for ${transit.number}`, reference },
        caseId: proceedings.caseId,
        render: (frame) => transitSlip(facts, { ...frame, witnessCode }),
      },
      act,
    );
    act.as('transits.verified').change(['court', 'documents'], (tx) => {
      slip.record(tx);
      verifyTransit(tx, transit.id, { ...written, slipId: slip.id });
      tx.enter(`copy ${transit.number}`, {
        ...{ transitId: transit.id, bundleId, caseId: proceedings.caseId, copy: transit.copy, ...written },
        ...{ recipient: transit.recipient, organisation: transit.organisation, fileName: transit.fileName },
        ...{ files: bundle.entries.length, manifestSha256: bundle.manifestSha256, witnessCode, cipher: 'ZIP, AES-256' },
        ...{ readBack: 'opened with the passphrase and every byte compared', slipSha256: slip.sha256 },
      });
    });
  };

  const fail = ({ id, number, bundleId }: Transit, act: Act, reason: string): void =>
    act.as('transits.failed').change(['court'], (tx) => {
      failTransit(tx, id);
      tx.enter(`copy ${number}`, { transitId: id, bundleId, reason });
    });

  return {
    list: ({ caseId }: Parsed<'transits.list'>): Output<'transits.list'> => listTransits(db, caseId ?? null),
    unsignedReceipts: () => listUnsignedTransits(db),
    /** One that was written and read back. */
    requireVerified,

    async make(input: Parsed<'transits.make'>, act: Act): Promise<Output<'transits.make'>> {
      const bundle = court.requireApproved(input.bundleId);
      if (jobs.isBusy('transit')) throw new AppError('conflict', 'A copy is being written. Wait until it has ended.');
      const about = { bundleId: bundle.id, caseId: bundle.proceedings.caseId, approvedBy: bundle.decidedBy };
      const { copy, recipient, organisation, passphraseRoute } = input;
      const folder = await shell.chooseFolder('Where to write the encrypted copy');
      if (folder === null) {
        act.change([], (tx) => tx.enter(`bundle ${bundle.number}`, { ...about, outcome: 'no folder was chosen' }));
        return null;
      }
      const id = newId<TransitId>();
      const { jobId, request } = act.change(['court', 'jobs'], (tx) => {
        const number = nextNumber(tx, 'transit');
        const fileName = `${bundle.number} ${number}.zip`;
        insertTransit(tx, { ...input, id, number, fileName, madeAt: act.now(), madeBy: act.actor.name });
        tx.enter(`copy ${number}`, {
          ...{ transitId: id, ...about, copy, recipient, organisation, passphraseRoute, fileName },
          proceedings: bundle.proceedings.caseNumber,
        });
        const job: JobRequest = { kind: 'transit', title: `Encrypted copy ${number}`, subjectId: id };
        return { jobId: jobs.create(tx, job, act.now()), request: job };
      });
      void jobs.start(jobId, request, act, async (work) => {
        const transit = require(id);
        const passphrase = passphraseOf(drawBytes(passphraseBytes));
        try {
          const made = await write(transit, { folder, passphrase }, { act, work });
          await register(transit, { ...made, passphrase }, act).catch(async (error: unknown) => {
            await removeArchive(join(folder, transit.fileName));
            throw error;
          });
        } catch (error) {
          fail(transit, act, error instanceof AppError ? error.message : 'Writing failed in the application.');
          throw error;
        }
      });
      return { transitId: id, jobId };
    },

    /** The sheet for whoever receives it to sign. */
    async receipt({ transitId }: Parsed<'transits.receipt'>, act: Act): Promise<{ documentId: DocumentId }> {
      const transit = requireVerified(transitId);
      if (transit.receiptSignedOn !== null)
        throw new AppError(
          'conflict',
          `The receipt for ${transit.number} is signed. Another would stand over that signature.`,
        );
      const { proceedings } = court.requireBundle(transit.bundleId);
      const prepared = await documents.prepare(
        {
          ...{ kind: 'transit-receipt', title: `Receipt for ${transit.number}`, reference: transit.number },
          caseId: proceedings.caseId,
          render: (frame) => transitReceipt(factsOf(transit, transit), frame),
        },
        act,
      );
      act.change(['court', 'documents'], (tx) => {
        prepared.record(tx);
        attachTransitReceipt(tx, transitId, prepared.id);
        const { id: documentId, sha256, witnessCode } = prepared;
        tx.enter(`copy ${transit.number}`, { transitId, documentId, sha256, witnessCode, to: transit.recipient });
      });
      return { documentId: prepared.id };
    },

    receiptSigned({ transitId, signedOn }: Parsed<'transits.receiptSigned'>, act: Act): null {
      const { number, receiptId, receiptSignedOn, recipient } = requireVerified(transitId);
      if (receiptId === null) throw new AppError('conflict', `No receipt was made for ${number}. Make one first.`);
      if (receiptSignedOn !== null) throw new AppError('conflict', 'That receipt is entered as signed already.');
      if (signedOn > londonDay(act.now())) throw new AppError('invalid-input', 'The day of signing lies ahead.');
      act.change(['court'], (tx) => {
        signTransitReceipt(tx, transitId, signedOn);
        tx.enter(`copy ${number}`, { transitId, documentId: receiptId, signedOn, to: recipient });
      });
      return null;
    },

    /** A copy that was being written when the application stopped: nobody read it back, and it is none. */
    resolveLeftOvers(act: Act): void {
      for (const transit of listUnfinishedTransits(db))
        fail(transit, act, 'The application stopped before the copy was read back. Delete what is left of it.');
    },
  };
}

export type TransitService = ReturnType<typeof createTransitService>;
