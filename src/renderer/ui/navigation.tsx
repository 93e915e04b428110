import { Badge, NavLink, Stack } from '@mantine/core';
import {
  IconArrowBarToDown,
  IconBook2,
  IconCamera,
  IconCheckbox,
  IconDisc,
  IconFolder,
  IconListCheck,
  IconMailForward,
  IconMovie,
  IconPhoto,
  IconReportAnalytics,
  IconSettings,
} from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Role } from '../../shared/model.ts';
import { count } from './quantity.ts';
import { useSession } from './role.tsx';
import { waitingTopics } from './waiting-topics.ts';
import { useQuery } from './use-query.ts';

interface Room {
  readonly to:
    | '/today'
    | '/cases'
    | '/get-footage'
    | '/footage'
    | '/stills'
    | '/court'
    | '/scheme'
    | '/approvals'
    | '/disclosures'
    | '/oversight'
    | '/ledger'
    | '/settings';
  readonly label: string;
  readonly icon: typeof IconFolder;
  readonly who: readonly Role[];
}

const everyone = ['officer', 'manager', 'auditor'] as const;
const rooms: readonly Room[] = [
  { to: '/today', label: 'Today', icon: IconListCheck, who: everyone },
  { to: '/approvals', label: 'Approvals', icon: IconCheckbox, who: ['manager'] },
  { to: '/cases', label: 'Cases', icon: IconFolder, who: everyone },
  { to: '/get-footage', label: 'Get footage', icon: IconArrowBarToDown, who: ['officer'] },
  { to: '/footage', label: 'Footage', icon: IconMovie, who: everyone },
  { to: '/stills', label: 'Stills', icon: IconPhoto, who: everyone },
  { to: '/court', label: 'Court', icon: IconDisc, who: everyone },
  { to: '/disclosures', label: 'Disclosures', icon: IconMailForward, who: everyone },
  { to: '/scheme', label: 'Scheme', icon: IconCamera, who: everyone },
  { to: '/oversight', label: 'Oversight', icon: IconReportAnalytics, who: everyone },
  { to: '/ledger', label: 'Ledger', icon: IconBook2, who: everyone },
  { to: '/settings', label: 'Settings', icon: IconSettings, who: everyone },
];

/** The rooms this person may enter. */
export function Navigation(): ReactNode {
  const { person } = useSession();
  const { pathname } = useLocation();
  const isHere = (to: string): boolean =>
    pathname.startsWith(to) || (to === '/footage' && pathname.startsWith('/viewing/'));
  return (
    <Stack component="ul" gap={2} className="plain-list">
      {rooms
        .filter(({ who }) => who.includes(person.role))
        .map(({ to, label, icon: Icon }) => (
          <li key={to}>
            <NavLink
              component={Link}
              to={to}
              label={label}
              active={isHere(to)}
              leftSection={<Icon size={18} stroke={1.5} aria-hidden />}
              rightSection={to === '/approvals' ? <WaitingCount /> : undefined}
            />
          </li>
        ))}
    </Stack>
  );
}

/** How many things wait for the manager; nothing when nothing waits. */
function WaitingCount(): ReactNode {
  const waiting = useQuery('approvals.list', {}, waitingTopics).data?.length ?? 0;
  if (waiting === 0) return null;
  return (
    <Badge size="lg" circle={waiting < 10} aria-label={`${count(waiting, 'approval')} waiting`}>
      {waiting}
    </Badge>
  );
}
