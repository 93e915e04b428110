import type { DeviceQuirks, NetworkSource, SiteProtocol } from '../../src/device-drivers/driver.ts';
import { withoutSecret } from '../../src/device-drivers/onvif/concealed.ts';
import { createDeviceHttp, type DeviceHttp } from '../../src/main/platform/device-http.ts';
import { createDeviceRtsp } from '../../src/main/platform/device-rtsp.ts';
import type { DeviceLimits } from '../../src/main/platform/guarded-client.ts';
import { findRoute } from '../../src/main/platform/route-check.ts';
import { AppError } from '../../src/shared/failure.ts';

interface Options {
  readonly protocol?: SiteProtocol;
  readonly quirks?: DeviceQuirks;
  readonly login?: { readonly username: string; readonly password: string };
  readonly limits?: Partial<DeviceLimits>;
  readonly now?: () => string;
}

/** A device on loopback, reached through the real client and this computer's real routes. Waiting takes no time. */
export function loopbackSource(
  port: number,
  { protocol = 'find-out', quirks = {}, login, limits, now }: Options = {},
): { source: NetworkSource; http: DeviceHttp } {
  const how = {
    at: { address: '127.0.0.1', port, secure: false, certificate: null },
    login: login ?? { username: 'nobody', password: 'nothing' },
    async checkRoute() {
      const route = await findRoute('127.0.0.1');
      if (route?.interfaceName !== 'lo') throw new AppError('clause', 'not the loopback');
      return route;
    },
    ...(limits === undefined ? {} : { limits }),
  };
  const http = createDeviceHttp(how);
  const replay = createDeviceRtsp(how).open;
  const wait = async (_milliseconds: number, signal: AbortSignal): Promise<void> => {
    if (signal.aborted) throw new AppError('cancelled', 'Stopped.');
  };
  const conceal = withoutSecret(how.login.password);
  const ports = { conceal, request: http.request, replay, now: now ?? (() => new Date().toISOString()), wait };
  return { source: { protocol, quirks, ports }, http };
}
