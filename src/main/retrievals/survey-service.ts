import { coverage as coverageOf } from '../../device-drivers/dvr-usb/coverage.ts';
import type { ExportSurvey, SurveyFile } from '../../device-drivers/dvr-usb/export-survey.ts';
import type { DvrUsbSession } from '../../device-drivers/dvr-usb/dvr-usb-driver.ts';
import type { FolderReader } from '../../device-drivers/driver.ts';
import type { Coverage, Survey } from '../../shared/contract/footage.ts';
import { AppError } from '../../shared/failure.ts';
import type { SurveyId } from '../../shared/model.ts';
import type { StickRow } from './stick-store.ts';

/** A stick's folder that is open for retrieval, and what it holds. Lives in memory until it is used or replaced. */
export interface OpenSurvey {
  readonly id: SurveyId;
  readonly stick: StickRow;
  readonly reader: FolderReader;
  readonly session: DvrUsbSession;
  readonly listing: ExportSurvey;
}

/** No machine part proves yet that a folder lies on the stick it is said to lie on; the record says so. */
export const stickIdentity = 'Folder chosen by hand; the stick’s own serial number was not read.';

const CONTRADICTIONS: Record<SurveyFile['contradictions'][number], string> = {
  'ending-differs-from-content': 'The name’s ending says another format than the content.',
  'cut-short': 'The file was cut short.',
  'ends-before-it-starts': 'Its name says that it ends before it starts.',
  'stream-and-name-times-differ': 'The stream and the name give different times.',
  'stream-and-name-differ-by-hours': 'The stream and the name differ by whole hours: a zone or a clock change.',
  'stream-and-name-channels-differ': 'The stream and the name give different cameras.',
  'same-name-but-for-case': 'Another file has the same name but for capitals.',
};

const REFUSALS: Record<ExportSurvey['refused'][number]['reason'], string> = {
  link: 'A link, which could lead anywhere: not followed.',
  device: 'A device, not a file.',
  pipe: 'A pipe, not a file.',
  socket: 'A socket, not a file.',
  'other-file-system': 'It lies on another file system than the stick.',
  'too-deep': 'It lies too deep in folders.',
  'name-too-long': 'Its name is too long to keep.',
  unreadable: 'It cannot be read.',
};

export const refusalInWords = (reason: ExportSurvey['refused'][number]['reason']): string => REFUSALS[reason];

export const shownSurvey = ({ id, stick, listing }: OpenSurvey, freeBytes: number): Survey => ({
  id,
  stickNumber: stick.number,
  folderName: listing.folderName,
  stickIdentity,
  files: listing.files.map(({ path, sizeBytes, format, role, channel, timeClaims, contradictions }) => ({
    path,
    sizeBytes,
    format,
    role,
    channel: channel?.value ?? null,
    timeClaims: [...timeClaims],
    contradictions: contradictions.map((kind) => CONTRADICTIONS[kind]),
  })),
  refused: listing.refused.map(({ path, reason }) => ({ path, reason: REFUSALS[reason] })),
  totalBytes: listing.totals.sizeBytes,
  freeBytes,
});

/** What each camera's files claim to cover of the period asked for. */
export function coverageIn({ listing }: OpenSurvey, period: { from: string; to: string }): Coverage {
  if (period.from >= period.to) throw new AppError('invalid-input', 'The period must end after it begins.');
  return coverageOf(period, listing.files).map(({ channel, covered, gaps, untimedFiles }) => ({
    channel,
    covered: [...covered],
    gaps: [...gaps],
    untimedFiles,
  }));
}

/** The surveys of this sign-in; the oldest is closed when there are too many. */
export function createSurveyDesk() {
  const open = new Map<string, OpenSurvey>();
  return {
    async add(survey: OpenSurvey): Promise<void> {
      open.set(survey.id, survey);
      const [oldest] = open.values();
      if (open.size <= 3 || oldest === undefined) return;
      open.delete(oldest.id);
      await oldest.session.close();
    },
    require(id: SurveyId): OpenSurvey {
      const found = open.get(id);
      if (found === undefined)
        throw new AppError('not-found', 'This stick is no longer open. Choose its folder again.');
      return found;
    },
    /** Taken by a retrieval, which closes it. */
    take(id: SurveyId): OpenSurvey {
      const found = this.require(id);
      open.delete(id);
      return found;
    },
  };
}
