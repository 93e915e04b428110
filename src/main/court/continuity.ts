import { outcomeWords } from '../viewings/viewing-words.ts';
import {
  actTold,
  areasText,
  countersigned,
  decided,
  frameNumber,
  routeWords,
  stretchText,
  text,
  watchedText,
  wayText,
} from './acts-told.ts';

/** What a line is made from: a ledger entry with its canonical text. */
export interface ContinuityEntry {
  readonly seq: number;
  readonly at: string;
  readonly actorName: string;
  readonly action: string;
  readonly text: string;
}

/** One line of an exhibit's story and the ledger entry it comes from. */
export interface ContinuityLine {
  readonly seq: number;
  readonly at: string;
  readonly by: string;
  readonly what: string;
  /** The same after a name: "began to retrieve …"; null where the line is to be quoted. */
  readonly did: string | null;
}

type Details = Readonly<Record<string, unknown>>;

const checkWords = (details: Details): string => {
  if (details['intact'] === true) return 'every byte compared and found equal.';
  return details['unreadable'] === true ? 'a part could not be read; nothing was found changed.' : 'found changed.';
};

const outcomeOf = (outcome: unknown): string =>
  Object.entries(outcomeWords).find(([known]) => known === outcome)?.[1] ?? text(outcome);

const viewingOpened = (d: Details): string =>
  `Viewing opened at ${text(d['place'])} for: ${text(d['purpose'])}. Officer present: ${text(d['officerPresent'])}.`;

const maskShown = (d: Details): string =>
  `Still: masked copy ${text(d['mask'])} shown beside it. Officer present: ${text(d['officerPresent'])}.`;
const clipCompared = (d: Details): string =>
  `Masked clip ${text(d['clip'])} compared with its stretch of the recording. Officer present: ${text(d['officerPresent'])}.`;

const stillShown = (d: Details): string => `Still shown. Officer present: ${text(d['officerPresent'])}.`;

interface Showing {
  readonly showing?: { readonly exhibits?: readonly { readonly reference: string; readonly clipId?: string | null }[] };
  readonly clips?: readonly { readonly clipId: string; readonly clip: string }[];
}

/** Which exhibits a showing was of, where clips are among them: an entry about a clip is one about its recording too. */
function clipsListed({ showing, clips = [] }: Showing): string {
  if (clips.length === 0) return '';
  const numberOf = new Map(clips.map(({ clipId, clip }) => [clipId, clip]));
  const listed = (showing?.exhibits ?? []).map(({ reference, clipId }) => {
    const number = numberOf.get(clipId ?? '');
    return number === undefined ? reference : `${reference} (clip ${number})`;
  });
  return `: ${listed.join(', ')}`;
}

