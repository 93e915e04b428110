import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { QuickForm } from '../../ui/quick-form.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { routeClause, routedRequests, routeWords } from '../stills/still-routes.ts';
import type { Bookmark, FramePlace } from './bookmark-dialog.tsx';

interface RoutedRequestProps {
  readonly route: keyof typeof routedRequests;
  readonly viewingId: string;
  /** Which of the cases it is for, where the recording is in several. */
  readonly caseId?: string;
  readonly place: FramePlace;
  readonly bookmark: Bookmark | null;
  readonly onBookmark: (bookmark: Bookmark) => void;
  readonly onRequested: (still: Output<'stills.request'>) => void;
  readonly onClose: () => void;
}

/** A request of the police (CoP 5.13) or of somebody else (CoP 5.14) for the frame on the screen. */
export function RoutedRequest({ route, bookmark, onRequested, onClose, ...rest }: RoutedRequestProps): ReactNode {
  const { command, fields } = routedRequests[route];
  const [at, setAt] = useState(bookmark);
  const mark = useCommand('viewings.bookmark');
  const setBookmark = async (): Promise<void> => {
    const note = `Still asked for: ${routeWords[route]}`;
    const made = await mark.run({ viewingId: rest.viewingId, ...rest.place, note });
    if (made === null) return;
    rest.onBookmark(made);
    setAt(made);
  };
  const explained = (
    <Stack gap="xs">
      <ClauseQuote clause={routeClause[route]} />
      <Text>
        {route === 'police'
          ? 'Afterwards attach their signed request to the still: before that the manager cannot approve it.'
          : 'Whoever records it does not decide on it. When the manager does, a deputy decides.'}
      </Text>
    </Stack>
  );
  if (at === null)
    return (
      <Stack>
        {explained}
        <Text>The request is kept at a bookmark of this frame.</Text>
        <FailureAlert failure={mark.failure} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button loading={mark.busy} onClick={() => void setBookmark()}>
            Set the bookmark and go on
          </Button>
        </Group>
      </Stack>
    );
  return (
    <QuickForm
      key={route}
      command={command}
      title={routeWords[route]}
      description={explained}
      headingOrder={3}
      fixed={{ bookmarkId: at.id, ...(rest.caseId !== undefined && { caseId: rest.caseId }) }}
      fields={fields}
      submit="Send request"
      onDone={onRequested}
      onCancel={onClose}
    />
  );
}
