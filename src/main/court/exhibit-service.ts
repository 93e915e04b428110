import type { ClipMask } from '../../shared/contract/clips.ts';
import { AppError } from '../../shared/failure.ts';
import type { CameraSystem, ObjectId } from '../../shared/model.ts';
import type { ObjectService } from '../vault/object-service.ts';
import type { RecordingRow, RecordingService } from '../recordings/recording-service.ts';
import { askedOf, simulatedInWords } from '../retrievals/device-record.ts';
import { tellsNoGaps } from '../retrievals/completeness.ts';
import { missingOf } from '../retrievals/not-whole.ts';
import type { RetrievalService } from '../retrievals/retrieval-service.ts';
import type { MaskService } from '../stills/mask-service.ts';
import type { StillService } from '../stills/still-service.ts';
import { correctedTime } from '../time.ts';
import type { ClipService } from './clip-service.ts';
import type { StoredClip } from './clip-store.ts';
import type { BundleSource, ClipInput, ExhibitInput, StillInput } from './bundle-input.ts';
import type { StoredBundle } from './court-store.ts';

type Exhibit = StoredBundle['exhibits'][number];

export interface ExhibitSources {
  readonly sealedSource: (id: Parameters<ObjectService['require']>[0]) => BundleSource;
  readonly ports: {
    readonly recordings: RecordingService;
    readonly retrievals: RetrievalService;
    readonly stills: StillService;
    readonly clips: ClipService;
    readonly masks: Pick<MaskService, 'require'>;
    readonly objects: ObjectService;
  };
  readonly bundle: StoredBundle;
}

const SYSTEM: Record<CameraSystem, string> = {
  'standard-4g': 'Standard 4G',
  'ic-pod': 'IC-POD 4G',
  idcam: 'IDCAM Pro',
};

const SOURCE: Record<RecordingRow['referenceSource'], string> = {
  'speaking-clock': 'speaking clock',
  'radio-clock': 'radio clock',
  'network-time': 'network time',
  gps: 'GPS clock',
};

/**
 * What the bundle says of a recording; index files and players go with the first exhibit of their retrieval. Every
 * export of one recorder brings the same player: from the second retrieval on it is a duplicate, and as much a part.
 */
export function exhibitOf(
  exhibit: Exhibit,
  { sealedSource, ports, bundle, seenRetrievals }: ExhibitSources & { seenRetrievals: Set<string> },
): ExhibitInput {
  if (exhibit.recordingId === null) throw new Error('an exhibit without its recording');
  const row = ports.recordings.requireKept(exhibit.recordingId);
  const retrieval = retrievalOf(row, { ports, bundle });
  const files = ports.retrievals.files(retrieval.id);
  const parts = seenRetrievals.has(retrieval.id) ? [] : files.flatMap((file) => partOf(file, ports.objects));
  seenRetrievals.add(retrieval.id);
  const recorded =
    row.recordedFrom === null || row.recordedTo === null ? null : { from: row.recordedFrom, to: row.recordedTo };
  const gaps = retrieval.coverage
    .filter(({ channel }) => channel === (row.channel ?? 'unknown'))
    .flatMap(({ gaps: missing }) => missing);
  const own = files.find(({ objectId }) => objectId === row.masterId);
  const lister = askedOf(retrieval.device);
  return {
    reference: exhibit.reference,
    description: exhibit.description,
    producedBy: bundle.preparedBy,
    camera: {
      name: row.channel === null ? 'Camera not stated' : `Camera ${row.channel}`,
      system: SYSTEM[ports.retrievals.systemOf(retrieval.id)],
      maker: null,
      model: null,
      serialNumber: retrieval.kitSerial,
      place: retrieval.place,
    },
    retrieval: {
      number: retrieval.number,
      at: retrieval.startedAt,
      by: retrieval.officer,
      method: [`${methodOf(retrieval)}${heldAlready(row, retrieval)}`, ...notKnownOrMissing(retrieval, own)].join(' '),
    },
    recorded,
    corrected:
      recorded === null
        ? null
        : {
            from: correctedTime(recorded.from, retrieval.offsetSeconds),
            to: correctedTime(recorded.to, retrieval.offsetSeconds),
          },
    timeCheck: {
      systemTime: retrieval.systemTime,
      referenceTime: retrieval.referenceTime,
      source: SOURCE[retrieval.referenceSource],
      seenBy: retrieval.timeSeenBy,
      offsetSeconds: retrieval.offsetSeconds,
    },
    gaps: gaps.map(({ from, to }) => ({
      from,
      to,
      reason: `${lister === null ? 'No file of the export claims this time' : `The ${lister} lists nothing for this time`}; why is not known.`,
    })),
    masters: [
      {
        originalPath: own?.path ?? row.path,
        role: 'footage' as const,
        ...sealedSource(row.masterId),
      },
      ...parts.map(({ path, role, objectId }) => ({ originalPath: path, role, ...sealedSource(objectId) })),
    ],
    masterPlays: ports.recordings.playsAsItIs(row),
    derivative: derivativeOf(row, { sealedSource, ports }),
  };
}

