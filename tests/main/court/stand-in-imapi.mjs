// Stands in for PowerShell with the script of disc-imapi-script.ts: the same lines over the same pipes, with a file for
// the disc. Run by Node; `argv`: the file, and what goes wrong.
import { closeSync, existsSync, openSync, readFileSync, readSync, writeFileSync, writeSync } from 'node:fs';

const [file, fault = ''] = process.argv.slice(2);
const closedMark = `${file}.closed`;
const say = (fact) => writeSync(1, `${JSON.stringify(fact)}\r\n`);
const fail = (code, message) => {
  say({ say: 'failed', code, message });
  process.exit(1);
};

/** Waits like a program that reads a pipe; nothing at its end. */
function readSome(most) {
  const bytes = Buffer.alloc(most);
  for (;;) {
    try {
      return bytes.subarray(0, readSync(0, bytes));
    } catch (error) {
      if (error.code === 'EOF') return bytes.subarray(0, 0);
      if (error.code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

if (!process.env.LEND_A_CAM_DISC_SCRIPT?.includes('IMAPI2.MsftDiscFormat2Data')) process.exit(3);
if (fault === 'restricted') {
  process.stderr.write(
    'Cannot invoke method. Method invocation is supported only on core types in this language mode.\r\n',
  );
  process.exit(1);
}

let line = '';
for (let byte = readSome(1); byte.length > 0 && byte[0] !== 10; byte = readSome(1)) line += byte.toString('latin1');
const request = JSON.parse(line);

const blank = () => !existsSync(file);
const media = () => {
  if (fault === 'no disc') fail('0xC0AA0202', 'There is no media in the device.');
  if (blank()) return { say: 'media', mediaType: 9, status: 0x6, freeSectors: 2_297_888 };
  return { say: 'media', mediaType: 9, status: existsSync(closedMark) ? 0x4000 : 0x4, freeSectors: null };
};

const acts = {
  list: () => {
    const drive = { id: '\\\\?\\cdrom#1', vendor: 'HL-DT-ST', product: 'DVDRAM GP60NB50 ', letters: ['D:\\'] };
    say({ say: 'drives', drives: [{ ...drive, deviceNumber: 0 }] });
  },
  media: () => say(media()),
  eject: () => say({ say: 'ejected' }),
  reload: () => say(media()),
  burn: () => {
    media();
    if (!blank()) fail('0x80131501', 'The disc is not blank.');
    if (fault === 'held') fail('0xC0AA0210', 'The device is locked.');
    say({ say: 'ready' });
    if (readSome(1)[0] !== 10) fail('0x80131501', 'It was stopped before anything was written.');
    const disc = openSync(file, 'w');
    for (let done = 0; done < request.imageBytes; ) {
      const bytes = readSome(Math.min(65_536, request.imageBytes - done));
      if (bytes.length === 0) fail('0x80004004', 'The image ended before its end.');
      writeSync(disc, bytes);
      done += bytes.length;
      if (fault === 'power cut' && done > 200_000) process.kill(process.pid, 'SIGKILL');
      if (fault === 'laser' && done > 200_000) fail('0xC0AA0300', 'The write failed: loss of streaming.');
    }
    closeSync(disc);
    writeFileSync(closedMark, readFileSync(file).length.toString());
    say({ say: 'written' });
  },
};
acts[request.act]();
