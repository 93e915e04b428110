import type {
  BundleRecord,
  ClipRecord,
  DerivativeRecord,
  DocumentRecord,
  ExhibitRecord,
  FileRecord,
  MasterRecord,
  PageDisc,
  PageRecord,
  StillRecord,
} from '../../../resources/open-me-first/record.ts';
import type { LedgerRecord } from '../../../resources/open-me-first/verify/ledger.ts';
import type { BundleEntry, BundleInput, BundleSource, ExhibitInput } from './bundle-input.ts';
import { discPaths, plainName, unusedName } from './bundle-names.ts';

// Gives every file its place on the disc and writes down what it is.

export interface PlacedBundle {
  readonly record: BundleRecord;
  /** The payload but for the record itself. */
  readonly entries: readonly BundleEntry[];
}

export function placeBundle(input: BundleInput): PlacedBundle {
  const entries: BundleEntry[] = [];
  const place = (path: string, { sizeBytes, sha256, open, openFrom }: BundleSource): FileRecord => {
    entries.push({ path, sizeBytes, sha256, open, openFrom });
    return { path, sizeBytes, sha256 };
  };
  const folders = new Set<string>();
  const exhibits = input.exhibits.map((exhibit) => {
    const folder = unusedName(plainName(exhibit.reference.replaceAll('/', '-')), folders);
    return placeExhibit(exhibit, folder, place);
  });
  const stillNames = new Set<string>();
  const stills = input.stills.map(({ open, openFrom, ...still }): StillRecord => {
    const name = unusedName(`${plainName(still.reference.replaceAll('/', '-'))}.png`, stillNames);
    return { ...still, ...place(`data/stills/${name}`, { ...still, open, openFrom }) };
  });
  const clipNames = new Set<string>();
  const clips = input.clips.map(({ open, openFrom, ...clip }): ClipRecord => {
    const name = unusedName(`${plainName(clip.reference.replaceAll('/', '-'))}.mp4`, clipNames);
    return { ...clip, ...place(`data/clips/${name}`, { ...clip, open, openFrom }) };
  });
  const documentNames = discPaths(input.documents.map(({ fileName }) => fileName));
  const documents = input.documents.map(({ title, ...source }, index): DocumentRecord => {
    return { title, ...place(`data/documents/${documentNames[index] ?? ''}`, source) };
  });
  return { record: recordOf(input, { exhibits, stills, clips, documents }), entries };
}

type Place = (path: string, source: BundleSource) => FileRecord;

function placeExhibit(exhibit: ExhibitInput, folder: string, place: Place): ExhibitRecord {
  const home = `data/exhibits/${folder}`;
  const paths = discPaths(exhibit.masters.map(({ originalPath }) => originalPath));
  const masters = exhibit.masters.map(({ open, openFrom, ...master }, index): MasterRecord => {
    return { ...master, ...place(`${home}/master/${paths[index] ?? ''}`, { ...master, open, openFrom }) };
  });
  return { ...exhibit, masters, derivative: placeDerivative(exhibit, `${home}/derivative/${folder}.mp4`, place) };
}

function placeDerivative({ derivative }: ExhibitInput, path: string, place: Place): DerivativeRecord | null {
  if (derivative === null) return null;
  const { open, openFrom, ...facts } = derivative;
  return { ...facts, ...place(path, { ...facts, open, openFrom }) };
}

function recordOf(
  input: BundleInput,
  placed: Pick<BundleRecord, 'exhibits' | 'stills' | 'clips' | 'documents'>,
): BundleRecord {
  const { bundleNumber, preparedAt, software, controller, proceedings, completeness, certificateFingerprint } = input;
  return {
    format: 'lend-a-cam-evidence-bundle',
    version: 1,
    bundleNumber,
    preparedAt,
    software,
    controller,
    proceedings,
    ...placed,
    completeness,
    witnessCode: input.ledger.checkpoint.witnessCode,
    certificateFingerprint,
  };
}

/** What the page is given: the record, and the ledger's entries in one line each. */
export function pageRecord(
  record: BundleRecord,
  { checkpoint, entries }: LedgerRecord,
  disc: PageDisc | null,
): PageRecord {
  return {
    record,
    ledger: {
      size: checkpoint.size,
      at: checkpoint.at,
      entries: entries.map(({ index, entry }) => ({
        number: index,
        at: entry.at,
        actor: entry.actor.name,
        action: entry.action,
      })),
    },
    disc,
  };
}
