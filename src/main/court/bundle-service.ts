import type { LedgerRecord } from '../../../resources/open-me-first/verify/ledger.ts';
import { AppError } from '../../shared/failure.ts';
import type { DocumentId, ObjectId, RecordingId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import { completenessStatement } from '../documents/completeness-statement.ts';
import { continuityChart } from '../documents/continuity-chart.ts';
import type { CourtDocumentFacts, ExhibitFacts } from '../documents/document-facts.ts';
import type { DocumentKind, Pdf, SheetFrame } from '../documents/document.ts';
import type { DocumentService } from '../documents/document-service.ts';
import { exhibitLabels } from '../documents/exhibit-labels.ts';
import type { Work } from '../jobs.ts';
import type { EntryRow } from '../ledger/ledger-service.ts';
import type { LedgerDesk } from '../oversight/ledger-desk-service.ts';
import type { SettingsService } from '../oversight/settings-service.ts';
import type { PeopleService } from '../people/people-service.ts';
import type { SigningService } from '../people/signing-service.ts';
import { signDetached } from '../platform/certificates.ts';
import { sha256Hex } from '../platform/sha256.ts';
import type { RecordingService } from '../recordings/recording-service.ts';
import type { RetrievalService } from '../retrievals/retrieval-service.ts';
import type { MaskService } from '../stills/mask-service.ts';
import type { StillService } from '../stills/still-service.ts';
import type { VerificationService } from '../verification/verification-service.ts';
import type { ObjectService } from '../vault/object-service.ts';
import type { BundleInput, BundleSource, BundleTools } from './bundle-input.ts';
import { createSealedSource, disposedOf } from './sealed-source-service.ts';
import { type ForeseenBundle, foreseen, noLedger } from './bundle-foreseen.ts';
import { continuityOf, isNoPart, isOfWholeRetrieval } from './continuity.ts';
import type { ClipService } from './clip-service.ts';
import { makeBundleDocument } from './bundle-document-service.ts';
import type { StoredBundle } from './court-store.ts';
import { clipOf, exhibitOf, retrievalOf, stillOf } from './exhibit-service.ts';

export interface AssemblyPorts {
  readonly db: ReadDb;
  readonly objects: ObjectService;
  readonly recordings: RecordingService;
  readonly retrievals: RetrievalService;
  readonly stills: StillService;
  readonly clips: ClipService;
  readonly masks: Pick<MaskService, 'require'>;
  readonly documents: DocumentService;
  readonly settings: SettingsService;
  readonly ledger: LedgerDesk;
  readonly signing: SigningService;
  readonly people: PeopleService;
  readonly verification: VerificationService;
  /** The built "open me first" page. */
  readonly page: () => Promise<string>;
  readonly software: { readonly name: string; readonly version: string };
}

/** What is fixed when a bundle is assembled; the discs of a set share it. */
export interface Frozen {
  readonly documents: readonly { readonly id: DocumentId; readonly title: string }[];
  readonly ledger: LedgerRecord;
}

export interface AssembledBundle {
  readonly input: BundleInput;
  readonly tools: BundleTools;
  readonly createdAt: string;
  readonly frozen: Frozen;
}

type Template = (facts: CourtDocumentFacts, frame: SheetFrame) => Promise<Pdf>;

const TEMPLATES: readonly { kind: DocumentKind; fileName: string; title: string; render: Template }[] = [
  { kind: 'exhibit-labels', fileName: 'exhibit-labels.pdf', title: 'Exhibit labels', render: exhibitLabels },
  { kind: 'continuity-chart', fileName: 'continuity.pdf', title: 'Continuity chart', render: continuityChart },
  {
    kind: 'completeness-statement',
    fileName: 'completeness.pdf',
    title: 'Completeness statement',
    render: completenessStatement,
  },
];

/** Gathers from the registers what a bundle is built of: footage stays sealed until it is written to the disc. */
export function createBundleAssembly(ports: AssemblyPorts) {
  const { objects, documents, settings, ledger, signing } = ports;

  const sealedSource = createSealedSource(objects);

  /** Entries about these things, and of their retrievals what belongs to every exhibit of them; oldest first. */
  const entriesFor = (ids: readonly string[], retrievalIds: readonly string[]): EntryRow[] => {
    const about = [...ledger.entriesAbout(ids), ...ledger.entriesAbout(retrievalIds).filter(isOfWholeRetrieval)];
    return [...new Map(about.map((row) => [row.seq, row])).values()].toSorted((a, b) => a.seq - b.seq);
  };

  const exhibitFacts = (bundle: StoredBundle): ExhibitFacts[] =>
    bundle.exhibits.map((exhibit) => {
      // Entries about the bundle are part of each exhibit's story: who put it in, who allowed it, on which discs it went.
      const still = exhibit.stillId === null ? null : ports.stills.require(exhibit.stillId);
      const { clip } = exhibit;
      const recordingId = exhibit.recordingId ?? still?.recordingId ?? clip?.recordingId;
      const recording = ports.recordings.require(recordingId as RecordingId);
      const retrieval = retrievalOf(recording, { ports, bundle });
      const own = still === null ? recording.id : still.id;
      const story = entriesFor(
        [bundle.id, own, ...(clip === null ? [] : [clip.id])],
        [recording.retrievalId, retrieval.id],
      ).filter(isNoPart);
      return {
        reference: exhibit.reference,
        kind: exhibit.kind,
        masked: exhibit.mask !== null || (clip?.mask ?? null) !== null,
        description: exhibit.description,
        sha256: exhibit.sha256,
        number: exhibit.mask?.number ?? still?.number ?? clip?.number ?? recording.number,
        recordedFrom: clip === null ? (still?.recordedTime ?? recording.recordedFrom) : (clip.recorded?.from ?? null),
        recordedTo: clip === null ? (still?.recordedTime ?? recording.recordedTo) : (clip.recorded?.to ?? null),
        offsetSeconds: retrieval.offsetSeconds,
        continuity: continuityOf(story),
      };
    });

  const documentFacts = (bundle: StoredBundle): CourtDocumentFacts => {
    const producer = ports.people.find(bundle.preparedById);
    if (producer === null || bundle.decidedBy === null || bundle.decidedAt === null)
      throw new AppError('conflict', `${bundle.number} is not approved yet.`);
    return {
      bundleNumber: bundle.number,
      reactRef: bundle.proceedings.reactRef,
      proceedings: bundle.proceedings,
      exhibits: exhibitFacts(bundle),
      completeness: bundle.completeness,
      producer: {
        name: producer.name,
        role: 'Case Support Officer',
        initials: producer.initials,
        siaLicenceNumber: producer.siaLicenceNumber,
      },
      wording: settings.read(),
      approvedBy: bundle.decidedBy,
      approvedAt: bundle.decidedAt,
    };
  };

  /**
   * Makes the bundle's sheets anew for each disc: older ones would contradict the ledger extract beside them. A witness's
   * statement is theirs (statement-service.ts): it goes on the discs as it was settled, and no draft of it does.
   */
  const makeDocuments = async (bundle: StoredBundle, act: Act, work: Work): Promise<void> => {
    const facts = documentFacts(bundle);
    for (const { kind, title, render } of TEMPLATES) {
      work.progress(`Writing: ${title}`, 0, null, 'items');
      await makeBundleDocument(documents, { bundle, kind, title, render: (frame) => render(facts, frame) }, act);
    }
  };

  const entriesOfBundle = (bundle: StoredBundle): EntryRow[] => {
    // A clip is nothing without the story of the recording it was cut from.
    const footage = bundle.exhibits.flatMap(({ recordingId, clip }) => recordingId ?? clip?.recordingId ?? []);
    const others = bundle.exhibits.flatMap(({ stillId, clip }) => stillId ?? clip?.id ?? []);
    const ids = [...footage, ...others];
    const rows = footage.map((id) => ports.recordings.require(id));
    const retrievalIds = rows.flatMap((row) => [row.retrievalId, retrievalOf(row, { ports, bundle }).id]);
    return entriesFor([bundle.id, ...ids], retrievalIds);
  };

  const ledgerOf = (bundle: StoredBundle, act: Act): LedgerRecord => {
    const checkpoint = ledger.checkpoint(act);
    return ledger.exportEntries(
      entriesOfBundle(bundle).map(({ seq }) => seq),
      checkpoint,
    );
  };

  const inputOf = (bundle: StoredBundle, { documents: sheets, ledger: extract }: Frozen): BundleInput => {
    const { controllerName, controllerAddress } = settings.read();
    const sources = { sealedSource, ports, bundle };
    const seenRetrievals = new Set<string>();
    const { kind, court, caseNumber, parties, hearingOn } = bundle.proceedings;
    return {
      bundleNumber: bundle.number,
      preparedAt: bundle.preparedAt,
      software: ports.software,
      controller: { name: controllerName, contact: controllerAddress },
      proceedings: { kind, court, caseNumber, parties, hearingOn },
      exhibits: ofKind(bundle, 'recording').map((each) => exhibitOf(each, { ...sources, seenRetrievals })),
      stills: ofKind(bundle, 'still').map((each) => stillOf(each, sources)),
      clips: ofKind(bundle, 'clip').map((each) => clipOf(each, sources)),
      documents: sheets.map(({ id, title }) => {
        const document = documents.require(id);
        return {
          title,
          fileName: TEMPLATES.find((template) => template.title === title)?.fileName ?? `${document.kind}.pdf`,
          ...sealedSource(document.objectId),
        };
      }),
      completeness: bundle.completeness,
      ledger: extract,
      certificatePem: signing.identity().certificatePem,
      certificateFingerprint: signing.fingerprint(),
    };
  };

  /** Before any sheet is made of things that are no more. */
  const requireExhibitsKept = ({ exhibits }: StoredBundle): void => {
    for (const { recordingId, stillId, clip, mask } of exhibits) {
      if (clip !== null) ports.clips.requireKept(clip.id);
      if (recordingId !== null) ports.recordings.requireKept(recordingId);
      const shown = mask === null ? stillId && ports.stills.require(stillId) : ports.masks.require(mask.id);
      const picture = shown?.objectId ?? null;
      if (picture !== null && objects.require(picture).disposedAt !== null) throw disposedOf();
    }
  };

  /** Every sealed thing that the exhibits bring with them: masters, parts of their exports, copies, pictures. */
  const objectsOf = (bundle: StoredBundle): ObjectId[] => {
    const ids: ObjectId[] = [];
    const noting = (id: ObjectId): BundleSource => {
      ids.push(id);
      return sealedSource(id);
    };
    const sources = { sealedSource: noting, ports, bundle };
    const seenRetrievals = new Set<string>();
    for (const each of ofKind(bundle, 'recording')) exhibitOf(each, { ...sources, seenRetrievals });
    for (const each of ofKind(bundle, 'still')) stillOf(each, sources);
    for (const each of ofKind(bundle, 'clip')) clipOf(each, sources);
    return ids;
  };

  const readyToMake = async (bundle: StoredBundle, act: Act, work: Work): Promise<string> => {
    const page = await ports.page();
    requireExhibitsKept(bundle);
    const about = { id: bundle.id, number: bundle.number, caseId: bundle.proceedings.caseId };
    await ports.verification.beforeDisc({ ids: objectsOf(bundle), bundle: about }, act, work);
    return page;
  };

  const assembled = (
    bundle: StoredBundle,
    frozen: Frozen,
    { page, createdAt }: { readonly page: string; readonly createdAt: string },
  ): AssembledBundle => {
    const sign = (bytes: Uint8Array): Uint8Array => signDetached(bytes, signing.identity(), createdAt);
    return { input: inputOf(bundle, frozen), tools: { sha256: sha256Hex, sign, page }, createdAt, frozen };
  };

  return {
    /** What the sheets of an approved bundle are filled from. Throws AppError('conflict') before the approval. */
    facts: documentFacts,

    /** All that goes on a disc. Throws AppError('clause') when an exhibit was disposed of, before anything is made. */
    async assemble(bundle: StoredBundle, act: Act, work: Work, reread: () => StoredBundle): Promise<AssembledBundle> {
      const page = await readyToMake(bundle, act, work);
      await makeDocuments(bundle, act, work);
      const latest = reread();
      const frozen = { documents: latest.documents, ledger: ledgerOf(latest, act) };
      return assembled(latest, frozen, { page, createdAt: act.now() });
    },

    /** The same for the next disc of a set, with the sheets and the ledger extract of the first. */
    async assembleAgain(bundle: StoredBundle, set: Frozen & { begunAt: string }, act: Act, work: Work) {
      const page = await readyToMake(bundle, act, work);
      return assembled(bundle, set, { page, createdAt: set.begunAt });
    },

    /** What a bundle will come to, before any sheet of it is made: for telling how many discs it takes. */
    async foresee(bundle: StoredBundle): Promise<ForeseenBundle> {
      const page = await ports.page();
      requireExhibitsKept(bundle);
      const bare = inputOf(bundle, { documents: [], ledger: noLedger(bundle.preparedAt) });
      const made = bundle.documents.filter(({ title }) => TEMPLATES.every((sheet) => sheet.title !== title));
      const sheets = [...TEMPLATES, ...made.map(({ title }) => ({ title, fileName: 'sheet.pdf' }))];
      return foreseen(bare, { sheets, entries: entriesOfBundle(bundle), page });
    },
  };
}

type Exhibit = StoredBundle['exhibits'][number];
const ofKind = ({ exhibits }: StoredBundle, kind: Exhibit['kind']): Exhibit[] =>
  exhibits.filter((exhibit) => exhibit.kind === kind);

export type BundleAssembly = ReturnType<typeof createBundleAssembly>;
