import { bagNames, declarationText } from '../../../resources/open-me-first/verify/bag.ts';
import { AppError } from '../../shared/failure.ts';
import { bagInfoText, manifestText } from './bagit.ts';
import type { Bundle, BundleEntry, BundleInput, BundleTools } from './bundle-input.ts';
import { pageWithRecord } from './bundle-page.ts';
import { readmeText } from './bundle-readme.ts';
import { pageRecord, placeBundle } from './bundle-record.ts';

/**
 * Puts a bundle together: a BagIt 1.0 bag whose footage is still where it was, to be opened when it is written. Nothing
 * is read but what is small. Throws AppError('invalid-input') when an exhibit has no master or two have one reference.
 */
export function buildBundle(input: BundleInput, tools: BundleTools): Bundle {
  refuseFaults(input);
  const entryOf = (path: string, content: string | Uint8Array): BundleEntry => {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    return { path, sizeBytes: bytes.length, sha256: tools.sha256(bytes), open: () => once(bytes) };
  };
  const { record, entries: footage } = placeBundle(input);
  const payload = [
    ...footage,
    entryOf(bagNames.exhibits, `${JSON.stringify(record, null, 2)}\n`),
    entryOf(bagNames.ledger, `${JSON.stringify(input.ledger, null, 2)}\n`),
  ];
  const manifest = entryOf(bagNames.manifest, manifestText(payload));
  const tags = [
    entryOf('OPEN ME FIRST.html', pageWithRecord(tools.page, pageRecord(record, input.ledger))),
    entryOf('README.txt', readmeText(record)),
    entryOf(bagNames.declaration, declarationText),
    entryOf(bagNames.info, infoText(input, payload)),
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

function refuseFaults({ exhibits, stills }: BundleInput): void {
  const references = [...exhibits, ...stills].map(({ reference }) => reference);
  if (new Set(references).size < references.length)
    throw new AppError('invalid-input', 'Two exhibits have the same reference. Give each its own.');
  const empty = exhibits.find(({ masters }) => masters.length === 0);
  if (empty !== undefined)
    throw new AppError('invalid-input', `Exhibit ${empty.reference} has no master recording. A bundle must hold it.`);
}

function infoText(input: BundleInput, payload: readonly BundleEntry[]): string {
  const { controller, proceedings, software } = input;
  return bagInfoText({
    organisation: controller.name,
    contact: controller.contact,
    identifier: input.bundleNumber,
    description: `Footage for ${proceedings.court}, ${proceedings.caseNumber}, ${proceedings.parties}`,
    baggedOn: input.preparedAt.slice(0, 10),
    software: `${software.name} ${software.version}`,
    payload,
  });
}
