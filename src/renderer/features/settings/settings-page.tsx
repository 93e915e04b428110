import { Tabs } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../../ui/page.tsx';
import { BreachRegister } from './breach-register.tsx';
import { DisposalRegister } from './disposal-register.tsx';
import { DocumentList } from './document-list.tsx';
import { PeoplePart } from '../people/people-part.tsx';
import { SchemeSettings } from './scheme-settings.tsx';
import { StickRegister } from './stick-register.tsx';

const parts = [
  ['scheme', 'Scheme', SchemeSettings],
  ['people', 'People', PeoplePart],
  ['sticks', 'Memory sticks', StickRegister],
  ['disposals', 'Disposals', DisposalRegister],
  ['breaches', 'Breaches', BreachRegister],
  ['documents', 'Documents', DocumentList],
] as const;

/** What rules the scheme on this laptop, and the registers that belong to no single case. */
export function SettingsPage(): ReactNode {
  const { tab } = useSearch({ strict: false });
  const first = parts.find(([value]) => value === tab)?.[0] ?? 'scheme';
  return (
    <Page title="Settings">
      <Tabs defaultValue={first} keepMounted={false}>
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
