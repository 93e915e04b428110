import { dvrUsbDriver } from './dvr-usb/dvr-usb-driver.ts';

/** Every driver there is, by kind. */
export const deviceDrivers = { 'dvr-usb': dvrUsbDriver } as const;
