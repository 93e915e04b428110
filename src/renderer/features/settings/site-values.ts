import type { Input, Output } from '../../../shared/contract.ts';

export type Site = Output<'sites.list'>[number];

/** The form as text; turned into the contract's values when it is sent. */
export const blankSite = {
  number: '',
  system: 'ic-pod',
  protocol: 'find-out',
  address: '',
  port: '80',
  secure: false,
  certificate: '',
  vpnInterface: '',
  username: '',
  devicePassword: '',
};
export type SiteValues = typeof blankSite;

export const valuesOf = (site: Site): SiteValues => ({
  ...{ number: site.number, system: site.system, protocol: site.protocol, address: site.address },
  ...{ port: String(site.port), secure: site.secure, certificate: site.certificate ?? '' },
  ...{ vpnInterface: site.vpnInterface, username: site.username, devicePassword: '' },
});

/** A fingerprint may be typed with colons and capitals, as recorders show it. */
export const profileOf = (values: SiteValues): Input<'sites.register'>['profile'] => {
  const { number, system, protocol, address, port, secure, certificate, vpnInterface, username } = values;
  const typed = certificate.replaceAll(/[\s:]/gu, '').toLowerCase();
  return {
    ...{ number, address: address.trim(), port: /^\d+$/u.test(port.trim()) ? Number(port) : Number.NaN },
    ...{ secure, certificate: !secure || typed === '' ? null : typed, vpnInterface, username },
    system: system as 'ic-pod',
    protocol: protocol as 'find-out',
  };
};

export const protocolWords = {
  'find-out': 'Find out by asking it',
  isapi: 'ISAPI (Hikvision and relatives)',
  'dahua-cgi': 'HTTP CGI (Dahua and relatives)',
} as const;
