import { checkPanel } from './check-panel.ts';
import { element } from './dom.ts';
import type { PageRecord } from './record.ts';
import { clip } from './clip-story.ts';
import { completeness, documents, exhibit, heading, ledger, still } from './story.ts';

/** The record the bundle builder put into this page. */
function readRecord(): PageRecord | null {
  try {
    return JSON.parse(document.getElementById('bundle-record')?.textContent ?? '') as PageRecord;
  } catch {
    return null; // said on the page
  }
}

function story(page: PageRecord | null): HTMLElement[] {
  if (page === null)
    return [
      element('h1', {}, 'Footage for court'),
      element('p', { class: 'bad' }, 'This page was damaged: its own record cannot be read.'),
    ];
  const { record, disc } = page;
  document.title = `${record.proceedings.parties}: footage for court`;
  return [
    heading(record, disc),
    completeness(record),
    ...record.exhibits.map((each) => exhibit(each, disc)),
    ...record.clips.map((each) => clip(each, disc)),
    ...record.stills.map((each) => still(each, disc)),
    documents(record, disc),
    ledger(page),
  ];
}

const main = document.getElementById('main');
const [first, ...rest] = story(readRecord());
if (first !== undefined) main?.replaceChildren(first, checkPanel(), ...rest);
