import { Button, Checkbox, Group, Progress, Stack, Text } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { commands, type Output } from '../../../shared/contract.ts';
import type { Job } from '../../../shared/model.ts';
import { subscribe } from '../../bridge.ts';
import { CredentialsFields, noCredentials, withoutSecrets } from '../../ui/credentials-fields.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { type FieldErrors, FormCard, zodErrors } from '../../ui/form.tsx';
import { formatBytes } from '../../ui/quantity.ts';
import { useCommand } from '../../ui/use-command.ts';
import { type Halves, HalvesFields, noHalves } from '../recovery/halves-fields.tsx';

interface OpenBackupProps {
  readonly found: Output<'restore.look'>;
  /** `halves` are those it was opened with; null when a person opened it with both factors. */
  readonly onChecked: (checked: Output<'restore.copy'>, halves: Halves | null) => void;
}

/** Opens the backup with what a person has, then copies and checks all of it. */
export function OpenBackup({ found, onChecked }: OpenBackupProps): ReactNode {
  const [isLost, setLost] = useState(false);
  const [own, setOwn] = useState(noCredentials);
  const [halves, setHalves] = useState(noHalves);
  const [errors, setErrors] = useState<FieldErrors>({});
  const copy = useCommand('restore.copy');
  const copyWithHalves = useCommand('restore.copyWithHalves');
  const submit = async (): Promise<FieldErrors> => {
    const foundId = found.id;
    const wrong = isLost
      ? zodErrors(commands['restore.copyWithHalves'].input, { foundId, ...halves })
      : zodErrors(commands['restore.copy'].input, { foundId, ...own });
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return wrong;
    const checked = await (isLost ? copyWithHalves.run({ foundId, ...halves }) : copy.run({ foundId, ...own }));
    if (checked === null) setOwn(withoutSecrets);
    else onChecked(checked, isLost ? halves : null);
    return {};
  };
  const choose = (lost: boolean): void => {
    setLost(lost);
    setErrors({});
    copy.clear();
    copyWithHalves.clear();
  };
  if (copy.busy || copyWithHalves.busy) return <Copying id={found.id} />;
  return (
    <FormCard
      title="Open the backup"
      description={
        isLost
          ? 'With the two recovery sheets that were in force when the backup was made. Both holders are here with them.'
          : 'With the name, password and authenticator app of somebody who could sign in when the backup was made.'
      }
      onSubmit={submit}
      actions={<Button type="submit">Copy and check</Button>}
    >
      {isLost ? (
        <HalvesFields values={halves} onChange={setHalves} errors={errors} />
      ) : (
        <CredentialsFields values={own} onChange={setOwn} errors={errors} />
      )}
      <Checkbox
        label="Both passwords are lost: open it with the two recovery sheets"
        checked={isLost}
        onChange={(event) => choose(event.currentTarget.checked)}
      />
      <FailureAlert failure={copy.failure ?? copyWithHalves.failure} />
    </FormCard>
  );
}

/** How far the copy is, as the core announces it: there are no registers yet that could be asked. */
function Copying({ id }: { readonly id: string }): ReactNode {
  const [job, setJob] = useState<Job | null>(null);
  const stop = useCommand('restore.stop');
  useEffect(
    () =>
      subscribe((message) => {
        if (message.name === 'job.progress' && message.data.id === id) setJob(message.data);
      }),
    [id],
  );
  const percent = job === null || job.total === null || job.total === 0 ? null : (job.done / job.total) * 100;
  return (
    <Stack>
      <Stack gap="xs">
        <Text fw={600} role="status">
          {job?.step ?? 'Opening the backup'}
        </Text>
        <Progress.Root size="lg">
          <Progress.Section value={percent ?? 100} animated={percent === null} aria-label="How far the restore is" />
        </Progress.Root>
        <Text c="dimmed" className="figures-steady">
          {job === null || job.total === null ? '' : `${formatBytes(job.done)} of ${formatBytes(job.total)}`}
        </Text>
      </Stack>
      <Group>
        <Button variant="default" loading={stop.busy} onClick={() => void stop.run({ foundId: id })}>
          Stop this
        </Button>
      </Group>
      <FailureAlert failure={stop.failure} />
    </Stack>
  );
}
