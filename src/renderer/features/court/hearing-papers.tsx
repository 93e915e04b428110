import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { commands } from '../../../shared/contract.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import {
  FormCard,
  type FieldErrors,
  fieldError,
  LineInput,
  ParagraphInput,
  useTextFields,
  zodErrors,
} from '../../ui/form.tsx';
import { DayText } from '../../ui/time-text.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { PrintButton } from '../footage/print-button.tsx';
import type { Bundle } from './court-words.ts';

type Task = 'certificate' | 'notice';

/** Papers the officer makes for the hearing; each is ready to print as soon as it is made. */
export function HearingPapers({ bundle }: { readonly bundle: Bundle }) {
  const [task, setTask] = useState<Task | null>(null);
  const [made, setMade] = useState<{
    readonly title: string;
    readonly documentId: string;
    readonly latest: string | null;
  } | null>(null);
  const checklist = useCommand('bundles.checklist');
  const isCivil = bundle.proceedings.kind === 'civil';
  const done = (title: string, documentId: string, latest: string | null = null): void => {
    setTask(null);
    setMade({ title, documentId, latest });
  };
  const makeChecklist = async (): Promise<void> => {
    const answer = await checklist.run({ bundleId: bundle.id });
    if (answer !== null) done('hearing-day checklist', answer.documentId);
  };
  return (
    <Card withBorder component="section" aria-label="Papers for the hearing">
      <Stack>
        <Title order={2}>Papers for the hearing</Title>
        <Text>
          {isCivil
            ? 'The certificate and the notice also go on every disc burned after they are made. The checklist is for your own hands.'
            : 'The checklist is for your own hands. The certificate of the Civil Evidence Act and the notice of CPR 33.6 belong to civil proceedings only.'}
        </Text>
        <Group>
          {isCivil && (
            <>
              <Button variant="default" onClick={() => setTask('certificate')}>
                Certificate of business records
              </Button>
              <Button variant="default" onClick={() => setTask('notice')}>
                Notice under CPR 33.6
              </Button>
            </>
          )}
          <Button variant="default" loading={checklist.busy} onClick={() => void makeChecklist()}>
            Hearing-day checklist
          </Button>
        </Group>
        <FailureAlert failure={checklist.failure} />
        {task === 'certificate' && <CertificateForm bundle={bundle} onMade={done} onCancel={() => setTask(null)} />}
        {task === 'notice' && <NoticeForm bundle={bundle} onMade={done} onCancel={() => setTask(null)} />}
        <div role="status">
          {made !== null && (
            <Stack gap="xs">
              {made.latest !== null && (
                <Text fw={600}>
                  Serve it on <DayText value={made.latest} /> at the latest.
                </Text>
              )}
              <PrintButton key={made.documentId} documentId={made.documentId}>
                Print the {made.title}
              </PrintButton>
            </Stack>
          )}
        </div>
      </Stack>
    </Card>
  );
}

interface PaperFormProps {
  readonly bundle: Bundle;
  readonly onMade: (title: string, documentId: string, latest?: string | null) => void;
  readonly onCancel: () => void;
}

function CertificateForm({ bundle, onMade, onCancel }: PaperFormProps) {
  const [signedBy, setSignedBy] = useState({ name: '', position: '' });
  const [sent, setSent] = useState(false);
  const certify = useCommand('bundles.certify');
  const input = { bundleId: bundle.id, signedBy };
  const wrong = zodErrors(commands['bundles.certify'].input, input);
  const errors: FieldErrors = sent ? wrong : {};
  const submit = async (): Promise<FieldErrors | undefined> => {
    setSent(true);
    if (Object.keys(wrong).length > 0) return wrong;
    const answer = await certify.run(input);
    if (answer !== null) onMade('certificate', answer.documentId);
    return undefined;
  };
  return (
    <FormCard
      title="Certificate under Civil Evidence Act 1995 s.9"
      description="Signed by an officer of the business: a person in a responsible position for its records."
      headingOrder={3}
      onSubmit={submit}
      actions={<FormButtons label="Make the certificate" busy={certify.busy} onCancel={onCancel} />}
    >
      <FailureAlert failure={certify.failure} />
      <LineInput
        label="Name of who signs"
        value={signedBy.name}
        onChange={({ currentTarget: { value } }) => setSignedBy((before) => ({ ...before, name: value }))}
        {...fieldError(errors, 'signedBy.name')}
      />
      <LineInput
        label="Position"
        placeholder="Safer Neighbourhoods Manager"
        value={signedBy.position}
        onChange={({ currentTarget: { value } }) => setSignedBy((before) => ({ ...before, position: value }))}
        {...fieldError(errors, 'signedBy.position')}
      />
    </FormCard>
  );
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

function NoticeForm({ bundle, onMade, onCancel }: PaperFormProps) {
  const { values, field: text } = useTextFields({ toProve: '', inspectAt: '', recipients: '' });
  const [sent, setSent] = useState(false);
  const notice = useCommand('bundles.giveNotice');
  const input = { bundleId: bundle.id, ...values, recipients: linesOf(values.recipients) };
  const wrong = zodErrors(commands['bundles.giveNotice'].input, input);
  const errors: FieldErrors = sent ? wrong : {};
  const submit = async (): Promise<FieldErrors | undefined> => {
    setSent(true);
    if (Object.keys(wrong).length > 0) return wrong;
    const answer = await notice.run(input);
    if (answer !== null) onMade('notice', answer.documentId, answer.latestDay);
    return undefined;
  };
  const field = (name: keyof typeof values) => text(name, errors);
  return (
    <FormCard
      title="Notice under CPR 33.6"
      description="The latest date for serving it is reckoned from the hearing and printed with its rule."
      headingOrder={3}
      onSubmit={submit}
      actions={<FormButtons label="Make the notice" busy={notice.busy} onCancel={onCancel} />}
    >
      <FailureAlert failure={notice.failure} />
      <ParagraphInput label="Facts the footage is to prove" {...field('toProve')} />
      <LineInput label="Where it can be inspected" placeholder="Cornerstone, by appointment" {...field('inspectAt')} />
      <ParagraphInput label="To" description="One party on each line." {...field('recipients')} />
    </FormCard>
  );
}

interface FormButtonsProps {
  readonly label: string;
  readonly busy: boolean;
  readonly onCancel: () => void;
}

const FormButtons = ({ label, busy, onCancel }: FormButtonsProps) => (
  <>
    <Button type="submit" loading={busy}>
      {label}
    </Button>
    <Button variant="default" onClick={onCancel}>
      Cancel
    </Button>
  </>
);
