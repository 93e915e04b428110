import { type ListedRecording, readPortalList } from '../../device-drivers/idcam-portal/portal-list.ts';
import type { DeviceSession } from '../../device-drivers/driver.ts';
import type { Parsed } from '../../shared/contract.ts';
import type { PortalDownload, PortalListing } from '../../shared/contract/footage.ts';
import { AppError } from '../../shared/failure.ts';
import type { CameraSystem } from '../../shared/model.ts';
import { londonWallClock, wallClockText } from '../time.ts';
import { type Listed, type Listing, type OpenSurvey, segmentOf } from './survey-service.ts';

// CoP 3.14, 3.15: footage of an IDCAM Pro is downloaded from the portal with a person's own login, onto a stick. The
// portal's own list comes with it; what it says of a file stands beside what the file says of itself.

/** A list of one download is text of a few thousand lines. */
const largestList = 4 * 1024 * 1024;

interface ListFound {
  readonly path: string;
  readonly text: string;
  readonly names: number;
}

/**
 * What the portal's list says of each file of the folder. The list is the one that names most of the footage, unless
 * a person says which it is, or that it is none of them.
 */
export async function withPortalList(
  session: DeviceSession,
  listing: Listing,
  chosen?: string | null,
): Promise<{ listing: Listing; found: PortalListing }> {
  const footage = listing.files.filter(({ role }) => role === 'footage');
  const list =
    chosen === undefined
      ? await findList(session, listing)
      : chosen === null
        ? null
        : await namedList(session, listing, chosen);
  const items = list === null ? null : readPortalList(list.text);
  const byPath = Map.groupBy(items ?? [], (item) => matching(footage, item)?.path ?? null);
  const absent = byPath.get(null) ?? [];
  const isRead = byPath.size > (absent.length > 0 ? 1 : 0);
  const files = listing.files.map((file) => {
    const [own, ...more] = byPath.get(file.path) ?? [];
    // A name that the list uses for two recordings says nothing of either.
    return withListed(file, more.length > 0 ? undefined : own, { isAlone: footage.length === 1 });
  });
  const cameras = new Set(files.flatMap((file) => (file.role === 'footage' ? (file.channel?.value ?? []) : [])));
  const isInUtc = (items ?? []).some(({ timeClaims }) => timeClaims.some(({ zone }) => zone === 'utc'));
  const notListed = list === null ? [] : files.filter((file) => file.role === 'footage' && !isNamed(file, list.text));
  return {
    listing: {
      ...listing,
      files,
      refused: [
        ...listing.refused,
        ...(isRead ? absent : []).map(({ name }) => ({
          path: name,
          pathBytes: null,
          reason: 'The portal’s list names it; it is not in the folder. Download it from the portal as well.',
        })),
      ],
    },
    found: {
      listPath: list?.path ?? null,
      remarks: [
        ...(list?.names === 0 ? [`“${list.path}” names no file of the folder.`] : []),
        ...(list !== null && list.names > 0 && !isRead
          ? ['The portal’s list names the files, but its columns could not be read: it says nothing of their times.']
          : []),
        ...(isInUtc ? ['Times in the portal’s list are in UTC; here they stand in the time of this country.'] : []),
        ...notListed.map(({ path }) => `“${path}” is not in the portal’s list.`),
        ...(cameras.size > 0 && cameras.size < 3
          ? [`An IDCAM Pro has three cameras (CoP 3.12); this download holds footage of ${cameras.size}.`]
          : []),
      ],
    },
  };
}

/** The text file that names the most of the footage; null when none names any. */
async function findList(session: DeviceSession, { files }: Listing): Promise<ListFound | null> {
  const footage = files.filter(({ role }) => role === 'footage');
  let best: ListFound | null = null;
  for (const file of files) {
    if (file.role !== 'other' || file.sizeBytes === 0 || file.sizeBytes > largestList) continue;
    const text = await textOf(session, file);
    const names = footage.filter((it) => isNamed(it, text)).length;
    if (names > (best?.names ?? 0)) best = { path: file.path, text, names };
  }
  return best;
}

/** The file that a person says is the list, whatever it names. */
async function namedList(session: DeviceSession, { files }: Listing, path: string): Promise<ListFound> {
  const file = files.find((it) => it.path === path && it.role !== 'footage');
  if (file === undefined)
    throw new AppError('not-found', 'There is no such file in the folder. Choose the portal’s list again.');
  if (file.sizeBytes > largestList)
    throw new AppError('invalid-input', 'This file is too large to be the list of one download. Choose another.');
  const text = file.sizeBytes === 0 ? '' : await textOf(session, file);
  return { path, text, names: files.filter((it) => it.role === 'footage' && isNamed(it, text)).length };
}

