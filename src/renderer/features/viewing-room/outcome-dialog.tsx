import { Button, Group, Modal, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import type { Input, Output } from '../../../shared/contract.ts';
import type { Failure } from '../../../shared/failure.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { useCommand } from '../../ui/use-command.ts';

export type ViewingOutcome = Input<'viewings.close'>['outcome'];

export const outcomeWords: Record<ViewingOutcome, string> = {
  'nothing-relevant': 'Nothing relevant seen',
  relevant: 'Relevant footage seen',
  'still-wanted': 'A still is wanted',
  'copy-for-court': 'A copy for court is wanted',
  'hold-wanted': 'A hold on disposal is wanted',
  'shown-in-court': 'Shown to the court',
  'not-shown-in-court': 'Nothing was shown to the court',
};
const outcomes = Object.keys(outcomeWords) as ViewingOutcome[];
const isOfCourt = (outcome: ViewingOutcome): boolean => outcome.endsWith('shown-in-court');

interface OutcomeDialogProps {
  readonly viewingId: string;
  /** A showing in court has outcomes of its own. */
  readonly inCourt?: boolean;
  /** Opened because the officer was about to leave the room. */
  readonly leaving: boolean;
  /** Reports what was watched last; a viewing is not closed while that cannot be logged. */
  readonly beforeClose: () => Promise<Failure | null>;
  readonly onClosed: (closed: Output<'viewings.close'>) => void;
  readonly onBack: () => void;
}

/** Ends a viewing; every viewing has an outcome, also when there was nothing to see (CoP 3.9, 6.1). */
export function OutcomeDialog({
  viewingId,
  inCourt = false,
  leaving,
  beforeClose,
  onClosed,
  onBack,
}: OutcomeDialogProps) {
  const [outcome, setOutcome] = useState<ViewingOutcome | null>(null);
  const [note, setNote] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [unlogged, setUnlogged] = useState<Failure | null>(null);
  const close = useCommand('viewings.close');

  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (outcome === null) return setError('Say what the viewing brought.');
    const failure = await beforeClose();
    setUnlogged(failure);
    if (failure !== null) return;
    const closed = await close.run({ viewingId, outcome, ...(note.trim() !== '' && { note }) });
    if (closed !== null) onClosed(closed);
  };
  const pick = (value: string): void => {
    setOutcome(outcomes.find((known) => known === value) ?? null);
    setError(null);
  };

  return (
    <Modal opened onClose={onBack} closeOnEscape={false} title={inCourt ? 'End the showing' : 'End the viewing'}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack>
          {leaving && <Text>The viewing is still open. Say how it ended before you leave the room.</Text>}
          <FailureAlert failure={unlogged ?? close.failure} />
          <Radio.Group label="Outcome" value={outcome} onChange={pick} error={error}>
            <Stack gap="xs" my="xs">
              {outcomes
                .filter((value) => isOfCourt(value) === inCourt)
                .map((value) => (
                  <Radio key={value} value={value} label={outcomeWords[value]} />
                ))}
            </Stack>
          </Radio.Group>
          <Textarea
            label="Note (optional)"
            autosize
            minRows={2}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onBack}>
              {inCourt ? 'Go on showing' : 'Go on viewing'}
            </Button>
            <Button type="submit" loading={close.busy}>
              {inCourt ? 'End showing' : 'End viewing'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
