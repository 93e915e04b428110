import type { Output, Parsed } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';
import type { Person } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import type { Clock } from '../platform/clock.ts';
import { shippedText } from '../platform/shipped-text.ts';
import { sha256Hex } from '../platform/sha256.ts';
import { londonDay } from '../time.ts';
import { inForceOn, lightReviewDueOn, notAcknowledged, refuseUnlikelyVersion } from './code-of-practice.ts';
import {
  insertAcknowledgement,
  insertReview,
  insertVersion,
  listAcknowledgements,
  listReviews,
  listVersions,
  type VersionRow,
} from './code-store.ts';

export interface CodePorts {
  readonly db: ReadDb;
  readonly clock: Clock;
  readonly stepUp: (act: Act, password: string) => Promise<void>;
}

type Worker = Pick<Person, 'id' | 'role'>;

const damaged = (): AppError =>
  new AppError(
    'integrity',
    'The text of the code of practice on this laptop is not the one that was adopted. Install the application again; until then nobody can acknowledge it.',
  );

/** The code of practice: its versions, who acknowledged which, and its reviews (CoP 7, section 8). */
export function createCodeService({ db, clock, stepUp }: CodePorts) {
  const today = (): string => londonDay(clock.now());
  const inForce = (): VersionRow => inForceOn(listVersions(db), today());

  /** The text that was adopted, to the letter. */
  const textOf = async ({ text, textSha256 }: VersionRow): Promise<string> => {
    const words = text ?? (await shippedText('code-of-practice.txt'));
    if (words === null || sha256Hex(Buffer.from(words, 'utf8')) !== textSha256) throw damaged();
    return words;
  };

  const acknowledgedAt = (version: number, personId: string): string | null =>
    listAcknowledgements(db).find((each) => each.version === version && each.personId === personId)?.at ?? null;

  /** The version this person has yet to acknowledge; null when there is none. An auditor reads and works by nothing. */
  const unacknowledged = ({ id, role }: Worker): number | null => {
    const { version } = inForce();
    return role === 'auditor' || acknowledgedAt(version, id) !== null ? null : version;
  };

  const nextLightReviewOn = ({ version, effectiveOn }: VersionRow): string =>
    lightReviewDueOn(
      effectiveOn,
      listReviews(db)
        .filter((review) => review.version === version)
        .map(({ reviewedOn }) => reviewedOn),
    );

  return {
    unacknowledged,

    /** What keeps a person from acting who has not acknowledged the version in force. */
    bars(person: Worker): AppError | null {
      const version = unacknowledged(person);
      return version === null ? null : notAcknowledged(version);
    },

    /** The days on which the version in force is to be reviewed. */
    reviewDays(): { readonly version: number; readonly light: string; readonly full: string } {
      const row = inForce();
      return { version: row.version, light: nextLightReviewOn(row), full: row.nextReviewOn };
    },

    async read(personId: string): Promise<Output<'code.read'>> {
      const row = inForce();
      return {
        inForce: row,
        text: await textOf(row),
        acknowledgedAt: acknowledgedAt(row.version, personId),
        versions: listVersions(db).toReversed(),
        acknowledgements: listAcknowledgements(db),
        reviews: listReviews(db),
        nextLightReviewOn: nextLightReviewOn(row),
      };
    },

    /** The text must be there and whole: nobody acknowledges what they cannot have read. */
    async acknowledge({ version }: Parsed<'code.acknowledge'>, act: Act): Promise<null> {
      const row = inForce();
      if (row.version !== version)
        throw new AppError('conflict', `Version ${row.version} is in force now. Read that one.`);
      await textOf(row);
      act.change(['session', 'settings'], (tx) => {
        if (acknowledgedAt(version, act.actor.id) !== null)
          throw new AppError('conflict', `You have acknowledged version ${version} already.`);
        const { id: personId, name: person } = act.actor;
        insertAcknowledgement(tx, { version, personId, person, at: act.now(), textSha256: row.textSha256 });
        tx.enter(`code of practice version ${version}`, { version, dated: row.dated, textSha256: row.textSha256 });
      });
      return null;
    },

    async raise(input: Parsed<'code.raise'>, act: Act): Promise<Output<'code.raise'>> {
      const { password, ...wanted } = input;
      refuseUnlikelyVersion(wanted, newest());
      const textSha256 = sha256Hex(Buffer.from(wanted.text, 'utf8'));
      await stepUp(act, password);
      return act.change(['session', 'settings'], (tx) => {
        refuseUnlikelyVersion(wanted, newest()); // the button may have been pressed twice while the password was checked
        const row = {
          ...wanted,
          version: newest().version + 1,
          textSha256,
          raisedAt: act.now(),
          raisedBy: act.actor.name,
        };
        insertVersion(tx, row);
        const { version, dated, effectiveOn, nextReviewOn, changes, consulted } = row;
        const told = { version, dated, effectiveOn, nextReviewOn, changes, consulted, textSha256 };
        tx.enter(`code of practice version ${version}`, told);
        return row;
      });
    },

    async review({ reviewedOn, finding, password }: Parsed<'code.review'>, act: Act): Promise<Output<'code.review'>> {
      const { version, effectiveOn } = inForce();
      if (reviewedOn > today() || reviewedOn < effectiveOn)
        throw new AppError(
          'invalid-input',
          'Give the day on which this version was reviewed: not before it took effect, and not in the future.',
        );
      await stepUp(act, password);
      act.change(['settings'], (tx) => {
        insertReview(tx, { version, reviewedOn, finding, at: act.now(), by: act.actor.name });
        tx.enter(`code of practice version ${version}`, { version, reviewedOn, finding });
      });
      return listReviews(db);
    },
  };

  function newest(): VersionRow {
    const versions = listVersions(db);
    return versions.at(-1) ?? versions[0];
  }
}

export type CodeService = ReturnType<typeof createCodeService>;