/** What cannot be read is no list: the retrieval itself says so of the file. */
async function textOf(session: DeviceSession, file: Listed): Promise<string> {
  const parts: Uint8Array[] = [];
  try {
    for await (const piece of session.read(segmentOf(file), 0)) parts.push(piece);
  } catch (error) {
    if (error instanceof AppError && error.code === 'unavailable') return '';
    throw error;
  }
  const bytes = Buffer.concat(parts);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  return new TextDecoder().decode(bytes);
}

const baseName = (path: string): string => path.split(/[/\\]/u).at(-1) ?? path;
const isNamed = ({ path }: Listed, text: string): boolean => text.toLowerCase().includes(baseName(path).toLowerCase());

/** By its whole path, or else by its name where only one file has that name: two files must never be taken for one. */
function matching(footage: readonly Listed[], { name }: ListedRecording): Listed | null {
  const said = name.replaceAll('\\', '/').toLowerCase();
  const whole = footage.find(({ path }) => path.toLowerCase() === said);
  if (whole !== undefined) return whole;
  const [only, ...more] = footage.filter(({ path }) => baseName(path).toLowerCase() === baseName(said));
  return only !== undefined && more.length === 0 ? only : null;
}

function withListed(file: Listed, listed: ListedRecording | undefined, { isAlone }: { isAlone: boolean }): Listed {
  if (file.role !== 'footage') return file;
  const folder = file.path.split('/').at(-2);
  const byFolder = isAlone || folder === undefined ? null : ({ value: folder, source: 'folder' } as const);
  if (listed === undefined) return { ...file, channel: file.channel ?? byFolder };
  const { camera, timeClaims, sizeBytes } = listed;
  const otherSize = sizeBytes !== null && sizeBytes !== file.sizeBytes;
  return {
    ...file,
    channel: camera === null ? (file.channel ?? byFolder) : { value: camera, source: 'device' },
    timeClaims: [...timeClaims.map(inLondon), ...file.timeClaims],
    contradictions: otherSize ? [...file.contradictions, 'size-differs-from-list'] : file.contradictions,
  };
}

/** One clock for all cameras: what the list states in UTC is put beside the officer's own period in local time. */
const inLondon = (claim: ListedRecording['timeClaims'][number]): ListedRecording['timeClaims'][number] =>
  claim.zone === 'utc' ? { ...claim, wallClock: londonWallClock(`${claim.wallClock}.000Z`), zone: 'local' } : claim;

type Start = Pick<Parsed<'retrievals.start'>, 'withoutList'>;

/** What is kept of the download; null when it is none. Its list is the one that it was held against, and no other. */
export function portalDownload({ withoutList }: Start, { portal }: OpenSurvey): PortalDownload | null {
  if (portal === undefined) return null;
  const { name, login, downloadedAt, remarks, listPath: list } = portal;
  return { name, login, downloadedAt, list, withoutList: list === null ? (withoutList ?? null) : null, remarks };
}

/**
 * Footage of an IDCAM Pro comes from its portal and no other footage does (CoP 3.7, 3.11, 3.14). On a stick it is on
 * record whose login was used and what the portal listed, or why its list is not here. Nothing is refused for good:
 * both can be given in a minute.
 */
export function checkPortal(start: Start, survey: OpenSurvey, system: CameraSystem): void {
  const download = portalDownload(start, survey);
  const { kind } = survey.source;
  if (kind === 'portal' && system !== 'idcam') throw notOfPortal();
  if (kind === 'site' && system === 'idcam')
    throw new AppError(
      'clause',
      'Footage of an IDCAM Pro comes from its portal, not from a recorder over the VPN. Check the incident, or choose the portal.',
      { clause: '3.14' },
    );
  if (kind !== 'stick') return;
  if (system === 'idcam' && download === null)
    throw new AppError(
      'clause',
      'Footage of an IDCAM Pro comes from its portal. Go back to where it is, choose the download from the portal, and say whose login it was made with.',
      { clause: '3.15' },
    );
  if (system !== 'idcam' && download !== null) throw notOfPortal();
  if (download === null) return;
  if (download.list === null && download.withoutList === null)
    throw new AppError(
      'invalid-input',
      'Name the file that is the portal’s own list, or say why it is not on the stick.',
    );
}

const notOfPortal = (): AppError =>
  new AppError('invalid-input', 'Only footage of an IDCAM Pro comes from the portal. Check the incident.');

/** How the download was made, as label and value. */
export const portalFacts = ({ name, login, downloadedAt, list, withoutList, remarks }: PortalDownload) => [
  { label: 'Portal', value: name },
  { label: 'Downloaded', value: `with the login ${login}, ${wallClockText(downloadedAt)}` },
  {
    label: 'The portal’s list',
    value: list === null ? `is not here: ${withoutList ?? 'no reason was stated'}` : `“${list}”, kept with the files`,
  },
  ...(remarks.length === 0 ? [] : [{ label: 'Compared with it', value: remarks.join(' ') }]),
];

/** The same in one paragraph, for the receipt. */
export const portalInWords = (download: PortalDownload): string =>
  portalFacts(download)
    .map(({ label, value }) => `${label} ${value}`)
    .join('. ');
