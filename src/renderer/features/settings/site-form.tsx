import { Button, Checkbox, NativeSelect, SimpleGrid } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { commands } from '../../../shared/contract.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { fieldError, type FieldErrors, FormCard, LineInput, zodErrors } from '../../ui/form.tsx';
import { StepUpDialog } from '../../ui/step-up.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { SiteKey } from './site-key.tsx';
import { type SiteField, SiteFiles, SiteKeyFile, SiteLogin, type TextField } from './site-login.tsx';
import {
  blankSite,
  isByKey,
  isFileServer,
  profileOf,
  protocolWords,
  secretsOf,
  type Site,
  type SiteValues,
  usualPort,
  valuesOf,
} from './site-values.ts';

interface SiteFormProps {
  /** The site to change; null registers a new one. */
  readonly site: Site | null;
  readonly onSaved: (site: Site) => void;
  readonly onCancel: () => void;
}

/** A new recorder must be let in with something. */
const missingSecret = (values: SiteValues): [string, string][] => {
  const field = isByKey(values) ? 'deviceKey' : 'devicePassword';
  return values[field].trim() === '' ? [[field, 'Please fill this in.']] : [];
};

const portWords = ({ protocol }: SiteValues): string =>
  isFileServer({ protocol }) ? `Mostly ${usualPort(protocol)}` : 'Mostly 80, with HTTPS 443';

/** Registers a recorder on the VPN, or changes one. Its password goes into the vault and is never shown again. */
export function SiteForm({ site, onSaved, onCancel }: SiteFormProps): ReactNode {
  const [values, setValues] = useState<SiteValues>(site === null ? blankSite : valuesOf(site));
  const [errors, setErrors] = useState<FieldErrors>({});
  const [isAsked, setAsked] = useState(false);
  const register = useCommand('sites.register');
  const change = useCommand('sites.change');

  const submit = (): FieldErrors => {
    const input = { profile: profileOf(values), ...secretsOf(values), password: 'asked next' };
    const all = zodErrors(commands['sites.register'].input, input);
    const wrong = Object.fromEntries(
      Object.entries(all)
        .map(([field, words]): [string, string] => [field.replace(/^profile\./u, ''), words])
        .concat(site === null ? missingSecret(values) : []),
    );
    setErrors(wrong);
    if (Object.keys(wrong).length === 0) setAsked(true);
    return wrong;
  };
  const send = async (password: string): Promise<void> => {
    const profile = profileOf(values);
    const secrets = secretsOf(values);
    const saved =
      site === null
        ? await register.run({ profile, ...secrets, password })
        : await change.run({ siteId: site.id, profile, ...secrets, password });
    if (saved === null) return;
    setAsked(false);
    onSaved(saved);
  };
  const put = (part: Partial<SiteValues>): void => setValues((before) => ({ ...before, ...part }));
  /** A port nobody has typed follows the protocol. */
  const putProtocol = (protocol: string): void =>
    put({ protocol, ...(values.port === usualPort(values.protocol) ? { port: usualPort(protocol) } : {}) });
  const field = (name: TextField): SiteField => ({
    value: values[name],
    onChange: (event) => put({ [name]: event.currentTarget.value }),
    ...fieldError(errors, name),
  });
  const failure = register.failure ?? change.failure;
  return (
    <>
      <FormCard
        title={site === null ? 'Register a recorder on the VPN' : `Change ${site.number}`}
        description="Ask whoever set the VPN up for the recorder’s address and the name of the VPN’s interface on this laptop."
        onSubmit={submit}
        actions={
          <>
            <Button type="submit">{site === null ? 'Register' : 'Save'}</Button>
            {site !== null && (
              <Button variant="default" onClick={onCancel}>
                Cancel
              </Button>
            )}
          </>
        }
      >
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <LineInput label="Number of the site" required {...field('number')} />
          <NativeSelect
            label="Camera system"
            {...field('system')}
            data={[
              { value: 'ic-pod', label: 'IC-POD' },
              { value: 'standard-4g', label: 'Standard 4G' },
            ]}
          />
          <NativeSelect
            label="What it speaks"
            {...field('protocol')}
            onChange={(event) => putProtocol(event.currentTarget.value)}
            data={Object.entries(protocolWords).map(([value, label]) => ({ value, label }))}
          />
          <LineInput label="IP address on the VPN" description="For example 10.98.0.2" required {...field('address')} />
          <LineInput label="Port" description={portWords(values)} inputMode="numeric" required {...field('port')} />
          <LineInput
            label="Interface of the VPN"
            description="For example wg0, and no other way"
            required
            {...field('vpnInterface')}
          />
          <SiteLogin values={values} isNew={site === null} field={field} />
        </SimpleGrid>
        {isByKey(values) && <SiteKeyFile isNew={site === null} field={field} />}
        {isFileServer(values) ? (
          <SiteFiles field={field} />
        ) : (
          <Checkbox
            label="The recorder speaks HTTPS"
            checked={values.secure}
            onChange={(event) => put({ secure: event.currentTarget.checked })}
          />
        )}
        {(values.secure || isFileServer(values)) && (
          <SiteKey
            values={values}
            error={fieldError(errors, 'certificate')}
            onChange={(certificate) => put({ certificate })}
          />
        )}
        <FailureAlert failure={isAsked ? null : failure} />
      </FormCard>
      <StepUpDialog
        opened={isAsked}
        title={site === null ? 'Register the recorder' : 'Change the recorder'}
        description="It is written to the ledger with your name. The recorder’s password is not."
        onClose={() => setAsked(false)}
        onConfirm={(password) => void send(password)}
        withReasons={false}
        confirmLabel="Save"
        busy={register.busy || change.busy}
        failure={failure}
      />
    </>
  );
}
