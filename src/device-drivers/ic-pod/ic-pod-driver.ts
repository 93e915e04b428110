import { AppError } from '../../shared/failure.ts';
import type { DeviceDriver, NetworkSession, NetworkSource } from '../driver.ts';
import { openDahua } from '../protocols/dahua-cgi.ts';
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
    if (protocol !== null) return openFileTree(source, signal);
    try {
      return await openIsapi(source, signal);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'unavailable') throw error;
      return openDahua(source, signal);
    }
  },
};
