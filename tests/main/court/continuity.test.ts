import { expect, test } from 'vitest';
import { continuityOf } from '../../../src/main/court/continuity.ts';
import { commands } from '../../../src/shared/contract.ts';
import type { Command } from '../../../src/shared/contract/command.ts';

// The chart is what a court is shown of an exhibit's life: whoever has had the footage before them stands in it.

const linesOf = (action: string, details: object = {}): string[] =>
  continuityOf([
    {
      seq: 7,
      at: '2026-10-06T09:00:00.000Z',
      actorName: 'A',
      action,
      text: JSON.stringify({ details, subject: 'disc 1' }),
    },
  ]).map(({ what }) => what);

/** They touch a source, or all stills of a case at once: what they lead to has a line of its own. */
const noPartOfOneItem = [
  ...['retrievals.survey', 'retrievals.compareList', 'retrievals.connect', 'retrievals.connectSimulated'],
  ...['retrievals.search', 'portals.connect'],
  ...['clips.make', 'clips.mask', 'transits.make'], // begun; `clips.made` and `transits.verified` are the lines
];

test('every command that needs a licence because it touches footage has its words on the continuity chart', () => {
  const touching = (Object.entries(commands) as [string, Command][])
    .filter(([, { enters, needsLicence }]) => enters && needsLicence === true)
    .map(([name]) => name);
  expect(touching).toContain('viewings.openWithOfficer');
  expect(touching.filter((name) => linesOf(name).length === 0)).toEqual(noPartOfOneItem);
  for (const done of ['clips.made', 'transits.verified']) expect(linesOf(done)).toHaveLength(1);
});

test('a print that is lost and a still a court was shown are told', () => {
  expect(linesOf('prints.reportLost', { print: 'STILL-0001/1' })).toEqual([
    'Still: print STILL-0001/1 reported as lost.',
  ]);
  expect(linesOf('viewings.stillShown', { reference: 'AS/2', maskId: null })).toEqual(['Still shown in court: AS/2.']);
  expect(linesOf('viewings.stillShown', { reference: 'AS/2', maskId: 'x' })).toEqual([
    'Still shown in court: AS/2, its masked copy.',
  ]);
});

test('damage is told of the thing it was found in, which is not always the recording', () => {
  expect(linesOf('damages.setAside')).toEqual(['disc 1 was found not to match its seal any more and set aside.']);
  expect(linesOf('damages.decide', { readAgainWhole: false })).toEqual(['disc 1 stays set aside.']);
});

test('a viewing by the manager stands there with the officer who was present', () => {
  const details = { place: 'Cornerstone', purpose: 'Incident review', officerPresent: 'Alan Sutcliffe' };
  expect(linesOf('viewings.openWithOfficer', details)).toEqual([
    'Viewing opened at Cornerstone for: Incident review. Officer present: Alan Sutcliffe.',
  ]);
});

test('how a comparison ended that nobody put away is told as it was', () => {
  const note = 'It was asked for again.';
  expect(linesOf('clips.endComparison', { clip: 'CLIP-0001', note, watched: [] })).toEqual([
    'Comparison of masked clip CLIP-0001 ended: It was asked for again. Really shown: nothing.',
  ]);
});

test('a masked clip stands there with the pictures in which each area covers', () => {
  const keys = [{ picture: 4, box: { x: 0, y: 0, width: 2, height: 2 } }];
  const made = (areas: readonly object[]) =>
    linesOf('clips.made', { clip: 'CLIP-0001', way: 'masked', shown: { from: 2, to: 8 }, areas });
  expect(made([{ keys }])[0]).toContain('pictures 3 to 9, asked for');
  expect(made([{ keys }])[0]).toContain('. Each area covers every picture of the clip. SHA-256');
  expect(made([{ keys }, { keys, covers: { from: 4, to: 4 } }])[0]).toContain(
    '. Area 1 covers every picture of the clip; area 2 covers picture 5 only. SHA-256',
  );
  expect(linesOf('clips.made', { clip: 'CLIP-0002', way: 'exact' })[0]).not.toContain('rea');
});
