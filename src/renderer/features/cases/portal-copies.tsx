import { Button, Card, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';

import { optionsOf, QuickForm } from '../../ui/quick-form.tsx';
import { useSession } from '../../ui/role.tsx';
import { Section } from '../../ui/section.tsx';
import { formatDay } from '../../ui/time.ts';
import { useQuery } from '../../ui/use-query.ts';

type Copy = Output<'portals.copies'>[number];

const howWords = {
  deleted: 'It was deleted on the portal',
  lapsed: 'The portal’s thirty days are over; it was looked for and is gone',
} as const;

/** What portals still hold of this case, and what was entered of it (CoP 3.14). Nothing where no portal was asked. */
export function PortalCopies({ caseId }: { readonly caseId: string }): ReactNode {
  const { data, failure } = useQuery('portals.copies', { caseId }, ['retrievals']);
  if (failure !== null) return <FailureAlert failure={failure} />;
  if (data === null || data.length === 0) return null;
  return (
    <Section title="Copies on the portal (CoP 3.14)">
      <Stack gap="sm">
        {data.map((copy) => (
          <OneCopy key={copy.retrievalId} copy={copy} />
        ))}
      </Stack>
    </Section>
  );
}

function OneCopy({ copy }: { readonly copy: Copy }): ReactNode {
  const { person } = useSession();
  const [isEntering, setEntering] = useState(false);
  const { retrievalId, number, portal, downloadedOn, keptUntil, gone } = copy;
  const downloaded = `${number}: downloaded from ${portal} on ${formatDay(downloadedOn)}.`;
  if (gone !== null)
    return (
      <Text>
        {downloaded} {gone.how === 'deleted' ? 'Deleted there on' : 'Gone there, looked for on'} {formatDay(gone.on)} (
        {gone.seen}; entered by {gone.by}).
      </Text>
    );
  if (isEntering)
    return (
      <QuickForm
        command="portals.copyGone"
        title={`The portal’s copy of ${number}`}
        headingOrder={3}
        fixed={{ retrievalId }}
        fields={[
          { kind: 'choice', name: 'how', label: 'What became of it', options: optionsOf(howWords) },
          { kind: 'day', name: 'on', label: 'On which day' },
          { kind: 'line', name: 'seen', label: 'Who looked, and what the portal showed' },
        ]}
        submit="Enter that it is gone"
        onDone={() => setEntering(false)}
        onCancel={() => setEntering(false)}
      />
    );
  return (
    <Card withBorder padding="sm">
      <Stack gap="xs" align="flex-start">
        <Text>
          {downloaded} The portal may keep it until {formatDay(keptUntil)}.
        </Text>
        {person.role === 'auditor' ? null : (
          <Button variant="default" onClick={() => setEntering(true)}>
            Enter that it is gone<span className="hidden-words"> ({number})</span>
          </Button>
        )}
      </Stack>
    </Card>
  );
}
