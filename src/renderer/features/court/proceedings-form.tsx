import { Button, NativeSelect, SimpleGrid } from '@mantine/core';
import { useState } from 'react';
import { commands } from '../../../shared/contract.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import { DayInput } from '../../ui/day-input.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { FormCard, type FieldErrors, fieldError, LineInput, zodErrors } from '../../ui/form.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';
import { kindWords } from './court-words.ts';

interface ProceedingsFormProps {
  readonly caseId: string | null;
  readonly onNamed: () => void;
  readonly onCancel: () => void;
}

const empty = {
  caseId: '',
  kind: 'civil' as 'civil' | 'criminal',
  court: '',
  caseNumber: '',
  parties: '',
  hearingOn: '',
};

/** Names the legal proceedings a bundle is for: without them nothing may be put on disc (CoP 4.7). */
export function ProceedingsForm({ caseId, onNamed, onCancel }: ProceedingsFormProps) {
  const cases = useQuery('cases.list', {}, ['cases']);
  const [values, setValues] = useState({ ...empty, caseId: caseId ?? '' });
  const [sent, setSent] = useState(false);
  const name = useCommand('proceedings.name');
  const set = (field: keyof typeof empty) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget;
    setValues((before) => ({ ...before, [field]: value }));
  };

  const { hearingOn, ...rest } = values;
  const input = { ...rest, ...(hearingOn !== '' && { hearingOn }) };
  const wrong = zodErrors(commands['proceedings.name'].input, input);
  const errors: FieldErrors = sent ? wrong : {};

  const submit = async (): Promise<FieldErrors | undefined> => {
    setSent(true);
    if (Object.keys(wrong).length > 0) return wrong;
    if ((await name.run(input)) !== null) onNamed();
    return undefined;
  };
  const line = (field: 'court' | 'caseNumber' | 'parties') => ({
    value: values[field],
    onChange: set(field),
    ...fieldError(errors, field),
  });

  return (
    <FormCard
      title="Name proceedings"
      description={<ClauseQuote clause="4.7" />}
      onSubmit={submit}
      actions={
        <>
          <Button type="submit" loading={name.busy}>
            Name these proceedings
          </Button>
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        </>
      }
    >
      <FailureAlert failure={name.failure ?? cases.failure} />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NativeSelect
          label="Case"
          value={values.caseId}
          onChange={set('caseId')}
          {...fieldError(errors, 'caseId')}
          data={[
            { value: '', label: 'Choose a case' },
            ...(cases.data ?? []).map(({ id, reactRef, title }) => ({ value: id, label: `${reactRef}, ${title}` })),
          ]}
        />
        <NativeSelect
          label="Kind of proceedings"
          value={values.kind}
          onChange={set('kind')}
          {...fieldError(errors, 'kind')}
          data={Object.entries(kindWords).map(([value, label]) => ({ value, label }))}
        />
        <LineInput label="Court" placeholder="County Court at Manchester" {...line('court')} />
        <LineInput label="Case number" {...line('caseNumber')} />
        <LineInput label="Parties" placeholder="Stockport Homes v …, or R v …" {...line('parties')} />
        <DayInput
          label="Hearing on (if known)"
          value={values.hearingOn}
          onChange={(day) => setValues((before) => ({ ...before, hearingOn: day }))}
          {...fieldError(errors, 'hearingOn')}
        />
      </SimpleGrid>
    </FormCard>
  );
}
