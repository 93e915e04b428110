import { readFileSync } from 'node:fs';
import { PortalProfile } from '../../src/device-drivers/idcam-portal/portal-profile.ts';
import type { PortalSource } from '../../src/device-drivers/idcam-portal/idcam-portal-driver.ts';
import type { DeviceLimits } from '../../src/main/platform/guarded-client.ts';
import { createPortalHttp } from '../../src/main/platform/portal-http.ts';
import { findRoute } from '../../src/main/platform/route-check.ts';
import { AppError } from '../../src/shared/failure.ts';

export const zoneMinderProfileText = readFileSync('docs/portal-profiles/zoneminder-1.36.json', 'utf8');
const zoneMinderProfile = PortalProfile.parse(JSON.parse(zoneMinderProfileText));

interface At {
  readonly port: number;
  readonly certificate: string;
  readonly login: { readonly username: string; readonly password: string };
  readonly profile?: PortalProfile;
  readonly limits?: Partial<DeviceLimits>;
}

/** A portal on loopback, over the real client with the certificate on record. Waiting takes no time. */
export function portalSource({ port, certificate, login, profile = zoneMinderProfile, limits }: At): {
  source: PortalSource;
  close(): Promise<void>;
} {
  const http = createPortalHttp({
    at: { address: '127.0.0.1', host: 'portal.test', port, secure: true, certificate },
    login,
    async checkRoute() {
      const route = await findRoute('127.0.0.1');
      if (route?.interfaceName !== 'lo') throw new AppError('clause', 'not the loopback');
      return route;
    },
    ...(limits === undefined ? {} : { limits }),
  });
  const wait = async (_milliseconds: number, signal: AbortSignal): Promise<void> => {
    if (signal.aborted) throw new AppError('cancelled', 'Stopped.');
  };
  const ports = { request: http.request, now: () => new Date().toISOString(), wait };
  return { source: { profile, ports }, close: () => http.close() };
}
