import {
  Alert,
  Badge,
  Button,
  Card,
  type CSSVariablesResolver,
  createTheme,
  Input,
  type MantineColorsTuple,
  Modal,
  NavLink,
  Table,
  Tooltip,
} from '@mantine/core';

const steel: MantineColorsTuple = [
  '#eef4f9',
  '#dbe6f0',
  '#b7cde0',
  '#8fb1cf',
  '#6d99c1',
  '#5788b7',
  '#4a7fb2',
  '#2f6597',
  '#245781',
  '#17436a',
];
const slate: MantineColorsTuple = [
  '#d6dde4',
  '#b3bec9',
  '#a3afbb',
  '#7c8996',
  '#4a5764',
  '#36424e',
  '#232b34',
  '#1b2128',
  '#161b21',
  '#101419',
];
const fontFamily = '"Public Sans Variable", system-ui, sans-serif';

/** Calm and plain: one accent, small corners, and colours that carry text in light and in dark (WCAG 2.2 AA). */
export const calm = createTheme({
  primaryColor: 'steel',
  // Mantine takes the contrast of the light shade also in the dark; shade 7 carries white in both.
  primaryShade: { light: 8, dark: 7 },
  colors: { steel, dark: slate },
  autoContrast: true,
  luminanceThreshold: 0.179,
  defaultRadius: 'sm',
  radius: { sm: '4px' },
  fontFamily,
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace',
  headings: {
    fontFamily,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.3' },
      h2: { fontSize: '1.25rem', lineHeight: '1.35' },
      h3: { fontSize: '1.0625rem', lineHeight: '1.4' },
    },
  },
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  focusRing: 'auto',
  components: {
    Alert: Alert.extend({ defaultProps: { variant: 'outline' } }),
    Badge: Badge.extend({ defaultProps: { tt: 'none', radius: 'sm' } }),
    Button: Button.extend({ defaultProps: { fw: 600 } }),
    Card: Card.extend({ defaultProps: { withBorder: true, shadow: 'none', padding: 'md' } }),
    InputWrapper: Input.Wrapper.extend({
      defaultProps: { inputWrapperOrder: ['label', 'description', 'error', 'input'] },
    }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        overlayProps: { backgroundOpacity: 0.45 },
        closeButtonProps: { 'aria-label': 'Close' },
        attributes: { header: { role: 'presentation' } },
      },
    }),
    NavLink: NavLink.extend({ styles: { root: { borderRadius: 'var(--mantine-radius-sm)' } } }),
    Table: Table.extend({ defaultProps: { verticalSpacing: 6, horizontalSpacing: 'sm' } }),
    Tooltip: Tooltip.extend({ defaultProps: { withArrow: true, openDelay: 300 } }),
  },
});

export const calmVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1c2733',
    '--mantine-color-dimmed': '#52606d',
    '--mantine-color-placeholder': '#64717e',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-default-border': '#c3ccd5',
    '--mantine-color-green-light-color': '#1b6631',
    '--mantine-color-yellow-light-color': '#7a4d00',
    '--mantine-color-orange-light-color': '#8f3a0a',
    '--mantine-color-red-light-color': '#a32020',
    '--mantine-color-gray-light-color': '#3a4652',
    '--mantine-color-red-outline': '#b3261e',
    '--mantine-color-gray-outline': '#52606d',
    '--app-canvas': '#f4f6f8',
    '--app-input-border': '#7b8794',
  },
  dark: {
    '--mantine-color-body': '#1b2128',
    '--mantine-color-text': '#e3e8ed',
    '--mantine-color-dimmed': '#a7b2bd',
    '--mantine-color-placeholder': '#98a4b0',
    '--mantine-color-error': '#ff9b93',
    '--mantine-color-default': '#232b34',
    '--mantine-color-default-hover': '#2b3540',
    '--mantine-color-default-border': '#3d4955',
    '--mantine-color-anchor': '#9cc3e6',
    '--mantine-color-red-outline': '#ff9b93',
    '--mantine-color-gray-outline': '#a7b2bd',
    '--mantine-color-gray-light-color': '#d6dde4',
    '--app-canvas': '#14191f',
    '--app-input-border': '#7c8996',
  },
});