/** The retrieval that brought the bytes for the case of the bundle: of a duplicate, not the first one. */
export const retrievalOf = (
  row: Pick<RecordingRow, 'id' | 'retrievalId'>,
  { ports, bundle }: Pick<ExhibitSources, 'bundle'> & { readonly ports: RetrievedBy },
): RetrievalRow =>
  ports.retrievals.require(ports.recordings.retrievalFor(row.id, bundle.proceedings.caseId) ?? row.retrievalId);
type RetrievedBy = Pick<ExhibitSources['ports'], 'recordings' | 'retrievals'>;
type RetrievalRow = ReturnType<RetrievalService['require']>;

/** The way the footage came, as the record of the retrieval has it (CoP 3.7, 3.11, 3.14). */
export function methodOf({ device, portal, source }: Pick<RetrievalRow, 'device' | 'portal' | 'source'>): string {
  if (device?.simulated === true) return simulatedInWords;
  const twice = 'hashed while it was read and compared with a second download.';
  if (device !== null)
    return device.portal === null
      ? `Downloaded from the recorder through the scheme’s VPN (${source}), ${twice}`
      : `Downloaded from the system’s web portal (${source}) with the login ${device.portal.login}, under the certificate on record, ${twice}`;
  const what =
    portal === null
      ? 'Export of the recorder,'
      : `Downloaded from the system’s web portal (${portal.name}) with the login ${portal.login},`;
  return `${what} brought on a secure memory stick (${source}) and copied with a hash of every file before and after.`;
}

const heldAlready = (row: RecordingRow, { id }: RetrievalRow): string =>
  id === row.retrievalId
    ? ''
    : ` The laptop held the same bytes already, sealed at retrieval ${row.retrievalNumber}; they were compared by SHA-256, and those are what is kept and given here.`;

/** What the recorder did not give of this footage, and what its list cannot show. */
export const notKnownOrMissing = (
  { device }: Pick<RetrievalRow, 'device'>,
  file: Pick<RetrievedFile, 'outcome' | 'reason'> | undefined,
): string[] => {
  const missing = file === undefined ? null : missingOf(file);
  return [...(missing === null ? [] : [missing]), ...(device?.tellsGaps === false ? [tellsNoGaps] : [])];
};

type RetrievedFile = ReturnType<RetrievalService['files']>[number];
interface Part extends Pick<RetrievedFile, 'path'> {
  readonly role: Exclude<RetrievedFile['role'], 'access-record'>;
  readonly objectId: ObjectId;
}

/**
 * An index file, player or other part of a retrieval that is still in the vault. A portal's record of the access is no
 * part: it names logins and every camera of the portal, and goes to nobody with the footage.
 */
function partOf({ path, role, outcome, objectId }: RetrievedFile, objects: ObjectService): Part[] {
  const isKept = (outcome === 'master' || outcome === 'duplicate') && objectId !== null;
  if (role === 'footage' || role === 'access-record' || !isKept || objects.require(objectId).disposedAt !== null)
    return [];
  return [{ path, role, objectId }];
}

