import type { Parsed } from '../../shared/contract.ts';
import type { Deployment } from '../../shared/contract/deployments.ts';
import { AppError } from '../../shared/failure.ts';
import type { DeploymentId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { CaseService } from '../cases/case-service.ts';
import { nextNumber } from '../database/counter-store.ts';
import { newId } from '../platform/ids.ts';
import { refuseUnlessIn, refuseUrgency } from './deployment.ts';
import { insertDeployment, setUrgency, setWithdrawn } from './deployment-store.ts';
import type { DeploymentRegister } from './register-service.ts';

export interface WaitingListPorts {
  readonly cases: CaseService;
  readonly register: DeploymentRegister;
}

/** Who waits for a camera, and what they were told (CoP 3.3). A request needs no PIA yet; everything after it does. */
export function createWaitingListService({ cases, register }: WaitingListPorts) {
  return {
    request(input: Parsed<'waiting.request'>, act: Act): Deployment {
      const found = cases.require(input.caseId);
      const id = newId<DeploymentId>();
      act.change(['deployments'], (tx) => {
        const number = nextNumber(tx, 'deployment');
        insertDeployment(tx, { id, number, ...input, requestedAt: act.now(), enteredBy: act.actor.name });
        tx.enter(`deployment ${number}`, { deploymentId: id, reactRef: found.reactRef, ...input });
      });
      return register.require(id);
    },

    tellCustomer({ deploymentId, how, told }: Parsed<'waiting.tellCustomer'>, act: Act): Deployment {
      const deployment = register.require(deploymentId);
      refuseUnlessIn(deployment, 'waiting');
      const position = deployment.position ?? 0;
      const facts = { how, told, position, at: act.now(), by: act.actor.name };
      act.change(['deployments'], (tx) => register.record(tx, deployment, { kind: 'update', facts }));
      return register.require(deploymentId);
    },

    /** Who is served before others, by whom it was said and why; everybody's number follows from it. */
    setUrgency({ deploymentId, ...made }: Parsed<'waiting.setUrgency'>, act: Act): Deployment {
      const deployment = register.require(deploymentId);
      refuseUnlessIn(deployment, 'waiting');
      refuseUrgency(deployment, made);
      act.change(['deployments'], (tx) => {
        setUrgency(tx, deploymentId, made.urgency);
        const [positionBefore, positionAfter] = [deployment, register.require(deploymentId)].map(
          ({ position }) => position ?? 0,
        ) as [number, number];
        const facts = { ...made, positionBefore, positionAfter, at: act.now(), by: act.actor.name };
        register.record(tx, deployment, { kind: 'urgency', facts });
      });
      return register.require(deploymentId);
    },

    withdraw({ deploymentId, reason }: Parsed<'waiting.withdraw'>, act: Act): Deployment {
      const deployment = register.require(deploymentId);
      refuseUnlessIn(deployment, 'waiting');
      if (deployment.kit !== null)
        throw new AppError('conflict', `Take kit ${deployment.kit.assetNumber} back to the storeroom first.`);
      const facts = { reason, at: act.now(), by: act.actor.name };
      act.change(['deployments'], (tx) => {
        setWithdrawn(tx, deploymentId);
        register.record(tx, deployment, { kind: 'withdrawal', facts });
      });
      return register.require(deploymentId);
    },
  };
}

export type WaitingListService = ReturnType<typeof createWaitingListService>;
