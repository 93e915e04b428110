import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { LineInput } from '../../ui/form.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { placeOf, type SiteValues } from './site-values.ts';

interface SiteKeyProps {
  readonly values: SiteValues;
  readonly error: { readonly error?: string; readonly name: string };
  readonly onChange: (fingerprint: string) => void;
}

/** The key the recorder must show. Looked at over the VPN, compared by the manager with the recorder itself, then kept. */
export function SiteKey({ values, error, onChange }: SiteKeyProps): ReactNode {
  const look = useCommand('sites.showKey');
  const [shown, setShown] = useState<Output<'sites.showKey'> | null>(null);
  const isSsh = values.protocol === 'sftp';
  const lookNow = async (): Promise<void> => {
    const seen = await look.run(placeOf(values));
    setShown(seen);
    if (seen !== null) onChange(seen.written);
  };
  return (
    <Stack gap="xs">
      <LineInput
        label={isSsh ? 'SHA-256 fingerprint of its host key' : 'SHA-256 fingerprint of its certificate'}
        description={
          isSsh
            ? 'SHA256: and 43 letters, or 64 hexadecimal digits. Without it no connection is made.'
            : '64 hexadecimal digits, as the recorder’s own pages show it. Without it no connection is made.'
        }
        value={values.certificate}
        onChange={(event) => onChange(event.currentTarget.value)}
        {...error}
      />
      <Group>
        <Button variant="default" loading={look.busy} onClick={() => void lookNow()}>
          Look at the key it shows
        </Button>
        <Text size="sm" role="status">
          {shown === null ? (
            'Needs the address, the port and the VPN above. No login is sent.'
          ) : (
            <>
              It shows <span className="code">{shown.written}</span> ({shown.about}). Compare it with the recorder
              itself, at its own screen or with whoever set it up, before you save.
            </>
          )}
        </Text>
      </Group>
      <FailureAlert failure={look.failure} />
    </Stack>
  );
}
