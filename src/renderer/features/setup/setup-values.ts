import { commands, type Input } from '../../../shared/contract.ts';
import { type FieldErrors, zodErrors } from '../../ui/form.tsx';

export interface AccountValues {
  readonly name: string;
  readonly username: string;
  readonly initials: string;
  readonly password: string;
  readonly repeated: string;
  /** The officer's licence (CoP 3.1); left empty for the manager. */
  readonly siaLicenceNumber: string;
  readonly siaLicenceExpires: string;
}

export interface SetupValues {
  readonly controller: { readonly name: string; readonly address: string; readonly assuranceMailbox: string };
  readonly manager: AccountValues;
  readonly officer: AccountValues;
}

const nobody: AccountValues = {
  name: '',
  username: '',
  initials: '',
  password: '',
  repeated: '',
  siaLicenceNumber: '',
  siaLicenceExpires: '',
};

export const emptySetup: SetupValues = {
  controller: { name: '', address: '', assuranceMailbox: '' },
  manager: nobody,
  officer: nobody,
};

const schema = commands['setup.begin'].input.shape;
const leastPassword = 12;

const managerInput = ({ name, username, initials, password }: AccountValues): Input<'setup.begin'>['manager'] => ({
  name,
  username,
  initials,
  password,
});

const officerInput = (values: AccountValues): Input<'setup.begin'>['officer'] => ({
  ...managerInput(values),
  siaLicenceNumber: values.siaLicenceNumber,
  siaLicenceExpires: values.siaLicenceExpires,
});

/** What is sent at the end. */
export const setupInput = ({ controller, manager, officer }: SetupValues): Input<'setup.begin'> => ({
  controller,
  manager: managerInput(manager),
  officer: officerInput(officer),
});

export const controllerErrors = ({ controller }: SetupValues): FieldErrors => zodErrors(schema.controller, controller);

export const managerErrors = ({ manager }: SetupValues): FieldErrors => ({
  ...zodErrors(schema.manager, managerInput(manager)),
  ...passwordErrors(manager),
});

/** Two people, so that no one person can both ask and approve: nothing that tells them apart may be the same. */
export const officerErrors = ({ manager, officer }: SetupValues): FieldErrors => ({
  ...zodErrors(schema.officer, officerInput(officer)),
  ...passwordErrors(officer),
  ...(officer.username !== '' && officer.username === manager.username
    ? { username: 'The manager has this username already.' }
    : {}),
  ...(officer.initials !== '' && officer.initials === manager.initials
    ? { initials: 'The manager has these initials already.' }
    : {}),
});

/** What is wrong with a new password before it is sent; the core judges whether it is a good one. */
export function passwordErrors({ password, repeated }: Pick<AccountValues, 'password' | 'repeated'>): FieldErrors {
  if (password === '') return {};
  if (password.length < leastPassword) return { password: `At least ${leastPassword} characters.` };
  return password === repeated ? {} : { repeated: 'This is not the same password.' };
}
