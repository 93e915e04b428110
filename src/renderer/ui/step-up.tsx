import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { FailureAlert } from './failure-alert.tsx';
import { ParagraphInput, SecretInput } from './form.tsx';

interface StepUpDialogProps {
  readonly opened: boolean;
  readonly title: string;
  readonly description?: ReactNode;
  readonly onClose: () => void;
  /** `reasons` is an empty text without `withReasons`. */
  readonly onConfirm: (password: string, reasons: string) => void;
  readonly withReasons: boolean;
  readonly confirmLabel: string;
  readonly busy: boolean;
  readonly failure: Failure | null;
}

/** Asks for the password again before something that counts. Threat: a laptop left open while somebody is signed in. */
export function StepUpDialog(props: StepUpDialogProps): ReactNode {
  const { opened, title, onClose } = props;
  return (
    <Modal opened={opened} onClose={onClose} title={title} size="md">
      {opened ? <StepUpForm {...props} /> : null}
    </Modal>
  );
}

/** Lives only while the dialog is open: a password is never kept for the next time. */
function StepUpForm({ description, onClose, onConfirm, withReasons, confirmLabel, busy, failure }: StepUpDialogProps) {
  const [password, setPassword] = useState('');
  const [reasons, setReasons] = useState('');
  const [wasSent, setWasSent] = useState(false);
  useEffect(() => {
    if (failure !== null) setPassword('');
  }, [failure]);
  const missing = (value: string): string | undefined =>
    wasSent && !busy && failure === null && value.trim() === '' ? 'Please fill this in.' : undefined;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    // Through the portal it would reach a form that the dialog is drawn by, and send that one too.
    event.stopPropagation();
    setWasSent(true);
    if (password === '' || (withReasons && reasons.trim() === '')) return;
    onConfirm(password, reasons.trim());
  };
  return (
    <form noValidate onSubmit={submit} autoComplete="off">
      <Stack gap="md">
        {description === undefined ? null : <Text component="div">{description}</Text>}
        {withReasons ? (
          <ParagraphInput
            label="Reasons"
            description="They are written to the ledger with your name."
            required
            data-autofocus
            value={reasons}
            error={missing(reasons)}
            onChange={(event) => setReasons(event.currentTarget.value)}
          />
        ) : null}
        <SecretInput
          label="Your password"
          required
          value={password}
          error={missing(password)}
          onChange={(event) => setPassword(event.currentTarget.value)}
          {...(withReasons ? {} : { 'data-autofocus': true })}
        />
        <FailureAlert failure={failure} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
