import { Checkbox, NativeSelect, Stack } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type Audit, AuditArea } from '../../../shared/contract/audits.ts';
import { QuickForm } from '../../ui/quick-form.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { areaWords } from './oversight-words.ts';

/** Terms of reference before anything else: what is looked at, for which days, by whom and by whose authority. */
export function OpenAudit({
  onDone,
  onCancel,
}: {
  readonly onDone: (audit: Audit) => void;
  readonly onCancel: () => void;
}): ReactNode {
  const people = useQuery('people.list', {}, ['session']).data ?? [];
  const auditors = people.filter(({ role, closedAt }) => role === 'auditor' && closedAt === null);
  const [areas, setAreas] = useState<string[]>([...AuditArea.options]);
  const [auditorId, setAuditorId] = useState('');
  const account = auditors.find(({ id }) => id === auditorId);
  return (
    <QuickForm
      command="audits.open"
      title="Open an audit"
      description="An auditor with an account reads the registers here, the officer beside them. One without an account is shown them."
      fields={[
        { name: 'reference', kind: 'line', label: 'Terms of reference, number' },
        { name: 'terms', kind: 'paragraph', label: 'Terms of reference' },
        { name: 'from', kind: 'day', label: 'First day looked at' },
        { name: 'until', kind: 'day', label: 'Last day looked at' },
        ...(account === undefined ? [{ name: 'auditor', kind: 'line' as const, label: 'Auditor' }] : []),
        { name: 'authority', kind: 'line', label: 'Authorised by', description: 'The Head of Safer Neighbourhoods' },
        { name: 'authorisedOn', kind: 'day', label: 'Authorised on' },
        { name: 'password', kind: 'password', label: 'Your password' },
      ]}
      fixed={{ areas, ...(account === undefined ? {} : { auditorId: account.id, auditor: account.name }) }}
      submit="Open the audit"
      onDone={onDone}
      onCancel={onCancel}
    >
      {auditors.length === 0 ? null : (
        <NativeSelect
          label="The auditor’s account"
          maw={440}
          value={auditorId}
          onChange={(event) => setAuditorId(event.currentTarget.value)}
          data={[{ value: '', label: 'None' }, ...auditors.map(({ id, name }) => ({ value: id, label: name }))]}
        />
      )}
      <Checkbox.Group
        label="Areas"
        value={areas}
        onChange={setAreas}
        error={areas.length === 0 ? 'Choose at least one.' : null}
      >
        <Stack gap={6} mt={4}>
          {AuditArea.options.map((area) => (
            <Checkbox key={area} value={area} label={areaWords[area]} />
          ))}
        </Stack>
      </Checkbox.Group>
    </QuickForm>
  );
}
