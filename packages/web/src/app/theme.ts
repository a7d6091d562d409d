import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  Modal,
  parseThemeColor,
  type VariantColorsResolver,
} from '@mantine/core';

/** Calm surfaces, one accent, small type that stays readable. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 7 },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily:
    'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "JetBrains Mono", Menlo, Consolas, monospace',
  headings: { fontWeight: '650' },
  variantColorResolver: resolveVariant,
  components: {
    Modal: Modal.extend({ defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } }),
  },
});

/** Secondary text and what is wrong keep a contrast of 4.5 to 1 on cards and pages of both schemes. */
export const resolveCssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { '--mantine-color-dimmed': '#626a73' },
  dark: {
    '--mantine-color-dimmed': '#a3a3a3',
    '--mantine-color-error': 'var(--mantine-color-red-4)',
  },
});

/** Light badges, buttons and notices are a tint of whatever lies behind them, in both schemes. */
function resolveVariant(input: Parameters<VariantColorsResolver>[0]) {
  const colours = defaultVariantColorsResolver(input);
  if (input.variant !== 'light') return colours;
  const { color } = parseThemeColor({
    color: input.color ?? input.theme.primaryColor,
    theme: input.theme,
  });
  const tint = (percent: number) =>
    `color-mix(in srgb, var(--mantine-color-${color}-6) ${percent}%, transparent)`;
  return {
    ...colours,
    background: tint(13),
    hover: tint(20),
    // Darker than any shade there is: yellow and teal would not stand out from their own tint.
    color: `light-dark(color-mix(in srgb, var(--mantine-color-${color}-9) 65%, black), var(--mantine-color-${color}-3))`,
  };
}
