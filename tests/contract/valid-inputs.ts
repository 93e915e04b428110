import type { z } from 'zod';

/** What people and broken programs put into text fields; each is used wherever the schema lets it through. */
const texts = [
  'Alpha',
  '3f0c9c1e-7a0b-4f4e-9a44-0d6c1f1f2a3b',
  '2026-10-05T21:10:00',
  '2026-10-05',
  '123456',
  'AB',
  'alan',
  'a@example.org',
  'of {pages}',
  '192.0.2.1',
  'a'.repeat(64),
  'x'.repeat(200),
  '9999-12-31T23:59:59',
  '0000-01-01T00:00:00',
  '9999-99-99T99:99:99',
  '2026-02-30T25:61:61',
  '9999-12-31',
  '0001-01-01',
  '0',
  '999999',
  `'; DROP TABLE ledger; --`,
  '%_"\\',
  '\u202Egpj.exe',
  '\uD800',
  '\u{1F4F9}',
  '__proto__',
  '../../etc/passwd',
] as const;
const numbers = [1, 0, 40, -1, 1e9, Number.MAX_SAFE_INTEGER, 0.5] as const;

/** The schema behind optional, default and the like, and how it is built. */
interface Def {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly entries?: Readonly<Record<string, string>>;
  readonly values?: readonly unknown[];
}
const defOf = (schema: z.ZodType): Def => schema.def;

/** Ids by the name of their field: what exists, so that a command gets past "there is no such thing". */
export type KnownIds = Readonly<Record<string, string>>;

/**
 * An input the schema accepts. `variant` picks among the values that fit each leaf, so that counting it up walks
 * through all of them.
 */
export function validInput(schema: z.ZodType, variant: number, known: KnownIds = {}): unknown {
  const def = defOf(schema);
  switch (def.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(def.shape ?? {})
          .map(([key, of]) => [key, known[key] ?? validInput(of, variant, known)] as const)
          .filter(([, value]) => value !== undefined),
      );
    case 'array':
      return arrayOf(schema, def, { variant, known });
    case 'optional':
      return def.innerType === undefined || variant % 3 === 1 ? undefined : validInput(def.innerType, variant, known);
    case 'nullable':
      return def.innerType === undefined || variant % 3 === 1 ? null : validInput(def.innerType, variant, known);
    case 'enum':
      return pick(Object.values(def.entries ?? {}), variant);
    case 'literal':
      return pick(def.values ?? [], variant);
    case 'boolean':
      return variant % 2 === 0;
    case 'number':
      return pick(fitting(schema, numbers), variant);
    case 'string':
      return pick(fitting(schema, texts), variant);
    default:
      throw new Error(`the contract uses ${def.type}, which this generator does not know yet`);
  }
}

/** Every number of variants that shows something new for some leaf. */
export const variantCount = texts.length;

function arrayOf(schema: z.ZodType, def: Def, { variant, known }: { variant: number; known: KnownIds }): unknown[] {
  if (def.element === undefined) throw new Error('an array of nothing');
  const { element } = def;
  const isEmptyFine = schema.safeParse([]).success;
  return isEmptyFine && variant % 2 === 0 ? [] : [validInput(element, variant, known)];
}

function fitting<T>(schema: z.ZodType, candidates: readonly T[]): T[] {
  const found = candidates.filter((candidate) => schema.safeParse(candidate).success);
  if (found.length === 0) throw new Error('no candidate fits a leaf of the contract: add one');
  return found;
}

function pick<T>(from: readonly T[], variant: number): T {
  const found = from[variant % from.length];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
}

/** The value once more for each object in it, with a key too many in that object. */
export function withSurplusKey(value: unknown): unknown[] {
  if (Array.isArray(value))
    return value.flatMap((each, index) => withSurplusKey(each).map((changed) => value.toSpliced(index, 1, changed)));
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, each]) =>
    withSurplusKey(each).map((changed) => ({ ...value, [key]: changed })),
  );
  return [{ ...value, surplus: true }, ...inner];
}
