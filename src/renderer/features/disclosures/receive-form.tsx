import { NativeSelect, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ClauseQuote } from '../../ui/clause.tsx';
import { type QuickField, optionsOf, QuickForm } from '../../ui/quick-form.tsx';
import { classClause, classFields, classWords, freezesFootage, isPublic, type Summary } from './disclosure-words.ts';
import { noScope, ScopeChoice, scopeInput } from './scope-choice.tsx';

const asked: readonly QuickField[] = [
  { kind: 'day', name: 'receivedOn', label: 'Received on' },
  { kind: 'line', name: 'requester', label: 'Who asks' },
  { kind: 'line', name: 'organisation', label: 'Organisation (if any)' },
  { kind: 'line', name: 'contact', label: 'How to reach them' },
];
const why: readonly QuickField[] = [
  { kind: 'line', name: 'basis', label: 'On what ground', description: 'The power or law the request names.' },
  { kind: 'paragraph', name: 'purpose', label: 'For what purpose' },
  { kind: 'paragraph', name: 'footageAsked', label: 'What footage is asked for, in their words' },
];

interface ReceiveFormProps {
  readonly onDone: (summary: Summary) => void;
  readonly onCancel: () => void;
}

/** Logs a request. The kind comes first: it decides what is asked, whether footage freezes, and who decides. */
export function ReceiveForm({ onDone, onCancel }: ReceiveFormProps): ReactNode {
  const [kind, setKind] = useState<Summary['class']>('police');
  const [scope, setScope] = useState(noScope);
  return (
    <QuickForm
      key={kind}
      command="disclosures.receive"
      title="Log a request"
      description={
        <NativeSelect
          label="Who asks for footage"
          mt="xs"
          maw={440}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as Summary['class'])}
          data={optionsOf(classWords)}
        />
      }
      fixed={{ class: kind, ...scopeInput(scope) }}
      fields={[...asked, ...(classFields[kind] ?? []), ...why]}
      submit="Log the request"
      onDone={onDone}
      onCancel={onCancel}
    >
      <Consequence kind={kind} />
      <ScopeChoice scope={scope} onChange={setScope} />
    </QuickForm>
  );
}

const Consequence = ({ kind }: { readonly kind: Summary['class'] }): ReactNode => (
  <Stack gap={4}>
    <Text fw={600}>
      {freezesFootage(kind)
        ? 'What is chosen below is frozen at once and kept until the request is closed.'
        : 'This kind of request freezes nothing. If the footage must outlast its six weeks, ask the manager for a hold.'}
    </Text>
    {isPublic(kind) ? <Text>It goes to the Assurance Team; the manager decides once that is recorded.</Text> : null}
    <ClauseQuote clause={classClause[kind]} />
  </Stack>
);