/** What each act means for the item, in words a court reads. Acts that are not named here are not part of its story. */
const WORDS: Readonly<Record<string, (details: Details, subject: string) => string>> = {
  'retrievals.start': (d) => `Retrieval begun (${text(d['source'])}) for recorder ${text(d['kitSerial'])}.`,
  'retrievals.defineMaster': (d) =>
    `Master defined from “${text(d['path'])}”: hashed while read, sealed, read back, source hashed again. SHA-256 ${text(d['sha256'])}.`,
  'retrievals.linkDuplicate': (d) =>
    `The same bytes were found again as “${text(d['path'])}” and linked to this master.`,
  'retrievals.end': (d) => `Retrieval ended: ${text(d['state'])}.`,
  'recordings.examine': (d) =>
    d['derivative'] === 'made'
      ? `Derivative made for viewing (${routeWords(d['route'])}). The master was not altered.`
      : 'Contents examined. The master was not altered.',
  'recordings.dropDerivative': (d) =>
    d['masterReadWhole'] === false
      ? 'The viewing copy was missing; a new one was made from the master.'
      : 'A damaged viewing copy was removed. The master was read whole and matches the hash recorded at retrieval.',
  'recordings.quarantine': () => 'Found not to match its seal any more and set aside.',
  'damages.setAside': (_, item) => `${item} was found not to match its seal any more and set aside.`,
  'damages.decide': (d, item) =>
    d['readAgainWhole'] === true
      ? `${item} was read again whole, found to match its seal, and taken back into use.`
      : `${item} stays set aside.`,
  'viewings.open': viewingOpened,
  'viewings.openWithOfficer': viewingOpened,
  'clips.made': (d) =>
    `Clip ${text(d['clip'])} cut, ${wayText(d['way'])}: pictures ${stretchText(d['shown'])}, asked for ${stretchText(d['wish'])}.${areasText(d)} SHA-256 ${text(d['sha256'])}. The master was not altered.`,
  'clips.compare': clipCompared,
  'clips.compareWithOfficer': clipCompared,
  'clips.putAway': (d) => `Masked clip ${text(d['clip'])} and that stretch put away${watchedText(d)}.`,
  'clips.endComparison': (d) =>
    `Comparison of masked clip ${text(d['clip'])} ended: ${text(d['note']).replace(/\.$/u, '')}${watchedText(d)}.`,
  'clips.decide': (d) => `Masked clip ${text(d['clip'])}: the manager ${decided(d)} it${watchedText(d)}.`,
  'viewings.present': (d) =>
    `Shown in court at ${text(d['place'])}${clipsListed(d)}. Officer present: ${text(d['officerPresent'])}.`,
  'viewings.stillShown': (d) =>
    `Still shown in court: ${text(d['reference'])}${d['maskId'] === undefined || d['maskId'] === null ? '' : ', its masked copy'}.`,
  'viewings.enterRecognition': (d) =>
    `Record ${text(d['number'])}, made by hand by ${text(d['writtenBy'])}, entered of what a viewer said of people shown.`,
  'viewings.recordRecognition': (d) => `Record ${text(d['number'])} made of what a viewer said of people shown.`,
  'viewings.close': (d) => `Viewing closed. Outcome: ${outcomeOf(d['outcome'])}.`,
  'viewings.end': () => 'Viewing ended abnormally.',
  'viewings.bookmark': (d) => `Bookmark at frame ${frameNumber(d['frame'])}: ${text(d['note'])}`,
  'stills.request': (d) => `Still asked for by ${text(d['requester'])}.`,
  'stills.requestByPolice': (d) => `Still asked for by the police: ${text(d['requester'])}, ${text(d['station'])}.`,
  'stills.requestByOther': (d) => `Still asked for by ${text(d['requester'])}, ${text(d['agency'])}.`,
  'stills.decide': (d) => `Still: the manager ${decided(d)} the request.`,
  'stills.produce': (d) =>
    `Still produced from frame ${frameNumber(d['frame'])} of the master. SHA-256 ${text(d['sha256'])}.`,
  'stills.countersign': (d) => `Still: the manager ${countersigned(d)} it.`,
  'stills.show': stillShown,
  'stills.showWithOfficer': stillShown,
  'stills.withdraw': (d) => `Still withdrawn: ${text(d['reason'])}.`,
  'masks.make': (d) =>
    `Still: masked copy ${text(d['mask'])} made, SHA-256 ${text(d['sha256'])}. The still and the master were not altered.`,
  'masks.decide': (d) => `Still: the manager ${decided(d)} masked copy ${text(d['mask'])}.`,
  'masks.show': maskShown,
  'masks.showWithOfficer': maskShown,
  'prints.make': (d) => `Still: print ${text(d['print'])} made.`,
  'prints.signOut': (d) =>
    `Still: print ${text(d['print'])} handed to ${text(d['person'])}, ${text(d['organisation'])}.`,
  'prints.signIn': (d) => `Still: print ${text(d['print'])} back in the cabinet (${text(d['cabinetPlace'])}).`,
  'prints.destroy': (d) => `Still: print ${text(d['print'])} destroyed.`,
  'prints.reportDestroyed': (d) =>
    `Still: print ${text(d['print'])} reported as destroyed by ${text(d['reportedBy'])}, ${text(d['organisation'])}.`,
  'prints.reportLost': (d) => `Still: print ${text(d['print'])} reported as lost.`,
  'contactSheets.make': (d) => `Still: put on “${text(d['title'])}”.`,
  'bundles.prepare': (_, bundle) => `Put into court ${bundle}.`,
  'bundles.decide': (d, bundle) => `Court ${bundle}: the manager ${decided(d)} it.`,
  'verification.beforeDisc': () => 'Read whole before burning: it matches the hash recorded for it.',
  'discs.beginSet': (d, bundle) => `Court ${bundle} divided over ${text(d['discs'])} discs (${text(d['copy'])} copy).`,
  'discs.burn': (d, disc) => `Burning of ${disc} begun (${text(d['copy'])} copy).`,
  'discs.verified': (_, disc) => `Read back ${disc}: every byte compared and found equal.`,
  'discs.spoiled': (_, disc) => `Found ${disc} bad; to be destroyed.`,
  'discs.notWritten': (_, disc) => `Nothing was written for ${disc}; the disc in the drive was not touched.`,
  'discs.checked': (d, disc) => `Read ${disc} again: ${checkWords(d)}`,
  'discs.destroy': (d, disc) => `Destroyed ${disc}: ${text(d['method'])}, witnessed by ${text(d['witnessedBy'])}.`,
  'disclosures.send': (d, item) =>
    `Released ${item} under ${text(d['request'])} to ${text(d['recipient'])}, ${text(d['organisation'])}, on ${text(d['sentOn'])}.`,
  'transits.verified': (d, copy) =>
    `Written as encrypted ${copy} for ${text(d['recipient'])}, ${text(d['organisation'])}; opened again and every byte compared. SHA-256 ${text(d['sha256'])}.`,
  'discs.move': (d, disc) =>
    `Moved ${disc} to ${text(d['to'])} for: ${text(d['reason'])}. Seal ${text(d['seal'])}. Handed over by ${text(d['handedBy'])}, received by ${text(d['receivedBy'])}.`,
};

/**
 * Whether an entry about a retrieval belongs to every exhibit of it: that it began and ended, and the index files and
 * players kept with it. What it says of other recordings is theirs, and nobody else's business.
 */
export function isOfWholeRetrieval({ action, text: canonical }: Pick<ContinuityEntry, 'action' | 'text'>): boolean {
  if (action === 'retrievals.start' || action === 'retrievals.end') return true;
  const { details } = JSON.parse(canonical) as { details: Details };
  return action === 'retrievals.defineMaster' && details['recordingId'] === undefined;
}

/** Index files and players are on the disc, but they are no part of a recording's own story. */
export function isNoPart({ action, text: canonical }: Pick<ContinuityEntry, 'action' | 'text'>): boolean {
  const { details } = JSON.parse(canonical) as { details: Details };
  return action !== 'retrievals.defineMaster' || details['recordingId'] !== undefined;
}

/** The story of an item, oldest first. */
export function continuityOf(rows: readonly ContinuityEntry[]): ContinuityLine[] {
  return rows.flatMap((row) => {
    const words = WORDS[row.action];
    if (words === undefined) return [];
    const { details, subject } = JSON.parse(row.text) as { details: Details; subject: string };
    const did = actTold(row.action, details, subject);
    return [{ seq: row.seq, at: row.at, by: row.actorName, what: words(details, subject), did }];
  });
}
