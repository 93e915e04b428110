import { AppError } from '../../shared/failure.ts';
import type { Asking } from '../protocols/asking.ts';
import { child, children, textAt, type Xml, xmlText } from '../protocols/xml.ts';
import type { Soap } from './soap.ts';

/** One video track of a recording, and from when to when it holds anything. Milliseconds UTC. */
export interface FoundTrack {
  readonly recording: string;
  readonly track: string;
  /** What the unit calls the camera; safe to show. */
  readonly camera: string;
  readonly from: number;
  readonly to: number;
}

const pageSize = 100;
/** No unit has more recordings or gaps to tell of in the stretch of one incident. */
const mostResults = 20_000;
const mostIdlePages = 120;

const keep = '<q:KeepAliveTime>PT60S</q:KeepAliveTime>';
const filter = '<tt:RecordingInformationFilter>boolean(//Track[TrackType = "Video"])</tt:RecordingInformationFilter>';

/** Every video track there is. A unit that does not take the filter, or finds nothing by it, is asked without it. */
export async function findTracks(asking: Asking, soap: Soap): Promise<FoundTrack[]> {
  const filtered = await soap.ask('search', 'FindRecordings', `<q:Scope>${filter}</q:Scope>${keep}`);
  const found = filtered === null ? [] : await tracksFound(asking, soap, filtered);
  if (found.length > 0) return apart(found);
  // Some read the filter wrongly: nothing recorded is believed only where it is said without it too.
  const began = await soap.ask('search', 'FindRecordings', `<q:Scope/>${keep}`);
  if (began === null && filtered !== null) return [];
  return apart(await tracksFound(asking, soap, began));
}

/** Two recordings may have one name: they are two cameras, each with its own times and gaps. */
function apart(tracks: readonly FoundTrack[]): FoundTrack[] {
  const recordings = new Map<string, Set<string>>();
  for (const { camera, recording } of tracks)
    recordings.set(camera, (recordings.get(camera) ?? new Set<string>()).add(recording));
  return tracks.map((it) =>
    (recordings.get(it.camera)?.size ?? 0) < 2
      ? it
      : { ...it, camera: shown(`${it.camera.slice(0, 60)} (${it.recording})`) },
  );
}

const shown = (said: string): string => said.replaceAll(/\p{C}/gu, '_').slice(0, 120);

async function tracksFound(asking: Asking, soap: Soap, began: Xml | null): Promise<FoundTrack[]> {
  const token = textAt(began, 'SearchToken');
  if (token === null)
    throw new AppError('unavailable', 'The recorder does not search its recordings now. Try again in a few minutes.');
  const found: FoundTrack[] = [];
  const seen = new Set<string>();
  for await (const one of results(asking, soap, {
    token,
    question: 'GetRecordingSearchResults',
    item: 'RecordingInformation',
  }))
    for (const track of tracksOf(one)) {
      const id = JSON.stringify([track.recording, track.track]);
      if (!seen.has(id)) found.push(track);
      seen.add(id);
    }
  return found;
}

function tracksOf(xml: Xml): FoundTrack[] {
  const recording = textAt(xml, 'RecordingToken');
  if (recording === null) return [];
  const camera = textAt(xml, 'Source', 'Name') ?? textAt(xml, 'Source', 'SourceId') ?? recording;
  const edge = (it: Xml, own: string, other: string): number | null =>
    instant(textAt(it, own)) ?? instant(textAt(xml, other));
  return children(xml, 'Track').flatMap((it) => {
    const track = textAt(it, 'TrackToken');
    const [from, to] = [edge(it, 'DataFrom', 'EarliestRecording'), edge(it, 'DataTo', 'LatestRecording')];
    if (textAt(it, 'TrackType') !== 'Video' || track === null || from === null || to === null) return [];
    return [{ recording, track, camera: camera.replaceAll(/\p{C}/gu, '_').slice(0, 80), from, to }];
  });
}

/** Milliseconds of a time with its zone; UTC where it states none, as ONVIF says. */
function instant(said: string | null): number | null {
  if (said === null || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,12})?(?:Z|[+-]\d\d:\d\d)?$/u.test(said)) return null;
  const at = Date.parse(/Z$|[+-]\d\d:\d\d$/u.test(said) ? said : `${said}Z`);
  return Number.isNaN(at) ? null : at;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Where a track holds something between two moments; null when the unit does not tell. It tells when recording began
 * and stopped, and how it stood at the first of the two.
 */
