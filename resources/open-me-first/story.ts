import { addressOf, element, facts, table } from './dom.ts';
import type { BundleRecord, DerivativeRecord, ExhibitRecord, PageDisc, PageRecord, StillRecord } from './record.ts';
import { whereSentence } from './verify/disc-set.ts';
import { dayText, inGroups, instantText, offsetText, periodText, sizeText, wallClockText } from './words.ts';

// The story of the bundle, from the record that was put into the page.

/** Said in place of what lies on another disc, or in parts; null where it lies whole on this one. */
export const elsewhere = (disc: PageDisc | null, path: string): string | null =>
  disc === null ? null : whereSentence(disc.set, disc.number, path);

export function heading(
  { proceedings, controller, bundleNumber, preparedAt }: BundleRecord,
  disc: PageDisc | null,
): HTMLElement {
  return element(
    'header',
    {},
    element('h1', {}, `Footage for court: ${proceedings.parties}`),
    facts([
      ['Court', proceedings.court],
      ['Case number', proceedings.caseNumber],
      ['Kind', proceedings.kind === 'civil' ? 'Civil proceedings' : 'Criminal proceedings'],
      ['Hearing', proceedings.hearingOn === null ? 'no day fixed yet' : dayText(proceedings.hearingOn)],
      ['Prepared by', `${controller.name} (${controller.contact})`],
      ['Bundle', `${bundleNumber}, ${instantText(preparedAt)}`],
      ['Disc', disc === null ? null : `${disc.number} of ${disc.set.size}; the bundle is all of them together`],
    ]),
  );
}

export function completeness({ completeness: sentences }: BundleRecord): HTMLElement {
  const items = sentences.map((sentence) => element('li', {}, sentence));
  return element('section', {}, element('h2', {}, 'What is here and what is not'), element('ul', {}, ...items));
}

export function exhibit(record: ExhibitRecord, disc: PageDisc | null): HTMLElement {
  const { reference, description, camera, retrieval } = record;
  const made = [camera.maker, camera.model, camera.serialNumber].filter((each) => each !== null).join(' ');
  return element(
    'section',
    {},
    element('h2', {}, `Exhibit ${reference}`),
    element('p', {}, description),
    playerOf(record, disc),
    clocks(record),
    gaps(record),
    facts([
      ['Camera', `${camera.name}, ${camera.system}`],
      ['Place', camera.place],
      ['Recorder', made],
      ['Retrieved', `${instantText(retrieval.at)} by ${retrieval.by}, ${retrieval.method} (${retrieval.number})`],
      ['Produced by', record.producedBy],
    ]),
    files(record, disc),
  );
}

const notPlayable = (): HTMLElement =>
  element(
    'p',
    {},
    'There is no copy of this recording that plays here. The recording itself needs its maker’s player.',
  );

function playerOf(
  { reference, derivative, masters: [master], masterPlays }: ExhibitRecord,
  disc: PageDisc | null,
): HTMLElement {
  const playing = derivative?.path ?? (masterPlays ? master?.path : undefined);
  const where = playing === undefined ? null : elsewhere(disc, playing);
  if (where !== null) return element('p', {}, `What plays here is not on this disc. ${where}`);
  if (derivative !== null) return derivativePlayer(reference, derivative);
  if (!masterPlays || master === undefined) return notPlayable();
  return player(
    master.path,
    `Recording ${reference}`,
    `What plays here is the recording ${reference} itself, unaltered.`,
  );
}

export function player(path: string, label: string, words: string): HTMLElement {
  const video = element('video', { controls: '', preload: 'metadata', src: addressOf(path), 'aria-label': label });
  return element('div', { class: 'screen' }, video, element('p', { class: 'hint' }, words));
}

function derivativePlayer(reference: string, { path, how, proof }: DerivativeRecord): HTMLElement {
  const copy = how === 'rewrapped' ? 'the same pictures in another wrapping' : 'a copy whose pictures were coded anew';
  const words = `What plays here is a derivative of ${reference}: ${copy}. ${proof} The recording itself is in the folder “master”.`;
  return player(path, `Recording ${reference}, playing copy`, words);
}

