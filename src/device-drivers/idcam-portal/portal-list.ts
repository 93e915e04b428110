import { calendarText, shifted, statedOffset } from '../protocols/recorder-time.ts';
import type { TimeClaim } from '../driver.ts';

/** One recording as a portal's list names it. What the list does not say is null. */
export interface ListedRecording {
  readonly name: string;
  readonly camera: string | null;
  readonly timeClaims: readonly TimeClaim[];
  readonly sizeBytes: number | null;
}

/** Far more than a person downloads at once; a list that goes on is no list of one download. */
const mostRows = 20_000;

/** The words that portals head a column with, small and without anything but letters. */
const headings: Readonly<Record<'name' | 'camera' | 'start' | 'end' | 'size', readonly string[]>> = {
  name: ['name', 'file', 'filename', 'video', 'videofile', 'clip', 'clipname', 'recording', 'recordingname'],
  camera: ['camera', 'cameraname', 'cameraid', 'cam', 'channel', 'device', 'devicename', 'monitor'],
  start: ['start', 'starttime', 'startdatetime', 'startdate', 'from', 'begin', 'recordedfrom', 'recordingstart'],
  end: ['end', 'endtime', 'enddatetime', 'enddate', 'to', 'until', 'stop', 'recordedto', 'recordingend'],
  size: ['size', 'sizebytes', 'sizeinbytes', 'filesize', 'bytes'],
};

/**
 * Reads a portal's list of a download: rows with one line of headings before them, parted by commas, semicolons or tabs.
 * Null when it is no such table or has no column for the name of a file. Nothing in it is ever run or followed.
 */
export function readPortalList(text: string): ListedRecording[] | null {
  const rows = tableRows(text.replace(/^\uFEFF/u, ''));
  const head = rows.findIndex((row) => columnOf(row, 'name') !== -1 && row.length > 1);
  const titles = rows[head];
  if (titles === undefined || head > 20) return null;
  const at = {
    ...{ name: columnOf(titles, 'name'), camera: columnOf(titles, 'camera'), size: columnOf(titles, 'size') },
    ...{ start: columnOf(titles, 'start'), end: columnOf(titles, 'end') },
  };
  return rows.slice(head + 1).flatMap((row) => {
    const said = (column: number): string | null => row[column]?.trim() || null;
    const name = said(at.name);
    if (name === null) return [];
    const size = Number(said(at.size) ?? Number.NaN);
    return [
      {
        name,
        camera: said(at.camera)?.slice(0, 100) ?? null,
        timeClaims: [...claim('start', said(at.start)), ...claim('end', said(at.end))],
        sizeBytes: Number.isSafeInteger(size) && size >= 0 ? size : null,
      },
    ];
  });
}

const columnOf = (row: readonly string[], what: keyof typeof headings): number =>
  row.findIndex((title) => headings[what].includes(title.toLowerCase().replaceAll(/[^a-z]/gu, '')));

function claim(kind: TimeClaim['kind'], said: string | null): TimeClaim[] {
  const stated = said === null ? null : listedTime(said);
  return stated === null ? [] : [{ kind, ...stated, source: 'device' }];
}

/** A time as a list writes it: 2026-10-05 21:10:00, or 05/10/2026 21:10 with the day first, as in this country. */
export function listedTime(said: string): Pick<TimeClaim, 'wallClock' | 'zone'> | null {
  const british = /^(\d\d?)[/.](\d\d?)[/.](\d{4})[ T,]+(\d\d?):(\d\d)(?::(\d\d))?(.*)$/u.exec(said.trim());
  const text =
    british === null
      ? said.trim().replace(/^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d)(?!:)/u, '$1:00')
      : `${british[3]}-${british[2]}-${british[1]} ${british[4]}:${british[5]}:${british[6] ?? '00'}${british[7]}`;
  const wallClock = calendarText(text);
  if (wallClock === null) return null;
  const offset = statedOffset(text);
  return offset === null ? { wallClock, zone: 'local' } : { wallClock: shifted(wallClock, -offset), zone: 'utc' };
}

/** The fields of a table, line by line; quoted fields may hold the separator, quotes and line breaks (RFC 4180). */
function tableRows(text: string): string[][] {
  const first = /^.*$/mu.exec(text.trimStart())?.[0] ?? '';
  const [separator = ','] = [',', ';', '\t'].toSorted((a, b) => first.split(b).length - first.split(a).length);
  const rows: string[][] = [[]];
  const field = new RegExp(
    `(?:"((?:[^"]|"")*)"|([^"${separator}\\r\\n][^${separator}\\r\\n]*)?)(${separator}|\\r?\\n|\\r|$)`,
    'gy',
  );
  for (let found = field.exec(text); found !== null && rows.length <= mostRows; found = field.exec(text)) {
    const [, quoted, plain, end] = found;
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '') return rows;
    if (end !== separator) rows.push([]);
  }
  return []; // a quote that never closes, or rows without end: no table
}
