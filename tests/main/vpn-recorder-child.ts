import { startLighttpd } from '../fixtures/lighttpd.ts';
import { startRecorder } from '../fixtures/recorder.ts';
import { vpnFilm } from './vpn-film.ts';

// The recorder's end of the tunnel, in a network namespace of its own. Ends with its standard input.

export interface RecorderSays {
  readonly port: number;
  readonly asked: readonly string[];
}

const recorder = await startRecorder({ held: [vpnFilm], clock: () => '2026-10-06T10:03:12' });
const front = await startLighttpd(recorder.port, { algorithm: 'SHA-256', host: process.argv[2] ?? '' });
process.stdout.write(`${JSON.stringify({ port: front.port })}\n`);
process.stdin.resume();
process.stdin.once('end', () => {
  void (async () => {
    process.stdout.write(`${JSON.stringify({ asked: recorder.asked })}\n`);
    await front.stop();
    await recorder.close();
  })();
});