/** Recorded, offset, corrected: three lines that are never mixed. */
function clocks({ recorded, corrected, timeCheck }: ExhibitRecord): HTMLElement {
  const check =
    timeCheck === null
      ? 'The recorder’s clock was not compared with another.'
      : `${offsetText(timeCheck.offsetSeconds)}: it showed ${wallClockText(timeCheck.systemTime)} when the ${timeCheck.source} said ${wallClockText(timeCheck.referenceTime)}, seen by ${timeCheck.seenBy}.`;
  return element(
    'div',
    {},
    element('h3', {}, 'When'),
    facts([
      ['Recorder’s clock', recorded === null ? 'The recording states no time.' : periodText(recorded)],
      ['That clock was', check],
      ['Corrected time', corrected === null ? 'not known' : periodText(corrected)],
    ]),
  );
}

function gaps({ gaps: found }: ExhibitRecord): HTMLElement {
  if (found.length === 0) return element('p', {}, 'No file of this camera is missing from the period asked for.');
  return table({
    caption: 'Gaps, by the recorder’s clock',
    columns: ['From', 'To', 'Why'],
    rows: found.map(({ from, to, reason }) => [wallClockText(from), wallClockText(to), reason]),
  });
}

function files({ reference, masters, derivative }: ExhibitRecord, disc: PageDisc | null): HTMLElement {
  const copies =
    derivative === null ? [] : [{ ...derivative, originalPath: 'made from the recording', role: 'playing copy' }];
  const rows = [...masters, ...copies].map(({ path, originalPath, role, sizeBytes, sha256 }) => [
    element('span', {}, path, element('br', {}), `${originalPath} (${role}) ${elsewhere(disc, path) ?? ''}`.trim()),
    sizeText(sizeBytes),
    element('code', {}, inGroups(sha256)),
  ]);
  const caption = `Files of ${reference}: place on this disc and name the recorder gave`;
  const shown = table({ caption, columns: ['File', 'Size', 'Fingerprint (SHA-256)'], rows });
  return element('details', {}, element('summary', {}, `Files of ${reference}`), shown);
}

export function still(record: StillRecord, disc: PageDisc | null): HTMLElement {
  const { reference, parentReference, description, path } = record;
  const where = elsewhere(disc, path);
  return element(
    'section',
    {},
    element('h2', {}, `Still ${reference}`),
    where === null
      ? element('img', { src: addressOf(path), alt: `Still ${reference}: ${description}`, loading: 'lazy' })
      : element('p', {}, `The picture is not on this disc. ${where}`),
    element('p', {}, description),
    facts([
      ['Picture', `number ${record.frameNumber} of exhibit ${parentReference}, ${record.widthPx} × ${record.heightPx}`],
      ['Recorder’s clock', record.recordedAt === null ? 'not known' : wallClockText(record.recordedAt)],
      ['Corrected time', record.correctedAt === null ? 'not known' : wallClockText(record.correctedAt)],
      ['Produced by', record.producedBy],
      ['Countersigned by', record.countersignedBy],
      ...maskedFacts(record),
    ]),
  );
}

/** A masked copy is a picture of its own: what was done to it, and by whose leave. */
function maskedFacts({ masked }: StillRecord): [string, string][] {
  if (masked === undefined) return [];
  const { number, parentNumber, parentSha256, areas, reason, madeBy, approvedBy, approvedAt } = masked;
  return [
    [
      'Masked copy',
      `${number}: ${areas} area${areas === 1 ? ' is' : 's are'} filled with black, and nothing of what was there is in this file. It was made of the still ${parentNumber} (SHA-256 ${parentSha256}), which was not altered.`,
    ],
    ['Why it is masked', reason],
    ['Masked by', madeBy],
    ['Compared with the still and approved by', `${approvedBy}, ${instantText(approvedAt)}`],
  ];
}

export function documents({ documents: found }: BundleRecord, disc: PageDisc | null): HTMLElement {
  const items = found.map(({ path, title }) => {
    const where = elsewhere(disc, path);
    return element('li', {}, where === null ? element('a', { href: addressOf(path) }, title) : `${title}. ${where}`);
  });
  return element('section', {}, element('h2', {}, 'Documents'), element('ul', {}, ...items));
}

export function ledger({ ledger: { size, at, entries } }: PageRecord): HTMLElement {
  const shown = table({
    caption: 'Entries about these exhibits',
    columns: ['Number', 'When', 'Who', 'What'],
    rows: entries.map((entry) => [
      String(entry.number),
      instantText(entry.at),
      entry.actor,
      element('code', {}, entry.action),
    ]),
  });
  const words = `Every act is written into a ledger that can only grow. On ${instantText(at)} it held ${size} entries; these are the ones about this bundle.`;
  return element(
    'section',
    {},
    element('h2', {}, 'Continuity'),
    element('p', {}, words),
    element('details', {}, element('summary', {}, `${entries.length} entries`), shown),
  );
}
