import type { Migration } from './migration.ts';
import { migration as ledger } from './migrations/0001-ledger.ts';
import { migration as people } from './migrations/0002-people.ts';
import { migration as objects } from './migrations/0003-objects.ts';
import { migration as cases } from './migrations/0004-cases.ts';
import { migration as footage } from './migrations/0005-footage.ts';
import { migration as viewings } from './migrations/0006-viewings.ts';
import { migration as court } from './migrations/0007-court.ts';
import { migration as indexes } from './migrations/0008-indexes.ts';
import { migration as deployments } from './migrations/0009-deployments.ts';

/** Every schema change, in order; `number` is its place, counted from one. */
export const migrations: readonly Migration[] = [
  ledger,
  people,
  objects,
  cases,
  footage,
  viewings,
  court,
  indexes,
  deployments,
];
