import { z } from 'zod';
import { CaseId, Day, Instant, Line, Paragraph, Password, PortalId, RetrievalId, Sha256 } from '../model.ts';
import { both, enters, manager, needsLicence, officer, readers, reads } from './command.ts';
import { Connection } from './sites.ts';

/** Where a portal is. It is asked over HTTPS alone, through one interface, and must show the certificate on record. */
const PortalAddress = z.strictObject({
  number: Line,
  /** A name or an IP address. */
  host: z
    .string()
    .max(253)
    .regex(/^[a-z\d](?:[a-z\d.:-]*[a-z\d])?$/iu, 'a name or an IP address'),
  port: z.int().min(1).max(65_535),
  certificate: Sha256,
  /** The interface of the laptop by which it is reached; no other is used. */
  networkInterface: Line.max(64),
});

export const Portal = z.object({
  ...PortalAddress.shape,
  id: PortalId,
  /** What kind of portal it is, as its profile says; the profile itself, and its SHA-256. */
  profileName: z.string(),
  profile: z.string(),
  profileSha256: Sha256,
  registeredAt: Instant,
  registeredBy: z.string(),
  /** Off until the manager has switched it on. */
  isOn: z.boolean(),
  decidedAt: Instant.nullable(),
  decidedBy: z.string().nullable(),
  reasons: z.string().nullable(),
});
export type Portal = z.output<typeof Portal>;

/** How a portal's copy went: somebody deleted it there, or its thirty days were over and somebody looked. */
const CopyGone = z.strictObject({
  how: z.enum(['deleted', 'lapsed']),
  on: Day,
  /** Who looked, and what the portal showed. */
  seen: Line,
});

/** What a portal keeps of what was downloaded from it (CoP 3.14). */
export const PortalCopy = z.object({
  ...{ retrievalId: RetrievalId, number: z.string(), caseId: CaseId, reactRef: z.string(), portal: z.string() },
  downloadedOn: Day,
  /** The last day on which it may still be there. */
  keptUntil: Day,
  gone: z.object({ ...CopyGone.shape, by: z.string() }).nullable(),
});
export type PortalCopy = z.output<typeof PortalCopy>;

export const portalsCommands = {
  'portals.list': reads(readers, z.strictObject({}), z.array(Portal)),
  /** Asks for the profile's file through the desktop. Fails with 'cancelled' when the person chose none. */
  'portals.register': enters(officer, PortalAddress, Portal),
  /** CoP 3.9 and 3.15 keep the laptop off the network: whether it may reach the portal all the same is judged here. */
  'portals.decide': enters(
    manager,
    z.strictObject({ portalId: PortalId, isOn: z.boolean(), reasons: Paragraph, password: Password }),
    Portal,
    { judges: { acts: ['portals.register'], of: 'portalId', clause: '3.15' } },
  ),
  /** With the officer's own login on the portal, asked each time and kept nowhere. */
  'portals.connect': enters(
    officer,
    z.strictObject({ portalId: PortalId, username: Line, portalPassword: Password }),
    Connection,
    needsLicence,
  ),
  'portals.copies': reads(readers, z.strictObject({ caseId: CaseId.optional() }), z.array(PortalCopy)),
  'portals.copyGone': enters(both, CopyGone.extend({ retrievalId: RetrievalId }), PortalCopy),
};
