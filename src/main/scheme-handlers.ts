import type { CommandName } from '../shared/contract.ts';
import type { Handlers } from './gateway.ts';
import type { PictureEndings } from './deployments/picture-ending-service.ts';
import type { Scheme } from './deployments/scheme-service.ts';

type SchemeCommand = Extract<
  CommandName,
  `kits.${string}` | `contractors.${string}` | `pias.${string}` | `waiting.${string}` | `deployments.${string}`
>;

/** The scheme's part of the table: one service call a command. */
export const createSchemeHandlers = (s: Scheme, endings: PictureEndings): Pick<Handlers, SchemeCommand> => ({
  'kits.list': () => s.kits.list(),
  'kits.read': (input) => s.kits.read(input),
  'kits.register': (input, act) => s.kits.register(input, act),
  'kits.check': (input, act) => s.kits.check(input, act),
  'kits.recordTest': (input, act) => s.kits.recordTest(input, act),
  'kits.openFault': (input, act) => s.kits.openFault(input, act),
  'kits.repairFault': (input, act) => s.kits.repairFault(input, act),
  'kits.retire': (input, act) => s.kits.retire(input, act),
  'contractors.list': () => s.contractors.list(),
  'contractors.register': (input, act) => s.contractors.register(input, act),
  'contractors.renew': (input, act) => s.contractors.renew(input, act),
  'pias.list': (input) => s.pias.list(input),
  'pias.begin': (input, act) => s.pias.begin(input, act),
  'pias.write': (input, act) => s.pias.write(input, act),
  'pias.consult': (input, act) => s.consultations.consult(input, act),
  'pias.answer': (input, act) => s.consultations.answer(input, act),
  'pias.submit': (input, act) => s.pias.submit(input, act),
  'pias.decide': (input, act) => s.pias.decide(input, act),
  'pias.reopen': (input, act) => s.pias.reopen(input, act),
  'deployments.list': (input) => s.deployments.list(input),
  'deployments.read': (input) => s.deployments.read(input),
  'waiting.request': (input, act) => s.waitingList.request(input, act),
  'waiting.tellCustomer': (input, act) => s.waitingList.tellCustomer(input, act),
  'waiting.setUrgency': (input, act) => s.waitingList.setUrgency(input, act),
  'waiting.withdraw': (input, act) => s.waitingList.withdraw(input, act),
  'deployments.override': (input, act) => s.deployments.override(input, act),
  'deployments.survey': (input, act) => s.deployments.survey(input, act),
  'deployments.addPicture': (input, act) => s.sitePictures.add(input, act),
  'deployments.withdrawPicture': (input, act) => endings.withdraw(input, act),
  'deployments.showPicture': (input, act) => s.sitePictures.show(input, act),
  'deployments.surveySheet': (input, act) => s.sitePictures.sheet(input, act),
  'deployments.book': (input, act) => s.deployments.book(input, act),
  'deployments.cancelBooking': (input, act) => s.deployments.cancelBooking(input, act),
  'deployments.issueKit': (input, act) => s.deployments.issueKit(input, act),
  'deployments.returnKit': (input, act) => s.deployments.returnKit(input, act),
  'deployments.install': (input, act) => s.deployments.install(input, act),
  'deployments.checkClock': (input, act) => s.upkeep.checkClock(input, act),
  'deployments.review': (input, act) => s.upkeep.review(input, act),
  'deployments.move': (input, act) => s.upkeep.move(input, act),
  'deployments.remove': (input, act) => s.upkeep.remove(input, act),
  'deployments.recordSatisfaction': (input, act) => s.upkeep.recordSatisfaction(input, act),
});
