import { Tabs } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { type ComponentType, Fragment, type ReactNode } from 'react';
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
import { settingsGroups, type SettingsPart, settingsPart } from './settings-parts.ts';
import { PortalRegister } from './portal-register.tsx';
import { SiteRegister } from './site-register.tsx';
import { StickRegister } from './stick-register.tsx';
import { VerificationPanel } from '../verification/verification-panel.tsx';
import './settings-page.css';

const screens: Readonly<Record<SettingsPart, ComponentType>> = {
  scheme: SchemeSettings,
  code: CodeOfPractice,
  people: PeoplePart,
  qualifications: Qualifications,
  breaches: BreachRegister,
  holds: KeepingRegister,
  disposals: DisposalRegister,
  documents: DocumentList,
  sticks: StickRegister,
  sites: SiteRegister,
  portals: PortalRegister,
  backup: BackupRegister,
  verification: VerificationPanel,
  laptop: AboutLaptop,
};

/** What rules the scheme on this laptop, and the registers that belong to no single case. */
export function SettingsPage(): ReactNode {
  const asked = useSearch({ strict: false }).part;
  return (
    <Page title="Settings">
      <Tabs
        defaultValue={settingsPart(asked)}
        keepMounted={false}
        orientation="vertical"
        variant="pills"
        className="settings"
      >
        <Tabs.List aria-label="Settings" className="settings-parts">
          {settingsGroups.map(({ group, parts }) => (
            <Fragment key={group}>
              <span aria-hidden className="settings-group">
                {group}
              </span>
              {parts.map(([value, label]) => (
                <Tabs.Tab key={value} value={value}>
                  {label}
                </Tabs.Tab>
              ))}
            </Fragment>
          ))}
        </Tabs.List>
        {Object.entries(screens).map(([value, Part]) => (
          <Tabs.Panel key={value} value={value} className="settings-panel">
            <Part />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
}
