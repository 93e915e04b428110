import { AppError } from '../../shared/failure.ts';
import { type Asking, otherDevice } from '../protocols/asking.ts';
import { child, children, parseXml, textAt, type Xml } from '../protocols/xml.ts';

export type Service = 'device' | 'search' | 'replay';

const spaces = {
  device: 'http://www.onvif.org/ver10/device/wsdl',
  search: 'http://www.onvif.org/ver10/search/wsdl',
  replay: 'http://www.onvif.org/ver10/replay/wsdl',
} as const;

/** Questions to one ONVIF unit. */
export interface Soap {
  /** What stands in the answer's body; null when the unit does not know the question. @throws as `DevicePorts.request`. */
  ask(service: Service, name: string, inside?: string): Promise<Xml | null>;
  /** Where the other services are; called once. */
  findServices(): Promise<void>;
}

/** `signedAt` is the unit's own time: one that is asked with another time takes it for a repetition. */
export function createSoap(asking: Asking, signedAt: () => string): Soap {
  const targets: Partial<Record<Service, string>> = { device: '/onvif/device_service' };
  let refused: AppError | null = null;

  const ask = async (service: Service, name: string, inside = ''): Promise<Xml | null> => {
    if (refused !== null) throw refused;
    const target = targets[service];
    if (target === undefined) return null;
    const space = spaces[service];
    const isForAnybody = name === 'GetSystemDateAndTime';
    const answer = await asking.request({
      ...{ method: 'POST', target },
      soap: {
        action: `${space}/${name}`,
        body: `<q:${name} xmlns:q="${space}" xmlns:tt="http://www.onvif.org/ver10/schema">${inside}</q:${name}>`,
        signedAt: isForAnybody ? null : signedAt(),
      },
    });
    if (![200, 400, 403, 500].includes(answer.status)) {
      await answer.discard();
      return null;
    }
    const text = await answer.text();
    if (answer.status !== 200 && !/Envelope/u.test(text)) return null; // a page of a web server, no answer
    const body = child(parseXml(text, { attributes: true }), 'Envelope', 'Body');
    const fault = child(body, 'Fault');
    if (fault === null) return child(body, `${name}Response`);
    if (/NotAuthorized|FailedAuthentication|InvalidSecurity/iu.test(saidBy(fault))) throw (refused = notLetIn());
    return null;
  };

  return {
    ask,
    async findServices() {
      const listed = await ask('device', 'GetServices', '<q:IncludeCapability>false</q:IncludeCapability>');
      for (const service of children(listed, 'Service'))
        for (const name of ['search', 'replay'] as const)
          if (textAt(service, 'Namespace') === spaces[name]) keep(targets, name, textAt(service, 'XAddr'));
      if (targets.search !== undefined && targets.replay !== undefined) return;
      const told = await ask('device', 'GetCapabilities', '<q:Category>All</q:Category>');
      keep(targets, 'search', textAt(told, 'Capabilities', 'Extension', 'Search', 'XAddr'));
      keep(targets, 'replay', textAt(told, 'Capabilities', 'Extension', 'Replay', 'XAddr'));
      if (targets.search === undefined || targets.replay === undefined) throw noProfileG();
    },
  };
}

/** Units name their address in their own network, which leads nowhere over the VPN: only the path is taken. */
function keep(targets: Partial<Record<Service, string>>, name: Service, address: string | null): void {
  const path = /^https?:\/\/[^/?#\s]+(\/[^\s]{0,1000})?$/iu.exec(address ?? '');
  if (path !== null && targets[name] === undefined) targets[name] = path[1] ?? '/';
}

/** All the text of a fault: units put the reason under different names. */
function saidBy(xml: Xml): string {
  if (typeof xml === 'string') return xml;
  return Object.values(xml)
    .flatMap((it) => (Array.isArray(it) ? (it as readonly Xml[]) : [it as Xml]))
    .map(saidBy)
    .join(' ');
}

const notLetIn = (): AppError =>
  new AppError(
    'forbidden',
    'The recorder refuses this user name or password, or its clock is so far off that it takes the login for an old one. It is not tried again, since recorders lock an account after a few tries. The manager looks at the login under Settings.',
  );

const noProfileG = (): AppError =>
  new AppError(
    'conflict',
    'The device speaks ONVIF, but has no search and replay of recordings (Profile G). Use another protocol, or a memory stick.',
  );

export const otherThanOnvif = (): AppError => otherDevice('an ONVIF recorder');
