import type { Page } from 'playwright-core';

/** Who owns the hubs of these tests. */
export const owner = { email: 'ada@example.org', password: 'correct horse battery' };

/** The same as a setting of a hub that is started in this process. */
export const ownerSettings = { adminEmail: owner.email, adminPassword: owner.password };

/** The same as the environment of a hub says it. */
export const ownerVariables = {
  PATCHBAY_ADMIN_EMAIL: owner.email,
  PATCHBAY_ADMIN_PASSWORD: owner.password,
};

/** Signs a browser in as the owner of a hub that was started with them, past the page for it. */
export async function signIn(page: Page, hub: { readonly url: string }): Promise<void> {
  const answer = await page.context().request.post(`${hub.url}/api/v1/session`, {
    headers: { origin: hub.url },
    data: owner,
  });
  if (!answer.ok()) throw new Error(`The hub let nobody in: ${await answer.text()}`);
}
