import type { MediaFacts, MediaWarning, UnplayableFootage } from './media-facts.ts';

const WARNINGS: Record<MediaWarning, string> = {
  'shorter-than-index': 'The file promises more pictures than can be shown: it was cut short, or an edit hides some.',
  'decoder-complained': 'The decoder remarked on the stream; intact exports often cause this.',
  'nominal-times': 'The file stores no times; they follow from the stated frame rate.',
  'times-go-back': 'Picture times go back: the recorder’s clock was set back, or the file holds older pictures.',
  interlaced:
    'Interlaced: each picture is two half pictures taken one after the other, so what moves has combed edges. Nothing was smoothed.',
  rotated: 'Players are asked to turn the picture; stills show it as recorded.',
  'gave-up': 'Reading stopped at a limit of this application.',
};

const UNPLAYABLE: Record<UnplayableFootage['reason'], string> = {
  empty: 'The file is empty.',
  'not-recognised': 'The format is not known here. It needs its maker’s player.',
  'index-missing': 'The file was cut off before its index was written and cannot be played.',
  'no-video': 'No picture track can be read.',
  'no-pictures': 'No picture can be decoded.',
  'gave-up': 'Reading took too long or too much memory.',
};

/** What a file turned out to hold, as label and value in plain words. */
export function factsInWords(facts: MediaFacts | UnplayableFootage): { label: string; value: string }[] {
  if (!facts.playable)
    return [{ label: 'Can be shown', value: `No. ${UNPLAYABLE[facts.reason]} The master is kept as it is.` }];
  const seconds = facts.durationMs / 1000;
  return [
    {
      label: 'Pictures',
      value: `${facts.frameCount} of ${facts.width} × ${facts.height}, ${seconds.toFixed(2)} seconds`,
    },
    {
      label: 'Coding',
      value: `${facts.videoCodec.toUpperCase()}${facts.profile === null ? '' : ` (${facts.profile})`} in ${facts.container}`,
    },
    { label: 'Picture rate', value: rateInWords(facts) },
    {
      label: 'Sound',
      value:
        facts.audioTracks.length === 0
          ? 'None'
          : `${facts.audioTracks.length} track found; never played here (CoP 5.10)`,
    },
    ...facts.warnings.map((warning) => ({ label: 'Note', value: WARNINGS[warning] })),
  ];
}

function rateInWords({ measuredFps, variableFrameRate, claimedFps }: MediaFacts): string {
  const measured = measuredFps === null ? 'not measurable' : `${measuredFps.toFixed(2)} a second measured`;
  const claimed = claimedFps === null ? '' : `, ${claimedFps.toFixed(2)} stated by the file`;
  return `${measured}${claimed}${variableFrameRate ? ', variable' : ''}`;
}
