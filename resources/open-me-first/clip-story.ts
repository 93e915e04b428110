import { element, facts, table } from './dom.ts';
import type { ClipRecord, PageDisc, StretchRecord } from './record.ts';
import { elsewhere, player } from './story.ts';
import { inGroups, instantText, periodText } from './words.ts';

const ways = {
  copied: 'the pictures of the recording as they are; it begins with the key picture at or before the one asked for',
  transcoded: 'cut to the picture, which needs coding anew: these are not pixel for pixel those of the recording',
} as const;

/** What was done to it, and by whose leave. */
function maskedFacts({ masked, shown, parentSha256 }: ClipRecord): [string, string][] {
  if (masked === undefined) return [];
  const { parentNumber, areas, covers, reason, approvedBy, approvedAt } = masked;
  return [
    [
      'Masked clip',
      `${areas} area${areas === 1 ? ' is' : 's are'} filled with black. It was cut out of the recording ${parentNumber} (SHA-256 ${parentSha256}), which was not altered.`,
    ],
    ['Filled in these pictures', covers.map((each, index) => inWords(each, index, shown)).join('; ')],
    ['Why it is masked', reason],
    ['Compared with the recording and approved by', `${approvedBy}, ${instantText(approvedAt)}`],
  ];
}

/** An area that is filled for a part of the clip only is said to be. */
const inWords = (covers: StretchRecord, index: number, shown: StretchRecord): string =>
  `area ${index + 1}: ${pictures(covers)}${covers.from === shown.from && covers.to === shown.to ? ', all of the clip' : ' only'}`;

const pictures = ({ from, to }: ClipRecord['shown']): string => `${from} to ${to}`;

/** What was cut out, of what, how, and what shows that it is faithful. */
export function clip(record: ClipRecord, disc: PageDisc | null): HTMLElement {
  const { reference, parentReference, description, path, how, shown, wished, recorded, corrected } = record;
  const where = elsewhere(disc, path);
  const words = `This is a clip of ${parentReference}, not the recording itself: ${ways[how]}.`;
  return element(
    'section',
    {},
    element('h2', {}, `Clip ${reference}`),
    element('p', {}, description),
    where === null
      ? player(path, `Clip ${reference}`, words)
      : element('p', {}, `${words} It is not on this disc. ${where}`),
    facts([
      ['Pictures', `${pictures(shown)} of ${parentReference}`],
      ['Asked for', pictures(wished)],
      ['Recorder’s clock', recorded === null ? 'The recording states no time.' : periodText(recorded)],
      ['Corrected time', corrected === null ? 'not known' : periodText(corrected)],
      ['Made', `${instantText(record.madeAt)} by ${record.madeBy} (${record.number})`],
      ...maskedFacts(record),
      ['Proof', record.proof],
    ]),
    element(
      'details',
      {},
      element('summary', {}, `How ${reference} was made`),
      table({
        caption: `Fingerprints and tools of ${reference}`,
        columns: ['What', 'Value'],
        rows: [
          ['Fingerprint of the clip (SHA-256)', element('code', {}, inGroups(record.sha256))],
          [`Fingerprint of the recording ${parentReference}`, element('code', {}, inGroups(record.parentSha256))],
          ['Tool', record.tool],
          ['Command', element('code', {}, record.commandLine)],
        ],
      }),
    ),
  );
}
