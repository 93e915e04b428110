import {
  ActionIcon,
  AppShell,
  Button,
  Group,
  Text,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import { IconLock, IconMoon, IconSun } from '@tabler/icons-react';
import { Outlet } from '@tanstack/react-router';
import { type ReactNode, useRef } from 'react';
import iconAddress from '../icon.svg';
import { Navigation } from './navigation.tsx';
import { HostLabel } from './host-label.tsx';
import { roleOf, useSession } from './role.tsx';
import { SearchEverywhere } from './search-everywhere.tsx';
import { useQuery } from './use-query.ts';

/** What stands around every screen: who is signed in, the way to every room, and the lock. */
export function Frame(): ReactNode {
  const main = useRef<HTMLElement>(null);
  return (
    <AppShell header={{ height: 56 }} navbar={{ width: 216, breakpoint: 'xs' }} padding="lg">
      <Button className="skip" onClick={() => main.current?.focus()}>
        Skip to the content
      </Button>
      <AppShell.Header>
        <Header />
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label="Rooms" className="rooms">
        <Navigation />
      </AppShell.Navbar>
      <AppShell.Main ref={main} tabIndex={-1} className="app-canvas app-main">
        <Outlet />
      </AppShell.Main>
    </AppShell>
  );
}

function Header(): ReactNode {
  const { person, state, lock } = useSession();
  const controller = useQuery('settings.read', {}, ['settings']).data?.controllerName ?? null;
  return (
    <Group h="100%" px="md" justify="space-between" wrap="nowrap">
      <Group gap="sm" wrap="nowrap" miw={0}>
        <img src={iconAddress} alt="" width={28} height={28} />
        <Text fw={600} truncate visibleFrom="md">
          Lend-A-Cam Evidence
        </Text>
        {controller === null ? null : (
          <Text c="dimmed" truncate visibleFrom="lg">
            {controller}
          </Text>
        )}
        {state.hostLabel === null ? null : <HostLabel label={state.hostLabel} />}
      </Group>
      <Group gap="sm" wrap="nowrap">
        <div className="who">
          <Text fw={600} size="sm" truncate>
            {person.name}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {roleOf(person)}
          </Text>
        </div>
        <SearchEverywhere />
        <SchemeToggle />
        <Button leftSection={<IconLock size={16} aria-hidden />} onClick={lock}>
          Lock (F9)
        </Button>
      </Group>
    </Group>
  );
}

export function SchemeToggle(): ReactNode {
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme('light') === 'dark';
  const Icon = isDark ? IconSun : IconMoon;
  return (
    <ActionIcon
      variant="default"
      size="lg"
      aria-label={isDark ? 'Use light colours' : 'Use dark colours'}
      onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
    >
      <Icon size={18} stroke={1.5} aria-hidden />
    </ActionIcon>
  );
}
