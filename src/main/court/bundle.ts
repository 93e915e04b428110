import type { BundleRecord, PageDisc } from '../../../resources/open-me-first/record.ts';
import { bagNames, declarationText } from '../../../resources/open-me-first/verify/bag.ts';
import type { DiscSetRecord } from '../../../resources/open-me-first/verify/disc-set.ts';
import { AppError } from '../../shared/failure.ts';
import { bagInfoText, manifestText } from './bagit.ts';
import type { Bundle, BundleEntry, BundleInput, BundleTools } from './bundle-input.ts';
import { pageWithRecord } from './bundle-page.ts';
import { readmeText } from './bundle-readme.ts';
import { pageRecord, type PlacedBundle, placeBundle } from './bundle-record.ts';

/**
 * Puts a bundle together: a BagIt 1.0 bag whose footage is still where it was, to be opened when it is written. Nothing
 * is read but what is small. Throws AppError('invalid-input') when an exhibit has no master or two have one reference.
 */
export function buildBundle(input: BundleInput, tools: BundleTools): Bundle {
  const { record, entries } = bundleFootage(input);
  return bagOf(input, tools, { record, payload: entries, disc: null });
}

/** Everything but the record itself, with its place; refuses what buildBundle refuses. */
export function bundleFootage(input: BundleInput): PlacedBundle {
  refuseFaults(input);
  return placeBundle(input);
}

export interface SetDisc {
  readonly set: DiscSetRecord;
  readonly number: number;
  /** What of the footage lies on this disc. */
  readonly payload: readonly BundleEntry[];
}

/** A bag of its own for one disc of a set: its share of the footage, and the whole record. */
export function discOfSet(input: BundleInput, tools: BundleTools, { set, number, payload }: SetDisc): Bundle {
  return bagOf(input, tools, { record: bundleFootage(input).record, payload, disc: { set, number } });
}

/** What each disc of a set carries besides footage, but for the list of the set itself. */
export function fixedBytes(input: BundleInput, tools: BundleTools): number {
  return bagOf(input, tools, { record: bundleFootage(input).record, payload: [], disc: null }).sizeBytes;
}

interface Bagged {
  readonly record: BundleRecord;
  readonly payload: readonly BundleEntry[];
  readonly disc: PageDisc | null;
}

function bagOf(input: BundleInput, tools: BundleTools, { record, payload: footage, disc }: Bagged): Bundle {
  const entryOf = (path: string, content: string | Uint8Array): BundleEntry => {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    const sha256 = tools.sha256(bytes);
    const openFrom = (from: number, size: number): AsyncIterable<Uint8Array> => once(bytes.subarray(from, from + size));
    return { path, sizeBytes: bytes.length, sha256, open: () => once(bytes), openFrom };
  };
  const payload = [
    ...footage,
    entryOf(bagNames.exhibits, `${JSON.stringify(record, null, 2)}\n`),
    entryOf(bagNames.ledger, `${JSON.stringify(input.ledger, null, 2)}\n`),
    ...(disc === null ? [] : [entryOf(bagNames.discSet, `${JSON.stringify(disc.set, null, 1)}\n`)]),
  ];
  const manifest = entryOf(bagNames.manifest, manifestText(payload));
  const tags = [
    entryOf('OPEN ME FIRST.html', pageWithRecord(tools.page, pageRecord(record, input.ledger, disc))),
    entryOf('README.txt', readmeText(record, disc)),
    entryOf(bagNames.declaration, declarationText),
    entryOf(bagNames.info, infoText(input, payload, disc)),
    manifest,
    entryOf(bagNames.certificate, input.certificatePem),
  ];
  const tagManifestBytes = new TextEncoder().encode(manifestText(tags));
  const tagManifest = entryOf(bagNames.tagManifest, tagManifestBytes);
  const signature = entryOf(bagNames.signature, tools.sign(tagManifestBytes));
  const entries = [...tags, tagManifest, signature, ...payload];
  return {
    entries,
    record,
    manifestSha256: manifest.sha256,
    tagManifestSha256: tagManifest.sha256,
    sizeBytes: entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function refuseFaults({ exhibits, stills, clips }: BundleInput): void {
  const references = [...exhibits, ...stills, ...clips].map(({ reference }) => reference);
  if (new Set(references).size < references.length)
    throw new AppError('invalid-input', 'Two exhibits have the same reference. Give each its own.');
  const empty = exhibits.find(({ masters }) => masters.length === 0);
  if (empty !== undefined)
    throw new AppError('invalid-input', `Exhibit ${empty.reference} has no master recording. A bundle must hold it.`);
}

function infoText(input: BundleInput, payload: readonly BundleEntry[], disc: PageDisc | null): string {
  const { controller, proceedings, software } = input;
  return bagInfoText({
    organisation: controller.name,
    contact: controller.contact,
    identifier: input.bundleNumber,
    description: `Footage for ${proceedings.court}, ${proceedings.caseNumber}, ${proceedings.parties}`,
    baggedOn: input.preparedAt.slice(0, 10),
    software: `${software.name} ${software.version}`,
    payload,
    group: disc === null ? null : { id: disc.set.setId, number: disc.number, size: disc.set.size },
  });
}