export async function findSpans(
  asking: Asking,
  soap: Soap,
  { recording, track, from, to }: FoundTrack,
): Promise<Span[] | null> {
  const inside = [
    `<q:StartPoint>${new Date(from).toISOString()}</q:StartPoint><q:EndPoint>${new Date(to).toISOString()}</q:EndPoint>`,
    `<q:Scope><tt:IncludedRecordings>${xmlText(recording)}</tt:IncludedRecordings></q:Scope>`,
    '<q:SearchFilter><n:TopicExpression xmlns:n="http://docs.oasis-open.org/wsn/b-2" xmlns:tns1="http://www.onvif.org/ver10/topics" Dialect="http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet">tns1:RecordingHistory/Track/State</n:TopicExpression></q:SearchFilter>',
    '<q:IncludeStartState>true</q:IncludeStartState><q:KeepAliveTime>PT60S</q:KeepAliveTime>',
  ];
  const token = textAt(await soap.ask('search', 'FindEvents', inside.join('')), 'SearchToken');
  if (token === null) return null;
  const told: { at: number; isPresent: boolean }[] = [];
  for await (const one of results(asking, soap, { token, question: 'GetEventSearchResults', item: 'Result' })) {
    const at = instant(textAt(one, 'Time'));
    const present = simpleItem(child(one, 'Event'), 'IsDataPresent');
    const isOther =
      [textAt(one, 'RecordingToken') ?? recording, textAt(one, 'TrackToken') ?? track].join('\n') !==
      [recording, track].join('\n');
    if (at !== null && present !== null && !isOther) told.push({ at, isPresent: /^(?:true|1)$/iu.test(present) });
  }
  return told.length === 0 ? null : spansBy(told, { from, to });
}

/** What a message says under a name. */
function simpleItem(xml: Xml | null, name: string): string | null {
  if (xml === null || typeof xml === 'string') return null;
  if (textAt(xml, '@Name') === name) return textAt(xml, '@Value');
  for (const key of Object.keys(xml))
    for (const each of children(xml, key)) {
      const found = simpleItem(each, name);
      if (found !== null) return found;
    }
  return null;
}

function spansBy(told: readonly { at: number; isPresent: boolean }[], { from, to }: Span): Span[] {
  const sorted = [...told].sort((a, b) => a.at - b.at);
  const spans: Span[] = [];
  // One that is first told to stop had begun before.
  let began: number | null = sorted[0]?.isPresent === false && sorted[0].at > from ? from : null;
  for (const { at, isPresent } of sorted) {
    if (isPresent) began ??= Math.max(at, from);
    else if (began !== null) {
      if (at > began) spans.push({ from: began, to: Math.min(at, to) });
      began = null;
    }
  }
  return began !== null && began < to ? [...spans, { from: began, to }] : spans;
}

interface Results {
  readonly token: string;
  readonly question: 'GetRecordingSearchResults' | 'GetEventSearchResults';
  readonly item: string;
}

/** Every result of a search, page by page, until the unit says that it is completed; the search is always let go. */
async function* results(asking: Asking, soap: Soap, { token, question, item }: Results): AsyncGenerator<Xml> {
  const named = `<q:SearchToken>${xmlText(token)}</q:SearchToken>`;
  let [count, idle] = [0, 0];
  try {
    for (;;) {
      const page = await soap.ask(
        'search',
        question,
        `${named}<q:MinResults>1</q:MinResults><q:MaxResults>${pageSize}</q:MaxResults><q:WaitTime>PT5S</q:WaitTime>`,
      );
      const list = child(page, 'ResultList');
      if (list === null)
        throw new AppError('unavailable', 'The recorder broke its search off. Try again in a few minutes.');
      const found = children(list, item);
      yield* found;
      count += found.length;
      if (/^completed$/iu.test(textAt(list, 'SearchState') ?? '')) return;
      idle = found.length === 0 ? idle + 1 : 0;
      if (count > mostResults || idle > mostIdlePages) throw endless();
      if (found.length === 0) await asking.ports.wait(500, asking.signal);
    }
  } finally {
    await soap.ask('search', 'EndSearch', named).catch(() => null); // said for the recorder's sake alone
  }
}

const endless = (): AppError =>
  new AppError(
    'conflict',
    'The recorder’s search does not come to an end. Ask for a shorter period, or use a memory stick.',
  );
