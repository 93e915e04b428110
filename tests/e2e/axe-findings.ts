import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';

const everything = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What colours can change; the rest was found in light already. */
const ofColours = ['color-contrast', 'link-in-text-block'];

/** What axe finds on the screen as it stands, in light and in dark; one line each, empty when there is nothing. */
export async function axeFindings(page: Page, name: string): Promise<string[]> {
  const inLight = await analysed(page, { name, colorScheme: 'light' });
  const inDark = await analysed(page, { name, colorScheme: 'dark' });
  await page.emulateMedia({ colorScheme: 'light' });
  return [...inLight, ...inDark];
}

async function analysed(
  page: Page,
  { name, colorScheme }: { name: string; colorScheme: 'light' | 'dark' },
): Promise<string[]> {
  await page.emulateMedia({ colorScheme });
  await page.waitForFunction(
    (scheme) => document.documentElement.dataset['mantineColorScheme'] === scheme,
    colorScheme,
  );
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (colorScheme === 'light'
    ? axe.withTags(everything)
    : axe.withRules(ofColours)
  ).analyze();
  return violations.map(
    ({ id, help, nodes }) =>
      `${name}, ${colorScheme}: ${id} (${help}): ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
}
