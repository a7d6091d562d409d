import type { Page } from 'playwright-core';

/** What somebody enters of a model, before they name it. */
export interface EnteredModel {
  readonly contract: RegExp;
  /** The field of the address, and what is put there. */
  readonly address: readonly [label: string, url: string];
}

/** Opens a step of the page that adds a model. */
export async function openStep(page: Page, title: string): Promise<void> {
  const head = page.getByRole('region', { name: title, exact: true }).getByRole('button').first();
  if ((await head.getAttribute('aria-expanded')) !== 'true') await head.click();
}

/** Goes to the page that adds a model, chooses the contract and enters the address. */
export async function enterModel(
  page: Page,
  hubUrl: string,
  { contract, address: [label, url] }: EnteredModel,
): Promise<void> {
  await page.goto(`${hubUrl}/models/new`);
  await page.getByRole('radio', { name: contract }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel(label).fill(url);
}

/** Names the model and saves it. */
export async function saveModel(page: Page, name: string): Promise<void> {
  await openStep(page, 'Save');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await page.getByRole('button', { name: 'Register the model' }).click();
}
