import { type DiscSetRecord, isDivided, numbersText, type SetFile } from './disc-set.ts';
import type { FoundFile, SealFinding } from './report.ts';
import type { CreateHasher, Hasher } from './sha256.ts';

/** SHA-256 over the parts of divided files in their order, while each disc is read for its own check. */
export interface Joining {
  /** The files of a disc; reading a part that is next carries its file's joined hash on. */
  watch(disc: number, found: readonly FoundFile[]): readonly FoundFile[];
  findings(): SealFinding[];
}

interface Progress {
  readonly file: SetFile;
  hasher: Hasher;
  /** How many parts are in the hash, and which discs came too early. */
  parts: number;
  early: Set<number>;
  joined: string | null;
}

export function createJoining(set: DiscSetRecord, createHasher: CreateHasher): Joining {
  const begin = (file: SetFile): Progress => ({
    ...{ file, parts: 0, joined: null, hasher: createHasher(), early: new Set<number>() },
  });
  const divided = new Map(set.files.filter(isDivided).map((file) => [file.path, begin(file)]));

  async function* carryOn(progress: Progress, found: FoundFile): AsyncGenerator<Uint8Array> {
    let bytes = 0;
    let ended = false;
    try {
      for await (const piece of found.read()) {
        progress.hasher.update(piece);
        bytes += piece.length;
        yield piece;
      }
      ended = bytes === found.sizeBytes;
    } finally {
      // A hash cannot be taken back: after half a part the file begins anew from its first disc.
      if (ended) progress.parts += 1;
      else Object.assign(progress, begin(progress.file));
      if (progress.parts === progress.file.parts.length) progress.joined = progress.hasher.digestHex();
    }
  }

  return {
    watch: (disc, found) =>
      found.map((file) => {
        for (const progress of divided.values()) {
          const at = progress.file.parts.findIndex((part) => part.disc === disc && part.path === file.path);
          if (at < 0) continue;
          if (at === 0) Object.assign(progress, begin(progress.file));
          else if (at !== progress.parts || progress.joined !== null) {
            if (progress.joined === null) progress.early.add(disc);
            return file;
          }
          return { ...file, read: () => carryOn(progress, file) };
        }
        return file;
      }),

    findings: () =>
      [...divided.values()].map(({ file, joined, parts, early }): SealFinding => {
        const seal = 'joined';
        if (joined === file.sha256) {
          const sentence = `“${file.path}” is divided over discs ${discsOf(file)}; joined, it is the file that was sealed.`;
          return { seal, state: 'good', sentence };
        }
        if (joined !== null)
          return { seal, state: 'bad', sentence: `“${file.path}”, joined from its parts, is NOT what was sealed.` };
        const next = file.parts[parts]?.disc ?? 1;
        const again = early.has(next) ? ' again, because it was read before the one it follows' : '';
        const sentence = `“${file.path}” lies in parts on discs ${discsOf(file)} and is not joined yet: give disc ${next}${again}.`;
        return { seal, state: 'bad', sentence };
      }),
  };
}

const discsOf = ({ parts }: SetFile): string => numbersText(parts.map(({ disc }) => disc));
