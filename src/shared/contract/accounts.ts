import { z } from 'zod';
import {
  Credentials,
  Day,
  EnrolmentId,
  Instant,
  KeyHolder,
  Line,
  NoticeId,
  Password,
  PersonId,
  Role,
  TotpCode,
} from '../model.ts';
import { both, enters, manager, reads } from './command.ts';
import { AuditTerms, Enrolment, Initials, ListedPerson, RecoverySheets, Username } from './people.ts';

// Accounts over time: who may sign in beside the two people of the set-up, who no longer may, and how somebody gets a
// new password or authenticator without anybody else being able to act as them (docs/decisions/0013).

/** Something that was done to somebody's account, or to who may sign in, told to each person it concerns. */
export const Notice = z.object({ id: NoticeId, at: Instant, title: z.string(), detail: z.string() });
export type Notice = z.output<typeof Notice>;

const WhoseAccount = z.object({ name: z.string() });

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
      /** Said where the name has an account already: the same person, who never judges what they did in the other. */
      isSecondAccount: z.boolean().optional(),
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
  'people.changePassword': enters(both, z.strictObject({ password: Password, newPassword: Password }), WhoseAccount),
  /**
   * A forgotten password: somebody else's authority (their own password) and the person's own authenticator. The person
   * sets the new password themselves.
   */
  'people.resetPassword': enters(
    both,
    z.strictObject({ personId: PersonId, password: Password, code: TotpCode, newPassword: Password }),
    WhoseAccount,
  ),
  /**
   * A new authenticator. One's own: with one's password and the old app's code. Somebody else's, whose phone is lost:
   * with one's own password and theirs, which they type themselves.
   */
  'people.beginAuthenticator': enters(
    both,
    z.strictObject({
      personId: PersonId,
      password: Password,
      code: TotpCode.optional(),
      theirPassword: Password.optional(),
    }),
    z.object({ enrolmentId: EnrolmentId, enrolment: Enrolment }),
  ),
  'people.finishAuthenticator': enters(
    both,
    z.strictObject({ enrolmentId: EnrolmentId, code: TotpCode }),
    WhoseAccount,
  ),
  'people.notices': reads(both, z.strictObject({}), z.array(Notice)),
  'people.acknowledgeNotice': enters(both, z.strictObject({ noticeId: NoticeId }), z.null()),
  /** Both holders at the laptop; what was printed before opens nothing any more. */
  'people.renewSheets': enters(
    manager,
    z.strictObject({ password: Password, officer: Credentials }),
    RecoverySheets.extend({ enrolmentId: EnrolmentId }),
  ),
  'people.printSheet': reads(
    manager,
    z.strictObject({ enrolmentId: EnrolmentId, role: KeyHolder }),
    z.object({ printed: z.boolean() }),
  ),
};
