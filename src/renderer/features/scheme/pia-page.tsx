import { Anchor, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { CommandForm } from '../../ui/command-form.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page, Reading } from '../../ui/page.tsx';
import { useSession } from '../../ui/role.tsx';
import { Section } from '../../ui/section.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { InstantText } from '../../ui/time-text.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';
import { Notice } from '../footage/notice.tsx';
import { PrintButton } from '../footage/print-button.tsx';
import { asOptions } from './deployment-words.ts';
import { PiaForm } from './pia-form.tsx';
import { Consultations, PiaWritten } from './pia-text.tsx';
import { PicturesBeside } from './site-pictures.tsx';
import { type Consultation, consultationWords, type Pia, type PiaVersion, piaStateWords } from './pia-words.ts';

type Form = 'write' | 'consult' | 'next' | 'reopen' | Consultation;

/** One PIA: its newest version to read or write, the people consulted, and every version before it. */
export function PiaPage(): ReactNode {
  const { piaId = '' } = useParams({ strict: false });
  const pias = useQuery('pias.list', {}, ['deployments']);
  const pia = pias.data?.find(({ id }) => id === piaId);
  if (pia === undefined)
    return (
      <Page title="PIA">
        {pias.loading ? (
          <Reading />
        ) : (
          <FailureAlert failure={pias.failure ?? { code: 'not-found', message: 'There is no such PIA.' }} />
        )}
      </Page>
    );
  return <OnePia pia={pia} />;
}

function OnePia({ pia }: { readonly pia: Pia }): ReactNode {
  const { person } = useSession();
  const [form, setForm] = useState<Form | null>(null);
  const isOfficer = person.role === 'officer';
  const close = (): void => setForm(null);
  const { latest } = pia;
  const { words, tone } = piaStateWords[latest.state];
  return (
    <Page
      title={`${pia.number}: ${latest.place}`}
      description={
        <Group gap="xs">
          <span>
            Privacy impact assessment (PIA, DPIA) of{' '}
            <Anchor component={Link} inherit underline="always" to={`/scheme/deployments/${pia.deploymentId}`}>
              {pia.deploymentNumber}
            </Anchor>
            , case {pia.reactRef}
          </span>{' '}
          <StatusBadge tone={tone}>{words}</StatusBadge>
        </Group>
      }
      actions={isOfficer && form === null ? <NextActions pia={pia} onForm={setForm} /> : undefined}
    >
      <Stack>
        <PiaForms pia={pia} form={form} onDone={close} />
        {isOfficer && form === null ? <NextStep pia={pia} /> : null}
        {!isOfficer && latest.state === 'submitted' ? (
          <Group>
            <LinkButton to="/approvals">Decide on it</LinkButton>
          </Group>
        ) : null}
        <Decision version={latest} />
        <Section title="People consulted (CoP 5.5)">
          <Consultations consultations={pia.consultations} />
          {isOfficer && form === null ? <Answers consultations={pia.consultations} onAnswer={setForm} /> : null}
        </Section>
        {form === 'write' ? null : (
          <Section title={`Version ${String(latest.version)}`}>
            <PiaWritten version={latest} />
          </Section>
        )}
        <PicturesBeside deploymentId={pia.deploymentId} />
        <Section title="Every version">
          <DataTable
            columns={versionColumns}
            rows={pia.versions}
            rowKey={({ version }) => String(version)}
            caption="Versions of this PIA"
            emptyText="There is no version."
          />
        </Section>
      </Stack>
    </Page>
  );
}

const Decision = ({ version }: { readonly version: PiaVersion }): ReactNode =>
  version.decidedBy === null ? null : (
    <Notice
      title={`${piaStateWords[version.state].words}, ${version.decidedBy}`}
      tone={version.state === 'approved' ? 'good' : version.state === 'refused' ? 'bad' : 'neutral'}
    >
      <Text mb="xs">{version.decisionReasons}</Text>
      {version.sheetId === null ? null : <PrintButton documentId={version.sheetId}>Print the PIA</PrintButton>}
    </Notice>
  );

const versionColumns: readonly Column<PiaVersion>[] = [
  { id: 'version', header: 'Version', cell: ({ version }) => version, sortBy: ({ version }) => version },
  { id: 'place', header: 'Place', cell: ({ place }) => place },
  { id: 'state', header: 'State', cell: ({ state }) => piaStateWords[state].words },
  { id: 'submitted', header: 'Submitted', cell: ({ submittedAt }) => <InstantText value={submittedAt} /> },
  {
    id: 'decided',
    header: 'Decision',
    cell: ({ decidedBy, decisionReasons }) => (decidedBy === null ? 'none' : `${decidedBy}: ${decisionReasons ?? ''}`),
  },
  {
    id: 'sheet',
    header: 'Sheet',
    cell: ({ sheetId, version }) =>
      sheetId === null ? (
        'none'
      ) : (
        <PrintButton documentId={sheetId}>
          Print<span className="hidden-words"> version {version}</span>
        </PrintButton>
      ),
  },
];

interface NextActionsProps {
  readonly pia: Pia;
  readonly onForm: (form: Form) => void;
}

/** What the officer can do with it where it stands. */
function NextActions({ pia, onForm }: NextActionsProps): ReactNode {
  const { state } = pia.latest;
  return (
    <>
      {state === 'draft' ? <Button onClick={() => onForm('write')}>Write</Button> : null}
      {state === 'returned' || state === 'refused' ? (
        <Button onClick={() => onForm('next')}>Begin the next version</Button>
      ) : null}
      <Button variant="default" onClick={() => onForm('consult')}>
        Log a consultation
      </Button>
      {state === 'approved' ? (
        <Button variant="default" onClick={() => onForm('reopen')}>
          Something changed: reopen
        </Button>
      ) : null}
    </>
  );
}

/** What is still blank, or the button that passes it on. */
function NextStep({ pia }: { readonly pia: Pia }): ReactNode {
  const submit = useCommand('pias.submit');
  if (pia.latest.state !== 'draft') return null;
  if (pia.blank.length > 0)
    return (
      <Notice title={`Still blank: ${String(pia.blank.length)} of its heads. It cannot be submitted yet.`}>
        {pia.blank.join('; ')}. (CoP 5.4, 5.5)
      </Notice>
    );
  return (
    <Stack gap="xs">
      <Group>
        <Button loading={submit.busy} onClick={() => void submit.run({ piaId: pia.id })}>
          Submit to the Safer Neighbourhoods Manager
        </Button>
        <Text c="dimmed">From then on this version stays as it is.</Text>
      </Group>
      <FailureAlert failure={submit.failure} />
    </Stack>
  );
}

function Answers({
  consultations,
  onAnswer,
}: {
  readonly consultations: readonly Consultation[];
  readonly onAnswer: (consultation: Consultation) => void;
}): ReactNode {
  if (consultations.length === 0) return null;
  return (
    <SimpleGrid cols={1} mt="md">
      {consultations.map((each) => (
        <Group key={each.id}>
          {each.answer === null ? (
            <Button variant="default" onClick={() => onAnswer(each)}>
              Enter the answer of {each.who}
            </Button>
          ) : null}
          {each.letterId === null ? null : (
            <PrintButton documentId={each.letterId}>
              Print the letter<span className="hidden-words"> to {each.who}</span>
            </PrintButton>
          )}
        </Group>
      ))}
    </SimpleGrid>
  );
}

interface PiaFormsProps {
  readonly pia: Pia;
  readonly form: Form | null;
  readonly onDone: () => void;
}

function PiaForms({ pia, form, onDone }: PiaFormsProps): ReactNode {
  const common = { onDone, onCancel: onDone } as const;
  switch (form) {
    case null:
      return null;
    case 'write':
      return <PiaForm pia={pia} onClose={onDone} />;
    case 'consult':
      return (
        <CommandForm
          {...common}
          command="pias.consult"
          title="Log a consultation"
          clause="5.5"
          fixed={{ piaId: pia.id }}
          fields={[
            { name: 'who', kind: 'line', label: 'Who' },
            { name: 'address', kind: 'line', label: 'Address' },
            {
              name: 'how',
              kind: 'choice',
              label: 'How',
              description: 'A letter is written for you, in plain English; print it from here.',
              options: asOptions(consultationWords),
            },
            { name: 'answerBy', kind: 'day', label: 'Answer asked for by' },
          ]}
          submitLabel="Log it"
        />
      );
    case 'next':
      return (
        <CommandForm
          {...common}
          command="pias.begin"
          title="Begin the next version"
          clause="5.6"
          fixed={{ deploymentId: pia.deploymentId }}
          fields={[
            { name: 'author', kind: 'line', label: 'Written by (SNO dealing with the case)', value: pia.latest.author },
          ]}
          submitLabel="Begin"
        />
      );
    case 'reopen':
      return (
        <CommandForm
          {...common}
          command="pias.reopen"
          title="Something changed"
          clause="5.1"
          fixed={{ piaId: pia.id }}
          fields={[
            {
              name: 'reasons',
              kind: 'paragraph',
              label: 'What changed',
              description: 'From now on the camera has no approved PIA until the manager approves the next version.',
            },
          ]}
          submitLabel="Reopen the PIA"
        />
      );
    default:
      return (
        <CommandForm
          {...common}
          key={form.id}
          command="pias.answer"
          title={`Answer of ${form.who}`}
          clause="5.5"
          fixed={{ consultationId: form.id }}
          fields={[
            { name: 'answeredOn', kind: 'day', label: 'Answered on' },
            { name: 'answer', kind: 'paragraph', label: 'What they said' },
            { name: 'changed', kind: 'paragraph', label: 'What was changed because of it (if anything)' },
          ]}
          submitLabel="Enter the answer"
        />
      );
  }
}
