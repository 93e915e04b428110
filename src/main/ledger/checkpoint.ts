import { canonicalJson } from '../platform/canonical-json.ts';

/** The state of the ledger at one moment: how many entries, the root over them, and when it was said. */
export interface Checkpoint {
  readonly size: number;
  readonly root: string;
  readonly at: string;
}

/** Signs and checks text with the controller's key. */
export interface Signer {
  /** Base64. */
  sign(text: string): string;
  verify(text: string, signature: string): boolean;
}

/** What is signed: canonical JSON that says what it is, so that a signature cannot be used for anything else. */
export const checkpointText = ({ size, root, at }: Checkpoint): string =>
  canonicalJson({ format: 'lend-a-cam-evidence-checkpoint', version: 1, size, root, at });
