import { Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { type QuickField, QuickForm } from '../../ui/quick-form.tsx';
import { recognitionQuestions } from './recognition-questions.ts';

interface RecognitionDialogProps {
  readonly viewing: Output<'viewings.open'>['viewing'];
  readonly onClose: () => void;
}

/** Writes down at once what somebody present said about a person shown, and what they had been told (PACE Code D). */
export function RecognitionDialog({ viewing, onClose }: RecognitionDialogProps): ReactNode {
  const { personsPresent, viewer, officerPresent } = viewing;
  const present = [...new Set([...personsPresent.map(({ name }) => name), viewer, officerPresent])];
  const fields: QuickField[] = [
    {
      name: 'person',
      label: 'Who viewed',
      kind: 'choice',
      description: 'Whoever is not in this list was not named in the room check.',
      options: present.map((name) => ({ value: name, label: name })),
    },
    ...recognitionQuestions,
  ];
  return (
    <Modal opened onClose={onClose} closeOnEscape={false} closeOnClickOutside={false} size="xl" title="Recognition">
      <QuickForm
        command="viewings.recordRecognition"
        title="Record of a viewing for recognition"
        description="Write it down while they are here. “Nothing”, “nobody” and “no” are answers. The sheet is printed for both to sign when the viewing has ended."
        headingOrder={3}
        fixed={{ viewingId: viewing.id }}
        fields={fields}
        submit="Keep the record"
        onDone={({ number }) => {
          notifications.show({ message: `Record ${number} is kept. Print it when the viewing has ended.` });
          onClose();
        }}
        onCancel={onClose}
      />
    </Modal>
  );
}
