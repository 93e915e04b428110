import { dvrUsbDriver } from './dvr-usb/dvr-usb-driver.ts';
import { icPodDriver } from './ic-pod/ic-pod-driver.ts';
import { idcamPortalDriver } from './idcam-portal/idcam-portal-driver.ts';
import { simulatedDriver } from './simulated/simulated-driver.ts';

/** Every driver there is, by kind. */
export const deviceDrivers = {
  'dvr-usb': dvrUsbDriver,
  'ic-pod': icPodDriver,
  'idcam-portal': idcamPortalDriver,
  simulated: simulatedDriver,
} as const;
