import type { Output, Parsed } from '../../shared/contract.ts';
import type { Deployment } from '../../shared/contract/deployments.ts';
import { AppError } from '../../shared/failure.ts';
import type { BookingId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { CaseService } from '../cases/case-service.ts';
import type { BreachService } from '../oversight/breach-service.ts';
import type { LedgerDesk } from '../oversight/ledger-desk-service.ts';
import { newId } from '../platform/ids.ts';
import { londonDay, londonWallClock } from '../time.ts';
import { refuseUnlicensed } from './contractor.ts';
import type { ContractorService } from './contractor-service.ts';
import {
  installBlocks,
  refuseClash,
  refuseImproperInstallation,
  refuseUnbooked,
  refuseUnlessIn,
  refuseUnwiped,
  refuseViewIntoHomes,
  refuseWithoutGround,
} from './deployment.ts';
import { setInstalled, setKit } from './deployment-store.ts';
import { refuseIfBlocked } from './kit.ts';
import type { KitService } from './kit-service.ts';
import type { DeploymentRegister } from './register-service.ts';

export interface DeploymentPorts {
  readonly register: DeploymentRegister;
  readonly cases: CaseService;
  readonly kits: KitService;
  readonly contractors: ContractorService;
  readonly breaches: BreachService;
  readonly ledger: LedgerDesk;
  readonly stepUp: (act: Act, password: string) => Promise<void>;
}

/** From the approved PIA to the installed camera (CoP 3.4, 5.7-5.12). What comes after is upkeep-service.ts. */
export function createDeploymentService(ports: DeploymentPorts) {
  const { register, cases, kits, contractors, breaches, ledger, stepUp } = ports;

  /** A deployment that waits, with what allows it. */
  const requireAllowed = (id: Deployment['id']): Deployment => {
    const deployment = register.require(id);
    refuseUnlessIn(deployment, 'waiting');
    refuseWithoutGround(deployment);
    return deployment;
  };
  const stamp = (act: Act) => ({ at: act.now(), by: act.actor.name });

  return {
    list: ({ caseId }: Parsed<'deployments.list'>): Output<'deployments.list'> => register.list(caseId ?? null),
    read: ({ deploymentId }: Parsed<'deployments.read'>): Output<'deployments.read'> => ({
      deployment: register.require(deploymentId),
      timeline: ledger.aboutCase(deploymentId),
    }),

    /** The manager allows this place without an approved PIA, and answers for it: an incident is opened (CoP 5.1, 6.2). */
    async override({ deploymentId, reasons, password }: Parsed<'deployments.override'>, act: Act): Promise<Deployment> {
      const refuseNeedless = (): Deployment => {
        const deployment = register.require(deploymentId);
        refuseUnlessIn(deployment, 'waiting', 'installed');
        if (deployment.ground !== null)
          throw new AppError('conflict', `${deployment.number} is allowed already (${deployment.ground}).`);
        return deployment;
      };
      refuseNeedless();
      await stepUp(act, password);
      const deployment = refuseNeedless(); // asked again: the button may have been pressed twice
      const { place, number } = deployment;
      act.change(['deployments', 'ledger'], (tx) => {
        const description = `${number} at ${place} was allowed without an approved PIA by ${act.actor.name}: ${reasons}`;
        const breach = { kind: 'deployment-without-pia', description, recordingId: null, at: act.now() } as const;
        const incident = breaches.open(tx, breach);
        register.record(tx, deployment, { kind: 'override', facts: { place, reasons, incident, ...stamp(act) } });
      });
      return register.require(deploymentId);
    },

    survey({ deploymentId, ...made }: Parsed<'deployments.survey'>, act: Act): Deployment {
      const deployment = requireAllowed(deploymentId);
      if (made.surveyedOn > londonDay(act.now()))
        throw new AppError('invalid-input', 'The survey cannot lie in the future. Check the date.');
      refuseViewIntoHomes(made.looksIntoHomes);
      const facts = { ...made, ...stamp(act) };
      act.change(['deployments'], (tx) => register.record(tx, deployment, { kind: 'survey', facts }));
      return register.require(deploymentId);
    },

    book({ deploymentId, purpose, startsAt }: Parsed<'deployments.book'>, act: Act): Deployment {
      const deployment = register.require(deploymentId);
      refuseUnlessIn(deployment, purpose === 'removal' ? 'installed' : 'waiting');
      if (purpose !== 'removal') refuseWithoutGround(deployment);
      if (startsAt < londonWallClock(act.now()))
        throw new AppError('invalid-input', 'The slot has passed already. Choose one that is still to come.');
      refuseClash(
        startsAt,
        register.list(null).flatMap(({ number, bookings }) => bookings.map((booking) => ({ number, booking }))),
      );
      const facts = { id: newId<BookingId>(), purpose, startsAt, cancelledBecause: null, ...stamp(act) };
      act.change(['deployments'], (tx) => register.record(tx, deployment, { kind: 'booking', facts }));
      return register.require(deploymentId);
    },

    cancelBooking({ deploymentId, bookingId, reason }: Parsed<'deployments.cancelBooking'>, act: Act): Deployment {
      const deployment = register.require(deploymentId);
      const booking = deployment.bookings.find(({ id }) => id === bookingId);
      if (booking === undefined) throw new AppError('not-found', 'There is no such booking.');
      if (booking.cancelledBecause !== null) throw new AppError('conflict', 'This booking was cancelled already.');
      const facts = { bookingId, reason, ...stamp(act) };
      act.change(['deployments'], (tx) => register.record(tx, deployment, { kind: 'booking-cancelled', facts }));
      return register.require(deploymentId);
    },

    /** M: a kit leaves the storeroom only checked, PAT-tested and without a fault (CoP 3.2). */
    issueKit({ deploymentId, kitId }: Parsed<'deployments.issueKit'>, act: Act): Deployment {
      const deployment = requireAllowed(deploymentId);
      if (deployment.kit !== null)
        throw new AppError('conflict', `${deployment.number} has kit ${deployment.kit.assetNumber} already.`);
      const kit = kits.require(kitId);
      if (kit.system !== deployment.system)
        throw new AppError(
          'conflict',
          `${kit.assetNumber} is another kind of system than ${deployment.number} asks for.`,
        );
      refuseIfBlocked(kit.blocks, `${kit.assetNumber} may not be issued.`);
      const facts = { kitId, assetNumber: kit.assetNumber, ...stamp(act) };
      act.change(['deployments'], (tx) => {
        setKit(tx, deploymentId, kitId);
        register.record(tx, deployment, { kind: 'kit-issued', facts });
      });
      return register.require(deploymentId);
    },

    returnKit({ deploymentId, ...made }: Parsed<'deployments.returnKit'>, act: Act): Deployment {
      const deployment = register.require(deploymentId);
      refuseUnlessIn(deployment, 'waiting');
      const { kit, moves, caseId, system } = deployment;
      if (kit === null) throw new AppError('conflict', `${deployment.number} has no kit.`);
      // Taken down to be moved: it has recorded.
      if (moves.length > 0) refuseUnwiped(made, cases.stillOnRecorder(caseId, system));
      act.change(['deployments'], (tx) => {
        setKit(tx, deploymentId, null);
        kits.takeBack(tx, kit, { ...made, at: act.now() });
        const facts = { assetNumber: kit.assetNumber, ...made, ...stamp(act) };
        register.record(tx, deployment, { kind: 'kit-returned', facts });
      });
      return register.require(deploymentId);
    },

    /** M: only with an approved PIA, a checked kit and a licensed contractor; signs up, sound off, homes left alone. */
    install({ deploymentId, ...made }: Parsed<'deployments.install'>, act: Act): Deployment {
      const deployment = requireAllowed(deploymentId);
      const ground = refuseWithoutGround(deployment);
      refuseIfBlocked(installBlocks(deployment), `${deployment.number} cannot be installed yet.`);
      const { kit } = deployment;
      if (kit === null) throw new Error('installed without a kit');
      const { installedOn, contractorId } = made;
      if (installedOn > londonDay(act.now()))
        throw new AppError('invalid-input', 'The installation cannot lie in the future. Check the date.');
      if (installedOn < (register.issuedOn(deploymentId) ?? installedOn))
        throw new AppError(
          'clause',
          'The kit was issued after that day. Check the date: kit is checked and issued first.',
          {
            clause: '3.2',
          },
        );
      refuseUnbooked(deployment.bookings, installedOn);
      kits.refuseUnfit(kit.id, installedOn);
      const contractor = contractors.require(contractorId);
      refuseUnlicensed(contractor, installedOn);
      refuseImproperInstallation({ deploymentId, ...made });
      act.change(['deployments'], (tx) => {
        setInstalled(tx, deploymentId, { contractorId, ground });
        kits.use(tx, kit.id, act.now());
        const { name, siaLicenceNumber } = contractor;
        const facts = {
          ...made,
          contractor: name,
          siaLicenceNumber,
          kitAssetNumber: kit.assetNumber,
          ground,
          ...stamp(act),
        };
        register.record(tx, deployment, { kind: 'installation', facts });
      });
      return register.require(deploymentId);
    },
  };
}

export type DeploymentService = ReturnType<typeof createDeploymentService>;
