import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright';

// What a reader does with "OPEN ME FIRST" in a browser of their own.

/** Opens the page from its folder and types what stands on the paper label. */
export async function openPage(
  browser: Browser,
  home: string,
  label: { readonly fingerprint: string; readonly witnessCode: string },
): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(home, 'OPEN ME FIRST.html')).href);
  await page.getByLabel('Certificate fingerprint').fill(label.fingerprint);
  await page.getByLabel('Witness code').fill(label.witnessCode);
  return page;
}

/** Picks a folder, checks, and gives the verdict once the check has ended. */
export async function checkFolder(page: Page, home: string): Promise<string> {
  await page.getByLabel('The disc, or the folder').setInputFiles(home);
  await page.getByRole('button', { name: 'Check every file' }).click();
  await page.getByRole('button', { name: 'Check every file' }).waitFor();
  const verdict = page.locator('#verdict');
  await verdict.waitFor();
  return (await verdict.textContent()) ?? '';
}