function derivativeOf(
  row: RecordingRow,
  { sealedSource, ports }: Pick<ExhibitSources, 'sealedSource' | 'ports'>,
): ExhibitInput['derivative'] {
  const record = ports.recordings.derivativeOf(row);
  if (row.derivativeId === null || record?.state !== 'made') return null;
  return {
    parentSha256: row.sha256,
    how: record.route === 'transcode' ? 'transcoded' : 'rewrapped',
    tool: record.tool ?? '',
    proof: record.proof ?? '',
    ...sealedSource(row.derivativeId),
  };
}

/** What the bundle says of a countersigned still. Its parent is the exhibit when the recording is one, else its number. */
export function stillOf(exhibit: Exhibit, { sealedSource, ports, bundle }: ExhibitSources): StillInput {
  if (exhibit.stillId === null) throw new Error('an exhibit without its still');
  const still = ports.stills.require(exhibit.stillId);
  if (still.state !== 'countersigned')
    throw new AppError('clause', `${still.number} was withdrawn and goes on no disc. Prepare a bundle without it.`, {
      clause: '5.16',
    });
  if (still.objectId === null || still.sha256 === null) throw new Error('a countersigned still without a picture');
  const mask = exhibit.mask === null ? null : ports.masks.require(exhibit.mask.id);
  const parent = bundle.exhibits.find(({ recordingId }) => recordingId === still.recordingId);
  return {
    reference: exhibit.reference,
    description: exhibit.description,
    parentReference: parent?.reference ?? still.recordingNumber,
    parentSha256: ports.recordings.require(still.recordingId).sha256,
    frameNumber: still.frameIndex + 1, // people count from one, as the player does
    recordedAt: still.recordedTime,
    correctedAt: still.correctedTime,
    widthPx: still.width ?? 0,
    heightPx: still.height ?? 0,
    producedBy: still.producedBy ?? '',
    countersignedBy: still.countersignedBy ?? '',
    ...(mask === null ? {} : { masked: maskedOf(mask, still.number) }),
    ...sealedSource(mask?.objectId ?? still.objectId),
  };
}

/** A masked copy is said to be one, with its parent, its reason and who compared the two. */
const maskedOf = (
  mask: ReturnType<MaskService['require']>,
  parentNumber: string,
): NonNullable<StillInput['masked']> => ({
  ...{ number: mask.number, parentNumber, parentSha256: mask.parentSha256, areas: mask.boxes.length },
  ...{ reason: mask.reason, madeBy: mask.madeBy, approvedBy: mask.decidedBy ?? '', approvedAt: mask.decidedAt ?? '' },
});

/** What the bundle says of a clip, and of the recording it was cut from, which stays as it is. */
export function clipOf(exhibit: Exhibit, { sealedSource, ports, bundle }: ExhibitSources): ClipInput {
  if (exhibit.clip === null) throw new Error('an exhibit without its clip');
  const clip = ports.clips.requireKept(exhibit.clip.id);
  const parent = bundle.exhibits.find(({ recordingId }) => recordingId === clip.recordingId);
  const { way, wish, shown, recorded, corrected, parentSha256, tool, commandLine, proof, madeAt, madeBy } = clip;
  return {
    ...{ reference: exhibit.reference, description: exhibit.description, number: clip.number },
    parentReference: parent?.reference ?? clip.recordingNumber,
    how: way === 'copy' ? 'copied' : 'transcoded',
    ...(clip.mask === null ? {} : { masked: maskedClip(clip, clip.mask) }),
    wished: countedFromOne(wish),
    shown: countedFromOne(shown),
    ...{ recorded, corrected, parentSha256, tool, commandLine, proof, madeAt, madeBy },
    ...sealedSource(clip.objectId),
  };
}

/** The same of a masked clip. */
const maskedClip = (
  { recordingNumber, reason, shown }: StoredClip,
  { areas, decidedBy, decidedAt }: ClipMask,
): NonNullable<ClipInput['masked']> => ({
  ...{ parentNumber: recordingNumber, areas: areas.length, reason },
  covers: areas.map(({ covers }) => countedFromOne(covers ?? shown)),
  ...{ approvedBy: decidedBy ?? '', approvedAt: decidedAt ?? '' },
});

/** People count from one, as the player does. */
const countedFromOne = ({ from, to }: { readonly from: number; readonly to: number }) => ({
  from: from + 1,
  to: to + 1,
});
