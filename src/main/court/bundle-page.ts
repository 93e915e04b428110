import type { PageRecord } from '../../../resources/open-me-first/record.ts';

/** Where the built page keeps a place for the record (resources/open-me-first/index.html). */
const recordPlace = '__BUNDLE_RECORD__';

/**
 * The page with the record inside, as data that no browser runs. Threat: a description with `</script>` in it that ends
 * the data and begins a script; so nothing in the data can be read as markup.
 */
export function pageWithRecord(page: string, record: PageRecord): string {
  const [before, after, another] = page.split(recordPlace);
  if (before === undefined || after === undefined || another !== undefined)
    throw new Error('the page has no one place for the record');
  const json = JSON.stringify(record).replaceAll(/[<>&\u2028\u2029]/g, (letter) => {
    return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return before + json + after;
}
