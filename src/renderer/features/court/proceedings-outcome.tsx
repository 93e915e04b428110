import { Button, Modal, Stack } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Outcome } from '../../../shared/contract/outcomes.ts';
import { QuickForm } from '../../ui/quick-form.tsx';
import { useSession } from '../../ui/role.tsx';
import { DayText } from '../../ui/time-text.tsx';
import { useQuery } from '../../ui/use-query.ts';
import type { Proceedings } from './court-words.ts';

const results: Readonly<Record<Proceedings['kind'], readonly { value: Outcome['result']; label: string }[]>> = {
  civil: [
    { value: 'order-made', label: 'Order made' },
    { value: 'undertaking', label: 'Undertaking given' },
    { value: 'settled', label: 'Settled' },
    { value: 'dismissed', label: 'Dismissed' },
    { value: 'withdrawn', label: 'Withdrawn or discontinued' },
  ],
  criminal: [
    { value: 'convicted', label: 'Convicted' },
    { value: 'acquitted', label: 'Acquitted' },
    { value: 'order-made', label: 'Order made' },
    { value: 'dismissed', label: 'Dismissed' },
    { value: 'withdrawn', label: 'Withdrawn or discontinued' },
  ],
};
const footage = [
  { value: 'relied-on', label: 'The court relied on it' },
  { value: 'not-used', label: 'It was not used' },
  { value: 'not-admitted', label: 'It was not admitted' },
];

/** How proceedings ended and, for the two of the scheme, where it is recorded. */
export function OutcomeColumn({ proceedings }: { readonly proceedings: Proceedings }): ReactNode {
  const { person } = useSession();
  const outcomes = useQuery('proceedings.outcomes', { caseId: proceedings.caseId }, ['court']);
  const [isOpen, setOpen] = useState(false);
  const outcome = outcomes.data?.find(({ proceedingsId }) => proceedingsId === proceedings.id);
  const options = results[proceedings.kind];
  const label = outcome === undefined ? 'Record how it ended' : 'Record a later outcome';
  return (
    <Stack gap={4} align="flex-start">
      {outcome === undefined ? null : (
        <span>
          {options.find(({ value }) => value === outcome.result)?.label}, <DayText value={outcome.endedOn} />
        </span>
      )}
      {person.role === 'auditor' ? (
        outcome === undefined ? (
          'not recorded'
        ) : null
      ) : (
        <Button variant="default" size="xs" onClick={() => setOpen(true)}>
          {label}
          <span className="hidden-words"> of {proceedings.caseNumber}</span>
        </Button>
      )}
      {isOpen ? (
        <Modal opened onClose={() => setOpen(false)} title={`How ${proceedings.caseNumber} ended`} size="lg">
          <QuickForm
            command="proceedings.recordOutcome"
            title={label}
            description="For the annual report: whether footage led to legal action that succeeded. An earlier outcome stays in the register."
            fields={[
              { name: 'endedOn', kind: 'day', label: 'Ended on' },
              { name: 'result', kind: 'choice', label: 'Result', options },
              { name: 'footage', kind: 'choice', label: 'What became of the footage', options: footage },
              { name: 'note', kind: 'paragraph', label: 'Note', description: 'May be left empty.' },
            ]}
            fixed={{ proceedingsId: proceedings.id }}
            submit="Record it"
            onDone={() => setOpen(false)}
            onCancel={() => setOpen(false)}
          />
        </Modal>
      ) : null}
    </Stack>
  );
}
