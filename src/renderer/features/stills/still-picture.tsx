import { Button, Group, Image, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { useSession } from '../../ui/role.tsx';
import { InstantText } from '../../ui/time-text.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { AskedBesideOfficer } from './asked-beside-officer.tsx';
import type { Still } from './still-words.ts';
import { useShown } from './use-shown.ts';

/** The picture, shown only with the officer present (CoP 6.4). Each showing is logged. */
export function StillPicture({ still }: { readonly still: Still }) {
  const { person } = useSession();
  const [url, setUrl] = useShown<string, 'stills.putAway'>('stills.putAway', { stillId: still.id });
  const [broken, setBroken] = useState(false);
  const show = useCommand('stills.show');
  const showWithOfficer = useCommand('stills.showWithOfficer');
  const keep = (shown: { readonly url: string } | null): boolean => {
    if (shown !== null) setUrl(shown.url);
    return shown !== null;
  };
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
          onError={() => {
            setUrl(null);
            setBroken(true);
          }}
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
    <AskedBesideOfficer
      label="Show the picture"
      busy={show.busy || showWithOfficer.busy}
      failure={show.failure ?? showWithOfficer.failure}
      onOfficer={() => void show.run({ stillId: still.id, officerPresent: true }).then(keep)}
      onManager={async (officer) => keep(await showWithOfficer.run({ stillId: still.id, officer }))}
    />
  );
}
