import { correctedTime, instantText } from '../time.ts';
import type { CourtDocumentFacts, ExhibitFacts, StatementSentence } from './document-facts.ts';
import { groupedHash, withGroupedHashes } from './pdf-text.ts';
import { clockText, recordedText, roleText } from './sheet-words.ts';

// What an officer can say of exhibits, sentence by sentence, each with the ledger entries it rests on. The officer
// confirms or strikes out; nothing is said that no line of the record carries. Rules only.

type Line = ExhibitFacts['continuity'][number];

/** Part of an exhibit's story a line belongs to; a line of any other wording is told as it stands. */
type Chapter = 'retrieval' | 'examination' | 'viewing' | 'still' | 'court' | 'other';

const chapters: readonly (readonly [RegExp, Chapter])[] = [
  [/^(?:Retrieval|Master defined|The same bytes)/u, 'retrieval'],
  [/^(?:Derivative|Contents|Clip|Masked clip)/u, 'examination'],
  [/^(?:Viewing|Bookmark|Still shown)/u, 'viewing'],
  [/^Still/u, 'still'],
  [/^(?:Put into|Court bundle|Burning|Disc|Written as encrypted)/u, 'court'],
];

const chapterOf = ({ what }: Line): Chapter => chapters.find(([words]) => words.test(what))?.[1] ?? 'other';

const linesOf = ({ continuity }: ExhibitFacts, chapter: Chapter): Line[] =>
  continuity.filter((line) => chapterOf(line) === chapter);

const seqsOf = (lines: readonly Line[]): number[] =>
  [...new Set(lines.map(({ seq }) => seq))].toSorted((a, b) => a - b);

/** All sentences in the order of domain.md §5.10. Every ledger line of every exhibit is under at least one of them. */
export function statementSentences(facts: CourtDocumentFacts): StatementSentence[] {
  return [
    ...aboutMe(facts),
    ...facts.exhibits.flatMap((exhibit) => aboutExhibit(exhibit, facts)),
    ...aboutKeeping(facts),
    ...aboutCopying(facts),
    ...aboutMissing(facts),
  ];
}

function aboutMe({ producer, reactRef, wording }: CourtDocumentFacts): StatementSentence[] {
  const licence =
    producer.siaLicenceNumber === null
      ? ''
      : ` I hold Security Industry Authority licence ${producer.siaLicenceNumber} for public space surveillance (CCTV).`;
  return [
    {
      text: `I am ${producer.name}, ${roleText(producer.role)}. I am employed by ${wording.controllerName}.${licence}`,
      seqs: [],
    },
    {
      text: `I work with the Lend-A-Cam scheme, which lends overt cameras for a limited time. Its footage is brought to one stand-alone laptop that only the Case Support Officer and the Safer Neighbourhoods Manager use. This statement is about footage in case ${reactRef}.`,
      seqs: [],
    },
    {
      text: 'This statement was drawn up from the scheme’s ledger, in which each act is entered when it is done. The numbers in square brackets are the entries a paragraph rests on. I went through it sentence by sentence with those entries beside it, confirmed what is printed here and struck out the rest. A paragraph marked “own words” was added by me. What I did or saw myself is within my own knowledge; everything else comes from the ledger and is true to the best of my information and belief.',
      seqs: [],
    },
  ];
}

/** Acts that several exhibits share are told once: where the picture or clip they made is marked, else where they come first. */
function linesToTell(exhibit: ExhibitFacts, { exhibits }: CourtDocumentFacts, chapter: Chapter): Line[] {
  const ownerOf = ({ seq, what }: Line): ExhibitFacts | undefined => {
    const sharing = exhibits.filter(({ continuity }) => continuity.some((line) => line.seq === seq));
    const made = sharing.find(
      ({ kind, number }) =>
        (kind === 'still' && chapter === 'still') ||
        (kind === 'clip' && new RegExp(`\\bclip ${number}\\b`, 'iu').test(what)),
    );
    return made ?? sharing[0];
  };
  return linesOf(exhibit, chapter).filter((line) => ownerOf(line) === exhibit);
}

function aboutExhibit(exhibit: ExhibitFacts, facts: CourtDocumentFacts): StatementSentence[] {
  const { proceedings, producer, exhibits } = facts;
  const begun = exhibit.continuity.slice(0, 1);
  const telling = (chapter: Chapter): StatementSentence[] => told(linesToTell(exhibit, facts, chapter), producer.name);
  const before = exhibits.find((each) => timeLines(each).some(({ seq }) => seq === timeLines(exhibit)[0]?.seq));
  const from =
    before === undefined || before === exhibit ? '' : ` It comes from the retrieval told of under ${before.reference}.`;
  const verb = proceedings.kind === 'civil' ? 'I refer to' : 'I produce';
  const plain = { recording: 'the recording', still: 'the still photograph', clip: 'the clip' }[exhibit.kind];
  const item = exhibit.kind === 'clip' && exhibit.masked === true ? 'the masked clip' : plain;
  return [
    {
      text: `${verb} ${item} “${exhibit.description.replace(/^Still photograph: /u, '')}”, number ${exhibit.number} in the scheme’s register, marked ${exhibit.reference}.${from}`,
      seqs: seqsOf(begun),
    },
    ...aboutTime(exhibit),
    ...telling('retrieval'),
    ...telling('still'),
    aboutHash(exhibit),
    ...telling('examination'),
    ...aboutViewings(exhibit),
    ...telling('other'),
  ];
}

