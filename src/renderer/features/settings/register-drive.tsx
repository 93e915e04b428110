import { Button, SimpleGrid, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { commands } from '../../../shared/contract.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { type FieldErrors, FormCard, LineInput, useTextFields, zodErrors } from '../../ui/form.tsx';
import { useCommand } from '../../ui/use-command.ts';

const blank = { number: '', label: '', serial: '', keptAt: '' };

/** Backups go onto a registered drive and no other: each disposal has to find every copy again. */
export function RegisterDrive({ onRegistered }: { readonly onRegistered: () => void }): ReactNode {
  const { values, setValues, field: text } = useTextFields(blank);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [done, setDone] = useState<string | null>(null);
  const register = useCommand('backups.register');
  const submit = async (): Promise<FieldErrors> => {
    const wrong = zodErrors(commands['backups.register'].input, values);
    setErrors(wrong);
    setDone(null);
    if (Object.keys(wrong).length > 0) return wrong;
    const drive = await register.run(values);
    if (drive === null) return {};
    setValues(blank);
    setDone(`Backup drive ${drive.number} is registered. The officer can back up onto it now.`);
    onRegistered();
    return {};
  };
  const field = (name: keyof typeof values) => ({ required: true, ...text(name, errors) });
  return (
    <FormCard
      title="Register a backup drive"
      description="Use a drive that is encrypted as a whole by itself or by the operating system, and keep it locked away from the laptop."
      onSubmit={submit}
      actions={
        <Button type="submit" loading={register.busy}>
          Register
        </Button>
      }
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <LineInput label="Number on its label" placeholder="B-01" {...field('number')} />
        <LineInput label="Name" placeholder="Blue portable drive, 4 TB" {...field('label')} />
        <LineInput label="Serial number" description="As printed on the drive." {...field('serial')} />
        <LineInput label="Where it is kept" description="Not with the laptop." {...field('keptAt')} />
      </SimpleGrid>
      <FailureAlert failure={register.failure} />
      <div role="status">{done === null ? null : <Text fw={600}>{done}</Text>}</div>
    </FormCard>
  );
}
