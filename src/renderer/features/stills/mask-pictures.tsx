import { Box, Button, Group, Image, NativeSelect, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { useSession } from '../../ui/role.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { AskedBesideOfficer } from './asked-beside-officer.tsx';
import { useShown } from './use-shown.ts';
import './mask.css';

export type Mask = Output<'masks.list'>[number];

/** The masked copy with the still beside it, shown only beside the officer (CoP 6.4). */
export function MaskPictures({ mask }: { readonly mask: Mask }): ReactNode {
  const { person } = useSession();
  const [shown, setShown] = useShown<Output<'masks.show'>, 'masks.putAway'>('masks.putAway', { maskId: mask.id });
  const [zoom, setZoom] = useState('fit');
  const show = useCommand('masks.show');
  const showWithOfficer = useCommand('masks.showWithOfficer');
  if (person.role === 'auditor') return <Text c="dimmed">An auditor sees the register, not the pictures.</Text>;
  if (shown === null)
    return (
      <AskedBesideOfficer
        label={`Show ${mask.number} beside the still`}
        busy={show.busy || showWithOfficer.busy}
        failure={show.failure ?? showWithOfficer.failure}
        onOfficer={() => void show.run({ maskId: mask.id, officerPresent: true }).then(setShown)}
        onManager={async (officer) => {
          const pictures = await showWithOfficer.run({ maskId: mask.id, officer });
          setShown(pictures);
          return pictures !== null;
        }}
      />
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
