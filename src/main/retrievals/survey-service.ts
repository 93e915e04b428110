import { coverage as coverageOf } from '../../device-drivers/dvr-usb/coverage.ts';
import type { ExportSurvey, SurveyFile } from '../../device-drivers/dvr-usb/export-survey.ts';
import type { DeviceSession, Segment } from '../../device-drivers/driver.ts';
import type { Coverage, PortalSurvey, Survey } from '../../shared/contract/footage.ts';
import { AppError } from '../../shared/failure.ts';
import type { SurveyId } from '../../shared/model.ts';
import type { DeviceRecord } from './device-record.ts';
import type { PortalRow } from './portal-store.ts';
import type { HeldAlready } from './retrieved-file-store.ts';
import type { SiteRow } from './site-store.ts';
import type { StickRow } from './stick-store.ts';

/** One thing that can be taken, with everything claimed about it. */
export interface Listed
  extends Pick<SurveyFile, 'path' | 'pathBytes' | 'sizeBytes' | 'role' | 'channel' | 'timeClaims' | 'contradictions'> {
  readonly format: string;
  /** The same recording of the same recorder is in the vault already. */
  readonly held: HeldAlready | null;
}

/** All that a source lists, taken or refused with the reason in words. */
export interface Listing {
  readonly name: string;
  readonly files: readonly Listed[];
  readonly refused: readonly { readonly path: string; readonly pathBytes: string | null; readonly reason: string }[];
  /** What has to be read. */
  readonly sizeBytes: number;
}

export type Source =
  | { readonly kind: 'stick'; readonly stick: StickRow }
  | { readonly kind: 'site'; readonly site: SiteRow; readonly device: DeviceRecord }
  | { readonly kind: 'portal'; readonly portal: PortalRow; readonly device: DeviceRecord }
  | { readonly kind: 'simulated'; readonly device: DeviceRecord };

/** A stick's folder or a recorder's list, open for retrieval. Lives in memory until it is used or replaced. */
export interface OpenSurvey {
  readonly id: SurveyId;
  readonly source: Source;
  readonly sourceName: string;
  readonly sourceIdentity: string;
  readonly session: DeviceSession;
  readonly listing: Listing;
  /** With a download from the portal: whose login it was made with, and what its list says. */
  readonly portal?: PortalSurvey;
  /** The folder as it was before it was held against the portal's list. */
  readonly uncompared?: Listing;
}

/** What the session that listed a file knows it by. */
export const segmentOf = ({ path, sizeBytes }: Pick<Listed, 'path' | 'sizeBytes'>): Segment => ({
  id: path,
  name: path,
  sizeBytes: sizeBytes === 0 ? null : sizeBytes,
  channel: null,
  timeClaims: [],
  openEnded: false,
});

const CONTRADICTIONS: Record<SurveyFile['contradictions'][number], string> = {
  'ending-differs-from-content': 'The name’s ending says another format than the content.',
  'cut-short': 'The file was cut short.',
  'ends-before-it-starts': 'Its name says that it ends before it starts.',
  'stream-and-name-times-differ': 'The stream and the name give different times.',
  'stream-and-name-differ-by-hours': 'The stream and the name differ by whole hours: a zone or a clock change.',
  'stream-and-name-channels-differ': 'The stream and the name give different cameras.',
  'same-name-but-for-case': 'Another file has the same name but for capitals.',
  'size-differs-from-list': 'The portal’s list gives another size: the download may be incomplete.',
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

/** What a stick's folder holds, as a listing. */
export const stickListing = ({ folderName, files, refused, totals }: ExportSurvey): Listing => ({
  name: folderName,
  files: files.map((file) => ({ ...file, held: null })),
  refused: refused.map(({ path, pathBytes, reason }) => ({ path, pathBytes, reason: REFUSALS[reason] })),
  sizeBytes: totals.sizeBytes,
});

export const shownSurvey = (
  { id, sourceName, sourceIdentity, listing, portal }: OpenSurvey,
  freeBytes: number,
): Survey => ({
  id,
  portal: portal ?? null,
  source: sourceName,
  folderName: listing.name,
  sourceIdentity,
  files: listing.files.map(({ path, sizeBytes, format, role, channel, timeClaims, contradictions, held }) => ({
    path,
    sizeBytes,
    format,
    role,
    channel: channel?.value ?? null,
    timeClaims: [...timeClaims],
    contradictions: contradictions.map((kind) => CONTRADICTIONS[kind]),
    heldSince: held?.retrieval ?? null,
  })),
  refused: listing.refused.map(({ path, reason }) => ({ path, reason })),
  totalBytes: listing.sizeBytes,
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

/** The surveys of this sign-in; the oldest is closed when there are too many. A second one of a recorder takes the place of the first. */
export function createSurveyDesk() {
  const open = new Map<string, OpenSurvey>();
  return {
    async add(survey: OpenSurvey): Promise<void> {
      for (const [id, { session }] of open) if (session === survey.session) open.delete(id);
      open.set(survey.id, survey);
      const [oldest] = open.values();
      if (open.size <= 3 || oldest === undefined) return;
      open.delete(oldest.id);
      await oldest.session.close();
    },
    require(id: SurveyId): OpenSurvey {
      const found = open.get(id);
      if (found === undefined)
        throw new AppError(
          'not-found',
          'This is no longer open. Choose the folder again, or search the recorder again.',
        );
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
