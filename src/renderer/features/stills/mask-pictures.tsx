import { Box, Button, Checkbox, Group, Image, NativeSelect, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { useSession } from '../../ui/role.tsx';
import { useCommand } from '../../ui/use-command.ts';
import './mask.css';

export type Mask = Output<'masks.list'>[number];

/** The masked copy with the still beside it, shown once it is said that the officer is present (CoP 6.4). */
export function MaskPictures({ mask }: { readonly mask: Mask }): ReactNode {
  const { person } = useSession();
  const [present, setPresent] = useState(false);
  const [shown, setShown] = useState<Output<'masks.show'> | null>(null);
  const [zoom, setZoom] = useState('fit');
  const show = useCommand('masks.show');
  if (person.role === 'auditor') return <Text c="dimmed">An auditor sees the register, not the pictures.</Text>;
  if (shown === null)
    return (
      <Stack gap="sm">
        <ClauseQuote clause="6.4" />
        <Checkbox
          label={
            person.role === 'officer' ? 'I am present and stay while it is shown' : 'A Case Support Officer is present'
          }
          checked={present}
          onChange={(event) => setPresent(event.currentTarget.checked)}
        />
        <FailureAlert failure={show.failure} />
        <Group>
          <Button
            variant="default"
            disabled={!present}
            loading={show.busy}
            onClick={() => void show.run({ maskId: mask.id, officerPresent: true }).then(setShown)}
          >
            Show {mask.number} beside the still
          </Button>
        </Group>
      </Stack>
    );
  return (
    <Stack gap="sm">
      <Group align="flex-end">
        <NativeSelect
          label="Size on the screen"
          value={zoom}
          onChange={(event) => setZoom(event.currentTarget.value)}
          data={[
            { value: 'fit', label: 'To fit' },
            ...['1', '2', '4', '8'].map((value) => ({ value, label: `${value}00 %` })),
          ]}
        />
        <Button variant="default" onClick={() => setShown(null)}>
          Put the pictures away
        </Button>
      </Group>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <OnePicture title="Masked copy" url={shown.maskedUrl} {...{ mask, zoom }} />
        <OnePicture title="The still, unmasked" url={shown.stillUrl} {...{ mask, zoom }} />
      </SimpleGrid>
    </Stack>
  );
}

interface OnePictureProps {
  readonly title: string;
  readonly url: string;
  readonly mask: Mask;
  readonly zoom: string;
}

function OnePicture({ title, url, mask, zoom }: OnePictureProps): ReactNode {
  const [broken, setBroken] = useState(false);
  return (
    <div>
      <Title order={4}>{title}</Title>
      {broken ? (
        <Text role="alert">It could not be shown. Put the pictures away and ask for them again.</Text>
      ) : (
        <Box className="mask-view" role="group" aria-label={`${title}, to move about in`} tabIndex={0}>
          <Image
            src={url}
            alt={`${title}: ${mask.number}`}
            className={zoom === 'fit' ? 'mask-picture' : 'mask-picture pixels'}
            style={zoom === 'fit' ? {} : { width: mask.width * Number(zoom), height: mask.height * Number(zoom) }}
            draggable={false}
            onContextMenu={(event) => event.preventDefault()}
            onError={() => setBroken(true)}
          />
        </Box>
      )}
    </div>
  );
}
