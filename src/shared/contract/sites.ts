import { z } from 'zod';
import { Instant, Line, Password, Sha256, SiteId, SurveyId, WallClock } from '../model.ts';
import { Survey } from './footage.ts';
import { enters, manager, needsLicence, officer, readers, reads } from './command.ts';

/** Where a recorder stands on the VPN. An address, never a name: a name must be asked for. */
const place = {
  system: z.enum(['standard-4g', 'ic-pod']),
  protocol: z.enum(['find-out', 'isapi', 'dahua-cgi', 'onvif-g', 'sftp', 'ftps']),
  address: z
    .string()
    .max(45)
    .refine((text) => z.union([z.ipv4(), z.ipv6()]).safeParse(text).success, 'an IP address'),
  port: z.int().min(1).max(65_535),
  vpnInterface: Line.max(64),
};

/** Where a recorder stands, how it is spoken to, and what it must show. */
export const SiteProfile = z.strictObject({
  ...place,
  number: Line,
  /** Always so with a file server. */
  secure: z.boolean(),
  /** SHA-256 of the certificate, or of the host key, that a secure recorder must show. */
  certificate: Sha256.nullable(),
  username: Line,
  /** A private key in place of a password: SFTP alone. */
  login: z.enum(['password', 'key']),
  /** Of a file server: where the recordings lie, and which names they have. Null for all the login leads to. */
  folder: Line.nullable(),
  pattern: Line.nullable(),
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
  /** As the recorder counts them, to choose from; null when it does not say. */
  cameras: z.array(z.string()).nullable(),
  found: z.array(Fact),
});
export type Connection = z.output<typeof Connection>;

/** What a recorder is let in with: a password, or a private key and the words that open it. */
const secrets = {
  devicePassword: Password.nullable(),
  deviceKey: z.string().trim().min(1).max(16_384).nullable(),
};

export const sitesCommands = {
  'sites.list': reads(readers, z.strictObject({}), z.array(Site)),
  /** `password` is the manager's own; the recorder's secrets are sealed in the vault and never shown again. */
  'sites.register': enters(manager, z.strictObject({ profile: SiteProfile, ...secrets, password: Password }), Site),
  /** A secret that is null stays as it is. */
  'sites.change': enters(
    manager,
    z.strictObject({ siteId: SiteId, profile: SiteProfile, ...secrets, password: Password }),
    Site,
  ),
  /** The certificate or host key whoever answers there shows, to be compared with the recorder itself. No login is sent. */
  'sites.showKey': enters(
    manager,
    z.strictObject(place),
    z.object({
      kind: z.enum(['certificate', 'host-key']),
      fingerprint: Sha256,
      /** As the recorder's own tools write it: SHA256:… for a host key, pairs with colons for a certificate. */
      written: z.string(),
      /** The kind of key, or whom a certificate names and until when; a stranger's words. */
      about: z.string(),
    }),
  ),
  /** Looks at the route first. Nothing is sent when it does not go through the VPN. */
  'retrievals.connect': enters(officer, z.strictObject({ siteId: SiteId }), Connection, needsLicence),
  /** The recorder that is none: in a training vault, and nowhere else. */
  'retrievals.connectSimulated': enters(officer, z.strictObject({}), Connection, needsLicence),
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
