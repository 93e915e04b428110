import type { Parsed } from '../../shared/contract.ts';
import type { ListedPerson } from '../../shared/contract/people.ts';
import { AppError } from '../../shared/failure.ts';
import { type Hand, isSameHand, isSameName } from '../same-hand.ts';
import { refuseUnfitTerms } from './audit-terms.ts';
import { licenceNumber, refuseUnlikelyExpiry } from './licence.ts';

type Wanted = Omit<Parsed<'people.prepareAccount'>, 'password'>;

export interface Opening {
  /** Who opens the account. */
  readonly by: Hand;
  readonly everybody: readonly ListedPerson[];
  readonly today: string;
}

/** Refuses an account that lacks what its role needs, or takes a name that stands in the ledger already, or is one's own. */
export function refuseUnfitAccount(wanted: Wanted, { by, everybody, today }: Opening): void {
  const { role, username, initials, terms, siaLicenceNumber, siaLicenceExpires } = wanted;
  if (everybody.some((person) => person.username === username))
    throw new AppError('conflict', `Somebody has or had the user name ${username}. Choose another.`);
  if (everybody.some((person) => person.initials === initials))
    throw new AppError(
      'conflict',
      `Somebody has or had the initials ${initials}, and exhibit references are made of them. Add a letter.`,
    );
  if (role !== 'manager' && wanted.deputy === true)
    throw new AppError('invalid-input', 'Only a manager has a deputy. Choose the role of a manager, or untick it.');
  if (role === 'officer' && (siaLicenceNumber === undefined || siaLicenceExpires === undefined))
    throw new AppError('clause', 'An officer needs an SIA licence. Give its number and the day it expires.', {
      clause: '3.1',
    });
  if (role === 'officer' && siaLicenceExpires !== undefined) refuseUnlikelyExpiry(siaLicenceExpires, today);
  if (role === 'auditor' && terms === undefined)
    throw new AppError('clause', 'An audit needs written terms of reference. Give them, with the first and last day.', {
      clause: '6.5',
    });
  if (role === 'auditor' && terms !== undefined) refuseUnfitTerms(terms, today);
  refuseUnsaidNamesake(wanted, everybody);
  refuseLicenceOfAnother(wanted, everybody);
  if (role === 'auditor' && everybody.some((other) => other.role !== 'auditor' && isSameName(other.name, wanted.name)))
    throw new AppError(
      'clause',
      `${wanted.name} has worked here and does not audit it. Another auditor must be agreed.`,
      {
        clause: '6.5',
      },
    );
  if (isSameName(wanted.name, by.name))
    throw new AppError('forbidden', 'Nobody opens an account for themselves. Another manager or deputy opens it.');
}

/** The account as it is entered: the licence's number as the card groups it. */
export const accountWanted = <W extends Wanted>(wanted: W): W =>
  wanted.role !== 'officer' || wanted.siaLicenceNumber === undefined
    ? wanted
    : { ...wanted, siaLicenceNumber: licenceNumber(wanted.siaLicenceNumber) };

/** Paper tells people apart by their names, and who judges by the name too (same-hand.ts): two accounts are one person. */
function refuseUnsaidNamesake({ name, isSecondAccount }: Wanted, everybody: readonly ListedPerson[]): void {
  const isTaken = everybody.some((person) => isSameName(person.name, name));
  if (isTaken && isSecondAccount !== true)
    throw new AppError(
      'conflict',
      `${name} has or had an account. If this is the same person, say so: they never judge what they did in the other. If not, add a middle name or initial.`,
    );
  if (!isTaken && isSecondAccount === true)
    throw new AppError('invalid-input', `Nobody of the name ${name} has an account yet. Untick “second account”.`);
}

/** A licence is one person's (CoP 3.1): under another name it would make two people of one. */
function refuseLicenceOfAnother({ name, siaLicenceNumber }: Wanted, everybody: readonly ListedPerson[]): void {
  const owner = everybody.find(
    (person) => person.siaLicenceNumber !== null && person.siaLicenceNumber === siaLicenceNumber,
  );
  if (owner !== undefined && !isSameName(owner.name, name))
    throw new AppError(
      'conflict',
      `The SIA licence ${siaLicenceNumber ?? ''} is ${owner.name}’s. Look at the card again; if it is the same person, give the name as it stands.`,
    );
}

/** Refuses to close one's own account, the last of its role, and one that is closed already. */
export function refuseUnfitClosing(person: ListedPerson, actor: Hand, everybody: readonly ListedPerson[]): void {
  if (person.closedAt !== null) throw new AppError('conflict', `The account of ${person.name} is closed already.`);
  if (isSameHand(person, actor))
    throw new AppError('forbidden', 'Nobody closes their own account. Another manager or deputy does it.');
  const others = everybody.filter(
    (each) => each.role === person.role && each.closedAt === null && each.id !== person.id && !each.deputy,
  );
  if (person.role !== 'auditor' && !person.deputy && others.length === 0)
    throw new AppError(
      'clause',
      person.role === 'officer'
        ? `${person.name} is the only Case Support Officer. Open the next officer’s account first.`
        : `${person.name} is the only Safer Neighbourhoods Manager. Open the next manager’s account first.`,
      { clause: '3.8' },
    );
}
