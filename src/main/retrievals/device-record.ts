import { z } from 'zod';
import type { Connection } from '../../shared/contract/sites.ts';
import { WallClock } from '../../shared/model.ts';
import { londonWallClock, wallClockText } from '../time.ts';

/** What a retrieval keeps of the recorder it was made from, as it was at the time. */
export const DeviceRecord = z.object({
  site: z.string(),
  address: z.string(),
  protocol: z.string(),
  /** SHA-256 of the certificate or host key it showed, which is the one on record; null where none was asked for. */
  key: z.string().nullable().default(null),
  /** What was asked for, where it was not everything: single cameras, or files of a file server. */
  asked: z.string().nullable().default(null),
  maker: z.string().nullable(),
  model: z.string().nullable(),
  serial: z.string().nullable(),
  firmware: z.string().nullable(),
  clock: z.object({ wallClock: WallClock, zoneText: z.string().nullable(), takenAt: z.string() }).nullable(),
  route: z.object({
    vpnInterface: z.string(),
    sourceAddress: z.string().nullable(),
    gateway: z.string().nullable(),
  }),
  /** With a web portal: whose login it was, and what was on record of the portal. */
  portal: z.object({ login: z.string(), profileSha256: z.string(), certificate: z.string() }).nullable().default(null),
  /** Whether its list tells where nothing was recorded; null where it was not asked for that. */
  tellsGaps: z.boolean().nullable().default(null),
  /** The recorder of a training vault, which is none. */
  simulated: z.boolean().default(false),
});
export type DeviceRecord = z.output<typeof DeviceRecord>;

const orNotStated = (value: string | null): string => value ?? 'not stated';

export const simulatedInWords = 'Made up by the simulated recorder of a training vault. It is no evidence of anything.';

/** The way the footage came, in one line. */
const wayInWords = (device: DeviceRecord): string =>
  device.simulated ? [simulatedInWords, ...askedInLine(device)].join(' ') : wayOverNetwork(device);

const askedInLine = ({ asked }: DeviceRecord): string[] => (asked === null ? [] : [`Asked for: ${asked}.`]);

const wayOverNetwork = (device: DeviceRecord): string => {
  const { address, protocol, route, key, portal } = device;
  return [
    `From ${address} by ${protocol} through the ${portal === null ? 'VPN interface' : 'interface'} ${route.vpnInterface}${
      route.sourceAddress === null ? '' : ` (${route.sourceAddress})`
    }${
      portal === null
        ? ''
        : `, with the login ${portal.login}; profile SHA-256 ${portal.profileSha256}, certificate SHA-256 ${portal.certificate}`
    }.`,
    ...(key === null ? [] : [`It showed the key on record, SHA-256 ${key}.`]),
    ...askedInLine(device),
  ].join(' ');
};

/** The same, with what was done so that nothing went another way. */
export const wayAndRouteInWords = (device: DeviceRecord): string =>
  device.simulated
    ? wayInWords(device)
    : `${wayInWords(device)} The route was looked at before the first byte, at every connection and while the transfer ran.`;

/** Who the recorder says it is, in one line. */
export const identityInWords = ({ maker, model, serial, firmware, portal }: DeviceRecord): string =>
  portal !== null
    ? `A web portal, ${model ?? 'kind not stated'}, known by its certificate.`
    : `${[maker, model].filter(Boolean).join(' ') || 'Maker not stated'}, serial ${orNotStated(serial)}, firmware ${orNotStated(firmware)}, as stated by the recorder.`;

/** What a person compares once it is connected. */
export const shownDevice = (device: DeviceRecord): Pick<Connection, 'identity' | 'clock' | 'way'> => {
  const { maker, model, serial, firmware, clock } = device;
  return {
    identity: { maker, model, serial, firmware },
    clock:
      clock === null
        ? null
        : { systemTime: clock.wallClock, zoneText: clock.zoneText, laptopTime: londonWallClock(clock.takenAt) },
    way: wayInWords(device),
  };
};

/** Who was asked for footage; null where an export was brought. */
export const askedOf = (device: DeviceRecord | null): 'recorder' | 'portal' | null =>
  device === null ? null : device.portal === null ? 'recorder' : 'portal';

/** For the screen. */
export const deviceFacts = (device: DeviceRecord): { label: string; value: string }[] => [
  { label: 'Recorder says it is', value: identityInWords(device) },
  {
    label: 'Its clock when connected',
    value:
      device.clock === null
        ? 'not stated'
        : `${wallClockText(device.clock.wallClock)} ${device.clock.zoneText ?? ''}`.trim(),
  },
  { label: 'Way', value: wayAndRouteInWords(device) },
];
