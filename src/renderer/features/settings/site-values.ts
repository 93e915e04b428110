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
  login: 'password',
  devicePassword: '',
  deviceKey: '',
  folder: '',
  pattern: '',
};
export type SiteValues = typeof blankSite;

export const valuesOf = (site: Site): SiteValues => ({
  ...{ number: site.number, system: site.system, protocol: site.protocol, address: site.address },
  ...{ port: String(site.port), secure: site.secure, certificate: site.certificate ?? '' },
  ...{ vpnInterface: site.vpnInterface, username: site.username, login: site.login, devicePassword: '', deviceKey: '' },
  ...{ folder: site.folder ?? '', pattern: site.pattern ?? '' },
});

/** Where the recorder stands, as `sites.showKey` asks for it. */
export const placeOf = ({ system, protocol, address, port, vpnInterface }: SiteValues): Input<'sites.showKey'> => ({
  ...{ address: address.trim(), port: /^\d+$/u.test(port.trim()) ? Number(port) : Number.NaN, vpnInterface },
  system: system as 'ic-pod',
  protocol: protocol as 'find-out',
});

export const profileOf = (values: SiteValues): Input<'sites.register'>['profile'] => {
  const { number, secure, certificate, username, folder, pattern } = values;
  const isFiles = isFileServer(values);
  const fingerprint = fingerprintOf(certificate);
  return {
    ...placeOf(values),
    ...{ number, secure: secure || isFiles, username },
    certificate: (!secure && !isFiles) || fingerprint === '' ? null : fingerprint,
    login: isByKey(values) ? 'key' : 'password',
    folder: isFiles && folder.trim() !== '' ? folder : null,
    pattern: isFiles && pattern.trim() !== '' ? pattern : null,
  };
};

/** What the recorder is let in with; null for what is left as it is. */
export const secretsOf = (values: SiteValues) => ({
  devicePassword: values.devicePassword === '' ? null : values.devicePassword,
  deviceKey: isByKey(values) && values.deviceKey.trim() !== '' ? values.deviceKey : null,
});

export const isByKey = ({ protocol, login }: Pick<SiteValues, 'protocol' | 'login'>): boolean =>
  protocol === 'sftp' && login === 'key';

/** A fingerprint as typed: with colons and capitals, as recorders show it, or as SSH writes it, SHA256: and 43 letters. */
function fingerprintOf(typed: string): string {
  const ssh = /^SHA256:(?<code>[A-Za-z0-9+/]{43})=?$/u.exec(typed.trim())?.groups?.['code'];
  if (ssh === undefined) return typed.replaceAll(/[\s:]/gu, '').toLowerCase();
  const bytes = Array.from(atob(ssh), (letter) => letter.charCodeAt(0));
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export const isFileServer = ({ protocol }: Pick<SiteValues, 'protocol'>): boolean =>
  protocol === 'sftp' || protocol === 'ftps';

/** The port a protocol mostly has. */
export const usualPort = (protocol: string): string => (protocol === 'sftp' ? '22' : protocol === 'ftps' ? '21' : '80');

export const protocolWords = {
  'find-out': 'Find out by asking it',
  isapi: 'ISAPI (Hikvision and relatives)',
  'dahua-cgi': 'HTTP CGI (Dahua and relatives)',
  'onvif-g': 'ONVIF Profile G (replay over RTSP)',
  sftp: 'SFTP (files over SSH)',
  ftps: 'FTPS (files, FTP under TLS)',
} as const;
