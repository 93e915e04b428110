import { AppError } from '../../shared/failure.ts';

const SHORTEST = 12;

/** The passwords people choose when told to make a long one (NCSC: refuse common ones, ask for no special signs). */
const COMMON = [
  'password',
  'passw0rd',
  'letmein',
  'welcome',
  'qwerty',
  'administrator',
  'iloveyou',
  'football',
  'liverpool',
  'manchester',
  'stockport',
  'cornerstone',
  'lendacam',
  'lend-a-cam',
  '1234567890',
  'abcdefgh',
  'changeme',
  'monkey',
  'dragon',
  'sunshine',
] as const;

/** Refuses a password that is short, common, all one character, or holds the person's own name. */
export function refuseWeakPassword(password: string, person: { name: string; username: string }): void {
  const plain = password.toLowerCase();
  if (password.length < SHORTEST)
    throw new AppError(
      'invalid-input',
      `The password for ${person.name} is too short. Use at least ${SHORTEST} characters, for example three unrelated words.`,
    );
  const bare = plain.replaceAll(/[^a-z]/gu, '');
  if (
    COMMON.some((common) => bare === common.replaceAll(/[^a-z]/gu, '') || plain.replaceAll(/\d+$/gu, '') === common)
  ) {
    throw new AppError(
      'invalid-input',
      `The password for ${person.name} is one that many people use. Use three unrelated words.`,
    );
  }
  if (new Set(plain).size < 5)
    throw new AppError(
      'invalid-input',
      `The password for ${person.name} repeats too few characters. Use three unrelated words.`,
    );
  const ownWords = [person.username, ...person.name.toLowerCase().split(/\s+/u)].filter((word) => word.length > 3);
  if (ownWords.some((word) => plain.includes(word)))
    throw new AppError('invalid-input', `The password for ${person.name} holds their own name. Choose another.`);
}
