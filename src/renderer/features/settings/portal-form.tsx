import { Button, SimpleGrid } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { commands, type Output } from '../../../shared/contract.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { type FieldErrors, FormCard, LineInput, useTextFields, zodErrors } from '../../ui/form.tsx';
import { useCommand } from '../../ui/use-command.ts';

const blank = { number: '', host: '', port: '443', certificate: '', networkInterface: '' };

const fields = [
  ['number', 'Number or name of the portal', 'As it will stand in the records'],
  ['host', 'Its address', 'For example portal.example.org, without https'],
  ['port', 'Port', 'Mostly 443'],
  ['networkInterface', 'Interface of this laptop', 'For example wlan0, and no other way'],
] as const;

/** Registers a portal with its profile. The file is asked for when the rest is in order. */
export function PortalForm({
  onRegistered,
}: {
  readonly onRegistered: (portal: Output<'portals.register'>) => void;
}): ReactNode {
  const { values, field: text } = useTextFields(blank);
  const [errors, setErrors] = useState<FieldErrors>({});
  const register = useCommand('portals.register');
  const submit = async (): Promise<FieldErrors> => {
    const input = {
      ...{ number: values.number, host: values.host.trim(), networkInterface: values.networkInterface.trim() },
      port: /^\d+$/u.test(values.port.trim()) ? Number(values.port) : Number.NaN,
      certificate: values.certificate.replaceAll(/[\s:]/gu, '').toLowerCase(),
    };
    const wrong = zodErrors(commands['portals.register'].input, input);
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return wrong;
    const portal = await register.run(input);
    if (portal !== null) onRegistered(portal);
    return {};
  };
  const field = (name: keyof typeof values) => ({ required: true, ...text(name, errors) });
  return (
    <FormCard
      title="Register a portal"
      description="A portal profile says how this kind of portal is asked; docs/portal-profiles.md says how one is written. The manager reads it before it is used."
      onSubmit={submit}
      actions={
        <Button type="submit" loading={register.busy}>
          Choose its profile and register
        </Button>
      }
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {fields.map(([name, label, description]) => (
          <LineInput key={name} label={label} description={description} {...field(name)} />
        ))}
      </SimpleGrid>
      <LineInput
        label="SHA-256 fingerprint of its certificate"
        description="64 hexadecimal digits, from whoever runs the portal. Another certificate is refused, also a renewed one: it is registered anew."
        {...field('certificate')}
      />
      <FailureAlert failure={register.failure} />
    </FormCard>
  );
}
