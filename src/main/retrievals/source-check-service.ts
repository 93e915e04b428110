import type { Segment } from '../../device-drivers/driver.ts';
import {
  type FilePieces,
  type Format,
  headBytes,
  recogniseFormat,
  streamClaims,
} from '../../device-drivers/dvr-usb/format.ts';
import { roleRead } from '../../device-drivers/dvr-usb/role.ts';
import { AppError } from '../../shared/failure.ts';
import type { Work } from '../jobs.ts';
import { createSha256 } from '../platform/sha256.ts';
import { offsetSeconds, wallClockText } from '../time.ts';
import type { SealedObject } from '../vault/sealing.ts';
import type { RetrievedFileRow } from './retrieved-file-store.ts';
import { notWholeInWords } from './not-whole.ts';
import { isFileServer } from './site-store.ts';
import type { OpenSurvey, Source } from './survey-service.ts';
import { untilStopped } from './until-stopped.ts';

interface Reading {
  readonly survey: OpenSurvey;
  readonly work: Work;
  readonly doneBefore: number;
  readonly totalBytes: number;
}

/** Passes bytes on and keeps the first of them, by which a format is recognised. */
export function headOf(source: AsyncIterable<Uint8Array>): { bytes: AsyncIterable<Uint8Array>; head(): Uint8Array } {
  const kept: Uint8Array[] = [];
  let length = 0;
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for await (const piece of source) {
      if (length < headBytes) {
        const part = Uint8Array.from(piece.subarray(0, headBytes - length));
        kept.push(part);
        length += part.byteLength;
      }
      yield piece;
    }
  }
  return { bytes: bytes(), head: () => new Uint8Array(Buffer.concat(kept)) };
}

export interface Taken {
  readonly sizeBytes: number;
  readonly format: string;
  readonly role: RetrievedFileRow['role'];
  readonly reason: string | null;
}

/**
 * What a file turned out to be. A stick's file must be what was listed. A recorder's list is often wrong about the size:
 * what the recorder gave to its own end is kept, and both sizes are on record.
 */
export function settledAs(
  file: RetrievedFileRow,
  {
    sealed: { plaintextBytes },
    head,
    source,
    missing,
  }: {
    readonly sealed: SealedObject;
    readonly head: Uint8Array;
    readonly source: Source;
    /** What the device could not give of it. */
    readonly missing: readonly string[];
  },
): Taken {
  const from = source.kind;
  if (from === 'stick') {
    if (plaintextBytes !== file.sizeBytes)
      throw new AppError('unavailable', 'The file changed its size while it was read. Retrieve it again.');
    return { sizeBytes: file.sizeBytes, format: file.format, role: file.role, reason: null };
  }
  if (plaintextBytes === 0)
    throw new AppError('unavailable', 'It gave nothing for this recording. Retrieve it again, or use a memory stick.');
  const differs = file.statedBytes !== null && file.statedBytes !== plaintextBytes;
  const format = recogniseFormat(head, plaintextBytes);
  const remarks = [
    differs
      ? `The ${from === 'portal' ? 'portal' : 'recorder'}’s list says ${file.statedBytes} bytes; it gave ${plaintextBytes}, which are kept whole.`
      : null,
    otherStart(file, format, { head, tail: null, sizeBytes: plaintextBytes }),
    notWholeInWords(missing), // last: what begins with its words is read to the end
  ].filter((remark) => remark !== null);
  // A recorder lists recordings and nothing else; a file server says by content what it gave.
  const isAnyFile = source.kind === 'site' && isFileServer(source.site);
  const role = isAnyFile ? roleRead(file.path, format) : file.role;
  return { sizeBytes: plaintextBytes, format, role, reason: remarks.length === 0 ? null : remarks.join(' ') };
}

/** Recorders cut files at key pictures, some seconds off their list. */
const usualSeconds = 10;

/** Some recorders begin a file with pictures left over in a block they used before, hours older than what was asked for. */
function otherStart(file: RetrievedFileRow, format: Format, pieces: FilePieces): string | null {
  const start = (claims: RetrievedFileRow['timeClaims'], source: string): string | undefined =>
    claims.find((claim) => claim.kind === 'start' && claim.source === source)?.wallClock;
  const listed = start(file.timeClaims, 'device');
  const shown = start([...streamClaims(format, pieces).timeClaims], 'stream');
  if (listed === undefined || shown === undefined || Math.abs(offsetSeconds(shown, listed)) <= usualSeconds)
    return null;
  return `The recorder’s list says that it begins at ${wallClockText(listed)}; its first picture carries ${wallClockText(shown)}. Rely on the clock in the picture.`;
}

const otherBytes = {
  stick:
    'The file on the stick gave other bytes when it was read a second time. The stick may be failing; retrieve it again from the recorder.',
  portal:
    'The portal gave other bytes when it was asked a second time. Retrieve it again later, or use a memory stick.',
  simulated: 'The simulated recorder gave other bytes when it was asked a second time.',
  site: 'The recorder gave other bytes when it was asked a second time. It may still have been writing; retrieve it again later, or use a memory stick.',
} as const;

/** Reads the source a second time: one that gives other bytes now is failing or is being changed. */
export async function compareWithSource(
  { survey, work, doneBefore, totalBytes }: Reading,
  segment: Segment,
  { sha256, plaintextBytes }: SealedObject,
): Promise<void> {
  const hash = createSha256();
  let read = 0;
  for await (const piece of untilStopped(survey.session.read(segment, 0), work.signal)) {
    hash.update(piece);
    read += piece.byteLength;
    if (survey.source.kind !== 'stick')
      work.progress(
        `Comparing ${segment.name} with a second download`,
        doneBefore + plaintextBytes + read,
        totalBytes === 0 ? null : totalBytes,
      );
  }
  if (hash.digestHex() !== sha256) throw new AppError('integrity', otherBytes[survey.source.kind]);
}
