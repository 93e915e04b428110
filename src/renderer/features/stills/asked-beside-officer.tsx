import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Credentials } from '../../../shared/model.ts';
import type { Failure } from '../../../shared/failure.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import { noCredentials, withoutSecrets } from '../../ui/credentials-fields.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { useSession } from '../../ui/role.tsx';
import { OfficerBeside } from '../viewing-room/two-persons.tsx';

interface Props {
  /** On the button. */
  readonly label: string;
  readonly busy: boolean;
  readonly failure: Failure | null;
  /** False keeps it from being asked for: something in `children` must be filled in first. */
  readonly isReady?: () => boolean;
  /** What else is asked before. */
  readonly children?: ReactNode;
  /** The officer is signed in and says that they stay. */
  readonly onOfficer: () => void;
  /** The manager asks, with the officer beside them; answers whether it was shown. */
  readonly onManager: (officer: Credentials) => Promise<boolean>;
}

/** A picture is shown only with the officer present (CoP 6.4): who is signed in, or who proves to be beside the manager. */
export function AskedBesideOfficer({ label, busy, failure, isReady, children, onOfficer, onManager }: Props) {
  const { person } = useSession();
  const isOfficer = person.role === 'officer';
  const [present, setPresent] = useState(false);
  const [officer, setOfficer] = useState(noCredentials);
  const [error, setError] = useState<string | undefined>(undefined);
  const ask = async (): Promise<void> => {
    const ready = isReady?.() ?? true;
    if (isOfficer) {
      setError(present ? undefined : 'The picture is shown only when this is true.');
      if (present && ready) onOfficer();
      return;
    }
    const filled = Credentials.safeParse(officer);
    setError(filled.success ? undefined : 'The officer beside you types all three.');
    if (filled.success && ready && !(await onManager(filled.data))) setOfficer(withoutSecrets);
  };
  return (
    <Stack>
      {children}
      <ClauseQuote clause="6.4" />
      {isOfficer ? (
        <Checkbox
          label="I am present and stay while it is shown"
          checked={present}
          error={error}
          onChange={(event) => setPresent(event.currentTarget.checked)}
        />
      ) : (
        <OfficerBeside officer={officer} error={error} until="while the picture is shown" onChange={setOfficer} />
      )}
      <FailureAlert failure={failure} />
      <Group>
        <Button loading={busy} onClick={() => void ask()}>
          {label}
        </Button>
        <Text size="sm" c="dimmed">
          Each showing is logged.
        </Text>
      </Group>
    </Stack>
  );
}
