import type { Output, Parsed } from '../../shared/contract.ts';
import type { Contractor } from '../../shared/contract/equipment.ts';
import { AppError } from '../../shared/failure.ts';
import type { ContractorId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import { newId } from '../platform/ids.ts';
import {
  findContractor,
  findContractorByLicence,
  insertContractor,
  listContractors,
  renewContractor,
} from './contractor-store.ts';

/** The register of SIA-licensed contractors who install the systems (CoP 5.8). */
export function createContractorService(db: ReadDb) {
  const require = (id: ContractorId): Contractor => {
    const found = findContractor(db, id);
    if (found === null) throw new AppError('not-found', 'There is no such contractor in the register.');
    return found;
  };
  const refuseTakenLicence = (licence: string, own: ContractorId | null): void => {
    const holder = findContractorByLicence(db, licence);
    if (holder !== null && holder.id !== own)
      throw new AppError('conflict', `Licence ${licence} is already entered for ${holder.name}. Check the number.`);
  };
  const factsOf = ({ id, name, company, siaLicenceNumber, siaLicenceExpires }: Contractor) => ({
    contractorId: id,
    name,
    company,
    siaLicenceNumber,
    siaLicenceExpires,
  });

  return {
    require,
    list: (): Output<'contractors.list'> => listContractors(db),

    register(input: Parsed<'contractors.register'>, act: Act): Contractor {
      refuseTakenLicence(input.siaLicenceNumber, null);
      const row = { id: newId<ContractorId>(), ...input, registeredAt: act.now(), registeredBy: act.actor.name };
      act.change(['deployments'], (tx) => {
        insertContractor(tx, row);
        tx.enter(`contractor ${row.name}`, factsOf(row));
      });
      return row;
    },

    /** The old licence stays in the ledger. */
    renew({ contractorId, siaLicenceNumber, siaLicenceExpires }: Parsed<'contractors.renew'>, act: Act): Contractor {
      const before = require(contractorId);
      refuseTakenLicence(siaLicenceNumber, contractorId);
      act.change(['deployments'], (tx) => {
        renewContractor(tx, contractorId, { number: siaLicenceNumber, expires: siaLicenceExpires });
        tx.enter(`contractor ${before.name}`, {
          ...factsOf({ ...before, siaLicenceNumber, siaLicenceExpires }),
          before: { siaLicenceNumber: before.siaLicenceNumber, siaLicenceExpires: before.siaLicenceExpires },
        });
      });
      return require(contractorId);
    },
  };
}

export type ContractorService = ReturnType<typeof createContractorService>;
