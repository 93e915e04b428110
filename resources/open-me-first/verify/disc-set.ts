// A bundle too large for one disc: which bytes lie on which disc of the set. The same list is on every disc, and the
// signature of each disc stands over it.

export interface SetPart {
  /** Counted from 1. */
  readonly disc: number;
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

export interface SetFile {
  /** Where the record says it is; a divided file lies there only once its parts were joined. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  /** In order; one part with the file's own path for a file that is not divided. */
  readonly parts: readonly SetPart[];
}

export interface DiscSetRecord {
  readonly format: 'lend-a-cam-evidence-disc-set';
  readonly version: 1;
  readonly setId: string;
  readonly bundleNumber: string;
  readonly size: number;
  readonly files: readonly SetFile[];
}

export const isDivided = ({ parts }: SetFile): boolean => parts.length > 1;

/** Throws RangeError or SyntaxError when the text is no list of a set: every byte in one place, in order. */
export function readDiscSet(text: string): DiscSetRecord {
  const set = JSON.parse(text) as DiscSetRecord;
  const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
  const isPart = (part: SetPart): boolean =>
    isWhole(part.disc) &&
    part.disc >= 1 &&
    part.disc <= set.size &&
    isWhole(part.sizeBytes) &&
    typeof part.path === 'string' &&
    /^[0-9a-f]{64}$/.test(part.sha256);
  const isFile = (file: SetFile): boolean =>
    typeof file.path === 'string' &&
    /^[0-9a-f]{64}$/.test(file.sha256) &&
    file.parts.length > 0 &&
    file.parts.every(isPart) &&
    file.parts.every(({ disc }, index) => index === 0 || disc > (file.parts[index - 1]?.disc ?? 0)) &&
    file.parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) === file.sizeBytes;
  const places = set.files.flatMap(({ parts }) => parts.map(({ disc, path }) => `${disc} ${path}`));
  if (
    set.format !== 'lend-a-cam-evidence-disc-set' ||
    set.version !== 1 ||
    typeof set.setId !== 'string' ||
    !isWhole(set.size) ||
    !set.files.every(isFile) ||
    new Set(places).size !== places.length
  )
    throw new RangeError('not a list of a set of discs');
  return set;
}

/** `2 and 3`; `1, 2 and 3` */
export function numbersText(numbers: readonly number[]): string {
  const last = numbers.at(-1);
  if (numbers.length < 2 || last === undefined) return numbers.join('');
  return `${numbers.slice(0, -1).join(', ')} and ${last}`;
}

/** Sentence for a file that is divided, or lies on another disc. Null when it is whole on this one. */
export function whereSentence(set: DiscSetRecord, disc: number, path: string): string | null {
  const file = set.files.find((each) => each.path === path);
  if (file === undefined) return null;
  const discs = file.parts.map((part) => part.disc);
  if (isDivided(file))
    return `It is larger than a disc and lies in ${discs.length} parts on discs ${numbersText(discs)} of ${set.size}. README.txt says how to join them.`;
  return discs[0] === disc ? null : `It is on disc ${numbersText(discs)} of ${set.size}.`;
}
