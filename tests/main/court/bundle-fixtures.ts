import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, stat, writeFile } from 'node:fs/promises';
import { createReadStream, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { LedgerRecord } from '../../../resources/open-me-first/verify/ledger.ts';
import type { FoundFile } from '../../../resources/open-me-first/verify/report.ts';
import { freshPage } from '../../../build/fresh-pages.ts';
import { buildBundle } from '../../../src/main/court/bundle.ts';
import type { Bundle, BundleInput, BundleSource } from '../../../src/main/court/bundle-input.ts';
import { checkpointText } from '../../../src/main/ledger/checkpoint.ts';
import { type Entry, noPrevious, witnessCode } from '../../../src/main/ledger/entry.ts';
import { inclusionProof, leafHash, nodeHash } from '../../../src/main/ledger/merkle-tree.ts';
import { canonicalJson } from '../../../src/main/platform/canonical-json.ts';
import {
  certificateFingerprint,
  makeSigningIdentity,
  type SigningIdentity,
  signDetached,
  signText,
} from '../../../src/main/platform/certificates.ts';
import { sha256Hex } from '../../../src/main/platform/sha256.ts';
import { bytesFrom, inPieces } from './image-fixtures.ts';

export const preparedAt = '2026-11-04T21:14:07.000Z';

export const page = (): string => readFileSync(join(freshPage('open-me-first'), 'index.html'), 'utf8');

export const source = (bytes: Uint8Array): BundleSource => ({
  sizeBytes: bytes.length,
  sha256: sha256Hex(bytes),
  open: () => inPieces(bytes),
  openFrom: (from, size) => inPieces(bytes.subarray(from, from + size)),
});

/** A ledger of `size` entries; those named are exported with proofs, as the ledger itself does it. */
export function ledgerWith(
  size: number,
  details: ReadonlyMap<number, object>,
  { privateKeyPem }: SigningIdentity,
): LedgerRecord {
  const entries: Entry[] = [];
  const leaves: string[] = [];
  for (let seq = 0; seq < size; seq += 1) {
    entries.push({
      seq,
      at: `2026-11-04T20:00:${String(seq).padStart(2, '0')}.000Z`,
      actor: { id: `p${seq % 2}`, name: seq % 2 === 0 ? 'Adam Smith' : 'Zoë Öztürk', role: 'officer' },
      action: 'retrievals.start',
      subject: 'R-0001',
      details: { ...details.get(seq) },
      salt: createHash('sha256').update(`salt ${seq}`).digest('hex').slice(0, 32),
      previous: leaves.at(-1) ?? noPrevious,
    });
    leaves.push(leafHash(canonicalJson(entries[seq] ?? {})));
  }
  const nodeAt = (level: number, position: number): string =>
    level === 0
      ? (leaves[position] ?? '')
      : nodeHash(nodeAt(level - 1, position * 2), nodeAt(level - 1, position * 2 + 1));
  const root = rootOver(leaves);
  const checkpoint = { size, root, at: preparedAt };
  return {
    format: 'lend-a-cam-evidence-ledger-export',
    version: 1,
    checkpoint: {
      ...checkpoint,
      signature: signText(checkpointText(checkpoint), privateKeyPem),
      witnessCode: witnessCode(size, root),
    },
    entries: [...details.keys()].map((index) => ({
      index,
      entry: entries[index] as Entry,
      leafHash: leaves[index] ?? '',
      proof: inclusionProof(index, size, nodeAt),
    })),
  };
}

/** RFC 9162, 2.1.1, word for word: an own reckoning beside the ledger's. */
function rootOver(leaves: readonly string[]): string {
  if (leaves.length === 1) return leaves[0] ?? '';
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(rootOver(leaves.slice(0, split)), rootOver(leaves.slice(split)));
}

const footage = bytesFrom('footage', 2_500_000);
const derivative = bytesFrom('derivative', 900_000);
const still = bytesFrom('still', 30_000);

/** Everything a bundle is made from: two exhibits, one with a player and odd names, a still, two documents. */
export function inputFor(identity: SigningIdentity, changes: Partial<BundleInput> = {}): BundleInput {
  const masters = [source(footage), source(bytesFrom('index', 4000)), source(bytesFrom('player', 50_000))];
  const names = ['export\\CH01 Überblick 21:14.dav', 'export\\CH01 Überblick 21:14.idx', 'export\\player\\Play*.exe'];
  const roles = ['footage', 'index', 'player'] as const;
  const camera = {
    name: 'Camera 1',
    system: 'Standard 4G',
    maker: 'Dahua',
    model: null,
    serialNumber: '4A01',
    place: 'Brinnington Road',
  };
  const second = source(bytesFrom('second', 10_000));
  const details = new Map([
    [2, { sha256: masters[0]?.sha256 }],
    [4, { sha256: sha256Hex(derivative) }],
    [5, { sha256: second.sha256, note: 'ä </script>' }],
  ]);
  return {
    bundleNumber: 'B-0007',
    preparedAt,
    software: { name: 'Lend-A-Cam Evidence', version: '0.1.0' },
    controller: { name: 'Stockport Homes', contact: 'evidence@example.org' },
    proceedings: {
      kind: 'civil',
      court: 'County Court at Stockport',
      caseNumber: 'K00SK123',
      parties: 'Stockport Homes v Bloggs',
      hearingOn: '2026-12-01',
    },
    exhibits: [
      {
        reference: 'AS/1',
        description: 'The gate, evening </script><b>bold</b>',
        producedBy: 'Adam Smith',
        camera,
        retrieval: { number: 'R-0001', at: '2026-11-04T20:30:00.000Z', by: 'Adam Smith', method: 'memory stick' },
        recorded: { from: '2026-11-04T21:10:00', to: '2026-11-04T21:40:00' },
        corrected: { from: '2026-11-04T21:06:48', to: '2026-11-04T21:36:48' },
        timeCheck: {
          systemTime: '2026-11-04T20:33:12',
          referenceTime: '2026-11-04T20:30:00',
          source: 'speaking clock',
          seenBy: 'Adam Smith',
          offsetSeconds: 192,
        },
        gaps: [{ from: '2026-11-04T21:20:00', to: '2026-11-04T21:25:00', reason: 'nothing was recorded' }],
        masters: masters.map((each, index) => ({
          ...each,
          originalPath: names[index] ?? '',
          role: roles[index] ?? 'other',
        })),
        masterPlays: false,
        derivative: {
          ...source(derivative),
          parentSha256: sha256Hex(footage),
          how: 'rewrapped',
          tool: 'ffmpeg 5.1',
          proof: 'Every one of 1,234 pictures is equal.',
        },
      },
      {
        reference: 'AS/2',
        description: 'The stairs',
        producedBy: 'Adam Smith',
        camera: { ...camera, name: 'Camera 2' },
        retrieval: { number: 'R-0001', at: '2026-11-04T20:30:00.000Z', by: 'Adam Smith', method: 'memory stick' },
        recorded: null,
        corrected: null,
        timeCheck: null,
        gaps: [],
        masters: [{ ...second, originalPath: 'ch02.dav', role: 'footage' }],
        masterPlays: false,
        derivative: null,
      },
    ],
    stills: [
      {
        ...source(still),
        reference: 'AS/3',
        description: 'A person at the gate',
        parentReference: 'AS/1',
        parentSha256: sha256Hex(footage),
        frameNumber: 777,
        recordedAt: '2026-11-04T21:12:00',
        correctedAt: '2026-11-04T21:08:48',
        widthPx: 1920,
        heightPx: 1080,
        producedBy: 'Adam Smith',
        countersignedBy: 'Mary Jones',
      },
    ],
    clips: [
      {
        ...source(derivative),
        reference: 'AS/4',
        number: 'CLIP-0001',
        description: 'The gate being opened',
        parentReference: 'AS/1',
        parentSha256: sha256Hex(footage),
        how: 'copied',
        wished: { from: 14, to: 18 },
        shown: { from: 11, to: 19 },
        recorded: { from: '2026-11-04T21:10:00', to: '2026-11-04T21:10:01' },
        corrected: { from: '2026-11-04T21:06:48', to: '2026-11-04T21:06:49' },
        tool: 'ffmpeg 5.1',
        commandLine: 'ffmpeg -c copy',
        proof: 'All 9 pictures are those of the recording.',
        madeAt: '2026-11-05T10:00:00.000Z',
        madeBy: 'Adam Smith',
      },
    ],
    documents: [
      {
        ...source(bytesFrom('statement', 20_000)),
        fileName: 'statement.pdf',
        title: 'Witness statement of Adam Smith',
      },
      { ...source(bytesFrom('label', 9000)), fileName: 'label.pdf', title: 'Disc label' },
    ],
    completeness: ['Asked for: 21:10 to 21:40.', 'Obtained: all but five minutes.'],
    ledger: ledgerWith(11, details, identity),
    certificatePem: identity.certificatePem,
    certificateFingerprint: certificateFingerprint(identity.certificatePem),
    ...changes,
  };
}

export function bundleFor(identity: SigningIdentity, changes: Partial<BundleInput> = {}): Bundle {
  return buildBundle(inputFor(identity, changes), {
    sha256: sha256Hex,
    sign: (bytes) => signDetached(bytes, identity, preparedAt),
    page: page(),
  });
}

export const newIdentity = (controller = 'Stockport Homes'): Promise<SigningIdentity> =>
  makeSigningIdentity(controller, new Date().toISOString());

export async function writeFolder(bundle: Bundle, folder?: string): Promise<string> {
  const home = folder ?? (await mkdtemp(join(tmpdir(), 'bundle-')));
  for (const entry of bundle.entries) {
    const path = join(home, entry.path);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, entry.open());
  }
  return home;
}

export async function filesIn(folder: string): Promise<FoundFile[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = names.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
  return await Promise.all(
    paths.map(async (path) => ({
      path: path.slice(folder.length + 1),
      sizeBytes: (await stat(path)).size,
      read: () => createReadStream(path),
    })),
  );
}
