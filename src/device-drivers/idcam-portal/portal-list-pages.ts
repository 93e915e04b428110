import { AppError } from '../../shared/failure.ts';
import type { Period, Segment } from '../driver.ts';
import { type Asking, otherDevice } from '../protocols/asking.ts';
import { overlap } from '../protocols/recorder-time.ts';
import { filled, type PortalProfile, textAt, valueAt } from './portal-profile.ts';
import { fromPortal, toPortal } from './portal-time.ts';

export interface PortalCamera {
  readonly id: string;
  readonly name: string;
}
/** One recording as the portal lists it, before it has a name here. */
export interface PortalItem extends Omit<Segment, 'id' | 'name'> {
  readonly portalId: string;
  readonly said: string;
}

const mostItems = 20_000;
const mostPages = 1000;

export interface Reader {
  readonly asking: Asking;
  readonly profile: PortalProfile;
  /** The JSON of an answer. @throws AppError when it is none, or the portal refuses it. */
  readonly json: (target: string) => Promise<unknown>;
}

/** The cameras this login may see; a portal shows each person their own. */
export async function listCameras({ profile, json }: Reader): Promise<PortalCamera[]> {
  const { path, items, id, name } = profile.cameras;
  return itemsOf(await json(path), items).flatMap((item) => {
    const own = textAt(item, id);
    return own === null ? [] : [{ id: own, name: textAt(item, name) ?? own }];
  });
}

/** Every recording of the period that the portal lists for this login, page by page, each once. */
export async function* listRecordings(
  { profile, json }: Reader,
  { period, cameras }: { period: Period; cameras: readonly PortalCamera[] },
): AsyncGenerator<PortalItem> {
  const { recordings, zone } = profile;
  const seen = new Set<string>();
  const [from, to] = [toPortal(period.from, zone, recordings.between), toPortal(period.to, zone, recordings.between)];
  for (let page = recordings.firstPage; page < mostPages; page += 1) {
    const answer = await json(filled(recordings.path, { from, to, page: String(page) }));
    let isNew = false;
    for (const item of itemsOf(answer, recordings.items)) {
      const found = itemOf(item, profile, cameras);
      if (found === null || seen.has(found.portalId)) continue;
      isNew = true;
      seen.add(found.portalId);
      if (seen.size > mostItems)
        throw new AppError(
          'invalid-input',
          'The portal lists more recordings than can be looked through. Ask for a shorter period.',
        );
      if (touches(found, period)) yield found;
    }
    const isMore = recordings.more !== undefined && valueAt(answer, recordings.more) === true;
    if (!isMore || !isNew || !recordings.path.includes('{page}')) return;
  }
}

function itemOf(
  item: unknown,
  { recordings, zone }: PortalProfile,
  cameras: readonly PortalCamera[],
): PortalItem | null {
  const portalId = textAt(item, recordings.id);
  if (portalId === null) return null;
  const camera = textAt(item, recordings.camera);
  const name = cameras.find(({ id }) => id === camera)?.name ?? camera;
  const [start, end] = [
    fromPortal(textAt(item, recordings.start), zone),
    fromPortal(textAt(item, recordings.end), zone),
  ];
  const size = Number(textAt(item, recordings.sizeBytes) ?? Number.NaN);
  const claim = { zone: 'local', source: 'device' } as const;
  return {
    portalId,
    said: [name ?? 'camera not stated', `${portalId}-${textAt(item, recordings.name) ?? 'recording'}`]
      .map((part) => part.replaceAll(/[/\\]/gu, '_'))
      .join('/'),
    sizeBytes: Number.isSafeInteger(size) && size > 0 ? size : null,
    channel: name === null ? null : { value: name, source: 'device' },
    timeClaims: [
      ...(start === null ? [] : [{ kind: 'start', wallClock: start, ...claim } as const]),
      ...(end === null ? [] : [{ kind: 'end', wallClock: end, ...claim } as const]),
    ],
    openEnded: start !== null && end === null,
  };
}

/** A portal that ignores the period gives everything it has; what has no time is offered, never left out. */
function touches({ timeClaims }: PortalItem, period: Period): boolean {
  const from = timeClaims.find(({ kind }) => kind === 'start')?.wallClock;
  const to = timeClaims.find(({ kind }) => kind === 'end')?.wallClock ?? '9999';
  return from === undefined || overlap({ from, to }, period);
}

function itemsOf(answer: unknown, field: string): readonly unknown[] {
  const items = valueAt(answer, field);
  if (!Array.isArray(items)) throw otherDevice('the portal of this profile');
  return items;
}
