import { z } from 'zod';

// How one kind of portal is asked, as a file that a person can write and another can read before it is allowed
// (docs/portal-profiles.md). It holds paths and names of fields, no address and no secret, and nothing of it is run.

/** A path on the portal itself; never an address, so that no profile can lead elsewhere. */
const Path = z
  .string()
  .max(1000)
  .regex(/^\/(?!\/)[\x21-\x5B\x5D-\x7E]*$/u, 'a path that begins with one slash');
/** Where a value stands in a JSON answer: `events`, `Event.StartDateTime`. */
const Field = z
  .string()
  .max(200)
  .regex(/^\w+(?:\.\w+)*$/u, 'names of fields, parted by dots');
const Form = z.record(z.string().min(1).max(100), z.string().max(500));
const withPlaces = (path: z.ZodString, ...places: readonly string[]) =>
  path.refine((text) => places.every((place) => text.includes(place)), `${places.join(' and ')} must stand in it`);

export const PortalProfile = z.strictObject({
  format: z.literal('lend-a-cam-evidence portal profile 1'),
  /** What the portal is: product and version. */
  name: z.string().trim().min(1).max(100),
  login: z.strictObject({
    path: Path,
    /** Exactly one field is `{username}` and one `{password}`. */
    fields: Form.refine(
      (form) =>
        ['{username}', '{password}'].every((place) => Object.values(form).filter((it) => it === place).length === 1),
      '{username} and {password} must each be the value of one field',
    ),
    as: z.enum(['form', 'json']).default('form'),
    /** Where a token stands in the answer; without one the session is the portal's cookie. */
    token: Field.optional(),
  }),
  /** The zone of every time the portal gives or takes: Europe/London, Etc/UTC. */
  zone: z.string().refine((name) => isZone(name), 'the name of a time zone'),
  cameras: z.strictObject({ path: Path, items: Field, id: Field, name: Field }),
  recordings: z.strictObject({
    /** `{from}` and `{to}` are times as the portal writes them, `{page}` counts from `firstPage`. */
    path: withPlaces(Path, '{from}', '{to}'),
    between: z.enum([' ', 'T']).default('T'),
    items: Field,
    id: Field,
    camera: Field,
    start: Field,
    end: Field,
    name: Field.optional(),
    sizeBytes: Field.optional(),
    firstPage: z.int().min(0).max(1).default(1),
    /** True in the answer while another page follows. */
    more: Field.optional(),
  }),
  download: z.strictObject({
    path: withPlaces(Path, '{id}'),
    mediaTypes: z.array(z.string().regex(/^video\/[\w.+-]+$|^application\/octet-stream$/u)).min(1),
    ranges: z.boolean(),
  }),
  logout: z.strictObject({ method: z.enum(['GET', 'POST']).default('POST'), path: Path, fields: Form.default({}) }),
  /** The portal's own log of who looked at what, where a login may read it. */
  accessRecord: z.strictObject({ path: Path }).optional(),
});
export type PortalProfile = z.output<typeof PortalProfile>;

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** A path with its places filled in; what is put in can never be read as another part of the path. */
export const filled = (path: string, values: Readonly<Record<string, string>>): string =>
  path.replaceAll(/\{(\w+)\}/gu, (place, name: string) => {
    const value = values[name];
    return value === undefined ? place : encodeURIComponent(value);
  });

/** What stands at a place of a JSON answer; undefined where there is nothing. Only the answer's own fields count. */
export const valueAt = (json: unknown, field: string): unknown =>
  field
    .split('.')
    .reduce<unknown>(
      (at, name) =>
        typeof at === 'object' && at !== null && Object.hasOwn(at, name)
          ? (at as Readonly<Record<string, unknown>>)[name]
          : undefined,
      json,
    );

/** A short text or number as text; null for everything else. */
export function textAt(json: unknown, field: string | undefined): string | null {
  const value = field === undefined ? undefined : valueAt(json, field);
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  return text === '' || text.length > 500 ? null : text;
}
