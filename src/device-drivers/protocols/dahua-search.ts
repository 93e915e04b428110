import { AppError } from '../../shared/failure.ts';
import type { Period } from '../driver.ts';
import type { Asking } from './asking.ts';
import { calendarText } from './recorder-time.ts';

export interface FoundFile {
  /** As the recorder counts it. */
  readonly channel: number;
  readonly path: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly sizeBytes: number | null;
  readonly isUnfinished: boolean;
}

const pageSize = 100;
const mostFiles = 20_000;

/** `name=value` lines. A recorder that answers something else gives an empty map. */
export function parseFields(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of text.split(/\r?\n/u)) {
    const at = line.indexOf('=');
    if (at > 0)
      fields.set(
        line.slice(0, at).trim(),
        line
          .slice(at + 1)
          .trim()
          .slice(0, 2000),
      );
  }
  return fields;
}

/** Every file of one camera in a period. A short page ends nothing: only "found=0" or a refusal does. */
export async function* findFiles(
  asking: Asking,
  { channel, period }: { channel: number; period: Period },
): AsyncGenerator<FoundFile> {
  const ask = (query: string): Promise<string | null> =>
    asking.text({ method: 'GET', target: `/cgi-bin/mediaFileFind.cgi?action=${query}` });
  const finder = parseFields((await ask('factory.create')) ?? '').get('result');
  if (finder === undefined || !/^[0-9a-z]{1,40}$/iu.test(finder))
    throw new AppError('unavailable', 'The recorder gives no search. Try again; if it stays so, use a memory stick.');
  const time = (said: string): string => said.replace('T', '%20'); // never "+", and whole seconds
  const conditions = `condition.Channel=${channel}&condition.StartTime=${time(period.from)}&condition.EndTime=${time(period.to)}&condition.Types[0]=dav`;
  try {
    // "Error" or 400 also stand for "nothing found".
    if ((await ask(`findFile&object=${finder}&${conditions}`))?.trim().toUpperCase() !== 'OK') return;
    const seen = new Set<string>();
    for (;;) {
      const page = parseFields((await ask(`findNextFile&object=${finder}&count=${pageSize}`)) ?? '');
      const found = Number(page.get('found') ?? 0);
      let isNew = false;
      for (let at = 0; at < Math.min(found, 1000); at += 1) {
        const file = fileOf(page, at, channel);
        if (file === null || seen.has(file.path)) continue;
        isNew = true;
        seen.add(file.path);
        if (seen.size > mostFiles)
          throw new AppError(
            'invalid-input',
            'The recorder lists more recordings than can be looked through. Ask for a shorter period.',
          );
        yield file;
      }
      if (!isNew) return;
    }
  } finally {
    // The recorder keeps few searches at once. Not letting it go is no failure of ours.
    for (const end of ['close', 'destroy']) await ask(`${end}&object=${finder}`).catch(() => null);
  }
}

function fileOf(page: ReadonlyMap<string, string>, at: number, channel: number): FoundFile | null {
  const field = (name: string): string | undefined => page.get(`items[${at}].${name}`);
  const path = field('FilePath');
  if (path === undefined || path === '') return null;
  const size = Number(field('Length') ?? Number.NaN);
  return {
    channel,
    path,
    from: calendarText(field('StartTime')),
    to: calendarText(field('EndTime')),
    sizeBytes: Number.isSafeInteger(size) && size >= 0 ? size : null,
    isUnfinished: field('FileState')?.toLowerCase() === 'temporary',
  };
}
