import type { Output } from '../../shared/contract.ts';

export type Place = Output<'today.read'>['due'][number]['place'];

/** Where a place of the core's lies in the router. A place without its thing is the room it stands in. */
export function wayTo(place: Place) {
  const { screen, id } = place;
  switch (screen) {
    case 'case':
      return id === null ? ({ to: '/cases' } as const) : ({ to: '/cases/$caseId', params: { caseId: id } } as const);
    case 'recording':
      return id === null
        ? ({ to: '/footage' } as const)
        : ({ to: '/footage/$recordingId', params: { recordingId: id } } as const);
    case 'stills':
      return id === null
        ? ({ to: '/stills' } as const)
        : ({ to: '/stills/$stillId', params: { stillId: id } } as const);
    case 'court':
      return id === null
        ? ({ to: '/court' } as const)
        : ({ to: '/court/$bundleId', params: { bundleId: id } } as const);
    case 'get-footage':
      return { to: '/get-footage' } as const;
    case 'approvals':
      return { to: '/approvals' } as const;
    case 'ledger':
      return { to: '/ledger' } as const;
    case 'settings':
      return { to: '/settings' } as const;
    case 'footage':
      return { to: '/footage' } as const;
  }
}
