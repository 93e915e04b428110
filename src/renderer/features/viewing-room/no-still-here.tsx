import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { ClauseQuote } from '../../ui/clause.tsx';
import type { OpenViewing } from './use-frame-player.ts';

/** The manager's own viewing, with the officer present. */
export const isBesideOfficer = ({ viewing }: OpenViewing): boolean => viewing.viewer !== viewing.officerPresent;

/** The manager approves stills and so asks for none; a bookmark keeps the place for the officer. */
export const NoStillHere = ({ onClose }: { readonly onClose: () => void }): ReactNode => (
  <Modal opened onClose={onClose} title="A still is asked for by the officer">
    <Stack>
      <Text>
        You approve stills, so you do not ask for one. Set a bookmark here (B); the Case Support Officer records the
        request at it, signed in as themselves.
      </Text>
      <ClauseQuote clause="5.13" />
      <Group justify="flex-end">
        <Button onClick={onClose}>Go on viewing</Button>
      </Group>
    </Stack>
  </Modal>
);
