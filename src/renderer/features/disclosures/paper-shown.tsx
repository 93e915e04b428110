import { Button, Group, ScrollArea, Stack } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { QuickForm } from '../../ui/quick-form.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { SealedImage } from '../footage/sealed-image.tsx';

export type Paper = Output<'attachments.list'>[number];

interface PaperButtonsProps {
  readonly paper: Paper;
  readonly onShown: (shown: Output<'attachments.show'>) => void;
  readonly onSave: () => void;
}

/** What can safely be done with a paper: pictures and text are looked at here, a PDF is printed, all of them copied. */
export function PaperButtons({ paper, onShown, onSave }: PaperButtonsProps): ReactNode {
  const show = useCommand('attachments.show');
  const print = useCommand('attachments.print');
  const { id: attachmentId, description, format } = paper;
  const look = async (): Promise<void> => {
    const shown = await show.run({ attachmentId });
    if (shown !== null) onShown(shown);
  };
  const what = <span className="hidden-words"> {description}</span>;
  return (
    <>
      <Group gap="xs">
        {format === 'pdf' || format === 'docx' ? null : (
          <Button variant="default" size="compact-sm" loading={show.busy} onClick={() => void look()}>
            Show{what}
          </Button>
        )}
        {format === 'eml' || format === 'txt' || format === 'docx' ? null : (
          <Button
            variant="default"
            size="compact-sm"
            loading={print.busy}
            onClick={() => void print.run({ attachmentId })}
          >
            Print{what}
          </Button>
        )}
        <Button variant="default" size="compact-sm" onClick={onSave}>
          Save a copy{what}
        </Button>
      </Group>
      <FailureAlert failure={show.failure ?? print.failure} />
    </>
  );
}

interface PaperShownProps {
  readonly paper: Paper;
  readonly shown: Output<'attachments.show'>;
  readonly onPutAway: () => void;
}

/** A paper on the screen: a picture, or text as it came, in which nothing is a link and nothing runs. */
export function PaperShown({ paper, shown, onPutAway }: PaperShownProps): ReactNode {
  if (shown.picture !== null) return <SealedImage url={shown.picture} alt={paper.description} onPutAway={onPutAway} />;
  return (
    <Stack gap="xs">
      <ScrollArea.Autosize mah={420} type="auto" viewportProps={{ tabIndex: 0, 'aria-label': paper.description }}>
        <pre className="plain-text">{shown.text}</pre>
      </ScrollArea.Autosize>
      <Group>
        <Button variant="default" onClick={onPutAway}>
          Put the text away
        </Button>
      </Group>
    </Stack>
  );
}

/** A copy leaves the vault in the clear, so it is said why. */
export function SavePaper({ paper, onDone }: { readonly paper: Paper; readonly onDone: () => void }): ReactNode {
  const [saved, setSaved] = useState<boolean | null>(null);
  if (saved !== null)
    return (
      <Group>
        <span>{saved ? 'The copy was saved. Remove it once it has been read.' : 'No copy was saved.'}</span>
        <Button variant="default" onClick={onDone}>
          Close
        </Button>
      </Group>
    );
  return (
    <QuickForm
      command="attachments.save"
      title={`Save a copy of: ${paper.description}`}
      headingOrder={3}
      fixed={{ attachmentId: paper.id }}
      fields={[
        {
          kind: 'line',
          name: 'reason',
          label: 'Why a copy is needed',
          description: 'It is saved as it came and is no longer sealed. Choose an encrypted stick.',
        },
      ]}
      submit="Choose where"
      onDone={(answer) => setSaved(answer.saved)}
      onCancel={onDone}
    />
  );
}
