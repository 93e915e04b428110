import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../../ui/page.tsx';
import { useSession } from '../../ui/role.tsx';
import { AnnualReportPart } from './annual-report.tsx';
import { AuditPack } from './audit-pack.tsx';
import { AuditRegister } from './audit-register.tsx';
import { RegisterExport } from './register-export.tsx';

const parts = [
  ['audits', 'Audits', AuditRegister],
  ['report', 'Annual report', AnnualReportPart],
  ['registers', 'Registers', RegisterExport],
  ['pack', 'Audit pack', AuditPack],
] as const;

/** Whether the scheme is run as its code says: audits, the annual report, and everything in one folder for an auditor. */
export function OversightPage(): ReactNode {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const { person } = useSession();
  const shown = parts.filter(
    ([value]) =>
      (value !== 'pack' || person.role === 'manager') && (value !== 'registers' || person.role !== 'auditor'),
  );
  const chosen = shown.find(([value]) => value === search['tab'])?.[0] ?? 'audits';
  return (
    <Page title="Oversight" description="Audits with random spot checks, and the figures of the scheme.">
      <Tabs
        value={chosen}
        onChange={(tab) => void navigate({ to: '/oversight', search: { tab: tab ?? 'audits' }, replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="md" aria-label="Oversight">
          {shown.map(([value, label]) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {shown.map(([value, , Part]) => (
          <Tabs.Panel key={value} value={value}>
            <Part />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
}
