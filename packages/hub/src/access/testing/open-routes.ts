/** Every route that anybody may call, and why. A new one is an answer to that question, not a line to add. */
export const openRoutes: { readonly [route: string]: string } = {
  'GET /healthz': 'Says that the process lives, to whoever watches over it.',
  'GET /readyz': 'Says whether the parts of the hub work, by their names alone.',
  'GET /docs': 'The page that shows the description of the API.',
  'GET /docs/start.js': 'Its script.',
  'GET /docs/viewer/*': 'Its viewer.',
  'GET /api/v1/openapi.json': 'The description of the API, which is in the open sources too.',
  'GET /images/{hash}': 'For models: the signature in the address stands for a login.',
  'GET /videos/{hash}': 'For models: the signature in the address stands for a login.',
  'GET /': 'The page of the web app, which has nothing of anybody until it asks the API.',
  'GET /*': 'The files of the web app, where it is built.',
  'GET /api/v1/session/options': 'Says in which ways people sign in here, before they have.',
  'POST /api/v1/session': 'Signs a person in, by their password.',
  'POST /api/v1/session/link': 'Says what a one-time link is for, to whoever brings its token.',
  'POST /api/v1/session/link/use': 'Signs a person in, by the token of a one-time link.',
  'GET /api/v1/session/oidc': 'Sends a browser to the service by which people sign in.',
  'GET /api/v1/session/oidc/callback':
    'Signs a person in, by a code of that service and the cookie of the browser that went there.',
};
