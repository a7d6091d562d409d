import type { RuleDefinition } from './rule-definition.ts';

/** How does it bear what is unusual, repeated, simultaneous or wrong? */
export const behaviourRules = {
  'input-blank': {
    severity: 'error',
    depth: 'full',
    title: 'A picture of one colour is answered',
    tried: 'A grey picture of 320 × 240 pixels, on which there is nothing to find.',
    remedy: 'Answer with an empty list where nothing is found.',
  },
  'input-tiny': {
    severity: 'warning',
    depth: 'full',
    title: 'A picture of one pixel is answered or refused in words',
    tried: 'A picture of 1 × 1 pixel. A refusal with 4xx is as good as an answer.',
    remedy: 'Check the size before the model sees it, and refuse with 4xx what it cannot take.',
  },
  'input-huge': {
    severity: 'warning',
    depth: 'full',
    title: 'A picture of 48 megapixels is answered or refused in words',
    tried:
      'A picture of 8000 × 6000 pixels of one colour, small as a file. A refusal with 4xx is as good as an answer.',
    remedy:
      'Shrink large pictures before the model sees them (and scale the answer back), or refuse with 413.',
  },
  'input-unicode': {
    severity: 'error',
    depth: 'full',
    title: 'Texts in other scripts are answered',
    tried: 'Texts with emoji, combining marks, Arabic, Hebrew and Chinese.',
    remedy: 'Read the request as UTF-8, and let nothing fall over letters that are not ASCII.',
  },
  'input-controls': {
    severity: 'warning',
    depth: 'full',
    title: 'Texts with control characters are answered or refused in words',
    tried: 'A text with tabs, both kinds of line breaks, an escape, zero-width and bidi marks.',
    remedy: 'Take such characters as any others, or refuse with 4xx.',
  },
  'input-empty-text': {
    severity: 'warning',
    depth: 'full',
    title: 'An empty text is answered or refused in words',
    tried: 'The text "". A refusal with 4xx is as good as an answer.',
    remedy: 'Answer with nothing found, or refuse with 4xx.',
  },
  'input-long-text': {
    severity: 'warning',
    depth: 'full',
    title: 'A text of 100 kB is answered or refused in words',
    tried: 'Sentences up to 100,000 characters. A refusal with 4xx is as good as an answer.',
    remedy:
      'Refuse with 413 what is too long, or cut it into pieces and count offsets from the start.',
  },
  'input-by-url': {
    severity: 'error',
    depth: 'full',
    title: 'It fetches images from their address',
    tried:
      'Where images are sent as addresses: the test images are offered at an address of the check.',
    remedy:
      'Let the machine of the model reach the address that the evidence names, or send images as base64.',
  },
  'repeat-same': {
    severity: 'warning',
    depth: 'full',
    title: 'The same input is answered the same',
    tried: 'The first input three times.',
    remedy:
      'Fix the seed, set the temperature to 0, switch off dropout. A model that is meant to vary may stay as it is.',
  },
  'repeat-recovers': {
    severity: 'error',
    depth: 'full',
    title: 'It still answers after unusual and wrong requests',
    tried: 'The first input again, at the very end.',
    remedy:
      'Let no request leave the server broken: look what the last failure in its log left behind.',
  },
  'repeat-parallel': {
    severity: 'error',
    depth: 'full',
    title: 'Eight calls at once are answered',
    tried: 'Eight calls of differing inputs at once. Those that are refused as busy do not count.',
    remedy: 'Queue calls inside the server, or answer 429 or 503 to those that are too many.',
  },
  'repeat-busy': {
    severity: 'info',
    depth: 'full',
    title: 'Eight calls at once are not too many',
    tried: 'Whether some of them were refused with 429 or 503.',
    remedy:
      'Set the concurrency of the model to what it bears; a run finds it by itself, more slowly.',
  },
  'repeat-mixed': {
    severity: 'error',
    depth: 'full',
    title: 'Calls at once are not mixed up',
    tried:
      'Each answer against the one that the same input got alone, and against those of the others.',
    remedy:
      'Keep what belongs to a request in the request: no global variables, no shared buffers.',
  },
  'refusal-malformed': {
    severity: 'warning',
    depth: 'full',
    title: 'A body that is not JSON is refused with 4xx',
    tried: 'The first part of a right request.',
    remedy: 'Answer 400 where the body cannot be parsed.',
  },
  'refusal-content': {
    severity: 'warning',
    depth: 'full',
    title: 'JSON that is no request is refused',
    tried:
      'An object without any field of the contract. A failure in words of the contract is as good.',
    remedy: 'Answer 400 or 422 where the fields of the contract are missing, and say which.',
  },
  'refusal-path': {
    severity: 'warning',
    depth: 'full',
    title: 'An unknown path is refused with 4xx',
    tried: 'A right request to a path below the address of the model that nobody has.',
    remedy: 'Answer 404: a misspelt address is then found when the model is registered.',
  },
  'refusal-method': {
    severity: 'warning',
    depth: 'full',
    title: 'GET on the address of predictions is refused with 4xx',
    tried: 'A GET where the contract wants a POST.',
    remedy: 'Answer 405.',
  },
  'refusal-page': {
    severity: 'warning',
    depth: 'full',
    title: 'Refusals are not HTML pages',
    tried: 'The content type and the first character of everything that was refused.',
    remedy: 'Register an error handler that answers JSON: a page hides the reason from the caller.',
  },
} as const satisfies Record<string, RuleDefinition>;
