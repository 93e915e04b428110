import { z } from 'zod';
import { EnrolmentId, KeyHolder, Line, Password, Person, PersonId, TotpCode } from '../model.ts';
import { enters, reads } from './command.ts';
import { Enrolment, Nobody, RecoverySheets } from './people.ts';

// Both passwords are lost: the two halves from the printed sheets, and nothing else, open the vault just enough to give
// one manager and one officer new passwords and authenticators. Nothing stays open between the steps.

const Halves = z.strictObject({ first: Line, second: Line });
const Renewed = z.strictObject({ personId: PersonId, password: Password });

export const recoveryCommands = {
  'recovery.check': reads(Nobody, Halves, z.object({ people: z.array(Person) })),
  'recovery.begin': reads(
    Nobody,
    Halves.extend({ manager: Renewed, officer: Renewed }),
    z.object({ enrolmentId: EnrolmentId, enrolments: z.array(Enrolment.extend({ role: KeyHolder })) }),
  ),
  /** From here on the old halves are void; the new ones are in this answer and on the sheets printed now. */
  'recovery.finish': enters(
    Nobody,
    Halves.extend({ enrolmentId: EnrolmentId, managerCode: TotpCode, officerCode: TotpCode }),
    RecoverySheets,
  ),
  'recovery.printSheet': reads(
    Nobody,
    z.strictObject({ enrolmentId: EnrolmentId, role: KeyHolder }),
    z.object({ printed: z.boolean() }),
  ),
};
