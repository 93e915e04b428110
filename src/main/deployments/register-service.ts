import type { Deployment } from '../../shared/contract/deployments.ts';
import { AppError } from '../../shared/failure.ts';
import type { CaseId, DeploymentId } from '../../shared/model.ts';
import type { Transaction } from '../acts.ts';
import type { Details } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import type { Clock } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import { addDays, londonDay } from '../time.ts';
import { CLOCK_CHECK_DAYS, installBlocks, nextReviewOn } from './deployment.ts';
import { bookingsIn, type DeploymentAct, factsOf, picturesIn, sinceMove } from './deployment-act.ts';
import { actsOf, type DeploymentRow, findDeployment, insertAct, listDeployments } from './deployment-store.ts';
import type { KitService } from './kit-service.ts';
import type { PiaService } from './pia-service.ts';

export interface RegisterPorts {
  readonly db: ReadDb;
  readonly clock: Clock;
  readonly pias: PiaService;
  readonly kits: KitService;
}

/** Where every deployment stands, worked out from what was done for it; and the one way to add to it. */
export function createDeploymentRegister({ db, clock, pias, kits }: RegisterPorts) {
  const view = (row: DeploymentRow): Deployment => {
    const acts = actsOf(db, row.id);
    const here = sinceMove(acts);
    const today = londonDay(clock.now());
    const { pia, inForce } = pias.standing(row, today);
    const override = factsOf(here, 'override').findLast(({ place }) => place === row.place) ?? null;
    const kit = row.kitId === null ? null : kits.require(row.kitId);
    const standing = {
      pia,
      ground: inForce?.ground ?? (override === null ? null : `override ${override.incident}`),
      survey: factsOf(here, 'survey').at(-1) ?? null,
      bookings: bookingsIn(here),
      kit: kit && { id: kit.id, assetNumber: kit.assetNumber },
      installation: factsOf(here, 'installation').at(-1) ?? null,
      reviews: factsOf(here, 'review'),
    };
    const clockChecks = factsOf(here, 'clock-check');
    const isInstalled = row.state === 'installed';
    const checkedOn = clockChecks.at(-1);
    const countedFrom = checkedOn === undefined ? standing.installation?.installedOn : londonDay(checkedOn.at);
    return {
      ...row,
      ...standing,
      allowedUntil: inForce?.until ?? null,
      override,
      pictures: picturesIn(here),
      updates: factsOf(acts, 'update'),
      urgencySet: factsOf(acts, 'urgency').at(-1) ?? null,
      nextReviewOn: isInstalled ? nextReviewOn(standing) : null,
      clockChecks,
      nextClockCheckOn: isInstalled && countedFrom !== undefined ? addDays(countedFrom, CLOCK_CHECK_DAYS) : null,
      moves: factsOf(acts, 'move'),
      removal: factsOf(here, 'removal').at(-1) ?? null,
      satisfaction: factsOf(here, 'satisfaction').at(-1) ?? null,
      withdrawnBecause: factsOf(here, 'withdrawal').at(-1)?.reason ?? null,
      blocks: row.state === 'waiting' ? installBlocks(standing) : [],
    };
  };
  const require = (id: DeploymentId): Deployment => {
    const row = findDeployment(db, id);
    if (row === null) throw new AppError('not-found', 'There is no such deployment.');
    return view(row);
  };

  return {
    require,
    list: (caseId: CaseId | null): Deployment[] => listDeployments(db, caseId).map(view),
    /** Whether this kit has recorded since it was last wiped: it was installed and taken down to be moved. */
    issuedOn: (id: DeploymentId): string | null => {
      const issued = factsOf(actsOf(db, id), 'kit-issued').at(-1);
      return issued === undefined ? null : londonDay(issued.at);
    },

    /** Adds what was done, inside its change, with its entry. */
    record(tx: Transaction, deployment: Pick<Deployment, 'id' | 'number' | 'caseId'>, act: DeploymentAct): void {
      insertAct(tx, newId<string>(), deployment.id, act);
      const { id: deploymentId, caseId } = deployment;
      // Zod's optional fields may be undefined; the ledger holds JSON.
      const facts = JSON.parse(JSON.stringify(act.facts)) as Details;
      tx.enter(`deployment ${deployment.number}`, { deploymentId, caseId, ...facts });
    },
  };
}

export type DeploymentRegister = ReturnType<typeof createDeploymentRegister>;
