import { z } from 'zod';
import { Day, EnrolmentId, Line, Password, PersonId, Role, TotpCode } from '../model.ts';
import { enters, manager, reads } from './command.ts';
import { AuditTerms, Enrolment, Initials, ListedPerson, Username } from './people.ts';

// Accounts over time: who may sign in beside the two people of the set-up, and who no longer may.

export const accountsCommands = {
  /**
   * The manager says who shall have an account, with the password; the answer is for the new person's authenticator app.
   * Nothing is written before the new person has proved the app with a code.
   */
  'people.prepareAccount': reads(
    manager,
    z.strictObject({
      role: Role,
      /** Of a manager: stands in while the manager is away. */
      deputy: z.boolean().optional(),
      name: Line,
      username: Username,
      initials: Initials,
      /** Of an officer (CoP 3.1). */
      siaLicenceNumber: Line.optional(),
      siaLicenceExpires: Day.optional(),
      /** Of an auditor (CoP 6.5). */
      terms: z.strictObject(AuditTerms.shape).optional(),
      password: Password,
    }),
    z.object({ enrolmentId: EnrolmentId, enrolment: Enrolment }),
  ),
  /** At the laptop: the new person's own password, and a code from their own app. */
  'people.openAccount': enters(
    manager,
    z.strictObject({ enrolmentId: EnrolmentId, newPassword: Password, code: TotpCode }),
    ListedPerson,
  ),
  'people.closeAccount': enters(
    manager,
    z.strictObject({ personId: PersonId, reason: Line, password: Password }),
    ListedPerson,
  ),
};
