import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { Page } from '../../ui/page.tsx';
import { BreachRegister } from './breach-register.tsx';
import { DisposalRegister } from './disposal-register.tsx';
import { DocumentList } from './document-list.tsx';
import { PeopleList } from './people-list.tsx';
import { SchemeSettings } from './scheme-settings.tsx';
import { StickRegister } from './stick-register.tsx';
import { VerificationPanel } from '../verification/verification-panel.tsx';
import { useSearch } from '@tanstack/react-router';

const parts = [
  ['scheme', 'Scheme', SchemeSettings],
  ['people', 'People', PeopleList],
  ['sticks', 'Memory sticks', StickRegister],
  ['disposals', 'Disposals', DisposalRegister],
  ['breaches', 'Breaches', BreachRegister],
  ['documents', 'Documents', DocumentList],
  ['verification', 'Verification', VerificationPanel],
] as const;

/** What rules the scheme on this laptop, and the registers that belong to no single case. */
export function SettingsPage(): ReactNode {
  const { part = 'scheme' } = useSearch({ strict: false });
  return (
    <Page title="Settings">
      <Tabs defaultValue={part} keepMounted={false}>
        <Tabs.List mb="md" aria-label="Settings">
          {parts.map(([value, label]) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {parts.map(([value, , Part]) => (
          <Tabs.Panel key={value} value={value}>
            <Part />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
}
