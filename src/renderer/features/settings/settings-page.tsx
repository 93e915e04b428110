import { Tabs } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CodeOfPractice } from '../conduct/code-page.tsx';
import { Qualifications } from '../conduct/qualification-page.tsx';
import { Page } from '../../ui/page.tsx';
import { BackupRegister } from './backup-register.tsx';
import { AboutLaptop } from '../lockdown/about-laptop.tsx';
import { BreachRegister } from './breach-register.tsx';
import { DisposalRegister } from './disposal-register.tsx';
import { DocumentList } from './document-list.tsx';
import { PeoplePart } from '../people/people-part.tsx';
import { KeepingRegister } from '../retention/keeping-register.tsx';
import { SchemeSettings } from './scheme-settings.tsx';
import { SiteRegister } from './site-register.tsx';
import { StickRegister } from './stick-register.tsx';
import { VerificationPanel } from '../verification/verification-panel.tsx';

const parts = [
  ['scheme', 'Scheme', SchemeSettings],
  ['people', 'People', PeoplePart],
  ['qualifications', 'Licences and training', Qualifications],
  ['code', 'Code of practice', CodeOfPractice],
  ['laptop', 'About this laptop', AboutLaptop],
  ['sticks', 'Memory sticks', StickRegister],
  ['sites', 'Recorders', SiteRegister],
  ['holds', 'Holds and freezes', KeepingRegister],
  ['disposals', 'Disposals', DisposalRegister],
  ['backup', 'Backup', BackupRegister],
  ['breaches', 'Incidents', BreachRegister],
  ['documents', 'Documents', DocumentList],
  ['verification', 'Verification', VerificationPanel],
] as const;

/** What rules the scheme on this laptop, and the registers that belong to no single case. */
export function SettingsPage(): ReactNode {
  const asked = useSearch({ strict: false }).part;
  const first = parts.find(([value]) => value === asked)?.[0] ?? 'scheme';
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
