import { Box, Group, Stack, Text, Title } from '@mantine/core';
import { useId } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { together } from '../../../shared/together.ts';
import { count } from '../../ui/quantity.ts';
import { formatDay } from '../../ui/time.ts';
import { type DayStrip, daySeconds, dayStrips, stripInWords, type WallPeriod } from './day-strip.ts';

interface CoverageStripsProps {
  readonly coverage: Output<'retrievals.coverage'>;
  readonly period: WallPeriod;
}

/** What each camera holds of the asked period: 24 hours to a strip, drawn and in words. */
export function CoverageStrips({ coverage, period }: CoverageStripsProps) {
  if (coverage.length === 0) return <Text>No file on the stick says which time it holds.</Text>;
  return (
    <Stack>
      <Legend />
      <AllAtOnce coverage={coverage} period={period} />
      {coverage.map(({ channel, covered, gaps, untimedFiles }) => (
        <Box key={channel} component="section">
          <Title order={3}>{cameraInWords(channel)}</Title>
          <Stack gap="xs">
            {dayStrips(period, { covered, gaps }).map((strip) => (
              <Strip key={strip.day} strip={strip} channel={channel} />
            ))}
          </Stack>
          {untimedFiles > 0 && (
            <Text size="sm">
              {count(untimedFiles, 'file')} of this camera {untimedFiles === 1 ? 'says' : 'say'} no time and cannot be
              drawn here.
            </Text>
          )}
        </Box>
      ))}
    </Stack>
  );
}

/** When every camera holds something at once, on the one clock of their recorder or bridge. */
function AllAtOnce({ coverage, period }: CoverageStripsProps) {
  const known = coverage.filter(({ covered }) => covered.length > 0);
  if (known.length < 2) return null;
  const covered = together([[period], ...known.map((camera) => camera.covered)]);
  return (
    <Box component="section">
      <Title order={3}>All {known.length} cameras at once</Title>
      {dayStrips(period, { covered, gaps: [] }).map((strip) => (
        <Strip key={strip.day} strip={strip} channel="All at once" />
      ))}
    </Box>
  );
}

/** A recorder numbers its cameras; some name them. */
const cameraInWords = (channel: string): string =>
  /^\d+$/u.test(channel) ? `Camera ${channel}` : channel.replace(/^unknown$/u, 'Camera not stated');

const hours = [0, 3, 6, 9, 12, 15, 18, 21, 24];
const width = 960;
const x = (second: number): number => (second / daySeconds) * width;

function Strip({ strip, channel }: { readonly strip: DayStrip; readonly channel: string }) {
  const hatch = useId();
  const words = stripInWords(strip);
  return (
    <Box>
      <Text size="sm">{formatDay(strip.day)}</Text>
      <svg
        role="img"
        aria-label={`${cameraInWords(channel)}, ${formatDay(strip.day)}. ${words}`}
        viewBox={`0 -2 ${width} 42`}
        width="100%"
        style={{ display: 'block', overflow: 'visible' }}
      >
        <Hatch id={hatch} />
        <rect width={width} height="22" fill="var(--app-canvas)" stroke="var(--app-input-border)" />
        {strip.bars.map((bar) => (
          <rect
            key={`${bar.kind} ${bar.fromSecond}`}
            x={x(bar.fromSecond)}
            width={Math.max(1.5, x(bar.toSecond - bar.fromSecond))}
            height="22"
            stroke="var(--app-input-border)"
            fill={bar.kind === 'covered' ? 'var(--mantine-primary-color-filled)' : `url(#${hatch})`}
          />
        ))}
        {hours.map((hour) => (
          <g key={hour} fill="var(--mantine-color-dimmed)">
            <rect x={x(hour * 3600) - 0.5} y="22" width="1" height="4" />
            <text
              x={x(hour * 3600)}
              y="38"
              fontSize="12"
              textAnchor={hour === 0 ? 'start' : hour === 24 ? 'end' : 'middle'}
            >
              {String(hour).padStart(2, '0')}:00
            </text>
          </g>
        ))}
      </svg>
      <Text size="sm" className="figures">
        {words === '' ? 'Nothing of the asked period lies on this day.' : words}
      </Text>
    </Box>
  );
}

const Hatch = ({ id }: { readonly id: string }) => (
  <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <rect width="6" height="6" fill="var(--mantine-color-body)" />
    <rect width="1.5" height="6" fill="var(--mantine-color-dimmed)" />
  </pattern>
);

function Legend() {
  const hatch = useId();
  return (
    <Group gap="lg">
      <Key words="Recorded" fill="var(--mantine-primary-color-filled)" />
      <Group gap={6}>
        <svg width="28" height="14" aria-hidden="true">
          <Hatch id={hatch} />
          <rect width="28" height="14" fill={`url(#${hatch})`} stroke="var(--app-input-border)" />
        </svg>
        <Text size="sm">Nothing recorded in the asked period</Text>
      </Group>
      <Key words="Not asked for" fill="var(--app-canvas)" />
    </Group>
  );
}

const Key = ({ words, fill }: { readonly words: string; readonly fill: string }) => (
  <Group gap={6}>
    <svg width="28" height="14" aria-hidden="true">
      <rect width="28" height="14" fill={fill} stroke="var(--app-input-border)" />
    </svg>
    <Text size="sm">{words}</Text>
  </Group>
);
