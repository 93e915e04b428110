import { MantineProvider } from '@mantine/core';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import { cleanup, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach } from 'vitest';
import { App } from '../../src/renderer/app.tsx';
import { SessionProvider } from '../../src/renderer/ui/role.tsx';
import { calm, calmVariables } from '../../src/renderer/ui/theme.ts';
import type { Output } from '../../src/shared/contract.ts';
import { Person, type Role } from '../../src/shared/model.ts';
import { type Answers, createFakeBridge, type FakeBridge } from './fake-bridge.ts';

// What the simulated page lacks and Mantine asks for.
window.matchMedia = (query) =>
  Object.assign(new EventTarget(), {
    matches: false,
    media: query,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  });
window.ResizeObserver = class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
};
window.scrollTo = () => undefined;
Element.prototype.scrollIntoView = () => undefined;
Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });

/** Every screen with a frame asks whether the clock can be believed. */
const clockIsRight = { open: [], shown: '2026-11-24T09:00:00.000Z' };

const allInOrder = { checks: [], checkedAt: null };

const installed: FakeBridge[] = [];
afterEach(() => {
  cleanup();
  const violations = installed.flatMap((fake) => fake.violations);
  installed.length = 0;
  if (violations.length > 0) throw new Error(`against the contract:\n${violations.join('\n')}`);
});

/** Puts a core behind the screens; whatever breaks the contract fails the test when it ends. */
export function installFakeBridge(answers: Answers, caller: Role | 'nobody'): FakeBridge {
  const fake = createFakeBridge(
    { 'clock.read': () => clockIsRight, 'posture.read': () => allInOrder, ...answers },
    caller,
  );
  Object.defineProperty(window, 'bridge', { value: fake.bridge, configurable: true });
  installed.push(fake);
  return fake;
}

const Providers = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <MantineProvider theme={calm} cssVariablesResolver={calmVariables} env="test">
    {children}
  </MantineProvider>
);

/** The whole application, as the page shows it. */
export function renderApp(): void {
  render(<App />, { wrapper: Providers });
}

export const officer = Person.parse({
  id: '00000000-0000-4000-8000-000000000090',
  name: 'Amira Shah',
  username: 'a.shah',
  role: 'officer',
  initials: 'AS',
});
export const manager = Person.parse({
  id: '00000000-0000-4000-8000-000000000091',
  name: 'David Okafor',
  username: 'd.okafor',
  role: 'manager',
  initials: 'DO',
});

export const signedInState = (person: Person | null): Output<'app.state'> => ({
  phase: person === null ? 'signed-out' : 'signed-in',
  person,
  notice: null,
  hostLabel: null,
  training: false,
  version: '0.1.0',
  idleLockMinutes: 5,
  mustAcknowledge: null,
  now: '2026-11-24T09:00:00.000Z',
});

interface ScreenOptions {
  readonly person?: Person;
  /** The route it stands at, and where the router is: `/cases/$caseId` at `/cases/…`. */
  readonly path?: string;
  readonly at?: string;
}

/** One screen by itself for somebody signed in, with a router that knows this screen alone. Resolves once it shows. */
export async function renderScreen(element: ReactNode, options: ScreenOptions = {}): Promise<void> {
  const { person = officer, path = '/', at = path } = options;
  const root = createRootRoute({ component: Outlet });
  const route = createRoute({ getParentRoute: () => root, path, component: () => element });
  const router = createRouter({
    routeTree: root.addChildren([route]),
    history: createMemoryHistory({ initialEntries: [at] }),
    defaultNotFoundComponent: () => <p>Another screen</p>,
  });
  render(
    <SessionProvider value={{ person, state: signedInState(person), lock: () => undefined }}>
      <RouterProvider router={router as never} />
    </SessionProvider>,
    { wrapper: Providers },
  );
  await screen.findAllByText(/\S/u);
}
