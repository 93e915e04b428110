import { AppError } from '../../shared/failure.ts';
import type { Credentials } from '../../shared/model.ts';
import type { Act, Actor } from '../acts.ts';
import type { CoSign } from '../people/presence-service.ts';

/**
 * A Case Support Officer with a valid licence is in the room (CoP 3.1, 6.4). Only `createOfficerPresent` makes one, and
 * nothing that shows footage, or a still of it, opens without it.
 */
export class OfficerPresent {
  readonly #person: Actor;
  private constructor(person: Actor) {
    this.#person = person;
  }
  get name(): string {
    return this.#person.name;
  }

  static proving({ coSign, bars }: OfficerPresentPorts) {
    const fit = (person: Actor): OfficerPresent => {
      const bar = bars(person.id);
      if (bar !== null) throw bar;
      return new OfficerPresent(person);
    };
    /** The officer who is signed in, or the one who proves with name, password and code to be beside the manager. */
    return async (request: object | { readonly officer: Credentials } | null, act: Act): Promise<OfficerPresent> => {
      if (act.actor.role === 'officer') return fit(act.actor);
      if (request === null || !('officer' in request))
        throw new AppError('clause', 'A Case Support Officer must be present and say so with password and code.', {
          clause: '6.4',
        });
      return fit(await coSign(act, request.officer, ['officer']));
    };
  }
}

export interface OfficerPresentPorts {
  readonly coSign: CoSign;
  /** Why a person may not operate the systems today; null when they may. */
  readonly bars: (personId: string) => AppError | null;
}

export type ProveOfficer = ReturnType<typeof OfficerPresent.proving>;
