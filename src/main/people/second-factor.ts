import { encode } from 'uqr';
import { Secret, TOTP } from 'otpauth';
import { AppError } from '../../shared/failure.ts';

const PERIOD_SECONDS = 30;

const totpOf = (secret: string, username: string): TOTP =>
  new TOTP({
    issuer: 'Lend-A-Cam Evidence',
    label: username,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_SECONDS,
    secret: Secret.fromBase32(secret),
  });

/** A new secret for an authenticator app: 160 random bits, base32. */
export const newTotpSecret = (randomBytes: Uint8Array<ArrayBuffer>): string =>
  new Secret({ buffer: randomBytes.buffer }).base32;

/** What the authenticator app reads: the address as text and as a QR code (true = dark). */
export function enrolmentOf(secret: string, username: string): { uri: string; qr: boolean[][] } {
  const uri = totpOf(secret, username).toString();
  return { uri, qr: encode(uri).data };
}

/**
 * The time step a code belongs to, or null when it is wrong. One step of drift either way is accepted; a step already
 * used is refused, so that a code read over a shoulder is worth nothing.
 */
export function acceptedStep(
  secret: string,
  code: string,
  options: { nowMs: number; lastStep: number },
): number | null {
  const delta = totpOf(secret, '-').validate({ token: code, timestamp: options.nowMs, window: 1 });
  if (delta === null) return null;
  const step = Math.floor(options.nowMs / 1000 / PERIOD_SECONDS) + delta;
  return step > options.lastStep ? step : null;
}

/** The step of the first code of a new authenticator; throws AppError('invalid-input') when the app does not fit. */
export function requireCode(secret: string, code: string, { nowMs, whose }: { nowMs: number; whose: string }): number {
  const step = acceptedStep(secret, code, { nowMs, lastStep: 0 });
  if (step !== null) return step;
  throw new AppError(
    'invalid-input',
    `The ${whose} is wrong. Wait for the next code in the authenticator app and type it in; check the laptop’s clock if it happens again.`,
  );
}
