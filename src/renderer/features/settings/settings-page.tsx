import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { Page } from '../../ui/page.tsx';
import { BreachRegister } from './breach-register.tsx';
import { DisposalRegister } from './disposal-register.tsx';
import { DocumentList } from './document-list.tsx';
import { KeepingRegister } from '../retention/keeping-register.tsx';
import { PeopleList } from './people-list.tsx';
import { SchemeSettings } from './scheme-settings.tsx';
import { StickRegister } from './stick-register.tsx';

const parts = [
  ['scheme', 'Scheme', SchemeSettings],
  ['people', 'People', PeopleList],
  ['sticks', 'Memory sticks', StickRegister],
  ['holds', 'Holds and freezes', KeepingRegister],
  ['disposals', 'Disposals', DisposalRegister],
  ['breaches', 'Incidents', BreachRegister],
  ['documents', 'Documents', DocumentList],
] as const;

/** What rules the scheme on this laptop, and the registers that belong to no single case. */
export const SettingsPage = (): ReactNode => (
  <Page title="Settings">
    <Tabs defaultValue="scheme" keepMounted={false}>
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
