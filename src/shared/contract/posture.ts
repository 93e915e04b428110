import { z } from 'zod';
import { Instant, Paragraph, Password } from '../model.ts';
import { both, enters, manager, readers, reads } from './command.ts';

/** One thing the laptop must be for footage to be safe on it. */
export const PostureCheck = z.object({
  id: z.enum(['disk', 'network', 'clock', 'tools', 'program', 'backup', 'space']),
  title: z.string(),
  state: z.enum(['good', 'accepted', 'warning', 'bad', 'unknown']),
  finding: z.string(),
  /** What to do; null when there is nothing. */
  todo: z.string().nullable(),
  /** What is not possible until it is right; null when nothing is blocked. */
  blocks: z.string().nullable(),
  /** Whether the manager may accept what was found. */
  mayAccept: z.boolean(),
});
export type PostureCheck = z.output<typeof PostureCheck>;

const Posture = z.object({ checks: z.array(PostureCheck), checkedAt: Instant.nullable() });

export const postureCommands = {
  /** As it was found last: at the sign-in or since. */
  'posture.read': reads(readers, z.strictObject({}), Posture),
  'posture.check': enters(both, z.strictObject({}), Posture),
  /** The manager accepts what was found: another version of a program, or a risk. */
  'posture.accept': enters(
    manager,
    z.strictObject({ check: z.enum(['disk', 'tools', 'program']), reason: Paragraph, password: Password }),
    Posture,
  ),
};
