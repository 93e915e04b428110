// What somebody did, as a witness says it after a name or after "I": "began to retrieve …". Acts that are not named here
// are quoted as the continuity chart has them. Rules only.

import { MovingArea } from '../../shared/contract/clips.ts';
import { coversText } from '../../shared/moving-area.ts';

type Details = Readonly<Record<string, unknown>>;
type Told = (details: Details, subject: string) => string;

export const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** The ledger keeps the index; people count from one, as the player does. */
export const frameNumber = (index: unknown): string => (typeof index === 'number' ? String(index + 1) : text(index));

/** `from` and `to` are kept from zero; people count from one. */
export function stretchText(value: unknown): string {
  const { from, to } = (value ?? {}) as { from?: unknown; to?: unknown };
  return `${frameNumber(from)} to ${frameNumber(to)}`;
}

export const decided = (details: Details): string => (details['decision'] === 'approve' ? 'approved' : 'refused');
export const countersigned = (details: Details): string =>
  details['decision'] === 'countersign' ? 'countersigned' : 'refused to countersign';

/** How a copy that plays came to be, for people who know no containers. */
export const routeWords = (route: unknown): string =>
  route === 'transcode' ? 'coded anew' : 'the same coded pictures in another container';

/** How a clip was cut. */
export const wayText = (way: unknown): string =>
  way === 'masked'
    ? 'coded anew with areas filled with black'
    : way === 'exact'
      ? 'coded anew'
      : 'its pictures copied as they are';

/** For which pictures the areas of a masked clip cover; nothing of another clip. */
export function areasText(details: Details): string {
  if (details['way'] !== 'masked') return '';
  const words = coversText(MovingArea.array().parse(details['areas'] ?? []));
  return ` ${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

const compared: Told = (d) =>
  `compared masked clip ${text(d['clip'])} with the same stretch of the recording. Officer present: ${text(d['officerPresent'])}`;

/** What of a comparison was really on the screen, for the end of a sentence; nothing where no comparison ended by it. */
export function watchedText({ watched }: Details): string {
  if (!Array.isArray(watched)) return '';
  return `. Really shown: ${watched.length === 0 ? 'nothing' : watched.join('; ')}`;
}

const ends: Readonly<Record<string, string>> = {
  complete: 'completed the retrieval',
  partial: 'ended the retrieval, which was not complete',
  cancelled: 'stopped the retrieval before it was complete',
  failed: 'ended the retrieval, which had failed',
};

const still = 'the still photograph';

const TOLD: Readonly<Record<string, Told>> = {
  'retrievals.start': (d) => `began to retrieve footage of recorder ${text(d['kitSerial'])} (${text(d['source'])})`,
  'retrievals.defineMaster': (d) =>
    `took the file “${text(d['path'])}” into the sealed vault as a master. It was hashed while it was read, sealed and read back, and its source was hashed again. Its SHA-256 is ${text(d['sha256'])}`,
  'retrievals.linkDuplicate': (d) =>
    `found the same bytes again as “${text(d['path'])}”, and they were linked to the master held already`,
  'retrievals.end': (d) => ends[text(d['state'])] ?? 'ended the retrieval',
  'recordings.examine': (d) =>
    d['derivative'] === 'made'
      ? `had a copy made for viewing (${routeWords(d['route'])}). The master was not altered`
      : 'had the contents examined. The master was not altered',
  'clips.made': (d) =>
    `cut clip ${text(d['clip'])} out of the recording, ${wayText(d['way'])}: pictures ${stretchText(d['shown'])}.${areasText(d)} Its SHA-256 is ${text(d['sha256'])}. The master was not altered`,
  'clips.compare': compared,
  'clips.compareWithOfficer': compared,
  'clips.putAway': (d) => `put masked clip ${text(d['clip'])} and that stretch away${watchedText(d)}`,
  'clips.decide': (d) => `${decided(d)} masked clip ${text(d['clip'])}${watchedText(d)}`,
  'stills.request': (d) => `entered the request of ${text(d['requester'])} for ${still}`,
  'stills.requestByPolice': (d) =>
    `entered the request of the police (${text(d['requester'])}, ${text(d['station'])}) for ${still}`,
  'stills.requestByOther': (d) => `entered the request of ${text(d['requester'])}, ${text(d['agency'])}, for ${still}`,
  'stills.decide': (d) => `${decided(d)} the request for ${still}`,
  'stills.produce': (d) =>
    `produced ${still} from frame ${frameNumber(d['frame'])} of the master. Its SHA-256 is ${text(d['sha256'])}`,
  'stills.countersign': (d) => `${countersigned(d)} ${still}`,
  'masks.make': (d) =>
    `made masked copy ${text(d['mask'])} of ${still}. Its SHA-256 is ${text(d['sha256'])}. Neither the still photograph nor the master was altered`,
  'masks.decide': (d) => `${decided(d)} masked copy ${text(d['mask'])} of ${still}`,
  'prints.make': (d) => `made print ${text(d['print'])} of ${still}`,
  'prints.signOut': (d) =>
    `handed print ${text(d['print'])} of ${still} to ${text(d['person'])}, ${text(d['organisation'])}`,
  'prints.signIn': (d) => `locked print ${text(d['print'])} of ${still} away again (${text(d['cabinetPlace'])})`,
  'prints.destroy': (d) => `destroyed print ${text(d['print'])} of ${still}`,
  'bundles.prepare': (_, bundle) => `put the exhibits into court ${bundle}`,
  'bundles.decide': (d, bundle) => `${decided(d)} court ${bundle}`,
  'verification.beforeDisc': () => 'had it read whole before a disc was burned. It matched the hash recorded for it',
  'discs.beginSet': (d, bundle) =>
    `had court ${bundle} divided over ${text(d['discs'])} discs (${text(d['copy'])} copy)`,
  'discs.burn': (d, disc) => `began to burn ${disc} (${text(d['copy'])} copy)`,
  'discs.verified': (_, disc) => `had ${disc} read back. Every byte was compared and found equal`,
  'discs.destroy': (d, disc) => `destroyed ${disc} (${text(d['method'])}); ${text(d['witnessedBy'])} witnessed it`,
  'discs.move': (d, disc) =>
    `entered that ${disc} was moved to ${text(d['to'])} for: ${text(d['reason'])}. Its seal is ${text(d['seal'])}; it was handed over by ${text(d['handedBy'])} and received by ${text(d['receivedBy'])}`,
  'transits.verified': (d, copy) =>
    `wrote encrypted ${copy} for ${text(d['recipient'])}, ${text(d['organisation'])}. It was opened again and every byte compared. Its SHA-256 is ${text(d['sha256'])}`,
};

/** The act in these words; null where the chart's own words are to be quoted. */
export const actTold = (action: string, details: Details, subject: string): string | null =>
  TOLD[action]?.(details, subject) ?? null;
