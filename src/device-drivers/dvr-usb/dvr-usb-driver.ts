import { AppError } from '../../shared/failure.ts';
import type {
  DeviceDriver,
  DeviceSession,
  EntryRefusal,
  FileEntry,
  FolderReader,
  OpenedFile,
  Segment,
} from '../driver.ts';
import { claimedPeriod, overlaps } from './coverage.ts';
import { describeFile, type ExportSurvey, markSameNames, type SurveyFile } from './export-survey.ts';
import { type FilePieces, headBytes, readsTail, recogniseFormat, tailBytes } from './format.ts';

export interface DvrUsbSession extends DeviceSession {
  /** Everything on the stick's folder, listed once. */
  survey(): Promise<ExportSurvey>;
}

const pieceBytes = 1024 * 1024;

/** The export of a recorder on a stick: a folder that is listed and read, and nothing else. */
export const dvrUsbDriver: DeviceDriver<FolderReader, DvrUsbSession> = {
  kind: 'dvr-usb',
  async open(reader, signal) {
    refuseIfCancelled(signal);
    let survey: Promise<ExportSurvey> | null = null;
    let closed = false;
    const refuseIfClosed = (): void => {
      if (closed) throw new AppError('conflict', 'The stick was closed. Choose its folder again.');
    };
    const listed = (): Promise<ExportSurvey> => {
      refuseIfClosed();
      survey ??= surveyExport(reader, signal);
      return survey;
    };
    return {
      // A folder of files states nothing about the recorder that wrote it.
      identity: async () => ({ maker: null, model: null, serial: null, firmware: null }),
      readClock: async () => null,
      accessRecord: async () => null,
      survey: async () => listed(),
      async *search(period, cameras) {
        const { files } = await listed();
        for (const file of files) {
          const stretch = claimedPeriod(file);
          const ofCamera = cameras.length === 0 || file.channel === null || cameras.includes(file.channel.value);
          const inPeriod = stretch === null || overlaps(stretch, period);
          if (file.role === 'footage' && ofCamera && inPeriod) yield segmentOf(file);
        }
      },
      async *read(segment, fromByte) {
        const file = (await listed()).files.find(({ path }) => path === segment.id);
        if (file === undefined) throw new AppError('not-found', `“${segment.name}” is not on this stick.`);
        for await (const piece of readExportFile(reader, file, { fromByte, signal })) {
          refuseIfClosed();
          yield piece;
        }
      },
      async close() {
        closed = true;
      },
    };
  },
};

const segmentOf = ({ path, sizeBytes, channel, timeClaims }: SurveyFile): Segment => ({
  id: path,
  name: path,
  sizeBytes,
  channel,
  timeClaims,
  openEnded: false,
});

/**
 * Lists a folder with all that its files say about themselves. Nothing is left out and nothing is run.
 * @throws AppError 'unavailable' when the stick goes away meanwhile, 'invalid-input' when the folder holds too much,
 *   'cancelled'.
 */
export async function surveyExport(reader: FolderReader, signal: AbortSignal): Promise<ExportSurvey> {
  const files: SurveyFile[] = [];
  const refused: ExportSurvey['refused'][number][] = [];
  let folders = 0;
  for await (const entry of reader.entries(signal)) {
    refuseIfCancelled(signal);
    const { path, pathBytes } = entry;
    if (entry.kind === 'folder') folders += 1;
    else if (entry.kind === 'refused') refused.push({ path, pathBytes, reason: entry.reason });
    else {
      const found = await lookInto(reader, entry);
      if (typeof found === 'string') refused.push({ path, pathBytes, reason: found });
      else files.push(describeFile(entry, found));
    }
  }
  const sizeBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  const footageFiles = files.filter(({ role }) => role === 'footage').length;
  const totals = { files: files.length, footageFiles, refused: refused.length, folders, sizeBytes };
  return { folderName: reader.name, files: markSameNames(files), refused, totals };
}

/** A file's first and last bytes, or why they cannot be had although the file is there. */
async function lookInto(reader: FolderReader, entry: FileEntry): Promise<FilePieces | EntryRefusal> {
  const opening = await reader.open(entry);
  if (!opening.opened) return opening.reason;
  try {
    refuseIfChanged(entry, opening.file);
    return await readPieces(opening.file);
  } catch (error) {
    if (!(error instanceof UnreadableBytes)) throw error;
    // Throws when the stick has gone; a file that opens again but gives no bytes has a bad patch and is refused alone.
    const again = await reader.open(entry);
    if (again.opened) await again.file.close();
    return 'unreadable';
  } finally {
    await opening.file.close();
  }
}

class UnreadableBytes extends Error {}

async function readPieces(file: OpenedFile): Promise<FilePieces> {
  const { sizeBytes } = file;
  const read = (start: number, length: number): Promise<Uint8Array> =>
    file.read(start, length).catch((cause: unknown) => {
      throw new UnreadableBytes('unreadable', { cause });
    });
  const head = await read(0, headBytes);
  const withTail = readsTail(recogniseFormat(head, sizeBytes));
  return { head, tail: withTail ? await read(Math.max(0, sizeBytes - tailBytes), tailBytes) : null, sizeBytes };
}

/**
 * The bytes of a listed file from `fromByte` to its end, in pieces of at most 1 MiB, never more or fewer than listed.
 * @throws AppError 'unavailable' naming the file when it has gone, shrunk, grown or cannot be read; 'cancelled'.
 */
export async function* readExportFile(
  reader: FolderReader,
  listed: Pick<SurveyFile, 'path' | 'pathBytes' | 'sizeBytes'>,
  { fromByte = 0, signal }: { fromByte?: number; signal: AbortSignal },
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  refuseIfCancelled(signal);
  const opening = await reader.open(listed);
  if (!opening.opened)
    throw new AppError('unavailable', `“${listed.path}” can no longer be read. Choose the folder again.`);
  try {
    refuseIfChanged(listed, opening.file);
    for (let at = fromByte; at < listed.sizeBytes; at += pieceBytes) {
      refuseIfCancelled(signal);
      yield await opening.file.read(at, pieceBytes);
    }
  } finally {
    await opening.file.close();
  }
}

function refuseIfChanged(listed: { readonly path: string; readonly sizeBytes: number }, file: OpenedFile): void {
  if (file.sizeBytes === listed.sizeBytes) return;
  throw new AppError(
    'unavailable',
    `“${listed.path}” changed on the stick since it was listed. Choose the folder again.`,
  );
}

function refuseIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError('cancelled', 'Reading the stick was stopped.');
}
