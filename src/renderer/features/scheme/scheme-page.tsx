import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../../ui/page.tsx';
import { ContractorRegister } from './contractor-register.tsx';
import { DeploymentRegister } from './deployment-register.tsx';
import { KitRegister } from './kit-register.tsx';
import { PiaRegister } from './pia-register.tsx';

const parts = [
  ['deployments', 'Waiting list and deployments', DeploymentRegister],
  ['pias', 'PIAs', PiaRegister],
  ['equipment', 'Equipment', KitRegister],
  ['contractors', 'Contractors', ContractorRegister],
] as const;

/** The cameras of the scheme: who waits for one, where they hang and by whose leave, and the kit they are made of. */
export function SchemePage(): ReactNode {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const chosen = parts.find(([value]) => value === search['tab'])?.[0] ?? parts[0][0];
  return (
    <Page title="Scheme" description="Requests, assessments, cameras at their places, and equipment.">
      <Tabs
        value={chosen}
        onChange={(tab) => void navigate({ to: '/scheme', search: { tab: tab ?? parts[0][0] }, replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="md" aria-label="Scheme">
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
