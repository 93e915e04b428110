import { SimpleGrid, Stack } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../../ui/page.tsx';
import { CheckCode } from './check-code.tsx';
import { CompareCodes } from './compare-codes.tsx';
import { ExportLedger } from './export-ledger.tsx';
import { LedgerSearch } from './ledger-search.tsx';
import { VerifyLedger } from './verify-ledger.tsx';

/** The record of every act, and the two ways to find out whether somebody has touched it. */
export function LedgerPage(): ReactNode {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const from = typeof search['entry'] === 'number' ? search['entry'] : undefined;
  return (
    <Page
      title="Ledger"
      description="Every change and every look at footage or personal data, in order. Nothing here can be changed or taken out without being found."
    >
      <Stack gap="lg">
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
          <VerifyLedger />
          <CheckCode />
        </SimpleGrid>
        <LedgerSearch key={from} from={from} />
        <CompareCodes />
        <ExportLedger />
      </Stack>
    </Page>
  );
}
