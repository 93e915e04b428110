import { AppError } from '../../shared/failure.ts';
import type { DeviceDriver, NetworkSession, NetworkSource } from '../driver.ts';
import { openDahua } from '../protocols/dahua-cgi.ts';
import { openOnvif } from '../onvif/onvif.ts';
import { openFileTree } from '../protocols/file-tree.ts';
import { openIsapi } from '../protocols/isapi.ts';
import { refuseIfCancelled } from '../protocols/asking.ts';

/** A recorder that is read over the VPN: the IC-POD and the Standard 4G. What it speaks is known or found out. */
export const icPodDriver: DeviceDriver<NetworkSource, NetworkSession> = {
  kind: 'ic-pod',
  async open(source, signal) {
    refuseIfCancelled(signal);
    const protocol = source.protocol === 'find-out' ? (source.quirks.protocol ?? null) : source.protocol;
    if (protocol === 'isapi') return openIsapi(source, signal);
    if (protocol === 'dahua-cgi') return openDahua(source, signal);
    if (protocol === 'onvif-g') return openOnvif(source, signal);
    if (protocol !== null) return openFileTree(source, signal);
    // ONVIF last: a unit that speaks its maker's own protocol gives files there, byte for byte as it holds them.
    for (const open of [openIsapi, openDahua])
      try {
        return await open(source, signal);
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'unavailable') throw error;
      }
    return openOnvif(source, signal);
  },
};
