import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput, Textarea } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';
import { routeWords } from '../stills/still-routes.ts';
import type { Bookmark, FramePlace } from './bookmark-dialog.tsx';
import { showPosition } from './clocks.ts';
import { RoutedRequest } from './routed-request.tsx';
import { emptyRequest, missingIn, type StillRequest } from './still-request.ts';

interface StillDialogProps {
  readonly viewingId: string;
  readonly place: FramePlace;
  /** The bookmark at this frame, if there is one; otherwise one is made first. */
  readonly bookmark: Bookmark | null;
  /** The manager's own viewing: they record the requests of others only (CoP 5.14). */
  readonly isManagers: boolean;
  readonly onBookmark: (bookmark: Bookmark) => void;
  readonly onRequested: (still: Output<'stills.request'>) => void;
  readonly onClose: () => void;
}

/** Asks for a still of the frame on the screen; who asks comes first, for it decides what is asked of them. */
export function StillDialog(props: StillDialogProps) {
  const [route, setRoute] = useState<Route>(props.isManagers ? 'other' : 'sno');
  const cases = useQuery('recordings.cases', { recordingId: props.place.recordingId }, ['recordings']);
  const [chosenCase, setCase] = useState<string | null>(null);
  const caseId = chosenCase ?? cases.data?.[0]?.caseId;
  const asked = { ...props, ...(caseId !== undefined && { caseId }) };
  return (
    <Modal
      opened
      onClose={props.onClose}
      closeOnEscape={false}
      size={route === 'sno' ? 'md' : 'xl'}
      title={`Still at ${showPosition(props.place.positionMs)}`}
    >
      <Stack>
        {props.isManagers ? (
          <Text>
            You approve stills for officers and the police, so you ask for none of those: set a bookmark (B), and the
            Case Support Officer records the request at it. What others ask for comes to you, and you record it here.
          </Text>
        ) : (
          <NativeSelect
            label="Who asks for it"
            value={route}
            onChange={(event) => setRoute(event.currentTarget.value as Route)}
            data={Object.entries(routeWords).map(([value, label]) => ({ value, label }))}
          />
        )}
        <FailureAlert failure={cases.failure} />
        {(cases.data ?? []).length > 1 && (
          <NativeSelect
            label="For which case"
            description="The same footage was retrieved for each of them. The still stands under the one chosen."
            value={caseId}
            onChange={(event) => setCase(event.currentTarget.value)}
            data={(cases.data ?? []).map((each) => ({ value: each.caseId, label: each.reactRef }))}
          />
        )}
        {route === 'sno' ? <SnoRequest {...asked} /> : <RoutedRequest key={route} {...asked} route={route} />}
      </Stack>
    </Modal>
  );
}

type Route = keyof typeof routeWords;

/** Which of the cases it is for; the one that holds the recording while that is not known. */
export interface ForCase {
  readonly caseId?: string;
}

/** Records an SNO's request for a still of the frame on the screen (CoP 5.13, first point). */
function SnoRequest({ caseId, ...props }: StillDialogProps & ForCase) {
  const [request, setRequest] = useState<StillRequest>(emptyRequest);
  const [checked, setChecked] = useState(false);
  const bookmark = useCommand('viewings.bookmark');
  const still = useCommand('stills.request');
  const missing = checked ? missingIn(request) : {};

  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    setChecked(true);
    if (Object.keys(missingIn(request)).length > 0) return;
    const at = props.bookmark ?? (await makeBookmark());
    if (at === null) return;
    const requested = await still.run({ bookmarkId: at.id, ...request, ...(caseId !== undefined && { caseId }) });
    if (requested !== null) props.onRequested(requested);
  };
  const makeBookmark = async (): Promise<Bookmark | null> => {
    const note = `Still asked for: ${request.particulars}`;
    const made = await bookmark.run({ viewingId: props.viewingId, ...props.place, note });
    if (made !== null) props.onBookmark(made);
    return made;
  };
  const field = (name: keyof StillRequest) => ({
    value: request[name],
    error: missing[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setRequest((before) => ({ ...before, [name]: value }));
    },
  });

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack>
        <FailureAlert failure={bookmark.failure ?? still.failure} />
        <Text size="sm" c="dimmed">
          The Safer Neighbourhoods Manager decides before anything is produced (CoP 5.13). The request is kept at a
          bookmark of this frame.
        </Text>
        <TextInput label="Requested by (SNO)" data-autofocus {...field('requester')} />
        <Textarea label="Why it is necessary" autosize minRows={2} {...field('necessity')} />
        <TextInput label="What the still shows" {...field('particulars')} />
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={bookmark.busy || still.busy}>
            Send request
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
