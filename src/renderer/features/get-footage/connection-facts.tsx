import { Facts } from '../../ui/facts.tsx';
import { formatWallClock } from '../../ui/time.ts';
import type { Connection, Draft } from './draft.ts';

/** What the recorder or portal said is filled in; what was typed before stays. */
export const connectedDraft = (connection: Connection, draft: Draft, person: string): Partial<Draft> => ({
  connection,
  cameras: draft.cameras.filter((camera) => connection.cameras?.includes(camera) === true),
  survey: null,
  systemTime: connection.clock?.systemTime ?? '',
  referenceTime: '',
  seenBy: draft.seenBy === '' ? person : draft.seenBy,
  kitSerial: draft.kitSerial === '' ? (connection.identity.serial ?? '') : draft.kitSerial,
});

/** Who answered, by which way, and how its clock stands. */
export function ConnectionFacts({ connection }: { readonly connection: Connection }) {
  const { identity, clock, way, found } = connection;
  const stated = (value: string | null): string => value ?? 'not stated';
  return (
    <Facts
      items={[
        { label: 'It says it is', value: [identity.maker, identity.model].filter(Boolean).join(' ') || 'not stated' },
        { label: 'Serial', value: stated(identity.serial) },
        { label: 'Firmware', value: stated(identity.firmware) },
        {
          label: 'Its clock',
          value:
            clock === null
              ? 'It has none that can be asked. Read it off the picture.'
              : `${formatWallClock(clock.systemTime)} ${clock.zoneText ?? ''}`,
        },
        { label: 'Way', value: way },
        ...found,
      ]}
    />
  );
}
