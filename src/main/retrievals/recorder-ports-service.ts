import { withoutSecret } from '../../device-drivers/onvif/concealed.ts';
import type { FileTree, NetworkSource } from '../../device-drivers/driver.ts';
import { AppError } from '../../shared/failure.ts';
import type { SiteProfile } from '../../shared/contract/sites.ts';
import type { Clock } from '../platform/clock.ts';
import { createDeviceFtps } from '../platform/device-ftps.ts';
import { createDeviceHttp } from '../platform/device-http.ts';
import { createDeviceRtsp } from '../platform/device-rtsp.ts';
import { createDeviceSftp } from '../platform/device-sftp.ts';
import type { DeviceFiles, FileLogin } from '../platform/file-server.ts';
import { patience } from '../platform/patience.ts';
import { findRoute, type Route } from '../platform/route-check.ts';
import { isFileServer, type SiteRow } from './site-store.ts';

/** What a driver is handed of one site, and how all of it is let go. */
export interface SitePorts {
  readonly source: NetworkSource;
  close(): Promise<void>;
}

/** Opens the ways to one recorder that its protocol needs, each kept to its address and to the VPN. Nothing is sent yet. */
export function openSite(site: SiteRow, { login, clock }: { login: FileLogin; clock: Clock }): SitePorts {
  const checkRoute = (): Promise<Route> => vpnRoute(site);
  const { protocol, quirks } = site;
  const common = { now: clock.now, wait: patience };
  if (isFileServer(site)) {
    const remote = fileServer(site, login, checkRoute);
    const files: FileTree = { remote, folder: site.folder ?? '', pattern: site.pattern };
    const request = async (): Promise<never> => {
      throw new AppError('unavailable', 'This site is a file server; it is not asked by HTTP.');
    };
    return { source: { protocol, quirks, ports: { ...common, request }, files }, close: () => remote.close() };
  }
  const how = { at: site, login: withPassword(login), checkRoute };
  const conceal = withoutSecret(how.login.password);
  const http = createDeviceHttp(how);
  const rtsp = createDeviceRtsp(how);
  return {
    source: { protocol, quirks, ports: { ...common, conceal, request: http.request, replay: rtsp.open } },
    async close() {
      rtsp.close();
      await http.close();
    },
  };
}

function fileServer(site: SiteRow, login: FileLogin, checkRoute: () => Promise<Route>): DeviceFiles {
  if (site.protocol === 'sftp') return createDeviceSftp({ at: site, login, checkRoute });
  return createDeviceFtps({ at: site, login: withPassword(login), checkRoute });
}

function withPassword(login: FileLogin): { username: string; password: string } {
  if ('password' in login) return login;
  throw new AppError('invalid-input', 'This recorder is let in with a password. The manager enters it under Settings.');
}

/** The route to a site, which must leave through the interface on record (CoP 3.8, 3.11). */
export async function vpnRoute(
  site: Pick<SiteProfile, 'address' | 'vpnInterface' | 'system'> & { readonly number?: string },
): Promise<Route> {
  const route = await findRoute(site.address);
  if (route?.interfaceName === site.vpnInterface) return route;
  const instead = route === null ? 'there is no way to it at all' : `it would go through ${route.interfaceName}`;
  throw new AppError(
    'clause',
    `The way to ${site.number ?? site.address} does not go through the VPN (${site.vpnInterface}): ${instead}. Nothing is sent. Start the VPN and try again; if it is up, the manager checks the site in Settings.`,
    { clause: site.system === 'ic-pod' ? '3.11' : '3.8' },
  );
}
