import { Button, Checkbox, Group, Image, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { commands } from '../../../shared/contract.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import { noCredentials, withoutSecrets } from '../../ui/credentials-fields.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { useSession } from '../../ui/role.tsx';
import { InstantText } from '../../ui/time-text.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { OfficerBeside } from '../viewing-room/two-persons.tsx';
import type { Still } from './still-words.ts';

interface AskingProps {
  readonly still: Still;
  readonly onShown: (url: string) => void;
}

/** The picture, shown only with the officer present (CoP 6.4). Each showing is logged. */
export function StillPicture({ still }: { readonly still: Still }) {
  const { person } = useSession();
  const [url, setUrl] = useState<string | null>(null);
  const [broken, setBroken] = useState(false);
  if (still.producedAt === null) return <Text>There is no picture yet. It comes with production.</Text>;
  if (still.pictureDestroyedAt !== null)
    return (
      <Text>
        The still came to nothing. Its picture was destroyed: <InstantText value={still.pictureDestroyedAt} />.
      </Text>
    );
  if (person.role === 'auditor')
    return <Text c="dimmed">An auditor sees the register of stills, not the pictures.</Text>;
  if (broken)
    return (
      <FailureAlert
        failure={{
          code: 'unavailable',
          message: `The picture of ${still.number} could not be shown. Ask for it again.`,
        }}
      />
    );
  if (url !== null)
    return (
      <Stack>
        <Image
          src={url}
          alt={`Still ${still.number}: ${still.particulars}`}
          radius="sm"
          draggable={false}
          onContextMenu={(event) => event.preventDefault()}
          onError={() => setBroken(true)}
        />
        <Group>
          <Button variant="default" onClick={() => setUrl(null)}>
            Put the picture away
          </Button>
          {still.width !== null && still.height !== null && (
            <Text size="sm" c="dimmed">
              {still.width} × {still.height} pixels, as recorded
            </Text>
          )}
        </Group>
      </Stack>
    );
  return (
    <Stack>
      <ClauseQuote clause="6.4" />
      {person.role === 'officer' ? (
        <AsOfficer still={still} onShown={setUrl} />
      ) : (
        <BesideOfficer still={still} onShown={setUrl} />
      )}
    </Stack>
  );
}

/** The officer is signed in, and says that they stay. */
function AsOfficer({ still, onShown }: AskingProps) {
  const [present, setPresent] = useState(false);
  const [asked, setAsked] = useState(false);
  const show = useCommand('stills.show');
  const open = async (): Promise<void> => {
    setAsked(true);
    if (!present) return;
    const shown = await show.run({ stillId: still.id, officerPresent: true });
    if (shown !== null) onShown(shown.url);
  };
  return (
    <>
      <Checkbox
        label="I am present and stay while it is shown"
        checked={present}
        error={asked && !present ? 'The picture is shown only when this is true.' : undefined}
        onChange={(event) => setPresent(event.currentTarget.checked)}
      />
      <FailureAlert failure={show.failure} />
      <ShowButton busy={show.busy} onPress={() => void open()} />
    </>
  );
}

/** The manager sees it only beside an officer, who proves to be there. */
function BesideOfficer({ still, onShown }: AskingProps) {
  const [officer, setOfficer] = useState(noCredentials);
  const [error, setError] = useState<string | undefined>(undefined);
  const show = useCommand('stills.showWithOfficer');
  const open = async (): Promise<void> => {
    const input = { stillId: still.id, officer };
    const isFilled = commands['stills.showWithOfficer'].input.safeParse(input).success;
    setError(isFilled ? undefined : 'The officer beside you types all three.');
    if (!isFilled) return;
    const shown = await show.run(input);
    if (shown === null) setOfficer(withoutSecrets);
    else onShown(shown.url);
  };
  return (
    <>
      <OfficerBeside officer={officer} error={error} until="while the picture is shown" onChange={setOfficer} />
      <FailureAlert failure={show.failure} />
      <ShowButton busy={show.busy} onPress={() => void open()} />
    </>
  );
}

const ShowButton = ({ busy, onPress }: { readonly busy: boolean; readonly onPress: () => void }) => (
  <Group>
    <Button loading={busy} onClick={onPress}>
      Show the picture
    </Button>
    <Text size="sm" c="dimmed">
      Each showing is logged.
    </Text>
  </Group>
);
