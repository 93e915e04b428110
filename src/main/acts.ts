import type { Topic } from '../shared/contract.ts';
import type { Role } from '../shared/model.ts';
import type { Database, WriteDb } from './database/database.ts';
import type { Clock, Instant } from './platform/clock.ts';

/** Who does something, named as they were at the time. 'system' is the application itself (sweeps, deadlines). */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly role: Role | 'system';
}

export const theApplication: Actor = { id: 'system', name: 'The application', role: 'system' };

/** Facts of a ledger entry: JSON without undefined. */
export type Details = { readonly [key: string]: Json };
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Appends to the ledger; must run inside a transaction. */
export type Append = (entry: { actor: Actor; action: string; subject: string; details: Details }) => {
  readonly seq: number;
};

export interface Transaction extends WriteDb {
  /** Writes the ledger entry of this change. `subject` is what it is about, e.g. "recording REC-0001". */
  enter(subject: string, details: Details): { readonly seq: number };
}

/**
 * The right to change something: bound to a person and a command name, handed from the gateway through a service to its
 * store. `change` is the only way to write, and refuses to commit when no ledger entry was made (KE3).
 */
export interface Act {
  readonly actor: Actor;
  readonly name: string;
  now(): Instant;
  change<T>(topics: readonly Topic[], work: (tx: Transaction) => T): T;
  /** The same person doing a part of the work under its own name, e.g. a step of a job. */
  as(name: string): Act;
  /** Changes committed under this act and its parts; the gateway reads it. */
  readonly count: { commits: number };
}

export interface ActPorts {
  readonly database: Database;
  readonly append: Append;
  readonly clock: Clock;
  readonly onChange: (topics: readonly Topic[]) => void;
}

export function createAct(ports: ActPorts, actor: Actor, name: string, count = { commits: 0 }): Act {
  return {
    actor,
    name,
    now: () => ports.clock.now(),
    change(topics, work) {
      const result = ports.database.transaction((db) => {
        let entries = 0;
        const value = work({
          ...db,
          enter(subject, details) {
            entries += 1;
            return ports.append({ actor, action: name, subject, details });
          },
        });
        if (entries === 0) throw new Error(`${name} changed something without a ledger entry`);
        return value;
      });
      count.commits += 1;
      ports.onChange(topics);
      return result;
    },
    as: (part) => createAct(ports, actor, part, count),
    count,
  };
}

/** An act of somebody who has not signed in: it can change nothing, only carry the count to the act that can. */
export function createPowerlessAct(clock: Clock, name: string): Act {
  const powerless: Act = {
    actor: { id: 'nobody', name: 'Nobody signed in', role: 'system' },
    name,
    now: () => clock.now(),
    change: () => {
      throw new Error(`${name} tried to change something before sign-in`);
    },
    as: () => powerless,
    count: { commits: 0 },
  };
  return powerless;
}
