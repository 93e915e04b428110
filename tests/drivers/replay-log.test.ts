import { expect, test } from 'vitest';
import { withoutSecret } from '../../src/device-drivers/onvif/concealed.ts';
import { createReplayLog } from '../../src/device-drivers/onvif/replay-log.ts';

const at = '2026-10-06T09:00:00.000Z';

test('what is missing is written however many lines came before it', () => {
  const log = createReplayLog(() => at);
  for (let n = 0; n < 6000; n += 1) log.line(`line ${n}`);
  log.remark('Gate/1.mkv', 'a picture is left out.');
  expect(log.text()).toContain('and 1000 lines more');
  expect(log.text()).toContain(`${at} Gate/1.mkv: a picture is left out.`);
  expect(log.remarksOf('Gate/1.mkv')).toEqual(['a picture is left out.']);
  expect(log.remarksOf('Yard/1.mkv')).toEqual([]);
});

test('more of what is missing than can be written down is counted, and said of the footage it is missing of', () => {
  const log = createReplayLog(() => at);
  for (let n = 0; n < 20_002; n += 1) log.remark('Gate/1.mkv', `${n} packets never came.`);
  log.remark('Yard/1.mkv', '7 packets never came.');
  expect(log.text()).toContain('and 3 remarks more of what is missing');
  expect(log.remarksOf('Yard/1.mkv')).toEqual(['More is missing than could be written down.']);
});

test('a description is written out again only where it says something else', () => {
  const log = createReplayLog(() => at);
  for (const body of ['v=0\r\ns=1', 'v=0\r\ns=1', 'v=0\r\ns=2']) log.description(body);
  expect(log.text().match(/SDP v=0/gu)).toHaveLength(2);
  expect(log.text()).toContain('SDP as before.');
});

test('a login in an address or a description is not written down', () => {
  const log = createReplayLog(() => at, withoutSecret('Tr0ub&dor'));
  log.line('DESCRIBE /replay?token=R1&username=admin&password=first-secret (CSeq 2): 200');
  log.description(
    'v=0\r\na=control:rtsp://admin:second-secret@192.168.1.64/track1\r\ns=Tr0ub&dor\r\nu=/x/Tr0ub%26dor/1',
  );
  log.remark('Gate/1.mkv', 'Pwd=third-secret');
  for (const secret of ['admin', '-secret', 'Tr0ub']) expect(log.text()).not.toContain(secret);
  expect(log.text()).toContain('DESCRIBE /replay?token=R1&username=…&password=… (CSeq 2): 200');
  expect(log.text()).toContain('SDP a=control:rtsp://…@192.168.1.64/track1');
});
