import { Button, Checkbox, Group, Image, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { ClauseQuote } from '../../ui/clause.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { useSession } from '../../ui/role.tsx';
import { InstantText } from '../../ui/time-text.tsx';
import { useCommand } from '../../ui/use-command.ts';
import type { Still } from './still-words.ts';

/** The picture, shown only after it is said that the officer is present (CoP 6.4). Each showing is logged. */
export function StillPicture({ still }: { readonly still: Still }) {
  const { person } = useSession();
  const [present, setPresent] = useState(false);
  const [asked, setAsked] = useState(false);
  const [url, setUrl] = useState<string | null>(null);
  const [broken, setBroken] = useState(false);
  const show = useCommand('stills.show');
  if (still.producedAt === null) return <Text>There is no picture yet. It comes with production.</Text>;

  if (still.pictureDestroyedAt !== null)
    return (
      <Text>
        The still came to nothing. Its picture was destroyed: <InstantText value={still.pictureDestroyedAt} />.
      </Text>
    );

  const open = async (): Promise<void> => {
    setAsked(true);
    if (!present) return;
    const shown = await show.run({ stillId: still.id, officerPresent: true });
    setBroken(false);
    if (shown !== null) setUrl(shown.url);
  };
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
      <Checkbox
        label={
          person.role === 'officer' ? 'I am present and stay while it is shown' : 'A Case Support Officer is present'
        }
        checked={present}
        error={asked && !present ? 'The picture is shown only when this is true.' : undefined}
        onChange={(event) => setPresent(event.currentTarget.checked)}
      />
      <FailureAlert failure={show.failure} />
      <Group>
        <Button loading={show.busy} onClick={() => void open()}>
          Show the picture
        </Button>
        <Text size="sm" c="dimmed">
          Each showing is logged.
        </Text>
      </Group>
    </Stack>
  );
}
