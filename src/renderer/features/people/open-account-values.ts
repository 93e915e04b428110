import { commands, type Input } from '../../../shared/contract.ts';
import { type FieldErrors, zodErrors } from '../../ui/form.tsx';

/** Who gets an account: `manager` is the next manager, `deputy` stands in for the manager. */
export type AccountKind = 'officer' | 'deputy' | 'manager' | 'auditor';

export interface OpenAccountValues {
  readonly kind: AccountKind;
  readonly name: string;
  readonly username: string;
  readonly initials: string;
  readonly isSecondAccount: boolean;
  readonly siaLicenceNumber: string;
  readonly siaLicenceExpires: string;
  readonly reference: string;
  readonly text: string;
  readonly from: string;
  readonly until: string;
  readonly password: string;
}

export const emptyAccount: OpenAccountValues = {
  kind: 'officer',
  name: '',
  username: '',
  initials: '',
  isSecondAccount: false,
  siaLicenceNumber: '',
  siaLicenceExpires: '',
  reference: '',
  text: '',
  from: '',
  until: '',
  password: '',
};

/** What is sent: what the kind of account needs, and nothing that was typed for another kind. */
export function accountInput(values: OpenAccountValues): Input<'people.prepareAccount'> {
  const { kind, name, username, initials, siaLicenceNumber, siaLicenceExpires, password } = values;
  const { reference, text, from, until } = values;
  return {
    ...{ role: kind === 'deputy' ? ('manager' as const) : kind, name, username, initials, password },
    ...(kind === 'deputy' ? { deputy: true } : {}),
    ...(values.isSecondAccount ? { isSecondAccount: true } : {}),
    ...(kind === 'officer' ? { siaLicenceNumber, siaLicenceExpires } : {}),
    ...(kind === 'auditor' ? { terms: { reference, text, from, until } } : {}),
  };
}

export const accountErrors = (values: OpenAccountValues): FieldErrors =>
  Object.fromEntries(
    Object.entries(zodErrors(commands['people.prepareAccount'].input, accountInput(values))).map(([field, wrong]) => [
      field.replace(/^terms\./u, ''),
      wrong,
    ]),
  );
