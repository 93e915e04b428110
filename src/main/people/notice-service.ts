import type { Output, Parsed } from '../../shared/contract.ts';
import type { DueItem } from '../../shared/contract/oversight.ts';
import { AppError } from '../../shared/failure.ts';
import type { NoticeId, Person, PersonId } from '../../shared/model.ts';
import type { Act, Transaction } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import { newId } from '../platform/ids.ts';
import { insertNotice, listHolders, markNoticeSeen, unseenNotices } from './notice-store.ts';
import { findPerson, listPeople } from './person-store.ts';

export interface Telling {
  readonly at: string;
  readonly title: string;
  readonly detail: string;
  /** Not told: whoever did it, and knows. */
  readonly except: readonly string[];
}

/** Tells everybody who may change something here; an auditor's account is none of these. */
export function tellEverybody(tx: Transaction, { except, ...told }: Telling): void {
  for (const { id, role, closedAt } of listPeople(tx))
    if (closedAt === null && role !== 'auditor' && !except.includes(id))
      insertNotice(tx, id, { id: newId<NoticeId>(), ...told });
}

/** Tells the one person it was done to. */
export const tell = (tx: Transaction, person: PersonId, told: Omit<Telling, 'except'>): void =>
  insertNotice(tx, person, { id: newId<NoticeId>(), ...told });

/** What was done to people's accounts, told at their next sign-in until they say that they know. */
export function createNoticeService({ db, person }: { db: ReadDb; person: () => Person }) {
  return {
    list: (): Output<'people.notices'> => unseenNotices(db, person().id),

    acknowledge({ noticeId }: Parsed<'people.acknowledgeNotice'>, act: Act): null {
      const notice = unseenNotices(db, person().id).find(({ id }) => id === noticeId);
      if (notice === undefined)
        throw new AppError('not-found', 'There is no such notice, or you have read it already.');
      act.change(['settings'], (tx) => {
        markNoticeSeen(tx, { id: noticeId, person: act.actor.id, at: act.now() });
        tx.enter(`notice ${notice.title}`, { noticeId, of: notice.at });
      });
      return null;
    },

    /** For Today: what this person does not know yet, and sheets whose holder is gone. */
    due: (): DueItem[] => [
      ...unseenNotices(db, person().id).map(({ title, detail }) => ({
        ...{ kind: 'account' as const, urgency: 'today' as const, on: null, title, detail, clause: '3.8' },
        place: { screen: 'settings' as const, id: 'people' },
      })),
      ...(person().role === 'manager' ? goneHolders() : []),
    ],
  };

  function goneHolders(): DueItem[] {
    return listHolders(db).flatMap(({ personId }) => {
      const holder = findPerson(db, personId);
      if (holder === null || holder.closedAt === null) return [];
      return [
        {
          kind: 'account' as const,
          urgency: 'today' as const,
          on: null,
          title: `${holder.name} has left and may still hold a recovery sheet`,
          detail: 'Renew the recovery sheets with an officer: the old ones then open nothing.',
          clause: '6.1',
          place: { screen: 'settings' as const, id: 'people' },
        },
      ];
    });
  }
}

export type NoticeService = ReturnType<typeof createNoticeService>;
