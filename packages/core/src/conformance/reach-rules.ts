import type { RuleDefinition } from './rule-definition.ts';

/** Is it there, does it let us in and nobody else, and is it in time? */
export const reachRules = {
  'reach-connects': {
    severity: 'error',
    depth: 'quick',
    title: 'The endpoint is reached',
    tried:
      'The first call: name, connection, certificate, and whether anything comes back in time.',
    remedy:
      'Start the server, and check host, port, certificate and firewall from the machine that calls.',
  },
  'reach-address': {
    severity: 'error',
    depth: 'quick',
    title: 'The model stands at this address',
    tried: 'No ordinary call is answered with 404 or 405, or sent on to another address.',
    remedy: 'Check the path of the address; the page of the protocol says which paths are called.',
  },
  'reach-answers': {
    severity: 'error',
    depth: 'quick',
    title: 'It answers ordinary inputs',
    tried: 'Every ordinary picture or text is answered with success and in time.',
    remedy:
      'Look into the log of the model server for the input that the evidence names. Where the model takes another type of input, let the check send that.',
  },
  'access-accepted': {
    severity: 'error',
    depth: 'quick',
    title: 'The credentials are accepted',
    tried: 'Calls with the credentials that were given are not answered with 401 or 403.',
    remedy: 'Enter the current secret of the model, in the form that its server reads.',
  },
  'access-open': {
    severity: 'error',
    depth: 'full',
    title: 'Somebody is refused',
    tried: 'Where credentials were given: a wrong secret and none at all are not both let in.',
    remedy:
      'Switch on authentication in the server: at present everybody who reaches it may use it, whatever they send.',
  },
  'access-wrong-secret': {
    severity: 'error',
    depth: 'full',
    title: 'A wrong secret is refused',
    tried: 'Where credentials were given: a call with a random secret of the same kind.',
    remedy: 'Compare the secret itself, not only whether the header is there; answer 401 or 403.',
  },
  'access-no-secret': {
    severity: 'error',
    depth: 'full',
    title: 'A call without a secret is refused',
    tried: 'Where credentials were given: a call without any.',
    remedy: 'Refuse calls whose header is missing, not only those whose secret is wrong.',
  },
  'access-status': {
    severity: 'warning',
    depth: 'full',
    title: 'Strangers are refused with 401 or 403',
    tried: 'The status with which calls with a wrong secret or without one are refused.',
    remedy:
      'Answer 401 or 403: any other status looks like a failure of the model, is tried again, and does not pause a run.',
  },
  'access-public': {
    severity: 'info',
    depth: 'quick',
    title: 'It asks for credentials',
    tried: 'Where no credentials were given: whether it is answered all the same.',
    remedy: 'Protect the server with a secret where others can reach it, and give it to the check.',
  },
  'bounds-cold-time': {
    severity: 'warning',
    depth: 'quick',
    title: 'The first answer comes well in time',
    tried:
      'The first call, which may have to wake the model. Noted from half of the time limit of the contract on; a full check waits four times the limit.',
    remedy: 'Load the model before the server listens, and keep one instance warm.',
  },
  'bounds-warm-time': {
    severity: 'warning',
    depth: 'full',
    title: 'Later answers come well in time',
    tried:
      'The median of the ordinary calls after the first. Noted from half of the time limit on: calls will fail when the model is busy.',
    remedy: 'Make the model faster, shrink its inputs, or raise the time limit of the model.',
  },
  'bounds-large-answer': {
    severity: 'warning',
    depth: 'quick',
    title: 'Answers are small',
    tried: 'The size of every answer. Noted from 2 MB on.',
    remedy:
      'Send masks as run-length, outlines with fewer points, and only what is above a threshold.',
  },
  'bounds-too-large': {
    severity: 'error',
    depth: 'quick',
    title: 'Answers are within the limits',
    tried: 'Answers of more than 16 MiB, 10,000 annotations or 100,000 points are not read.',
    remedy: 'Let the model answer less: a higher threshold, fewer points, run-length masks.',
  },
} as const satisfies Record<string, RuleDefinition>;
