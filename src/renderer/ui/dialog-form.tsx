import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { type FormEvent, type ReactNode, useRef } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { FailureAlert } from './failure-alert.tsx';
import { type FieldErrors, focusFirstWrong } from './form.tsx';

interface DialogFormProps {
  readonly title: string;
  readonly description?: ReactNode;
  readonly confirmLabel: string;
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly onClose: () => void;
  /** Give the errors back: the first wrong field then takes the focus. */
  readonly onSubmit: () => FieldErrors | Promise<FieldErrors>;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** A form in a dialog. Put it there only while it is wanted, so that no secret stays in a field for the next time. */
export function DialogForm(props: DialogFormProps): ReactNode {
  const { title, description, onClose, onSubmit, children } = props;
  const form = useRef<HTMLFormElement>(null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const errors = await onSubmit();
    if (Object.keys(errors).length > 0) focusFirstWrong(form.current);
  };
  return (
    <Modal opened onClose={onClose} title={title} size={props.wide === true ? 'xl' : 'lg'} closeOnClickOutside={false}>
      <form ref={form} noValidate onSubmit={(event) => void submit(event)} autoComplete="off">
        <Stack gap="md">
          {description === undefined ? null : <Text component="div">{description}</Text>}
          {children}
          <FailureAlert failure={props.failure} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={props.busy}>
              {props.confirmLabel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
