import type { Output, Parsed } from '../../shared/contract.ts';
import type { PortalCopy } from '../../shared/contract/portals.ts';
import { AppError } from '../../shared/failure.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import { londonDay, wallClockDay } from '../time.ts';
import { checkGone, keptOnPortalUntil } from './portal-copy.ts';
import {
  findPortalCopy,
  insertPortalCopyGone,
  listPortalCopies,
  listPortalCopiesLeft,
  type PortalCopyRow,
} from './portal-copy-store.ts';

function asCopy({ download, portalNumber, startedAt, how, on, seen, by, ...about }: PortalCopyRow): PortalCopy {
  const downloadedOn = download === null ? londonDay(startedAt) : wallClockDay(download.downloadedAt);
  const isGone = how !== null && on !== null && seen !== null && by !== null;
  return {
    ...{
      ...about,
      portal: download?.name ?? `Portal ${portalNumber ?? ''}`,
      downloadedOn,
      keptUntil: keptOnPortalUntil(downloadedOn),
    },
    gone: isGone ? { how, on, seen, by } : null,
  };
}

/** The copies that portals keep of what was downloaded, and that they are gone (CoP 3.14). */
export function createPortalCopies({ db }: { readonly db: ReadDb }) {
  return {
    list: ({ caseId }: Parsed<'portals.copies'>): Output<'portals.copies'> =>
      listPortalCopies(db, caseId ?? null).map(asCopy),
    left: (): PortalCopy[] => listPortalCopiesLeft(db).map(asCopy),

    gone({ retrievalId, how, on, seen }: Parsed<'portals.copyGone'>, act: Act): Output<'portals.copyGone'> {
      const require = (): PortalCopy => {
        const row = findPortalCopy(db, retrievalId);
        if (row === null) throw new AppError('not-found', 'No portal was asked in that retrieval, or it still runs.');
        return asCopy(row);
      };
      act.change(['retrievals'], (tx) => {
        const copy = require();
        checkGone(copy, { how, on }, londonDay(act.now()));
        insertPortalCopyGone(tx, { retrievalId, how, on, seen, at: act.now(), by: act.actor.name });
        tx.enter(`retrieval ${copy.number}`, {
          ...{ retrievalId, caseId: copy.caseId, portal: copy.portal, downloadedOn: copy.downloadedOn },
          ...{ keptUntil: copy.keptUntil, how, on, seen },
        });
      });
      return require();
    },
  };
}

export type PortalCopies = ReturnType<typeof createPortalCopies>;
