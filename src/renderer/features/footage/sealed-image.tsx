import { Button, Group, Image, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { FailureAlert } from '../../ui/failure-alert.tsx';

interface SealedImageProps {
  /** The address that the core gave out for this one showing. */
  readonly url: string;
  /** What it shows, for whoever cannot see it. */
  readonly alt: string;
  readonly note?: ReactNode;
  readonly onPutAway: () => void;
}

/** A sealed picture while it is shown; it is turned as its file says, and goes with a click. */
export function SealedImage({ url, alt, note, onPutAway }: SealedImageProps): ReactNode {
  const [isBroken, setBroken] = useState(false);
  if (isBroken)
    return (
      <FailureAlert failure={{ code: 'unavailable', message: 'The picture could not be shown. Ask for it again.' }} />
    );
  return (
    <Stack gap="xs">
      <Image
        src={url}
        alt={alt}
        mah={520}
        fit="contain"
        style={{ objectPosition: 'left top' }}
        radius="sm"
        draggable={false}
        onContextMenu={(event) => event.preventDefault()}
        onError={() => setBroken(true)}
      />
      <Group>
        <Button variant="default" onClick={onPutAway}>
          Put the picture away
        </Button>
        {note === undefined ? null : (
          <Text size="sm" c="dimmed">
            {note}
          </Text>
        )}
      </Group>
    </Stack>
  );
}
