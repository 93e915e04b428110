import { Secret, TOTP } from 'otpauth';
import type { Input, Output } from '../../src/shared/contract.ts';
import type { KeyHolder } from '../../src/shared/model.ts';
import { accounts, need, type TrialApp } from './trial-app.ts';

/** Somebody with an account beside the two of the set-up, as they know it themselves. */
export interface Newcomer {
  readonly person: Output<'people.openAccount'>;
  readonly username: string;
  readonly password: string;
  readonly secret: string;
}

/** The code an authenticator app shows for this secret; the clock first moves on a step. */
export function codeFor(trial: TrialApp, secret: string, steps = 1): string {
  trial.clock.advance(steps * 30_000 + 1000);
  return codeNow(trial, secret);
}

export const codeNow = (trial: TrialApp, secret: string, offsetMs = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate({
    timestamp: Date.parse(trial.clock.now()) + offsetMs,
  });

type Wanted = Omit<Input<'people.prepareAccount'>, 'password'>;

/** The manager, signed in, opens an account; the newcomer chooses the password and proves the app. */
export async function openAccount(trial: TrialApp, wanted: Wanted, password: string): Promise<Newcomer> {
  const { enrolmentId, enrolment } = await trial.ok('people.prepareAccount', {
    ...wanted,
    password: accounts.manager.password,
  });
  const { secret } = enrolment;
  const code = codeFor(trial, secret);
  const person = await trial.ok('people.openAccount', { enrolmentId, newPassword: password, code });
  return { person, username: wanted.username, password, secret };
}

export const furtherOfficer: Wanted = {
  role: 'officer',
  name: 'Joan Heaton',
  username: 'joan',
  initials: 'JH',
  siaLicenceNumber: '2012-3456-7890-1234',
  siaLicenceExpires: '2028-06-30',
};

export const auditorWanted: Wanted = {
  role: 'auditor',
  name: 'Priya Nair',
  username: 'priya',
  initials: 'PN',
  terms: {
    reference: 'AUD/2026/1',
    text: 'Registers and the record of viewings, October 2026.',
    from: '2026-10-06',
    until: '2026-10-20',
  },
};

export const openAuditor = (trial: TrialApp, wanted: Wanted = auditorWanted): Promise<Newcomer> =>
  openAccount(trial, wanted, 'lantern harbour apron');

/** What stands in the sign-in form of an auditor, the officer beside them. */
export const auditorSignIn = (trial: TrialApp, auditor: Newcomer) => ({
  username: auditor.username,
  password: auditor.password,
  code: codeFor(trial, auditor.secret),
  officer: { ...credentialsOf(trial, 'officer') },
});

/** Name, password and a fresh code of one of the two of the set-up. */
export const credentialsOf = (trial: TrialApp, role: keyof typeof accounts) => ({
  username: accounts[role].username,
  password: accounts[role].password,
  code: trial.code(role),
});

/** Both passwords are lost: gives the manager and the officer these with the two halves; answers their new secrets. */
export async function recoverWith(
  trial: TrialApp,
  halves: { readonly first: string; readonly second: string },
  passwords: Readonly<Record<KeyHolder, string>>,
): Promise<Record<KeyHolder, string>> {
  const { people } = await trial.ok('recovery.check', halves);
  const choice = (role: KeyHolder) => ({
    personId: need(people.find((person) => person.role === role)).id,
    password: passwords[role],
  });
  const { enrolmentId, enrolments } = await trial.ok('recovery.begin', {
    ...{ ...halves, manager: choice('manager'), officer: choice('officer') },
  });
  const secretOf = (role: KeyHolder) => need(enrolments.find((each) => each.role === role)).secret;
  const secrets = { manager: secretOf('manager'), officer: secretOf('officer') };
  const codes = { managerCode: codeFor(trial, secrets.manager), officerCode: codeFor(trial, secrets.officer, 0) };
  await trial.ok('recovery.finish', { ...halves, enrolmentId, ...codes });
  return secrets;
}
