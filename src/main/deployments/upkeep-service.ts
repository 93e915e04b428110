import type { Parsed } from '../../shared/contract.ts';
import type { Deployment } from '../../shared/contract/deployments.ts';
import { AppError } from '../../shared/failure.ts';
import type { Act } from '../acts.ts';
import type { CaseService } from '../cases/case-service.ts';
import { londonDay, offsetSeconds } from '../time.ts';
import { refuseKeepingPast, refuseUnlessIn, refuseUnwiped } from './deployment.ts';
import { setMoved, setRemoved } from './deployment-store.ts';
import type { KitService } from './kit-service.ts';
import type { PiaService } from './pia-service.ts';
import type { DeploymentRegister } from './register-service.ts';

export interface UpkeepPorts {
  readonly register: DeploymentRegister;
  readonly cases: CaseService;
  readonly kits: KitService;
  readonly pias: PiaService;
}

/** An installed camera until it is gone and the customer was asked (CoP 3.3, 6.7). Taking a camera down needs no PIA. */
export function createUpkeepService({ register, cases, kits, pias }: UpkeepPorts) {
  const requireInstalled = (id: Deployment['id']): Deployment => {
    const deployment = register.require(id);
    refuseUnlessIn(deployment, 'installed');
    return deployment;
  };
  const stamp = (act: Act) => ({ at: act.now(), by: act.actor.name });

  return {
    /** The recorder's clock against a reference, once a month: the log shows how it drifts (CoP 4.2). */
    checkClock({ deploymentId, ...check }: Parsed<'deployments.checkClock'>, act: Act): Deployment {
      const deployment = requireInstalled(deploymentId);
      const offset = offsetSeconds(check.systemTime, check.referenceTime);
      const facts = { ...check, offsetSeconds: offset, ...stamp(act) };
      act.change(['deployments'], (tx) => register.record(tx, deployment, { kind: 'clock-check', facts }));
      return register.require(deploymentId);
    },

    /** Is it still needed? Extending it beyond its period reopens the PIA. */
    review({ deploymentId, decision, reasons }: Parsed<'deployments.review'>, act: Act): Deployment {
      const deployment = requireInstalled(deploymentId);
      const today = londonDay(act.now());
      if (decision === 'keep') refuseKeepingPast(deployment.allowedUntil, today);
      if (decision === 'extend' && deployment.pia === null)
        throw new AppError('clause', 'There is no PIA to extend. Begin one for this camera, or remove it.', {
          clause: '5.1',
        });
      act.change(['deployments'], (tx) => {
        const facts = { decision, reasons, reviewedOn: today, ...stamp(act) };
        register.record(tx, deployment, { kind: 'review', facts });
        const { place } = deployment;
        if (decision === 'extend') pias.reopenFor(tx, deploymentId, { because: 'extension', reasons, place, act });
      });
      return register.require(deploymentId);
    },

    move({ deploymentId, newPlace, reasons }: Parsed<'deployments.move'>, act: Act): Deployment {
      const deployment = requireInstalled(deploymentId);
      const { place: oldPlace } = deployment;
      if (newPlace === oldPlace) throw new AppError('invalid-input', 'That is the place where it hangs now.');
      act.change(['deployments'], (tx) => {
        setMoved(tx, deploymentId, newPlace);
        register.record(tx, deployment, { kind: 'move', facts: { newPlace, oldPlace, reasons, ...stamp(act) } });
        pias.reopenFor(tx, deploymentId, { because: 'moved', reasons, place: newPlace, act });
      });
      return register.require(deploymentId);
    },

    /** The kit is back in store, wiped, and whoever waits next moves up. */
    remove({ deploymentId, ...made }: Parsed<'deployments.remove'>, act: Act): Deployment {
      const deployment = requireInstalled(deploymentId);
      const { kit, installation, caseId, system } = deployment;
      if (kit === null || installation === null) throw new Error('installed without a kit');
      if (made.removedOn > londonDay(act.now()) || made.removedOn < installation.installedOn)
        throw new AppError('invalid-input', 'The day of removal must lie between the installation and today.');
      refuseUnwiped(made, cases.stillOnRecorder(caseId, system));
      act.change(['deployments'], (tx) => {
        setRemoved(tx, deploymentId);
        kits.takeBack(tx, kit, { ...made, at: act.now() });
        register.record(tx, deployment, { kind: 'removal', facts: { ...made, ...stamp(act) } });
      });
      return register.require(deploymentId);
    },

    /** CoP 6.7: the customer's views and experience, and whether they felt supported; or that they did not answer. */
    recordSatisfaction({ deploymentId, ...said }: Parsed<'deployments.recordSatisfaction'>, act: Act): Deployment {
      const deployment = register.require(deploymentId);
      refuseUnlessIn(deployment, 'removed');
      if (deployment.satisfaction !== null)
        throw new AppError('conflict', `The survey of ${deployment.number} is recorded already.`);
      if (said.answered && (said.experience === undefined || said.supported === undefined))
        throw new AppError(
          'clause',
          'The survey records the customer’s experience and whether they felt supported. Fill in both, or say that there was no answer.',
          { clause: '6.7' },
        );
      act.change(['deployments'], (tx) =>
        register.record(tx, deployment, { kind: 'satisfaction', facts: { ...said, ...stamp(act) } }),
      );
      return register.require(deploymentId);
    },
  };
}

export type UpkeepService = ReturnType<typeof createUpkeepService>;
