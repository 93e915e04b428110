import type { DueSource } from '../oversight/today-service.ts';
import { type ConsultationPorts, createConsultationService } from './consultation-service.ts';
import { createContractorService } from './contractor-service.ts';
import { createDeploymentService, type DeploymentPorts } from './deployment-service.ts';
import { deploymentsDue, waitingPias } from './deployments-due.ts';
import { createKitService, type KitPorts } from './kit-service.ts';
import { createPiaService, type PiaPorts } from './pia-service.ts';
import { createDeploymentRegister } from './register-service.ts';
import { createRetrievalGround } from './retrieval-ground-service.ts';
import { createPictureReading, createSitePictures, type SitePicturePorts } from './site-picture-service.ts';
import { createUpkeepService } from './upkeep-service.ts';
import { createWaitingListService } from './waiting-list-service.ts';

export type SchemePorts = KitPorts &
  Omit<PiaPorts, 'pictures'> &
  Pick<SitePicturePorts, 'reading' | 'objects' | 'shell'> &
  Pick<ConsultationPorts, 'settings'> &
  Pick<DeploymentPorts, 'cases' | 'breaches' | 'ledger' | 'stepUp'>;

/** The scheme's services, wired together: equipment, contractors, PIAs, the waiting list and deployments. */
export function createScheme(ports: SchemePorts) {
  const { db } = ports;
  const kits = createKitService(ports);
  const contractors = createContractorService(db);
  const pictures = createPictureReading(ports);
  const pias = createPiaService({ ...ports, pictures });
  const register = createDeploymentRegister({ ...ports, pias, kits });
  const due: DueSource = (today, role) =>
    deploymentsDue(
      { deployments: register.list(null), pias: pias.list({}), kits: kits.list(), contractors: contractors.list() },
      today,
      role,
    );
  return {
    kits,
    contractors,
    pias,
    consultations: createConsultationService({ ...ports, pias }),
    waitingList: createWaitingListService({ ...ports, register }),
    sitePictures: createSitePictures({ ...ports, register, pictures }),
    deployments: createDeploymentService({ ...ports, register, kits, contractors }),
    upkeep: createUpkeepService({ ...ports, register, kits, pias }),
    retrievalGround: createRetrievalGround({ ...ports, register }),
    due,
    approvals: () => waitingPias(pias.list({})),
  };
}

export type Scheme = ReturnType<typeof createScheme>;
