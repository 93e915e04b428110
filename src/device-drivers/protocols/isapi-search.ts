import { AppError } from '../../shared/failure.ts';
import type { DeviceQuirks, Period } from '../driver.ts';
import type { Asking } from './asking.ts';
import { calendarText } from './recorder-time.ts';
import { child, children, parseXml, textAt, type Xml, xmlText } from './xml.ts';

/** One recording in the index, as the recorder states it. */
export interface FoundItem {
  readonly track: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly playbackUri: string;
  readonly name: string | null;
  readonly sizeBytes: number | null;
}

type Form = NonNullable<DeviceQuirks['searchForm']>;

const pageSize = 40;
/** A month of one camera in pieces of five minutes is 9,000; a recorder that lists more has lost its way. */
const mostItems = 20_000;

interface TrackSearch {
  readonly track: number;
  readonly period: Period;
  readonly quirks: DeviceQuirks;
  readonly learn: (found: DeviceQuirks) => void;
}

/**
 * Every recording of one track in a period, page by page. The position moves by what came, never by what was asked for;
 * a page that repeats or brings nothing ends it, whatever the recorder says about more.
 */
export async function* searchTrack(asking: Asking, search: TrackSearch): AsyncGenerator<FoundItem> {
  const seen = new Set<string>();
  let position = 0;
  let form = search.quirks.searchForm;
  for (;;) {
    const page: { form: Form; result: Xml } = await askPage(asking, search, { form, position });
    form = page.form;
    search.learn({ searchForm: form });
    const items = children(child(page.result, 'matchList'), 'searchMatchItem').map((it) => itemOf(it, search.track));
    let isNew = false;
    for (const item of items) {
      if (item === null || seen.has(item.playbackUri)) continue;
      isNew = true;
      seen.add(item.playbackUri);
      if (seen.size > mostItems)
        throw new AppError(
          'invalid-input',
          'The recorder lists more recordings than can be looked through. Ask for a shorter period.',
        );
      yield item;
    }
    const says = textAt(page.result, 'responseStatusStrg')?.toUpperCase();
    if (!isNew || says !== 'MORE') return;
    position += items.length;
  }
}

async function askPage(
  asking: Asking,
  search: TrackSearch,
  at: { form: Form | undefined; position: number },
): Promise<{ form: Form; result: Xml }> {
  const forms: readonly Form[] = at.form === undefined ? ['namespaced', 'plain', 'track-id-list'] : [at.form];
  for (const form of forms) {
    const xml = searchXml(form, search, at.position);
    const text = await asking.text({ method: 'POST', target: '/ISAPI/ContentMgmt/search', xml });
    const result = text === null ? null : child(parseXml(text), 'CMSearchResult');
    if (result !== null) return { form, result };
  }
  throw new AppError('unavailable', 'The recorder refuses every way of searching we know. Use a memory stick.');
}

/** One id for a search and all its pages; made from what is asked, since a driver draws nothing at random. */
const searchId = ({ track, period }: TrackSearch): string => {
  const digits = `${period.from}${period.to}${track}`.replaceAll(/\D/gu, '').padEnd(32, '0').slice(0, 32);
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/u, '$1-$2-4$3-8$4-$5');
};

function searchXml(form: Form, search: TrackSearch, position: number): string {
  const { track, period } = search;
  const id = searchId(search);
  const tracks =
    form === 'track-id-list'
      ? `<trackIDList><trackID>${track}</trackID></trackIDList>`
      : `<trackList><trackID>${track}</trackID></trackList>`;
  const span = `<timeSpanList><timeSpan><startTime>${xmlText(period.from)}Z</startTime><endTime>${xmlText(period.to)}Z</endTime></timeSpan></timeSpanList>`;
  // "Postion" is how the protocol spells it.
  const paging = `<maxResults>${pageSize}</maxResults><searchResultPostion>${position}</searchResultPostion>`;
  if (form === 'plain')
    return `<CMSearchDescription version="1.0"><searchID>{${id}}</searchID>${tracks}${span}${paging}</CMSearchDescription>`;
  const meta = '<metadataList><metadataDescriptor>//recordType.meta.std-cgi.com</metadataDescriptor></metadataList>';
  return `<?xml version="1.0" encoding="UTF-8"?><CMSearchDescription version="1.0" xmlns="http://www.isapi.org/ver20/XMLSchema"><searchID>${id}</searchID>${tracks}${span}${paging}${meta}</CMSearchDescription>`;
}

function itemOf(item: Xml, asked: number): FoundItem | null {
  const playbackUri = textAt(item, 'mediaSegmentDescriptor', 'playbackURI');
  if (playbackUri === null) return null;
  const query = (name: string): string | null => new RegExp(`[?&]${name}=([^&]*)`, 'u').exec(playbackUri)?.[1] ?? null;
  const size = Number(query('size') ?? Number.NaN);
  const track = Number(textAt(item, 'trackID'));
  return {
    track: Number.isInteger(track) && track > 100 && track < 100_000 ? track : asked,
    from: calendarText(textAt(item, 'timeSpan', 'startTime') ?? ''),
    to: calendarText(textAt(item, 'timeSpan', 'endTime') ?? ''),
    playbackUri,
    name: query('name'),
    sizeBytes: Number.isSafeInteger(size) && size >= 0 ? size : null,
  };
}
