import type { ObjectId, RecordingId } from '../../shared/model.ts';
import type { Details, Transaction } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import type { SettingsService } from '../oversight/settings-service.ts';
import { londonDay } from '../time.ts';
import { listPartsOfSpentRetrievals, type SpentPart } from './disposal-store.ts';
import type { KeepingService } from './keeping-service.ts';
import { footageOfPart } from './part-of-export.ts';

// What goes with a disposal although it is no recording: parts of exports whose recordings are gone, and pictures that
// never became stills of the index or were set aside, which nobody has a purpose for (CoP 4.6, 5.12, 5.13, 5.15).

/** A sealed picture that is not wanted any more, with what its entry says of it. */
export interface SpentPicture {
  readonly objectId: ObjectId;
  /** Whose grants show it: they end before its key goes. */
  readonly shownAs: string;
  /** What keeps the footage keeps the picture taken from it; null of a picture that was not. */
  readonly recordingId: RecordingId | null;
  readonly subject: string;
  readonly details: Details;
}

export interface Spent {
  readonly parts: readonly SpentPart[];
  readonly pictures: readonly SpentPicture[];
}

export interface SpentPorts {
  readonly database: ReadDb;
  readonly keeping: KeepingService;
  readonly settings: SettingsService;
  readonly pictures: () => readonly SpentPicture[];
}

/** Reads what may go at an instant: ask again inside the change that destroys. */
export function createSpent({ database, keeping, settings, pictures }: SpentPorts) {
  return (now: string): Spent => ({
    parts: listPartsOfSpentRetrievals(database).filter(
      (part) => keeping.verdict(footageOfPart(part, settings.read()), londonDay(now)).may,
    ),
    pictures: pictures().filter(
      ({ recordingId }) => recordingId === null || keeping.keptBy(recordingId, londonDay(now)).length === 0,
    ),
  });
}

export const objectsOf = ({ parts, pictures }: Spent): ObjectId[] =>
  [...parts, ...pictures].map(({ objectId }) => objectId);

export const partInWords = ({ objectId, retrieval, path, sha256 }: SpentPart) => ({
  objectId,
  retrieval,
  path,
  sha256,
});

/** One entry a picture, so that it is part of that still's story. */
export function enterPictures(tx: Transaction, { pictures }: Spent, how: Details): void {
  for (const { subject, details, objectId } of pictures) tx.enter(subject, { ...details, objectId, ...how });
}
