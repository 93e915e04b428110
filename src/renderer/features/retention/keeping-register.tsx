import { Card, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Reading } from '../../ui/page.tsx';
import { useQuery } from '../../ui/use-query.ts';
import { FreezeList } from './freeze-list.tsx';
import { HoldList } from './hold-list.tsx';

/** Every hold and every freeze of the scheme. */
export function KeepingRegister(): ReactNode {
  const holds = useQuery('holds.list', {}, ['retention']);
  const freezes = useQuery('freezes.list', {}, ['retention', 'recordings', 'disclosures']);
  return (
    <Stack>
      <FailureAlert failure={holds.failure ?? freezes.failure} />
      {holds.loading || freezes.loading ? <Reading /> : null}
      {holds.data === null ? null : (
        <Card component="section" aria-label="Holds">
          <Title order={2} mb="xs">
            Holds
          </Title>
          <HoldList
            holds={holds.data}
            emptyText="No hold has been asked for. A hold is asked for at its case or recording."
          />
        </Card>
      )}
      {freezes.data === null ? null : (
        <Card component="section" aria-label="Freezes">
          <Title order={2} mb="xs">
            Freezes
          </Title>
          <FreezeList freezes={freezes.data} />
        </Card>
      )}
    </Stack>
  );
}