/** Each line once; who did it is said, and what is not the witness's own act is said to be the ledger's word. */
function told(lines: readonly Line[], witness: string): StatementSentence[] {
  return lines.map(({ seq, at, by, what, did }) => {
    const who = by === witness ? 'I' : by === 'The application' ? 'the application' : by;
    const when = `On ${instantText(at)}${by === witness && did !== null ? '' : ', as the ledger records,'} ${who}`;
    const text = did === null ? `${when} did the following: “${what}”` : `${when} ${did}.`;
    return { text: withGroupedHashes(text), seqs: [seq] };
  });
}

function aboutTime(exhibit: ExhibitFacts): StatementSentence[] {
  const { reference, recordedFrom, recordedTo, offsetSeconds, kind } = exhibit;
  const seqs = seqsOf(timeLines(exhibit));
  const clock = `The recorder’s clock was compared with a reference clock at the retrieval and ${clockText(offsetSeconds)}.`;
  if (recordedFrom === null && recordedTo === null)
    return [{ text: `${reference} states no recorded time that can be relied on. ${clock}`, seqs }];
  const corrected = recordedText(shifted(recordedFrom, offsetSeconds), shifted(recordedTo, offsetSeconds));
  const stated = `By the recorder’s own clock ${reference} ${kind === 'still' ? 'shows' : 'runs from'} ${recordedText(recordedFrom, recordedTo)}.`;
  return [
    {
      text: `${stated} ${clock} Corrected by that difference it is ${corrected}. The times in the footage itself were left as they are.`,
      seqs,
    },
  ];
}

const shifted = (wallClock: string | null, offsetSeconds: number): string | null =>
  wallClock === null ? null : correctedTime(wallClock, offsetSeconds);

/** The time check is part of the retrieval; a still's own story has none. */
const timeLines = (exhibit: ExhibitFacts): Line[] => linesOf(exhibit, 'retrieval').slice(0, 1);

const hashLines = ({ continuity, sha256 }: ExhibitFacts): Line[] =>
  continuity.filter(({ what }) => what.includes(sha256));

function aboutHash(exhibit: ExhibitFacts): StatementSentence {
  const lines = hashLines(exhibit);
  const [first] = lines;
  const when = first === undefined ? '' : `, recorded on ${instantText(first.at)}`;
  return {
    text: `The SHA-256 hash of ${exhibit.reference} is ${groupedHash(exhibit.sha256)}${when}. A file with the same hash matches what was sealed then.`,
    seqs: seqsOf(lines),
  };
}

function aboutViewings(exhibit: ExhibitFacts): StatementSentence[] {
  const lines = linesOf(exhibit, 'viewing');
  if (lines.length === 0) return [{ text: `The ledger holds no viewing of ${exhibit.reference}.`, seqs: [] }];
  const opened = lines.filter(({ what }) => what.startsWith('Viewing opened'));
  const times = opened.map(({ at, by }) => `${instantText(at)} (${by})`).join('; ');
  const count = opened.length === 1 ? 'once' : `${opened.length} times`;
  const text =
    opened.length === 0
      ? `The ledger’s entries about the viewing of ${exhibit.reference} are in the continuity chart.`
      : `${exhibit.reference} was opened for viewing ${count}: ${times}. Place, purpose and outcome are in the continuity chart.`;
  return [{ text, seqs: seqsOf(lines) }];
}

function aboutKeeping(facts: CourtDocumentFacts): StatementSentence[] {
  const sealed = seqsOf(facts.exhibits.flatMap(hashLines));
  const decided = seqsOf(facts.exhibits.flatMap((exhibit) => linesOf(exhibit, 'court')));
  const references = facts.exhibits.map(({ reference }) => reference).join(', ');
  return [
    {
      text: 'Since their hashes were recorded the exhibits have been kept on the laptop encrypted (AES-256-GCM), each with a key of its own; they can be opened only after sign-in, and each opening is entered in the ledger. Copies for these proceedings are made from what is kept there and are read back and compared.',
      seqs: sealed,
    },
    {
      text: `The copying of ${references} for these proceedings as bundle ${facts.bundleNumber} was approved by ${facts.approvedBy} on ${instantText(facts.approvedAt)}.`,
      seqs: decided,
    },
    {
      text: `To the best of my knowledge and belief ${references} ${facts.exhibits.length === 1 ? 'has' : 'have'} not been altered. No change has been detected since the hashes were recorded.`,
      seqs: sealed,
    },
  ];
}

/** What was done to bring the exhibits to court: once for all of them. */
function aboutCopying(facts: CourtDocumentFacts): StatementSentence[] {
  const lines = facts.exhibits.flatMap((exhibit) => linesToTell(exhibit, facts, 'court'));
  return told(
    lines.toSorted((a, b) => a.seq - b.seq),
    facts.producer.name,
  );
}

function aboutMissing({ completeness, exhibits }: CourtDocumentFacts): StatementSentence[] {
  const retrieved = seqsOf(exhibits.flatMap((exhibit) => linesOf(exhibit, 'retrieval')));
  return completeness.map((text) => ({ text, seqs: retrieved }));
}
