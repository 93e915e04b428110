import { createContext, type ReactNode, useContext } from 'react';
import type { Output } from '../../shared/contract.ts';
import type { Person } from '../../shared/model.ts';

export interface Session {
  /** Who is signed in. */
  readonly person: Person;
  readonly state: Output<'app.state'>;
  /** Blanks the screen at once and ends the session. */
  lock(): void;
}

const SessionContext = createContext<Session | null>(null);

export function SessionProvider({ value, children }: { readonly value: Session; readonly children: ReactNode }) {
  return <SessionContext value={value}>{children}</SessionContext>;
}

/** Who is signed in. Only for screens inside the frame; a bug anywhere else. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('no session here');
  return session;
}

export const roleWords = {
  officer: 'Case Support Officer',
  manager: 'Safer Neighbourhoods Manager',
  auditor: 'Auditor',
} as const;

/** A role as it is said of a person: a deputy is never taken for the manager. */
export const roleOf = ({ role, deputy }: Pick<Person, 'role' | 'deputy'>): string =>
  deputy ? `Deputy of the ${roleWords[role]}` : roleWords[role];
