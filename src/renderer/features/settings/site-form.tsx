import { Button, Checkbox, NativeSelect, SimpleGrid } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { commands } from '../../../shared/contract.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { fieldError, type FieldErrors, FormCard, LineInput, SecretInput, zodErrors } from '../../ui/form.tsx';
import { StepUpDialog } from '../../ui/step-up.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { blankSite, profileOf, protocolWords, type Site, type SiteValues, valuesOf } from './site-values.ts';

interface SiteFormProps {
  /** The site to change; null registers a new one. */
  readonly site: Site | null;
  readonly onSaved: (site: Site) => void;
  readonly onCancel: () => void;
}

type TextField = Exclude<keyof SiteValues, 'secure'>;

/** Registers a recorder on the VPN, or changes one. Its password goes into the vault and is never shown again. */
export function SiteForm({ site, onSaved, onCancel }: SiteFormProps): ReactNode {
  const [values, setValues] = useState<SiteValues>(site === null ? blankSite : valuesOf(site));
  const [errors, setErrors] = useState<FieldErrors>({});
  const [isAsked, setAsked] = useState(false);
  const register = useCommand('sites.register');
  const change = useCommand('sites.change');

  const submit = (): FieldErrors => {
    const input = { profile: profileOf(values), devicePassword: values.devicePassword, password: 'asked next' };
    const all = zodErrors(commands['sites.register'].input, input);
    const wrong = Object.fromEntries(
      Object.entries(all)
        .map(([field, words]) => [field.replace(/^profile\./u, ''), words] as const)
        .filter(([field]) => site === null || field !== 'devicePassword'),
    );
    setErrors(wrong);
    if (Object.keys(wrong).length === 0) setAsked(true);
    return wrong;
  };
  const send = async (password: string): Promise<void> => {
    const profile = profileOf(values);
    const { devicePassword } = values;
    const saved =
      site === null
        ? await register.run({ profile, devicePassword, password })
        : await change.run({ siteId: site.id, profile, devicePassword: devicePassword || null, password });
    if (saved === null) return;
    setAsked(false);
    onSaved(saved);
  };
  const field = (name: TextField) => ({
    value: values[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setValues((before) => ({ ...before, [name]: value }));
    },
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
            data={Object.entries(protocolWords).map(([value, label]) => ({ value, label }))}
          />
          <LineInput label="IP address on the VPN" description="For example 10.98.0.2" required {...field('address')} />
          <LineInput
            label="Port"
            description="Mostly 80, with HTTPS 443"
            inputMode="numeric"
            required
            {...field('port')}
          />
          <LineInput
            label="Interface of the VPN"
            description="For example wg0, and no other way"
            required
            {...field('vpnInterface')}
          />
          <LineInput
            label="User name on the recorder"
            description="As it was set up there"
            required
            {...field('username')}
          />
          <SecretInput
            label="Password on the recorder"
            description={site === null ? 'Kept sealed in the vault' : 'Leave empty to keep the one there'}
            required={site === null}
            {...field('devicePassword')}
          />
        </SimpleGrid>
        <Checkbox
          label="The recorder speaks HTTPS"
          checked={values.secure}
          onChange={(event) => {
            const { checked } = event.currentTarget;
            setValues((before) => ({ ...before, secure: checked }));
          }}
        />
        {values.secure && (
          <LineInput
            label="SHA-256 fingerprint of its certificate"
            description="64 hexadecimal digits, as the recorder’s own pages show it. Without it no connection is made; the first try says which one was shown."
            {...field('certificate')}
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
