import type { Parsed } from '../../shared/contract.ts';
import type { Deployment } from '../../shared/contract/deployments.ts';
import { AppError } from '../../shared/failure.ts';
import type { RetrievalId } from '../../shared/model.ts';
import type { Details, Transaction } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import type { RetrievalCamera } from '../documents/document-facts.ts';
import type { BreachService } from '../oversight/breach-service.ts';
import { findRetrievalGround, insertRetrievalGround } from './deployment-store.ts';
import type { DeploymentRegister } from './register-service.ts';

export interface RetrievalGroundPorts {
  readonly db: ReadDb;
  readonly register: DeploymentRegister;
  readonly breaches: BreachService;
}

type Asked = Pick<Parsed<'retrievals.start'>, 'caseId' | 'deploymentId' | 'withoutPia'>;

/**
 * By whose leave footage is taken off a recorder (CoP 5.1). Evidence first: footage that is about to be overwritten is never
 * lost because a form is missing, so nothing is refused here; what has no approved PIA opens an incident instead.
 */
export function createRetrievalGround({ db, register, breaches }: RetrievalGroundPorts) {
  const askedOf = ({ caseId, deploymentId }: Asked): Deployment | null => {
    if (deploymentId === undefined) return null;
    const deployment = register.require(deploymentId);
    if (deployment.caseId !== caseId)
      throw new AppError('not-found', 'That camera belongs to another case. Choose it again.');
    return deployment;
  };
  return {
    /** Asked before anything is taken: a camera of another case is a mistake, not a missing form. */
    check: (asked: Asked): void => void askedOf(asked),

    /** What a retrieval's receipt says of its camera. */
    cameraOf: (id: RetrievalId): RetrievalCamera =>
      findRetrievalGround(db, id) ?? { deployment: null, ground: null, incident: null },

    /** Inside the change that records the retrieval; answers what its entry says of it. */
    note(
      tx: Transaction,
      asked: Asked,
      { retrievalId, number, at }: { retrievalId: RetrievalId; number: string; at: string },
    ): Details {
      const camera = askedOf(asked);
      const ground = camera?.ground ?? null;
      const said = asked.withoutPia ?? 'no reason was stated';
      const where = camera === null ? 'a camera that is not in the register' : `${camera.number}, no PIA in force`;
      const description = `${number} takes footage from ${where}: ${said}`;
      const incident =
        ground === null
          ? breaches.open(tx, { kind: 'retrieval-without-pia', description, recordingId: null, at })
          : null;
      insertRetrievalGround(tx, { retrievalId, deploymentId: camera?.id ?? null, ground, incident });
      return {
        deployment: camera?.number ?? null,
        deploymentId: camera?.id ?? null,
        ground,
        ...(incident === null ? {} : { incident, withoutPia: said }),
      };
    },
  };
}

export type RetrievalGround = ReturnType<typeof createRetrievalGround>;
