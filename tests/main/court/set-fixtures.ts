import { join } from 'node:path';
import type { DiscSetRecord } from '../../../resources/open-me-first/verify/disc-set.ts';
import { buildDisc, planSet } from '../../../src/main/court/bundle-set.ts';
import type { BundleInput } from '../../../src/main/court/bundle-input.ts';
import { hashStretches } from '../../../src/main/platform/hash-stretches.ts';
import { type SigningIdentity, signDetached } from '../../../src/main/platform/certificates.ts';
import { sha256Hex } from '../../../src/main/platform/sha256.ts';
import { inputFor, page, preparedAt, writeFolder } from './bundle-fixtures.ts';

export interface WrittenSet {
  readonly set: DiscSetRecord;
  readonly witnessCode: string;
  readonly fingerprint: string;
  /** A folder for each disc, in order. */
  readonly folders: readonly string[];
}

/** Discs so small that the first recording of the fixture (2.5 MB) lies on several. */
export const smallDiscBytes = 1_900_000;

/** A set of discs as folders: planned, built and written. */
export async function writeSet(
  identity: SigningIdentity,
  home: string,
  { setId = 'B-0007-set-1', ...changes }: Partial<BundleInput> & { readonly setId?: string } = {},
): Promise<WrittenSet> {
  const input = inputFor(identity, changes);
  const tools = {
    sha256: sha256Hex,
    sign: (bytes: Uint8Array) => signDetached(bytes, identity, preparedAt),
    page: page(),
  };
  const set = await planSet(input, tools, { setId, capacityBytes: smallDiscBytes, hashStretches });
  const folders: string[] = [];
  for (let number = 1; number <= set.size; number += 1)
    folders.push(await writeFolder(buildDisc(input, tools, set, number), join(home, `disc ${number}`)));
  const { witnessCode } = input.ledger.checkpoint;
  return { set, folders, witnessCode, fingerprint: input.certificateFingerprint };
}
