import type { PiaText } from '../../src/shared/contract/pias.ts';

/** The privacy impact assessment of the demonstration, head by head. Every word is invented. */
export const piaText: PiaText = {
  need: 'Eleven reports of damage and threats at the bins since June, five of them with photographs; diary sheets of two households.',
  alternatives:
    'Warning letters in July, visits with the neighbourhood police in August, better lighting in September. The reports went on.',
  purpose: 'To see who damages windows and cars behind the block, and to have evidence for the injunction.',
  cameraPosition: 'Front eaves of number 12, left of the door, 3.2 metres up, fixed and in plain view.',
  fieldOfView: 'The front garden of number 12, the path to the car park and the bins.',
  privateAreas: 'The kitchen window of number 14 lies at the edge of the picture and is masked in the recorder.',
  hours: 'Day and night: the reports are from the evenings, two of them from the early morning.',
  signs: 'At the gate and at the car park, with name, address and telephone number of the scheme; one on the door.',
  collateralIntrusion: 'People of numbers 10 to 16 who walk to their cars, their visitors and delivery drivers.',
  whyUnavoidable: 'The bins stand beside the only path; no position shows the one without the other.',
  precautions: 'Narrow lens, mask on the window of number 14, no sound, and only what was reported is looked at.',
  proportionality: 'One camera for twelve weeks, looked at again after four, against damage of some thousand pounds.',
  howIntrusive: 'People are seen coming and going at a place that the whole street overlooks; nobody is seen at home.',
  whyOutweighed: 'Two tenants no longer leave their homes after dark. Nothing milder has helped.',
  informationFlow:
    'The Case Support Officer and the Safer Neighbourhoods Manager, on this laptop alone; six weeks unless it is held.',
  risks: 'The recorder could be stolen: it stands locked in the hall. What remains is low.',
  equality: 'Mrs Patel reads large print: her letters are sent in it. Nobody else has asked for anything.',
  consultation: 'Letters to numbers 10, 14 and 16; number 14 asked that the kitchen be left out, and it is.',
};
