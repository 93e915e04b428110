import { expect, test } from 'vitest';
import { methodOf, notKnownOrMissing } from '../../../src/main/court/exhibit-service.ts';
import { DeviceRecord } from '../../../src/main/retrievals/device-record.ts';

// What a court is told of the way the footage came (CoP 3.7, 3.11, 3.14): no stick where there was none.

const stated = { maker: null, model: null, serial: null, firmware: null, clock: null };
const route = { vpnInterface: 'wg0', sourceAddress: null, gateway: null };
const recorder = DeviceRecord.parse({ site: 'SITE-1', address: '192.0.2.1', protocol: 'ISAPI', route, ...stated });
const login = { login: 'a.sutcliffe', profileSha256: 'a'.repeat(64), certificate: 'b'.repeat(64) };
const downloaded = { name: 'IDCAM portal', login: 'a.sutcliffe', downloadedAt: '2026-10-06T09:40:00' };
const listed = { list: 'export.csv', withoutList: null, remarks: [] };

test.each([
  [
    { device: null, portal: null, source: 'Memory stick S-01' },
    ['Export of the recorder', 'memory stick (Memory stick S-01)'],
  ],
  [
    { device: null, portal: { ...downloaded, ...listed }, source: 'Memory stick S-01' },
    ['web portal (IDCAM portal) with the login a.sutcliffe', 'memory stick'],
  ],
  [{ device: recorder, portal: null, source: 'SITE-1 over the VPN' }, ['from the recorder', 'VPN', 'second download']],
  [
    { device: { ...recorder, portal: login }, portal: null, source: 'Portal PORTAL-1' },
    ['web portal (Portal PORTAL-1)', 'certificate on record', 'second download'],
  ],
])('says how footage came (%#)', (retrieval, said) => {
  for (const words of said) expect(methodOf(retrieval)).toContain(words);
  if (retrieval.device !== null) expect(methodOf(retrieval)).not.toContain('stick');
});

test('says what the recorder did not give of the footage, and that its list shows no gaps', () => {
  const missing = 'Not whole: 3 packets after picture 7 never came.';
  const file = { outcome: 'duplicate', reason: `The same bytes were held already. ${missing}` } as const;
  expect(notKnownOrMissing({ device: recorder }, file)).toEqual([missing]);
  expect(notKnownOrMissing({ device: { ...recorder, tellsGaps: false } }, { ...file, reason: null })).toEqual([
    'The recorder does not say where nothing was recorded; gaps may lie within.',
  ]);
});
