import { z } from 'zod';
import { Instant, Line, Password, Sha256, SiteId, SurveyId, WallClock } from '../model.ts';
import { Survey } from './footage.ts';
import { enters, manager, needsLicence, officer, readers, reads } from './command.ts';

/** Where a recorder stands on the VPN, and how it is spoken to. An address, never a name: a name must be asked for. */
export const SiteProfile = z.strictObject({
  number: Line,
  system: z.enum(['standard-4g', 'ic-pod']),
  protocol: z.enum(['find-out', 'isapi', 'dahua-cgi']),
  address: z
    .string()
    .max(45)
    .refine((text) => z.union([z.ipv4(), z.ipv6()]).safeParse(text).success, 'an IP address'),
  port: z.int().min(1).max(65_535),
  secure: z.boolean(),
  /** SHA-256 of the certificate a secure recorder must show. */
  certificate: Sha256.nullable(),
  vpnInterface: Line.max(64),
  username: Line,
});
export type SiteProfile = z.output<typeof SiteProfile>;

const Fact = z.object({ label: z.string(), value: z.string() });
export const Site = z.object({
  ...SiteProfile.shape,
  id: SiteId,
  /** What this recorder turned out to do, in words. */
  found: z.array(Fact),
  registeredAt: Instant,
  registeredBy: z.string(),
});
export type Site = z.output<typeof Site>;

/** A recorder that answers: who it says it is, and how its clock stands. */
export const Connection = z.object({
  id: SurveyId,
  siteNumber: z.string(),
  identity: z.object({
    maker: z.string().nullable(),
    model: z.string().nullable(),
    serial: z.string().nullable(),
    firmware: z.string().nullable(),
  }),
  clock: z
    .object({
      systemTime: WallClock,
      zoneText: z.string().nullable(),
      /** This laptop's clock at that moment, as a wall clock in London. It is no reference. */
      laptopTime: WallClock,
    })
    .nullable(),
  way: z.string(),
  found: z.array(Fact),
});
export type Connection = z.output<typeof Connection>;

export const sitesCommands = {
  'sites.list': reads(readers, z.strictObject({}), z.array(Site)),
  /** `password` is the manager's own; `devicePassword` the recorder's, sealed in the vault and never shown again. */
  'sites.register': enters(
    manager,
    z.strictObject({ profile: SiteProfile, devicePassword: Password, password: Password }),
    Site,
  ),
  'sites.change': enters(
    manager,
    z.strictObject({ siteId: SiteId, profile: SiteProfile, devicePassword: Password.nullable(), password: Password }),
    Site,
  ),
  /** Looks at the route first. Nothing is sent when it does not go through the VPN. */
  'retrievals.connect': enters(officer, z.strictObject({ siteId: SiteId }), Connection, needsLicence),
  /** What the recorder lists for a period on its own clock; it can then be taken as from a stick. */
  'retrievals.search': enters(
    officer,
    z.strictObject({
      connectionId: SurveyId,
      period: z.strictObject({ from: WallClock, to: WallClock }),
      cameras: z.array(Line).max(64),
    }),
    Survey,
    needsLicence,
  ),
};
